//! Figures of several reports that count the same thing, lined up.
//!
//! Two figures are about one thing when they have one unit, count the same kind of thing in the same state ("killed",
//! "deployed"), and stand in sentences about the same (see [`crate::context`]). How like the sentences must be
//! depends on how telling the figure itself is: a rare noun phrase or a large number hardly recurs by chance, a small
//! number of people does.

use types::{BlockKind, Comparator, Finding, FindingKind, Published, Reading, Slot, Story};

use crate::cluster;
use crate::context::{Context, Term};
use crate::reading::{reading, reports};

use claim::{Claim, claims};
use same::{likely_one, vague};

mod claim;
mod complement;
mod counted;
mod phrasing;
mod same;
mod series;
pub mod trace;

/// How far "tens of thousands" and an exact number may lie apart and still be one estimate.
const VAGUE_FACTOR: f64 = 1.3;
/// How far "about 120" and an exact number may lie apart and still be one count: a sixth, as round numbers step.
const ROUGH_FACTOR: f64 = 1.16;

/// How far above "at least 12" an exact number may lie and still be the same count: whoever says "at least" is not far off.
const FLOOR_FACTOR: f64 = 1.6;

/// Percentage points by which two shares may differ and be one, rounded or counted a little later.
const ROUNDING_POINTS: f64 = 1.0;

/// The findings about figures, and about what equal figures are said to count.
pub fn findings(context: &Context) -> Vec<Finding> {
    let claims = claims(context);
    let (series, told) = series::findings(context, &claims);
    let rest: Vec<&Claim> =
        claims.iter().enumerate().filter(|(i, _)| !told.contains(i)).map(|(_, c)| c).collect();
    let mut findings = values(context, &rest);
    findings.extend(series);
    findings.extend(counted::findings(context, &claims));
    findings.extend(complement::findings(context));
    without_repeats(findings)
}

/// "The victims: 12" beside "people killed: 12" says nothing: of agreements on one number of people the weightiest stays
/// where they stand on sentences of one report.
fn without_repeats(findings: Vec<Finding>) -> Vec<Finding> {
    let digits = |f: &Finding| -> String {
        f.readings
            .first()
            .map_or(String::new(), |r| r.value.split(' ').next_back().unwrap_or_default().to_lowercase())
    };
    let repeats = |f: &Finding, i: usize| {
        f.kind == FindingKind::Agreement
            && findings.iter().enumerate().any(|(j, o)| {
                let first = o.weight > f.weight || o.weight == f.weight && j < i;
                let touch = || {
                    f.readings[0]
                        .evidence
                        .iter()
                        .any(|e| o.readings[0].evidence.iter().any(|x| x.report == e.report))
                };
                j != i && o.kind == FindingKind::Agreement && first && digits(o) == digits(f) && touch()
            })
    };
    let keep: Vec<bool> = findings.iter().enumerate().map(|(i, f)| !repeats(f, i)).collect();
    findings.into_iter().zip(keep).filter(|(_, k)| *k).map(|(f, _)| f).collect()
}

fn values(context: &Context, claims: &[&Claim]) -> Vec<Finding> {
    let groups = cluster::groups(claims.len(), |i, j| likely_one(context, claims[i], claims[j]));
    let members = |group: &Vec<usize>| -> Vec<&Claim> { group.iter().map(|&i| claims[i]).collect() };
    let mut findings: Vec<Finding> =
        groups.iter().filter_map(|group| finding(context.story, &members(group))).collect();
    // An order of magnitude left alone still says less exactly what others count.
    let alone = groups.iter().map(members).filter(|g| g.iter().all(|c| vague(c)));
    findings.extend(alone.filter_map(|group| {
        let exact = claims.iter().copied().filter(|c| !vague(c) && compatible(c, group[0]));
        let score = |c: &Claim| group.iter().filter_map(|v| likely_one(context, v, c)).fold(0.0, f64::max);
        let best =
            exact.map(|c| (score(c), c)).filter(|(s, _)| *s > 0.0).max_by(|a, b| a.0.total_cmp(&b.0))?.1;
        let same = claims.iter().copied().filter(|c| c.range() == best.range() && score(c) > 0.0);
        finding(context.story, &group.iter().copied().chain(same).collect::<Vec<_>>())
    }));
    findings
}

