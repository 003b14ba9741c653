//! Mentions to groups, each one event.
//!
//! In: [`Item`]s. Out: groups of them with the reasons. Only mentions that share a participant, a predicate, a mode or a day under one type are compared
//! (blocking), in large blocks only neighbours, so the work grows with the number of mentions. Pairs are then joined from the strongest down
//! (agglomerative, average linkage) unless the groups have no day in common or two of their mentions cannot be one event.

use std::collections::{BTreeMap, BTreeSet};

use types::{DayRange, Who};

use super::item::Item;
use super::pair::{self, JOIN, Score};

/// Neighbours in a block that a mention is compared with. All of a usual story's; in a block of thousands the nearest by day and words.
const NEIGHBOURS: usize = 48;

/// Members of each of two groups that are compared before the groups are joined; enough to show what they are about.
const SAMPLE: usize = 6;

/// Mean score that the members of two groups must have, as a share of [`JOIN`]. Much below half of it, one chance likeness would chain two events.
const MEAN: f64 = 0.45;

/// Mentions of one event.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Numbers of the items, ascending.
    pub items: Vec<usize>,
    /// Why they were joined: each pair's reasons.
    pub reasons: Vec<String>,
    /// The days that all that are dated have in common.
    days: Option<DayRange>,
}

/// The groups, in order of their first item.
pub fn all(items: &[Item]) -> Vec<Group> {
    let weights = super::item::weights(items);
    let mut pairs: Vec<(usize, usize, Score)> = candidates(items)
        .into_iter()
        .filter_map(|(a, b)| Some((a, b, pair::score(&items[a], &items[b], &weights)?)))
        .filter(|(_, _, s)| s.value >= JOIN)
        .collect();
    pairs.sort_by(|p, q| q.2.value.total_cmp(&p.2.value).then_with(|| (p.0, p.1).cmp(&(q.0, q.1))));
    let single =
        |i: usize| Group { items: vec![i], reasons: Vec::new(), days: items[i].time.as_ref().map(|t| t.1) };
    let mut groups: Vec<Group> = (0..items.len()).map(single).collect();
    let mut of: Vec<usize> = (0..items.len()).collect();
    for (a, b, score) in pairs {
        let (x, y) = (of[a].min(of[b]), of[a].max(of[b]));
        if x == y {
            continue;
        }
        let Some(days) = common(groups[x].days, groups[y].days) else { continue };
        if !agree(items, &groups[x], &groups[y], &weights) {
            continue;
        }
        let moved = std::mem::take(&mut groups[y]);
        for &i in &moved.items {
            of[i] = x;
        }
        groups[x].items.extend(moved.items);
        groups[x].items.sort_unstable();
        groups[x].reasons.extend(moved.reasons);
        groups[x].reasons.push(reason(&items[a], &items[b], &score));
        groups[x].days = days;
    }
    groups.retain(|g| !g.items.is_empty());
    groups
}

/// What two groups' days have in common: `None` when nothing, `Some(None)` when neither is dated.
fn common(a: Option<DayRange>, b: Option<DayRange>) -> Option<Option<DayRange>> {
    match (a, b) {
        (Some(x), Some(y)) if x.overlaps(y) => {
            Some(Some(DayRange { first: x.first.max(y.first), last: x.last.min(y.last) }))
        }
        (Some(_), Some(_)) => None,
        (x, y) => Some(x.or(y)),
    }
}

/// Whether the members of two groups are alike on average, and none contradicts another.
fn agree(items: &[Item], a: &Group, b: &Group, weights: &BTreeMap<&str, f64>) -> bool {
    let (mut sum, mut n) = (0.0, 0.0);
    for &i in sample(&a.items).iter() {
        for &j in sample(&b.items).iter() {
            let Some(score) = pair::score(&items[i], &items[j], weights) else { return false };
            sum += score.value;
            n += 1.0;
        }
    }
    sum / n >= JOIN * MEAN
}

/// Members of a group, evenly taken.
fn sample(members: &[usize]) -> Vec<usize> {
    let step = members.len().div_ceil(SAMPLE);
    members.iter().copied().step_by(step.max(1)).collect()
}

fn reason(a: &Item, b: &Item, score: &Score) -> String {
    format!("“{}” and “{}”: {}", a.printed, b.printed, score.reasons.join(", "))
}

/// Pairs worth comparing, each once, as (lesser, greater).
fn candidates(items: &[Item]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<(types::EventType, String), Vec<usize>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        for key in keys(item) {
            blocks.entry((item.kind, key)).or_default().push(i);
        }
    }
    let mut pairs = BTreeSet::new();
    for block in blocks.values_mut() {
        block.sort_by(|a, b| {
            let day = |i: usize| items[i].time.as_ref().map(|t| t.1);
            day(*a).cmp(&day(*b)).then_with(|| items[*a].family.cmp(&items[*b].family)).then_with(|| a.cmp(b))
        });
        for (k, &a) in block.iter().enumerate() {
            for &b in block[k + 1..].iter().take(NEIGHBOURS) {
                pairs.insert((a.min(b), a.max(b)));
            }
        }
    }
    pairs
}

/// What mentions are found by.
fn keys(item: &Item) -> BTreeSet<String> {
    let mut keys = BTreeSet::from([format!("word {}", item.family)]);
    keys.extend(item.mode.iter().map(|m| format!("mode {m}")));
    for role in item.source.iter().chain(&item.target) {
        keys.extend(role.country.iter().map(|c| format!("country {c}")));
        if let Who::Entity(e) = role.who {
            keys.insert(format!("entity {e}"));
        }
    }
    if let Some((value, _)) = &item.time {
        keys.insert(format!("time {value}"));
    }
    keys
}
