//! Words inside names that tell what is named, and first names with their gender.
//!
//! Data: `data/name_part.tsv`, `data/person_first.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use types::{EntityType, Gender};

use super::fold;
use super::gazetteer::rows;

/// Word lists of `name_part.tsv`.
#[derive(Default)]
pub struct Parts {
    last: HashMap<String, EntityType>,
    head: HashMap<String, EntityType>,
    after: HashSet<String>,
    days: HashSet<String>,
    holidays: HashSet<String>,
    never: HashSet<String>,
    says: HashSet<String>,
}

/// The word lists, read once.
pub static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let mut all = Parts::default();
    for row in rows(include_str!("../../data/name_part.tsv")) {
        let [place, kind, words] = row[..] else { continue };
        for word in words.split(' ').map(fold) {
            match (place, EntityType::parse(kind)) {
                ("last", Some(kind)) => drop(all.last.entry(word).or_insert(kind)),
                ("head", Some(kind)) => drop(all.head.entry(word).or_insert(kind)),
                ("after", _) => drop(all.after.insert(word)),
                ("verb", _) => drop(all.says.insert(word)),
                ("holiday", _) => drop(all.holidays.insert(word)),
                _ => {
                    if kind == "DATE" {
                        all.days.insert(word.clone());
                    }
                    all.never.insert(word);
                }
            }
        }
    }
    all
});

impl Parts {
    /// What a name that ends in this folded word is.
    pub fn last(&self, word: &str) -> Option<EntityType> {
        self.last.get(word).copied()
    }

    /// What a name is in which this folded word stands before "of" or "for".
    pub fn head(&self, word: &str) -> Option<EntityType> {
        self.head.get(word).copied()
    }

    /// Whether the folded word may follow a name as part of it ("region").
    pub fn after(&self, word: &str) -> bool {
        self.after.contains(word)
    }

    /// Whether the folded word names a day, month or feast.
    pub fn day(&self, word: &str) -> bool {
        self.days.contains(word.trim_end_matches('.'))
    }

    /// Whether a phrase that ends in the folded word names a day of the year.
    pub fn holiday(&self, word: &str) -> bool {
        self.holidays.contains(word)
    }

    /// Whether the lemma is a verb of speech.
    pub fn says(&self, lemma: &str) -> bool {
        self.says.contains(lemma)
    }

    /// Whether the folded word is no name by itself.
    pub fn never(&self, word: &str) -> bool {
        self.never.contains(word)
    }
}

static FIRST: LazyLock<HashMap<String, Option<Gender>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Option<Gender>> = HashMap::new();
    for row in rows(include_str!("../../data/person_first.tsv")) {
        let [gender, names] = row[..] else { continue };
        let gender = match gender {
            "f" => Some(Gender::Female),
            "m" => Some(Gender::Male),
            _ => None,
        };
        for name in names.split(' ') {
            // A name of both lists shows no gender.
            all.entry(fold(name))
                .and_modify(|g| *g = if *g == gender { gender } else { None })
                .or_insert(gender);
        }
    }
    all
});

/// Whether a folded word is a first name, and the gender it shows.
pub fn first_name(word: &str) -> Option<Option<Gender>> {
    FIRST.get(word).copied()
}

/// Whether a folded word may stand inside a person's name in small letters ("van", "al-").
pub fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "bin"
            | "bint"
            | "ibn"
            | "al"
            | "el"
            | "ul"
            | "ur"
            | "zu"
            | "zur"
            | "y"
            | "e"
            | "-"
            | "al-"
            | "el-"
            | "d'"
            | "o'"
            | "ben"
            | "abu"
            | "ould"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_lists_show_no_gender() {
        assert_eq!(first_name("leslie"), Some(None));
        assert_eq!(first_name("irene"), Some(Some(Gender::Female)));
        assert_eq!(first_name("ministry"), None);
    }
}
