//! The parts of the page: findings, timeline, names, lineage, what was cut, the reports' texts.
//!
//! In: a story and the marks being collected. Out: HTML, all text from reports escaped.

use std::collections::BTreeSet;

use types::{Evidence, Finding, LineageKind, Reading, Slot, Story};

use super::linked;
use super::text::{Marks, escaped};
use crate::{view, words};

/// Evidence of a reading shown with its words; the rest as links.
const MAX_WORDS: usize = 6;
/// Links after a line.
const MAX_CITES: usize = 24;
/// Characters of a reading's words in their context.
const MAX_CONTEXT: usize = 240;
/// Names listed.
const MAX_ENTITIES: usize = 200;
/// Linked sentences of a pair of reports.
const MAX_LINKS: usize = 12;
/// Signs of rewording shown for a report.
const MAX_SIGNS: usize = 40;

/// A link to some words.
pub fn cite(marks: &mut Marks, evidence: Evidence, shown: &str) -> String {
    match marks.mark(evidence) {
        Some(id) => format!("<a class=\"cite\" href=\"#{id}\">{}</a>", escaped(shown)),
        None => escaped(shown),
    }
}

/// Links to all evidence; several places of one report are told apart by letters.
pub fn cites(marks: &mut Marks, evidence: &[Evidence]) -> String {
    let mut out = String::from("<span class=\"cites\">");
    let mut seen: Vec<usize> = Vec::new();
    for &e in evidence.iter().take(MAX_CITES) {
        let before = seen.iter().filter(|&&r| r == e.report).count();
        seen.push(e.report);
        let shown = match before {
            0 => view::label(e.report),
            n => format!("{}{}", view::label(e.report), letter(n)),
        };
        out += &cite(marks, e, &shown);
    }
    out + "</span>"
}

/// b for 1, c for 2, …
fn letter(n: usize) -> char {
    char::from(b'a' + (n.min(25)) as u8)
}

/// A finding with its readings and reasons.
pub fn finding(story: &Story, marks: &mut Marks, finding: &Finding) -> String {
    let topic = escaped(&view::topic(finding));
    let readings: String = finding.readings.iter().map(|r| reading(story, marks, finding, r)).collect();
    let reasons: Vec<String> = finding.reasons.iter().map(|r| escaped(r)).collect();
    let why = match reasons.is_empty() {
        true => String::new(),
        false => format!("<p class=\"quiet\">Why: {}</p>\n", reasons.join("; ")),
    };
    format!(
        "<article class=\"finding {}\">\n<h3>{topic} <span class=\"kind\">({})</span></h3>\n\
         <ul class=\"readings\">\n{readings}</ul>\n{why}</article>\n",
        finding.kind.name(),
        view::meaning(finding.kind)
    )
}

/// One reading: value, sources, words.
fn reading(story: &Story, marks: &mut Marks, finding: &Finding, reading: &Reading) -> String {
    let mut shown = String::new();
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut rest: Vec<Evidence> = Vec::new();
    for &e in &reading.evidence {
        let context = view::context(story, e, MAX_CONTEXT);
        if told.len() < MAX_WORDS && !context.is_empty() && told.insert(context.clone()) {
            shown += &format!("<li>{} {}</li>\n", linked(marks, e), escaped(&words::quoted(&context)));
        } else {
            rest.push(e);
        }
    }
    let rest =
        if rest.is_empty() { String::new() } else { format!("<li>also {}</li>\n", cites(marks, &rest)) };
    let chains = view::chains(story, reading).filter(|_| finding.slot != Slot::Name);
    let chains = chains.map_or(String::new(), |c| format!(", from {}", escaped(&c)));
    format!(
        "<li><span class=\"value\">{}</span> <span class=\"quiet\">{}, {}{chains}</span>\n<ul class=\"words\">\n{shown}{rest}</ul></li>\n",
        escaped(&view::value(finding, reading)),
        view::sources(reading),
        words::count(view::reports(&reading.evidence).len(), "report")
    )
}

/// What stands after the brief: id, heading, body.
pub fn appendix(story: &Story, marks: &mut Marks) -> Vec<(&'static str, &'static str, String)> {
    let parts = [
        ("timeline", "Timeline", timeline(story, marks)),
        ("findings", "All findings", findings(story, marks)),
        ("names", "Names", names(story)),
        ("lineage", "Who shares text", lineage(story, marks)),
        ("cut", "What was cut", cut(story)),
        ("reworded", "Signs of rewording", reworded(story, marks)),
        ("skipped", "Not read", skipped(story)),
    ];
    parts.into_iter().filter(|(_, _, body)| !body.is_empty()).collect()
}

