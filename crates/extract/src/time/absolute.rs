//! Times that name themselves: days, months, years, decades, centuries, quarters, seasons, days with a name.
//!
//! In: words and where to begin. Out: the word after the time, and what it says.

use super::amount;
use super::holiday;
use super::lexicon::Unit;
use super::sense::{From, Pick, Sense, Year};
use super::word::Words;

/// Years that a bare number of four digits is read as; others need "in", "since" or the like before them.
const BARE_YEARS: std::ops::RangeInclusive<i32> = 1800..=2099;

/// Years that a number of four digits is read as after such a word.
const LED_YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

/// Words that a year may follow.
const LEADS: [&str; 20] = [
    "in", "since", "of", "from", "until", "till", "by", "before", "after", "for", "early", "late", "mid",
    "the", "fiscal", "year", "during", "between", "around", "to",
];

/// Words after a weekday or "daily" that make it a newspaper or a programme.
const MASTHEADS: [&str; 22] = [
    "Times",
    "Mirror",
    "Telegraph",
    "Express",
    "Herald",
    "Post",
    "Mail",
    "Tribune",
    "Star",
    "Sun",
    "World",
    "Independent",
    "People",
    "News",
    "Beast",
    "Show",
    "Mercury",
    "Business",
    "Record",
    "Nation",
    "Monitor",
    "Sport",
];

/// A newspaper's name, not a time.
pub(super) fn is_masthead(words: &Words, end: usize) -> bool {
    words.capital(end) && words.joined(end) && MASTHEADS.contains(&words.text(end))
}

/// The absolute time that begins here, the longest reading first.
pub(super) fn find(words: &Words, i: usize) -> Option<(usize, Sense)> {
    iso(words, i)
        .or_else(|| slashed(words, i))
        .or_else(|| dated(words, i))
        .or_else(|| named_day(words, i))
        .or_else(|| quarter(words, i))
        .or_else(|| century(words, i))
        .or_else(|| decade(words, i))
        .or_else(|| year_span(words, i))
        .or_else(|| year(words, i))
        .or_else(|| season(words, i))
}

/// A weekday, a date, or both: "Friday", "Friday, Oct. 13", "April 6, 1994", "27th of April".
fn dated(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let Some((end, weekday)) = weekday(words, i) else { return date(words, i) };
    let comma = if words.is(end, ",") { end + 1 } else { end };
    let the = if words.is(comma, "the") { comma + 1 } else { comma };
    match date(words, the).filter(|(_, s)| s.is_day() && words.joined(the)) {
        Some((end, day)) => Some((end, day)),
        None => Some((end, Sense::weekday(weekday))),
    }
}

/// A weekday by itself.
pub(super) fn weekday(words: &Words, i: usize) -> Option<(usize, i8)> {
    let entry = words.entry(i)?;
    let weekday = entry.weekday.filter(|_| words.capital(i))?;
    let mut end = i + 1;
    let dot = entry.abbreviation && words.is(end, ".") && words.glued(end);
    let dated =
        |at: usize| words.entry(at).is_some_and(|e| e.month.is_some()) || words.whole(at, 2).is_some();
    if entry.guarded && !dot && !dated(end) && !(words.is(end, ",") && dated(end + 1)) {
        return None;
    }
    end += usize::from(dot);
    (!is_masthead(words, end)).then_some((end, weekday))
}

/// A month with a day, a year or neither.
fn date(words: &Words, i: usize) -> Option<(usize, Sense)> {
    month_first(words, i).or_else(|| day_first(words, i))
}

/// A month's name and whether a full stop of its own follows.
fn month(words: &Words, i: usize) -> Option<(usize, i8)> {
    let entry = words.entry(i)?;
    let month = entry.month.filter(|_| words.capital(i))?;
    let dot = entry.abbreviation && words.is(i + 1, ".") && words.glued(i + 1);
    Some((i + 1 + usize::from(dot), month))
}

/// A day of a month: "27", "27th", "eighth", "twenty-first".
fn day_of_month(words: &Words, i: usize) -> Option<(usize, i8)> {
    let text = words.text(i);
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|s| text.strip_suffix(s)).unwrap_or(text);
    let digits = bare.len() <= 2 && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    let day = match digits.then(|| bare.parse::<i8>().ok()).flatten() {
        Some(day) => (i + 1, day),
        None => spelled_day(words, i)?,
    };
    (1..=31).contains(&day.1).then_some(day)
}

