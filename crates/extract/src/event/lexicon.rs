//! The words of events: senses of verbs and nouns with their PLOVER types, and classes of words.
//!
//! In: `data/event_senses.tsv`, `data/event_words.tsv` (their heads explain the columns). Out: look-ups.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use types::EventType;

use crate::name::rows;

/// One sense of one or several words.
#[derive(Debug)]
pub struct Sense {
    /// PLOVER event type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// What must hold of the frame.
    pub conditions: Vec<Condition>,
    /// Who acts, when it is not the subject.
    pub source: Option<Role>,
    /// Towards whom, when it is not the first actor among object and prepositions.
    pub target: Option<Role>,
}

/// An argument of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    Subject,
    Object,
    Prep(&'static str),
}

/// What must hold of a frame.
#[derive(Debug)]
pub struct Condition {
    /// Whether it must not hold.
    pub not: bool,
    /// What is looked at.
    pub part: Part,
    /// Classes or words, one of which must fit; empty when it need only be there.
    pub fits: Vec<&'static str>,
}

/// The part of a frame that a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Subject,
    Object,
    Prep(&'static str),
    Clause,
    Modifier,
}

/// All senses by word, and the classes.
pub struct Lexicon {
    senses: Vec<Sense>,
    verbs: HashMap<&'static str, Vec<usize>>,
    nouns: HashMap<&'static str, Vec<usize>>,
    classes: HashMap<&'static str, HashSet<&'static str>>,
}

/// The lexicon, read once.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    fn load() -> Lexicon {
        let mut all = Lexicon {
            senses: Vec::new(),
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            classes: HashMap::new(),
        };
        for row in rows(include_str!("../../data/event_words.tsv")) {
            let [class, words] = row[..] else { continue };
            all.classes.entry(class).or_default().extend(words.split(' '));
        }
        for row in rows(include_str!("../../data/event_senses.tsv")) {
            let [kind, mode, pos, lemmas, conditions, roles, _] = row[..] else { continue };
            let Some(kind) = EventType::parse(kind) else { continue };
            let number = all.senses.len();
            let by = if pos == "n" { &mut all.nouns } else { &mut all.verbs };
            for lemma in lemmas.split('|') {
                by.entry(lemma).or_default().push(number);
            }
            let role = |key: &str| roles.split(' ').find_map(|r| r.strip_prefix(key)).and_then(role);
            let conditions = conditions.split(' ').filter_map(condition).collect();
            let mode = (mode != "-").then_some(mode);
            all.senses.push(Sense { kind, mode, conditions, source: role("s="), target: role("t=") });
        }
        all
    }

    /// The senses of a verb (with its particle) or noun, in order of the file.
    pub fn senses(&self, lemma: &str, noun: bool) -> impl Iterator<Item = &Sense> {
        let by = if noun { &self.nouns } else { &self.verbs };
        by.get(lemma).into_iter().flatten().map(|&i| &self.senses[i])
    }

    /// Whether the noun has a sense.
    pub fn has_noun(&self, lemma: &str) -> bool {
        self.nouns.contains_key(lemma)
    }

    /// Whether the verb has a sense.
    pub fn has_verb(&self, lemma: &str) -> bool {
        self.verbs.contains_key(lemma)
    }

    /// Whether the word is of the class.
    pub fn is(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|c| c.contains(word))
    }
}

fn role(word: &'static str) -> Option<Role> {
    match word {
        "subj" => Some(Role::Subject),
        "obj" => Some(Role::Object),
        prep => prep.strip_prefix("prep:").map(Role::Prep),
    }
}

fn condition(word: &'static str) -> Option<Condition> {
    let (not, word) = word.strip_prefix('!').map_or((false, word), |w| (true, w));
    let (part, fits) = word.split_once('=').unwrap_or((word, ""));
    let (part, fits) = match part {
        "noobj" => return Some(Condition { not: !not, part: Part::Object, fits: Vec::new() }),
        "subj" => (Part::Subject, fits),
        "obj" => (Part::Object, fits),
        "comp" => (Part::Clause, fits),
        "mod" => (Part::Modifier, fits),
        "prep" => {
            let (prep, fits) = fits.split_once(':').unwrap_or((fits, ""));
            (Part::Prep(prep), fits)
        }
        _ => return None,
    };
    Some(Condition { not, part, fits: fits.split(',').filter(|f| !f.is_empty()).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_understood() {
        let lines = rows(include_str!("../../data/event_senses.tsv")).count();
        assert_eq!(LEXICON.senses.len(), lines);
        for row in rows(include_str!("../../data/event_senses.tsv")) {
            for word in row[4].split(' ').filter(|w| *w != "-") {
                let parsed = condition(word).unwrap_or_else(|| panic!("{word} in {row:?}"));
                for class in parsed.fits.iter().filter(|f| f.starts_with('@')) {
                    assert!(
                        LEXICON.classes.contains_key(&class[1..])
                            || ["@person", "@country", "@org", "@place", "@actor"].contains(class),
                        "{class} in {row:?}"
                    );
                }
            }
        }
    }
}
