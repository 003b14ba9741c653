//! Which sentences are worth laying side by side, out of all: those that share rare shingles.
//!
//! In: all sentences as weighed words. Out: pairs of *forms*, a form being one sequence of words with the places where it stands, so that a
//! sentence printed a thousand times is compared once. Shingles are rare single words and pairs of neighbouring content words, with one word
//! left out at most (Broder 1997, on content words). An inverted index joins forms that share them; a shingle that very many forms share joins
//! only near neighbours in a fixed order, so the work stays near-linear.

use std::collections::HashMap;

use crate::word::{Line, Word};

/// One sequence of words and where it stands.
#[derive(Debug)]
pub struct Form<'l> {
    /// A sentence with these words.
    pub line: &'l Line,
    /// (report, sentence) of all with these words, ascending.
    pub places: Vec<(usize, usize)>,
}

/// A single word is a shingle when at most this many forms hold it.
const RARE_FORMS: usize = 12;

/// A shingle that more forms share joins only each with its next neighbours.
const CROWD_FORMS: usize = 48;

/// How many neighbours those are.
const NEIGHBOURS: usize = 12;

/// Shared shingles that make two forms a candidate pair.
const MIN_SHINGLES: usize = 2;

/// Body sentences lighter than this, in thousandths, say too little to be traced ("He declined.").
const MIN_MASS: u32 = 900;

/// The forms of all sentences, in an order that does not depend on the order of the reports.
pub fn forms(lines: &[Vec<Line>]) -> Vec<Form<'_>> {
    let mut all: Vec<(&Line, (usize, usize))> = lines
        .iter()
        .enumerate()
        .flat_map(|(r, report)| report.iter().enumerate().map(move |(s, line)| (line, (r, s))))
        .filter(|(line, _)| line.mass >= MIN_MASS)
        .collect();
    all.sort_by(|x, y| x.0.words.cmp(&y.0.words).then(x.1.cmp(&y.1)));
    let mut forms: Vec<Form<'_>> = Vec::new();
    for (line, place) in all {
        match forms.last_mut() {
            Some(form) if form.line.words == line.words => form.places.push(place),
            _ => forms.push(Form { line, places: vec![place] }),
        }
    }
    forms
}

/// Pairs of forms (first less than second) that share enough shingles, and each form that stands in several reports with itself.
pub fn pairs(forms: &[Form<'_>]) -> Vec<(usize, usize)> {
    let mut shingles: Vec<(u64, u32)> = Vec::new();
    let spread = spread(forms);
    for (i, form) in forms.iter().enumerate() {
        let Ok(number) = u32::try_from(i) else { break };
        shingles.extend(of(&form.line.words, &spread).into_iter().map(|s| (s, number)));
    }
    shingles.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for group in shingles.chunk_by(|x, y| x.0 == y.0) {
        let reach = if group.len() > CROWD_FORMS { NEIGHBOURS } else { group.len() };
        for (i, (_, f)) in group.iter().enumerate() {
            joined.extend(group[i + 1..].iter().take(reach).map(|(_, g)| (*f, *g)));
        }
    }
    joined.sort_unstable();
    let twins = (0..forms.len()).filter(|&i| forms[i].places.len() > 1).map(|i| (i, i));
    let mut out: Vec<(usize, usize)> = joined
        .chunk_by(|x, y| x == y)
        .filter(|same| same.len() >= MIN_SHINGLES)
        .map(|same| (same[0].0 as usize, same[0].1 as usize))
        .chain(twins)
        .collect();
    out.sort_unstable();
    out
}

/// In how many forms each content word stands.
fn spread(forms: &[Form<'_>]) -> HashMap<u64, usize> {
    let mut out = HashMap::new();
    for form in forms {
        let mut keys: Vec<u64> = form.line.words.iter().filter(|w| w.content).map(|w| w.key).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *out.entry(key).or_insert(0) += 1;
        }
    }
    out
}

/// The shingles of one sentence, each once.
fn of(words: &[Word], spread: &HashMap<u64, usize>) -> Vec<u64> {
    let content: Vec<&Word> = words.iter().filter(|w| w.content && w.weight > 0).collect();
    let mut out: Vec<u64> = content
        .iter()
        .filter(|w| spread.get(&w.key).is_some_and(|n| (2..=RARE_FORMS).contains(n)))
        .map(|w| w.key)
        .collect();
    for (i, word) in content.iter().enumerate() {
        out.extend(content[i + 1..].iter().take(2).map(|next| join(word.key, next.key)));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// One key for two words, whichever comes first.
fn join(a: u64, b: u64) -> u64 {
    a.min(b).rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ a.max(b)
}
