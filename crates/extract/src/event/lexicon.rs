//! The words of events: senses of verbs, nouns and adjectives with their PLOVER types, and classes of words.
//!
//! In: `data/event_senses.tsv`, `data/event_classes.tsv`, `data/event_words.tsv` (their heads explain the columns). Out: look-ups.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use types::EventType;

use crate::name::rows;

/// One sense of one or several words.
#[derive(Debug)]
pub struct Entry {
    /// PLOVER event type; `None` when this use of the words is no event.
    pub kind: Option<EventType>,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// What must hold of the frame.
    pub conditions: Vec<Condition>,
    /// Who acts: the first of these that is there; empty for the subject.
    pub source: Vec<Role>,
    /// Towards whom: the first of these that is there; empty for the first actor among object and prepositions.
    pub target: Vec<Role>,
    /// How much the conditions say; the sense that says most counts.
    pub weight: usize,
}

/// An argument of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who does it.
    Subject,
    /// Whom it is done to.
    Object,
    /// What a preposition brings.
    Prep(&'static str),
    /// Those that take part in the clause that completes it.
    Clause,
    /// Who says the clause that it stands in.
    Speaker,
}

/// What must hold of a frame.
#[derive(Debug)]
pub struct Condition {
    /// Whether it must not hold.
    pub not: bool,
    /// What is looked at.
    pub part: Part,
    /// Classes, kinds or words, one of which must fit; empty when it need only be there. For [`Part::Prep`] each after its preposition.
    pub fits: Vec<(&'static str, &'static str)>,
}

/// The part of a frame that a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who does it.
    Subject,
    /// Whom or what it is done to.
    Object,
    /// To whom something is given.
    Indirect,
    /// What prepositions bring.
    Prep,
    /// A clause or predicative that completes it.
    Clause,
    /// Words before a noun.
    Modifier,
    /// Words before the object of a verb.
    ObjectModifier,
    /// The verb that a noun is object or subject of.
    Governor,
    /// The verb is negated, or its object is ("no plans").
    Negation,
    /// Words in the sentence or the two before it.
    Near,
    /// Someone says the clause.
    Speaker,
    /// The verb has "will" or "would".
    Will,
}

/// All senses by word, and the classes.
pub struct Lexicon {
    entries: Vec<Entry>,
    verbs: HashMap<&'static str, Vec<usize>>,
    nouns: HashMap<&'static str, Vec<usize>>,
    adjectives: HashMap<&'static str, Vec<usize>>,
    classes: HashMap<&'static str, HashSet<&'static str>>,
}

/// The lexicon, read once.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    fn load() -> Lexicon {
        let mut all = Lexicon {
            entries: Vec::new(),
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            adjectives: HashMap::new(),
            classes: HashMap::new(),
        };
        for row in rows(include_str!("../../data/event_words.tsv")) {
            let [class, words] = row[..] else { continue };
            all.classes.entry(class).or_default().extend(words.split(' '));
        }
        for row in rows(include_str!("../../data/event_classes.tsv")) {
            let [class, words] = row[..] else { continue };
            all.classes.entry(class).or_default().extend(words.split('|'));
        }
        for row in rows(include_str!("../../data/event_senses.tsv")) {
            let Some((entry, pos, lemmas)) = entry(&row) else { continue };
            let number = all.entries.len();
            let by = match pos {
                "n" => &mut all.nouns,
                "a" => &mut all.adjectives,
                _ => &mut all.verbs,
            };
            for lemma in lemmas.split('|') {
                by.entry(lemma).or_default().push(number);
            }
            all.entries.push(entry);
        }
        for by in [&mut all.verbs, &mut all.nouns, &mut all.adjectives] {
            #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
            for numbers in by.values_mut() {
                numbers.sort_by_key(|&n| std::cmp::Reverse(all.entries[n].weight));
            }
        }
        all
    }

    /// The senses of a verb (with its particle), the most particular first.
    pub fn verb<'l>(&'l self, lemma: &str) -> impl Iterator<Item = &'l Entry> + use<'l> {
        self.verbs.get(lemma).into_iter().flatten().map(|&i| &self.entries[i])
    }

    /// The senses of a noun, the most particular first.
    pub fn noun<'l>(&'l self, lemma: &str) -> impl Iterator<Item = &'l Entry> + use<'l> {
        self.nouns.get(lemma).into_iter().flatten().map(|&i| &self.entries[i])
    }

    /// The senses of an adjective, the most particular first.
    pub fn adjective<'l>(&'l self, lemma: &str) -> impl Iterator<Item = &'l Entry> + use<'l> {
        self.adjectives.get(lemma).into_iter().flatten().map(|&i| &self.entries[i])
    }

    /// Whether the noun has a sense.
    pub fn has_noun(&self, lemma: &str) -> bool {
        self.nouns.contains_key(lemma)
    }

    /// Whether the verb, with its particle, has a sense.
    pub fn has_verb(&self, lemma: &str) -> bool {
        self.verbs.contains_key(lemma)
    }

    /// Whether the adjective has a sense.
    pub fn has_adjective(&self, lemma: &str) -> bool {
        self.adjectives.contains_key(lemma)
    }

    /// Whether the word is of the class.
    pub fn is(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|c| c.contains(word))
    }
}

