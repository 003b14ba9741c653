//! A brief as Markdown (CommonMark).
//!
//! In: a story with its brief. Out: headings, lists, and the labels of the reports after each line. Whatever came from a
//! report is escaped: it can be neither markup nor HTML.

use types::{Finding, Line, Section, SectionName, Slot, Story};

use crate::view;
use crate::words;

/// Characters of a reading's words in their context.
const MAX_CONTEXT: usize = 200;

/// The brief as Markdown.
pub fn markdown(story: &Story) -> String {
    let mut out = format!("# {}\n\n", escaped(&story.brief.title));
    out += &format!("*{}*\n", escaped(&view::subtitle(story)));
    for section in &story.brief.sections {
        out += &format!("\n## {}\n\n", view::heading(section.name));
        for line in &section.lines {
            out += &item(story, section, line);
        }
    }
    if !story.skipped.is_empty() {
        out += "\n## Not read\n\n";
        for skipped in &story.skipped {
            out += &format!("- {}: {}\n", escaped(&skipped.source), escaped(&skipped.error));
        }
    }
    out
}

/// One line as a list item.
fn item(story: &Story, section: &Section, line: &Line) -> String {
    let finding = line.finding.and_then(|f| story.findings.get(f));
    let (head, rest) = line.text.split_at(view::head(story, section.name, line));
    let head = if head.is_empty() { String::new() } else { format!("**{}**", escaped(head)) };
    let space = if rest.starts_with(' ') { " " } else { "" };
    let text = format!("{head}{space}{}", escaped(rest));
    match (section.name, finding) {
        (SectionName::Disputed, Some(finding)) => readings(story, finding),
        (SectionName::Sources, _) => format!("- {text}\n"),
        _ => format!("- {text} {}\n", escaped(&view::labels(&line.evidence))),
    }
}

/// A finding with its readings below it.
fn readings(story: &Story, finding: &Finding) -> String {
    let topic = escaped(&view::topic(finding));
    let mut out = format!("- **{topic}** ({})\n", view::meaning(finding.kind));
    for reading in &finding.readings {
        let labels = escaped(&view::labels(&reading.evidence));
        out += &format!(
            "  - **{}**: {} {labels}",
            escaped(&view::value(finding, reading)),
            view::sources(reading)
        );
        let shown = matches!(finding.slot, Slot::Wording | Slot::Name);
        if let Some(&first) = reading.evidence.first().filter(|_| !shown) {
            let words = words::quoted(&view::context(story, first, MAX_CONTEXT));
            out += &format!(" — {}: {}", view::label(first.report), escaped(&words));
        }
        out.push('\n');
    }
    out
}

/// One line of text that Markdown shows as it is.
pub fn escaped(words: &str) -> String {
    let mut out = String::new();
    for c in view::plain(words).chars() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
