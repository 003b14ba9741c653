//! Quote marks of a block of text: which bytes stand inside them, and which marks are out of order.
//!
//! In: the text of one block. Out: quoted spans and slips. Each block is read by itself, so that one lost mark spoils one paragraph.
//! Curly marks open and close by shape; straight ones by turns. A block that opens a mark and never closes it is right when the
//! speech goes on in the next block, which then begins with an opening mark (Chicago Manual of Style 13.32).

use types::Span;

/// What is wrong with a quote mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// It opens and nothing closes it.
    Unclosed,
    /// It closes and nothing was open.
    Unopened,
    /// A space stands inside the mark: `“ We`, `done. ”`.
    Space,
    /// A mark of the wrong shape: `”They`, `done.“`.
    Turned,
}

/// The marks of one block.
#[derive(Debug, Default, PartialEq)]
pub struct Marks {
    /// What stands inside marks, without them; offsets are those of the whole text.
    pub quoted: Vec<Span>,
    /// Marks out of order, with the mark and its neighbour.
    pub slips: Vec<(Span, Slip)>,
    /// How many marks there are.
    pub count: usize,
    /// The block begins with an opening mark.
    pub opens: bool,
    /// The block's last mark opens and is not closed.
    pub left_open: Option<Span>,
}

/// One mark as it stands.
struct Mark {
    at: usize,
    len: usize,
    shape: Shape,
    space_before: bool,
    space_after: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Open,
    Close,
    Straight,
}

/// The double quote marks of `text[span]`.
pub fn marks(text: &str, span: Span) -> Marks {
    let Some(block) = span.get(text) else { return Marks::default() };
    let found = scan(block, span.start);
    let mut out = Marks { opens: opens(block), count: found.len(), ..Marks::default() };
    let mut open: Option<&Mark> = None;
    for mark in &found {
        let closes = match mark.shape {
            Shape::Close => !(open.is_none() && mark.space_before && !mark.space_after),
            Shape::Open => open.is_some() && mark.space_after && !mark.space_before,
            Shape::Straight => open.is_some(),
        };
        let here = Span::new(mark.at, mark.at + mark.len);
        if (mark.shape == Shape::Close) != closes && mark.shape != Shape::Straight {
            out.slips.push((here, Slip::Turned));
        }
        if closes {
            close(&mut out, &mut open, mark, here);
        } else {
            if let Some(lost) = open.replace(mark) {
                out.slips.push((Span::new(lost.at, lost.at + lost.len), Slip::Unclosed));
            }
            if mark.space_after {
                out.slips.push((here, Slip::Space));
            }
        }
    }
    if let Some(mark) = open {
        out.left_open = Some(Span::new(mark.at, mark.at + mark.len));
        out.quoted.push(Span::new(mark.at + mark.len, span.end));
    }
    out.slips.sort();
    out
}

/// A closing mark: ends what is open, or is noted as one too many.
fn close(out: &mut Marks, open: &mut Option<&Mark>, mark: &Mark, here: Span) {
    match open.take() {
        Some(from) => {
            out.quoted.push(Span::new(from.at + from.len, mark.at));
            if mark.space_before {
                out.slips.push((here, Slip::Space));
            }
        }
        None => out.slips.push((here, Slip::Unopened)),
    }
}

/// Whether a block begins with an opening mark.
fn opens(block: &str) -> bool {
    block.trim_start().starts_with(['“', '"', '„', '«'])
}

/// All double marks of a block, in order. After a digit a straight mark is an inch sign and left out.
fn scan(block: &str, offset: usize) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = block.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let shape = match c {
            '“' | '„' | '«' => Some(Shape::Open),
            '”' | '»' => Some(Shape::Close),
            '"' if !before.is_some_and(|b| b.is_ascii_digit())
                || after.is_none_or(|a| !a.is_alphanumeric() && a != ' ') =>
            {
                Some(Shape::Straight)
            }
            _ => None,
        };
        if let Some(shape) = shape {
            out.push(Mark {
                at: offset + at,
                len: c.len_utf8(),
                shape,
                space_before: before.is_none_or(char::is_whitespace),
                space_after: after.is_none_or(char::is_whitespace),
            });
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Vec<&str>, Vec<Slip>, bool) {
        let m = marks(text, Span::new(0, text.len()));
        (
            m.quoted.iter().map(|s| s.of(text)).collect(),
            m.slips.iter().map(|s| s.1).collect(),
            m.left_open.is_some(),
        )
    }

    #[test]
    fn clean_marks_have_no_slips() {
        assert_eq!(
            of("He said: “We came.” Then “we left”, he said."),
            (vec!["We came.", "we left"], vec![], false)
        );
        assert_eq!(of("\"We came,\" he said. \"We left.\""), (vec!["We came,", "We left."], vec![], false));
        assert_eq!(of("“We came."), (vec!["We came."], vec![], true));
    }

    #[test]
    fn slips_are_seen() {
        assert_eq!(of("He said: “ We came. ”").1, vec![Slip::Space, Slip::Space]);
        assert_eq!(of("He said ”We came.“").1, vec![Slip::Turned, Slip::Turned]);
        assert_eq!(of("We came.” He left.").1, vec![Slip::Unopened]);
        assert_eq!(of("“We came, he said. “We left.”").1, vec![Slip::Unclosed]);
    }
}