/// A line of the senses: entry, part of speech, lemmas.
fn entry(row: &[&'static str]) -> Option<(Entry, &'static str, &'static str)> {
    let [kind, mode, pos, lemmas, conditions, roles, _] = *row else { return None };
    let kind = match kind {
        "NONE" => None,
        name => Some(EventType::parse(name)?),
    };
    let conditions: Vec<Condition> =
        conditions.split(' ').filter(|c| *c != "-").map(condition).collect::<Option<_>>()?;
    let roles_of = |key: &str| {
        let given = roles.split(' ').find_map(|r| r.strip_prefix(key)).unwrap_or_default();
        given.split('/').filter_map(role).collect()
    };
    let weight = conditions.iter().map(weight).sum();
    let mode = (mode != "-").then_some(mode);
    Some((
        Entry { kind, mode, conditions, source: roles_of("s="), target: roles_of("t="), weight },
        pos,
        lemmas,
    ))
}

/// What a condition says: that something is of a class says more than that it is there, and that more than that it is not.
fn weight(condition: &Condition) -> usize {
    let inner =
        |(form, fit): &(&str, &str)| condition.part == Part::Clause && !form.is_empty() && !fit.is_empty();
    match (condition.not, condition.fits.iter().any(|(_, fit)| !fit.is_empty())) {
        (true, _) => 1,
        _ if condition.fits.iter().any(inner) => 4,
        (false, false) => 2,
        (false, true) => 3,
    }
}

/// Roles that the usual rules find anyway (an object's owner, an indirect object) need no name here.
fn role(word: &'static str) -> Option<Role> {
    match word {
        "subj" => Some(Role::Subject),
        "obj" => Some(Role::Object),
        "comp" => Some(Role::Clause),
        "said" => Some(Role::Speaker),
        _ => word.strip_prefix("prep:").map(Role::Prep),
    }
}

fn condition(word: &'static str) -> Option<Condition> {
    let (not, word) = word.strip_prefix('!').map_or((false, word), |w| (true, w));
    let (part, fits) = word.split_once('=').unwrap_or((word, ""));
    let part = match part {
        "subj" => Part::Subject,
        "obj" => Part::Object,
        "io" => Part::Indirect,
        "prep" => Part::Prep,
        "comp" => Part::Clause,
        "mod" => Part::Modifier,
        "omod" => Part::ObjectModifier,
        "by" => Part::Governor,
        "neg" => Part::Negation,
        "near" => Part::Near,
        "said" => Part::Speaker,
        "will" => Part::Will,
        _ => return None,
    };
    let pair = |fit: &'static str| match part {
        Part::Prep => fit.split_once(':').unwrap_or((fit, "")),
        Part::Clause => fit.split_once(':').unwrap_or(("", fit)),
        _ => ("", fit),
    };
    let fits = fits.split('|').filter(|f| !f.is_empty()).map(pair).collect();
    Some(Condition { not, part, fits })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds that conditions may name besides classes and lemmas.
    const KINDS: [&str; 6] = ["PERSON", "ORG", "person", "country", "org", "place"];

    #[test]
    fn every_line_of_the_data_is_understood() {
        let lines: Vec<_> = rows(include_str!("../../data/event_senses.tsv")).collect();
        for row in &lines {
            assert!(entry(row).is_some(), "{row:?}");
        }
        assert_eq!(LEXICON.entries.len(), lines.len());
        for (row, entry) in lines.iter().zip(&LEXICON.entries) {
            for (_, fit) in entry.conditions.iter().flat_map(|c| &c.fits) {
                let is_class = fit.len() > 1 && fit.chars().all(|c| c.is_ascii_uppercase());
                assert!(
                    !is_class || KINDS.contains(fit) || LEXICON.classes.contains_key(fit),
                    "{fit} in {row:?}"
                );
            }
        }
    }

    #[test]
    fn the_more_particular_sense_comes_first() {
        let weights: Vec<usize> = LEXICON.verb("release").map(|e| e.weight).collect();
        assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    }
}
