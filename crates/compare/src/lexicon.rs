//! The data files of this crate, parsed once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A row of `states.tsv`.
#[derive(Debug)]
pub struct State {
    /// Stable key.
    pub key: &'static str,
    /// Topic in words.
    pub topic: &'static str,
    /// Whether such a count grows while the story goes on.
    pub running: bool,
    lemmas: Vec<&'static str>,
}

/// A row of `groups.tsv`.
#[derive(Debug)]
pub struct Group {
    /// Stable key.
    pub key: &'static str,
    /// Whether the nouns name no particular kind of person.
    pub generic: bool,
    lemmas: Vec<&'static str>,
}

/// What must agree before two times of one kind of happening are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// One participant, and the place.
    Place,
    /// Two participants.
    Two,
    /// One participant.
    One,
}

/// A row of `predicates.tsv`.
#[derive(Debug)]
pub struct Predicate {
    /// Stable key.
    pub key: &'static str,
    /// What must agree.
    pub needs: Needs,
    /// The kind in words.
    pub words: &'static str,
    lemmas: Vec<&'static str>,
}

/// A row of `labels.tsv`.
#[derive(Debug)]
pub struct LabelRow {
    /// Which thing is named.
    pub key: &'static str,
    /// Topic in words.
    pub topic: &'static str,
    /// `hostile`, `plain`, `friendly` or `sided`.
    pub tone: &'static str,
    lemmas: Vec<&'static str>,
}

/// A row of `processes.tsv`.
#[derive(Debug)]
pub struct Process {
    /// Stable key.
    pub key: &'static str,
    /// The kind in words.
    pub words: &'static str,
    lemmas: Vec<&'static str>,
}

/// The rows of a data file: tab-separated fields, `#` begins a comment line.
fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}

fn list(field: &'static str) -> Vec<&'static str> {
    field.split(',').map(str::trim).collect()
}

static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    rows(include_str!("../data/states.tsv"))
        .filter_map(|row| match row[..] {
            [key, topic, running, lemmas] => {
                Some(State { key, topic, running: running == "yes", lemmas: list(lemmas) })
            }
            _ => None,
        })
        .collect()
});

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    rows(include_str!("../data/groups.tsv"))
        .filter_map(|row| match row[..] {
            [key, generic, lemmas] => Some(Group { key, generic: generic == "yes", lemmas: list(lemmas) }),
            _ => None,
        })
        .collect()
});

static PREDICATES: LazyLock<Vec<Predicate>> = LazyLock::new(|| {
    rows(include_str!("../data/predicates.tsv"))
        .filter_map(|row| match row[..] {
            [key, needs, words, lemmas] => {
                let needs = match needs {
                    "place" => Needs::Place,
                    "two" => Needs::Two,
                    _ => Needs::One,
                };
                Some(Predicate { key, needs, words, lemmas: list(lemmas) })
            }
            _ => None,
        })
        .collect()
});

static LABELS: LazyLock<Vec<LabelRow>> = LazyLock::new(|| {
    rows(include_str!("../data/labels.tsv"))
        .filter_map(|row| match row[..] {
            [key, topic, tone, lemmas] => Some(LabelRow { key, topic, tone, lemmas: list(lemmas) }),
            _ => None,
        })
        .collect()
});

static PROCESSES: LazyLock<Vec<Process>> = LazyLock::new(|| {
    rows(include_str!("../data/processes.tsv"))
        .filter_map(|row| match row[..] {
            [key, words, lemmas] => Some(Process { key, words, lemmas: list(lemmas) }),
            _ => None,
        })
        .collect()
});

static WORDS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows(include_str!("../data/words.tsv"))
        .filter_map(|row| match row[..] {
            [set, lemmas] => Some((set, list(lemmas))),
            _ => None,
        })
        .collect()
});

/// A row of `causes.tsv`.
#[derive(Debug)]
pub struct Cause {
    /// Stable key.
    pub key: &'static str,
    lemmas: Vec<&'static str>,
}

static CAUSES: LazyLock<Vec<Cause>> = LazyLock::new(|| {
    rows(include_str!("../data/causes.tsv"))
        .filter_map(|row| match row[..] {
            [key, _, lemmas] => Some(Cause { key, lemmas: list(lemmas) }),
            _ => None,
        })
        .collect()
});

