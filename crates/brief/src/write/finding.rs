//! What the reports agree on and where they differ, from the findings.
//!
//! In: findings, most important first. Out: lines that name the topic, each reading with its number of independent
//! sources, and the reports that give it.

use types::{Evidence, Finding, FindingKind, Line, Slot, Story};

use super::Writer;
use crate::{view, words};

/// Most lines of `agreed`.
const MAX_AGREED: usize = 6;
/// Most conflicts shown.
const MAX_CONFLICTS: usize = 8;
/// Most refinements shown.
const MAX_REFINEMENTS: usize = 4;
/// Most variants shown.
const MAX_VARIANTS: usize = 4;
/// Evidence a reading brings into a line: more is in the finding itself.
const MAX_EVIDENCE: usize = 12;

/// What independent reports say alike.
pub fn agreed(writer: &mut Writer<'_>) -> Vec<Line> {
    lines(writer, &[(FindingKind::Agreement, MAX_AGREED)])
}

/// Where reports differ: what cannot both be right first.
pub fn disputed(writer: &mut Writer<'_>) -> Vec<Line> {
    let kinds = [
        (FindingKind::Conflict, MAX_CONFLICTS),
        (FindingKind::Refinement, MAX_REFINEMENTS),
        (FindingKind::Variant, MAX_VARIANTS),
    ];
    lines(writer, &kinds)
}

/// The findings of each kind, as many as allowed.
fn lines(writer: &mut Writer<'_>, kinds: &[(FindingKind, usize)]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for &(kind, max) in kinds {
        let found = writer.story.findings.iter().enumerate().filter(|(_, f)| f.kind == kind);
        let mut taken = 0;
        for (number, finding) in found {
            let line = line(number, finding);
            if taken == max {
                break;
            }
            if lines.iter().all(|l| l.text != line.text) {
                lines.push(line);
                taken += 1;
            }
        }
    }
    // A quote in two wordings is left to the quotes, should it be among those shown.
    let told = lines.iter().filter(|l| !l.finding.is_some_and(|f| is_wording(writer.story, f)));
    writer.shown.extend(told.flat_map(|l| l.evidence.iter().copied()));
    lines
}

/// Whether a finding shows the wordings of one quote.
pub fn is_wording(story: &Story, finding: usize) -> bool {
    let variant = |f: &Finding| f.kind == FindingKind::Variant && f.slot == Slot::Wording;
    story.findings.get(finding).is_some_and(variant)
}

/// The line of one finding.
fn line(number: usize, finding: &Finding) -> Line {
    let topic = view::topic(finding);
    let mark = if topic.contains(':') { " —" } else { ":" };
    let mut evidence: Vec<Evidence> = Vec::new();
    for reading in &finding.readings {
        evidence.extend(reading.evidence.iter().take(MAX_EVIDENCE));
    }
    let readings: Vec<String> = finding
        .readings
        .iter()
        .map(|r| format!("{} ({})", words::one_line(&r.value), view::sources(r)))
        .collect();
    let readings = readings.join(match finding.kind {
        FindingKind::Conflict => " against ",
        _ => "; ",
    });
    Line { text: format!("{topic}{mark} {readings}"), evidence, finding: Some(number) }
}
