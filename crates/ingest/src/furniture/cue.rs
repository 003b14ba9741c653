//! The patterns of `data/furniture.tsv`.
//!
//! Most say nothing of most blocks: each is compiled when a block first holds one of its [`needle`]s. All of them compiled cost a
//! fifth of a run over five reports.

use std::{
    collections::BTreeMap,
    sync::{LazyLock, OnceLock},
};

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::needle;
use crate::pattern;

/// A block longer than this is not looked at as a label.
const MAX_LINE_CHARS: usize = 120;

/// A block longer than this is no furniture by its words: pages have none so long. Also bounds the time a pattern may take.
const MAX_CUE_CHARS: usize = 3000;

/// How much of a paragraph's start or end is looked at for glued labels.
const EDGE_CHARS: usize = 700;

#[derive(Clone, Copy, PartialEq)]
enum Where {
    Any,
    Tail,
    Line,
    Prefix,
    Suffix,
}

struct Rule {
    class: &'static str,
    weight: u32,
    place: Where,
    pattern: String,
    compiled: OnceLock<Regex>,
}

impl Rule {
    fn regex(&self) -> &Regex {
        self.compiled.get_or_init(|| pattern::compile(&self.pattern))
    }
}

struct Table {
    rules: Vec<Rule>,
    needles: AhoCorasick,
    /// For each needle the rules that it stands for.
    of_needle: Vec<Vec<usize>>,
    /// Rules without a needle.
    always: Vec<usize>,
}

impl Table {
    /// The rules that may match a text, in order of the data file.
    fn candidates(&self, text: &str) -> Vec<&Rule> {
        let mut found = self.always.clone();
        for hit in self.needles.find_overlapping_iter(&text.to_lowercase()) {
            found.extend_from_slice(&self.of_needle[hit.pattern().as_usize()]);
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|i| &self.rules[i]).collect()
    }
}

fn rules() -> Vec<Rule> {
    include_str!("../../data/furniture.tsv")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        .filter_map(|line| {
            let mut fields = line.splitn(4, '\t');
            let (class, weight, place) = (fields.next()?, fields.next()?.parse().ok()?, fields.next()?);
            let pattern = fields.next()?;
            let (place, pattern) = match place {
                "line" => (Where::Line, format!(r"(?i)^(?-i:[\W_]*)(?:{pattern})(?-i:[\W_]*)$")),
                "prefix" => (Where::Prefix, format!("(?i)^(?:{pattern})")),
                "suffix" => (Where::Suffix, format!("(?i)(?:{pattern})$")),
                "tail" => (Where::Tail, format!("(?i){pattern}")),
                _ => (Where::Any, format!("(?i){pattern}")),
            };
            Some(Rule { class, weight, place, pattern, compiled: OnceLock::new() })
        })
        .collect()
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rules = rules();
    let mut always = Vec::new();
    let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, rule) in rules.iter().enumerate() {
        match needle::of(&rule.pattern) {
            Some(needles) => needles.into_iter().for_each(|n| words.entry(n).or_default().push(i)),
            None => always.push(i),
        }
    }
    let (words, of_needle): (Vec<String>, Vec<Vec<usize>>) = words.into_iter().unzip();
    let needles = AhoCorasick::new(words).expect("a few hundred words fit an automaton");
    Table { rules, needles, of_needle, always }
});

/// The rules that a block matches, by (class, weight).
fn matches(block: &str, last: bool) -> Vec<(&'static str, u32)> {
    let chars = block.chars().take(MAX_CUE_CHARS + 1).count();
    if chars > MAX_CUE_CHARS {
        return Vec::new();
    }
    let looked_at = |rule: &&&Rule| match rule.place {
        Where::Any => true,
        Where::Line => chars <= MAX_LINE_CHARS,
        Where::Tail => last,
        Where::Prefix | Where::Suffix => false,
    };
    let candidates = TABLE.candidates(block);
    let found = candidates.iter().filter(looked_at).filter(|rule| rule.regex().is_match(block));
    found.map(|rule| (rule.class, rule.weight)).collect()
}

/// The weight of each class in a block, heaviest first; equal ones in the order of the data file.
pub fn scores(block: &str, last: bool) -> Vec<(&'static str, u32)> {
    let mut sums: Vec<(&'static str, u32)> = Vec::new();
    for (class, weight) in matches(block, last) {
        match sums.iter_mut().find(|(c, _)| *c == class) {
            Some((_, sum)) => *sum += weight,
            None => sums.push((class, weight)),
        }
    }
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    sums
}

/// The class of a rule that decides by itself.
pub fn decisive(block: &str, last: bool) -> Option<&'static str> {
    matches(block, last).into_iter().find(|(_, weight)| *weight >= super::SURE).map(|(class, _)| class)
}

/// A label glued to the start of a block: its class, and where it ends.
pub fn prefix(block: &str) -> Option<(&'static str, usize)> {
    let end = block.char_indices().nth(EDGE_CHARS).map_or(block.len(), |(at, _)| at);
    let candidates = TABLE.candidates(&block[..end]);
    let mut prefixes = candidates.iter().filter(|rule| rule.place == Where::Prefix);
    let found = prefixes.find_map(|rule| Some((rule.class, rule.regex().find(&block[..end])?.end())))?;
    (found.1 > 0 && found.1 < block.len()).then_some(found)
}

/// A label or credit glued to the end of a block: its class, and where it starts.
pub fn suffix(block: &str) -> Option<(&'static str, usize)> {
    let skipped = block.chars().count().saturating_sub(EDGE_CHARS);
    let start = block.char_indices().nth(skipped).map_or(0, |(at, _)| at);
    let candidates = TABLE.candidates(&block[start..]);
    let found = candidates.iter().filter(|rule| rule.place == Where::Suffix).find_map(|rule| {
        let found = rule.regex().captures(&block[start..])?;
        Some((rule.class, start + found.name("cut").or_else(|| found.get(0))?.start()))
    })?;
    (found.1 > 0).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_well_formed() {
        let lines = include_str!("../../data/furniture.tsv")
            .lines()
            .filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        assert_eq!(lines.count(), rules().len());
        assert!(rules().iter().all(|r| (1..=10).contains(&r.weight) && Regex::new(&r.pattern).is_ok()));
    }

    #[test]
    fn no_rule_matches_without_a_needle() {
        let lines = include_str!("../../tests/suite/furniture.tsv").lines();
        for line in lines.filter_map(|l| l.split_once('\t')).map(|(_, line)| line) {
            let candidates: Vec<*const Rule> =
                TABLE.candidates(line).into_iter().map(std::ptr::from_ref).collect();
            for rule in &TABLE.rules {
                let candidate = candidates.contains(&std::ptr::from_ref(rule));
                assert!(candidate || !rule.regex().is_match(line), "{}: {line}", rule.pattern);
            }
        }
    }

    #[test]
    fn labels_are_cut_off_paragraphs() {
        assert_eq!(prefix("Key points: Rain fell."), Some(("story-highlights", 12)));
        assert_eq!(prefix("Summary executions were reported."), None);
        assert_eq!(
            suffix("Rain fell. (Reporting by Ada Okoye; Editing by Lars Holm)").map(|s| s.0),
            Some("wire-credit")
        );
    }
}
