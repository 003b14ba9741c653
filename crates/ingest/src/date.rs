//! Dates that pages and texts print about themselves, as exactly as they are printed.
//!
//! Machine forms are those of ISO 8601 / RFC 3339 and RFC 2822 with their usual breaches (space for `T`, zone without colon,
//! missing seconds). Printed forms are English: "March 4, 2024", "4 March 2024", "Mon, Mar. 4, 2024, 3:04 PM EDT".
//! Numeric day and month are taken only where the year leads, where one of them is over 12, or between dots, where the day
//! always leads: "03.04.2024" is 3 April, but "03/04/2024" is two different days.
//! A day without its year ("March 4") is a date only beside another date ([`DayOfYear::near`]).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex::{Captures, Regex};
use types::Published;

/// No news page bears a date outside these years; what lies outside is a number of another kind.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

const MONTHS: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

fn regex(pattern: &str) -> Regex {
    crate::pattern::compile(pattern)
}

static ISO: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)^\D{0,3}(?P<y>\d{4})[-/.]?(?P<m>\d{2})[-/.]?(?P<d>\d{2})
        (?:[T\s,]+(?P<h>\d{1,2}):(?P<min>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}|[A-Z]{2,5})?)?",
    )
});

static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?ix)\b(?:(?P<m1>{MONTHS})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})
        |(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTHS})\.?,?\s+(?P<y2>\d{{4}}))\b"
    ))
});

static NUMERIC: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(\d{1,2})([/.])(\d{1,2})[/.](\d{4})\b"));

static YEARLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?ix)\b(?:(?P<m1>{MONTHS})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTHS})\.?)(?:[^\w]|$)"
    ))
});

static YEAR_IN_URL: LazyLock<Regex> = LazyLock::new(|| regex(r"/((?:19|20)\d\d)(?:/|-\d\d/)"));

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)\b(?P<h>\d{1,2})[:.](?P<min>\d{2})(?::\d{2})?\s*(?P<half>[AaPp]\.?\s?[Mm]\b\.?)?\s*(?P<zone>\(?[A-Z]{1,4}T\b\)?|GMT\b|UTC\b|BST\b|Z\b|[+-]\d{2}:?\d{2})?",
    )
});

static IN_URL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)/(\d{4})[/-](\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-](\d{1,2})(?:[/-]|$)|(?:/|-|_)(20\d{2})-?(\d{2})-?(\d{2})(?:[/._-]|$)",
    )
});

/// The number of a month by its first three letters.
fn month(name: &str) -> Option<i8> {
    let key = name.get(..3)?.to_ascii_lowercase();
    let at = "janfebmaraprmayjunjulaugsepoctnovdec".find(&key)?;
    (at % 3 == 0).then_some(i8::try_from(at / 3 + 1).ok()?)
}

fn day(y: &str, m: Option<i8>, d: &str) -> Option<Date> {
    let year: i16 = y.parse().ok()?;
    YEARS.contains(&year).then_some(())?;
    Date::new(year, m?, d.parse().ok()?).ok()
}

/// Minutes east of UTC of a zone as printed. North American and British abbreviations only: others name several zones.
fn offset(zone: &str) -> Option<i32> {
    let zone = zone.trim_matches(['(', ')']).to_ascii_uppercase();
    let named = match zone.as_str() {
        "Z" | "UTC" | "GMT" => Some(0),
        "BST" | "CET" => Some(60),
        "CEST" => Some(120),
        "EDT" => Some(-240),
        "EST" | "CDT" => Some(-300),
        "CST" | "MDT" => Some(-360),
        "MST" | "PDT" => Some(-420),
        "PST" => Some(-480),
        _ => None,
    };
    if named.is_some() {
        return named;
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.strip_prefix(['+', '-'])?.chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).map_or(Some(0), |m| m.parse().ok())?;
    (hours <= 14 && minutes < 60).then_some(sign * (60 * hours + minutes))
}

