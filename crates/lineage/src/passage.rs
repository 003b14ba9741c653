//! Passages that say the same in other words: what a heavy rewrite or a translation there and back leaves of a text.
//!
//! In: two reports as weighed words, and near meanings. Out: runs of sentences that answer one another. A rewriter changes each word he can, but not what each
//! sentence tells, nor the order; another reporter has other details. So single sentences prove nothing here: three in a row must answer three in a
//! row, each with something of its own, and together with a good part of their weight. Words answer by being the same, synonyms, or of near meaning,
//! wherever they stand in the sentence (soft alignment by inverse document frequency; Mihalcea, Corley & Strapparava 2006).

use std::collections::{BTreeMap, BTreeSet};

use crate::align::ratio;
use crate::meaning::Meanings;
use crate::word::{Line, Word};

/// Sentences in a row.
const RUN: usize = 3;

/// Likeness that a run must have together in a report of few sentences, 0 to 1. Chosen with the passages of the tests: what tells the same
/// facts independently stays under 0.25 there, and under 0.32 in news.
const LIKENESS: f64 = 0.32;

/// The same in longer reports, which have more runs that may be alike by chance.
const LIKENESS_LONG: f64 = 0.36;

/// Sentences of the shorter report from which it is long.
const LONG_SENTENCES: usize = 9;

/// Likeness of a run that overlaps one found.
const LIKENESS_BESIDE: f64 = 0.28;

/// Likeness of each pair in a run.
const LEAST_LIKENESS: f64 = 0.11;

/// Weight that each pair in a run must share, in thousandths: an official's words in both do not reach it.
const LEAST_SHARED: u32 = 500;

/// Weight of wording, neither names nor numbers, that a run must share, in thousandths.
const WORDING: u32 = 4000;

/// What a synonym of the list is worth, in thousandths of the lesser weight.
const SYNONYM_WORTH: u32 = 700;

/// Sentences of a report that are looked at.
const MAX_SENTENCES: usize = 250;

/// Places of one word in a report that are looked at.
const MAX_PLACES: usize = 60;

/// Where the words of a report stand, by what they may be answered by.
#[derive(Debug)]
pub struct Index<'l> {
    lines: &'l [Line],
    /// The words that carry meaning, by sentence.
    words: Vec<Vec<&'l Word>>,
    by_key: BTreeMap<u64, Vec<(usize, usize)>>,
    by_synonym: BTreeMap<u64, Vec<(usize, usize)>>,
    by_meaning: BTreeMap<u32, Vec<(usize, usize)>>,
    /// Weight of content words, by sentence.
    mass: Vec<u32>,
}

