//! Equal figures of people whom reports call by different words: "10 foreigners" here, "10 citizens of Norway" there.

use std::collections::BTreeMap;

use types::{Finding, FindingKind, Reading, Slot};

use super::Claim;
use crate::cluster;
use crate::context::{Context, Term};
use crate::reading::{reading, reports};

/// Likeness of sentences that two equal small counts of people need to be about the same people.
const LIKENESS: f64 = 0.2;
/// What sharing a modifier ("two local pilots", "two local crew members") takes off.
const BONUS_MODIFIER: f64 = 0.1;

/// The findings: one for each group of people who are counted alike and named differently.
pub fn findings(context: &Context, claims: &[Claim]) -> Vec<Finding> {
    let named: Vec<&Claim> = claims.iter().filter(|c| c.unit == "person" && names_a_kind(c)).collect();
    let groups = cluster::groups(named.len(), |i, j| same_people(context, named[i], named[j]));
    groups.iter().filter_map(|g| finding(context, &g.iter().map(|&i| named[i]).collect::<Vec<_>>())).collect()
}

/// Whether the words say who the people are, beyond that they are people.
fn names_a_kind(c: &Claim) -> bool {
    c.figure.counted.is_some() && (c.group.is_none_or(|g| !g.generic) || !c.modifiers.is_empty())
}

fn same_people(context: &Context, a: &Claim, b: &Claim) -> Option<f64> {
    if a.range() != b.range() || a.figure.comparator != b.figure.comparator || a.figure.value.is_none() {
        return None;
    }
    let mut need = LIKENESS;
    if !a.modifiers.is_disjoint(&b.modifiers) {
        need -= BONUS_MODIFIER;
    }
    if a.report == b.report && a.noun != b.noun {
        return None;
    }
    Some(context.likeness(&a.about, &b.about) - need)
}

fn finding(context: &Context, members: &[&Claim]) -> Option<Finding> {
    let story = context.story;
    let mut by_noun: BTreeMap<(String, Vec<&Term>), Vec<&Claim>> = BTreeMap::new();
    for &c in members {
        let who = c.modifiers.iter().filter(|m| matches!(m, Term::Entity(_))).collect();
        by_noun.entry((c.group.map_or(c.noun.clone(), |g| g.key.to_owned()), who)).or_default().push(c);
    }
    let words = |c: &Claim| {
        c.figure.span.of(&story.reports[c.report].text).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let readings: Vec<Reading> = by_noun
        .values()
        .map(|claims| reading(story, words(claims[0]), claims.iter().map(|c| c.ground(story)).collect()))
        .collect();
    if readings.len() < 2 || reports(&readings) < 2 {
        return None;
    }
    let number = members[0].figure.number.of(&story.reports[members[0].report].text);
    Some(Finding {
        kind: FindingKind::Variant,
        slot: Slot::Wording,
        topic: format!("who the {} were", number.to_lowercase()),
        weight: 1.5 + 0.5 * reports(&readings) as f64,
        readings,
        reasons: vec!["the same number of people in sentences about the same, named differently".to_owned()],
    })
}
