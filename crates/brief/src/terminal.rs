//! A brief for the terminal.
//!
//! In: a story with its brief, a width in columns, whether to colour. Out: lines no wider than that (a word alone may
//! be), with the reports' labels after each. Nothing of a report can steer the terminal: control characters are gone.

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm, core::display_width};
use types::{Finding, FindingKind, Line, Reading, Section, SectionName, Slot, Story};

use crate::view;

/// Below this many columns nothing can be laid out; such a width counts as this.
const MIN_WIDTH: usize = 30;
/// What a line begins with; the lines after it hang.
const BULLET: &str = "  • ";
/// Share of the width that the values of a finding's readings may take in their column, in tenths.
const VALUE_TENTHS: usize = 4;
/// Columns left for the words of a reading when they are shown in their context.
const MAX_CONTEXT: usize = 150;

/// The line's place in a text of `width` columns.
struct Printer {
    width: usize,
    color: bool,
    out: String,
}

/// The brief as text.
pub fn terminal(story: &Story, width: usize, color: bool) -> String {
    let mut printer = Printer { width: width.max(MIN_WIDTH), color, out: String::new() };
    let title = view::plain(&story.brief.title);
    if !title.is_empty() {
        printer.paragraph(&title, "", "", Style::new().bold());
    }
    printer.paragraph(&view::subtitle(story), "", "", Style::new().dimmed());
    for section in &story.brief.sections {
        printer.section(story, section);
    }
    if !story.skipped.is_empty() {
        printer.heading("Not read");
        for skipped in &story.skipped {
            let text = format!("{}: {}", skipped.source, skipped.error);
            printer.paragraph(&view::plain(&text), "  ", "    ", Style::new());
        }
    }
    printer.out
}

impl Printer {
    /// Words in a style.
    fn paint(&self, style: Style, words: &str) -> String {
        if self.color && style != Style::new() && !words.is_empty() {
            format!("{style}{words}{style:#}")
        } else {
            words.to_owned()
        }
    }

    /// The text wrapped, as lines with their indents.
    fn wrap(&self, text: &str, first: &str, rest: &str) -> Vec<String> {
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        textwrap::wrap(text, options).into_iter().map(|l| l.into_owned()).collect()
    }

    /// A paragraph all in one style.
    fn paragraph(&mut self, text: &str, first: &str, rest: &str, style: Style) {
        for line in self.wrap(text, first, rest) {
            let indent = line.len() - line.trim_start().len();
            let painted = self.paint(style, &line[indent..]);
            self.out += &format!("{}{painted}\n", &line[..indent]);
        }
    }

    /// A heading with a blank line before it.
    fn heading(&mut self, words: &str) {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
        let painted = self.paint(style, &words.to_uppercase());
        self.out += &format!("\n{painted}\n");
    }

    /// A section.
    fn section(&mut self, story: &Story, section: &Section) {
        self.heading(view::heading(section.name));
        for (i, line) in section.lines.iter().enumerate() {
            let finding = line.finding.and_then(|f| story.findings.get(f));
            match (section.name, finding) {
                (SectionName::Disputed, Some(finding)) => {
                    if i > 0 {
                        self.out.push('\n');
                    }
                    self.finding(story, finding);
                }
                (SectionName::Sources, _) => self.source(line),
                _ => self.line(story, line, section.name),
            }
        }
    }

    /// A line with the labels of its reports.
    fn line(&mut self, story: &Story, line: &Line, section: SectionName) {
        let text = view::plain(&line.text);
        // Lines hold no control characters, so that the head of the line is the head of what is shown.
        let head = if text == line.text { view::head(story, section, line) } else { 0 };
        self.labelled(&text, head, &view::labels(&line.evidence));
    }

