//! Sentences of two reports that come from one text: first those that show it by themselves, then their neighbours.
//!
//! In: candidate pairs. Out: for each pair of reports its ties. A pair of sentences is *strong* when its alignment alone shows copying. Two
//! accounts of one event share names, figures and facts, but in other sentences and another order; so a *weak* likeness counts as soon as
//! it stands beside a tie (as in the alignment of parallel texts; Gale & Church 1993), or when many weak ones run in parallel.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::{Alignment, align};
use crate::candidate;
use crate::meaning::Meanings;
use crate::passage::{self, Index};
use crate::word::Line;

/// Chosen with the pair cases: what an alignment must show. Weights in thousandths of a word that stands nowhere else.
mod strong {
    /// Likeness of two whole sentences.
    pub const LIKENESS: f64 = 0.6;
    /// Share of the lighter sentence, when it stands within a longer one.
    pub const CONTAINMENT: f64 = 0.72;
    /// Least shared weight.
    pub const SHARED: u32 = 2200;
    /// Least shared weight of wording, neither names nor numbers.
    pub const WORDING: u32 = 1400;
    /// Weight of a run that is a sign by itself.
    pub const RUN: u32 = 2300;
    /// Its words.
    pub const RUN_WORDS: usize = 6;
}

/// The same for a pair that stands beside a tie.
mod weak {
    /// Likeness of two whole sentences.
    pub const LIKENESS: f64 = 0.3;
    /// Share of the lighter sentence.
    pub const CONTAINMENT: f64 = 0.45;
    /// Least shared weight.
    pub const SHARED: u32 = 1000;
    /// Least shared weight of wording.
    pub const WORDING: u32 = 500;
}

/// How many sentences apart neighbours may stand.
const REACH: usize = 2;

/// Weak pairs that run in parallel and count without a strong one.
const MIN_CHAIN: usize = 5;

/// Share of the shorter report's sentences that such a chain must hold.
const CHAIN_SHARE: f64 = 0.4;

/// Reports of a story of which each pair is searched for passages in other words; in a larger one only pairs with alike sentences and no sure tie.
const MAX_ALL_PAIRS: usize = 40;

/// One tie of two reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// What the two sentences share.
    pub alignment: Alignment,
    /// Shows copying by itself.
    pub strong: bool,
}

/// The ties of two reports, by (sentence of the first, sentence of the second).
pub type Ties = BTreeMap<(usize, usize), Tie>;

/// What two reports have in common.
#[derive(Debug, Default, PartialEq)]
pub struct Common {
    /// Sentences that come from one text.
    pub ties: Ties,
    /// Sentences that are alike but show nothing by themselves.
    pub alike: Vec<(usize, usize)>,
    /// Sentences of body text in a longest chain of ties and alike ones that rises in both reports.
    pub chain: usize,
    /// Passages answer one another in other words.
    pub passages: bool,
}

/// Whether an alignment shows copying by itself.
pub fn is_strong(x: &Alignment) -> bool {
    let whole = x.shared >= strong::SHARED
        && x.wording >= strong::WORDING
        && (x.likeness() >= strong::LIKENESS || x.containment() >= strong::CONTAINMENT);
    whole || (x.run >= strong::RUN && x.run_words >= strong::RUN_WORDS)
}

/// Whether it does beside a tie.
fn is_weak(x: &Alignment) -> bool {
    x.shared >= weak::SHARED
        && x.wording >= weak::WORDING
        && (x.likeness() >= weak::LIKENESS || x.containment() >= weak::CONTAINMENT)
}

