//! The word lists of the number grammar, parsed once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use types::Comparator;

/// What a word is inside a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NumberWord {
    Unit(f64),
    Ten(f64),
    Dozen,
    Hundred,
    Scale(f64),
    Short(f64),
    Letter(f64),
    Vague(f64, f64),
    Fraction(f64),
    Part(f64),
}

/// Words that bound a number.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub words: Vec<String>,
    pub comparator: Comparator,
    /// The number is not far from the bound.
    pub near: bool,
}

/// A measure: its name in figures and its kind (`duration`, `length`, `share`, …).
#[derive(Clone, Debug)]
pub(super) struct Measure {
    pub unit: String,
    pub kind: String,
}

/// Longest form of a unit, currency or bound, in pieces.
pub(super) const MAX_FORM_PIECES: usize = 5;

fn lines(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}

/// A phrase cut as the grammar's pieces are cut: letters, digits, single signs.
fn pieces(phrase: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for c in phrase.to_lowercase().chars() {
        let letter = c.is_alphabetic();
        if letter && open {
            if let Some(last) = out.last_mut() {
                last.push(c);
            }
        } else if !c.is_whitespace() {
            out.push(c.to_string());
        }
        open = letter;
    }
    out
}

/// The words that numbers are made of.
pub(super) static NUMBERS: LazyLock<HashMap<&'static str, NumberWord>> = LazyLock::new(|| {
    lines(include_str!("../../data/figure_numbers.tsv"))
        .filter_map(|row| {
            let [word, class, value] = row[..] else { return None };
            let number = value.parse().unwrap_or(0.0);
            let kind = match class {
                "unit" => NumberWord::Unit(number),
                "ten" => NumberWord::Ten(number),
                "dozen" => NumberWord::Dozen,
                "hundred" => NumberWord::Hundred,
                "scale" => NumberWord::Scale(number),
                "short" => NumberWord::Short(number),
                "letter" => NumberWord::Letter(number),
                "fraction" => NumberWord::Fraction(number),
                "sign" => NumberWord::Part(number),
                "vague" => {
                    let (low, high) = value.split_once("..")?;
                    NumberWord::Vague(low.parse().ok()?, high.parse().ok()?)
                }
                _ => return None,
            };
            Some((word, kind))
        })
        .collect()
});

fn comparator(name: &str) -> Option<Comparator> {
    use Comparator::{About, AtLeast, AtMost, Exact, LessThan, MoreThan, Nearly, Range};
    [Exact, About, MoreThan, AtLeast, LessThan, AtMost, Nearly, Range].into_iter().find(|c| c.name() == name)
}

fn bounds(side: &str) -> Vec<Bound> {
    let mut out: Vec<Bound> = lines(include_str!("../../data/figure_comparators.tsv"))
        .filter(|row| row.len() == 4 && row[1] == side)
        .filter_map(|row| {
            let comparator = comparator(row[2])?;
            Some(Bound { words: pieces(row[0]), comparator, near: row[3] == "near" })
        })
        .collect();
    out.sort_by_key(|b| std::cmp::Reverse(b.words.len()));
    out
}

/// Bounds before a number by their last word, longest first.
pub(super) static BEFORE: LazyLock<HashMap<String, Vec<Bound>>> = LazyLock::new(|| {
    let mut map: HashMap<String, Vec<Bound>> = HashMap::new();
    for bound in bounds("before") {
        let last = bound.words.last().cloned().unwrap_or_default();
        map.entry(last).or_default().push(bound);
    }
    map
});

/// Bounds behind a number, longest first.
pub(super) static AFTER: LazyLock<Vec<Bound>> = LazyLock::new(|| bounds("after"));

/// Units of measurement by their forms (pieces parted by blanks).
pub(super) static MEASURES: LazyLock<HashMap<String, Measure>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for row in lines(include_str!("../../data/figure_units.tsv")) {
        let [unit, kind, forms] = row[..] else { continue };
        let measure = Measure { unit: unit.to_owned(), kind: kind.to_owned() };
        for form in forms.split(' ').map(|f| f.replace('_', " ")).chain([unit.to_owned()]) {
            map.insert(pieces(&form).join(" "), measure.clone());
        }
    }
    map
});

/// Whether this is the name of a unit of measurement.
pub(super) fn is_measure(unit: &str) -> bool {
    MEASURES.contains_key(unit)
}

/// Currency words by their singular (pieces parted by blanks); an empty code where the country is open.
pub(super) static MONEY_WORDS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    lines(include_str!("../../data/figure_currencies.tsv"))
        .filter(|row| row.len() == 3 && row[1] == "word")
        .map(|row| (pieces(row[0]).join(" "), row[2].trim_start_matches('-')))
        .collect()
});

/// A currency's code with the words that speak of its country.
pub(super) type SharedCode = (&'static str, Vec<&'static str>);

