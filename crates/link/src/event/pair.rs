//! Whether two mentions may tell of one event, and how much speaks for it.
//!
//! In: two [`Item`]s of one type. Out: a score with its reasons, or `None` when they cannot be one: their days have nothing in common, they are of
//! two modes, or each names a person with whom the other does not have to do. The weights are by judgement, set on invented cases
//! (`tests/suite/events.txt`): two strong signs, or three weak ones, and nothing against them join.

use std::collections::BTreeMap;

use types::{EventStatus, EventType};

use super::actor::{MATCH, Role};
use super::item::{Item, Place};

/// From this score on, two mentions are joined. By judgement: participants of both sides alone reach it, a shared word alone does not.
pub const JOIN: f64 = 0.8;

/// An event that ended so many days before a report is not what the report has planned. By judgement: news plans are of days and weeks.
const LONG_AGO_DAYS: i32 = 30;

/// With more against it, that each report tells of only one such thing means nothing.
const LITTLE_AGAINST: f64 = -0.35;

/// What each sign is worth.
mod worth {
    /// One side's participants agree wholly.
    pub const SIDE: f64 = 0.5;
    /// Each side names those that the other does not.
    pub const OTHERS: f64 = -0.8;
    /// Who did it is described by unlike words ("the bus", "two men").
    pub const UNLIKE: f64 = -0.15;
    /// To whom it was done is described by unlike words ("a journalist", "two professors").
    pub const UNLIKE_TARGET: f64 = -0.4;
    /// Each of two reports tells of only one such thing.
    pub const SOLE: f64 = 0.3;
    /// One mode.
    pub const MODE: f64 = 0.35;
    /// One says what happened outside politics, which only the mode tells.
    pub const INCIDENT_MODE: f64 = 0.5;
    /// One predicate, or its noun.
    pub const WORD: f64 = 0.35;
    /// One predicate of words spoken: "accused" tells little of what of.
    pub const SPOKEN_WORD: f64 = 0.15;
    /// What it is about is the same.
    pub const ABOUT: f64 = 0.7;
    /// Words spoken about unlike things.
    pub const SPOKEN_UNLIKE: f64 = -0.35;
    /// One day.
    pub const DAY: f64 = 0.35;
    /// Days that one of them gives coarsely, within a month, or both give as the same month.
    pub const MONTH: f64 = 0.25;
    /// Longer periods.
    pub const PERIOD: f64 = 0.1;
    /// One place.
    pub const PLACE: f64 = 0.3;
    /// A country and a place in it.
    pub const COUNTRY: f64 = 0.1;
    /// Two places of one country; reports differ on such things, but mostly these are two events.
    pub const TWO_PLACES: f64 = -0.6;
    /// Two places, of one of which it is not known where it is.
    pub const UNKNOWN_PLACES: f64 = -0.2;
    /// Places of two countries.
    pub const TWO_COUNTRIES: f64 = -0.8;
    /// Wanted by the one, told by the other.
    pub const DEMANDED: f64 = -0.3;
    /// Open in the one, done in the other, and told by another word ("may invade", "annexed").
    pub const OTHER_WORD: f64 = -0.5;
    /// Possible in a report, done long before it; what is alleged may be long ago.
    pub const LONG_AGO: f64 = -0.4;
    /// The first of a kind in the one, another in the other ("the original deadline", "a revised deadline").
    pub const OTHER_TURN: f64 = -0.8;
    /// Two predicates in one sentence are mostly two events.
    pub const ONE_SENTENCE: f64 = -0.2;
}

/// What speaks for one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The sum of the signs.
    pub value: f64,
    /// The sum of those against.
    against: f64,
    /// The signs that speak for it, for the reader.
    pub reasons: Vec<&'static str>,
}

impl Score {
    fn add(&mut self, value: f64, reason: &'static str) {
        self.value += value;
        self.against += value.min(0.0);
        if value > 0.0 && !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }
}

