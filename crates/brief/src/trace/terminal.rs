//! A trace for the terminal.
//!
//! In: a story, a trace, a width in columns, whether to colour. Out: for each version its words, what changed from an
//! earlier one, and who carries it in order of appearance. What went is shown `[-so-]`, what came `{+so+}`; in colour
//! red and struck through, or green. Nothing of a report can steer the terminal: control characters are gone.

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;
use types::{Carrier, ChangeKind, LineageKind, Story, Trace, TraceKind, Version};

use crate::{view, words};

/// Below this many columns nothing can be laid out; such a width counts as this.
const MIN_WIDTH: usize = 30;
/// Columns of words that a figure is shown in.
const MAX_CONTEXT: usize = 150;
/// Columns of words that are shown as nearest.
const MAX_NEAREST: usize = 200;

/// Words with their style, not yet broken into lines.
type Words = Vec<(String, Style)>;

struct Printer {
    width: usize,
    color: bool,
    out: String,
}

impl Printer {
    /// The words in lines no wider than the page (a word alone may be); lines after the first hang.
    fn paragraph(&mut self, first: &str, rest: &str, words: &Words) {
        let mut line = first.to_owned();
        let mut used = display_width(first);
        let mut fresh = true;
        for (word, style) in words {
            let wide = display_width(word);
            if !fresh && used + 1 + wide > self.width {
                self.out += line.trim_end();
                self.out.push('\n');
                (line, used, fresh) = (rest.to_owned(), display_width(rest), true);
            }
            if !fresh {
                line.push(' ');
                used += 1;
            }
            let plain = !self.color || *style == Style::new();
            line += &if plain { word.clone() } else { format!("{style}{word}{style:#}") };
            used += wide;
            fresh = false;
        }
        self.out += line.trim_end();
        self.out.push('\n');
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }
}

/// A text's words in one style.
fn styled(text: &str, style: Style) -> Words {
    view::plain(text).split_whitespace().map(|w| (w.to_owned(), style)).collect()
}

/// The trace as text.
pub fn terminal(story: &Story, trace: &Trace, width: usize, color: bool) -> String {
    let mut printer = Printer { width: width.max(MIN_WIDTH), color, out: String::new() };
    let bold = Style::new().bold();
    let asked = words::quoted(&view::plain(&trace.asked));
    if trace.versions.is_empty() {
        printer.paragraph("", "", &styled(&format!("No report says {asked}, or nearly so."), bold));
        for &near in &trace.nearest {
            let context = words::quoted(&view::context(story, near, MAX_NEAREST));
            let text = format!("nearest, {}: {context}", view::label(near.report));
            printer.paragraph("  ", "      ", &styled(&text, Style::new()));
        }
        return printer.out;
    }
    printer.paragraph("", "", &styled(&asked, bold));
    printer.paragraph("", "", &styled(&summary(trace), Style::new().dimmed()));
    for text in cautions(trace) {
        printer.paragraph("", "", &styled(text, Style::new().dimmed()));
    }
    for (i, version) in trace.versions.iter().enumerate() {
        printer.blank();
        printer.version(story, trace.kind, i, version);
    }
    printer.out
}

/// What of the order is not known.
fn cautions(trace: &Trace) -> Vec<&'static str> {
    let published: Vec<_> =
        trace.versions.iter().flat_map(|v| &v.carriers).map(|c| (c.evidence.report, c.published)).collect();
    let mut cautions = Vec::new();
    if published.iter().any(|(_, p)| p.is_none()) {
        cautions.push("Some reports have no date; they stand last, in order of input.");
    }
    let dated: Vec<_> = published.iter().filter_map(|(r, p)| p.map(|p| (*r, p))).collect();
    let unsure = |(r, p): &(usize, types::Published)| {
        p.time.is_none() && dated.iter().any(|(s, q)| s != r && q.date == p.date)
    };
    if dated.iter().any(unsure) {
        cautions.push("Some reports of one day tell no hour; which of that day came first is not known.");
    }
    cautions
}

