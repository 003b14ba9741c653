//! One report as the stages understood it, for a person to read.
//!
//! In: a report with its document and extract. Out: one line a name, quote, figure and time, in order of the text, with
//! what was made of it. Words of the report are shown without control characters.

use types::{Doc, Extract, MentionKind, Party, Report, Span};

/// Words of a report on one line, without what a terminal would obey.
fn words(report: &Report, span: Span) -> String {
    let plain: String = span.of(&report.text).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who a party is, by name or description.
fn party(extract: &Extract, party: Option<&Party>) -> String {
    match party {
        Some(Party::Referent(r)) => extract.referents[*r].name.clone().unwrap_or_default(),
        Some(Party::Description(d)) => format!("{d} (no name)"),
        None => "nobody named".to_owned(),
    }
}

/// The report's blocks, names, quotes, figures and times with what was made of them.
pub fn inspect(report: &Report, doc: &Doc, extract: &Extract) -> String {
    let mut out = format!("{}\n", report.source);
    let mut section = |title: &str, lines: Vec<String>| {
        out.push_str(&format!("\n{title} ({})\n", lines.len()));
        lines.iter().for_each(|l| out.push_str(&format!("  {l}\n")));
    };
    let sentences = doc.sentences.iter().filter(|s| !s.tokens.is_empty());
    section("SENTENCES", sentences.map(|s| words(report, doc.span(s.tokens))).collect());
    section("WHO", (0..extract.referents.len()).filter_map(|r| referent(report, extract, r)).collect());
    let quotes = extract.quotes.iter().map(|q| {
        let cue = q.cue.as_deref().unwrap_or("no cue");
        let speaker = party(extract, q.speaker.as_ref());
        format!("{}: {speaker}, {cue}: {}", q.kind.name(), words(report, q.span))
    });
    section("QUOTES", quotes.collect());
    let figures = extract.figures.iter().map(|f| {
        let number = |x: Option<f64>| x.map_or(String::new(), |v| v.to_string());
        let value =
            f.value.map_or_else(|| format!("{}..{}", number(f.low), number(f.high)), |v| v.to_string());
        let counted = f.counted.map(|c| format!(" of {}", words(report, c))).unwrap_or_default();
        let unit = f.unit.as_deref().unwrap_or("no unit");
        format!("{} = {} {value} {unit}{counted}", words(report, f.span), f.comparator.name())
    });
    section("FIGURES", figures.collect());
    let times = extract.times.iter().map(|t| {
        format!("{} = {} {}", words(report, t.span), t.kind.name(), t.value.as_deref().unwrap_or("unknown"))
    });
    section("TIMES", times.collect());
    out
}

/// One referent: name, type, roles, how it is mentioned, and why its mentions were joined.
fn referent(report: &Report, extract: &Extract, number: usize) -> Option<String> {
    let r = &extract.referents[number];
    let name = r.name.as_ref()?;
    let kind = r.kind.map_or("?", types::EntityType::name);
    let mut others: Vec<String> = Vec::new();
    for m in extract.mentions.iter().filter(|m| m.referent == number) {
        let said = words(report, m.span);
        let said = if m.kind == MentionKind::Pronoun { said.to_lowercase() } else { said };
        if said != *name && !others.contains(&said) {
            others.push(said);
        }
    }
    let mut line = format!("{name} [{kind}]");
    if let Some(country) = &r.country {
        line.push_str(&format!(" {country}"));
    }
    for (label, list) in [("roles", &r.roles), ("also", &others), ("because", &r.reasons)] {
        if !list.is_empty() {
            line.push_str(&format!("; {label}: {}", list.join(", ")));
        }
    }
    Some(line)
}