/// What speaks for two mentions being of one event; `None` when they cannot be.
pub fn score(a: &Item, b: &Item, weights: &BTreeMap<&str, f64>) -> Option<Score> {
    if a.kind != b.kind {
        return None;
    }
    let mut score = Score { value: 0.0, against: 0.0, reasons: Vec::new() };
    days(a, b, &mut score)?;
    modes(a, b, &mut score)?;
    parties(a, b, &mut score)?;
    places(a, b, &mut score);
    let spoken = is_spoken(a) && !(is_deal(a) && is_deal(b));
    // "was in Oslo" and "was in Oslo" are no more alike than "was in Oslo" and "visited Oslo".
    if a.family == b.family && a.family != "be" {
        score.add(if spoken { worth::SPOKEN_WORD } else { worth::WORD }, "the same predicate");
    }
    let share = overlap(&a.about, &b.about, weights);
    score.add(worth::ABOUT * share, "about the same");
    if spoken && share == 0.0 && !a.about.is_empty() && !b.about.is_empty() {
        score.add(worth::SPOKEN_UNLIKE, "");
    }
    statuses(a, b, &mut score)?;
    if matches!((a.turn, b.turn), (Some(x), Some(y)) if x != y) {
        score.add(worth::OTHER_TURN, "");
    }
    if a.at.0 == b.at.0 && a.sentence == b.sentence {
        score.add(worth::ONE_SENTENCE, "");
    }
    if a.at.0 != b.at.0 && a.sole && b.sole && score.against >= LITTLE_AGAINST {
        score.add(worth::SOLE, "each report tells of only one such thing");
    }
    Some(score)
}

/// Types that are words said: what they are about tells them apart.
fn is_spoken(item: &Item) -> bool {
    use EventType as T;
    let told = || {
        matches!(
            item.mode.as_deref(),
            Some("announce" | "confirm" | "notify" | "nocomment" | "release" | "identify")
        )
    };
    matches!(item.kind, T::Request | T::Accuse | T::Reject | T::Threaten | T::Support | T::Agree)
        || item.kind == T::Incident && told()
}

/// An agreement of parties that are both named: these, more than what is said of it, tell which.
fn is_deal(item: &Item) -> bool {
    item.kind == EventType::Agree && !item.source.is_empty() && !item.target.is_empty()
}

/// Types whose two sides do the same.
fn is_mutual(kind: EventType) -> bool {
    matches!(kind, EventType::Consult | EventType::Agree | EventType::Cooperate)
}

fn days(a: &Item, b: &Item, score: &mut Score) -> Option<()> {
    let (Some((_, x)), Some((_, y))) = (&a.time, &b.time) else { return Some(()) };
    if !x.overlaps(*y) {
        return None;
    }
    let longest = x.last.max(y.last).since(x.first.min(y.first)).map_or(i32::MAX, |s| s.get_days());
    let value = match longest {
        0 => worth::DAY,
        1..=31 => worth::MONTH,
        _ => worth::PERIOD,
    };
    score.add(value, "the same time");
    Some(())
}

fn modes(a: &Item, b: &Item, score: &mut Score) -> Option<()> {
    let (Some(x), Some(y)) = (&a.mode, &b.mode) else { return Some(()) };
    if x == y {
        let incident = a.kind == EventType::Incident && !is_spoken(a);
        score.add(if incident { worth::INCIDENT_MODE } else { worth::MODE }, "the same kind of event");
        return Some(());
    }
    let one_is = |mode: &str| (x == mode) != (y == mode);
    let apart = match a.kind {
        EventType::Incident => true,
        EventType::Consult => one_is("phone") || (one_is("visit") && !is_trip_for_talks(a, b)),
        EventType::Mobilize => one_is("exercise"),
        _ => false,
    };
    (!apart).then_some(())
}

