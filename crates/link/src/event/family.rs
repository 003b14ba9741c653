//! Words that tell of the same: "crashed" and "the crash", "the plane" and "the aircraft".
//!
//! In: a lemma. Out: the word that stands for its family, from `data/event_families.txt`; for a word that is in none, its stem: the word without a
//! derivational ending, after Porter 1980 ("An algorithm for suffix stripping") but only as far as event nouns need it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// First word of a family by each of its words.
static FAMILIES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/event_families.txt")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .flat_map(|line| {
            let first = line.split(' ').next().unwrap_or(line);
            line.split(' ').map(move |word| (word, first))
        })
        .collect()
});

/// Endings of event nouns and verb forms, longer ones before those they end in.
const ENDINGS: [&str; 18] = [
    "ations", "ation", "ate", "ments", "ment", "sions", "tions", "sion", "tion", "ings", "ing", "ances",
    "ance", "ures", "ure", "als", "al", "e",
];

/// Fewest letters of a stem: below, unlike words fall together. By judgement.
const MIN_STEM: usize = 4;

/// What stands for a lemma's family.
pub fn of(lemma: &str) -> String {
    let folded = types::fold(lemma);
    if let Some(first) = FAMILIES.get(folded.as_str()) {
        return (*first).to_string();
    }
    let singular = folded.strip_suffix('s').filter(|s| s.len() >= MIN_STEM && !s.ends_with('s'));
    if let Some(first) = singular.and_then(|s| FAMILIES.get(s)) {
        return (*first).to_string();
    }
    let cut =
        ENDINGS.iter().find_map(|end| folded.strip_suffix(end).filter(|s| s.chars().count() >= MIN_STEM));
    cut.or(singular).unwrap_or(&folded).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_word_has_one_family() {
        let mut seen = BTreeSet::new();
        for line in include_str!("../../data/event_families.txt").lines() {
            for word in line.split(' ').filter(|_| !line.starts_with('#')) {
                assert!(seen.insert(word), "{word} stands in two families");
            }
        }
    }

    #[test]
    fn nouns_go_with_their_verbs() {
        for (a, b) in
            [("crash", "collision"), ("annex", "annexation"), ("relocate", "relocation"), ("troops", "army")]
        {
            assert_eq!(of(a), of(b), "{a} {b}");
        }
        for (a, b) in [("visit", "meet"), ("rebel", "army"), ("port", "portion")] {
            assert_ne!(of(a), of(b), "{a} {b}");
        }
    }
}
