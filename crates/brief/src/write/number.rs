//! The figures that matter, each with the words around it.
//!
//! In: the figures of all reports. Out: one line a figure, the same figure of several reports together. A figure ranks
//! by how many families of reports give it and by what else its sentence tells; what a finding shows already is left
//! out.

use std::collections::BTreeMap;

use types::{Evidence, Figure, Line};

use super::Writer;
use crate::words;

/// Most figures shown.
const MAX_FIGURES: usize = 6;
/// Characters of the words around a figure.
const MAX_CHARS: usize = 150;
/// Units that say when or how old rather than how many: they are shown only where a finding needs them.
const UNITS_OF_TIME: [&str; 8] = ["year", "month", "week", "day", "hour", "minute", "second", "age"];

/// From here on a number is rarely met twice by chance.
const GREAT_FROM: f64 = 1000.0;
/// Most that the size of a number counts, as its decimal logarithm: "three sons" says less than "3,000 homes".
const MAX_SIZE: f64 = 4.0;

/// What makes two figures one: unit, what is counted, bounds.
type Key = (String, String, String);

/// The figures that matter.
pub fn lines(writer: &mut Writer<'_>) -> Vec<Line> {
    let mut same: BTreeMap<Key, Vec<(usize, &Figure)>> = BTreeMap::new();
    for (report, extract) in writer.story.extracts.iter().enumerate() {
        for figure in &extract.figures {
            if let Some(key) = key(writer, report, figure) {
                same.entry(key).or_default().push((report, figure));
            }
        }
    }
    let mut ranked: Vec<(f64, Line)> = same.values().filter_map(|figures| line(writer, figures)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.evidence[0].cmp(&b.1.evidence[0])));
    let mut lines: Vec<Line> = Vec::new();
    for (_, line) in ranked {
        let near = |l: &Line| l.evidence[1..].iter().any(|e| line.evidence[1..].contains(e));
        if lines.len() < MAX_FIGURES && !lines.iter().any(near) {
            lines.push(line);
        }
    }
    writer.shown.extend(lines.iter().filter_map(|l| l.evidence.first().copied()));
    lines
}

/// The key of a figure worth a line.
fn key(writer: &Writer<'_>, report: usize, figure: &Figure) -> Option<Key> {
    let unit = figure.unit.clone()?;
    if UNITS_OF_TIME.contains(&unit.as_str()) || figure.age || figure.converts.is_some() {
        return None;
    }
    // "a four-page letter" describes, "(about 74 million euros)" converts.
    let text = &writer.story.reports[report].text;
    let (before, after) = (text.get(..figure.span.start)?, text.get(figure.number.end..)?);
    if after.starts_with(['-', '‑']) || before.ends_with(['(', '[']) {
        return None;
    }
    let doc = &writer.story.docs[report];
    let head = doc.tokens.get(figure.head).map_or(String::new(), |t| t.lemma.to_lowercase());
    // "one", "two" of something is prose, not a figure, unless money or a share.
    let small = figure.value.is_some_and(|v| v <= 2.0) && figure.number.len() > 1;
    // A great number is itself: "13,000 dead" and "13,000 people" are one.
    let great = figure.value.or(figure.low).is_some_and(|v| v >= GREAT_FROM);
    let head = if great { String::new() } else { head };
    let bounds = format!("{:?} {:?} {:?}", figure.low, figure.high, figure.value);
    (!small).then_some((unit, head, bounds))
}

/// The line of one figure and its rank; `None` when it is shown above.
fn line(writer: &Writer<'_>, figures: &[(usize, &Figure)]) -> Option<(f64, Line)> {
    if figures.iter().any(|(r, f)| writer.is_shown(*r, f.span)) {
        return None;
    }
    let best = figures.iter().filter_map(|&(report, figure)| {
        let passage = writer.passages.holding(report, figure.span.start)?;
        let told = writer.passages.weight_of(&passage.terms) / (1.0 + passage.terms.len() as f64).sqrt();
        let told = if writer.passages.reworded[report] { told * 0.1 } else { told };
        (passage.kind == types::BlockKind::Paragraph).then_some((told, report, figure, passage))
    });
    let (told, report, figure, passage) =
        best.fold(
            None,
            |a: Option<(f64, usize, &Figure, _)>, b| if a.is_some_and(|a| a.0 >= b.0) { a } else { Some(b) },
        )?;
    let mut evidence = vec![Evidence { report, span: figure.span }, Evidence { report, span: passage.span }];
    for &(other, figure) in figures {
        if evidence.iter().all(|e| e.report != other) {
            evidence.push(Evidence { report: other, span: figure.span });
        }
    }
    let mut families: Vec<usize> = figures.iter().map(|(r, _)| writer.passages.family[*r]).collect();
    families.sort_unstable();
    families.dedup();
    let text = &writer.story.reports[report].text;
    let around = words::excerpt(text, passage.span, figure.span, MAX_CHARS);
    let named = words::one_line(figure.span.get(text)?);
    let line = Line { text: format!("{named}: {}", words::quoted(&around)), evidence, finding: None };
    let size = figure.value.or(figure.low).or(figure.high).unwrap_or(0.0).abs();
    let plain = figure.unit.as_deref().is_none_or(|u| u != "percent" && !is_currency(u));
    let size = if plain { (1.0 + size).log10().min(MAX_SIZE) } else { MAX_SIZE / 2.0 };
    Some((2.0 * families.len() as f64 + told + size, line))
}

/// Whether a unit is an ISO 4217 code.
fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}