/// A machine's date: `2024-03-04`, `2024-03-04T15:04:00-05:00`, `20240304`, `Mon, 04 Mar 2024 15:04:00 GMT`, or epoch seconds.
pub fn machine(text: &str) -> Option<Published> {
    let text = text.trim();
    if let Some(c) = ISO.captures(text)
        && let Some(date) = day(&c["y"], c["m"].parse().ok(), &c["d"])
    {
        let time = c.name("h").zip(c.name("min")).and_then(|(h, m)| clock(h.as_str(), m.as_str(), None));
        let offset_minutes = time.and(c.name("zone")).and_then(|z| offset(z.as_str()));
        return Some(Published { date, time, offset_minutes });
    }
    epoch(text).or_else(|| printed(text))
}

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<Published> {
    let seconds: i64 = match text.len() {
        10 => text.parse().ok()?,
        13 => text.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    let moment = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let time = Time::new(moment.hour(), moment.minute(), 0, 0).ok();
    YEARS.contains(&moment.year()).then_some(Published { date: moment.date(), time, offset_minutes: Some(0) })
}

fn clock(h: &str, min: &str, half: Option<&str>) -> Option<Time> {
    let mut hour: i8 = h.parse().ok()?;
    if let Some(half) = half {
        let pm = half.starts_with(['p', 'P']);
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if pm { 12 } else { 0 };
    }
    Time::new(hour, min.parse().ok()?, 0, 0).ok()
}

fn printed_day(c: &Captures) -> Option<Date> {
    match c.name("m1") {
        Some(m) => day(&c["y1"], month(m.as_str()), &c["d1"]),
        None => day(&c["y2"], month(&c["m2"]), &c["d2"]),
    }
}

/// The day in words or figures, and where in the text it stands.
fn find_day(text: &str) -> Option<(Date, Range<usize>)> {
    if let Some(c) = PRINTED.captures(text)
        && let Some(date) = printed_day(&c)
    {
        return Some((date, c.get(0)?.range()));
    }
    let c = NUMERIC.captures(text)?;
    let (a, b): (i8, i8) = (c[1].parse().ok()?, c[3].parse().ok()?);
    let date = match (a > 12, b > 12) {
        (true, false) => day(&c[4], Some(b), &c[1]),
        (false, true) => day(&c[4], Some(a), &c[3]),
        _ if a == b || &c[2] == "." => day(&c[4], Some(b), &c[1]),
        _ => None,
    };
    Some((date?, c.get(0)?.range()))
}

/// The day as machines write it, among the words of a text.
fn find_iso(text: &str) -> Option<(Date, Range<usize>)> {
    text.split_whitespace().find_map(|word| {
        let c = ISO.captures(word).filter(|_| word.len() >= 10)?;
        word.get(4..5).filter(|s| !s.starts_with(|c: char| c.is_ascii_digit()))?;
        let start = text.find(word)?;
        Some((
            day(&c["y"], c["m"].parse().ok(), &c["d"])?,
            start + c.name("y")?.start()..start + c.name("d")?.end(),
        ))
    })
}

/// A printed date in a short text such as "Published 3:04 PM EDT, Mon March 4, 2024".
pub fn printed(text: &str) -> Option<Published> {
    let (date, at) = find_day(text).or_else(|| find_iso(text))?;
    // "14.03." is no time of day.
    let found = [&text[at.end..], &text[..at.start]].into_iter().find_map(|part| {
        let c = CLOCK.captures(part)?;
        let time = clock(&c["h"], &c["min"], c.name("half").map(|h| h.as_str()))?;
        Some((time, c.name("zone").and_then(|z| offset(z.as_str()))))
    });
    Some(Published { date, time: found.map(|f| f.0), offset_minutes: found.and_then(|f| f.1) })
}

/// A day whose year is not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOfYear {
    month: i8,
    day: i8,
}

impl DayOfYear {
    /// The day in a text that prints it without a year.
    pub fn printed(text: &str) -> Option<Self> {
        let c = YEARLESS.captures(text)?;
        let (m, d) = match c.name("m1") {
            Some(m) => (m.as_str(), &c["d1"]),
            None => (c.name("m2")?.as_str(), &c["d2"]),
        };
        let found = DayOfYear { month: month(m)?, day: d.parse().ok()? };
        // A leap year has all days.
        found.in_year(2024).map(|_| found)
    }

