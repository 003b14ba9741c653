//! Leaders known by name: the country of one whom a report names without saying whose president or minister it is.
//!
//! In: a full name. Out: ISO 3166-1 alpha-2 code, from `data/leader.tsv`; `None` for a name that is not there, or only in part.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Country by folded name.
static LEADERS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/leader.tsv").lines().filter(|l| !l.starts_with('#'));
    let rows = lines.filter_map(|l| l.split_once('\t'));
    rows.flat_map(|(code, names)| names.split('|').map(move |n| (plain(n), code))).collect()
});

/// The country that one of this name leads or has led.
pub fn country(name: &str) -> Option<&'static str> {
    LEADERS.get(&plain(name)).copied()
}

/// Country by the last word of a name, where it is that of one country's leaders only.
static FAMILIES: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Option<&'static str>> = HashMap::new();
    #[expect(clippy::iter_over_hash_type, reason = "what comes out does not depend on the order")]
    for (name, code) in LEADERS.iter() {
        let family = name.rsplit(' ').next().unwrap_or(name).to_string();
        let of = all.entry(family).or_insert(Some(code));
        if *of != Some(code) {
            *of = None;
        }
    }
    all
});

/// The country of the only leaders with this family name, printed with a capital: for "the Thatcher government".
pub fn country_of_family(word: &str) -> Option<&'static str> {
    let name = word.chars().next().is_some_and(char::is_uppercase);
    FAMILIES.get(&plain(word)).copied().flatten().filter(|_| name)
}

/// A name without case, accents, hyphens and the Arabic article, which outlets print in many ways.
fn plain(name: &str) -> String {
    let folded = types::fold(name).replace(['-', '.'], " ");
    let words = folded.split_whitespace().filter(|w| !matches!(*w, "al" | "el"));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_full_name_is_known_however_it_is_spelled() {
        for name in ["Abdel Fattah el-Sisi", "Abdel Fattah al Sisi", "ABDEL FATTAH EL-SISI"] {
            assert_eq!(country(name), Some("EG"), "{name}");
        }
        for name in ["Sisi", "Fattah", "", "Anders Holm"] {
            assert_eq!(country(name), None, "{name}");
        }
    }

    #[test]
    fn every_line_is_a_country_with_full_names() {
        let mut seen = BTreeSet::new();
        for line in include_str!("../../data/leader.tsv").lines().filter(|l| !l.starts_with('#')) {
            let (code, names) = line.split_once('\t').expect("a tab");
            assert!(types::alpha3(code).is_some(), "{code}");
            assert!(seen.insert(code), "{code} has two lines");
            for name in names.split('|') {
                assert_eq!(country(name), Some(code), "{name}");
            }
        }
    }
}
