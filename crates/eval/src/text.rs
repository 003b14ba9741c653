//! Strings compared as a reader would: without case, accents and the shapes of quote marks.

use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\w+").expect("a plain pattern"));

/// The string in lower case, compatibility forms decomposed, accents gone, quote marks straight, white space single.
pub fn fold(s: &str) -> String {
    let plain: String = s.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    let straight: String = plain
        .chars()
        .map(|c| match c {
            '‘' | '’' | '‛' | '′' => '\'',
            '“' | '”' | '„' | '″' => '"',
            c => c,
        })
        .collect();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of the folded string.
pub fn words(s: &str) -> Vec<String> {
    WORD.find_iter(&fold(s)).map(|m| m.as_str().to_owned()).collect()
}

/// Share of the longer word list that the two have in common, as multisets.
pub fn overlap(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut rest: BTreeMap<&str, usize> = BTreeMap::new();
    for word in &b {
        *rest.entry(word).or_default() += 1;
    }
    let mut hit = 0;
    for word in &a {
        if let Some(left) = rest.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            hit += 1;
        }
    }
    f64::from(hit) / a.len().max(b.len()) as f64
}

/// Whether `word` stands in `s` with a word's boundary on both sides.
pub fn has_word(s: &str, word: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let (first, last) = (word.chars().next(), word.chars().next_back());
    let mut from = 0;
    while let Some(at) = s[from..].find(word).map(|at| from + at) {
        let end = at + word.len();
        let starts = is_word(s[..at].chars().next_back()) != is_word(first);
        let ends = is_word(s[end..].chars().next()) != is_word(last);
        if starts && ends {
            return true;
        }
        from = at + s[at..].chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// A report's text with the byte where each of its characters begins: briefs count characters.
pub struct Text<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    /// Of this text.
    pub fn new(text: &'a str) -> Self {
        let starts = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        Text { text, starts }
    }

    /// All of it.
    pub fn all(&self) -> &'a str {
        self.text
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The characters `start..end`, cut to the text.
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        let end = self.starts[end.min(self.len())];
        let start = self.starts[start.min(self.len())];
        self.text.get(start..end).unwrap_or("")
    }

    /// Where these words stand first, in characters.
    pub fn find(&self, words: &str) -> Option<(usize, usize)> {
        let at = self.text.find(words)?;
        let start = self.starts.partition_point(|s| *s < at);
        Some((start, start + words.chars().count()))
    }
}

/// Harmonic mean of precision and recall.
pub fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_takes_case_accents_and_quote_shapes_away() {
        assert_eq!(fold("  Chișinău’s\n “TALKS” "), "chisinau's \"talks\"");
    }

    #[test]
    fn overlap_counts_each_word_once() {
        assert!((overlap("at least ten men", "ten men") - 0.5).abs() < 1e-9);
        assert!(overlap("", "ten").abs() < 1e-9);
        assert!((overlap("no no", "no") - 0.5).abs() < 1e-9);
    }

    #[test]
    fn words_need_their_boundaries() {
        assert!(has_word("the uk said", "uk") && !has_word("ukraine", "uk") && has_word("ukraine, uk", "uk"));
    }

    #[test]
    fn slices_count_characters_and_never_reach_outside() {
        let text = Text::new("aéü b");
        assert_eq!((text.len(), text.slice(1, 3), text.slice(4, 99), text.slice(3, 1)), (5, "éü", "b", ""));
        assert_eq!(text.find("ü"), Some((2, 3)));
    }
}
