//! Common nouns that refer to someone or something.
//!
//! A folded noun → what it refers to. Data: `data/coref_noun.tsv`, titles of `data/title.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use types::Gender;

use crate::name::{fold, rows, singular, title_word};

/// What a noun refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounKind {
    /// A person.
    Person,
    /// People as a body, named with "they".
    Group,
    /// An organisation.
    Org,
    /// A country, city or region.
    Gpe,
    /// A site, building or water.
    Place,
}

/// What is known of a noun.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    /// What it refers to.
    pub kind: NounKind,
    /// The gender it shows.
    pub gender: Option<Gender>,
}

static NOUNS: LazyLock<HashMap<String, Noun>> = LazyLock::new(|| {
    let mut all: HashMap<String, Noun> = HashMap::new();
    for row in rows(include_str!("../../data/coref_noun.tsv")) {
        let [kind, gender, nouns] = row[..] else { continue };
        let kind = match kind {
            "person" => NounKind::Person,
            "group" => NounKind::Group,
            "org" => NounKind::Org,
            "gpe" => NounKind::Gpe,
            _ => NounKind::Place,
        };
        let gender = match gender {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        };
        for noun in nouns.split(' ') {
            all.entry(fold(&noun.replace('_', " ")))
                .and_modify(|n| n.gender = n.gender.or(gender))
                .or_insert(Noun { kind, gender });
        }
    }
    all
});

/// What a folded noun, singular or plural, refers to.
pub fn of(word: &str) -> Option<Noun> {
    if let Some(n) = NOUNS.get(word) {
        return Some(*n);
    }
    let one = singular(word);
    let noun = NOUNS.get(&one).copied();
    noun.or_else(|| title_word(&one).map(|(_, gender)| Noun { kind: NounKind::Person, gender }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_in_both_numbers() {
        assert_eq!(of("ministries").map(|n| n.kind), Some(NounKind::Org));
        assert_eq!(of("spokeswoman").and_then(|n| n.gender), Some(Gender::Female));
        assert!(of("table").is_none());
    }
}
