//! How a line is built: a sentence, a heading, a list of links, whatever it says.

use std::sync::LazyLock;

use regex::Regex;

/// From this many words on, a block that ends as a sentence does is body text.
pub const BODY_WORDS: usize = 12;

/// Headlines are shorter than this in all but freak cases.
const MAX_HEADLINE_CHARS: usize = 180;

/// And have fewer words; a longer line without a full stop is a sentence that lost it.
const MAX_HEADLINE_WORDS: usize = 24;

/// Headings inside a body are short.
const MAX_CROSSHEAD_CHARS: usize = 100;
const MAX_CROSSHEAD_WORDS: usize = 14;

/// Number of words.
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

static ABBREVIATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\b(?:\p{L}\.){2,}|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|Dr|etc|vs|No)\.)$")
        .expect("the pattern is a constant and compiles")
});

/// Whether it ends as a sentence of running text does; a closing quote mark or bracket behind the full stop is looked through.
pub fn ends_sentence(text: &str) -> bool {
    let core = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“', '‘', ' ', '*']);
    core.ends_with(['.', '!', '?', '…', ':', ';']) && !ABBREVIATION.is_match(core)
}

/// Whether it ends with a full stop (not an abbreviation's): headlines do not.
pub fn ends_full_stop(text: &str) -> bool {
    let core = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
    core.ends_with('.') && !core.ends_with("...") && !ABBREVIATION.is_match(core)
}

/// Whether it is a paragraph of running text: enough words, and an end.
pub fn is_body(text: &str) -> bool {
    words(text) >= BODY_WORDS && ends_sentence(text)
}

/// Whether it is built like a headline.
pub fn is_headline(text: &str) -> bool {
    let count = words(text);
    (2..=MAX_HEADLINE_WORDS).contains(&count)
        && text.len() <= MAX_HEADLINE_CHARS
        && !ends_full_stop(text)
        && !text.ends_with([':', ';', ','])
        && text.chars().next().is_some_and(|c| {
            c.is_uppercase()
                || c.is_ascii_digit()
                || "\"'“‘`«$€£¥#[(".contains(c)
                || (c.is_lowercase() && count >= 4)
        })
        && sentences(text) <= 2
}

/// Whether it is built like a heading inside a body: short, and no sentence.
pub fn is_crosshead(text: &str) -> bool {
    let count = words(text);
    let quoted = text.starts_with(['"', '“', '‘', '\'']) && text.ends_with(['"', '”', '’', '\'']);
    (1..=MAX_CROSSHEAD_WORDS).contains(&count)
        && text.len() <= MAX_CROSSHEAD_CHARS
        && !text.trim_end_matches(['"', '”', '’', '\'']).ends_with(['.', ':', ';', ',', '—', '–'])
        && (!quoted || count <= 8)
        && (quoted || !text.contains(['"', '“', '”']) || !ends_sentence(text))
        && text.chars().any(char::is_alphabetic)
}

/// How many sentences the text seems to have: full stops before a capital.
fn sentences(text: &str) -> usize {
    let mut count = 1;
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let next_capital = words.peek().is_some_and(|n| n.starts_with(char::is_uppercase));
        let ends = word.ends_with('.')
            && word.chars().filter(|c| c.is_alphabetic()).count() > 3
            && !ABBREVIATION.is_match(word);
        count += usize::from(ends && next_capital);
    }
    count
}

static SAID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:said|says|told|added|according to|announced|reported|warned|argued|accused|claimed|wrote|asked|ruled|insisted|denied|acknowledged|explained)\b")
        .expect("the pattern is a constant and compiles")
});

/// A quotation, not a word or two in marks of doubt.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"["“](?:[^\s"“”]+\s+){3,}[^\s"“”]+["”]"#).expect("the pattern is a constant and compiles")
});

/// Whether somebody is quoted or told of: then what it says is said by others, not by the page.
pub fn tells_of_others(text: &str) -> bool {
    SAID.is_match(text) || QUOTED.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_and_sentences() {
        assert!(is_headline("Ferry sinks off Zanzibar, 12 missing"));
        assert!(is_headline("What now for the U.S.?"));
        assert!(!is_headline("The ferry sank on Monday."));
        assert!(is_body(
            "The ferry sank on Monday off the coast, the harbour master told reporters in town."
        ));
        assert!(is_crosshead("‘No way back’"));
        assert!(!is_crosshead("“No way back,” she said."));
        assert!(!is_crosshead("He paused."));
        assert!(ends_sentence("\"We wait. \""));
    }
}