/// The kind of cause that a word names.
pub fn cause(lemma: &str) -> Option<&'static Cause> {
    CAUSES.iter().find(|c| c.lemmas.contains(&lemma))
}

/// A row of `terrain.tsv`.
#[derive(Debug)]
pub struct Terrain {
    /// Stable key.
    pub key: &'static str,
    nouns: Vec<&'static str>,
    adjectives: Vec<&'static str>,
}

static TERRAINS: LazyLock<Vec<Terrain>> = LazyLock::new(|| {
    rows(include_str!("../data/terrain.tsv"))
        .filter_map(|row| match row[..] {
            [key, nouns, adjectives] => {
                Some(Terrain { key, nouns: list(nouns), adjectives: list(adjectives) })
            }
            _ => None,
        })
        .collect()
});

/// Whether the lemma belongs to a set of `words.tsv`.
pub fn is(set: &str, lemma: &str) -> bool {
    WORDS.get(set).is_some_and(|words| words.contains(&lemma))
}

/// The members of a set of `words.tsv`, in order; none for a set that it does not hold.
pub fn members(set: &str) -> &'static [&'static str] {
    WORDS.get(set).map_or(&[], Vec::as_slice)
}

/// The kind of ground that a noun names.
pub fn terrain(noun: &str) -> Option<&'static Terrain> {
    TERRAINS.iter().find(|t| t.nouns.contains(&noun))
}

/// The kind of ground that an adjective of "area" names.
pub fn terrain_area(adjective: &str) -> Option<&'static Terrain> {
    TERRAINS.iter().find(|t| t.adjectives.contains(&adjective))
}

/// The undertaking that a word tells of.
pub fn process(lemma: &str) -> Option<&'static Process> {
    PROCESSES.iter().find(|p| p.lemmas.contains(&lemma))
}

/// The state that a lemma tells of.
pub fn state(lemma: &str) -> Option<&'static State> {
    STATES.iter().find(|s| s.lemmas.contains(&lemma))
}

/// The group that a noun belongs to.
pub fn group(lemma: &str) -> Option<&'static Group> {
    GROUPS.iter().find(|g| g.lemmas.contains(&lemma))
}

/// The kind of happening that a word tells of.
pub fn predicate(lemma: &str) -> Option<&'static Predicate> {
    PREDICATES.iter().find(|p| p.lemmas.contains(&lemma))
}

/// The row of a word that may take a side.
pub fn label(lemma: &str) -> Option<&'static LabelRow> {
    LABELS.iter().find(|l| l.lemmas.contains(&lemma))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line of a data file is a row: a typing error must not drop one in silence.
    #[test]
    fn every_line_is_a_row() {
        let lines = |file: &'static str| rows(file).count();
        assert_eq!(STATES.len(), lines(include_str!("../data/states.tsv")));
        assert_eq!(GROUPS.len(), lines(include_str!("../data/groups.tsv")));
        assert_eq!(PREDICATES.len(), lines(include_str!("../data/predicates.tsv")));
        assert_eq!(LABELS.len(), lines(include_str!("../data/labels.tsv")));
        assert_eq!(WORDS.len(), lines(include_str!("../data/words.tsv")));
        assert_eq!(CAUSES.len(), lines(include_str!("../data/causes.tsv")));
        assert_eq!(TERRAINS.len(), lines(include_str!("../data/terrain.tsv")));
        assert_eq!(PROCESSES.len(), lines(include_str!("../data/processes.tsv")));
        assert!(LABELS.iter().all(|l| ["hostile", "plain", "friendly", "sided"].contains(&l.tone)));
    }

    #[test]
    fn words_find_their_rows() {
        assert_eq!(state("die").map(|s| s.key), Some("dead"));
        assert_eq!(group("soldier").map(|g| g.key), Some("troops"));
        assert_eq!(predicate("summit").map(|p| p.needs), Some(Needs::Two));
        assert_eq!(label("terrorist").map(|l| l.tone), Some("hostile"));
        assert!(state("table").is_none());
    }
}
