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
const MAX_VARIANTS: usize = 3;
/// Characters of the words around a figure that is agreed on.
const MAX_CHARS: usize = 140;
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
            let line = line(writer, number, finding);
            if taken == max {
                break;
            }
            // The same said of the same, told with other words around it.
            let told = |l: &Line| l.text.split(": “").next() == line.text.split(": “").next();
            if !(kind == FindingKind::Agreement && lines.iter().any(told)) {
                if kind == FindingKind::Agreement {
                    writer.shown.extend(line.evidence.last());
                }
                lines.push(line);
                taken += 1;
            }
        }
    }
    // A quote in two wordings is left to the quotes, should it be among those shown.
    let told = lines.iter().filter(|l| !l.finding.is_some_and(|f| is_wording(writer.story, f)));
    writer.compared.extend(told.flat_map(|l| l.evidence.iter().copied()));
    lines
}

/// Whether a finding shows the wordings of one quote.
pub fn is_wording(story: &Story, finding: usize) -> bool {
    let variant = |f: &Finding| f.kind == FindingKind::Variant && f.slot == Slot::Wording;
    story.findings.get(finding).is_some_and(variant)
}

/// The line of one finding.
fn line(writer: &Writer<'_>, number: usize, finding: &Finding) -> Line {
    let topic = view::topic(finding);
    let mark = if topic.contains(':') { " —" } else { ":" };
    let mut evidence: Vec<Evidence> = Vec::new();
    for reading in &finding.readings {
        evidence.extend(reading.evidence.iter().take(MAX_EVIDENCE));
    }
    let told = |r: &types::Reading| format!("{} ({})", view::value(finding, r), view::sources(r));
    let readings: Vec<String> = finding.readings.iter().map(told).collect();
    let readings = readings.join(match finding.kind {
        FindingKind::Conflict => " against ",
        _ => "; ",
    });
    let same = finding.readings.iter().all(|r| view::plain(&r.value).to_lowercase() == topic.to_lowercase());
    let mut text = if same { words::capitalized(&readings) } else { format!("{topic}{mark} {readings}") };
    // A figure that is agreed on says little without the words around it.
    let first = evidence
        .first()
        .copied()
        .filter(|_| finding.slot == Slot::Figure && finding.kind == FindingKind::Agreement);
    if let Some((e, passage)) =
        first.and_then(|e| Some((e, writer.passages.holding(e.report, e.span.start)?)))
    {
        // The same sentence is not shown twice.
        let span = passage.span;
        if !writer.shown.contains(&Evidence { report: e.report, span }) {
            let around = words::excerpt(&writer.story.reports[e.report].text, span, e.span, MAX_CHARS);
            text += &format!(": {}", words::quoted(&around));
        }
        evidence.push(Evidence { report: e.report, span: passage.span });
    }
    Line { text, evidence, finding: Some(number) }
}