/// What happened when.
fn timeline(story: &Story, marks: &mut Marks) -> String {
    let mut list = String::new();
    for moment in &story.brief.timeline {
        let cites = cites(marks, &moment.line.evidence);
        let (when, text) = (escaped(&moment.when), escaped(&words::one_line(&moment.line.text)));
        // What did not happen, or not yet, is marked.
        let event = moment.event.and_then(|e| story.events.get(e));
        let status = event.map(|e| e.status).filter(|s| *s != types::EventStatus::Actual);
        let status = status.map_or(String::new(), |s| format!(" ({})", s.name()));
        list += &format!("<li><span class=\"when\">{when}{status}</span> {text} {cites}</li>\n");
    }
    if list.is_empty() { list } else { format!("<ol class=\"lines\">\n{list}</ol>\n") }
}

/// The findings that the brief leaves out, folded.
fn findings(story: &Story, marks: &mut Marks) -> String {
    let sections = story.brief.sections.iter().filter(|s| s.name == types::SectionName::Disputed);
    let shown: BTreeSet<usize> = sections.flat_map(|s| &s.lines).filter_map(|l| l.finding).collect();
    let others = story.findings.iter().enumerate().filter(|(i, _)| !shown.contains(i));
    let list: Vec<String> = others.map(|(_, f)| finding(story, marks, f)).collect();
    match list.len() {
        0 => String::new(),
        n => format!(
            "<details>\n<summary>{} more</summary>\n{}</details>\n",
            words::count(n, "finding"),
            list.concat()
        ),
    }
}

/// Those the reports speak of.
fn names(story: &Story) -> String {
    let mut rows = String::new();
    for entity in story.entities.iter().take(MAX_ENTITIES) {
        let spellings: Vec<String> =
            entity.spellings.iter().map(|s| format!("{} ({})", words::one_line(&s.text), s.count)).collect();
        let reports: BTreeSet<usize> = entity.referents.iter().map(|r| r.0).collect();
        let reports: Vec<String> = reports.into_iter().map(view::label).collect();
        rows += &format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            escaped(&entity.name),
            entity.kind.name(),
            escaped(&entity.roles.join("; ")),
            escaped(entity.country.as_deref().unwrap_or_default()),
            escaped(&spellings.join(", ")),
            reports.join(", ")
        );
    }
    if rows.is_empty() {
        return rows;
    }
    let more = story.entities.len().saturating_sub(MAX_ENTITIES);
    let more =
        if more > 0 { format!("<p class=\"quiet\">{more} more in the JSON.</p>\n") } else { String::new() };
    format!(
        "<details>\n<summary>{}</summary>\n<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr><th>Name</th>\
         <th>Type</th><th>Roles</th><th>Country</th><th>Spellings</th><th>Reports</th></tr></thead>\n<tbody>\n{rows}\
         </tbody></table></div>\n{more}</details>\n",
        words::count(story.entities.len(), "name")
    )
}

/// Pairs of reports that share text; the independent ones in one sentence.
fn lineage(story: &Story, marks: &mut Marks) -> String {
    let mut rows = String::new();
    for pair in story.lineage.pairs.iter().filter(|p| p.kind != LineageKind::Independent) {
        let mut links = String::new();
        for (a, b) in pair.evidence.iter().take(MAX_LINKS) {
            links += &format!("<li>{} = {}</li>", linked(marks, *a), linked(marks, *b));
        }
        let reasons: Vec<String> = pair.reasons.iter().map(|r| escaped(r)).collect();
        rows += &format!(
            "<tr><th scope=\"row\">{} {}</th><td>{}</td><td>{}</td><td>{:.0} %</td><td>{}</td><td><ul class=\"words\">{links}</ul></td></tr>\n",
            view::label(pair.a),
            view::label(pair.b),
            pair.kind.name().replace('_', " "),
            escaped(pair.agency.as_deref().unwrap_or_default()),
            pair.score * 100.0,
            reasons.join("; ")
        );
    }
    let alone = story.lineage.pairs.iter().filter(|p| p.kind == LineageKind::Independent).count();
    if story.lineage.pairs.is_empty() {
        return String::new();
    }
    let rest = format!(
        "<p class=\"quiet\">{} of {} share nothing that counts.</p>\n",
        alone,
        words::count(story.lineage.pairs.len(), "pair")
    );
    if rows.is_empty() {
        return rest;
    }
    format!(
        "<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr><th>Reports</th><th>Kind</th><th>Agency</th>\
         <th>Shared</th><th>Why</th><th>Sentences</th></tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n{rest}"
    )
}

