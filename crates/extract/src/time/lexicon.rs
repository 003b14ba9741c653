//! The words that time expressions are made of, from `data/time_words.tsv`.
//!
//! In: the data file, embedded. Out: one [`Entry`] a word, with all the classes that the word stands in.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What is known of one word. A word may be several things: "second" is a unit and an ordinal.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    /// Month of the year, 1 to 12.
    pub month: Option<i8>,
    /// Day of the week, 1 = Monday.
    pub weekday: Option<i8>,
    /// A calendar unit.
    pub unit: Option<Unit>,
    /// TIMEX3 code of a season (`SU`).
    pub season: Option<&'static str>,
    /// TIMEX3 code of a part of the day (`MO`).
    pub daypart: Option<&'static str>,
    /// A cardinal.
    pub number: Option<f64>,
    /// An ordinal.
    pub ordinal: Option<u8>,
    /// First year of the decade within its century ("nineties").
    pub decade: Option<u8>,
    /// What a time zone adds to a time of day.
    pub zone: Option<&'static str>,
    /// An amount that nobody can count ("several").
    pub vague: bool,
    /// A full stop after it belongs to it.
    pub abbreviation: bool,
    /// It is a common word or a name too.
    pub guarded: bool,
    /// It may stand before a time and stays part of its words.
    pub modifier: bool,
    /// It may stand before an amount and stays part of its words.
    pub about: bool,
    /// An auxiliary that points ahead.
    pub modal: bool,
    /// Its complement lies ahead of it.
    pub prospective: bool,
    /// What hangs on it has not happened yet.
    pub ahead: bool,
    /// An event that has its day beforehand.
    pub scheduled: bool,
    /// The number after it is its name.
    pub numbered: bool,
    /// A bare number before it counts it.
    pub counted: bool,
}

/// A calendar unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit with this code in the data file.
    fn parse(code: &str) -> Option<Unit> {
        Some(match code {
            "TS" => Unit::Second,
            "TM" => Unit::Minute,
            "TH" => Unit::Hour,
            "D" => Unit::Day,
            "WE" => Unit::Weekend,
            "W" => Unit::Week,
            "M" => Unit::Month,
            "Q" => Unit::Quarter,
            "Y" => Unit::Year,
            "E" => Unit::Decade,
            "C" => Unit::Century,
            "L" => Unit::Millennium,
            _ => return None,
        })
    }
}

/// Everything known, by word in lower case.
static WORDS: LazyLock<HashMap<&'static str, Entry>> =
    LazyLock::new(|| read(include_str!("../../data/time_words.tsv")));

/// Longest word of the data file, in bytes; no longer one is looked up.
const MAX_WORD_BYTES: usize = 24;

/// What is known of a word, whatever its case.
pub(super) fn entry(word: &str) -> Option<&'static Entry> {
    let mut lower = [0u8; MAX_WORD_BYTES];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    WORDS.get(std::str::from_utf8(lower).ok()?)
}

/// The lines of the data file.
fn read(data: &'static str) -> HashMap<&'static str, Entry> {
    let mut words: HashMap<&'static str, Entry> = HashMap::new();
    for line in data.lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(class), Some(value), Some(list)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        for word in list.split(' ') {
            fill(words.entry(word).or_default(), class, value);
        }
    }
    words
}

/// Puts one class into an entry.
fn fill(entry: &mut Entry, class: &str, value: &'static str) {
    match class {
        "month" => entry.month = value.parse().ok(),
        "weekday" => entry.weekday = value.parse().ok(),
        "unit" => entry.unit = Unit::parse(value),
        "season" => entry.season = Some(value),
        "daypart" => entry.daypart = Some(value),
        "number" => entry.number = value.parse().ok(),
        "ordinal" => entry.ordinal = value.parse().ok(),
        "decade" => entry.decade = value.parse().ok(),
        "zone" => entry.zone = Some(value),
        "vague" => entry.vague = true,
        "abbreviation" => entry.abbreviation = true,
        "guarded" => entry.guarded = true,
        "modifier" => entry.modifier = true,
        "about" => entry.about = true,
        "modal" => entry.modal = true,
        "prospective" => entry.prospective = true,
        "ahead" => entry.ahead = true,
        "scheduled" => entry.scheduled = true,
        "numbered" => entry.numbered = true,
        "counted" => entry.counted = true,
        _ => debug_assert!(false, "no class {class}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_used() {
        for line in include_str!("../../data/time_words.tsv").lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            for word in cells[2].split(' ') {
                assert!(word.len() <= MAX_WORD_BYTES, "{word}");
                assert_ne!(entry(word), Some(&Entry::default()), "{line}: {word}");
            }
        }
    }

    #[test]
    fn a_word_may_be_several_things() {
        let second = entry("SECOND").unwrap();
        assert_eq!((second.unit, second.ordinal), (Some(Unit::Second), Some(2)));
        assert_eq!(entry("Sept").unwrap().month, Some(9));
        assert_eq!(entry("naïve"), None);
    }
}