/// "eighth", "twenty-first".
fn spelled_day(words: &Words, i: usize) -> Option<(usize, i8)> {
    let ordinal = |at: usize| words.entry(at).and_then(|e| e.ordinal).and_then(|o| i8::try_from(o).ok());
    if let Some(tens) = words.entry(i).and_then(|e| e.number).filter(|&n| n == 20.0 || n == 30.0) {
        let at = words.hyphen(i + 1);
        let tens = if tens == 20.0 { 20 } else { 30 };
        return ordinal(at).filter(|&o| o < 10).map(|o| (at + 1, tens + o));
    }
    ordinal(i).map(|o| (i + 1, o))
}

/// "April", "April 6", "April 6-8", "April 6, 1994", "April 1994", "April of last year".
fn month_first(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let (after, month) = month(words, i)?;
    let the = if words.is(after, "the") { after + 1 } else { after };
    let day = day_of_month(words, the).filter(|&(end, _)| words.joined(the) && !is_measure(words, end));
    let Some((end, day)) = day else { return month_alone(words, i, after, month) };
    let sense = |day| Sense::Day { year: Year::Unsaid, month, day, pick: Pick::Tense };
    let dash = words.hyphen(end);
    let dash = if words.any(end, &["to", "–", "—"]) { end + 1 } else { dash };
    if let Some((end, last)) = day_of_month(words, dash)
        .filter(|&(end, last)| dash > end.min(dash - 1) && last > day && dash > after + 1)
    {
        if dash > words.hyphen(after) && !is_measure(words, end) && !words.is(end, ":") {
            let (end, year) = comma_year(words, end).unwrap_or((end, Year::Unsaid));
            let both = (sense(day).in_year(year), sense(last).in_year(year));
            if let (Some(a), Some(b)) = both {
                return Some((end, Sense::Range(Box::new(a), Box::new(b))));
            }
        }
    }
    let (end, year) = comma_year(words, end).unwrap_or((end, Year::Unsaid));
    Some((end, Sense::Day { year, month, day, pick: Pick::Tense }))
}

/// Whether a number that ends here counts or measures something: no day of a month.
fn is_measure(words: &Words, end: usize) -> bool {
    (words.any(end, &["%", "percent", "per", "km", "kg", "st", "º"]) && words.joined(end))
        || (words.is(end, "-") && words.glued(end) && words.glued(end + 1) && words.unit(end + 1).is_some())
}

/// ", 1994", "1994", "of last year", "this year" after a date.
fn comma_year(words: &Words, end: usize) -> Option<(usize, Year)> {
    let at = if words.is(end, ",") && words.whole(end + 1, 4).is_some() { end + 1 } else { end };
    let at = if words.is(at, "of") || words.is(at, "in") { at + 1 } else { at };
    if !words.joined(at) {
        return None;
    }
    if let Some(year) = whole_year(words, at, LED_YEARS) {
        return Some((at + 1, Year::Is(year)));
    }
    if at == end || words.is(end, "of") {
        let shift =
            if words.any(at, &["last", "the"]) && (words.is(at, "last") || words.is(at + 1, "previous")) {
                -1
            } else if words.is(at, "this") {
                0
            } else if words.is(at, "next") || (words.is(at, "the") && words.is(at + 1, "following")) {
                1
            } else {
                return None;
            };
        let at = if words.is(at, "the") { at + 2 } else { at + 1 };
        return words.is(at, "year").then_some((at + 1, Year::Shifted(shift)));
    }
    None
}

