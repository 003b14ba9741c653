//! Formulas of news English, which any reporter writes: found in a run of words, so that they weigh nothing as a sign of copying.
//!
//! In: lower-case words of a sentence. Out: which of them stand in a formula. The list is `data/formulas.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that a `*` may stand for.
const MAX_GAP_WORDS: usize = 3;

/// A formula: words, `None` for a gap.
type Formula = Vec<Option<&'static str>>;

/// Formulas by their first word.
static FORMULAS: LazyLock<HashMap<&'static str, Vec<Formula>>> = LazyLock::new(|| {
    let mut by_first: HashMap<&'static str, Vec<Formula>> = HashMap::new();
    for line in include_str!("../data/formulas.txt").lines().filter(|l| !l.starts_with('#')) {
        let words: Formula = line.split_whitespace().map(|w| (w != "*").then_some(w)).collect();
        if let Some(Some(first)) = words.first() {
            by_first.entry(first).or_default().push(words);
        }
    }
    by_first
});

/// For each word, whether it stands in a formula.
pub fn covered<S: AsRef<str>>(words: &[S]) -> Vec<bool> {
    let mut out = vec![false; words.len()];
    for start in 0..words.len() {
        let Some(list) = FORMULAS.get(words[start].as_ref()) else { continue };
        if let Some(end) = list.iter().filter_map(|f| matches(f, words, start)).max() {
            out[start..end].fill(true);
        }
    }
    out
}

/// One past the last word of the formula when it stands at `start`.
fn matches<S: AsRef<str>>(formula: &[Option<&str>], words: &[S], start: usize) -> Option<usize> {
    let Some((first, rest)) = formula.split_first() else { return Some(start) };
    match first {
        Some(word) => (words.get(start)?.as_ref() == *word).then(|| matches(rest, words, start + 1))?,
        None => (0..=MAX_GAP_WORDS).find_map(|gap| matches(rest, words, start + gap)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let words: Vec<&str> = text.split(' ').collect();
        let covered = covered(&words);
        words.iter().zip(covered).filter(|(_, c)| !c).map(|(w, _)| *w).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn formulas_are_covered() {
        assert_eq!(left("the mill did not immediately respond to several requests for comment"), "the mill");
        assert_eq!(left("a miller spoke on condition of anonymity about flour"), "a miller about flour");
        assert_eq!(left("the miller ground the corn"), "the miller ground the corn");
        assert_eq!(left(""), "");
    }
}
