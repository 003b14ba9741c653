//! Times that name themselves: days, months, days with a name; longer ones are in `period`.
//!
//! In: words and where to begin. Out: the word after the time, and what it says.

use super::holiday;
use super::period::{self, LED_YEARS, spelled_year, whole_year};
use super::sense::{Pick, Sense, Year};
use super::word::Words;

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
        .or_else(|| period::find(words, i))
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
    let with_date = dated(end) || (words.is(end, ",") && dated(end + 1));
    if entry.guarded && !dot && !with_date {
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
pub(super) fn day_of_month(words: &Words, i: usize) -> Option<(usize, i8)> {
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
    if let Some((end, last)) = range_end(words, end, day) {
        let (end, year) = comma_year(words, end).unwrap_or((end, Year::Unsaid));
        let (first, last) = (sense(day).in_year(year)?, sense(last).in_year(year)?);
        return Some((end, Sense::Range(Box::new(first), Box::new(last))));
    }
    let (end, year) = comma_year(words, end).unwrap_or((end, Year::Unsaid));
    Some((end, Sense::Day { year, month, day, pick: Pick::Tense }))
}

/// The later day of "6-8" or "6 to 8", after the first.
fn range_end(words: &Words, end: usize, first: i8) -> Option<(usize, i8)> {
    let dash = words.hyphen(end);
    let at = if words.any(end, &["to", "–", "—"]) { end + 1 } else { dash };
    let (end, last) = day_of_month(words, at).filter(|&(_, last)| at > end && last > first)?;
    (!is_measure(words, end) && !words.is(end, ":")).then_some((end, last))
}

/// Whether a number that ends here counts or measures something: no day of a month.
fn is_measure(words: &Words, end: usize) -> bool {
    (words.any(end, &["%", "percent", "per", "km", "kg", "st", "º"]) && words.joined(end))
        || (words.is(end, "-") && words.glued(end) && words.glued(end + 1) && words.unit(end + 1).is_some())
}

/// ", 1994", "1994", "of last year", "this year" after a date.
pub(super) fn comma_year(words: &Words, end: usize) -> Option<(usize, Year)> {
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
pub(super) fn digits_first(words: &Words, i: usize) -> bool {
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