/// A month with no day. "may", "march" and names of people are none.
fn month_alone(words: &Words, i: usize, after: usize, month: i8) -> Option<(usize, Sense)> {
    let sense = Sense::Month { year: Year::Unsaid, month, pick: Pick::Tense };
    if let Some((end, year)) = comma_year(words, after).or_else(|| spelled_year(words, after)) {
        return Some((end, sense.in_year(year)?));
    }
    let entry = words.entry(i)?;
    if entry.abbreviation && after == i + 1 && words.text(i).len() == 3 && month != 5 {
        return None;
    }
    let led = words.before(i).is_some_and(|b| {
        words.any(
            b,
            &[
                "in", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid", "of",
                "from", "through", "for", "before", "after", "during", "between", "every", "each", "to",
                "and",
            ],
        ) || (words.is(b, "-") && words.glued(i))
    });
    let person =
        words.before(i).is_some_and(|b| words.capital(b) && words.proper(b) && words.entry(b).is_none())
            || (words.capital(after) && words.proper(after) && words.joined(after) && !led);
    let verb = words.tag(i).starts_with("MD") || words.tag(i).starts_with("VB");
    let common = entry.guarded || [4, 6, 8].contains(&month);
    if person && common || (verb && !led) || (entry.guarded && !led && !words.proper(i)) {
        return None;
    }
    Some((after, sense))
}

/// A year in words: "nineteen ninety-seven", "two thousand four".
fn spelled_year(words: &Words, i: usize) -> Option<(usize, Year)> {
    let number = |at: usize| words.entry(at).and_then(|e| e.number).unwrap_or(0.0);
    if !words.joined(i) {
        return None;
    }
    let century = number(i);
    if [18.0, 19.0, 20.0].contains(&century) {
        let tens = number(i + 1);
        if !(10.0..100.0).contains(&tens) {
            return None;
        }
        let at = words.hyphen(i + 2);
        let ones = if tens >= 20.0 && (1.0..10.0).contains(&number(at)) { number(at) } else { 0.0 };
        let end = if ones > 0.0 { at + 1 } else { i + 2 };
        let year = century * 100.0 + tens + ones;
        return Some((end, Year::Is(year as i16)));
    }
    None
}

/// "27 April", "the 27th of April 1994", "27 April".
fn day_first(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let start = if words.is(i, "the") { i + 1 } else { i };
    let (at, day) = day_of_month(words, start)?;
    let of = words.is(at, "of");
    if let Some((end, month)) = month(words, if of { at + 1 } else { at }).filter(|_| words.joined(at)) {
        let digits = words.text(start).starts_with(|c: char| c.is_ascii_digit());
        if (digits || of) && !(words.entry(end - 1).is_some_and(|e| e.guarded) && words.tag(end - 1) == "MD")
        {
            let (end, year) = comma_year(words, end).unwrap_or((end, Year::Unsaid));
            return Some((end, Sense::Day { year, month, day, pick: Pick::Tense }));
        }
    }
    let led = words.before(i).is_some_and(|b| words.any(b, &["on", "by", "until", "till"]));
    let ordinal = words.text(start).ends_with("th") || words.text(start).ends_with(['t', 'd']);
    let alone = !words.joined(at)
        || ["IN", "TO", ",", ".", "CC"].contains(&words.tag(at))
        || words.any(at, &[".", ","]);
    (led && start > i && ordinal && words.whole(start, 2).is_none() && alone && digits_first(words, start))
        .then_some((at, Sense::DayOfMonth { day }))
}

/// Whether a word begins with a digit.
fn digits_first(words: &Words, i: usize) -> bool {
    words.text(i).starts_with(|c: char| c.is_ascii_digit())
}

/// "2014-04-27", with or without a time.
fn iso(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let (year, month) = (words.whole(i, 4).filter(|_| words.text(i).len() == 4)?, words.whole(i + 2, 2)?);
    let glued = (i + 1..=i + 4).all(|k| words.glued(k));
    let rest = words.text(i + 4);
    let (day, time) = rest.split_once('T').unwrap_or((rest, ""));
    let day: i8 = day.parse().ok().filter(|_| words.is(i + 1, "-") && words.is(i + 3, "-") && glued)?;
    let date = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, day).ok()?;
    if time.is_empty() {
        return Some((i + 5, Sense::Date(date.to_string())));
    }
    let (hour, minute) = (time.get(..2)?, time.get(3..5).unwrap_or("00"));
    Some((i + 5, Sense::Date(format!("{date}T{hour}:{minute}"))))
}

