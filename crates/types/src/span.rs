//! Half-open ranges: of bytes in a text, of tokens in a document.

use serde::{Deserialize, Serialize};

/// A half-open range `start..end` of UTF-8 bytes in one report's text.
///
/// ```text
///   t h e   c a t
///  0 1 2 3 4 5 6 7      "cat" is 4..7
/// ```
///
/// Both ends lie on character boundaries of the text that the span was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    ///
    /// # Panics
    /// When `start > end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Span { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing lies in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span (or equals it).
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The words of `text` that the span names.
    ///
    /// # Panics
    /// When the span was made for another text: it ends outside, or inside a character.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// As [`Span::of`], or `None` where that would panic.
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }
}

/// A half-open range `start..end` of tokens in one [`Doc`](crate::Doc).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TokenSpan {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

impl TokenSpan {
    /// The tokens `start..end`.
    ///
    /// # Panics
    /// When `start > end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a token span ends before it starts: {start}..{end}");
        TokenSpan { start, end }
    }

    /// Number of tokens.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no token.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the token lies inside.
    pub fn has(self, token: usize) -> bool {
        self.start <= token && token < self.end
    }

    /// Whether the two share a token.
    pub fn overlaps(self, other: TokenSpan) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span (or equals it).
    pub fn contains(self, other: TokenSpan) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The token numbers, in order.
    pub fn iter(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}
