//! The names of a report found again where the pipeline missed them: in headlines, in shouting, after odd marks.
//!
//! Page + decided names → names in places that no name covers yet.

use std::collections::{BTreeMap, BTreeSet};

use types::{EntityType, Pos, TokenSpan};

use super::candidate::Candidate;
use super::evidence::Decided;
use super::page::Page;
use super::part::PARTS;

/// A name to look for.
struct Sought {
    words: Vec<String>,
    kind: EntityType,
    known: Option<&'static super::gazetteer::Known>,
    surname: bool,
}

/// All names again, with those found in addition; in order.
pub fn again(page: &Page, mut names: Vec<Decided>) -> Vec<Decided> {
    let sought = sought(page, &names);
    let mut by_first: BTreeMap<&str, Vec<&Sought>> = BTreeMap::new();
    for s in &sought {
        by_first.entry(s.words[0].as_str()).or_default().push(s);
    }
    for list in by_first.values_mut() {
        list.sort_by_key(|s| std::cmp::Reverse(s.words.len()));
    }
    let mut taken = vec![false; page.len()];
    for n in &names {
        taken[n.candidate.tokens.start..n.candidate.tokens.end].fill(true);
    }
    let mut i = 0;
    while i < page.len() {
        let hit =
            by_first.get(page.word(i)).and_then(|list| list.iter().find(|s| stands(page, i, s, &taken)));
        let Some(s) = hit else {
            i += 1;
            continue;
        };
        let tokens = TokenSpan::new(i, i + s.words.len());
        let reasons = vec!["named elsewhere in the report".to_string()];
        names.push(Decided {
            candidate: Candidate { tokens, label: None, known: s.known, reasons },
            kind: s.kind,
        });
        taken[tokens.start..tokens.end].fill(true);
        i = tokens.end;
    }
    names.sort_by_key(|n| n.candidate.tokens.start);
    names
}

/// The names and persons' surnames that are clear enough to look for.
fn sought(page: &Page, names: &[Decided]) -> Vec<Sought> {
    let mut seen = BTreeSet::new();
    let mut sought = Vec::new();
    for n in names {
        let tokens = n.candidate.tokens;
        let words: Vec<String> = tokens.iter().map(|i| page.word(i).to_string()).collect();
        let quiet = !page.loud_at(tokens.start);
        if quiet && seen.insert(words.clone()) {
            sought.push(Sought {
                words: words.clone(),
                kind: n.kind,
                known: n.candidate.known,
                surname: false,
            });
        }
        if n.kind == EntityType::Person && words.len() > 1 && quiet {
            let last = vec![words[words.len() - 1].clone()];
            if last[0].chars().count() > 2 && seen.insert(last.clone()) {
                sought.push(Sought { words: last, kind: EntityType::Person, known: None, surname: true });
            }
        }
    }
    sought
}

/// Whether the name stands at token `i`, free and with its capitals.
fn stands(page: &Page, i: usize, s: &Sought, taken: &[bool]) -> bool {
    let n = s.words.len();
    if i + n > page.len()
        || (0..n).any(|k| page.word(i + k) != s.words[k] || taken[i + k])
        || (1..n).any(|k| page.words[i + k].breaks)
    {
        return false;
    }
    let cap = (0..n).all(|k| page.words[i + k].cap || s.words[k].len() < 4 || !page.words[i + k].solid);
    let proper =
        (0..n).any(|k| page.pos(i + k) == Pos::Propn || (!page.words[i + k].first && !page.loud_at(i + k)));
    if !cap || PARTS.never(&s.words[0]) && n == 1 {
        return false;
    }
    // A one-word name must be read as a name here, or be long enough to be nothing else.
    let only_name = s.words[0].chars().count() >= 4 && !page.small.contains(&s.words[0]) && !page.loud_at(i);
    n > 1
        || only_name
        || proper && (!s.surname || page.pos(i) == Pos::Propn || !page.loud_at(i))
        || s.words[0].chars().count() >= 6
}
