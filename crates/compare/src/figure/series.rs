//! A share that grows over days: "65 percent" on Monday, "three quarters" on Friday, "92 percent" a week later.
//!
//! Reports of several days word such a share so differently that no two sentences need be alike. What holds them together is
//! that the story follows one share in one state ("delivered"), that each report gives it once, and that it never falls.

use std::collections::BTreeSet;

use types::{Finding, FindingKind, Reading, Slot};

use super::{Claim, phrasing, topic, value_words, weight};
use crate::context::Context;
use crate::reading::reading;

/// Reports that a series needs: two shares that grow may be two shares.
const MIN_REPORTS: usize = 3;
/// Share of the pairs of a series whose sentences must have something in common.
const MIN_TIED: f64 = 0.5;
/// Different numbers that a growing toll needs: two may as well contradict.
const MIN_TOLLS: usize = 3;
/// Likeness from which two sentences have something in common.
const LIKENESS: f64 = 0.04;

/// Likeness from which the opening sentences of two reports surely tell of one happening.
const LIKENESS_ALIKE: f64 = 0.08;

/// The series, and the numbers of the claims that they tell of.
pub fn findings(context: &Context, claims: &[Claim]) -> (Vec<Finding>, BTreeSet<usize>) {
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    let states: BTreeSet<&str> = claims
        .iter()
        .filter_map(|c| c.state.filter(|s| s.running && c.unit == "percent").map(|s| s.key))
        .collect();
    for state in states {
        let chosen = one_a_report(context, claims, &candidates(claims, state));
        if !is_series(context, claims, &chosen) {
            continue;
        }
        findings.push(finding(context, claims, &chosen));
        findings.extend(phrasing::finding(context, &chosen.iter().map(|&c| &claims[c]).collect::<Vec<_>>()));
        // The same number again in the same report belongs to it.
        let again = |i: &usize| {
            chosen
                .iter()
                .any(|&c| claims[c].report == claims[*i].report && claims[c].range() == claims[*i].range())
        };
        told.extend((0..claims.len()).filter(|i| claims[*i].unit == "percent").filter(again));
    }
    tolls(context, claims, &mut findings, &mut told);
    (findings, told)
}

/// Counts of the dead and the hurt that grow with the days, as [`findings`] does for shares.
fn tolls(context: &Context, claims: &[Claim], findings: &mut Vec<Finding>, told: &mut BTreeSet<usize>) {
    for state in ["dead", "wounded", "arrested", "displaced", "infected"] {
        let is = |c: &Claim| {
            c.unit == "person"
                && c.state.is_some_and(|s| s.key == state)
                && c.figure.value.is_some()
                && !c.rest()
                && c.group.is_none_or(|g| g.generic)
                && c.modifiers.iter().all(|m| matches!(m, crate::context::Term::Lemma(_)))
        };
        let candidates: Vec<usize> = (0..claims.len()).filter(|&i| is(&claims[i])).collect();
        // A report gives the toll of its story first, and older ones after it.
        let mut chosen = candidates.clone();
        chosen.dedup_by_key(|i| claims[*i].report);
        chosen.sort_by_key(|&i| (context.story.reports[claims[i].report].published, claims[i].report));
        let mut values: Vec<f64> = chosen.iter().map(|&i| claims[i].range().0).collect();
        values.dedup();
        if is_disputed(context, claims, &chosen, &values) {
            let members: Vec<&Claim> = chosen.iter().map(|&i| &claims[i]).collect();
            if let Some(found) = super::finding(context.story, &members) {
                findings.push(found);
                told.extend(
                    candidates
                        .iter()
                        .filter(|i| chosen.iter().any(|&c| claims[c].range() == claims[**i].range())),
                );
            }
            continue;
        }
        if values.len() < MIN_TOLLS
            || !is_series(context, claims, &chosen)
            || values.windows(2).any(|w| w[0] > w[1])
        {
            continue;
        }
        findings.push(toll(context, claims, &chosen));
        told.extend(
            candidates.iter().filter(|i| chosen.iter().any(|&c| claims[c].range() == claims[**i].range())),
        );
        let reports: BTreeSet<usize> = chosen.iter().map(|&i| claims[i].report).collect();
        if state == "dead" {
            beside_toll(context, claims, &reports, findings, told);
        }
    }
}

/// A story that follows one toll has one count of the missing, of the rescued and of those aboard, however its sentences
/// word it: the first that each report of the toll gives.
fn beside_toll(
    context: &Context,
    claims: &[Claim],
    of_toll: &BTreeSet<usize>,
    findings: &mut Vec<Finding>,
    told: &mut BTreeSet<usize>,
) {
    for state in ["missing", "rescued", "aboard"] {
        let is = |c: &Claim| {
            c.unit == "person"
                && of_toll.contains(&c.report)
                && c.state.is_some_and(|s| s.key == state)
                && c.figure.value.is_some()
                && !c.rest()
                && (c.bare() || c.group.is_some_and(|g| g.generic))
        };
        let mut chosen: Vec<usize> = (0..claims.len()).filter(|&i| is(&claims[i])).collect();
        chosen.dedup_by_key(|i| claims[*i].report);
        let members: Vec<&Claim> = chosen.iter().map(|&i| &claims[i]).collect();
        let Some(found) = super::finding(context.story, &members) else { continue };
        let first = chosen.iter().copied().collect::<BTreeSet<usize>>();
        // The same number again in any of these reports belongs to it.
        told.extend(
            (0..claims.len()).filter(|i| {
                is(&claims[*i]) && first.iter().any(|&c| claims[c].range() == claims[*i].range())
            }),
        );
        findings.push(found);
    }
}

