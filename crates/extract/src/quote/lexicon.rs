//! The words that quotes hang on: cue verbs with their frames, and groups of nouns.
//!
//! In: `data/quote_verbs.tsv` and `data/quote_words.tsv` (their heads explain the columns). Out: look-ups.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const VERBS: &str = include_str!("../../data/quote_verbs.tsv");
const WORDS: &str = include_str!("../../data/quote_words.tsv");

/// What a cue says of the words it brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Say,
    Show,
    Think,
    Want,
    Demand,
    Deny,
    Ask,
    Judge,
    Name,
    Discuss,
}

impl Class {
    fn parse(name: &str) -> Option<Class> {
        Some(match name {
            "say" => Class::Say,
            "show" => Class::Show,
            "think" => Class::Think,
            "want" => Class::Want,
            "demand" => Class::Demand,
            "deny" => Class::Deny,
            "ask" => Class::Ask,
            "judge" => Class::Judge,
            "name" => Class::Name,
            "discuss" => Class::Discuss,
            _ => return None,
        })
    }
}

/// How the words that are said stand with the verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames {
    /// In quote marks before or after the verb.
    pub quoted: bool,
    /// A finite clause.
    pub clause: bool,
    /// A clause with a question word.
    pub question: bool,
    /// An infinitive.
    pub infinitive: bool,
    /// A gerund.
    pub gerund: bool,
    /// A noun phrase.
    pub object: bool,
    /// The object is the one spoken to.
    pub addressee: bool,
    /// A cue only with "it" as its object: `put it this way`.
    pub idiom: bool,
}

/// One use of a cue verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    /// What it says of the words.
    pub class: Class,
    /// How they stand with it.
    pub frames: Frames,
    /// Prepositions that bring what is said.
    pub preps: Vec<&'static str>,
    /// What the speaker does other than assert.
    pub stance: Option<&'static str>,
}

fn parse_verbs(table: &'static str) -> BTreeMap<&'static str, Vec<Sense>> {
    let mut senses: BTreeMap<&'static str, Vec<Sense>> = BTreeMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let columns: Vec<&'static str> = line.split('\t').collect();
        let [lemma, class, frames, preps, stance] = columns[..] else { continue };
        let Some(class) = Class::parse(class) else { continue };
        let has = |letter: char| frames.contains(letter);
        let frames = Frames {
            quoted: has('q'),
            clause: has('c'),
            question: has('w'),
            infinitive: has('x'),
            gerund: has('g'),
            object: has('o'),
            addressee: has('a'),
            idiom: has('i'),
        };
        let preps = if preps == "-" { Vec::new() } else { preps.split(',').collect() };
        let stance = (stance != "-").then_some(stance);
        senses.entry(lemma).or_default().push(Sense { class, frames, preps, stance });
    }
    senses
}

fn parse_words(table: &'static str) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut groups: BTreeMap<&'static str, BTreeSet<&'static str>> = BTreeMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        if let Some((group, words)) = line.split_once('\t') {
            groups.entry(group).or_default().extend(words.split_whitespace());
        }
    }
    groups
}

static SENSES: LazyLock<BTreeMap<&'static str, Vec<Sense>>> = LazyLock::new(|| parse_verbs(VERBS));
static GROUPS: LazyLock<BTreeMap<&'static str, BTreeSet<&'static str>>> =
    LazyLock::new(|| parse_words(WORDS));

/// The uses of a verb as a cue; none when it is no cue.
pub(super) fn senses(lemma: &str) -> &'static [Sense] {
    SENSES.get(lemma).map_or(&[], Vec::as_slice)
}

/// Whether the word (lower case) belongs to a group of `quote_words.tsv`.
pub(super) fn is(group: &str, word: &str) -> bool {
    GROUPS.get(group).is_some_and(|words| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        let lines = VERBS.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count();
        assert_eq!(SENSES.values().map(Vec::len).sum::<usize>(), lines);
        assert!(WORDS.lines().all(|l| l.starts_with('#') || l.is_empty() || l.contains('\t')));
    }

    #[test]
    fn a_verb_has_its_frames() {
        assert!(senses("tell")[0].frames.addressee);
        assert!(senses("walk").is_empty());
        assert!(is("document", "statement"));
    }
}