/// How many versions, reports and origins there are, and into whose mouths the words are put.
fn summary(trace: &Trace) -> String {
    let carriers = || trace.versions.iter().flat_map(|v| &v.carriers);
    let evidence: Vec<_> = carriers().map(|c| c.evidence).collect();
    let mut text = format!(
        "{} in {} of {}",
        words::count(trace.versions.len(), "version"),
        words::count(view::reports(&evidence).len(), "report"),
        words::count(trace.independent_sources, "independent origin")
    );
    let mut speakers: Vec<String> = Vec::new();
    for speaker in carriers().filter_map(|c| c.speaker.as_ref()) {
        if !speakers.contains(speaker) {
            speakers.push(speaker.clone());
        }
    }
    match speakers.as_slice() {
        [] => {}
        [one] => text += &format!("; said by {one}"),
        many if trace.kind == TraceKind::Figure => text += &format!("; said by {}", words::list(many)),
        many => text += &format!("; put in {} mouths: {}", many.len(), words::list(many)),
    }
    text
}

impl Printer {
    fn version(&mut self, story: &Story, kind: TraceKind, number: usize, version: &Version) {
        let head = match kind {
            TraceKind::Words => words::quoted(&view::plain(&version.text)),
            TraceKind::Figure => view::plain(&version.text),
        };
        let mark = format!("{:<3}", number + 1);
        self.paragraph(&mark, "   ", &styled(&head, Style::new().bold()));
        if let Some(against) = version.against {
            let mut shown = styled(&format!("from {}:", against + 1), Style::new().dimmed());
            shown.extend(self.changes(version));
            self.paragraph("     ", "       ", &shown);
        }
        if let (TraceKind::Figure, Some(first)) = (kind, version.carriers.first()) {
            let context = words::quoted(&view::context(story, first.evidence, MAX_CONTEXT));
            let text = format!("{}: {context}", view::label(first.evidence.report));
            self.paragraph("     ", "       ", &styled(&text, Style::new()));
        }
        let mut last = None;
        for carrier in &version.carriers {
            // One line for a report that says it again in the same way.
            let line = told(story, carrier);
            if last.as_ref() != Some(&line) {
                let label = format!("     {:<3} ", view::label(carrier.evidence.report));
                self.paragraph(&label, "         ", &styled(&line, Style::new()));
            }
            last = Some(line);
        }
        let sources = words::count(version.independent_sources, "independent origin");
        self.paragraph("     ", "     ", &styled(&sources, Style::new().dimmed()));
    }

    /// The words that changed, marked.
    fn changes(&self, version: &Version) -> Words {
        let gone = Style::new().fg_color(Some(AnsiColor::Red.into())).strikethrough();
        let come = Style::new().fg_color(Some(AnsiColor::Green.into()));
        let mut shown = Vec::new();
        for change in &version.changes {
            let (style, open, close) = match change.kind {
                ChangeKind::Equal => (Style::new(), "", ""),
                ChangeKind::Inserted => (come, "{+", "+}"),
                ChangeKind::Deleted => (gone, "[-", "-]"),
            };
            let mut run = styled(&change.text, style);
            if !self.color {
                if let Some(first) = run.first_mut() {
                    first.0 = format!("{open}{}", first.0);
                }
                if let Some(last) = run.last_mut() {
                    last.0 += close;
                }
            }
            shown.extend(run);
        }
        shown
    }
}

/// When and where a place carries its version, who says it, and where it comes from.
fn told(story: &Story, carrier: &Carrier) -> String {
    let report = &story.reports[carrier.evidence.report];
    let file = || report.source.rsplit(['/', '\\']).next().unwrap_or(&report.source).to_owned();
    let when = carrier.published.map_or_else(|| "no date".to_owned(), |p| p.to_string());
    let mut parts = vec![format!("{when} {}", report.outlet.clone().unwrap_or_else(file))];
    parts.push(match (carrier.quote, &carrier.speaker) {
        (Some(kind), Some(speaker)) => format!("{speaker} ({})", kind.name()),
        (Some(kind), None) => format!("nobody named ({})", kind.name()),
        (None, _) => "the report's own words".to_owned(),
    });
    if let Some(agency) = &carrier.agency {
        parts.push(format!("credits {agency}"));
    }
    if let Some(from) = &carrier.from {
        let other = view::label(from.report);
        parts.push(match (from.kind, &from.agency) {
            (LineageKind::Copy, _) => format!("same text as {other}"),
            (LineageKind::Rewrite, _) => format!("text of {other} reworded"),
            (LineageKind::SharedWire, _) => format!("wire text shared with {other}"),
            (LineageKind::Independent, Some(_)) => format!("same agency as {other}"),
            (LineageKind::Independent, None) => format!("sentence shared with {other}"),
        });
    }
    parts.join("; ")
}
