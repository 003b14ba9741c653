//! What an event is, from its mentions.
//!
//! In: the items of one group. Out: an [`Event`]: the mode and status that most independent tellings give, everyone who takes part (most mentioned
//! first), the most exact time, the most exact place. The mentions keep what each of them says.

use std::collections::{BTreeMap, BTreeSet};

use types::{Date, Event, EventStatus, EventType, Participant, Who};

use super::group::Group;
use super::item::Item;

/// Most reasons that an event keeps; the strongest come first.
const MAX_REASONS: usize = 12;

/// The event that a group of mentions tells of.
pub fn event(group: &Group, items: &[Item]) -> Event {
    let members: Vec<&Item> = group.items.iter().map(|&i| &items[i]).collect();
    let status = status(&members);
    let time = time(&members, (status == EventStatus::Actual).then(|| last_report(&members)).flatten());
    let mut mentions: Vec<(usize, usize)> = members.iter().map(|m| m.at).collect();
    mentions.sort_unstable();
    let mut reasons: Vec<String> = Vec::new();
    for reason in &group.reasons {
        if !reasons.contains(reason) && reasons.len() < MAX_REASONS {
            reasons.push(reason.clone());
        }
    }
    Event {
        kind: members[0].kind,
        mode: mode(&members),
        status,
        source: participants(&members, |m| &m.source),
        target: participants(&members, |m| &m.target),
        place: place(&members),
        time,
        mentions,
        reasons,
    }
}

/// Each telling's vote, those of one sentence in several reports, and those of one report, once: value → number of votes.
fn votes<K: Ord>(members: &[&Item], of: impl Fn(&Item) -> Option<K>) -> BTreeMap<K, usize> {
    let mut cast: BTreeMap<K, (BTreeSet<usize>, BTreeSet<&str>)> = BTreeMap::new();
    for member in members {
        if let Some(value) = of(member) {
            let (reports, words) = cast.entry(value).or_default();
            reports.insert(member.at.0);
            words.insert(&member.words);
        }
    }
    cast.into_iter().map(|(k, (reports, words))| (k, reports.len().min(words.len()))).collect()
}

/// The value with most votes; of equals the first.
fn most<K: Ord>(votes: BTreeMap<K, usize>) -> Option<K> {
    let mut best: Option<(K, usize)> = None;
    for (value, n) in votes {
        if best.as_ref().is_none_or(|b| n > b.1) {
            best = Some((value, n));
        }
    }
    best.map(|b| b.0)
}

fn mode(members: &[&Item]) -> Option<String> {
    // Talks are what a trip was for.
    let votes = votes(members, |m| m.mode.clone());
    match votes.contains_key("meet") && votes.contains_key("visit") {
        true => Some("meet".to_string()),
        false => most(votes),
    }
}

/// The days that a TIMEX3 value names, narrowest and most told first; of what has happened none after the last report.
fn time(members: &[&Item], until: Option<Date>) -> Option<String> {
    let mut votes = votes(members, |m| m.time.clone().map(|(value, days)| (days, value)));
    votes.retain(|(days, _), _| until.is_none_or(|u| days.first <= u));
    let rank = |((days, value), n): &((types::DayRange, String), usize)| {
        let length = days.first.until(days.last).map_or(i32::MAX, |s| s.get_days());
        (length, !value.contains('T'), std::cmp::Reverse(*n), value.clone())
    };
    votes.into_iter().min_by_key(rank).map(|((_, value), _)| value)
}

/// The day of the last report that tells of it.
fn last_report(members: &[&Item]) -> Option<Date> {
    members.iter().filter_map(|m| m.published).max()
}

/// The most told place; a city before its country.
fn place(members: &[&Item]) -> Option<usize> {
    let votes = votes(members, |m| m.place.as_ref().map(|p| (p.whole, p.entity)));
    let rank = |((whole, entity), n): &((bool, usize), usize)| (*whole, std::cmp::Reverse(*n), *entity);
    votes.into_iter().min_by_key(rank).map(|((_, entity), _)| entity)
}

/// Reports that tell in a past tense that something happened, from which it has, though another gives it a day to come.
const SURE: usize = 2;

/// The status of an event whose tellings may differ: that of most independent tellings. What was planned and is told as done by a verb in a later or
/// the same day's report is done; what has its day after all reports cannot be done yet.
fn status(members: &[&Item]) -> EventStatus {
    let mut votes = votes(members, |m| Some(m.status));
    let actual = votes.get(&EventStatus::Actual).copied().unwrap_or(0);
    let planned = votes.get(&EventStatus::Planned).copied().unwrap_or(0);
    let told: Vec<&Item> =
        members.iter().copied().filter(|m| m.status == EventStatus::Actual && m.told).collect();
    let sure = self::votes(&told, |_| Some(())).values().sum::<usize>() >= SURE;
    let last = last_report(members);
    let first_day = members.iter().filter_map(|m| m.time.as_ref().map(|t| t.1.first)).max();
    let ahead = !sure && matches!((last, first_day), (Some(last), Some(day)) if day > last);
    let planned_last =
        members.iter().filter(|m| m.status == EventStatus::Planned).filter_map(|m| m.published).max();
    let done = !told.is_empty() && told.iter().filter_map(|m| m.published).max() >= planned_last;
    if actual + planned > 0 {
        let happened = !ahead && actual > 0 && (planned == 0 || done || actual > planned);
        votes.remove(&EventStatus::Actual);
        votes.remove(&EventStatus::Planned);
        votes.insert(if happened { EventStatus::Actual } else { EventStatus::Planned }, actual + planned);
    }
    most(votes).unwrap_or(EventStatus::Actual)
}

/// Everyone on one side, most mentioned first; with each the code that most mentions give.
fn participants(members: &[&Item], side: impl Fn(&Item) -> &Vec<super::actor::Role>) -> Vec<Participant> {
    let mut all: BTreeMap<String, (usize, Who, BTreeMap<String, usize>)> = BTreeMap::new();
    for role in members.iter().flat_map(|m| side(m)) {
        let key = match &role.who {
            Who::Entity(e) => format!("0 {e:09}"),
            Who::Description(words) => format!("1 {}", plain(words)),
        };
        let (n, who, codes) = all.entry(key).or_insert_with(|| (0, role.who.clone(), BTreeMap::new()));
        *n += 1;
        if role.who < *who {
            *who = role.who.clone();
        }
        if let Some(code) = &role.code {
            *codes.entry(code.clone()).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = all.into_iter().collect();
    ranked.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    let all: Vec<Participant> =
        ranked.into_iter().map(|(_, (_, who, codes))| Participant { who, code: most(codes) }).collect();
    // Beside those who can act, a thing ("the charge", "any such plan") is what it was about; outside politics a thing may be what acts.
    let known = |p: &Participant| p.code.is_some() || matches!(p.who, Who::Entity(_));
    match members[0].kind != EventType::Incident && all.iter().any(known) {
        true => all.into_iter().filter(known).collect(),
        false => all,
    }
}

/// A description without its article and case.
fn plain(words: &str) -> String {
    let folded = types::fold(words);
    let bare = ["the ", "a ", "an "].iter().find_map(|article| folded.strip_prefix(article));
    bare.unwrap_or(&folded).to_string()
}
