//! Text to tokens, as spaCy v3's tokenizer does it.
//!
//! First pass: the text is cut at white space; from each piece prefixes and suffixes are taken off until nothing
//! changes or a special case is left; what remains is an address or is split at infixes. Second pass
//! ([`special`](crate::special)): special cases that themselves hold affixes are put together again.
//!
//! ```text
//! "(don't)"  →  (  do  n't  )
//! ```
//!
//! The tokens of a piece of text depend on that piece alone, so callers may remember them.

use std::collections::HashMap;

use crate::{
    chars::is_space,
    error::Error,
    pack::{Reader, Value},
    pattern::Pattern,
    piece::boundary_before,
    special::Trie,
};

/// Longest piece without white space that is tokenized in one go, in bytes. Longer ones (never words) are cut.
pub(crate) const MAX_CHUNK_BYTES: usize = 10_000;
/// Keys of an exception's attributes.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// A part of a special case: its length in bytes and its own norm, if it has one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) len: usize,
    pub(crate) norm: Option<Box<str>>,
}

/// A token of the first pass; the tokens of a chunk follow each other without a gap.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RawToken<'a> {
    /// Length in bytes.
    pub(crate) len: usize,
    /// The norm that a special case gives it.
    pub(crate) norm: Option<&'a str>,
}

/// The tokenizer's rules.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    prefix: Pattern,
    suffix: Pattern,
    infix: Pattern,
    url: Pattern,
    specials: HashMap<Box<str>, Vec<Part>>,
    /// Length of the longest special case, in bytes.
    longest_special: usize,
    /// The special cases that the second pass looks for.
    pub(crate) trie: Trie,
}

impl Tokenizer {
    /// Parses the file `tokenizer`.
    ///
    /// # Errors
    /// When it is damaged, a pattern is not understood, or a special case's parts are not its text.
    pub(crate) fn parse(file: &str, bytes: &[u8]) -> Result<Tokenizer, Error> {
        let rules = Reader::whole(file, bytes)?;
        let pattern = |name: &str| {
            let source = rules.get(name).and_then(Value::text).ok_or_else(|| Error::missing(file, name))?;
            let failed =
                |(at, problem)| Error::Pattern { file: file.to_owned(), node: name.to_owned(), at, problem };
            Pattern::new(source).map_err(failed)
        };
        if rules.get("token_match").is_some_and(|v| *v != Value::Nil) {
            return Err(Error::unexpected(file, "token_match", "nothing", "an expression"));
        }
        let entries = rules.get("exceptions").and_then(Value::map);
        let specials = specials(file, entries.ok_or_else(|| Error::missing(file, "exceptions"))?)?;
        let mut tokenizer = Tokenizer {
            prefix: pattern("prefix_search")?,
            suffix: pattern("suffix_search")?,
            infix: pattern("infix_finditer")?,
            url: pattern("url_match")?,
            longest_special: specials.keys().map(|k| k.len()).max().unwrap_or(0),
            specials,
            trie: Trie::default(),
        };
        tokenizer.trie = tokenizer.second_pass();
        Ok(tokenizer)
    }

    /// The special cases that the first pass would take apart, as sequences of its tokens.
    fn second_pass(&self) -> Trie {
        let mut trie = Trie::default();
        let mut texts: Vec<&str> = self.specials.keys().map(|k| &**k).collect();
        texts.sort_unstable();
        for text in texts {
            let affixes = self.prefix_len(text) > 0 || self.suffix_len(text) > 0;
            if !affixes && self.infix.search(text, 0).is_none() && !text.contains(' ') {
                continue;
            }
            let mut words = Vec::new();
            chunks(text, |start, end, _| {
                let mut at = start;
                for token in self.chunk(&text[start..end], false) {
                    words.push(&text[at..at + token.len]);
                    at += token.len;
                }
            });
            trie.insert(&words);
        }
        trie
    }

    /// The parts of a special case.
    pub(crate) fn special(&self, text: &str) -> Option<&[Part]> {
        if text.len() > self.longest_special { None } else { self.specials.get(text).map(|p| &**p) }
    }

    fn prefix_len(&self, text: &str) -> usize {
        self.prefix.search(text, 0).filter(|&(start, _)| start == 0).map_or(0, |(_, end)| end)
    }

    fn suffix_len(&self, text: &str) -> usize {
        self.suffix
            .search(text, 0)
            .filter(|&(_, end)| end == text.len())
            .map_or(0, |(start, end)| end - start)
    }

