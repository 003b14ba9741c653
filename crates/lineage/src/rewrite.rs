//! Signs that a machine has reworded a report: what no editor lets stand.
//!
//! In: one report as read. Out: its signs and a score. The signs are those of article spinners and of translation there and back: quote marks lost, turned or
//! spaced; sentences that begin small; spaces before stops; articles and verbs that do not agree; fixed terms put in other words ("tortured phrases";
//! Cabanac, Labbé & Magazinov 2021). One slip happens to anybody, and a text that was cut into words has all its spaces odd; so a kind of sign counts by how
//! often it comes for the length of the text, only so far, and one kind alone never makes a high score.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use types::{BlockKind, Doc, Extract, Pos, Report, Rewritten, Sign, Span, Token};

use crate::mark::{self, Slip};

/// What one sign weighs, by kind, and how much a kind can weigh at most: chosen so that human reports with a slip or two stay under 0.2.
const WEIGHTS: [(&str, f64, f64); 9] = [
    ("unclosed quote", 0.7, 2.0),
    ("unopened quote", 0.6, 1.8),
    ("turned quote", 0.6, 1.5),
    ("space inside quote", 0.35, 1.4),
    ("space before stop", 0.3, 1.0),
    ("space after currency sign", 0.5, 0.8),
    ("sentence begins small", 0.4, 1.2),
    ("no agreement", 0.5, 1.4),
    ("fixed term reworded", 1.0, 3.0),
];

/// Weight of signs, per this many words, at which the score is 0.63.
const SCALE: f64 = 2.2;

/// Words for which signs are counted as they come; in longer reports they thin out.
const USUAL_WORDS: f64 = 600.0;

/// Weight below which slips are anybody's.
const SLACK: f64 = 0.8;

/// More spaced stops than this, and as many as a quarter of all, show a text that was cut into words, not a rewriter.
const SPACED_STOPS: usize = 12;

/// As many spaced quote marks, if a third of all, show the same.
const SPACED_MARKS: usize = 6;

/// Longest text, in tokens, that is looked at.
const MAX_TOKENS: usize = 200_000;

/// How far a report looks reworded by a machine.
pub fn rewritten(report: &Report, doc: &Doc, extract: &Extract) -> Rewritten {
    let _ = extract;
    let text = &report.text;
    let tokens = &doc.tokens[..doc.tokens.len().min(MAX_TOKENS)];
    let mut signs = quote_signs(report);
    signs.extend(space_signs(text));
    signs.extend(small_signs(report, doc));
    signs.extend(agreement_signs(text, tokens));
    signs.extend(term_signs(text, tokens));
    signs.retain(|s| s.span.get(text).is_some() && !s.span.is_empty());
    signs.sort_by(|x, y| (x.span, &x.sign).cmp(&(y.span, &y.sign)));
    signs.dedup();
    let score = score(&signs, tokens.iter().filter(|t| t.pos != Pos::Punct).count());
    Rewritten { score, signs }
}

/// From signs to a score, 0 to 1.
fn score(signs: &[Sign], words: usize) -> f64 {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for sign in signs {
        *count.entry(&sign.sign).or_insert(0) += 1;
    }
    let thin = (words as f64 / USUAL_WORDS).max(1.0);
    let (mut sum, mut greatest, mut kinds) = (0.0, 0.0_f64, 0);
    for (kind, weight, most) in WEIGHTS {
        let n = count.get(kind).copied().unwrap_or(0);
        let weight = (weight * n as f64 / thin).min(most);
        sum += weight;
        greatest = greatest.max(weight);
        kinds += usize::from(n > 0);
    }
    if kinds == 1 {
        sum = greatest / 2.0;
    }
    let score = 1.0 - (-(sum - SLACK).max(0.0) / SCALE).exp();
    (score * 100.0).round() / 100.0
}

fn sign(span: Span, name: &str) -> Sign {
    Sign { span, sign: name.to_owned() }
}

