//! Times of day: "3 p.m.", "12:20pm Sunday", "0900 GMT", "just after noon on Sunday", "4 in the morning".
//!
//! In: words and where to begin. Out: the word after the time, and what it says. A zone is kept only when it is UTC
//! (`Z`): the others' names are not unique, and news gives local time.

use super::absolute;
use super::relative;
use super::sense::Sense;
use super::word::Words;

/// Phrases that place an event near a time of day.
const NEAR: [&str; 9] = [
    "just after",
    "just before",
    "shortly after",
    "shortly before",
    "around",
    "about",
    "soon after",
    "right after",
    "close to",
];

/// Words that a time of day with no "a.m." or "p.m." follows.
const LEADS: [&str; 12] =
    ["at", "around", "about", "by", "from", "until", "till", "since", "before", "after", "between", "and"];

/// The time of day that begins here, with its day.
pub(super) fn find(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let at = NEAR.iter().find_map(|p| words.phrase(i, p)).unwrap_or(i);
    if at > i && !words.joined(at) {
        return None;
    }
    let (end, mut time) = numbered(words, at).or_else(|| noon(words, at))?;
    if at > i && words.any(at, &["noon", "midday", "midnight"]) {
        time.truncate(2);
    }
    let (end, zone) = zone(words, end);
    time.push_str(zone);
    let comma = if words.is(end, ",") { end + 1 } else { end };
    let on = if words.is(comma, "on") { comma + 1 } else { comma };
    let day = absolute::find(words, on).or_else(|| relative::find(words, on));
    Some(match day.filter(|(_, s)| s.is_day() && words.joined(on)) {
        Some((end, day)) => (end, Sense::Clock { time, day: Some(Box::new(day)) }),
        None => (end, Sense::Clock { time, day: None }),
    })
}

/// Hour and minute.
fn hour_minute(text: &str) -> Option<(u8, u8)> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let minute = minute.get(..2).filter(|_| minute.len() == 2 || minute.as_bytes().get(2) == Some(&b':'))?;
    let good = !hour.is_empty() && hour.len() <= 2 && hour.bytes().all(|b| b.is_ascii_digit());
    let (hour, minute) = (hour.parse().ok().filter(|_| good)?, minute.parse().ok()?);
    (hour < 25 && minute < 60).then_some((hour, minute))
}

/// A time in digits.
fn numbered(words: &Words, i: usize) -> Option<(usize, String)> {
    let text = words.text(i);
    if !text.starts_with(|c: char| c.is_ascii_digit())
        || words.before(i).is_some_and(|b| words.any(b, &["$", "£", "€", "/"]) && words.glued(i))
    {
        return oclock(words, i);
    }
    let letters = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
    let digits = &text[..text.len() - letters.len()];
    if let Some((end, afternoon)) = half_day(words, i, letters) {
        let (hour, minute) = hour_minute(digits).filter(|t| (1..=12).contains(&t.0))?;
        let hour = hour % 12 + if afternoon { 12 } else { 0 };
        return Some((end, format!("{hour:02}:{minute:02}")));
    }
    if !letters.is_empty() {
        return None;
    }
    full_day(words, i).or_else(|| oclock(words, i))
}

/// "a.m." or "p.m." after or at the end of a number: past it, and whether it is the afternoon.
fn half_day(words: &Words, i: usize, letters: &str) -> Option<(usize, bool)> {
    let half = |text: &str| match text {
        t if t.eq_ignore_ascii_case("am") || t.eq_ignore_ascii_case("a") => Some(false),
        t if t.eq_ignore_ascii_case("pm") || t.eq_ignore_ascii_case("p") => Some(true),
        _ => None,
    };
    let (at, text) = match letters.is_empty() {
        false => (i, letters),
        true if words.joined(i + 1) => (i + 1, words.text(i + 1)),
        true => return None,
    };
    let afternoon = half(text)?;
    if text.len() == 2 {
        return Some((at + 1, afternoon));
    }
    let m = words.is(at + 1, ".") && words.is(at + 2, "m") && words.glued(at + 1) && words.glued(at + 2);
    let dot = words.is(at + 3, ".") && words.glued(at + 3);
    m.then_some((at + 3 + usize::from(dot), afternoon))
}

/// "14:30" after "at" or before a zone; "0900 GMT".
fn full_day(words: &Words, i: usize) -> Option<(usize, String)> {
    let text = words.text(i);
    let zoned = zone(words, i + 1).0 > i + 1 || words.any(i + 1, &["hours", "hrs"]);
    let led = words.before(i).is_some_and(|b| words.any(b, &LEADS));
    let (hour, minute) = match text.len() {
        4 if zoned && !text.contains([':', '.', ',']) => (text[..2].parse().ok()?, text[2..].parse().ok()?),
        _ if text.contains(':') && (zoned || led) => hour_minute(text)?,
        _ => return None,
    };
    let end = if words.any(i + 1, &["hours", "hrs"]) { i + 2 } else { i + 1 };
    (hour < 25 && minute < 60).then(|| (end, format!("{hour:02}:{minute:02}")))
}

/// "3 o'clock", "four o'clock in the afternoon", "4 in the morning".
fn oclock(words: &Words, i: usize) -> Option<(usize, String)> {
    let number = words.whole(i, 2).map(f64::from).or_else(|| words.entry(i).and_then(|e| e.number));
    let hour = number.filter(|n| (1.0..=12.0).contains(n) && n.fract() == 0.0)? as u8;
    let clock = words.is(i + 1, "o") && words.any(i + 2, &["'", "’"]) && words.is(i + 3, "clock");
    let at = if clock { i + 4 } else { i + 1 };
    for (phrase, afternoon) in [
        ("in the morning", false),
        ("in the afternoon", true),
        ("in the evening", true),
        ("at night", hour > 5),
    ] {
        if let Some(end) = words.phrase(at, phrase).filter(|_| words.joined(at)) {
            let led = clock || words.before(i).is_some_and(|b| words.any(b, &LEADS));
            let hour = hour % 12 + if afternoon { 12 } else { 0 };
            return led.then(|| (end, format!("{hour:02}:00")));
        }
    }
    clock.then(|| (at, format!("{hour:02}:00")))
}

/// "noon", "midnight".
fn noon(words: &Words, i: usize) -> Option<(usize, String)> {
    if words.any(i, &["noon", "midday", "noontime"]) {
        return Some((i + 1, "12:00".into()));
    }
    words.is(i, "midnight").then(|| (i + 1, "24".into()))
}

/// Past a zone, and what it adds.
fn zone(words: &Words, i: usize) -> (usize, &'static str) {
    if !words.joined(i) {
        return (i, "");
    }
    if words.any(i + 1, &["time"]) && (words.is(i, "local") || words.capital(i)) {
        return (i + 2, "");
    }
    if words.any(i + 2, &["time"])
        && words.any(i + 1, &["standard", "daylight", "summer", "european"])
        && words.capital(i)
    {
        return (i + 3, "");
    }
    match words.entry(i).and_then(|e| e.zone) {
        Some(zone) if words.text(i).chars().all(char::is_uppercase) => (i + 1, zone),
        _ => (i, ""),
    }
}
