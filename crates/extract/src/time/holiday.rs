//! Days with a name, from `data/time_holidays.tsv`, and their dates (Easter: the anonymous Gregorian computus, Meeus).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use types::Doc;

use super::word::Words;

/// How a day's date is computed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rule {
    /// The same date each year.
    Fixed { month: i8, day: i8 },
    /// Days after Western Easter Sunday.
    Easter(i32),
    /// Days after Eastern Easter Sunday.
    Orthodox(i32),
    /// The n-th weekday of a month, some days later.
    Nth { month: i8, nth: i8, weekday: i8, plus: i32 },
    /// One day.
    Once(Date),
}

/// One name.
#[derive(Debug)]
struct Name {
    /// Its words.
    words: Vec<String>,
    /// Its date.
    rule: Rule,
}

/// The names by their first word; of one first word the longest first.
static NAMES: LazyLock<BTreeMap<String, Vec<Name>>> = LazyLock::new(|| {
    let mut names: BTreeMap<String, Vec<Name>> = BTreeMap::new();
    let doc = Doc::default();
    for line in include_str!("../../data/time_holidays.tsv").lines().filter(|l| !l.starts_with('#')) {
        let Some((rule, list)) = line.split_once('\t') else { continue };
        let Some(rule) = Rule::parse(rule) else { continue };
        for name in list.split(" | ") {
            let words = Words::new(name, &doc);
            let words: Vec<String> = (0..words.len()).map(|i| words.text(i).to_owned()).collect();
            names.entry(words[0].clone()).or_default().push(Name { words, rule: rule.clone() });
        }
    }
    for list in names.values_mut() {
        list.sort_by_key(|n| std::cmp::Reverse(n.words.len()));
    }
    names
});

impl Rule {
    /// A rule as the data file writes it.
    fn parse(text: &str) -> Option<Rule> {
        if let Some(days) = text.strip_prefix("easter") {
            return Some(Rule::Easter(days.parse().ok()?));
        }
        if let Some(days) = text.strip_prefix("orthodox") {
            return Some(Rule::Orthodox(days.parse().ok()?));
        }
        if let Some((month, rest)) = text.split_once('/') {
            let (nth, weekday) = rest.split_once('/')?;
            let (weekday, plus) = weekday.split_once('+').unwrap_or((weekday, "0"));
            return Some(Rule::Nth {
                month: month.parse().ok()?,
                nth: nth.parse().ok()?,
                weekday: weekday.parse().ok()?,
                plus: plus.parse().ok()?,
            });
        }
        if text.len() == 10 {
            return Some(Rule::Once(text.parse().ok()?));
        }
        let (month, day) = text.split_once('-')?;
        Some(Rule::Fixed { month: month.parse().ok()?, day: day.parse().ok()? })
    }

    /// Its date in a year.
    pub(super) fn date(&self, year: i16) -> Option<Date> {
        match *self {
            Rule::Fixed { month, day } => Date::new(year, month, day).ok(),
            Rule::Once(date) => Some(date),
            Rule::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
            Rule::Orthodox(days) => orthodox_easter(year)?.checked_add(days.days()).ok(),
            Rule::Nth { month, nth, weekday, plus } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
                day.checked_add(plus.days()).ok()
            }
        }
    }
}

/// The named day that begins at a word, and the end of its name. Its first letter must be a capital, or a digit.
pub(super) fn at(words: &Words, i: usize) -> Option<(usize, &'static Rule)> {
    let first = words.text(i);
    if !words.capital(i) && !first.starts_with(|c: char| c.is_ascii_digit()) && !words.is(i, "the") {
        return None;
    }
    let names = NAMES.get(first.to_lowercase().as_str())?;
    names.iter().find(|n| reads(words, i, &n.words)).map(|n| (i + n.words.len(), &n.rule))
}

/// Whether these words stand here.
fn reads(words: &Words, i: usize, name: &[String]) -> bool {
    name.iter().enumerate().all(|(k, part)| {
        let same = words.is(i + k, part) || (part == "'" && words.is(i + k, "’"));
        same && (k == 0 || words.joined(i + k))
    })
}

/// Western Easter Sunday.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let f = (b + 8) / 25;
    let h = (19 * a + b - b / 4 - (b - f + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// Eastern Easter Sunday, in the Gregorian calendar of 1900 to 2099.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()?;
    julian.checked_add(13.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_data_gives_a_day() {
        for line in include_str!("../../data/time_holidays.tsv").lines().filter(|l| !l.starts_with('#')) {
            let rule = Rule::parse(line.split('\t').next().unwrap());
            assert!(rule.and_then(|r| r.date(2024)).is_some(), "{line}");
        }
    }

    #[test]
    fn dates_known_from_calendars() {
        let of = |rule: &str, year| Rule::parse(rule).unwrap().date(year).unwrap().to_string();
        assert_eq!(of("easter+0", 2024), "2024-03-31");
        assert_eq!(of("easter-2", 2022), "2022-04-15");
        assert_eq!(of("orthodox+0", 2022), "2022-04-24");
        assert_eq!(of("orthodox+0", 2024), "2024-05-05");
        assert_eq!(of("11/4/4", 2023), "2023-11-23");
        assert_eq!(of("05/-1/1", 2023), "2023-05-29");
        assert_eq!(of("11/1/1+1", 2020), "2020-11-03");
    }
}
