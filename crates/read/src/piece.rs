//! A text to the pieces that are read by themselves: blocks, and parts of blocks that are too long.

use types::{Block, BlockKind, Span};

use crate::chars::is_space;

/// Longest piece that is read in one go, in characters. Twenty times the longest usual report; at this length the
/// vectors of a piece take about 30 MB.
pub const MAX_PIECE_CHARS: usize = 100_000;
/// A long text is cut in the last part of a piece only: after this share of it, a good place is looked for.
const CUT_AFTER: f64 = 0.75;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    pub(crate) block: usize,
    pub(crate) kind: BlockKind,
}

/// The pieces of the blocks, in order. Blocks that do not fit the text (they never should) are left out.
pub(crate) fn pieces(text: &str, blocks: &[Block]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut after = 0;
    for (number, block) in blocks.iter().enumerate() {
        let Some(words) = block.span.get(text).filter(|_| block.span.start >= after) else { continue };
        after = block.span.end;
        for (start, end) in parts(words, MAX_PIECE_CHARS) {
            let span = Span::new(block.span.start + start, block.span.start + end);
            pieces.push(Piece { span, block: number, kind: block.kind });
        }
    }
    pieces
}

/// Cuts a text into parts of at most `most` characters, best after a blank line, else after a line, a sentence, a
/// space.
fn parts(text: &str, most: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start < text.len() {
        // No character takes less than a byte: a text that is short in bytes is short in characters.
        let rest = &text[start..];
        let limit = if rest.len() <= most { None } else { rest.char_indices().nth(most).map(|(i, _)| i) };
        let len = limit.map_or(rest.len(), |limit| cut(&rest[..limit]));
        parts.push((start, start + len));
        start += len;
    }
    parts
}

/// Where to cut: a byte in the last part of `text`, or its end.
fn cut(text: &str) -> usize {
    let from = boundary_before(text, (text.len() as f64 * CUT_AFTER) as usize);
    let window = &text[from..];
    for mark in ["\n\n", "\n", ". "] {
        if let Some(i) = window.rfind(mark) {
            return from + i + mark.len();
        }
    }
    window
        .char_indices()
        .rev()
        .find(|&(_, c)| is_space(c))
        .map_or(text.len(), |(i, c)| from + i + c.len_utf8())
}

/// The last character boundary at or before a byte.
pub(crate) fn boundary_before(text: &str, mut byte: usize) -> usize {
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_at_good_places() {
        let show = |text: &str, most| -> Vec<String> {
            parts(text, most).into_iter().map(|(a, b)| text[a..b].to_owned()).collect()
        };
        assert_eq!(show("short", 10), ["short"]);
        assert_eq!(show("aaaa bbbb\nc dd", 11), ["aaaa bbbb\n", "c dd"]);
        assert_eq!(show("aaaaaaa. b c dd", 12), ["aaaaaaa. b ", "c dd"]);
        assert_eq!(show("ééééééé", 3), ["ééé", "ééé", "é"]);
        assert_eq!(show("", 3), Vec::<String>::new());
    }

    #[test]
    fn blocks_that_do_not_fit_are_left_out() {
        let block = |start, end| Block { span: Span::new(start, end), kind: BlockKind::Title };
        let found = pieces("añb", &[block(0, 2), block(0, 3), block(1, 3), block(3, 4), block(4, 9)]);
        let spans: Vec<_> = found.iter().map(|p| (p.span.start, p.span.end, p.block)).collect();
        assert_eq!(spans, [(0, 3, 1), (3, 4, 3)]);
    }
}
