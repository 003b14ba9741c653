//! The patterns of `data/furniture.tsv`.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

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
}

struct Table {
    blocks: Vec<(&'static str, u32, Where)>,
    set: RegexSet,
    prefixes: Vec<(&'static str, Regex)>,
    suffixes: Vec<(&'static str, Regex)>,
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
            Some(Rule { class, weight, place, pattern })
        })
        .collect()
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rules = rules();
    let edges = |place: Where| -> Vec<(&'static str, Regex)> {
        let of = rules.iter().filter(|r| r.place == place);
        of.map(|r| (r.class, pattern::compile(&r.pattern))).collect()
    };
    let blocks: Vec<&Rule> =
        rules.iter().filter(|r| !matches!(r.place, Where::Prefix | Where::Suffix)).collect();
    Table {
        set: regex::RegexSetBuilder::new(blocks.iter().map(|r| pattern::latin(&r.pattern)))
            .size_limit(256 << 20)
            .dfa_size_limit(64 << 20)
            .build()
            .expect("the data file's patterns compile"),
        blocks: blocks.iter().map(|r| (r.class, r.weight, r.place)).collect(),
        prefixes: edges(Where::Prefix),
        suffixes: edges(Where::Suffix),
    }
});

/// The rules that a block matches, by (class, weight).
fn matches(block: &str, last: bool) -> Vec<(&'static str, u32)> {
    let chars = block.chars().take(MAX_CUE_CHARS + 1).count();
    if chars > MAX_CUE_CHARS {
        return Vec::new();
    }
    TABLE
        .set
        .matches(block)
        .into_iter()
        .map(|i| TABLE.blocks[i])
        .filter(|(_, _, place)| match place {
            Where::Line => chars <= MAX_LINE_CHARS,
            Where::Tail => last,
            _ => true,
        })
        .map(|(class, weight, _)| (class, weight))
        .collect()
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
    let found =
        TABLE.prefixes.iter().find_map(|(class, regex)| Some((*class, regex.find(&block[..end])?.end())))?;
    (found.1 > 0 && found.1 < block.len()).then_some(found)
}

/// A label or credit glued to the end of a block: its class, and where it starts.
pub fn suffix(block: &str) -> Option<(&'static str, usize)> {
    let skipped = block.chars().count().saturating_sub(EDGE_CHARS);
    let start = block.char_indices().nth(skipped).map_or(0, |(at, _)| at);
    let found = TABLE.suffixes.iter().find_map(|(class, regex)| {
        let found = regex.captures(&block[start..])?;
        Some((*class, start + found.name("cut").or_else(|| found.get(0))?.start()))
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
    fn labels_are_cut_off_paragraphs() {
        assert_eq!(prefix("Key points: Rain fell."), Some(("story-highlights", 12)));
        assert_eq!(prefix("Summary executions were reported."), None);
        assert_eq!(
            suffix("Rain fell. (Reporting by Ada Okoye; Editing by Lars Holm)").map(|s| s.0),
            Some("wire-credit")
        );
    }
}