/// Quote marks out of order. A block that leaves a mark open is right when the next begins with one.
fn quote_signs(report: &Report) -> Vec<Sign> {
    let text = &report.text;
    let body: Vec<_> = report.blocks.iter().filter(|b| b.kind != BlockKind::Title).collect();
    let all: Vec<_> = body.iter().map(|b| mark::marks(text, b.span)).collect();
    let count: usize = all.iter().map(|m| m.count).sum();
    let spaced = all.iter().flat_map(|m| &m.slips).filter(|(_, slip)| *slip == Slip::Space).count();
    let mut out = Vec::new();
    if spaced >= SPACED_MARKS && spaced * 3 >= count {
        return out;
    }
    for (i, marks) in all.iter().enumerate() {
        let goes_on = all.get(i + 1).is_some_and(|next| next.opens);
        if let Some(open) = marks.left_open.filter(|_| !goes_on) {
            out.push(sign(open, "unclosed quote"));
        }
        out.extend(marks.slips.iter().map(|(span, slip)| {
            sign(
                *span,
                match slip {
                    Slip::Unclosed => "unclosed quote",
                    Slip::Unopened => "unopened quote",
                    Slip::Space => "space inside quote",
                    Slip::Turned => "turned quote",
                },
            )
        }));
    }
    out
}

/// Spaces before commas and full stops, and after currency signs.
fn space_signs(text: &str) -> Vec<Sign> {
    let mut out = Vec::new();
    let (mut stops, mut spaced) = (0usize, Vec::new());
    let mut chars = text.char_indices().peekable();
    let (mut before, mut before_at) = ('\n', 0);
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or('\n', |(_, c)| *c);
        let ends = after.is_whitespace() || matches!(after, '”' | '"');
        if matches!(c, ',' | '.' | ';' | '?' | '!') && ends {
            stops += 1;
            let ellipsis = c == '.' && (text[..before_at].ends_with('.') || text[at + 1..].starts_with(" ."));
            if before == ' ' && c != '!' && !ellipsis {
                spaced.push(sign(Span::new(before_at, at + c.len_utf8()), "space before stop"));
            }
        }
        if matches!(c, '$' | '€' | '£')
            && after == ' '
            && text[at + c.len_utf8() + 1..].starts_with(|d: char| d.is_ascii_digit())
        {
            out.push(sign(Span::new(at, at + c.len_utf8() + 1), "space after currency sign"));
        }
        (before, before_at) = (c, at);
    }
    if spaced.len() <= SPACED_STOPS || spaced.len() * 4 < stops {
        out.extend(spaced);
    }
    out
}

/// Sentences of the body that begin with a small letter after a full stop, or begin a paragraph after one.
fn small_signs(report: &Report, doc: &Doc) -> Vec<Sign> {
    let text = &report.text;
    let mut out = Vec::new();
    let mut ended = false;
    for block in &report.blocks {
        let Some(words) = block.span.get(text) else { continue };
        let first = words.split_whitespace().next().unwrap_or("");
        let small = first.len() > 1 && first.chars().all(|c| c.is_ascii_lowercase());
        if block.kind == BlockKind::Paragraph && ended && small && words.split_whitespace().count() > 8 {
            let start = block.span.start + words.len() - words.trim_start().len();
            out.push(sign(Span::new(start, start + first.len()), "sentence begins small"));
        }
        ended = words.trim_end().ends_with(['.', '”', '"']);
    }
    // Inside a paragraph: ". the" where the pipeline too sees a new sentence.
    for s in &doc.sentences {
        let Some([first, ..]) = doc.tokens.get(s.tokens.start..s.tokens.end) else { continue };
        let Some(before) = s.tokens.start.checked_sub(1).and_then(|b| doc.tokens.get(b)) else { continue };
        let stop =
            before.span.get(text) == Some(".") && text.get(before.span.end..first.span.start) == Some(" ");
        let word = first.span.get(text).unwrap_or("");
        if stop && word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase()) && !word.starts_with("www")
        {
            out.push(sign(first.span, "sentence begins small"));
        }
    }
    out
}

