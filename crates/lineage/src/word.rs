//! Sentences as sequences of weighed words: what alignment compares.
//!
//! In: reports as read. Out: for each sentence its words, by lemma, with a weight in thousandths. A word weighs by its rarity among the
//! story's sentences (inverse document frequency; Spärck Jones 1972), less when it is common in any news, a name or a date (two reports of one event
//! share those without copying), hardly anything inside quote marks (a shared speaker is no copy), and nothing in a formula.
//! Weights are whole numbers, so that sums do not depend on the order of the reports.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use types::{BlockKind, Doc, Extract, Pos, QuoteKind, Report, Span, Token};
use unicode_normalization::UnicodeNormalization;

use crate::formula;
use crate::mark;
use crate::meaning::{Meanings, Vectors};

/// Words of a sentence that are looked at; what follows in a longer one is not compared, so that one endless line costs no more.
const MAX_WORDS: usize = 300;

/// Full weight of a word that stands nowhere else, in thousandths.
const FULL: f64 = 1000.0;

/// Sentences of other news that the story's are thought to stand among, so that two lone reports have rarities too. Chosen with the pair cases.
const BACKGROUND_SENTENCES: f64 = 200.0;

/// How many of them hold a word of `data/common.txt`.
const BACKGROUND_COMMON: f64 = 20.0;

/// Share of its weight that a word keeps, by what it is: chosen with the pair cases; names and dates belong to the event, wording to the writer.
mod keep {
    /// A word of a name.
    pub const NAME: f64 = 0.4;
    /// A number.
    pub const NUMBER: f64 = 0.6;
    /// Inside quote marks.
    pub const QUOTED: f64 = 0.08;
    /// In reported speech: partly the speaker's.
    pub const REPORTED: f64 = 0.8;
}

/// Weight of an article, preposition, pronoun or the like, in thousandths.
const FUNCTION_WORD: u32 = 60;

/// One word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word {
    /// Its lemma (or digits), hashed.
    pub key: u64,
    /// Its group of near-synonyms; 0 for none.
    pub synonyms: u64,
    /// In thousandths.
    pub weight: u32,
    /// Carries meaning: no article, preposition, pronoun.
    pub content: bool,
    /// The reporter's own: outside quote marks and formulas.
    pub own: bool,
    /// A number or part of a name.
    pub fact: bool,
    /// Part of a number: digits, "twelve", "tens of thousands".
    pub number: bool,
    /// Its number among the words whose meaning is known; 0 for the others.
    pub meaning: u32,
}

/// One sentence of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words.
    pub words: Vec<Word>,
    /// Sum of its words' weights, in thousandths.
    pub mass: u32,
    /// It is part of the body, not of a headline.
    pub body: bool,
}

/// Words of `data/common.txt`.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../data/common.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Number words to digits.
static NUMBERS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../data/numbers.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .collect()
});

/// Word to the number of its group in `data/synonyms.txt`, from 1.
static SYNONYMS: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
    let groups = include_str!("../data/synonyms.txt").lines().filter(|l| !l.starts_with('#'));
    let mut out = HashMap::new();
    for (group, line) in (1..).zip(groups) {
        for word in line.split_whitespace() {
            out.entry(word).or_insert(group);
        }
    }
    out
});

/// A word before its rarity is known.
struct Raw {
    norm: String,
    content: bool,
    share: f64,
    own: bool,
    fact: bool,
    number: bool,
}

/// The sentences of all reports as weighed words, report by report, and which of their words are near in meaning.
pub fn lines(
    reports: &[Report],
    docs: &[Doc],
    extracts: &[Extract],
    vectors: &Vectors<'_>,
) -> (Vec<Vec<Line>>, Meanings) {
    let none = Extract::default();
    let raw: Vec<Vec<(Vec<Raw>, bool)>> = (0..reports.len().min(docs.len()))
        .map(|r| raw_lines(&reports[r], &docs[r], extracts.get(r).unwrap_or(&none)))
        .collect();
    let frequency = frequencies(&raw);
    let meanings = Meanings::of(&wordings(&raw), vectors);
    let count = raw.iter().map(Vec::len).sum::<usize>() as f64 + BACKGROUND_SENTENCES;
    let weigh = |(words, body): (Vec<Raw>, bool)| {
        let mut line = weigh(&words, body, &frequency, count);
        for (word, raw) in line.words.iter_mut().zip(&words).filter(|(w, _)| w.content && !w.fact) {
            word.meaning = meanings.number(&raw.norm);
        }
        line
    };
    let lines = raw.into_iter().map(|report| report.into_iter().map(weigh).collect()).collect();
    (lines, meanings)
}

/// The words that are neither names nor numbers, and how often each comes.
fn wordings(raw: &[Vec<(Vec<Raw>, bool)>]) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for word in raw.iter().flatten().flat_map(|(words, _)| words).filter(|w| w.content && !w.fact) {
        match out.get_mut(&word.norm) {
            Some(n) => *n += 1,
            None => {
                out.insert(word.norm.clone(), 1);
            }
        }
    }
    out
}

/// In how many sentences each content word stands.
fn frequencies(raw: &[Vec<(Vec<Raw>, bool)>]) -> HashMap<String, f64> {
    let mut out: HashMap<String, f64> = HashMap::new();
    for (words, _) in raw.iter().flatten() {
        let mut here: Vec<&str> = words.iter().filter(|w| w.content).map(|w| w.norm.as_str()).collect();
        here.sort_unstable();
        here.dedup();
        for word in here {
            match out.get_mut(word) {
                Some(n) => *n += 1.0,
                None => {
                    out.insert(word.to_owned(), 1.0);
                }
            }
        }
    }
    out
}

