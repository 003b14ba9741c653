//! Sentences of one origin get one group number.
//!
//! In: sentence links and report pairs. Out: a number for each sentence of each report, counted from 0 in order of the reports. Links join. In two reports that
//! share a text, two sentences join on less, likeness or a figure: a rewriter who splits, merges or shortens sentences leaves pairs that share a figure and little
//! else, and the figure still has one source.

use std::collections::BTreeMap;

use types::{Lineage, LineageKind, SentenceLink, Who};

use crate::align::align;
use crate::tie::Common;
use crate::word::Line;

/// Shared weight, in thousandths, of two sentences with a number in common, in reports that share a text.
const LOOSE_SHARED: u32 = 700;

/// Share of the shorter report in linked sentences from which two reports share enough text for such pairs: below, only what is linked has one origin.
const LOOSE_COVER: f64 = 0.15;

/// Sentences of one report that are tried for loose likeness; beyond, reports are long and the pairs too many.
const MAX_LOOSE_SENTENCES: usize = 200;

/// Group numbers, report by report.
pub fn groups(
    lines: &[Vec<Line>],
    lineage: &Lineage,
    common: &BTreeMap<(usize, usize), Common>,
) -> Vec<Vec<usize>> {
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |next, report| {
            let start = *next;
            *next += report.len();
            Some(start)
        })
        .collect();
    let mut parent: Vec<usize> = (0..lines.iter().map(Vec::len).sum()).collect();
    for link in lineage.links.iter().filter(|l| !told_by_two(lineage, l)) {
        join(&mut parent, starts[link.a.0] + link.a.1, starts[link.b.0] + link.b.1);
    }
    for pair in lineage.pairs.iter().filter(|p| p.kind != LineageKind::Independent && p.score >= LOOSE_COVER)
    {
        let alike = common.get(&(pair.a, pair.b)).map(|c| c.alike.clone()).unwrap_or_default();
        for (i, j) in loose(&lines[pair.a], &lines[pair.b]).into_iter().chain(alike) {
            join(&mut parent, starts[pair.a] + i, starts[pair.b] + j);
        }
    }
    number(&mut parent, lines)
}

/// Whether two alike sentences of reports that share no text name different people or organisations as their source: then each has its own.
fn told_by_two(lineage: &Lineage, link: &SentenceLink) -> bool {
    let unrelated = lineage.pair(link.a.0, link.b.0).is_some_and(|p| p.kind == LineageKind::Independent);
    let source = |place: (usize, usize)| match lineage.chain(place.0, place.1).source {
        Some(Who::Entity(entity)) => Some(entity),
        _ => None,
    };
    unrelated && source(link.a).zip(source(link.b)).is_some_and(|(x, y)| x != y)
}

/// Pairs of sentences with a number in common and some likeness.
fn loose(a: &[Line], b: &[Line]) -> Vec<(usize, usize)> {
    let numbered = |lines: &[Line]| -> Vec<usize> {
        let with = lines.iter().enumerate().filter(|(_, l)| l.words.iter().any(|w| w.number));
        with.map(|(i, _)| i).take(MAX_LOOSE_SENTENCES).collect()
    };
    let theirs = numbered(b);
    let mut out = Vec::new();
    for i in numbered(a) {
        for &j in &theirs {
            if share_number(&a[i], &b[j]) && align(&a[i], &b[j]).shared >= LOOSE_SHARED {
                out.push((i, j));
            }
        }
    }
    out
}

/// Whether a number stands in both.
fn share_number(a: &Line, b: &Line) -> bool {
    a.words.iter().filter(|w| w.number).any(|w| b.words.iter().any(|v| v.number && v.key == w.key))
}

/// The root of a sentence's group.
fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// Makes two groups one.
fn join(parent: &mut [usize], i: usize, j: usize) {
    let (a, b) = (root(parent, i), root(parent, j));
    parent[a.max(b)] = a.min(b);
}

/// Numbers the groups in order of their first sentence.
fn number(parent: &mut [usize], lines: &[Vec<Line>]) -> Vec<Vec<usize>> {
    let mut numbers: Vec<Option<usize>> = vec![None; parent.len()];
    let (mut next, mut at) = (0, 0);
    let mut out = Vec::with_capacity(lines.len());
    for report in lines {
        let mut row = Vec::with_capacity(report.len());
        for _ in report {
            let root = root(parent, at);
            let number = *numbers[root].get_or_insert_with(|| {
                next += 1;
                next - 1
            });
            row.push(number);
            at += 1;
        }
        out.push(row);
    }
    out
}
