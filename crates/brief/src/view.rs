//! What all formats show alike: headings, report labels, the line under the title, words in their context.
//!
//! In: a story with its brief. Out: plain strings, free of control characters; each format escapes them its own way.

use std::collections::BTreeSet;

use types::{Chain, Evidence, Finding, FindingKind, Line, Reading, SectionName, Slot, Span, Story, Who};

use crate::{passage, words};

/// A section's heading.
pub fn heading(name: SectionName) -> &'static str {
    match name {
        SectionName::Lead => "What happened",
        SectionName::Agreed => "Agreed",
        SectionName::Disputed => "Disputed",
        SectionName::Situation => "Situation",
        SectionName::Said => "Said",
        SectionName::Figures => "Figures",
        SectionName::Next => "Next",
        SectionName::Background => "Background",
        SectionName::Sources => "Reports",
    }
}

/// What a kind of finding means, in a few words.
pub fn meaning(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Conflict => "cannot both be right",
        FindingKind::Refinement => "more exact or later in one",
        FindingKind::Variant => "told in other words",
        FindingKind::Agreement => "told alike",
        FindingKind::SingleSource => "told by one alone",
    }
}

/// Bytes at the beginning of a line's text that stand out: the topic, the speaker, the figure, the date.
pub fn head(story: &Story, section: SectionName, line: &Line) -> usize {
    let named = line.finding.and_then(|f| story.findings.get(f)).map(topic);
    match section {
        SectionName::Lead | SectionName::Disputed => 0,
        SectionName::Agreed => named.filter(|t| line.text.starts_with(t.as_str())).map_or(0, |t| t.len()),
        SectionName::Said | SectionName::Figures => line.text.find(": “").unwrap_or(0),
        SectionName::Situation | SectionName::Next | SectionName::Background | SectionName::Sources => {
            line.text.find(": ").unwrap_or(0)
        }
    }
}

/// A finding's topic as a line begins with it.
pub fn topic(finding: &Finding) -> String {
    words::capitalized(&plain(&finding.topic))
}

/// A reading's value as shown: a wording in quote marks, a figure within the line.
pub fn value(finding: &Finding, reading: &Reading) -> String {
    let value = plain(&reading.value);
    match finding.slot {
        Slot::Wording if !value.starts_with(['“', '"']) => words::quoted(value.trim_end_matches(',')),
        Slot::Figure => words::uncapitalized(&value),
        _ => value,
    }
}

/// `r3`.
pub fn label(report: usize) -> String {
    format!("r{}", report + 1)
}

/// The reports some evidence stands in, ascending.
pub fn reports(evidence: &[Evidence]) -> BTreeSet<usize> {
    evidence.iter().map(|e| e.report).collect()
}

/// `[r1, r3]`.
pub fn labels(evidence: &[Evidence]) -> String {
    let labels: Vec<String> = reports(evidence).into_iter().map(label).collect();
    format!("[{}]", labels.join(", "))
}

/// `2 independent sources`, `1 source`.
pub fn sources(reading: &Reading) -> String {
    match reading.independent_sources {
        n @ 0..=1 => words::count(n, "source"),
        n => words::count(n, "independent source"),
    }
}

/// Chains of a reading that are shown.
const MAX_CHAINS: usize = 3;

/// Where a reading's reports say that they have it from, nearest first: `[1, 3] ← AFP; [2] ← Reuters ← the ministry`. `None` where no
/// report names anybody.
pub fn chains(story: &Story, reading: &Reading) -> Option<String> {
    let chains: Vec<String> = reading.origins.iter().filter_map(|c| chain(story, c)).collect();
    let more = if chains.len() > MAX_CHAINS { "; …" } else { "" };
    let shown: Vec<&str> = chains.iter().take(MAX_CHAINS).map(String::as_str).collect();
    (!shown.is_empty()).then(|| format!("{}{more}", shown.join("; ")))
}

/// One chain, where it names an agency or a source.
fn chain(story: &Story, chain: &Chain) -> Option<String> {
    let source = chain.source.as_ref().map(|who| match who {
        Who::Entity(e) => plain(&story.entities[*e].name),
        Who::Description(words) => plain(words),
    });
    let agency = chain.agency.as_deref().filter(|a| source.as_deref() != Some(*a)).map(str::to_owned);
    let labels: Vec<String> = chain.reports.iter().copied().map(label).collect();
    let above: Vec<String> = agency.into_iter().chain(source).collect();
    (!above.is_empty()).then(|| format!("[{}] ← {}", labels.join(", "), above.join(" ← ")))
}

/// How many reports of how many origins, from when to when.
pub fn subtitle(story: &Story) -> String {
    let families: BTreeSet<usize> = passage::families(story).into_iter().collect();
    let reports = words::count(story.reports.len(), "report");
    let mut parts = vec![match families.len() {
        n if n == story.reports.len() => reports,
        n => format!("{reports} of {}", words::count(n, "independent origin")),
    }];
    let dates: BTreeSet<_> = story.reports.iter().filter_map(|r| r.published.map(|p| p.date)).collect();
    if let (Some(&first), Some(&last)) = (dates.first(), dates.last()) {
        parts.push(format!("published {}", words::days(first, last)));
    }
    parts.join(", ")
}

/// Some evidence with the words of its sentence around it, at most `max` characters.
pub fn context(story: &Story, evidence: Evidence, max: usize) -> String {
    let (Some(report), Some(doc)) = (story.reports.get(evidence.report), story.docs.get(evidence.report))
    else {
        return String::new();
    };
    let tokens = doc.tokens_in(evidence.span);
    let sentence = match doc.tokens.get(tokens.start).filter(|_| !tokens.is_empty()) {
        Some(_) => doc.span(doc.sentences[doc.sentence_of(tokens.start)].tokens),
        None => evidence.span,
    };
    let whole = words::trimmed(&report.text, sentence.cover(evidence.span));
    let bare = words::without_dateline(&report.text, whole);
    let whole = if bare.contains(evidence.span) { bare } else { whole };
    let focus = Span::new(
        evidence.span.start.clamp(whole.start, whole.end),
        evidence.span.end.clamp(whole.start, whole.end),
    );
    plain(&words::excerpt(&report.text, whole, focus, max))
}

/// One line without what could steer a terminal or turn the reading order: controls, bidirectional overrides.
pub fn plain(words: &str) -> String {
    let kept = |c: &char| !is_control(*c);
    words::one_line(words).chars().filter(kept).collect()
}

/// Whether a character steers rather than shows.
pub fn is_control(c: char) -> bool {
    let bidi =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}');
    bidi || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
