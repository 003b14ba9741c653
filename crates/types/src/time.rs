//! A TIMEX3 expression with its value (TimeML; Pustejovsky et al. 2003).

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::{Span, TokenSpan};

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeKind {
    /// A day or coarser.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimeKind {
    /// TimeML's name.
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

/// A closed range of calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayRange {
    /// First day.
    pub first: Date,
    /// Last day, not before `first`.
    pub last: Date,
}

impl DayRange {
    /// Whether some day lies in both.
    pub fn overlaps(self, other: DayRange) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: DayRange) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

/// A time expression in one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Its words.
    pub span: Span,
    /// The same as tokens.
    pub tokens: TokenSpan,
    /// What it is.
    pub kind: TimeKind,
    /// TIMEX3 value: `2022-01-19`, `2022-W02`, `P2D`, `XXXX-WXX-1`, `PRESENT_REF`; `None` when it cannot be
    /// known (a weekday in a report without a date).
    pub value: Option<String>,
    /// The calendar days that a DATE or TIME value names; `None` for durations, sets and open references.
    pub days: Option<DayRange>,
}

impl Time {
    /// The calendar days that a TIMEX3 value names, or `None` when it names none or only half of them is known.
    ///
    /// | value | days |
    /// |---|---|
    /// | `2022-01-19`, `2022-01-19T09:30`, `2022-01-19TNI` | that day |
    /// | `2022-01`, `2022`, `202` (decade), `20` (century) | all of it |
    /// | `202X`, `20XX` | as `202`, `20` |
    /// | `2022-W03`, `2022-W03-2`, `2022-W03-WE` | the ISO week, its Tuesday, its Saturday and Sunday |
    /// | `2022-Q3`, `2022-H1` | the quarter, the half year |
    /// | `2022-SP`, `-SU`, `-FA`, `-WI` | the meteorological season of the northern half; winter begins in December |
    /// | `2014-01/2014-02` | from the first day of the left to the last day of the right |
    /// | `XXXX-01-19`, `P2D`, `PAST_REF`, `2022-QX`, … | `None` |
    pub fn days_of(value: &str) -> Option<DayRange> {
        if let Some((left, right)) = value.split_once('/') {
            let (left, right) = (days_of_one(left)?, days_of_one(right)?);
            return range(left.first, right.last);
        }
        days_of_one(value)
    }
}

/// `first..=last` when it is not empty.
fn range(first: Date, last: Date) -> Option<DayRange> {
    (first <= last).then_some(DayRange { first, last })
}

/// As [`Time::days_of`], for a value that is no interval.
fn days_of_one(value: &str) -> Option<DayRange> {
    let day = value.split_once('T').map_or(value, |(day, _)| day);
    if !day.is_ascii() {
        return None;
    }
    let parts: Vec<&str> = day.split('-').collect();
    match parts[..] {
        [years] => years_of(years),
        [year, part] => part_of(number(year, 4)?, part),
        [year, week, day] if week.starts_with('W') => week_part(number(year, 4)?, &week[1..], day),
        [year, month, day] => {
            let date = Date::new(number(year, 4)?, number(month, 2)?, number(day, 2)?).ok()?;
            range(date, date)
        }
        _ => None,
    }
}