/// What was cut from the reports, with reasons.
fn cut(story: &Story) -> String {
    let mut out = String::new();
    for (number, report) in story.reports.iter().enumerate().filter(|(_, r)| !r.removed.is_empty()) {
        let pieces: String = report
            .removed
            .iter()
            .map(|r| {
                format!(
                    "<p class=\"quiet\">{}</p><div class=\"cut\" dir=\"auto\">{}</div>\n",
                    escaped(&r.reason),
                    escaped(&r.text)
                )
            })
            .collect();
        out += &format!(
            "<details>\n<summary>{}: {}</summary>\n{pieces}</details>\n",
            view::label(number),
            words::count(report.removed.len(), "piece")
        );
    }
    out
}

/// The signs that a machine reworded a report.
fn reworded(story: &Story, marks: &mut Marks) -> String {
    let mut out = String::new();
    for (number, rewritten) in story.rewritten.iter().enumerate().filter(|(_, r)| !r.signs.is_empty()) {
        let mut list = String::new();
        for sign in rewritten.signs.iter().take(MAX_SIGNS) {
            let evidence = Evidence { report: number, span: sign.span };
            let shown = words::quoted(&view::context(story, evidence, MAX_CONTEXT / 2));
            list += &format!(
                "<li>{} {}: {}</li>\n",
                linked(marks, evidence),
                escaped(&sign.sign),
                escaped(&shown)
            );
        }
        out += &format!(
            "<details>\n<summary>{}: {} (score {:.2})</summary>\n<ul class=\"lines\">\n{list}</ul></details>\n",
            view::label(number),
            words::count(rewritten.signs.len(), "sign"),
            rewritten.score
        );
    }
    out
}

/// Inputs that could not be read.
fn skipped(story: &Story) -> String {
    let item = |s: &types::Skipped| format!("<li>{}: {}</li>\n", escaped(&s.source), escaped(&s.error));
    let list: String = story.skipped.iter().map(item).collect();
    if list.is_empty() { list } else { format!("<ul class=\"lines\">\n{list}</ul>\n") }
}

/// A report's text with its marks.
pub fn report(story: &Story, marks: &Marks, number: usize) -> String {
    let report = &story.reports[number];
    let label = view::label(number);
    let mut meta: Vec<String> = Vec::new();
    meta.extend(report.published.map(|p| format!("published {p}")));
    meta.extend(report.modified.map(|p| format!("changed {p}")));
    if !report.bylines.is_empty() {
        meta.push(format!("by {}", words::list(&report.bylines)));
    }
    if !report.agencies.is_empty() {
        meta.push(format!("credits {}", words::list(&report.agencies)));
    }
    meta.extend(report.notes.iter().map(|n| format!("note: {n}")));
    let source = match report.url.as_deref().or(Some(report.source.as_str())).filter(|u| is_web(u)) {
        Some(url) => format!("<a href=\"{0}\" rel=\"noopener noreferrer\">{0}</a>", escaped(url)),
        None => escaped(&report.source),
    };
    let mut body = String::new();
    let whole =
        [types::Block { span: types::Span::new(0, report.text.len()), kind: types::BlockKind::Paragraph }];
    let blocks = if report.blocks.is_empty() { &whole[..] } else { &report.blocks[..] };
    for block in blocks {
        let class = match block.kind {
            types::BlockKind::Paragraph => "",
            _ => " class=\"title\"",
        };
        body += &format!("<p{class}>{}</p>\n", marks.text(number, &report.text, block.span));
    }
    format!(
        "<article class=\"report\" id=\"{label}\" aria-labelledby=\"{label}-h\">\n<h3 id=\"{label}-h\">{label} {}</h3>\n\
         <p class=\"meta\">{source}</p>\n<p class=\"meta\">{}</p>\n<div lang=\"{}\" dir=\"auto\">\n{body}</div>\n</article>\n",
        escaped(report.outlet.as_deref().unwrap_or_default()),
        escaped(&meta.join(", ")),
        escaped(report.language.as_deref().unwrap_or_default()),
    )
}

/// Whether an address is one that a page may link to.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