/// Whether reports that all open with a toll, in sentences about the same, give numbers that do not simply grow.
fn is_disputed(context: &Context, claims: &[Claim], chosen: &[usize], values: &[f64]) -> bool {
    let alike = |i: usize| {
        chosen
            .iter()
            .any(|&j| j != i && context.likeness(&claims[i].about, &claims[j].about) >= LIKENESS_ALIKE)
    };
    let (least, most) = values.iter().fold((f64::INFINITY, 0.0_f64), |(l, m), v| (l.min(*v), m.max(*v)));
    chosen.len() >= MIN_REPORTS
        && values.len() > 1
        && values.windows(2).any(|w| w[0] > w[1])
        && most <= least * super::same::MAX_FACTOR
        && chosen.iter().all(|&i| claims[i].early && alike(i))
}

/// One reading for each number, with all reports that give it.
fn toll(context: &Context, claims: &[Claim], chosen: &[usize]) -> Finding {
    let story = context.story;
    let members: Vec<&Claim> = chosen.iter().map(|&i| &claims[i]).collect();
    let mut by_value: Vec<Vec<&Claim>> = Vec::new();
    for &c in &members {
        match by_value.iter_mut().find(|v| v[0].range() == c.range()) {
            Some(v) => v.push(c),
            None => by_value.push(vec![c]),
        }
    }
    let readings: Vec<Reading> = by_value
        .iter()
        .map(|v| reading(story, value_words(story, v[0]), v.iter().map(|c| c.ground(story)).collect()))
        .collect();
    Finding {
        kind: FindingKind::Refinement,
        slot: Slot::Figure,
        topic: topic(story, &members),
        weight: weight(&members, &readings, FindingKind::Refinement),
        readings,
        reasons: vec!["one count that grows with the days of the reports".to_owned()],
    }
}

/// Shares in this state, and shares of the same thing whose sentence tells no state.
fn candidates(claims: &[Claim], state: &str) -> Vec<usize> {
    let is = |c: &Claim| c.state.is_some_and(|s| s.key == state);
    let groups: BTreeSet<&str> = claims
        .iter()
        .filter(|c| c.unit == "percent" && is(c))
        .filter_map(|c| c.group.map(|g| g.key))
        .collect();
    let same_thing = |c: &Claim| c.state.is_none() && c.group.is_some_and(|g| groups.contains(g.key));
    (0..claims.len())
        .filter(|&i| claims[i].unit == "percent" && (is(&claims[i]) || same_thing(&claims[i])))
        .collect()
}

/// For each report the candidate that the other reports' candidates are most like; in order of the days.
fn one_a_report(context: &Context, claims: &[Claim], candidates: &[usize]) -> Vec<usize> {
    let support = |i: usize| -> f64 {
        let others = candidates.iter().filter(|&&j| claims[j].report != claims[i].report);
        others.map(|&j| context.likeness(&claims[i].about, &claims[j].about)).sum()
    };
    let mut best: Vec<(usize, f64)> = Vec::new();
    for &i in candidates {
        let mine = support(i);
        match best.iter_mut().find(|(b, _)| claims[*b].report == claims[i].report) {
            Some(slot) if slot.1 < mine => *slot = (i, mine),
            Some(_) => {}
            None => best.push((i, mine)),
        }
    }
    let mut chosen: Vec<usize> = best.into_iter().map(|(i, _)| i).collect();
    chosen.sort_by_key(|&i| (context.story.reports[claims[i].report].published, claims[i].report));
    chosen
}

fn is_series(context: &Context, claims: &[Claim], chosen: &[usize]) -> bool {
    let day = |i: usize| context.story.reports[claims[i].report].published.map(|p| p.date);
    let pairs: Vec<(usize, usize)> =
        chosen.iter().enumerate().flat_map(|(n, &i)| chosen[n + 1..].iter().map(move |&j| (i, j))).collect();
    let tied = pairs
        .iter()
        .filter(|&&(i, j)| {
            // A report opens with the toll of its story.
            let lead = claims[i].unit == "person" && claims[i].early && claims[j].early;
            lead || context.likeness(&claims[i].about, &claims[j].about) >= LIKENESS
        })
        .count();
    let grows = chosen.windows(2).all(|w| {
        let (a, b) = (&claims[w[0]], &claims[w[1]]);
        day(w[0]).is_some() && day(w[0]) <= day(w[1]) && a.range().0 <= b.range().1
    });
    chosen.len() >= MIN_REPORTS
        && grows
        && claims[chosen[0]].range() != claims[chosen[chosen.len() - 1]].range()
        && tied as f64 >= MIN_TIED * pairs.len() as f64
}

fn finding(context: &Context, claims: &[Claim], chosen: &[usize]) -> Finding {
    let story = context.story;
    let members: Vec<&Claim> = chosen.iter().map(|&i| &claims[i]).collect();
    let readings: Vec<Reading> =
        members.iter().map(|c| reading(story, value_words(story, c), vec![c.ground(story)])).collect();
    let weight = weight(&members, &readings, FindingKind::Refinement);
    Finding {
        kind: FindingKind::Refinement,
        slot: Slot::Figure,
        topic: topic(story, &members),
        readings,
        reasons: vec!["one share that grows with the days of the reports".to_owned()],
        weight,
    }
}
