//! Report text in the page: escaped, with the words marked that something stands on.
//!
//! In: report texts and the spans that links point to. Out: HTML in which each such span begins with an anchor and lies in
//! `mark`s. Spans may overlap; the text is cut at every end of one, so that marks never cross.

use std::collections::{BTreeMap, BTreeSet};

use types::{Evidence, Span, Story};

use crate::{Chars, view};

/// The spans of each report that links point to.
pub struct Marks<'s> {
    chars: Vec<Chars<'s>>,
    spans: BTreeMap<usize, BTreeSet<Span>>,
}

impl<'s> Marks<'s> {
    /// None yet.
    pub fn of(story: &'s Story) -> Marks<'s> {
        Marks { chars: story.reports.iter().map(|r| Chars::new(&r.text)).collect(), spans: BTreeMap::new() }
    }

    /// Marks some words; gives the id of the place, or `None` when there is no such report.
    pub fn mark(&mut self, evidence: Evidence) -> Option<String> {
        let id = self.id(evidence.report, evidence.span)?;
        self.spans.entry(evidence.report).or_default().insert(evidence.span);
        Some(id)
    }

    /// The id of a place: report, first character, one past the last.
    fn id(&self, report: usize, span: Span) -> Option<String> {
        let (start, end) = self.chars.get(report)?.span(span);
        Some(format!("{}-{start}-{end}", view::label(report)))
    }

    /// A stretch of a report's text with its marks and anchors.
    pub fn text(&self, report: usize, text: &str, block: Span) -> String {
        let none = BTreeSet::new();
        let spans = self.spans.get(&report).unwrap_or(&none);
        // Text is cut where a span begins or ends; depth tells how many spans lie over a piece.
        let mut cuts: BTreeMap<usize, i64> = BTreeMap::from([(block.start, 0), (block.end, 0)]);
        let mut anchors: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for &span in spans.iter().filter(|s| s.overlaps(block)) {
            *cuts.entry(span.start.max(block.start)).or_default() += 1;
            *cuts.entry(span.end.min(block.end)).or_default() -= 1;
            if block.start <= span.start {
                anchors.entry(span.start).or_default().push(span);
            }
        }
        let (mut out, mut depth) = (String::new(), 0);
        let places: Vec<(usize, i64)> = cuts.into_iter().collect();
        for (i, &(at, step)) in places.iter().enumerate() {
            depth += step;
            let Some(&(end, _)) = places.get(i + 1) else { break };
            for &span in anchors.get(&at).into_iter().flatten() {
                let id = self.id(report, span).unwrap_or_default();
                out += &format!("<span class=\"at\" id=\"{id}\"></span>");
            }
            let words = escaped(text.get(at..end).unwrap_or_default());
            match (depth > 0, self.chars.get(report)) {
                (true, Some(chars)) => {
                    let (s, e) = (chars.at(at), chars.at(end));
                    out += &format!("<mark data-s=\"{s}\" data-e=\"{e}\">{words}</mark>");
                }
                _ => out += &words,
            }
        }
        out
    }
}

/// Text that a page shows as it is, in element content and in quoted attributes; characters that steer are gone.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\n' | '\t' => out.push(c),
            c if view::is_control(c) => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_never_cross() {
        let report_text = "one two three <b>";
        let story = Story::default();
        let mut marks = Marks::of(&story);
        marks.chars.push(Chars::new(report_text));
        for (start, end) in [(0, 7), (4, 13), (4, 7)] {
            marks.mark(Evidence { report: 0, span: Span::new(start, end) });
        }
        let html = marks.text(0, report_text, Span::new(0, report_text.len()));
        assert_eq!(
            html,
            "<span class=\"at\" id=\"r1-0-7\"></span><mark data-s=\"0\" data-e=\"4\">one </mark>\
             <span class=\"at\" id=\"r1-4-7\"></span><span class=\"at\" id=\"r1-4-13\"></span>\
             <mark data-s=\"4\" data-e=\"7\">two</mark><mark data-s=\"7\" data-e=\"13\"> three</mark> &lt;b&gt;"
        );
    }
}