    /// A text whose first `head` bytes stand out, with labels after it that are never broken.
    fn labelled(&mut self, text: &str, head: usize, labels: &str) {
        let solid = labels.replace(' ', "\u{a0}");
        let mut lines = self.wrap(&format!("{text} {solid}"), BULLET, "    ");
        if let Some(last) = lines.last_mut().filter(|l| l.ends_with(&solid)) {
            let keep = last.len() - solid.len();
            *last = format!("{}{}", &last[..keep], self.paint(Style::new().dimmed(), labels));
        }
        let shown = &text[..head];
        if let Some(rest) = lines[0].strip_prefix(BULLET).and_then(|l| l.strip_prefix(shown)) {
            lines[0] = format!("{BULLET}{}{rest}", self.paint(Style::new().bold(), shown));
        }
        for line in lines {
            self.out += line.trim_end();
            self.out.push('\n');
        }
    }

    /// A report or tie: the label stands out and hangs.
    fn source(&mut self, line: &Line) {
        let text = view::plain(&line.text);
        let label = text.split_once(": ").map(|(l, _)| l).filter(|l| l.len() <= 4);
        let (head, rest) = match label {
            Some(label) => (format!("{label:<3}"), &text[label.len() + 2..]),
            None => (String::new(), text.as_str()),
        };
        let hang = if head.is_empty() { 4 } else { 2 + display_width(&head) + 1 };
        let first = if head.is_empty() { "  ".to_owned() } else { " ".repeat(hang) };
        for (i, line) in self.wrap(rest, &first, &" ".repeat(hang)).iter().enumerate() {
            match i {
                0 if !head.is_empty() => {
                    let painted = self.paint(Style::new().bold(), &head);
                    self.out += &format!("  {painted} {}\n", &line[hang..]);
                }
                _ => self.out += &format!("{line}\n"),
            }
        }
    }

    /// A finding: the topic, then each reading with its sources and words.
    fn finding(&mut self, story: &Story, finding: &Finding) {
        let color = match finding.kind {
            FindingKind::Conflict => AnsiColor::Red,
            FindingKind::Refinement => AnsiColor::Yellow,
            _ => AnsiColor::Blue,
        };
        let topic = format!("{} ({})", view::topic(finding), view::meaning(finding.kind));
        self.paragraph(&topic, "  ", "  ", Style::new().bold().fg_color(Some(color.into())));
        let widest =
            finding.readings.iter().map(|r| display_width(&view::value(finding, r))).max().unwrap_or(0);
        let column = (widest <= self.width * VALUE_TENTHS / 10).then_some(widest);
        for reading in &finding.readings {
            self.reading(finding, reading, column);
            if let Some(chains) = view::chains(story, reading).filter(|_| finding.slot != Slot::Name) {
                self.paragraph(&format!("from {chains}"), "      ", "          ", Style::new().dimmed());
            }
            if !matches!(finding.slot, Slot::Wording | Slot::Name) {
                self.context(story, reading);
            }
        }
    }

    /// One reading: its value, aligned when all are short, how many sources give it, and which.
    fn reading(&mut self, finding: &Finding, reading: &Reading, column: Option<usize>) {
        let value = view::value(finding, reading);
        let sources = format!("{} {}", view::sources(reading), view::labels(&reading.evidence));
        match column {
            Some(column) => {
                let pad = " ".repeat(column.saturating_sub(display_width(&value)));
                let hang = " ".repeat(4 + column + 2);
                let lines = self.wrap(&sources, &hang, &hang);
                for (i, line) in lines.iter().enumerate() {
                    let rest = self.paint(Style::new().dimmed(), &line[hang.len()..]);
                    match i {
                        0 => {
                            self.out +=
                                &format!("    {}{pad}  {rest}\n", self.paint(Style::new().bold(), &value))
                        }
                        _ => self.out += &format!("{hang}{rest}\n"),
                    }
                }
            }
            None => {
                self.paragraph(&value, "    ", "    ", Style::new().bold());
                self.paragraph(&sources, "      ", "      ", Style::new().dimmed());
            }
        }
    }

    /// A reading in the words of its first report.
    fn context(&mut self, story: &Story, reading: &Reading) {
        let Some(&first) = reading.evidence.first() else { return };
        let value = view::plain(&reading.value);
        let context = view::context(story, first, MAX_CONTEXT);
        if context.chars().count() > value.chars().count() + 4 {
            let text = format!("{}: {}", view::label(first.report), crate::words::quoted(&context));
            self.paragraph(&text, "      ", "          ", Style::new());
        }
    }
}
