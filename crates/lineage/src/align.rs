//! How far two sentences are one text: their words laid side by side.
//!
//! In: two sentences as weighed words. Out: how much weight they share, in order and out of order, and their longest shared run. The
//! alignment is the heaviest common subsequence (Wagner & Fischer 1974) of lemmas, with near-synonyms at a discount; words that
//! were moved count half. It is symmetric to the last bit.

use std::cmp::{Ordering, Reverse};

use crate::word::{Line, Word};

/// A synonym counts this many in a thousand of the lesser weight.
const SYNONYM_PER_MILLE: u32 = 500;

/// What two sentences share; weights in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Alignment {
    /// Shared weight: in order, plus half of what was moved.
    pub shared: u32,
    /// Of it, words that are neither name nor number: the writer's own choice.
    pub wording: u32,
    /// Weight of the heaviest run of equal own words that is broken by nothing.
    pub run: u32,
    /// Words in that run.
    pub run_words: usize,
    /// Weight of the lighter sentence.
    pub least: u32,
    /// Weight of both.
    pub both: u32,
}

impl Alignment {
    /// Share of both sentences that is shared, 0 to 1.
    pub fn likeness(&self) -> f64 {
        ratio(2 * self.shared, self.both)
    }

    /// Share of the lighter sentence that stands in the other, 0 to 1.
    pub fn containment(&self) -> f64 {
        ratio(self.shared, self.least)
    }
}

/// A part of a whole, 0 when there is no whole.
pub fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { (f64::from(part) / f64::from(whole)).min(1.0) }
}

/// Lays two sentences side by side.
pub fn align(a: &Line, b: &Line) -> Alignment {
    let (in_order, wording) = heaviest(&a.words, &b.words);
    let bag = bag(&a.words, &b.words);
    let (run, run_words) = run(&a.words, &b.words);
    Alignment {
        shared: in_order + bag.saturating_sub(in_order) / 2,
        wording,
        run,
        run_words,
        least: a.mass.min(b.mass),
        both: a.mass + b.mass,
    }
}

/// What two words weigh when laid side by side.
fn matched(a: &Word, b: &Word) -> u32 {
    let least = a.weight.min(b.weight);
    if a.key == b.key {
        least
    } else if a.synonyms != 0 && a.synonyms == b.synonyms {
        least * SYNONYM_PER_MILLE / 1000
    } else {
        0
    }
}

/// Weight of the heaviest common subsequence, and of its words that are no facts (the heaviest of those ways).
fn heaviest(a: &[Word], b: &[Word]) -> (u32, u32) {
    let mut above = vec![(0u32, 0u32); b.len() + 1];
    for word in a {
        let mut row = vec![(0u32, 0u32); b.len() + 1];
        for (j, other) in b.iter().enumerate() {
            let weight = matched(word, other);
            let wording = if word.fact || other.fact { 0 } else { weight };
            let taken = if weight > 0 { (above[j].0 + weight, above[j].1 + wording) } else { (0, 0) };
            row[j + 1] = taken.max(above[j + 1]).max(row[j]);
        }
        above = row;
    }
    above.last().copied().unwrap_or_default()
}

/// Weight of equal content words wherever they stand, each used once.
fn bag(a: &[Word], b: &[Word]) -> u32 {
    let sorted = |words: &[Word]| {
        let mut out: Vec<(u64, Reverse<u32>)> =
            words.iter().filter(|w| w.content).map(|w| (w.key, Reverse(w.weight))).collect();
        out.sort_unstable();
        out
    };
    let (a, b) = (sorted(a), sorted(b));
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                sum += x.1.0.min(y.1.0);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}

/// Weight and length of the heaviest unbroken run of equal own words.
fn run(a: &[Word], b: &[Word]) -> (u32, usize) {
    let mut above = vec![(0u32, 0usize); b.len() + 1];
    let mut best = (0, 0);
    for word in a {
        let mut row = vec![(0u32, 0usize); b.len() + 1];
        for (j, other) in b.iter().enumerate() {
            if word.key == other.key && word.own && other.own {
                row[j + 1] = (above[j].0 + word.weight.min(other.weight), above[j].1 + 1);
                best = best.max(row[j + 1]);
            }
        }
        above = row;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::hash;

    /// Each word weighs 100; a word in `<…>` is quoted, `a/b` has synonym group `b`.
    fn line(text: &str) -> Line {
        let words: Vec<Word> = text
            .split(' ')
            .map(|w| {
                let own = !w.starts_with('<');
                let (word, group) = w.split_once('/').unwrap_or((w, "0"));
                let synonyms = group.parse().unwrap_or(0);
                let weight = if own { 100 } else { 8 };
                Word {
                    key: hash(word),
                    synonyms,
                    weight,
                    content: true,
                    own,
                    fact: false,
                    number: false,
                    meaning: 0,
                }
            })
            .collect();
        Line { mass: words.iter().map(|w| w.weight).sum(), words, body: true }
    }

    #[test]
    fn the_same_words_are_the_same() {
        let x = align(&line("the old mill burned down"), &line("the old mill burned down"));
        assert_eq!((x.shared, x.run_words, x.likeness(), x.containment()), (500, 5, 1.0, 1.0));
    }

    #[test]
    fn moved_words_count_half_and_synonyms_less() {
        assert_eq!(align(&line("a b c d"), &line("d a b c")).shared, 350);
        assert_eq!(align(&line("mill burned/7"), &line("mill blazed/7")).shared, 150);
        assert_eq!(align(&line("mill burned/7"), &line("mill blazed/8")).shared, 100);
    }

    #[test]
    fn quoted_words_make_no_run() {
        let x = align(&line("<we <shall <rebuild <it he said"), &line("<we <shall <rebuild <it she told"));
        assert_eq!((x.run, x.run_words, x.shared), (0, 0, 32));
    }

    #[test]
    fn it_is_symmetric() {
        let (a, b) = (line("a b/3 c d e/4 f"), line("c g/3 a e/4 d d h/4"));
        assert_eq!(align(&a, &b), align(&b, &a));
        assert_eq!(align(&a, &line("z")).shared, 0);
    }
}
