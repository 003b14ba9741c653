//! Text to the pieces that the number grammar reads: runs of letters, runs of digits, single signs.
//!
//! The language pipeline cuts "$200m", "77-year-old" and "10-15" in ways that depend on what stands around them; the
//! grammar needs one way. Each piece knows the token it stands in, so that the tree can still be asked.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use types::{Doc, Report, Span};

use super::data::{SHARED_MONEY, SharedCode};

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters only.
    Word,
    /// Digits with their separators: `1,200`, `4.8`, `1 200`.
    Digits,
    /// One character of anything else.
    Sign,
}

/// One piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub span: Span,
    pub kind: Kind,
    /// White space stands before it.
    pub gap: bool,
    /// A line or block ends before it.
    pub fresh: bool,
    /// The token it stands in.
    pub token: usize,
}

/// A report's text in pieces, with its document.
pub(super) struct Pieces<'a> {
    pub text: &'a str,
    pub doc: &'a Doc,
    pub list: Vec<Piece>,
    /// Currency word to its code, as the report's countries tell; filled when first asked for.
    money: OnceCell<BTreeMap<&'static str, &'static str>>,
}

impl<'a> Pieces<'a> {
    /// Cuts the text. Without tokens there are no pieces.
    pub fn cut(report: &'a Report, doc: &'a Doc) -> Self {
        let text = report.text.as_str();
        let mut list = Vec::new();
        if !doc.tokens.is_empty() {
            cut(text, doc, &mut list);
            mark_blocks(report, &mut list);
        }
        Pieces { text, doc, list, money: OnceCell::new() }
    }

    /// The words of piece `i`; empty when there is none.
    pub fn word(&self, i: usize) -> &'a str {
        self.list.get(i).map_or("", |p| &self.text[p.span.start..p.span.end])
    }

    /// The words of piece `i` in lower case.
    pub fn lower(&self, i: usize) -> Cow<'a, str> {
        let word = self.word(i);
        if word.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
            Cow::Owned(word.to_lowercase())
        } else {
            Cow::Borrowed(word)
        }
    }

    /// Whether piece `i` is there, is this kind, and no line ends before it.
    pub fn is(&self, i: usize, kind: Kind) -> bool {
        self.list.get(i).is_some_and(|p| p.kind == kind && !p.fresh)
    }

    /// Whether piece `i` continues the line with this sign.
    pub fn sign(&self, i: usize, signs: &[char]) -> bool {
        self.is(i, Kind::Sign) && self.word(i).chars().all(|c| signs.contains(&c))
    }

    /// Whether piece `i` continues the line with a hyphen or a dash that joins.
    pub fn hyphen(&self, i: usize) -> bool {
        self.sign(i, &['-', '\u{2010}', '\u{2011}', '\u{2012}', '–'])
    }

    /// Whether piece `i` stands right behind the one before it.
    pub fn tight(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|p| !p.gap && !p.fresh)
    }

    /// Whether piece `i` begins a line, or is the first.
    pub fn fresh(&self, i: usize) -> bool {
        self.list.get(i).is_none_or(|p| p.fresh)
    }

    /// The piece before `i` on the same line.
    pub fn before(&self, i: usize) -> Option<usize> {
        if self.fresh(i) { None } else { i.checked_sub(1) }
    }

    /// The bytes from piece `start` up to piece `end`, exclusive.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.list[start].span.start, self.list[end - 1].span.end)
    }

    /// The first piece at or behind this byte.
    pub fn at(&self, byte: usize) -> usize {
        self.list.partition_point(|p| p.span.end <= byte)
    }

    /// The code of a currency word that several countries share: that of the country the report speaks of most.
    pub fn spoken_of(&self, word: &str) -> Option<&'static str> {
        let (key, codes) = SHARED_MONEY.get_key_value(word)?;
        if let Some(code) = self.money.get().and_then(|m| m.get(key)) {
            return Some(*code);
        }
        self.money
            .get_or_init(|| self.count_places())
            .get(key)
            .copied()
            .filter(|c| codes.iter().any(|(k, _)| k == c))
    }

    fn count_places(&self) -> BTreeMap<&'static str, &'static str> {
        let mut counts: HashMap<Cow<str>, usize> = HashMap::new();
        for (i, piece) in self.list.iter().enumerate() {
            if piece.kind == Kind::Word && self.word(i).starts_with(char::is_uppercase) {
                *counts.entry(self.lower(i)).or_default() += 1;
            }
        }
        let spoken = |places: &[&str]| places.iter().filter_map(|w| counts.get(*w)).sum::<usize>();
        let mut words: Vec<_> = SHARED_MONEY.iter().collect();
        words.sort_unstable_by_key(|(word, _)| **word);
        let best = |codes: &[SharedCode]| {
            let counted = codes.iter().map(|(code, places)| (spoken(places), *code));
            counted.rev().max_by_key(|(n, _)| *n).filter(|(n, _)| *n > 0).map(|(_, code)| code)
        };
        words.into_iter().filter_map(|(word, codes)| Some((*word, best(codes)?))).collect()
    }

    /// Whether the words from piece `i` on are these (lower case), on one line.
    pub fn follow(&self, i: usize, words: &[String]) -> bool {
        words.iter().enumerate().all(|(k, w)| {
            self.list.get(i + k).is_some_and(|p| k == 0 || !p.fresh) && self.lower(i + k) == w.as_str()
        })
    }
}

/// Characters that may stand between the groups of a number's digits besides the blank.
const THIN: [char; 3] = ['\u{a0}', '\u{2009}', '\u{202f}'];

fn cut(text: &str, doc: &Doc, list: &mut Vec<Piece>) {
    let (mut at, mut token, mut gap, mut fresh) = (0, 0, false, true);
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            gap = true;
            fresh |= c == '\n' || c == '\r';
            at += c.len_utf8();
            continue;
        }
        let (kind, end) = match c {
            '0'..='9' => (Kind::Digits, digits_end(text, at)),
            _ if c.is_alphabetic() => (Kind::Word, run_end(text, at)),
            _ => (Kind::Sign, at + c.len_utf8()),
        };
        while token + 1 < doc.tokens.len() && doc.tokens[token].span.end <= at {
            token += 1;
        }
        list.push(Piece { span: Span::new(at, end), kind, gap, fresh, token });
        (at, gap, fresh) = (end, false, false);
    }
}

fn run_end(text: &str, at: usize) -> usize {
    text[at..].find(|c: char| !c.is_alphabetic() && !is_mark(c)).map_or(text.len(), |n| at + n)
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The end of a number's digits: groups parted by comma, point, or (three digits each) a blank.
fn digits_end(text: &str, at: usize) -> usize {
    let run = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = at + run(at);
    let mut blanks = end - at <= 3;
    while let Some(c) = text[end..].chars().next() {
        let next = end + c.len_utf8();
        let digits = run(next);
        let joins = match c {
            ',' => digits >= 1,
            '.' => digits >= 1,
            ' ' => blanks && digits == 3 && !text[at..end].starts_with('0'),
            c if THIN.contains(&c) => digits == 3,
            _ => false,
        };
        if !joins {
            break;
        }
        blanks &= c == ' ';
        end = next + digits;
    }
    end
}

fn mark_blocks(report: &Report, list: &mut [Piece]) {
    let mut last = None;
    let mut block = 0;
    for piece in list {
        while report.blocks.get(block).is_some_and(|b| b.span.end <= piece.span.start) {
            block += 1;
        }
        piece.fresh |= last.is_some_and(|l| l != block);
        last = Some(block);
    }
}
