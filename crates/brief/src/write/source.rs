//! Who stands behind the story: each report, what it shares with others, what was cut, what looks reworded.
//!
//! In: reports, lineage, signs of rewording. Out: one line a report, then one a tie between reports.

use types::{Evidence, Line, LineageKind, ReportPair, Span};

use super::Writer;
use crate::passage::REWRITTEN_FROM;
use crate::view::label;
use crate::words;

/// Linked sentences a line about two reports stands on: more are in the lineage.
const MAX_LINKS: usize = 3;

/// Letters of a sign of rewording that a reader can see something in: a comma out of place tells only a machine.
const MIN_LETTERS: usize = 4;

/// The sources.
pub fn lines(writer: &mut Writer<'_>) -> Vec<Line> {
    let story = writer.story;
    let mut lines: Vec<Line> = (0..story.reports.len()).filter_map(|r| report(writer, r)).collect();
    lines.extend(ties(writer));
    let looks = |r: usize| story.rewritten.get(r).is_some_and(|w| w.score >= REWRITTEN_FROM);
    lines.extend((0..story.reports.len()).filter(|&r| looks(r)).filter_map(|r| reworded(writer, r)));
    lines
}

/// The first words of a report, which it is told by.
fn opening(writer: &Writer<'_>, report: usize) -> Option<Evidence> {
    let report_words = &writer.story.reports[report];
    let block = report_words.blocks.first().map_or(Span::new(0, report_words.text.len()), |b| b.span);
    (!block.is_empty()).then_some(Evidence { report, span: block })
}

/// One report.
fn report(writer: &Writer<'_>, number: usize) -> Option<Line> {
    let report = &writer.story.reports[number];
    let file =
        report.source.rsplit(['/', '\\']).next().filter(|f| !f.is_empty() && !report.source.contains("://"));
    let source = file.unwrap_or(&report.source).to_owned();
    let mut parts = vec![report.outlet.clone().unwrap_or(source)];
    parts.extend(report.title.as_deref().map(words::quoted));
    parts.push(match report.published {
        Some(p) => format!("published {p}"),
        None => "no date known".to_owned(),
    });
    if !report.agencies.is_empty() {
        parts.push(format!("credits {}", words::list(&report.agencies)));
    }
    if !report.removed.is_empty() {
        parts.push(format!("{} cut", words::count(report.removed.len(), "piece")));
    }
    let text = format!("{}: {}", label(number), words::one_line(&parts.join(", ")));
    Some(Line { text, evidence: vec![opening(writer, number)?], finding: None })
}

/// Reports that hang together, and the pairs by which they do.
type Group<'s> = (Vec<usize>, Vec<&'s ReportPair>);

/// What reports share, pairs of one kind and agency that hang together in one line.
fn ties(writer: &Writer<'_>) -> Vec<Line> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for pair in writer.story.lineage.pairs.iter().filter(|p| p.kind != LineageKind::Independent) {
        let fits = |g: &Group<'_>| {
            let same = g.1[0].kind == pair.kind && g.1[0].agency == pair.agency;
            same && pair.kind != LineageKind::Rewrite && (g.0.contains(&pair.a) || g.0.contains(&pair.b))
        };
        match groups.iter_mut().find(|g| fits(g)) {
            Some(group) => {
                group.0.extend([pair.a, pair.b]);
                group.0.sort_unstable();
                group.0.dedup();
                group.1.push(pair);
            }
            None => groups.push((vec![pair.a, pair.b], vec![pair])),
        }
    }
    let (copies, others): (Vec<_>, Vec<_>) = groups.iter().partition(|g| g.1[0].kind == LineageKind::Copy);
    // Reports that print one text share it in any case.
    let fresh = |g: &&Group<'_>| !copies.iter().any(|c| g.0.iter().all(|r| c.0.contains(r)));
    copies
        .iter()
        .copied()
        .chain(others.into_iter().filter(fresh))
        .filter_map(|(reports, pairs)| tie(reports, pairs))
        .collect()
}

/// One tie in words.
fn tie(reports: &[usize], pairs: &[&ReportPair]) -> Option<Line> {
    let names = words::list(&reports.iter().map(|&r| label(r)).collect::<Vec<_>>());
    let first = pairs[0];
    let text = match (first.kind, &first.agency) {
        (LineageKind::Copy, Some(agency)) => format!("{names} print the same {agency} text: one source"),
        (LineageKind::Copy, None) => format!("{names} print the same text: one source"),
        (LineageKind::Rewrite, _) => format!("{names}: one rewords the other: one source"),
        (LineageKind::SharedWire, Some(agency)) => {
            format!("{names} share {agency} text: one source where they do")
        }
        (LineageKind::SharedWire, None) => {
            format!("{names} share text of one agency: one source where they do")
        }
        (LineageKind::Independent, _) => return None,
    };
    let mut evidence: Vec<Evidence> = Vec::new();
    for pair in pairs {
        evidence.extend(pair.evidence.iter().take(MAX_LINKS).flat_map(|(a, b)| [*a, *b]));
    }
    evidence.sort();
    evidence.dedup();
    Some(Line { text, evidence, finding: None })
}

/// The warning that a machine seems to have reworded a report.
fn reworded(writer: &Writer<'_>, number: usize) -> Option<Line> {
    let rewritten = &writer.story.rewritten[number];
    let telling = |span: Span| {
        let words = writer.words(Evidence { report: number, span });
        words.chars().filter(|c| c.is_alphabetic()).count() >= MIN_LETTERS
    };
    let signs: Vec<&types::Sign> =
        rewritten.signs.iter().filter(|s| telling(s.span)).take(MAX_LINKS).collect();
    let mut evidence: Vec<Evidence> =
        signs.iter().map(|s| Evidence { report: number, span: s.span }).collect();
    let shown: Vec<String> = evidence
        .iter()
        .zip(&signs)
        .map(|(&e, sign)| format!("{} ({})", words::quoted(writer.words(e)), sign.sign))
        .collect();
    let signs = if shown.is_empty() { String::new() } else { format!(": {}", words::list(&shown)) };
    if evidence.is_empty() {
        evidence.push(opening(writer, number)?);
    }
    let text = format!("{} looks reworded by a machine{signs}", label(number));
    Some(Line { text, evidence, finding: None })
}
