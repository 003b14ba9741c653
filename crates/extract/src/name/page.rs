//! A report's tokens with what names are judged by: capitals, sentence starts, headlines.
//!
//! Report + Doc → [`Page`].

use std::collections::HashSet;

use types::{BlockKind, Doc, Pos, Report, Span, TokenSpan};

use super::fold;

/// What the look of one token shows.
#[derive(Clone, Debug)]
pub struct Word {
    /// Folded form.
    pub fold: String,
    /// Begins with a capital.
    pub cap: bool,
    /// Two letters or more, all capitals.
    pub upper: bool,
    /// Begins a sentence, a quotation or a bracket: its capital is no evidence.
    pub first: bool,
    /// A line end lies between it and the token before.
    pub breaks: bool,
    /// Has a letter or digit.
    pub solid: bool,
}

/// A report's text and reading with the looks of its words.
pub struct Page<'a> {
    /// The text.
    pub text: &'a str,
    /// Its reading.
    pub doc: &'a Doc,
    /// One a token.
    pub words: Vec<Word>,
    /// One a sentence: its capitals are no evidence (a headline in title case, shouting).
    pub loud: Vec<bool>,
    /// Number of the sentence of each token.
    pub sentence: Vec<usize>,
    /// Folded words that the text prints with a small letter: their capitals elsewhere may be a sentence's.
    pub small: HashSet<String>,
}

/// Share of longer words with capitals from which a line counts as title case. Chosen by reading: prose with many names stays below .6.
const LOUD_SHARE: f64 = 0.7;
/// Longer words that a line must have to be judged; shorter lines are judged by being a title alone.
const LOUD_WORDS: usize = 3;

impl<'a> Page<'a> {
    /// Looks at every token once.
    pub fn new(report: &'a Report, doc: &'a Doc) -> Page<'a> {
        let text = report.text.as_str();
        let mut words: Vec<Word> = Vec::with_capacity(doc.tokens.len());
        let mut sentence = vec![0; doc.tokens.len()];
        for (number, s) in doc.sentences.iter().enumerate() {
            for i in s.tokens.iter().filter(|i| *i < doc.tokens.len()) {
                sentence[i] = number;
            }
        }
        let mut open = true;
        for (i, token) in doc.tokens.iter().enumerate() {
            let printed = token.span.get(text).unwrap_or_default();
            let before = i
                .checked_sub(1)
                .map_or("", |p| text.get(doc.tokens[p].span.end..token.span.start).unwrap_or_default());
            let letters = printed.chars().filter(|c| c.is_alphabetic()).count();
            let solid = printed.chars().any(char::is_alphanumeric);
            let starts = i == 0 || sentence[i] != sentence[i - 1] || before.contains('\n');
            words.push(Word {
                fold: fold(printed),
                cap: printed.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase),
                upper: letters >= 2 && printed.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase),
                first: starts || open,
                breaks: i == 0 || before.contains('\n') || printed.starts_with('\n'),
                solid,
            });
            open = (starts || open) && !solid || opens(printed);
        }
        let small = words.iter().filter(|w| w.solid && !w.cap).map(|w| w.fold.clone()).collect();
        let mut page = Page { text, doc, words, loud: Vec::new(), sentence, small };
        page.loud = (0..doc.sentences.len()).map(|s| page.is_loud(s)).collect();
        page
    }

    fn is_loud(&self, sentence: usize) -> bool {
        let s = &self.doc.sentences[sentence];
        let long: Vec<usize> = s
            .tokens
            .iter()
            .filter(|&i| self.words[i].fold.chars().filter(|c| c.is_alphabetic()).count() >= 4)
            .collect();
        if long.len() < LOUD_WORDS {
            return s.kind == BlockKind::Title && long.iter().all(|&i| self.words[i].cap);
        }
        let share =
            |of: &[usize]| of.iter().filter(|&&i| self.words[i].cap).count() as f64 / of.len().max(1) as f64;
        // A paragraph may be a list of names: there the words that are no names must have capitals, too.
        let plain: Vec<usize> =
            long.iter().copied().filter(|&i| !matches!(self.doc.tokens[i].pos, Pos::Propn)).collect();
        share(&long) >= LOUD_SHARE
            && (s.kind != BlockKind::Paragraph || plain.len() >= LOUD_WORDS && share(&plain) >= LOUD_SHARE)
    }

    /// Whether the token's capital says nothing.
    pub fn loud_at(&self, token: usize) -> bool {
        self.sentence.get(token).and_then(|s| self.loud.get(*s)).copied().unwrap_or(false)
    }

    /// The words of some tokens as printed.
    pub fn printed(&self, tokens: TokenSpan) -> &'a str {
        if tokens.is_empty() {
            return "";
        }
        self.span(tokens).get(self.text).unwrap_or_default()
    }

    /// The bytes of some tokens.
    pub fn span(&self, tokens: TokenSpan) -> Span {
        self.doc.span(tokens)
    }

    /// The folded words of some tokens, as they stand.
    pub fn folded(&self, tokens: TokenSpan) -> String {
        fold(self.printed(tokens))
    }

    /// Folded form of one token, `""` outside the text.
    pub fn word(&self, token: usize) -> &str {
        self.words.get(token).map_or("", |w| w.fold.as_str())
    }

    /// Fine tag of a token, `""` outside the text.
    pub fn tag(&self, token: usize) -> &str {
        self.doc.tokens.get(token).map_or("", |t| &t.tag)
    }

    /// Coarse part of speech of a token.
    pub fn pos(&self, token: usize) -> Pos {
        self.doc.tokens.get(token).map_or(Pos::X, |t| t.pos)
    }

    /// Dependency label of a token.
    pub fn dep(&self, token: usize) -> &str {
        self.doc.tokens.get(token).map_or("", |t| &t.dep)
    }

    /// The token that heads these: the last one whose head lies outside.
    pub fn head(&self, tokens: TokenSpan) -> usize {
        tokens
            .iter()
            .rev()
            .find(|&i| !tokens.has(self.doc.tokens[i].head) || self.doc.tokens[i].head == i)
            .unwrap_or(tokens.end.saturating_sub(1))
    }

    /// Whether two neighbouring tokens stand in one line.
    pub fn joined(&self, token: usize) -> bool {
        token > 0 && token < self.words.len() && !self.words[token].breaks
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.words.len()
    }
}

/// Whether a mark opens something whose first word is capitalised by rule.
fn opens(printed: &str) -> bool {
    matches!(
        printed,
        "“" | "‘" | "\"" | "''" | "``" | "«" | "„" | "(" | "[" | ":" | "—" | "–" | "•" | "-" | "--"
    )
}
