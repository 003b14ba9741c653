//! Events for a person at a terminal, in order of time: type and who in one line, then place, status and sources, then words.
//!
//! ```text
//! 2024-05-14    CONSULT meet
//!               Ana Sarić (HRVGOV) → Jonas Weber (DEUGOV) · in Zagreb · 3 reports, 2 independent
//!               r1 “met her German colleague in Zagreb” · r3 “held talks”
//! ```

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use types::EventStatus;

use super::coded::{CodedActor, CodedEvent};
use super::table::Quad;
use crate::words;

/// Columns that the day takes.
const DATE_WIDTH: usize = 14;
/// Fewest columns that anything is laid out for.
const MIN_WIDTH: usize = 40;
/// Mentions whose words are shown.
const MAX_SHOWN: usize = 3;
/// Characters of a mention's words.
const MAX_CHARS: usize = 110;

/// The list.
pub fn list(events: &[CodedEvent], width: usize, color: bool) -> String {
    let mut order: Vec<&CodedEvent> = events.iter().collect();
    order.sort_by_key(|e| (e.date.is_none(), e.date));
    let width = width.max(MIN_WIDTH);
    let mut out = String::new();
    for event in order {
        one(&mut out, event, width, color);
    }
    out
}

/// One event.
fn one(out: &mut String, event: &CodedEvent, width: usize, color: bool) {
    let paint =
        |style: Style, words: &str| if color { format!("{style}{words}{style:#}") } else { words.to_owned() };
    let day = match (event.date, event.date_basis) {
        (Some(day), Some("published")) => format!("({day})"),
        (Some(_), Some("day")) | (None, _) => event.date.map(|d| d.to_string()).unwrap_or_default(),
        (Some(_), _) => event.time.clone().unwrap_or_default(),
    };
    let mut what = event.kind.to_owned();
    if let Some(mode) = &event.mode {
        what += &format!(" {mode}");
    }
    let status = match event.status {
        s if s == EventStatus::Actual.name() => String::new(),
        s => format!(", {s}"),
    };
    let style = Style::new().bold().fg_color(event.coding.map(|c| tone(c.quad).into()));
    out.push_str(&format!("{day:<DATE_WIDTH$}{}{status}\n", paint(style, &what)));
    let mut facts = vec![format!("{} → {}", names(&event.actors), names(&event.recipients))];
    if event.recipients.is_empty() {
        facts[0] = names(&event.actors);
        facts.extend(event.about.as_deref().map(|a| words::quoted(&cut(a))));
    }
    facts.extend(event.place.as_ref().map(|p| format!("in {}", p.name)));
    let reports = words::count(event.reports, "report");
    facts.push(if event.reports > 1 {
        format!("{reports}, {} independent", event.independent_sources)
    } else {
        reports
    });
    wrap(out, &facts.join(" · "), width);
    let mut shown: Vec<String> = Vec::new();
    for mention in &event.mentions {
        let label = format!("{} ", mention.report);
        if shown.len() < MAX_SHOWN && !shown.iter().any(|s| s.starts_with(&label)) {
            shown.push(label + &words::quoted(&cut(&mention.text)));
        }
    }
    wrap(out, &shown.join(" · "), width);
    out.push('\n');
}

/// The colour of a quad class: conflict is warm, cooperation is cool.
fn tone(quad: Quad) -> AnsiColor {
    match quad {
        Quad::VerbalCooperation => AnsiColor::Cyan,
        Quad::MaterialCooperation => AnsiColor::Green,
        Quad::VerbalConflict => AnsiColor::Yellow,
        Quad::MaterialConflict => AnsiColor::Red,
    }
}

/// Names with codes: `Ana Sarić (HRVGOV) and Jonas Weber (DEUGOV)`.
fn names(actors: &[CodedActor]) -> String {
    let one = |a: &CodedActor| match &a.code {
        Some(code) => format!("{} ({code})", a.name),
        None => a.name.clone(),
    };
    match actors.is_empty() {
        true => "someone".to_owned(),
        false => words::list(&actors.iter().map(one).collect::<Vec<_>>()),
    }
}

/// At most [`MAX_CHARS`] characters, a cut shown.
fn cut(text: &str) -> String {
    if text.chars().count() <= MAX_CHARS {
        return text.to_owned();
    }
    let kept: String = text.chars().take(MAX_CHARS).collect();
    format!("{} …", kept.rsplit_once(' ').map_or(kept.as_str(), |(k, _)| k))
}

/// A paragraph under the event's type.
fn wrap(out: &mut String, text: &str, width: usize) {
    if text.is_empty() {
        return;
    }
    let indent = " ".repeat(DATE_WIDTH);
    let options = Options::new(width)
        .initial_indent(&indent)
        .subsequent_indent(&indent)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    for line in textwrap::wrap(text, options) {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}
