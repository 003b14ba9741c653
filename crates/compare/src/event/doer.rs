//! Who did it: one report names this side, another that one, for an attack on the same target on the same day.
//!
//! In: tellings of violence with a named doer. Two are of one attack when type, target and day (or the joined event) are the
//! same and their sentences are alike. They clash when the doers are different sides, and at least one is put in somebody's mouth:
//! in a war both sides attack, but who is said to have done one deed is in dispute only where somebody says so.

use std::collections::BTreeSet;

use types::{EntityType, EventStatus, EventType, Finding, FindingKind, Reading, Slot};

use super::told::{Told, names, words};
use crate::context::Context;
use crate::reading::{reading, reports};

/// Likeness of sentences that two tellings of one attack need.
const LIKENESS: f64 = 0.15;

/// The findings: one for each attack whose doer is in dispute.
pub(super) fn findings(context: &Context, told: &[Told]) -> Vec<Finding> {
    let attacks: Vec<&Told> = told.iter().filter(|t| is_attack(context, t)).collect();
    let mut findings = Vec::new();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for i in 0..attacks.len() {
        let with: Vec<usize> = (i + 1..attacks.len())
            .filter(|j| !used.contains(j) && one_attack(context, attacks[i], attacks[*j]))
            .collect();
        if used.contains(&i) || with.is_empty() {
            continue;
        }
        used.insert(i);
        used.extend(&with);
        let group: Vec<&Told> = std::iter::once(i).chain(with).map(|k| attacks[k]).collect();
        findings.extend(finding(context, &group));
    }
    findings
}

fn is_attack(context: &Context, t: &Told) -> bool {
    let violent =
        t.mention.kind == EventType::Assault && !matches!(t.mention.mode.as_deref(), Some("war" | "fight"));
    let side = |e: &usize| {
        matches!(context.story.entities[*e].kind, EntityType::Gpe | EntityType::Org | EntityType::Norp)
    };
    violent
        && matches!(t.mention.status, EventStatus::Actual | EventStatus::Possible)
        && t.source.len() == 1
        && t.source.iter().all(side)
        && !(t.target.is_empty() && t.place.is_none())
}

fn one_attack(context: &Context, a: &Told, b: &Told) -> bool {
    let target = !a.target.is_disjoint(&b.target)
        || a.place.zip(b.place).is_some_and(|(p, q)| p == q && !context.is_whole_country(p));
    let day = a.days.zip(b.days).is_some_and(|(x, y)| x == y);
    let crossed = !a.target.is_disjoint(&b.source) || !b.target.is_disjoint(&a.source);
    a.report != b.report
        && a.mention.kind == b.mention.kind
        && target
        && !crossed
        && (day || a.event == b.event)
        && a.source.is_disjoint(&b.source)
        && (a.mention.said_by.is_some() || b.mention.said_by.is_some())
        && context.sentences_alike(a.at(), b.at()) >= LIKENESS
}

fn finding(context: &Context, group: &[&Told]) -> Option<Finding> {
    let story = context.story;
    let doers: BTreeSet<&BTreeSet<usize>> = group.iter().map(|t| &t.source).collect();
    let readings: Vec<Reading> = doers
        .into_iter()
        .map(|doer| {
            let grounds = group.iter().filter(|t| &t.source == doer).map(|t| t.ground(context)).collect();
            reading(story, names(context, doer), grounds)
        })
        .collect();
    (readings.len() > 1 && reports(&readings) > 1).then(|| Finding {
        kind: FindingKind::Conflict,
        slot: Slot::Actor,
        topic: format!("who did it: {}", words(group[0].mention)),
        weight: 4.0 + 0.5 * reports(&readings) as f64,
        readings,
        reasons: vec!["reports name different sides for one attack on one target".to_owned()],
    })
}
