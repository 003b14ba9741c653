//! How often: "daily", "every Monday", "each July", "twice a week".
//!
//! In: words and where to begin. Out: the word after the time, and what it says.

use super::amount;
use super::lexicon::Unit;
use super::sense::Sense;
use super::word::Words;

/// The set that begins here.
pub(super) fn find(words: &Words, i: usize) -> Option<(usize, Sense)> {
    adverb(words, i).or_else(|| every(words, i)).or_else(|| rate(words, i)).or_else(|| weekdays(words, i))
}

/// "daily", "weekly", "annually".
fn adverb(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let value = match words.text(i).to_ascii_lowercase().as_str() {
        "daily" => "P1D",
        "nightly" => "P1D",
        "weekly" => "P1W",
        "fortnightly" => "P2W",
        "monthly" => "P1M",
        "hourly" => "PT1H",
        "annually" | "yearly" => "P1Y",
        _ => return None,
    };
    if words.tag(i).starts_with("NN") {
        return None;
    }
    let name = words.capital(i) && (words.proper(i) || words.capital(i + 1));
    (!name).then(|| (i + 1, Sense::Set(value.into())))
}

/// "every day", "each Thursday", "every two weeks", "every other week".
fn every(words: &Words, i: usize) -> Option<(usize, Sense)> {
    if !words.any(i, &["every", "each"]) || !words.joined(i + 1) {
        return None;
    }
    let other = words.any(i + 1, &["other", "second"]);
    let at = if other || words.is(i + 1, "single") { i + 2 } else { i + 1 };
    let entry = words.entry(at)?;
    if let Some(weekday) = entry.weekday {
        return Some((at + 1, Sense::Set(format!("XXXX-WXX-{weekday}"))));
    }
    if let Some(month) = entry.month {
        return Some((at + 1, Sense::Set(format!("XXXX-{month:02}"))));
    }
    if let Some(season) = entry.season {
        return Some((at + 1, Sense::Set(format!("XXXX-{season}"))));
    }
    if let Some(part) = entry.daypart {
        return Some((at + 1, Sense::Set(format!("XXXX-XX-XXT{part}"))));
    }
    if let Some(unit) = entry.unit {
        let count = if other { 2.0 } else { 1.0 };
        return Some((at + 1, Sense::Set(amount::timex(unit, Some(count)))));
    }
    let (end, unit, value) = amount::duration(words, at)?;
    Some((end, Sense::Set(amount::timex(unit, value))))
}

/// "a day" after what is counted by it: "$50 a day", "twice a week", "per month".
fn rate(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let unit = words
        .unit(i + 1)
        .filter(|&u| words.joined(i + 1) && u != Unit::Second && !words.text(i + 1).ends_with('s'))?;
    if words.is(i, "per") {
        return Some((i + 2, Sense::Set(amount::timex(unit, Some(1.0)))));
    }
    let before = words.before(i)?;
    let counted = words.any(
        before,
        &[
            "once", "twice", "times", "million", "billion", "thousand", "people", "hours", "days", "percent",
            "dollars", "cents",
        ],
    ) || words.digits(before).is_some();
    let shifted = words.any(i + 2, &["ago", "earlier", "later", "before", "after", "-", "and", "or"]);
    (words.any(i, &["a", "an"]) && counted && !shifted)
        .then(|| (i + 2, Sense::Set(amount::timex(unit, Some(1.0)))))
}

/// "on Tuesdays", "Tuesday nights".
fn weekdays(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let weekday = words.entry(i).and_then(|e| e.weekday).filter(|_| words.capital(i))?;
    if words.text(i).ends_with("days") && !words.any(i + 1, &["'", "’"]) {
        return Some((i + 1, Sense::Set(format!("XXXX-WXX-{weekday}"))));
    }
    let part = words
        .entry(i + 1)
        .and_then(|e| e.daypart)
        .filter(|_| words.joined(i + 1) && words.text(i + 1).ends_with('s'))?;
    Some((i + 2, Sense::Set(format!("XXXX-WXX-{weekday}T{part}"))))
}