/// "27/4/2014", "4/27/2014", "27.04.2014". When either order could be meant nothing is known.
fn slashed(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let text = words.text(i);
    let (end, parts) = if text.matches('.').count() == 2 {
        (i + 1, text.split('.').map(str::to_owned).collect::<Vec<_>>())
    } else {
        let slashes = words.is(i + 1, "/") && words.is(i + 3, "/") && (i + 1..=i + 4).all(|k| words.glued(k));
        if !slashes {
            return None;
        }
        (i + 5, vec![text.to_owned(), words.text(i + 2).to_owned(), words.text(i + 4).to_owned()])
    };
    let [first, second, year] = &parts[..] else { return None };
    if year.len() != 4 || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let (first, second, year): (i8, i8, i16) =
        (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    let dots = end == i + 1;
    let sense = |day: i8, month: i8| {
        jiff::civil::Date::new(year, month, day).ok().map(|d| Sense::Date(d.to_string()))
    };
    let sense = match (first, second) {
        _ if dots || first > 12 => sense(first, second)?,
        _ if second > 12 || first == second => sense(second, first)?,
        _ => Sense::Open,
    };
    Some((end, sense))
}

/// A whole number of four digits in a range.
pub(super) fn whole_year(words: &Words, i: usize, range: std::ops::RangeInclusive<i32>) -> Option<i16> {
    let year = words.whole(i, 4).filter(|y| words.text(i).len() == 4 && range.contains(y))?;
    i16::try_from(year).ok()
}

/// A year by itself: "1995", "the year 2000", "fiscal 1989", "nineteen ninety-one".
fn year(words: &Words, i: usize) -> Option<(usize, Sense)> {
    for phrase in ["the year", "fiscal year", "the fiscal year", "fiscal", "the"] {
        let Some(at) = words.phrase(i, phrase).filter(|&at| words.joined(at)) else { continue };
        if let Some((end, sense)) = bare_year(words, at).filter(|_| phrase != "the") {
            return Some((end, sense));
        }
        if phrase == "the year" && words.phrase(at, "two thousand").is_some() {
            return Some((at + 2, Sense::Date("2000".into())));
        }
    }
    bare_year(words, i)
}

/// A number that is a year.
fn bare_year(words: &Words, i: usize) -> Option<(usize, Sense)> {
    if let Some((end, Year::Is(year))) = spelled_year(words, i) {
        return Some((end, Sense::Date(year.to_string())));
    }
    let before = words.before(i);
    let led = before.is_some_and(|b| words.any(b, &LEADS));
    let year = whole_year(words, i, if led { LED_YEARS } else { BARE_YEARS })?;
    let money = before.is_some_and(|b| {
        words.any(b, &["$", "£", "€", "#", "¥", "No", "+"]) || words.text(b).ends_with(['$', '£', '€'])
    });
    let prefix = before.is_some_and(|b| {
        words.is(b, "-") && b > 0 && words.any(b - 1, &["mid", "early", "late", "pre", "post"])
    });
    let glued = !prefix
        && before.is_some_and(|b| {
            words.glued(i)
                && words.any(b, &["/", ".", ":", "-", "−", "#", "@", "_"])
                && b > 0
                && words.glued(b)
        });
    let then = i + 1;
    let part =
        words.glued(then) && words.any(then, &["%", "-", "/", "º", "°", ":", "m"]) && words.glued(then + 1);
    let compound = part
        && words.is(then, "-")
        && !words.text(then + 1).starts_with(|c: char| c.is_ascii_digit())
        && words.unit(then + 1).is_none();
    let clock = words.entry(then).is_some_and(|e| e.zone.is_some())
        || words.any(then, &["hours", "percent", "%", "GMT"]);
    let counted = words.entry(then).is_some_and(|e| e.counted || e.unit.is_some())
        && words.joined(then)
        && !words.any(then, &["quarter"]);
    let round = year % 100 == 0 && words.tag(then) == "NNS" && !led;
    if money
        || glued
        || (part && !compound)
        || clock
        || (counted && (!led || words.before(i).is_some_and(|b| words.any(b, &["of", "for", "by", "to"]))))
        || round
    {
        return None;
    }
    Some((then, Sense::Date(year.to_string())))
}

/// "1994-97", "2014-2016", "2014/15".
fn year_span(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let first = whole_year(words, i, BARE_YEARS)?;
    let dash = words.any(i + 1, &["-", "–", "/"]) && words.glued(i + 1) && words.glued(i + 2);
    let last = words.whole(i + 2, 4).filter(|_| dash)?;
    let last = match words.text(i + 2).len() {
        4 => i16::try_from(last).ok()?,
        2 => first / 100 * 100 + i16::try_from(last).ok()?,
        _ => return None,
    };
    let more = words.glued(i + 3) && words.any(i + 3, &["-", "/"]);
    (last > first && last - first < 100 && !more).then(|| (i + 3, Sense::Date(format!("{first}/{last}"))))
}

/// "the 1990s", "'90s", "the nineties".
fn decade(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let the = words.is(i, "the");
    let at = if the { i + 1 } else { i };
    let tick = words.any(at, &["'", "’", "‘", "`"]);
    let at = if tick { at + 1 } else { at };
    let text = words.text(at);
    let digits = text.strip_suffix('s').or_else(|| text.strip_suffix('S'));
    let digits = digits.filter(|d| d.bytes().all(|b| b.is_ascii_digit()) && d.ends_with('0'));
    match digits.map(str::len) {
        Some(4) => return Some((at + 1, Sense::Date(text[..3].to_owned()))),
        Some(2) if tick || the => return Some((at + 1, Sense::Date(format!("19{}", &text[..1])))),
        _ => {}
    }
    let decade = words.entry(at).and_then(|e| e.decade).filter(|_| the && !words.glued(at))?;
    (!words.is(at + 1, "of")).then(|| (at + 1, Sense::Date(format!("19{}", decade / 10))))
}

/// "the 20th century", "eleventh-century".
fn century(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let at = if words.is(i, "the") { i + 1 } else { i };
    let (end, nth) = day_of_month(words, at)?;
    let unit = words.hyphen(end);
    if !words.any(unit, &["century", "centuries"]) || words.capital(unit) && words.capital(unit + 1) {
        return None;
    }
    Some((unit + 1, Sense::Date(format!("{:02}", nth - 1))))
}

/// "the third quarter", "third-quarter", "Q3 2014", "the first half of 1989", "this year's third quarter".
fn quarter(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let mut at = if words.any(i, &["the", "its", "their", "our"]) { i + 1 } else { i };
    let mut year = Year::Unsaid;
    if let Some(y) = whole_year(words, at, BARE_YEARS) {
        let own = if words.any(at + 1, &["'", "’"]) && words.is(at + 2, "s") { at + 3 } else { at + 1 };
        (at, year) = (own, Year::Is(y));
    } else if let Some(shift) = ["last", "this", "next"].iter().position(|w| words.is(at, w)) {
        if words.is(at + 1, "year") && words.any(at + 2, &["'", "’"]) && words.is(at + 3, "s") {
            (at, year) = (at + 4, Year::Shifted(i32::try_from(shift).ok()? - 1));
        }
    } else if words.any(at, &["year"]) && words.is(at + 1, "-") && words.any(at + 2, &["ago", "earlier"]) {
        (at, year) = (at + 3, Year::Shifted(-1));
    }
    if words.is(at, "fiscal") {
        at = words.hyphen(at + 1);
    }
    let (end, quarter, half) = quarter_name(words, at)?;
    let led = end == i + 1 || i < at;
    let _ = led;
    let said = comma_year(words, end).or_else(|| of_year(words, end));
    match said {
        Some((end, said)) if year == Year::Unsaid => {
            Some((end, Sense::Quarter { quarter, half, year: said }))
        }
        _ if half && year == Year::Unsaid => None,
        _ => Some((end, Sense::Quarter { quarter, half, year })),
    }
}

/// "of the year" after a quarter or half.
fn of_year(words: &Words, i: usize) -> Option<(usize, Year)> {
    ["of the year", "of this year", "of the current year"]
        .iter()
        .find_map(|p| words.phrase(i, p))
        .filter(|_| words.joined(i))
        .map(|end| (end, Year::Shifted(0)))
}

/// "third quarter", "Q3", "3Q", "second half".
fn quarter_name(words: &Words, i: usize) -> Option<(usize, i8, bool)> {
    let text = words.text(i);
    let short = |kind: char| match text.as_bytes() {
        [a, b] if a.eq_ignore_ascii_case(&(kind as u8)) && (b'1'..=b'4').contains(b) => {
            i8::try_from(b - b'0').ok()
        }
        [a, b] if b.eq_ignore_ascii_case(&(kind as u8)) && (b'1'..=b'4').contains(a) => {
            i8::try_from(a - b'0').ok()
        }
        _ => None,
    };
    if words.capital(i) || digits_first(words, i) {
        if let Some(q) = short('Q') {
            return Some((i + 1, q, false));
        }
        if let Some(h) = short('H').filter(|&h| h <= 2) {
            return Some((i + 1, h, true));
        }
    }
    let (end, nth) = match words.is(i, "last") && words.is(i + 1, "half") {
        true => (i + 1, 2),
        false => day_of_month(words, i)
            .filter(|&(end, n)| n <= 4 && end == i + 1 && !words.whole(i, 2).is_some())?,
    };
    let unit = words.hyphen(end);
    if !words.joined(unit) {
        return None;
    }
    if words.is(unit, "quarter") {
        return Some((unit + 1, nth, false));
    }
    (words.is(unit, "half") && nth <= 2).then_some((unit + 1, nth, true))
}

/// "Christmas", "Good Friday", "Thanksgiving Day", with a year or not.
fn named_day(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let (end, rule) = holiday::at(words, i)?;
    if words.joined(end)
        && words.capital(end)
        && words.any(end, &["Island", "Islands", "Carol", "Accord", "Agreement", "Rising", "Parade"])
    {
        return None;
    }
    let sense = Sense::Holiday { rule, year: Year::Unsaid, pick: Pick::Tense };
    if words.is(end, "week") && words.joined(end) {
        return Some((end + 1, Sense::WeekOf(Box::new(sense))));
    }
    match comma_year(words, end) {
        Some((end, year)) => Some((end, sense.in_year(year)?)),
        None => Some((end, sense)),
    }
}

/// "the summer", "summer 2014", "the winter of nineteen ninety-four".
fn season(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let the = words.is(i, "the");
    let at = if the { i + 1 } else { i };
    let season = words.entry(at).and_then(|e| e.season).filter(|_| !words.glued(at) || at == 0)?;
    let of = if words.is(at + 1, "of") { at + 2 } else { at + 1 };
    let sense = Sense::Season { season, year: Year::Unsaid, pick: Pick::Tense };
    if let Some((end, year)) = comma_year(words, at + 1).or_else(|| spelled_year(words, of)) {
        return Some((end, sense.in_year(year)?));
    }
    let led = words.before(i).is_some_and(|b| {
        words.any(
            b,
            &[
                "in", "during", "over", "this", "since", "until", "by", "through", "early", "late", "mid",
                "of",
            ],
        )
    });
    let noun = words.tag(at).is_empty() || words.tag(at).starts_with('N');
    let hot = words.any(at, &["summer", "winter", "autumn"]);
    (noun && led && (the || hot) && !(words.capital(at) && words.capital(at + 1))).then_some((at + 1, sense))
}

/// The unit phrase "the year", "the month", "the week" of the text's present.
pub(super) fn the_unit(words: &Words, i: usize) -> Option<(usize, Sense)> {
    if !words.is(i, "the") {
        return None;
    }
    let at = if words.any(i + 1, &["full", "current", "whole", "calendar"]) { i + 2 } else { i + 1 };
    let at = if words.is(at, "fiscal") { at + 1 } else { at };
    let unit = words.unit(at).filter(|_| words.joined(at))?;
    let plural = words.text(at).ends_with(['s', 'S']);
    if plural || words.is(at + 1, "of") && unit != Unit::Week {
        return None;
    }
    if words.any(at + 1, &["ended", "ending"]) && words.joined(at + 1) {
        let day = find(words, at + 2).filter(|(_, s)| s.is_day());
        return match (unit, day) {
            (Unit::Quarter, Some((_, day))) => Some((at + 1, Sense::QuarterEnding(Box::new(day)))),
            (Unit::Year | Unit::Month | Unit::Week, _) => {
                Some((at + 1, Sense::Duration(amount::timex(unit, Some(1.0)))))
            }
            _ => None,
        };
    }
    let sense = match unit {
        Unit::Year | Unit::Month | Unit::Week => Sense::Unit { unit, shift: 0, from: From::Published },
        Unit::Quarter if words.is(i + 1, "current") => Sense::Unit { unit, shift: 0, from: From::Published },
        Unit::Quarter => Sense::ThatQuarter { years: 0, over: false },
        Unit::Weekend => Sense::Weekend { pick: Pick::Tense },
        _ => return None,
    };
    Some((at + 1, sense))
}
