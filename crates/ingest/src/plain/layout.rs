//! Lines to paragraphs, by the layout that the text itself has.
//!
//! Three layouts are met: a paragraph a line (blank lines between or not); paragraphs of hard-wrapped lines parted by
//! blank lines or indents; and hard-wrapped lines with nothing between. A text is hard-wrapped when its lines fill a
//! narrow column and break inside sentences.

use crate::normal;

/// A column of wrapped text is at most this wide; mail and terminals break at 72 to 80, books at 60 to 70.
const MAX_COLUMN: usize = 100;

/// A full line of wrapped text is at least this wide.
const MIN_COLUMN: usize = 40;

/// Share of the lines inside blocks that must break inside a sentence for a text to count as wrapped.
const WRAPPED_SHARE: f64 = 0.5;

/// Fewer inner line breaks than this tell nothing.
const MIN_BREAKS: usize = 3;

struct Line<'a> {
    text: &'a str,
    indented: bool,
}

/// The paragraphs of a text, each in one line.
pub fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<Line> = text
        .split('\n')
        .map(|l| Line { text: l.trim(), indented: l.starts_with("  ") && !l.trim().is_empty() })
        .collect();
    let groups: Vec<&[Line]> = lines.split(|l| l.text.is_empty()).filter(|g| !g.is_empty()).collect();
    let wrapped = is_wrapped(&groups);
    let mut out = Vec::new();
    let column = groups.iter().flat_map(|g| g.iter()).map(|l| width(l.text)).max().unwrap_or(0);
    for group in groups {
        if wrapped {
            join(group, column, &mut out);
        } else {
            out.extend(group.iter().map(|l| normal::line(l.text)));
        }
    }
    out.retain(|p| !p.is_empty());
    out
}

fn width(line: &str) -> usize {
    line.chars().count()
}

/// Whether a line break inside a group falls inside a sentence: the line is full, and does not end one, or the next goes on in
/// small letters.
fn breaks_inside(line: &str, next: &str) -> bool {
    width(line) >= MIN_COLUMN
        && (!line.ends_with(['.', '!', '?', '"', '”', ':']) || next.starts_with(char::is_lowercase))
}

fn is_wrapped(groups: &[&[Line]]) -> bool {
    let widest = groups.iter().flat_map(|g| g.iter()).map(|l| width(l.text)).max().unwrap_or(0);
    if widest > MAX_COLUMN {
        return false;
    }
    let pairs = || groups.iter().flat_map(|g| g.windows(2));
    let breaks = pairs().count();
    let inside = pairs().filter(|w| breaks_inside(w[0].text, w[1].text)).count();
    // counts of lines: far under 2^52
    breaks >= MIN_BREAKS && inside as f64 >= WRAPPED_SHARE * breaks as f64
}

/// A line is full when the next word would have passed the column; writers and programs leave a little.
const COLUMN_SLACK: usize = 8;

/// Joins the wrapped lines of a group. A paragraph ends where a line breaks although the next word had room, and before an indent.
fn join(group: &[Line], column: usize, out: &mut Vec<String>) {
    let mut current = String::new();
    for (i, line) in group.iter().enumerate() {
        let text = normal::line(line.text);
        let before = i.checked_sub(1).map(|b| &group[b]);
        let first_word = width(text.split(' ').next().unwrap_or(""));
        let had_room = before.is_some_and(|b| width(b.text) + 1 + first_word + COLUMN_SLACK < column);
        let goes_on = text.starts_with(char::is_lowercase);
        let indent = before.is_some_and(|b| line.indented && !b.indented);
        if (indent || had_room && !goes_on) && !current.is_empty() {
            out.push(std::mem::take(&mut current));
        }
        // A word parted at the line's end keeps its hyphen: without justification most are compounds.
        let parted = current.ends_with('-') && !current.ends_with(" -") && !current.ends_with("--");
        let glued = parted && goes_on;
        if !glued && !current.is_empty() {
            current.push(' ');
        }
        current.push_str(&text);
    }
    if !current.is_empty() {
        out.push(current);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_paragraph_a_line() {
        assert_eq!(paragraphs("Head\n\nOne.\nTwo.\n\n\nThree."), ["Head", "One.", "Two.", "Three."]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "Ferry sinks off Lagos\n\nA ferry with more than forty people on board sank in heavy\nrain on Tuesday off the coast near Lagos, the harbour police\nsaid in a statement.\n\nDivers went on with the search for the missing on Wednesday\nmorning, when the rain had gone.";
        let got = paragraphs(text);
        assert_eq!(got.len(), 3);
        assert!(got[1].ends_with("said in a statement.") && got[1].contains("heavy rain"));
    }

    #[test]
    fn wrapped_lines_with_indents() {
        let text = "  A ferry with more than forty people on board sank in heavy\nrain on Tuesday off the coast near Lagos, the harbour police said\nin a statement that it issued at noon on the following day there.\n  Divers went on with the search for the missing on Wednesday\nmorning, when the rain had gone.";
        assert_eq!(paragraphs(text).len(), 2);
    }
}
