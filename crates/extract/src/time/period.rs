//! Absolute times longer than a day: years, decades, centuries, quarters and halves, seasons.
//!
//! In: words and where to begin. Out: the word after the time, and what it says.

use super::absolute::{self, comma_year, day_of_month, digits_first};
use super::amount;
use super::lexicon::Unit;
use super::sense::{From, Pick, Sense, Year};
use super::word::Words;

/// Years that a bare number of four digits is read as; others need "in", "since" or the like before them.
const BARE_YEARS: std::ops::RangeInclusive<i32> = 1800..=2099;

/// Years that a number of four digits is read as after such a word.
pub(super) const LED_YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

/// Words that a year may follow.
const LEADS: [&str; 20] = [
    "in", "since", "of", "from", "until", "till", "by", "before", "after", "for", "early", "late", "mid",
    "the", "fiscal", "year", "during", "between", "around", "to",
];

/// The period that begins here.
pub(super) fn find(words: &Words, i: usize) -> Option<(usize, Sense)> {
    quarter(words, i)
        .or_else(|| century(words, i))
        .or_else(|| decade(words, i))
        .or_else(|| year_span(words, i))
        .or_else(|| year(words, i))
        .or_else(|| season(words, i))
}

/// A year in words: "nineteen ninety-seven", "two thousand four".
pub(super) fn spelled_year(words: &Words, i: usize) -> Option<(usize, Year)> {
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
    if before.is_some_and(|b| words.entry(b).is_some_and(|e| e.numbered)) {
        return None;
    }
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
    let mut at = if words.is(i, "the") { i + 1 } else { i };
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
    // "the third-quarter loss": the article is the noun's.
    if words.is(i, "the") && words.is(end - 2, "-") {
        return None;
    }

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
            .filter(|&(end, n)| n <= 4 && end == i + 1 && words.whole(i, 2).is_none())?,
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
        let day = absolute::find(words, at + 2).filter(|(_, s)| s.is_day());
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
