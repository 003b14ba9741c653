//! Words of near meaning, by the language model's word vectors.
//!
//! In: the words of a story and a look-up of vectors. Out: for each word the words near it, with how near, in thousandths. Nearness is the cosine of two
//! vectors. All pairs are compared by the signs of their numbers first (a cosine of a half leaves a third of the signs different; Charikar 2002),
//! and only those that agree in enough of them exactly. A model without vectors has no near words: then the synonyms of `data/synonyms.txt` stand alone.

use std::collections::BTreeMap;

/// A look-up of word vectors: the vector of a lower-case word.
pub type Vectors<'v> = dyn Fn(&str) -> Option<&'v [f32]> + 'v;

/// Least cosine of near words. Chosen with the passages of the tests among 0.4, 0.5 and 0.6; lower joins what merely belongs together.
const NEAR: f32 = 0.5;

/// Words that are compared, the most frequent; beyond, the pairs grow too many.
const MAX_WORDS: usize = 4000;

/// Signs that may differ, of a hundred, for two words to be compared exactly.
const MAX_SIGNS_APART_PER_CENT: u32 = 42;

/// What a near word weighs, in thousandths of the lesser weight: this much at [`NEAR`], and [`NEAR_WORTH`] + [`NEAR_GAIN`] for equal vectors.
const NEAR_WORTH: f32 = 300.0;

/// See [`NEAR_WORTH`].
const NEAR_GAIN: f32 = 600.0;

/// The near words of a story's words.
#[derive(Debug, Default)]
pub struct Meanings {
    numbers: BTreeMap<String, u32>,
    near: Vec<Vec<(u32, u32)>>,
}

impl Meanings {
    /// The near words among words and how often each comes.
    pub fn of(words: &BTreeMap<String, usize>, vectors: &Vectors<'_>) -> Meanings {
        let mut known: Vec<(&String, usize, &[f32])> =
            words.iter().filter_map(|(w, n)| Some((w, *n, vectors(w)?))).collect();
        known.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(y.0)));
        known.truncate(MAX_WORDS);
        let table: Vec<Vector> = known.iter().map(|(_, _, v)| Vector::of(v)).collect();
        let mut near = vec![Vec::new(); known.len()];
        for i in 0..table.len() {
            for j in i + 1..table.len() {
                if let Some(worth) = table[i].worth(&table[j]) {
                    near[i].push((j as u32 + 1, worth));
                    near[j].push((i as u32 + 1, worth));
                }
            }
        }
        let numbers = known.into_iter().zip(1..).map(|((w, _, _), n)| (w.clone(), n)).collect();
        Meanings { numbers, near }
    }

    /// A word's number; 0 for one that is not known.
    pub fn number(&self, word: &str) -> u32 {
        self.numbers.get(word).copied().unwrap_or(0)
    }

    /// The words near a word, by number, with what they are worth in thousandths.
    pub fn near(&self, number: u32) -> &[(u32, u32)] {
        let row = (number as usize).checked_sub(1).and_then(|i| self.near.get(i));
        row.map_or(&[], Vec::as_slice)
    }
}

/// A vector of length one, with its signs.
struct Vector {
    numbers: Vec<f32>,
    signs: Vec<u64>,
}

impl Vector {
    fn of(raw: &[f32]) -> Vector {
        let length = raw.iter().map(|x| x * x).sum::<f32>().sqrt();
        let numbers: Vec<f32> =
            if length > 0.0 { raw.iter().map(|x| x / length).collect() } else { Vec::new() };
        let sign = |chunk: &[f32]| {
            chunk.iter().enumerate().fold(0u64, |bits, (i, x)| bits | (u64::from(*x > 0.0) << i))
        };
        let signs = numbers.chunks(64).map(sign).collect();
        Vector { numbers, signs }
    }

    /// What another word is worth for this one, in thousandths; `None` for one that is not near.
    fn worth(&self, other: &Vector) -> Option<u32> {
        let apart: u32 = self.signs.iter().zip(&other.signs).map(|(a, b)| (a ^ b).count_ones()).sum();
        if apart * 100 > MAX_SIGNS_APART_PER_CENT * self.numbers.len() as u32 || self.numbers.is_empty() {
            return None;
        }
        let cosine: f32 = self.numbers.iter().zip(&other.numbers).map(|(a, b)| a * b).sum();
        let share = (cosine.min(1.0) - NEAR) / (1.0 - NEAR);
        (share > 0.0).then(|| (NEAR_WORTH + NEAR_GAIN * share).round() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_near() {
        let table: BTreeMap<&str, [f32; 4]> = BTreeMap::from([
            ("fire", [1.0, 0.2, 0.1, 0.1]),
            ("blaze", [2.0, 0.5, 0.3, 0.1]),
            ("bank", [-1.0, 0.9, -0.2, 0.3]),
            ("nothing", [0.0; 4]),
        ]);
        let words =
            ["fire", "blaze", "bank", "nothing", "unknown"].map(|w| (w.to_owned(), 1)).into_iter().collect();
        let meanings = Meanings::of(&words, &|w| table.get(w).map(|v| v.as_slice()));
        let fire = meanings.number("fire");
        assert_eq!(meanings.near(fire).len(), 1);
        assert_eq!(meanings.near(fire)[0].0, meanings.number("blaze"));
        assert!(meanings.near(fire)[0].1 > 800);
        assert!(meanings.near(meanings.number("bank")).is_empty());
        assert_eq!((meanings.number("unknown"), meanings.near(0)), (0, &[][..]));
    }
}
