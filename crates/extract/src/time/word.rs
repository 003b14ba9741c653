//! The text cut into the words that the grammar of times works on.
//!
//! In: the report's text and its document. Out: [`Words`]. They are finer than the language pipeline's tokens, whose
//! hyphens and full stops fall on either side of a time from one text to the next ("mid-1990s", "p.m.", "Sept."): a run
//! of letters, of digits, or of both is one word, so is a number with its separators ("1,500", "12:20"), every other
//! character is one by itself. Each word knows the token that it begins in, for tags and the tree.

use types::{Doc, Pos, Span, TokenSpan};

use super::lexicon::{self, Entry, Unit};

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// Where it stands.
    pub span: Span,
    /// What stands between it and the word before.
    pub gap: Gap,
    /// The token it begins in, when the text was read.
    pub token: Option<usize>,
    /// What is known of it.
    entry: Option<&'static Entry>,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// White space.
    Space,
    /// An empty line: nothing reaches across.
    Paragraph,
}

/// A text's words.
#[derive(Debug)]
pub(super) struct Words<'t> {
    /// In order of the text.
    list: Vec<Word<'t>>,
    /// The text as read.
    doc: &'t Doc,
}

impl<'t> Words<'t> {
    /// The words of a text.
    pub(super) fn new(text: &'t str, doc: &'t Doc) -> Self {
        let mut list: Vec<Word> = Vec::with_capacity(text.len() / 5);
        let (mut at, mut token) = (0, 0);
        while let Some(first) = text[at..].chars().next() {
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let end = at + word_len(&text[at..], first);
            while doc.tokens.get(token).is_some_and(|t| t.span.end <= at) {
                token += 1;
            }
            let before = list.last().map_or(0, |w| w.span.end);
            let inside = doc.tokens.get(token).is_some_and(|t| t.span.start < end);
            list.push(Word {
                text: &text[at..end],
                span: Span::new(at, end),
                gap: gap(&text[before..at]),
                token: inside.then_some(token),
                entry: lexicon::entry(&text[at..end]),
            });
            at = end;
        }
        Words { list, doc }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Its letters; empty past the end.
    pub(super) fn text(&self, i: usize) -> &'t str {
        self.list.get(i).map_or("", |w| w.text)
    }

    /// The word before, when both stand in one paragraph.
    pub(super) fn before(&self, i: usize) -> Option<usize> {
        (i > 0 && self.list.get(i).is_some_and(|w| w.gap != Gap::Paragraph)).then(|| i - 1)
    }

    /// Whether the word is this one, whatever its case.
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.text(i).eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these, whatever its case.
    pub(super) fn any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(i, w))
    }

    /// Past the end of these words when they stand here, in one paragraph, whatever their case.
    pub(super) fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        for part in phrase.split(' ') {
            if !self.is(at, part) || (at > i && !self.joined(at)) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether the word stands in the paragraph of the word before.
    pub(super) fn joined(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|w| w.gap != Gap::Paragraph)
    }

    /// Whether the word is glued to the word before.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|w| w.gap == Gap::None)
    }

    /// What is known of the word.
    pub(super) fn entry(&self, i: usize) -> Option<&'static Entry> {
        self.list.get(i).and_then(|w| w.entry)
    }

    /// The unit it names.
    pub(super) fn unit(&self, i: usize) -> Option<Unit> {
        self.entry(i).and_then(|e| e.unit)
    }

    /// Whether it begins with a capital.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.text(i).starts_with(char::is_uppercase)
    }

    /// The Penn tag of its token; empty when the text was not read.
    pub(super) fn tag(&self, i: usize) -> &'t str {
        let token = self.list.get(i).and_then(|w| w.token).and_then(|t| self.doc.tokens.get(t));
        token.map_or("", |t| &t.tag)
    }

    /// Whether its token is a proper noun.
    pub(super) fn proper(&self, i: usize) -> bool {
        let token = self.list.get(i).and_then(|w| w.token).and_then(|t| self.doc.tokens.get(t));
        token.is_some_and(|t| t.pos == Pos::Propn)
    }

    /// A number in digits, grouped or with a decimal point.
    pub(super) fn digits(&self, i: usize) -> Option<f64> {
        let text = self.text(i);
        let plain = text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains([':', '/']);
        plain.then(|| text.replace(',', "").parse().ok()).flatten()
    }

    /// A whole number of at most `most` digits, nothing else.
    pub(super) fn whole(&self, i: usize, most: usize) -> Option<i32> {
        let text = self.text(i);
        let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    }

    /// Past a hyphen that is glued to its neighbours; `i` itself when there is none.
    pub(super) fn hyphen(&self, i: usize) -> usize {
        let dash = self.any(i, &["-", "‐", "‑", "–"]) && self.glued(i) && self.glued(i + 1);
        if dash { i + 1 } else { i }
    }

    /// The bytes of the words `start..end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.list[start].span.start, self.list[end - 1].span.end)
    }

    /// The tokens of the words `start..end`.
    pub(super) fn tokens(&self, start: usize, end: usize) -> TokenSpan {
        self.doc.tokens_in(self.span(start, end))
    }
}

/// What white space stands for.
fn gap(space: &str) -> Gap {
    match space.matches('\n').count() {
        _ if space.is_empty() => Gap::None,
        0 | 1 => Gap::Space,
        _ => Gap::Paragraph,
    }
}

/// Length in bytes of the word that `text` begins with.
fn word_len(text: &str, first: char) -> usize {
    if !first.is_alphanumeric() {
        return first.len_utf8();
    }
    let run = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    if first.is_ascii_digit() { number_len(text, run) } else { run }
}

/// As [`word_len`], for a run that begins with a digit: its separators with digits after them belong to it.
fn number_len(text: &str, run: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = run;
    while text[..end].ends_with(|c: char| c.is_ascii_digit())
        && matches!(bytes.get(end), Some(b',' | b'.' | b':'))
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        let next = &text[end + 1..];
        end += 1 + next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_make() {
        let doc = Doc::default();
        let words = Words::new("mid-1990s, at 12:20p.m.\n\nIt cost 1,500.50.", &doc);
        let list: Vec<&str> = words.list.iter().map(|w| w.text).collect();
        assert_eq!(
            list,
            ["mid", "-", "1990s", ",", "at", "12:20p", ".", "m", ".", "It", "cost", "1,500.50", "."]
        );
        assert_eq!(words.list[9].gap, Gap::Paragraph);
        assert!(words.before(9).is_none());
    }
}
