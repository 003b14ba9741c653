//! Readings built from claims, with their independent sources.

use types::{Evidence, Reading, Span, Story};

/// Words of a report that carry a claim, and the sentence they stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ground {
    /// Number of the report.
    pub report: usize,
    /// The words.
    pub span: Span,
    /// Number of the sentence.
    pub sentence: usize,
}

/// A reading of a slot: its value and where it stands.
pub fn reading(story: &Story, value: String, mut grounds: Vec<Ground>) -> Reading {
    grounds.sort_unstable();
    grounds.dedup();
    let sentences: Vec<_> = grounds.iter().map(|g| (g.report, g.sentence)).collect();
    Reading {
        value,
        independent_sources: story.lineage.independent_sources(&sentences),
        evidence: grounds.iter().map(|g| Evidence { report: g.report, span: g.span }).collect(),
    }
}

/// Number of different reports that give the readings.
pub fn reports(readings: &[Reading]) -> usize {
    let mut reports: Vec<usize> = readings.iter().flat_map(|r| &r.evidence).map(|e| e.report).collect();
    reports.sort_unstable();
    reports.dedup();
    reports.len()
}