impl<'l> Index<'l> {
    /// Of a report's sentences.
    pub fn of(lines: &'l [Line]) -> Index<'l> {
        let lines = &lines[..lines.len().min(MAX_SENTENCES)];
        let mut index = Index {
            lines,
            words: lines.iter().map(content).collect(),
            by_key: BTreeMap::new(),
            by_synonym: BTreeMap::new(),
            by_meaning: BTreeMap::new(),
            mass: Vec::new(),
        };
        for (s, line) in lines.iter().enumerate() {
            index.mass.push(index.words[s].iter().map(|w| w.weight).sum());
            if !line.body {
                continue;
            }
            for (at, word) in index.words[s].iter().enumerate() {
                index.by_key.entry(word.key).or_default().push((s, at));
                if word.synonyms != 0 {
                    index.by_synonym.entry(word.synonyms).or_default().push((s, at));
                }
                if word.meaning != 0 {
                    index.by_meaning.entry(word.meaning).or_default().push((s, at));
                }
            }
        }
        index
    }

    /// Where the words stand that answer `word`, with what they are worth in thousandths.
    fn answers(&self, word: &Word, meanings: &Meanings) -> Vec<((usize, usize), u32)> {
        fn places<K: Ord>(map: &BTreeMap<K, Vec<(usize, usize)>>, key: K) -> &[(usize, usize)] {
            map.get(&key).map_or(&[], |p| &p[..p.len().min(MAX_PLACES)])
        }
        let mut out: Vec<((usize, usize), u32)> =
            places(&self.by_key, word.key).iter().map(|p| (*p, 1000)).collect();
        if word.synonyms != 0 {
            out.extend(places(&self.by_synonym, word.synonyms).iter().map(|p| (*p, SYNONYM_WORTH)));
        }
        for (number, worth) in meanings.near(word.meaning) {
            out.extend(places(&self.by_meaning, *number).iter().map(|p| (*p, *worth)));
        }
        out
    }
}

/// Words that carry meaning and weight.
fn content(line: &Line) -> Vec<&Word> {
    line.words.iter().filter(|w| w.content && w.weight > 0).collect()
}

/// What two sentences share, softly.
#[derive(Clone, Copy, Debug, Default)]
struct Soft {
    shared: u32,
    wording: u32,
    both: u32,
}

impl Soft {
    fn likeness(&self) -> f64 {
        ratio(2 * self.shared, self.both)
    }
}

/// For one pair of sentences the best answer to each word of either.
#[derive(Default)]
struct Best {
    of_a: BTreeMap<usize, (u32, bool)>,
    of_b: BTreeMap<usize, (u32, bool)>,
}

impl Best {
    /// The lesser of what either side finds answered.
    fn soft(&self, both: u32) -> Soft {
        let sum = |side: &BTreeMap<usize, (u32, bool)>| side.values().map(|v| v.0).sum::<u32>();
        let own =
            |side: &BTreeMap<usize, (u32, bool)>| side.values().filter(|v| v.1).map(|v| v.0).sum::<u32>();
        Soft {
            shared: sum(&self.of_a).min(sum(&self.of_b)),
            wording: own(&self.of_a).min(own(&self.of_b)),
            both,
        }
    }
}

/// The pairs of sentences that are alike enough to stand in a run.
fn pairs(a: &Index<'_>, b: &Index<'_>, meanings: &Meanings) -> BTreeMap<(usize, usize), Soft> {
    let mut out = BTreeMap::new();
    for i in (0..a.lines.len()).filter(|i| a.lines[*i].body) {
        let mut best: BTreeMap<usize, Best> = BTreeMap::new();
        for (at, word) in a.words[i].iter().enumerate() {
            for ((j, other), worth) in b.answers(word, meanings) {
                let theirs = b.words[j][other];
                let value = word.weight.min(theirs.weight) * worth / 1000;
                let wording = !word.fact && !theirs.fact;
                let here = best.entry(j).or_default();
                for (side, at) in [(&mut here.of_a, at), (&mut here.of_b, other)] {
                    let old = side.entry(at).or_default();
                    *old = (*old).max((value, wording));
                }
            }
        }
        for (j, best) in best {
            let soft = best.soft(a.mass[i] + b.mass[j]);
            if soft.shared >= LEAST_SHARED && soft.likeness() >= LEAST_LIKENESS {
                out.insert((i, j), soft);
            }
        }
    }
    out
}

/// The pairs of sentences (of `a`, of `b`) that stand in runs which answer one another.
pub fn runs(a: &Index<'_>, b: &Index<'_>, meanings: &Meanings) -> BTreeSet<(usize, usize)> {
    let pairs = pairs(a, b, meanings);
    let shorter = a.mass.len().min(b.mass.len());
    let enough = if shorter < LONG_SENTENCES { LIKENESS } else { LIKENESS_LONG };
    let mut sure = BTreeSet::new();
    let mut likely = BTreeSet::new();
    for &(i, j) in pairs.keys() {
        let run: Vec<Soft> = (0..RUN).map_while(|k| pairs.get(&(i + k, j + k)).copied()).collect();
        let sum = |of: fn(&Soft) -> u32| run.iter().map(of).sum::<u32>();
        let likeness = ratio(2 * sum(|s| s.shared), sum(|s| s.both));
        if run.len() == RUN && sum(|s| s.wording) >= WORDING && likeness >= LIKENESS_BESIDE {
            likely.insert((i, j));
            if likeness >= enough {
                sure.insert((i, j));
            }
        }
    }
    let mut fresh: Vec<(usize, usize)> = sure.iter().copied().collect();
    while let Some((i, j)) = fresh.pop() {
        let near = (1..RUN).flat_map(|k| {
            let before = i.checked_sub(k).zip(j.checked_sub(k));
            [Some((i + k, j + k)), before]
        });
        fresh.extend(near.flatten().filter(|at| likely.contains(at) && sure.insert(*at)));
    }
    sure.into_iter().flat_map(|(i, j)| (0..RUN).map(move |k| (i + k, j + k))).collect()
}
