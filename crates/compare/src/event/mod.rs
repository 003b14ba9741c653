//! Joined events: what independent reports share, and where they part: denied deeds ([`denial`]), days and places ([`near`]),
//! doers ([`doer`]), plans that became facts ([`stage`]).
//!
//! An event counts as shared where reports that do not copy each other name its parties in mentions of one kind: two
//! parties (or a party and a place), or one and the day. What is only feared, denied or a bare noun is left out: it is the joined mention with its
//! parties that a reader can check.

use std::collections::BTreeSet;

use types::{EntityType, Event, EventMention, EventStatus, EventType, Finding, FindingKind, Party, Slot};

use crate::aspect::is_headline;
use crate::context::Context;
use crate::reading::{Ground, reading, reports};

mod denial;
mod doer;
mod near;
mod stage;
mod told;

/// Agreements about events that are shown: more would bury the rest.
const MAX_AGREEMENTS: usize = 8;
/// Letters of a TIMEX3 value that names one day.
const DAY_CHARS: usize = 10;
/// Kinds that tell of something done between parties; the rest are mostly words said, which quotes cover.
const KINDS: [EventType; 11] = [
    EventType::Agree,
    EventType::Consult,
    EventType::Yield,
    EventType::Cooperate,
    EventType::Aid,
    EventType::Retreat,
    EventType::Protest,
    EventType::Sanction,
    EventType::Mobilize,
    EventType::Coerce,
    EventType::Assault,
];

/// The findings about events.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        context.story.events.iter().filter_map(|event| agreement(context, event)).collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.topic.cmp(&b.topic)));
    found.truncate(MAX_AGREEMENTS);
    let told = told::all(context);
    for slot in [denial::findings, near::findings, doer::findings, stage::findings] {
        found.extend(slot(context, &told));
    }
    found
}

fn agreement(context: &Context, event: &Event) -> Option<Finding> {
    let story = context.story;
    if !KINDS.contains(&event.kind) || event.mode.is_none() && event.kind != EventType::Agree {
        return None;
    }
    let told: Vec<(usize, &EventMention)> = (event.mentions.iter())
        .map(|&(r, m)| (r, &story.extracts[r].events[m]))
        .filter(|(r, m)| {
            matches!(m.status, EventStatus::Actual | EventStatus::Planned)
                && m.mode == event.mode
                && !is_headline(&story.docs[*r], story.docs[*r].sentence_of(m.head))
        })
        .collect();
    // Of an event with a day only the mentions that give it: the rest may tell of another day.
    let day = event.time.as_deref().filter(|t| t.len() == DAY_CHARS);
    let on_day = |r: usize, m: &EventMention| {
        day.is_none_or(|d| {
            m.time.is_some_and(|t| {
                story.extracts[r].times[t].value.as_deref().is_some_and(|v| v.starts_with(d))
            })
        })
    };
    let told: Vec<(usize, &EventMention)> = told.into_iter().filter(|(r, m)| on_day(*r, m)).collect();
    let named: Vec<BTreeSet<usize>> = told.iter().map(|(r, m)| parties(context, *r, m)).collect();
    let common = common(&told, &named);
    // Without a day each mention must name two of the parties.
    let least = if day.is_some() { 1 } else { 2 };
    let kept: Vec<(usize, &EventMention)> = (told.iter().zip(&named))
        .filter(|(_, n)| n.intersection(&common).count() >= least)
        .map(|(t, _)| *t)
        .collect();
    if common.len() < least || !fits(context, event, &common, day.is_some()) {
        return None;
    }
    let names: Vec<&str> = common.iter().map(|&e| story.entities[e].name.as_str()).collect();
    let mode = event.mode.as_deref().unwrap_or(event.kind.name()).replace('_', " ").to_lowercase();
    let day = day.map(|d| format!(", {d}")).unwrap_or_default();
    let value = format!("{mode}: {}{day}", names.join(", "));
    let grounds = kept.iter().map(|(r, m)| Ground::clause(story, *r, m.head, m.predicate)).collect();
    let readings = vec![reading(story, value.clone(), grounds)];
    if readings[0].independent_sources < 2 {
        return None;
    }
    let weight = 1.0 + 0.4 * reports(&readings) as f64;
    let reason = "independent reports tell of one event with the same parties";
    Some(Finding {
        kind: FindingKind::Agreement,
        slot: Slot::Event,
        topic: value,
        readings,
        reasons: vec![reason.to_owned()],
        weight,
    })
}

/// The entities that a mention names as source, target or place.
fn parties(context: &Context, report: usize, m: &EventMention) -> BTreeSet<usize> {
    let story = context.story;
    let of = |referent: usize| story.entity_of(report, referent);
    let mut named: BTreeSet<usize> = (m.source.iter().chain(&m.target))
        .filter_map(|a| if let Party::Referent(r) = a.party { of(r) } else { None })
        .collect();
    named.extend(m.place.and_then(of));
    named
}

/// The entities that mentions of at least two reports name.
fn common(told: &[(usize, &EventMention)], named: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let all: BTreeSet<usize> = named.iter().flatten().copied().collect();
    let reports = |e: &usize| -> usize {
        let by: BTreeSet<usize> =
            told.iter().zip(named).filter(|(_, n)| n.contains(e)).map(|((r, _), _)| *r).collect();
        by.len()
    };
    all.into_iter().filter(|e| reports(e) > 1).collect()
}

/// Whether the parties are such as can do it: a meeting needs two of one kind, people or powers.
fn fits(context: &Context, event: &Event, common: &BTreeSet<usize>, dated: bool) -> bool {
    if event.mode.as_deref() != Some("meet") {
        return true;
    }
    let people = common.iter().filter(|&&e| context.story.entities[e].kind == EntityType::Person).count();
    people >= 2 || people == 0 && common.len() >= 2 || dated && people == 1 && common.len() == 1
}