/// A number of exactly `digits` digits.
fn number<N: std::str::FromStr>(text: &str, digits: usize) -> Option<N> {
    let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// A year, a decade, a century.
fn years_of(text: &str) -> Option<DayRange> {
    let known = text.trim_end_matches('X');
    if text != known && text.len() != 4 {
        return None;
    }
    let years = match known.len() {
        4 => 1,
        3 => 10,
        2 => 100,
        _ => return None,
    };
    let first = number::<i16>(known, known.len())?.checked_mul(years)?;
    months(first, 1, first.checked_add(years - 1)?, 12)
}

/// What stands after the year: a month, a week, a quarter, a half, a season.
fn part_of(year: i16, part: &str) -> Option<DayRange> {
    if let Some(month) = number::<i8>(part, 2) {
        return months(year, month, year, month);
    }
    let (kind, rest) = part.split_at_checked(1)?;
    match (kind, rest) {
        ("Q", "1" | "2" | "3" | "4") => {
            let last = number::<i8>(rest, 1)? * 3;
            months(year, last - 2, year, last)
        }
        ("H", "1") => months(year, 1, year, 6),
        ("H", "2") => months(year, 7, year, 12),
        ("S", "P") => months(year, 3, year, 5),
        ("S", "U") => months(year, 6, year, 8),
        ("F", "A") => months(year, 9, year, 11),
        ("W", "I") => months(year, 12, year.checked_add(1)?, 2),
        ("W", week) => {
            let monday = week_day(year, week, Weekday::Monday)?;
            range(monday, monday.checked_add(6.days()).ok()?)
        }
        _ => None,
    }
}

/// A day of an ISO week, or its weekend.
fn week_part(year: i16, week: &str, day: &str) -> Option<DayRange> {
    if day == "WE" {
        return range(week_day(year, week, Weekday::Saturday)?, week_day(year, week, Weekday::Sunday)?);
    }
    let weekday = Weekday::from_monday_one_offset(number(day, 1)?).ok()?;
    let date = week_day(year, week, weekday)?;
    range(date, date)
}

/// One day of an ISO week.
fn week_day(year: i16, week: &str, weekday: Weekday) -> Option<Date> {
    let week = number::<i8>(week, 2).or_else(|| number::<i8>(week, 1))?;
    Some(ISOWeekDate::new(year, week, weekday).ok()?.date())
}

/// From the first day of one month to the last of another.
fn months(first_year: i16, first: i8, last_year: i16, last: i8) -> Option<DayRange> {
    range(Date::new(first_year, first, 1).ok()?, Date::new(last_year, last, 1).ok()?.last_of_month())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn days(value: &str) -> Option<(String, String)> {
        Time::days_of(value).map(|r| (r.first.to_string(), r.last.to_string()))
    }

    #[test]
    fn each_kind_of_value_has_its_days() {
        for (value, first, last) in [
            ("2022-01-19", "2022-01-19", "2022-01-19"),
            ("2022-01-19T09:30", "2022-01-19", "2022-01-19"),
            ("2022-01-19TNI", "2022-01-19", "2022-01-19"),
            ("2022", "2022-01-01", "2022-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("201", "2010-01-01", "2019-12-31"),
            ("201X", "2010-01-01", "2019-12-31"),
            ("19", "1900-01-01", "1999-12-31"),
            ("19XX", "1900-01-01", "1999-12-31"),
            ("2022-W03", "2022-01-17", "2022-01-23"),
            ("2022-W3", "2022-01-17", "2022-01-23"),
            ("2022-W03-2", "2022-01-18", "2022-01-18"),
            ("2022-W03-WE", "2022-01-22", "2022-01-23"),
            ("2022-Q3", "2022-07-01", "2022-09-30"),
            ("2022-H2", "2022-07-01", "2022-12-31"),
            ("2022-SU", "2022-06-01", "2022-08-31"),
            ("2023-WI", "2023-12-01", "2024-02-29"),
            ("2014-01/2014-02", "2014-01-01", "2014-02-28"),
        ] {
            assert_eq!(days(value), Some((first.into(), last.into())), "{value}");
        }
    }

    #[test]
    fn what_is_half_known_has_none() {
        for value in [
            "",
            "-",
            "/",
            "T",
            "XXXX-01-19",
            "2022-XX",
            "2022-01-XX",
            "2022-QX",
            "2022-WXX",
            "P2D",
            "PT3H",
            "PXY",
            "PAST_REF",
            "XXXX-WXX-1",
            "2022-13",
            "2021-02-29",
            "2022-W54",
            "2022-W00",
            "2014-02/2014-01",
            "2014/",
            "éé",
            "202é",
        ] {
            assert_eq!(days(value), None, "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_in_order(text in "\\PC{0,14}|[0-9XWQHTPSU/-]{1,12}") {
            if let Some(range) = Time::days_of(&text) {
                prop_assert!(range.first <= range.last);
            }
        }

        #[test]
        fn a_printed_day_is_read_back(offset in 0i32..200_000) {
            let day = date(1700, 1, 1).checked_add(offset.days()).unwrap();
            let range = Time::days_of(&day.to_string()).unwrap();
            prop_assert_eq!((range.first, range.last), (day, day));
            let week = day.iso_week_date();
            let range = Time::days_of(&format!("{:04}-W{:02}", week.year(), week.week())).unwrap();
            prop_assert!(range.first <= day && day <= range.last);
            prop_assert_eq!(range.first.until(range.last).unwrap().get_days(), 6);
        }
    }
}