/// "a overseas", "an guard", "they was".
fn agreement_signs(text: &str, tokens: &[Token]) -> Vec<Sign> {
    let mut out = Vec::new();
    for pair in tokens.windows(2) {
        let (Some(first), Some(next)) = (pair[0].span.get(text), pair[1].span.get(text)) else { continue };
        let lower = first.to_ascii_lowercase();
        let wrong = match lower.as_str() {
            "a" if first == "a" => vowel_sound(next) == Some(true),
            "an" => vowel_sound(next) == Some(false),
            "he" | "she" => pair[0].dep.starts_with("nsubj") && matches!(next, "were" | "are" | "have"),
            "they" | "we" => pair[0].dep.starts_with("nsubj") && matches!(next, "was" | "is" | "has"),
            _ => false,
        };
        if wrong && pair[0].space {
            out.push(sign(pair[0].span.cover(pair[1].span), "no agreement"));
        }
    }
    out
}

/// Whether a lower-case English word begins with a vowel's sound; `None` when its letters do not tell.
fn vowel_sound(word: &str) -> Option<bool> {
    let unsure = ["u", "eu", "ew", "on", "h", "y", "x", "ui", "ou"];
    if word.len() < 3
        || !word.chars().all(|c| c.is_ascii_lowercase())
        || unsure.iter().any(|u| word.starts_with(u))
    {
        return None;
    }
    Some(word.starts_with(['a', 'e', 'i', 'o']))
}

/// Reworded terms by their first word.
static TERMS: LazyLock<HashMap<&'static str, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let mut out: HashMap<&'static str, Vec<Vec<&'static str>>> = HashMap::new();
    for line in include_str!("../data/spun.tsv").lines().filter(|l| !l.starts_with('#')) {
        let words: Vec<&str> = line.split('\t').next().unwrap_or("").split(' ').collect();
        if let Some(first) = words.first() {
            out.entry(first).or_default().push(words);
        }
    }
    out
});

/// Fixed terms put in other words.
fn term_signs(text: &str, tokens: &[Token]) -> Vec<Sign> {
    let words: Vec<String> = tokens.iter().map(|t| t.span.get(text).unwrap_or("").to_lowercase()).collect();
    let mut out = Vec::new();
    for start in 0..words.len() {
        let Some(terms) = TERMS.get(words[start].as_str()) else { continue };
        for term in terms {
            let here = words.get(start..start + term.len());
            if here.is_some_and(|here| here.iter().zip(term).all(|(x, y)| x == y)) {
                out.push(sign(
                    tokens[start].span.cover(tokens[start + term.len() - 1].span),
                    "fixed term reworded",
                ));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kinds: &[(&str, usize)], words: usize) -> f64 {
        let signs: Vec<Sign> =
            kinds.iter().flat_map(|(kind, n)| (0..*n).map(|i| sign(Span::new(i, i + 1), kind))).collect();
        score(&signs, words)
    }

    #[test]
    fn a_slip_or_two_is_anybodys() {
        assert_eq!(of(&[], 400), 0.0);
        assert_eq!(of(&[("unclosed quote", 1)], 400), 0.0);
        assert_eq!(of(&[("space before stop", 4)], 400), 0.0);
        assert!(of(&[("unclosed quote", 1), ("space before stop", 1)], 400) < 0.2);
    }

    #[test]
    fn many_kinds_of_slips_are_not() {
        assert!(of(&[("unclosed quote", 2), ("space inside quote", 2), ("no agreement", 1)], 400) > 0.5);
        assert!(of(&[("fixed term reworded", 3), ("no agreement", 1)], 400) > 0.5);
        assert!(of(&[("fixed term reworded", 3), ("no agreement", 1)], 4000) < 0.2, "thinly spread");
    }

    #[test]
    fn letters_tell_a_vowels_sound() {
        assert_eq!(vowel_sound("overseas"), Some(true));
        assert_eq!(vowel_sound("guard"), Some(false));
        assert_eq!(vowel_sound("university"), None);
        assert_eq!(vowel_sound("hour"), None);
        assert_eq!(vowel_sound("FBI"), None);
    }
}