    /// The tokens of a text without white space (or all of white space).
    pub(crate) fn chunk<'a>(&'a self, text: &str, use_specials: bool) -> Vec<RawToken<'a>> {
        let special = |s: &str| if use_specials { self.special(s) } else { None };
        let mut out = Vec::new();
        if let Some(parts) = special(text) {
            out.extend(parts.iter().map(RawToken::from));
            return out;
        }
        let mut suffixes = Vec::new();
        let rest = self.strip(text, &special, &mut out, &mut suffixes);
        if let Some(parts) = special(rest) {
            out.extend(parts.iter().map(RawToken::from));
        } else if !rest.is_empty() {
            if self.url.match_start(rest).is_some() {
                out.push(RawToken { len: rest.len(), norm: None });
            } else {
                self.split(rest, &mut out);
            }
        }
        out.extend(suffixes.into_iter().rev().map(|len| RawToken { len, norm: None }));
        out
    }

    /// Takes prefixes and suffixes off; gives what is left between them.
    fn strip<'t, 'a>(
        &self,
        text: &'t str,
        special: &impl Fn(&str) -> Option<&'a [Part]>,
        prefixes: &mut Vec<RawToken<'a>>,
        suffixes: &mut Vec<usize>,
    ) -> &'t str {
        let mut rest = text;
        let mut last = usize::MAX;
        while !rest.is_empty() && rest.len() != last && special(rest).is_none() {
            last = rest.len();
            let prefix = self.prefix_len(rest);
            if prefix > 0 && special(&rest[prefix..]).is_some() {
                prefixes.push(RawToken { len: prefix, norm: None });
                return &rest[prefix..];
            }
            let suffix = self.suffix_len(&rest[prefix..]);
            let before = rest.len() - suffix;
            if suffix > 0 && special(&rest[..before]).is_some() {
                suffixes.push(suffix);
                return &rest[..before];
            }
            if prefix > 0 {
                prefixes.push(RawToken { len: prefix, norm: None });
            }
            if suffix > 0 {
                suffixes.push(suffix);
            }
            rest = &rest[prefix..before];
        }
        rest
    }

    /// Splits at infixes. One at the very start is no infix.
    fn split<'a>(&self, text: &str, out: &mut Vec<RawToken<'a>>) {
        let mut push = |len: usize| {
            if len > 0 {
                out.push(RawToken { len, norm: None });
            }
        };
        let (mut start, mut from) = (0, 0);
        while let Some((a, b)) = self.infix.search(text, from) {
            // An empty match (no pattern of spaCy's has one) must not stop the search from moving on.
            from = if b > a { b } else { b + text[b..].chars().next().map_or(1, char::len_utf8) };
            if a > 0 {
                push(a - start);
                push(b - a);
                start = b;
            }
            if from > text.len() {
                break;
            }
        }
        push(text.len() - start);
    }
}

impl<'a> From<&'a Part> for RawToken<'a> {
    fn from(part: &'a Part) -> Self {
        RawToken { len: part.len, norm: part.norm.as_deref() }
    }
}

fn specials(file: &str, entries: &[(Value, Value)]) -> Result<HashMap<Box<str>, Vec<Part>>, Error> {
    let mut specials = HashMap::with_capacity(entries.len());
    for (text, parts) in entries {
        let foreign = || {
            Error::unexpected(file, "exceptions", "texts with parts that make them up", format!("{text:?}"))
        };
        let (Some(text), Some(parts)) = (text.text(), parts.array()) else { return Err(foreign()) };
        let mut made = Vec::new();
        let mut joined = String::new();
        for part in parts {
            let field = |key| part.map()?.iter().find(|(k, _)| k.uint() == Some(key))?.1.text();
            let orth = field(ORTH).filter(|o| !o.is_empty()).ok_or_else(foreign)?;
            joined.push_str(orth);
            made.push(Part { len: orth.len(), norm: field(NORM).map(Into::into) });
        }
        if joined != text || made.is_empty() {
            return Err(foreign());
        }
        specials.insert(text.into(), made);
    }
    Ok(specials)
}

/// Cuts a text at white space: calls `chunk(start, end, space)` for each piece of white space or of anything else;
/// `space` says that one U+0020 after it belongs to its last token.
pub(crate) fn chunks(text: &str, mut chunk: impl FnMut(usize, usize, bool)) {
    let Some(first) = text.chars().next() else { return };
    let mut in_space = is_space(first);
    let mut start = 0;
    let mut emit = |start: usize, end: usize, space: bool| {
        let mut from = start;
        while end - from > MAX_CHUNK_BYTES {
            let cut = boundary_before(text, from + MAX_CHUNK_BYTES);
            chunk(from, cut, false);
            from = cut;
        }
        chunk(from, end, space);
    };
    for (i, c) in text.char_indices() {
        if is_space(c) == in_space {
            continue;
        }
        if start < i {
            emit(start, i, c == ' ');
        }
        start = if c == ' ' { i + 1 } else { i };
        in_space = !in_space;
    }
    if start < text.len() {
        emit(start, text.len(), false);
    }
}