/// Whether one is a trip to a place and the other the talks there: with nobody named but those who travel, in the same city, or on the same day with
/// those whose city it is.
fn is_trip_for_talks(a: &Item, b: &Item) -> bool {
    let (visit, meet) = if a.mode.as_deref() == Some("visit") { (a, b) } else { (b, a) };
    if visit.mode.as_deref() != Some("visit") || !matches!(meet.mode.as_deref(), Some("meet" | "talk")) {
        return false;
    }
    let Some(city) = visit.place.as_ref().filter(|p| !p.whole) else { return false };
    let hosts = everyone(meet);
    let only_visitor = hosts.iter().filter(|r| r.person).all(|r| visit.source.iter().any(|v| v.who == r.who));
    let there = match &meet.place {
        Some(place) => place.entity == city.entity,
        None => {
            let one_day =
                visit.time.is_some() && visit.time.as_ref().map(|t| t.1) == meet.time.as_ref().map(|t| t.1);
            one_day && city.country.is_some() && hosts.iter().any(|r| r.country == city.country)
        }
    };
    only_visitor && there
}

/// What is wanted, feared or planned in a report of today is no event of long ago; what is told as done with another word mostly is another event.
fn statuses(a: &Item, b: &Item, score: &mut Score) -> Option<()> {
    let demanded = |i: &Item| i.status == EventStatus::Demanded;
    if demanded(a) != demanded(b) {
        score.add(worth::DEMANDED, "");
    }
    let done = |i: &Item| i.status == EventStatus::Actual;
    let open =
        |i: &Item| matches!(i.status, EventStatus::Planned | EventStatus::Possible | EventStatus::Demanded);
    let (done, open) = match () {
        () if done(a) && open(b) => (a, b),
        () if done(b) && open(a) => (b, a),
        () => return Some(()),
    };
    if a.family != b.family {
        score.add(worth::OTHER_WORD, "");
    }
    let (Some((_, days)), Some(published)) = (&done.time, open.published) else { return Some(()) };
    let ago = published.since(days.last).map_or(0, |s| s.get_days());
    match (ago > LONG_AGO_DAYS && open.time.is_none(), open.status) {
        (true, EventStatus::Possible) => score.add(worth::LONG_AGO, ""),
        (true, _) => return None,
        _ => {}
    }
    Some(())
}

/// The best agreement of a role with some of `others`.
fn best(role: &Role, others: &[&Role]) -> f64 {
    others.iter().map(|o| role.agreement(o)).fold(0.0, f64::max)
}

fn parties(a: &Item, b: &Item, score: &mut Score) -> Option<()> {
    if is_mutual(a.kind) {
        let (x, y) = (everyone(a), everyone(b));
        return mutual(&x, &y, score);
    }
    let (x, y): (Vec<&Role>, Vec<&Role>) = (a.source.iter().collect(), b.source.iter().collect());
    side((&x, &y), (a.kind, "the same who did it", worth::UNLIKE), score);
    let unlike = match a.kind {
        _ if is_spoken(a) => 0.0,
        EventType::Incident => worth::UNLIKE,
        _ => worth::UNLIKE_TARGET,
    };
    side((&whom(a), &whom(b)), (a.kind, "the same to whom", unlike), score);
    Some(())
}

/// Those it is done to. What is sent or given up is not: it says how much, where another report may say against or to whom.
fn whom(item: &Item) -> Vec<&Role> {
    let sent = matches!(item.kind, EventType::Mobilize | EventType::Retreat | EventType::Aid);
    let moved = |r: &Role| sent && !r.is_known() && (r.is_force() || r.is_thing());
    item.target.iter().filter(|r| !moved(r)).collect()
}

fn everyone(item: &Item) -> Vec<&Role> {
    item.source.iter().chain(&item.target).collect()
}