/// Weights for the words of one sentence.
fn weigh(words: &[Raw], body: bool, frequency: &HashMap<String, f64>, count: f64) -> Line {
    let words: Vec<Word> = words
        .iter()
        .map(|w| {
            let common = if COMMON.contains(w.norm.as_str()) { BACKGROUND_COMMON } else { 0.0 };
            let seen = frequency.get(&w.norm).copied().unwrap_or(1.0) + common;
            let rarity = ((count + 1.0) / (seen + 1.0)).ln() / (count + 1.0).ln();
            let base = if w.content { FULL * rarity.max(0.0) } else { f64::from(FUNCTION_WORD) };
            Word {
                key: hash(&w.norm),
                synonyms: if w.fact { 0 } else { SYNONYMS.get(w.norm.as_str()).copied().unwrap_or(0) },
                weight: (base * w.share).round() as u32,
                content: w.content,
                own: w.own,
                fact: w.fact,
                number: w.number,
                meaning: 0,
            }
        })
        .collect();
    Line { mass: words.iter().map(|w| w.weight).sum(), words, body }
}

/// The words of each sentence of a report, and whether it belongs to the body.
fn raw_lines(report: &Report, doc: &Doc, extract: &Extract) -> Vec<(Vec<Raw>, bool)> {
    let quoted = quoted(report, extract);
    let figures: Vec<Span> = extract.figures.iter().map(|f| f.number).collect();
    let reported: Vec<Span> =
        extract.quotes.iter().filter(|q| q.kind == QuoteKind::Indirect).map(|q| q.span).collect();
    let mut inside = Inside { spans: &quoted, next: 0 };
    let said = Said { reported: &reported, figures: &figures };
    doc.sentences
        .iter()
        .map(|s| {
            let tokens = doc.tokens.get(s.tokens.start..s.tokens.end).unwrap_or_default();
            (raw_words(&report.text, tokens, &mut inside, &said), s.kind != BlockKind::Title)
        })
        .collect()
}

/// Sorted spans asked in order of the text.
struct Inside<'s> {
    spans: &'s [Span],
    next: usize,
}

impl Inside<'_> {
    /// Whether the byte stands in a span.
    fn has(&mut self, at: usize) -> bool {
        while self.spans.get(self.next).is_some_and(|s| s.end <= at) {
            self.next += 1;
        }
        self.spans.get(self.next).is_some_and(|s| s.start <= at)
    }
}

/// What stands inside quote marks, sorted: as the quotes were read, and by the marks themselves.
fn quoted(report: &Report, extract: &Extract) -> Vec<Span> {
    let mut spans: Vec<Span> =
        extract.quotes.iter().filter(|q| q.kind != QuoteKind::Indirect).map(|q| q.span).collect();
    spans.extend(report.blocks.iter().flat_map(|b| mark::marks(&report.text, b.span).quoted));
    spans.sort();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

/// The words of one sentence.
fn raw_words(text: &str, tokens: &[Token], quoted: &mut Inside<'_>, said: &Said<'_>) -> Vec<Raw> {
    let words: Vec<(&Token, String)> = tokens
        .iter()
        .filter_map(|t| Some((t, fold(t.span.get(text)?))))
        .filter(|(_, w)| w.chars().any(char::is_alphanumeric))
        .take(MAX_WORDS)
        .collect();
    let surface: Vec<&str> = words.iter().map(|(_, w)| w.as_str()).collect();
    let formula = formula::covered(&surface);
    words
        .iter()
        .zip(formula)
        .map(|((token, surface), formula)| {
            let number = token.pos == Pos::Num || surface.starts_with(|c: char| c.is_ascii_digit());
            let name = token.pos == Pos::Propn;
            let quoted = quoted.has(token.span.start);
            let reported = held(said.reported, token.span.start);
            let mut share = 1.0;
            for (holds, kept) in [
                (number, keep::NUMBER),
                (name, keep::NAME),
                (quoted, keep::QUOTED),
                (reported, keep::REPORTED),
            ] {
                share *= if holds { kept } else { 1.0 };
            }
            Raw {
                norm: norm(token, surface, number),
                content: !function_word(token),
                share: if formula { 0.0 } else { share },
                own: !quoted && !formula,
                fact: number || name,
                number: number || held(said.figures, token.span.start),
            }
        })
        .collect()
}

/// What was understood of a report that bears on its words; spans in order of the text.
struct Said<'s> {
    reported: &'s [Span],
    figures: &'s [Span],
}

/// Whether the byte stands in a span. The spans are in order of the text but may hold one another.
fn held(spans: &[Span], at: usize) -> bool {
    let end = spans.partition_point(|s| s.start <= at);
    spans[end.saturating_sub(4)..end].iter().any(|s| at < s.end)
}

/// Whether a token carries no meaning of its own.
fn function_word(token: &Token) -> bool {
    matches!(
        token.pos,
        Pos::Det
            | Pos::Adp
            | Pos::Aux
            | Pos::Cconj
            | Pos::Sconj
            | Pos::Part
            | Pos::Pron
            | Pos::Punct
            | Pos::Space
    )
}

/// The form by which words are compared: digits for numbers, the lemma for the rest.
fn norm(token: &Token, surface: &str, number: bool) -> String {
    if let Some(digits) = NUMBERS.get(surface) {
        return (*digits).to_owned();
    }
    if number {
        return surface.chars().filter(|c| *c != ',').collect();
    }
    if token.lemma.is_empty() { surface.to_owned() } else { fold(&token.lemma) }
}

/// Lower case, no diacritics, straight apostrophes.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | '‘') { '\'' } else { c })
        .collect()
}

/// FNV-1a, so that keys are the same in every run and order of reports.
pub fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