    /// The day in this year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        YEARS.contains(&year).then_some(())?;
        Date::new(year, self.month, self.day).ok()
    }

    /// The one of these days that lies nearest to another: with "December 31" beside January 2, 2024, that of 2023.
    pub fn near(self, other: Date) -> Option<Date> {
        (-1..=1)
            .filter_map(|step| self.in_year(other.year() + step))
            .min_by_key(|date| other.duration_until(*date).abs())
    }
}

/// The day in an address: `/2024/03/04/`, `/2024/mar/04/`, `-20240304.html`.
pub fn in_url(url: &str) -> Option<Published> {
    let c = IN_URL.captures(url)?;
    let date = match (c.get(1), c.get(4)) {
        (Some(y), _) => day(y.as_str(), c[2].parse().ok().or_else(|| month(&c[2])), &c[3]),
        (_, Some(y)) => day(y.as_str(), c[5].parse().ok(), &c[6]),
        _ => None,
    }?;
    Some(Published { date, time: None, offset_minutes: None })
}

/// The year in an address that gives no day: `/2024/03/story`.
pub fn year_in_url(url: &str) -> Option<i16> {
    YEAR_IN_URL.captures(url)?[1].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(p: Option<Published>) -> String {
        p.map_or("none".to_owned(), |p| p.to_string())
    }

    #[test]
    fn machine_forms() {
        for (given, want) in [
            ("2023-05-06", "2023-05-06"),
            ("2023-05-06T07:08:09+0200", "2023-05-06T07:08+02:00"),
            ("2023-05-06T07:08Z", "2023-05-06T07:08Z"),
            ("2023-05-06 07:08:09.123-05:00", "2023-05-06T07:08-05:00"),
            ("20230506", "2023-05-06"),
            ("Sat, 06 May 2023 07:08:09 GMT", "2023-05-06T07:08Z"),
            ("1683356889", "2023-05-06T07:08Z"),
            ("2023-13-06", "none"),
            ("yesterday", "none"),
        ] {
            assert_eq!(shown(machine(given)), want, "{given}");
        }
    }

    #[test]
    fn printed_forms() {
        for (given, want) in [
            ("Published 3:04 PM EDT, Sat May 6, 2023", "2023-05-06T15:04-04:00"),
            ("6 May 2023", "2023-05-06"),
            ("Sept. 30th, 2021 at 12.05 a.m.", "2021-09-30T00:05"),
            ("25/12/2020 18:30", "2020-12-25T18:30"),
            ("03/04/2020", "none"),
            ("03.04.2020", "2020-04-03"),
            ("14.03.2024, 08:15", "2024-03-14T08:15"),
            ("08:15 | 14.03.2024", "2024-03-14T08:15"),
            ("14.03.2024", "2024-03-14"),
            ("2024.03.14", "2024-03-14"),
            ("in 2023", "none"),
        ] {
            assert_eq!(shown(printed(given)), want, "{given}");
        }
    }

    #[test]
    fn days_without_a_year_take_the_nearest() {
        for (given, beside, want) in [
            ("OSLO, March 12 (Reuters) -", "2023-05-06", Some("2023-03-12")),
            ("OSLO, 31 Dec (AFP)", "2024-01-02", Some("2023-12-31")),
            ("LAGOS, Jan. 2 (AFP) —", "2022-12-30", Some("2023-01-02")),
            ("LAGOS, Feb. 29 (AFP) —", "2024-03-01", Some("2024-02-29")),
            ("LAGOS, Feb. 31 (AFP) —", "2023-03-01", None),
            ("LAGOS (AFP) —", "2023-03-01", None),
        ] {
            let near = beside.parse().ok().and_then(|b| DayOfYear::printed(given)?.near(b));
            assert_eq!(near.map(|d| d.to_string()).as_deref(), want, "{given}");
        }
        assert_eq!(year_in_url("https://a.example/world/2023/05/story"), Some(2023));
        assert_eq!(year_in_url("https://a.example/plan-2030/story"), None);
    }

    #[test]
    fn addresses() {
        assert_eq!(shown(in_url("https://a.example/2023/05/06/story")), "2023-05-06");
        assert_eq!(shown(in_url("https://a.example/world/2023/may/06/story")), "2023-05-06");
        assert_eq!(shown(in_url("https://a.example/story-20230506.html")), "2023-05-06");
        assert_eq!(shown(in_url("https://a.example/story-12345678")), "none");
    }
}