/// Both sides as one, everyone matched with one other at most, the surest first: those who agree count, and nobody may meet another person instead.
fn mutual(x: &[&Role], y: &[&Role], score: &mut Score) -> Option<()> {
    let mut matches: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in x.iter().enumerate() {
        matches.extend(y.iter().enumerate().map(|(j, b)| (a.agreement(b), i, j)).filter(|m| m.0 >= MATCH));
    }
    matches.sort_by(|p, q| q.0.total_cmp(&p.0).then_with(|| (p.1, p.2).cmp(&(q.1, q.2))));
    let (mut left, mut right) = (vec![true; x.len()], vec![true; y.len()]);
    let mut pairs = 0;
    for (agreed, i, j) in matches {
        if left[i] && right[j] {
            (left[i], right[j]) = (false, false);
            pairs += 1;
            if pairs <= 2 {
                score.add(worth::SIDE * agreed, "the same who take part");
            }
        }
    }
    let rest = |all: &[&Role], free: &[bool], wanted: fn(&Role) -> bool| {
        all.iter().zip(free).any(|(r, f)| *f && wanted(r))
    };
    let both = |wanted: fn(&Role) -> bool| rest(x, &left, wanted) && rest(y, &right, wanted);
    match () {
        () if both(|r| r.person) => return None,
        () if both(Role::is_known) => score.add(worth::OTHERS, ""),
        () if both(|_| true) => score.add(worth::UNLIKE_TARGET, ""),
        () => {}
    }
    Some(())
}

fn side(
    (a, b): (&[&Role], &[&Role]),
    (kind, reason, unlike): (EventType, &'static str, f64),
    score: &mut Score,
) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let agreed = a.iter().map(|r| best(r, b)).fold(0.0, f64::max);
    let known = |roles: &[&Role]| roles.iter().any(|r| r.is_known());
    match () {
        () if agreed >= MATCH => score.add(worth::SIDE * agreed, reason),
        () if known(a) && known(b) => score.add(worth::OTHERS, ""),
        // A bare number of people may be any.
        () if kind == EventType::Incident
            && (a.iter().all(|r| r.is_anyone()) || b.iter().all(|r| r.is_anyone())) => {}
        // The name of a country or body may be of those whom another report describes.
        () if (known(a) || known(b)) && !a.iter().chain(b).any(|r| r.person) => {
            score.add(unlike.max(worth::UNLIKE), "")
        }
        () => score.add(unlike, ""),
    }
}

fn places(a: &Item, b: &Item, score: &mut Score) {
    let (Some(x), Some(y)) = (&a.place, &b.place) else { return };
    let within = |x: &Place, y: &Place| x.whole || y.whole;
    let one_country = x.country.is_some() && x.country == y.country;
    let two_countries = x.country.is_some() && y.country.is_some() && !one_country;
    // "an attack on the Kibera district of Nairobi" is in both.
    let at = |item: &Item, place: &Place| {
        let there = |r: &Role| r.place && r.who == types::Who::Entity(place.entity) && !place.whole;
        item.place.as_ref().is_some_and(|p| p.entity == place.entity) || item.target.iter().any(there)
    };
    match () {
        () if at(a, y) || at(b, x) => score.add(worth::PLACE, "the same place"),
        () if two_countries => score.add(worth::TWO_COUNTRIES, ""),
        // One of them may lie in the other: nothing is known of where.
        () if x.country.is_none() || y.country.is_none() => score.add(worth::UNKNOWN_PLACES, ""),
        () if one_country && within(x, y) => score.add(worth::COUNTRY, "the same country"),
        () => score.add(worth::TWO_PLACES, ""),
    }
}

/// Weighted share of the words that two ascending lists have in common (Dice).
fn overlap(a: &[String], b: &[String], weights: &BTreeMap<&str, f64>) -> f64 {
    let weight = |w: &String| weights.get(w.as_str()).copied().unwrap_or(0.0);
    let total: f64 = a.iter().chain(b).map(weight).sum();
    if total <= 0.0 {
        return 0.0;
    }
    let common: f64 = a.iter().filter(|w| b.binary_search(w).is_ok()).map(weight).sum();
    2.0 * common / total
}