/// What all pairs of reports have in common that have anything; first report less than second.
pub fn common(lines: &[Vec<Line>], meanings: &Meanings) -> BTreeMap<(usize, usize), Common> {
    let forms = candidate::forms(lines);
    let mut found: BTreeMap<(usize, usize), Ties> = BTreeMap::new();
    for (f, g) in candidate::pairs(&forms) {
        let alignment = align(forms[f].line, forms[g].line);
        let tie = Tie { alignment, strong: is_strong(&alignment) };
        if !tie.strong && !is_weak(&alignment) {
            continue;
        }
        for &x in &forms[f].places {
            for &y in &forms[g].places {
                let (x, y) = (x.min(y), x.max(y));
                if x.0 != y.0 {
                    found.entry((x.0, y.0)).or_default().insert((x.1, y.1), tie);
                }
            }
        }
    }
    let indexes: Vec<Index<'_>> = lines.iter().map(|l| Index::of(l)).collect();
    if lines.len() <= MAX_ALL_PAIRS {
        for a in 0..lines.len() {
            (a + 1..lines.len()).for_each(|b| {
                found.entry((a, b)).or_default();
            });
        }
    }
    found
        .into_iter()
        .map(|((a, b), found)| {
            let passages = if found.values().any(|t| t.strong) && lines.len() > MAX_ALL_PAIRS {
                BTreeSet::new()
            } else {
                passage::runs(&indexes[a], &indexes[b], meanings)
            };
            let ties = settle(&lines[a], &lines[b], &found, &passages);
            let body = |at: &(usize, usize)| lines[a][at.0].body && lines[b][at.1].body;
            let chain = chain(found.keys().copied().filter(body).collect()).len();
            let alike = found.into_keys().filter(|at| !ties.contains_key(at)).collect();
            ((a, b), Common { ties, alike, chain, passages: !passages.is_empty() })
        })
        .filter(|(_, common)| !common.ties.is_empty())
        .collect()
}

/// Keeps the strong ties, those beside them, passages in other words, and long chains of weak ones.
fn settle(a: &[Line], b: &[Line], found: &Ties, passages: &BTreeSet<(usize, usize)>) -> Ties {
    let mut kept: Ties = found.iter().filter(|(_, t)| t.strong).map(|(at, t)| (*at, *t)).collect();
    for &(i, j) in passages {
        let alignment = align(&a[i], &b[j]);
        kept.entry((i, j)).or_insert_with(|| Tie { alignment, strong: is_strong(&alignment) });
    }
    let chain = chain(found.keys().copied().collect());
    let shorter = a.iter().filter(|l| l.body).count().min(b.iter().filter(|l| l.body).count());
    if chain.len() >= MIN_CHAIN && chain.len() as f64 >= CHAIN_SHARE * shorter as f64 {
        kept.extend(chain.into_iter().map(|at| (at, found[&at])));
    }
    let mut fresh: Vec<(usize, usize)> = kept.keys().copied().collect();
    let mut tried: BTreeSet<(usize, usize)> = fresh.iter().copied().collect();
    while let Some((i, j)) = fresh.pop() {
        for (x, y) in beside((i, j), a.len(), b.len()) {
            if !tried.insert((x, y)) || !a[x].body || !b[y].body {
                continue;
            }
            let alignment = align(&a[x], &b[y]);
            if is_weak(&alignment) {
                kept.insert((x, y), Tie { alignment, strong: is_strong(&alignment) });
                fresh.push((x, y));
            }
        }
    }
    kept
}

/// The pairs of sentences that stand beside a pair in both reports.
fn beside(at: (usize, usize), a: usize, b: usize) -> impl Iterator<Item = (usize, usize)> {
    let near = |i: usize, len: usize| i.saturating_sub(REACH)..(i + REACH + 1).min(len);
    let ys = near(at.1, b);
    near(at.0, a).flat_map(move |x| ys.clone().map(move |y| (x, y)))
}

/// A longest chain of ties that rises in both reports.
fn chain(at: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    // Patience sorting: for each length the chain that ends earliest in the second report. Within one sentence of the first the second's
    // run downwards, so that no two of them stand in one chain.
    let mut order: Vec<usize> = (0..at.len()).collect();
    order.sort_by_key(|&k| (at[k].0, std::cmp::Reverse(at[k].1)));
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; at.len()];
    for k in order {
        let place = ends.partition_point(|&e| at[e].1 < at[k].1);
        before[k] = place.checked_sub(1).map(|p| ends[p]);
        match ends.get_mut(place) {
            Some(end) => *end = k,
            None => ends.push(k),
        }
    }
    let mut out = Vec::new();
    let mut next = ends.last().copied();
    while let Some(k) = next {
        out.push(at[k]);
        next = before[k];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_rises_in_both() {
        let found = chain(vec![(0, 3), (1, 0), (1, 1), (2, 2), (3, 3), (3, 1)]);
        assert_eq!(found.len(), 3);
        assert!(found.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
        assert!(chain(Vec::new()).is_empty());
    }
}