/// The words of a claim that give its number: comparator and number, without what is counted.
fn value_words(story: &Story, c: &Claim) -> String {
    let f = c.figure;
    let text = &story.reports[c.report].text;
    let end = if f.number.end > f.span.start { f.number.end } else { f.span.end };
    types::Span::new(f.span.start, end.max(f.span.start))
        .of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn finding(story: &Story, members: &[&Claim]) -> Option<Finding> {
    let mut by_value: Vec<Vec<&Claim>> = Vec::new();
    // Bodies first: a headline shortens "at least 14" to "14" and joins the body's reading.
    let in_headline = |c: &&Claim| story.docs[c.report].sentences[c.sentence].kind == BlockKind::Title;
    let (headlines, bodies): (Vec<&Claim>, Vec<&Claim>) = members.iter().partition(|c| in_headline(c));
    for c in bodies.into_iter().chain(headlines) {
        let key = |x: &Claim| (x.figure.low, x.figure.high, x.figure.value);
        let shortened = |v: &[&Claim]| {
            in_headline(&c) && v.iter().any(|b| b.report == c.report && b.range() == c.range())
        };
        match by_value.iter_mut().find(|v| key(v[0]) == key(c) || shortened(v)) {
            Some(v) => v.push(c),
            None => by_value.push(vec![c]),
        }
    }
    by_value.sort_by(|x, y| x[0].range().partial_cmp(&y[0].range()).unwrap_or(std::cmp::Ordering::Equal));
    let readings: Vec<Reading> = by_value
        .iter()
        .map(|claims| {
            reading(story, value_words(story, claims[0]), claims.iter().map(|c| c.ground(story)).collect())
        })
        .collect();
    if reports(&readings) < 2 {
        return None;
    }
    let (kind, reason) = judge(story, &by_value, &readings)?;
    let weight = weight(members, &readings, kind);
    Some(Finding {
        kind,
        slot: Slot::Figure,
        topic: topic(story, members),
        readings,
        reasons: vec![reason],
        weight,
    })
}

/// How the values stand to each other, and why.
fn judge(story: &Story, by_value: &[Vec<&Claim>], readings: &[Reading]) -> Option<(FindingKind, String)> {
    if by_value.len() == 1 {
        let sources = readings[0].independent_sources;
        return (sources > 1).then(|| {
            (FindingKind::Agreement, format!("{sources} independent sources give the same number"))
        });
    }
    let pairs =
        || by_value.iter().enumerate().flat_map(|(i, a)| by_value[i + 1..].iter().map(move |b| (a[0], b[0])));
    if pairs().all(|(a, b)| compatible(a, b)) {
        return Some((FindingKind::Refinement, "the ranges overlap: one is more exact".to_owned()));
    }
    if updated(story, by_value) {
        return Some((
            FindingKind::Refinement,
            "later reports give more: a running count was updated".to_owned(),
        ));
    }
    let floors = pairs().any(|(a, b)| {
        let open = |c: &Claim| matches!(c.figure.comparator, Comparator::MoreThan | Comparator::AtLeast);
        open(a) && open(b)
    });
    let reason = if floors {
        "each names another floor for one count: they differ as reports, though logic would allow both"
    } else {
        "the ranges do not meet"
    };
    Some((FindingKind::Conflict, reason.to_owned()))
}

/// Whether both can be right: the ranges that the words allow meet, and not merely because both are open upwards.
fn compatible(a: &Claim, b: &Claim) -> bool {
    let (x, y) = (a.range(), b.range());
    if vague(a) || vague(b) {
        return x.0 <= y.1 * VAGUE_FACTOR && y.0 <= x.1 * VAGUE_FACTOR;
    }
    // "At least 12" allows 14; "at least 14" does not allow 12.
    let floor = |c: &Claim| matches!(c.figure.comparator, Comparator::MoreThan | Comparator::AtLeast);
    let exact = |c: &Claim| matches!(c.figure.comparator, Comparator::Exact);
    let allows = |f: &Claim, e: &Claim| {
        floor(f) && exact(e) && f.range().0 <= e.range().0 && e.range().0 <= f.range().0 * FLOOR_FACTOR
    };
    let rounded = a.unit == "percent" && (x.0 - y.0).abs() <= ROUNDING_POINTS;
    if allows(a, b) || allows(b, a) || rounded {
        return true;
    }
    let rough = |c: &Claim| matches!(c.figure.comparator, Comparator::About | Comparator::Nearly);
    let slack = if rough(a) || rough(b) { ROUGH_FACTOR } else { 1.0 };
    x.0 <= y.1 * slack && y.0 <= x.1 * slack
}

/// Whether the values only grow with the days the reports were published: a running count that was updated.
fn updated(story: &Story, by_value: &[Vec<&Claim>]) -> bool {
    let running =
        by_value.iter().flatten().all(|c| c.unit == "percent" || c.state.is_some_and(|s| s.running));
    let published: Option<Vec<Vec<_>>> = by_value
        .iter()
        .map(|claims| claims.iter().map(|c| story.reports[c.report].published).collect())
        .collect();
    // `by_value` ascends, so each value must have been given only before the next one was.
    let all_before = |a: &[Published], b: &[Published]| a.iter().all(|x| b.iter().all(|y| before(*x, *y)));
    let falls = by_value.iter().flatten().all(|c| c.state.is_some_and(|s| s.key == "missing"));
    running
        && published.is_some_and(|p| {
            p.windows(2).all(|w| all_before(&w[0], &w[1]))
                // The missing become fewer as they are found.
                || falls && p.windows(2).all(|w| all_before(&w[1], &w[0]))
        })
}

/// Whether one moment surely lies before the other: by the day, or by the hour where both give it on one clock.
fn before(a: Published, b: Published) -> bool {
    let hours =
        a.offset_minutes == b.offset_minutes && a.time.is_some() && b.time.is_some() && a.time < b.time;
    a.date < b.date || a.date == b.date && hours
}

/// What is counted, in words: the state's topic with what the claims share, else the fullest counted words.
fn topic(story: &Story, members: &[&Claim]) -> String {
    let words = |c: &Claim| {
        let text = &story.reports[c.report].text;
        let unit = if c.money() { "money" } else { c.unit };
        let Some(span) = c.figure.counted else {
            // "Turnout was 58 percent": what the share is of stands before it.
            return if c.owned { c.noun.clone() } else { unit.to_owned() };
        };
        let words: Vec<&str> = span.of(text).split_whitespace().collect();
        let determiner = |w: &&&str| {
            matches!(w.to_lowercase().as_str(), "the" | "its" | "their" | "his" | "her" | "a" | "an")
        };
        words[words.iter().take_while(determiner).count()..].join(" ")
    };
    let first = members[0];
    let counted = members
        .iter()
        .map(|c| words(c))
        .max_by_key(|w| (w.len(), std::cmp::Reverse(w.clone())))
        .unwrap_or_default();
    let mut topic = match first.state {
        Some(state) if first.unit == "person" && first.group.is_none_or(|g| g.generic) => {
            state.topic.to_owned()
        }
        Some(state) if first.money() || state.key == "term" => state.topic.to_owned(),
        // What is removed or delivered is a share; houses are destroyed.
        Some(state) if state.key == "removed" && first.unit != "percent" => counted,
        Some(state) => format!("{}: {counted}", state.topic),
        None => counted,
    };
    let shared = members
        .iter()
        .skip(1)
        .fold(first.about.clone(), |acc, c| acc.intersection(&c.about).cloned().collect());
    let places: Vec<&str> = shared
        .iter()
        .filter_map(|t| if let Term::Entity(e) = t { Some(story.entities[*e].name.as_str()) } else { None })
        .take(2)
        .collect();
    if !places.is_empty() {
        topic.push_str(&format!(" ({})", places.join(", ")));
    }
    topic
}

/// Matters more: more reports, conflicts, the dead, large numbers far apart.
fn weight(members: &[&Claim], readings: &[Reading], kind: FindingKind) -> f64 {
    let human = match members[0].state.map(|s| s.key) {
        Some("dead") => 3.0,
        Some(_) => 1.5,
        None => 0.5,
    };
    let kind = match kind {
        FindingKind::Conflict => 3.0,
        FindingKind::Refinement => 1.5,
        _ => 1.0,
    };
    kind + human + 0.5 * reports(readings) as f64 + members[0].range().1.max(1.0).log10() * 0.2
}