/// Currency words that several countries share: the codes with the words that speak of their countries.
pub(super) static SHARED_MONEY: LazyLock<HashMap<&'static str, Vec<SharedCode>>> = LazyLock::new(|| {
    let mut map: HashMap<_, Vec<_>> = HashMap::new();
    for row in lines(include_str!("../../data/figure_shared_currencies.tsv")) {
        if let [word, code, places] = row[..] {
            map.entry(word).or_default().push((code, places.split(' ').collect()));
        }
    }
    map
});

/// Currency signs, longest first.
pub(super) static MONEY_SIGNS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut out: Vec<_> = lines(include_str!("../../data/figure_currencies.tsv"))
        .filter(|row| row.len() == 3 && row[1] == "sign")
        .map(|row| (row[0], row[2]))
        .collect();
    out.sort_by_key(|(sign, _)| (std::cmp::Reverse(sign.len()), *sign));
    out
});

static PLURALS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    lines(include_str!("../../data/figure_plurals.tsv"))
        .filter_map(|row| if let [plural, singular] = row[..] { Some((plural, singular)) } else { None })
        .collect()
});

/// Whether the list of irregular plurals has this word.
pub(super) fn is_irregular(noun: &str) -> bool {
    PLURALS.contains_key(noun)
}

/// The singular of an English noun in lower case: the list of irregular ones, then the rules of spelling.
pub(super) fn singular(noun: &str) -> String {
    if let Some(singular) = PLURALS.get(noun) {
        return (*singular).to_owned();
    }
    if let Some(stem) = noun.strip_suffix("men").filter(|s| s.len() > 2) {
        return format!("{stem}man");
    }
    if let Some((stem, child)) = noun.strip_suffix("children").map(|s| (s, "child")) {
        return format!("{stem}{child}");
    }
    let Some(stem) = noun.strip_suffix('s') else { return noun.to_owned() };
    if noun.ends_with("ss") || noun.ends_with("us") || noun.ends_with("is") || stem.chars().count() < 2 {
        return noun.to_owned();
    }
    match noun.strip_suffix("ies") {
        Some(y) if y.chars().count() > 1 => return format!("{y}y"),
        _ => {}
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] {
        if noun.ends_with(ending) {
            return noun[..noun.len() - 2].to_owned();
        }
    }
    stem.to_owned()
}

struct Persons {
    common: HashSet<String>,
    proper: HashSet<String>,
    endings: Vec<&'static str>,
}

static PERSONS: LazyLock<Persons> = LazyLock::new(|| {
    let (mut common, mut proper, mut endings) = (HashSet::new(), HashSet::new(), Vec::new());
    for row in lines(include_str!("../../data/figure_persons.tsv")) {
        let word = row[0].replace('_', " ");
        if let Some(ending) = row[0].strip_prefix('-') {
            endings.push(ending);
        } else if word.starts_with(char::is_uppercase) {
            proper.insert(word.to_lowercase());
        } else {
            common.insert(word);
        }
    }
    Persons { common, proper, endings }
});

/// Whether the noun (singular, lower case) counts people; `capital`: it is printed with a capital.
pub(super) fn is_person(noun: &str, capital: bool) -> bool {
    PERSONS.common.contains(noun)
        || capital && PERSONS.proper.contains(noun)
        || PERSONS.endings.iter().any(|e| noun.len() > e.len() && noun.ends_with(e))
}

static CLASSES: LazyLock<BTreeMap<&'static str, BTreeSet<String>>> = LazyLock::new(|| {
    let mut map: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for row in lines(include_str!("../../data/figure_words.tsv")) {
        let [class, words] = row[..] else { continue };
        map.entry(class).or_default().extend(words.split(' ').map(|w| w.replace('_', " ")));
    }
    map
});

/// Whether the word (lower case) is of this class in `figure_words.tsv`.
pub(super) fn is_a(class: &str, word: &str) -> bool {
    CLASSES.get(class).is_some_and(|words| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_go_back_to_their_singular() {
        let cases = [
            ("facilities", "facility"),
            ("women", "woman"),
            ("policemen", "policeman"),
            ("boxes", "box"),
            ("churches", "church"),
            ("bunkers", "bunker"),
            ("wives", "wife"),
            ("buses", "bus"),
            ("houses", "house"),
            ("aircraft", "aircraft"),
            ("grandchildren", "grandchild"),
            ("campus", "campus"),
            ("crises", "crisis"),
        ];
        for (plural, want) in cases {
            assert_eq!(singular(plural), want);
        }
    }

    #[test]
    fn every_data_file_is_read() {
        assert!(
            NUMBERS.len() > 80 && MEASURES.len() > 100 && MONEY_WORDS.len() > 100 && MONEY_SIGNS.len() > 40
        );
        assert!(
            BEFORE.len() > 40
                && AFTER.len() > 20
                && is_a("casualty", "killed")
                && is_person("villager", false)
        );
    }
}
