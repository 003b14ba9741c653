//! One event told with two days, or at two places.
//!
//! Mentions with different days or places are never joined; so the pairs are sought among tellings of one kind with the same
//! parties in different reports. They contradict only where each report knows of one such event: a report that tells of both days
//! (or places) knows two events.

use std::collections::BTreeSet;

use types::{DayRange, EventStatus, EventType, Finding, FindingKind, Reading, Slot};

use super::told::{Told, acts, names, words};
use crate::context::Context;
use crate::reading::{reading, reports};

/// Days that two reports of one event may lie apart; more are two events.
const MAX_DAYS_APART: i32 = 2;
/// Tokens between the words for an event and its day, at most.
const MAX_GAP: usize = 8;
/// Likeness of sentences below which two tellings are hardly of one event.
const LIKENESS: f64 = 0.1;
/// Kinds that powers do once in a story, or that have a day of their own; attacks and statements recur daily.
const ONCE: [EventType; 7] = [
    EventType::Agree,
    EventType::Consult,
    EventType::Yield,
    EventType::Retreat,
    EventType::Sanction,
    EventType::Coerce,
    EventType::Aid,
];

/// The findings about days and places.
pub(super) fn findings(context: &Context, told: &[Told]) -> Vec<Finding> {
    let once: Vec<&Told> = told.iter().filter(|t| is_once(t)).collect();
    let mut findings = days(context, &once);
    findings.extend(places(context, &once));
    findings
}

fn is_once(t: &Told) -> bool {
    // The day of a journey hangs on its stations, which the tree tells better (see `time`).
    ONCE.contains(&t.mention.kind)
        && t.mention.mode.as_deref() != Some("visit")
        && matches!(t.mention.status, EventStatus::Actual | EventStatus::Planned)
}

/// The one day that a telling gives, close to the words that tell it: in "to Rome for talks with …, and to Oslo on Friday" it is
/// another event's.
fn day(context: &Context, t: &Told) -> Option<DayRange> {
    let time = &context.story.extracts[t.report].times[t.mention.time?];
    let near = time.tokens.start.abs_diff(t.mention.head) <= MAX_GAP;
    t.days.filter(|d| d.first == d.last && near)
}

/// Whether two tellings in different reports have the parties of one event.
fn one_event(context: &Context, a: &Told, b: &Told) -> bool {
    let (x, y) = (a.parties(), b.parties());
    let shared = x.intersection(&y).filter(|&&e| acts(context, e)).count();
    a.report != b.report
        && a.same_kind(b)
        && shared >= 2
        && context.sentences_alike(a.at(), b.at()) >= LIKENESS
}

/// Tellings of one kind and of at least two of the parties of both, by one report.
fn of_report<'a>(
    told: &'a [&'a Told<'a>],
    report: usize,
    like: &'a Told<'a>,
) -> impl Iterator<Item = &'a Told<'a>> {
    told.iter().copied().filter(move |t| {
        t.report == report && t.same_kind(like) && t.parties().intersection(&like.parties()).count() >= 2
    })
}

fn days(context: &Context, told: &[&Told]) -> Vec<Finding> {
    let clash = |a: &Told, b: &Told| {
        let (Some(x), Some(y)) = (day(context, a), day(context, b)) else { return false };
        let apart = x.first.until(y.first).map_or(i32::MAX, |s| s.get_days().abs());
        let places = a.place.zip(b.place).is_none_or(|(p, q)| context.places_agree(p, q));
        let single = |r: usize, like: &Told, own: DayRange| {
            of_report(told, r, like).filter_map(|t| day(context, t)).all(|d| d == own)
        };
        apart > 0
            && apart <= MAX_DAYS_APART
            && places
            && one_event(context, a, b)
            && single(a.report, b, x)
            && single(b.report, a, y)
    };
    pairs(told, clash)
        .into_iter()
        .filter_map(|group| {
            let key = |t: &Told| day(context, t).map(|d| d.first.to_string()).unwrap_or_default();
            finding(
                context,
                &group,
                key,
                Slot::Time,
                "day",
                "the days differ for one event with the same parties",
            )
        })
        .collect()
}

fn places(context: &Context, told: &[&Told]) -> Vec<Finding> {
    let town = |t: &Told| t.place.filter(|&p| !context.is_whole_country(p));
    let clash = |a: &Told, b: &Told| {
        let (Some(p), Some(q)) = (town(a), town(b)) else { return false };
        let (Some(x), Some(y)) = (day(context, a), day(context, b)) else { return false };
        let countries = (&context.story.entities[p].country, &context.story.entities[q].country);
        let abroad = countries.0.is_some() && countries.1.is_some() && countries.0 != countries.1;
        // Of talks the towns of one country clash too; of a journey they are stations.
        let meets = a.mention.kind != EventType::Consult || a.mention.mode.as_deref() == Some("meet");
        let single = |r: usize, like: &Told, own: usize| {
            of_report(told, r, like).filter_map(|t| t.place).all(|o| context.places_agree(o, own))
        };
        p != q
            && x == y
            && abroad
            && meets
            && one_event(context, a, b)
            && single(a.report, b, p)
            && single(b.report, a, q)
    };
    pairs(told, clash)
        .into_iter()
        .filter_map(|group| {
            let name = |t: &Told| t.place.map(|p| context.story.entities[p].name.clone()).unwrap_or_default();
            let reason = "the places differ for one event on one day with the same parties";
            finding(context, &group, name, Slot::Place, "place", reason)
        })
        .collect()
}

/// For each telling that clashes with a later one, it and all that clash with it; each telling in one group.
fn pairs<'a>(told: &[&'a Told<'a>], clash: impl Fn(&Told, &Told) -> bool) -> Vec<Vec<&'a Told<'a>>> {
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut groups = Vec::new();
    for i in 0..told.len() {
        if used.contains(&i) {
            continue;
        }
        let with: Vec<usize> =
            (i + 1..told.len()).filter(|j| !used.contains(j) && clash(told[i], told[*j])).collect();
        if with.is_empty() {
            continue;
        }
        used.insert(i);
        used.extend(&with);
        groups.push(std::iter::once(i).chain(with).map(|k| told[k]).collect());
    }
    groups
}

fn finding(
    context: &Context,
    group: &[&Told],
    key: impl Fn(&Told) -> String,
    slot: Slot,
    what: &str,
    reason: &str,
) -> Option<Finding> {
    let keys: BTreeSet<String> = group.iter().map(|t| key(t)).collect();
    let readings: Vec<Reading> = keys
        .into_iter()
        .map(|k| {
            let grounds = group.iter().filter(|t| key(t) == k).map(|t| t.ground(context)).collect();
            reading(context.story, k, grounds)
        })
        .collect();
    let common = group
        .iter()
        .skip(1)
        .fold(group[0].parties(), |acc, t| acc.intersection(&t.parties()).copied().collect());
    (readings.len() > 1 && reports(&readings) > 1).then(|| Finding {
        kind: FindingKind::Conflict,
        slot,
        topic: format!("{what} of: {} ({})", words(group[0].mention), names(context, &common)),
        weight: 4.0 + 0.5 * reports(&readings) as f64,
        readings,
        reasons: vec![reason.to_owned()],
    })
}
