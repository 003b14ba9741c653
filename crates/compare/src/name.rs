//! One name in several spellings.

use std::collections::BTreeMap;

use types::{EntityType, Finding, FindingKind, MentionKind, Slot};
use unicode_normalization::UnicodeNormalization;

use crate::context::Context;
use crate::lexicon::members;
use crate::reading::{Ground, reading_of_words, reports};

/// The findings about spellings: last words of names that differ by letters, not only by case, marks or dots.
pub fn findings(context: &Context) -> Vec<Finding> {
    (0..context.story.entities.len()).filter_map(|e| finding(context, e)).collect()
}

/// Letters of a word, lower-cased, without marks, an article or particle before a hyphen, and a possessive ending.
fn letters(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let word = word.rsplit(['-', '‑']).next().unwrap_or(word);
    word.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn finding(context: &Context, entity: usize) -> Option<Finding> {
    let story = context.story;
    if matches!(story.entities[entity].kind, EntityType::Norp | EntityType::Language) {
        return None; // "American" and "Americans" are forms of a word, not spellings of a name.
    }
    let mut by_spelling: BTreeMap<String, (String, Vec<Ground>)> = BTreeMap::new();
    for &(report, referent) in &story.entities[entity].referents {
        for m in story.extracts[report]
            .mentions
            .iter()
            .filter(|m| m.referent == referent && m.kind == MentionKind::Name)
        {
            let words = m.span.of(&story.reports[report].text);
            let Some(last) = words.split_whitespace().last() else { continue };
            let ground = Ground { report, sentence: story.docs[report].sentence_of(m.head), span: m.span };
            let place = by_spelling.entry(letters(last)).or_insert_with(|| (last.to_owned(), Vec::new()));
            place.1.push(ground);
        }
    }
    // "Lopez" and "Maria": another word of the name, not another spelling of one.
    let keys: Vec<String> = by_spelling.keys().cloned().collect();
    by_spelling.retain(|k, _| keys.iter().any(|o| o != k && respelled(k, o)));
    let readings: Vec<_> =
        by_spelling.into_values().map(|(value, grounds)| reading_of_words(story, value, grounds)).collect();
    if readings.len() < 2 || reports(&readings) < 2 {
        return None;
    }
    Some(Finding {
        kind: FindingKind::Variant,
        slot: Slot::Name,
        topic: format!("spelling of {}", story.entities[entity].name),
        weight: 1.0 + 0.25 * reports(&readings) as f64,
        readings,
        reasons: vec!["spellings of one name".to_owned()],
    })
}

/// Whether two words are spellings of one name: most letters in common, in order, and the first ones alike.
fn respelled(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longer = x.len().max(y.len());
    x.len().min(y.len()) >= 3 && x.first() == y.first() && distance(&x, &y) * 5 <= longer * 2
}

/// The word with a first sound that scripts are turned into Latin letters by in several ways ("Kh", "H") in its shortest spelling.
fn folded(word: &str) -> String {
    let respell = |pair: &&str| {
        let (from, to) = pair.split_once('=')?;
        word.strip_prefix(from).map(|rest| format!("{to}{rest}"))
    };
    members("first-sounds").iter().find_map(respell).unwrap_or_else(|| word.to_owned())
}

/// Edit distance (Levenshtein 1966).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_and_other_words() {
        assert!(respelled("kharkiv", "kharkov"));
        assert!(respelled("gaddafi", "gadhafi"));
        assert!(respelled("khalmashi", "halmashy"));
        assert!(respelled("tsarnov", "carnov"));
        assert!(!respelled("lopez", "maria"));
        assert!(!respelled("us", "uk"));
        assert_eq!(letters("U.S."), letters("US"));
        assert_eq!(letters("al-Hariri"), letters("Hariri"));
        assert_eq!(letters("José"), letters("JOSE"));
    }
}
