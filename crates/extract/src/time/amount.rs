//! Amounts ("nearly two and a half", "several", "12 to 18") and the durations made with them ("16-hour", "two more weeks").
//!
//! In: words and where to begin. Out: what was read and the number of the word after it.

use super::lexicon::Unit;
use super::sense::Sense;
use super::word::Words;

/// An amount: a number, or `None` when nobody can count it ("several").
pub(super) type Amount = Option<f64>;

/// Adjectives that may stand between a number and its unit.
const BETWEEN: [&str; 17] = [
    "more",
    "additional",
    "full",
    "consecutive",
    "straight",
    "long",
    "trading",
    "business",
    "working",
    "calendar",
    "whole",
    "further",
    "extra",
    "successive",
    "solid",
    "short",
    "fiscal",
];

/// Phrases that bound or soften an amount and stay part of its words.
const ABOUT: [&str; 16] = [
    "more than",
    "less than",
    "fewer than",
    "at least",
    "at most",
    "no more than",
    "no less than",
    "up to",
    "as many as",
    "as much as",
    "as little as",
    "well over",
    "just over",
    "just under",
    "close to",
    "not more than",
];

/// Past "about", "more than", "at least" and their like.
pub(super) fn about(words: &Words, i: usize) -> usize {
    let mut at = i;
    loop {
        let next = ABOUT.iter().find_map(|p| words.phrase(at, p));
        let single = words.entry(at).is_some_and(|e| e.about) && !is_preposition(words, at);
        match next.or_else(|| single.then_some(at + 1)) {
            Some(next) if words.joined(next) => at = next,
            _ => return at,
        }
    }
}

/// Whether "over" or "under" is no bound of the amount: "over three years" against "just over three years".
fn is_preposition(words: &Words, at: usize) -> bool {
    const BOUNDED: [&str; 11] =
        ["for", "in", "after", "last", "lasted", "lasting", "took", "take", "just", "well", "spent"];
    words.any(at, &["over", "under"]) && !words.before(at).is_some_and(|b| words.any(b, &BOUNDED))
}

/// A number in digits or in words.
pub(super) fn cardinal(words: &Words, i: usize) -> Option<(usize, f64)> {
    let (mut end, mut value) = match words.digits(i) {
        Some(value) => (i + 1, value),
        None => mixed_fraction(words, i).or_else(|| spelled(words, i))?,
    };
    if let Some((after, part)) = fraction(words, end) {
        (end, value) = (after, value + part);
    }
    while let Some(scale) =
        words.entry(end).and_then(|e| e.number).filter(|&n| n >= 100.0 || words.is(end, "dozen"))
    {
        if !words.joined(end) {
            break;
        }
        (end, value) = (end + 1, value * scale);
    }
    Some((end, value))
}

/// "5½" in one word.
fn mixed_fraction(words: &Words, i: usize) -> Option<(usize, f64)> {
    let text = words.text(i);
    let part = match text.chars().last()? {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        _ => return None,
    };
    let whole = text.trim_end_matches(['½', '¼', '¾']);
    let whole = if whole.is_empty() { 0.0 } else { whole.parse::<u16>().ok().map(f64::from)? };
    Some((i + 1, whole + part))
}

/// "1/2" after a number, "and a half".
fn fraction(words: &Words, i: usize) -> Option<(usize, f64)> {
    let at = words.hyphen(i);
    if let (Some(above), Some(below)) = (words.whole(at, 1), words.whole(at + 2, 1)) {
        let glued = words.is(at + 1, "/") && words.glued(at + 1) && words.glued(at + 2);
        return (glued && below > above && above > 0).then(|| (at + 3, f64::from(above) / f64::from(below)));
    }
    and_a_half(words, i).map(|end| (end, 0.5))
}

/// Past "and a half", hyphenated or not.
fn and_a_half(words: &Words, i: usize) -> Option<usize> {
    let mut at = words.hyphen(i);
    for part in ["and", "a", "half"] {
        if !words.is(at, part) || !words.joined(at) {
            return None;
        }
        at += 1;
        at = if part == "half" { at } else { words.hyphen(at) };
    }
    Some(at)
}

/// "twenty-four", "two hundred and ten", "a hundred".
fn spelled(words: &Words, i: usize) -> Option<(usize, f64)> {
    let number = |at: usize| words.entry(at).and_then(|e| e.number).filter(|&n| n >= 1.0);
    let (mut at, mut total, mut last) = (i, 0.0, f64::INFINITY);
    if words.any(i, &["a", "an"])
        && number(i + 1).is_some_and(|n| n == 12.0 && words.is(i + 1, "dozen") || n >= 100.0)
    {
        (at, total) = (i + 1, 1.0);
    }
    let begin = at;
    while let Some(n) = number(at).filter(|_| at == begin || words.joined(at)) {
        let scale = n >= 100.0 || words.is(at, "dozen");
        if scale {
            total = if total == 0.0 { n } else { total * n };
        } else if n < last && (last.is_infinite() || (last >= 20.0 && n < 10.0) || last >= 100.0) {
            total += n;
        } else {
            break;
        }
        last = n;
        at += 1;
        let next = if words.is(at, "and") && last >= 100.0 { at + 1 } else { words.hyphen(at) };
        if number(next).is_some() {
            at = next;
        }
    }
    (at > begin).then_some((at, total))
}

/// An amount of something, with what softens it: "a", "half an", "a few", "two or three".
pub(super) fn amount(words: &Words, i: usize) -> Option<(usize, Amount)> {
    let at = about(words, i);
    if words.is(at, "half") && words.any(words.hyphen(at + 1), &["a", "an"]) {
        return Some((words.hyphen(at + 1) + 1, Some(0.5)));
    }
    for (phrase, value) in [("a couple of", Some(2.0)), ("a couple", Some(2.0)), ("couple of", Some(2.0))] {
        if let Some(end) = words.phrase(at, phrase) {
            return Some((end, value));
        }
    }
    for phrase in [
        "a few",
        "quite a few",
        "a number of",
        "a handful of",
        "dozens of",
        "hundreds of",
        "scores of",
        "thousands of",
    ] {
        if let Some(end) = words.phrase(at, phrase) {
            return Some((end, None));
        }
    }
    if words.any(at, &["a", "an"]) && spelled(words, at).is_none() {
        let end = if words.is(at + 1, "half") { at + 2 } else { at + 1 };
        return Some((end, Some(if end > at + 1 { 0.5 } else { 1.0 })));
    }
    if words.entry(at).is_some_and(|e| e.vague) {
        return Some((at + 1, None));
    }
    let (end, value) = cardinal(words, at)?;
    let range = words.any(end, &["to", "or"]) || words.hyphen(end) > end;
    match cardinal(words, end + 1) {
        Some((after, more)) if range && more > value => Some((after, Some(value))),
        _ => Some((end, Some(value))),
    }
}

/// How long: an amount with its unit, "16-hour", "half an hour", "two years and three months". Gives the unit and the
/// amount of its first part too.
pub(super) fn duration(words: &Words, i: usize) -> Option<(usize, Unit, Amount)> {
    let (mut at, value) = amount(words, i)?;
    let dash = words.hyphen(at);
    if dash > at {
        at = dash;
    } else {
        while words.any(at, &BETWEEN) && words.joined(at) {
            at += 1;
        }
    }
    let unit =
        words.unit(at).filter(|_| words.joined(at) && words.entry(at).is_some_and(|e| e.season.is_none()))?;
    let mut end = at + 1;
    let mut value = value;
    if let Some(after) = and_a_half(words, end).filter(|_| value == Some(1.0)) {
        (end, value) = (after, Some(1.5));
    }
    for phrase in ["or so", "or more", "or less"] {
        end = words.phrase(end, phrase).filter(|_| words.joined(end)).unwrap_or(end);
    }
    let share = unit == Unit::Quarter && words.is(end, "of");
    let ago = words.hyphen(end) > end && words.any(end + 1, &["ago", "earlier"]);
    let weekend = unit == Unit::Weekend && value == Some(1.0);
    let one_second = unit == Unit::Second && words.any(at - 1, &["a", "an"]);
    let long = words.any(at - 1, &["a", "an"])
        && (words.text(at).ends_with('s') || (words.hyphen(end) > end && words.is(end + 1, "long")));
    if long || share || ago || weekend || one_second {
        return None;
    }
    if is_age(words, end)
        || (unit == Unit::Second && !words.text(at).ends_with(['s', 'S']) && value != Some(1.0) && dash == at)
    {
        return None;
    }
    Some((end, unit, value))
}

/// Whether "-old", "old" or "of age" follows: an age is a figure, not a time.
pub(super) fn is_age(words: &Words, end: usize) -> bool {
    words.any(words.hyphen(end), &["old", "olds"]) || words.phrase(end, "of age").is_some()
}

/// A duration as TIMEX3 writes it: `P2Y6M`, `PT30M`, `PXW`.
pub(super) fn timex(unit: Unit, value: Amount) -> String {
    let (time, code, factor, below) = match unit {
        Unit::Second => ("T", 'S', 1.0, None),
        Unit::Minute => ("T", 'M', 1.0, Some(('S', 60.0))),
        Unit::Hour => ("T", 'H', 1.0, Some(('M', 60.0))),
        Unit::Day => ("", 'D', 1.0, None),
        Unit::Weekend => return value.map_or("PXWE".into(), |n| format!("P{}WE", n.trunc())),
        Unit::Week => ("", 'W', 1.0, None),
        Unit::Month => ("", 'M', 1.0, None),
        Unit::Quarter => ("", 'Q', 1.0, None),
        Unit::Year => ("", 'Y', 1.0, Some(('M', 12.0))),
        Unit::Decade => ("", if value.is_none() { 'E' } else { 'Y' }, 10.0, None),
        Unit::Century => ("", if value.is_none() { 'C' } else { 'Y' }, 100.0, None),
        Unit::Millennium => ("", if value.is_none() { 'L' } else { 'Y' }, 1000.0, None),
    };
    let Some(value) = value.map(|v| v * factor) else { return format!("P{time}X{code}") };
    let (whole, part) = (value.trunc(), value.fract());
    match below {
        Some((small, per)) if part > 0.0 => {
            let large = if whole > 0.0 { format!("{whole}{code}") } else { String::new() };
            format!("P{time}{large}{}{small}", (part * per).round())
        }
        _ if unit == Unit::Day && value == 0.5 => "PT12H".into(),
        _ => format!("P{time}{value}{code}"),
    }
}

/// A duration by itself.
pub(super) fn plain(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let (end, unit, value) = duration(words, i)?;
    Some((end, Sense::Duration(timex(unit, value))))
}

#[cfg(test)]
mod tests {
    use types::Doc;

    use super::*;

    fn value(text: &str) -> Option<String> {
        let doc = Doc::default();
        let words = Words::new(text, &doc);
        let (end, unit, value) = duration(&words, 0)?;
        (end == words.len()).then(|| timex(unit, value))
    }

    #[test]
    fn durations_of_every_make() {
        for (text, timex) in [
            ("two days", "P2D"),
            ("16-hour", "PT16H"),
            ("twenty-four hours", "PT24H"),
            ("two hundred and ten years", "P210Y"),
            ("a hundred years", "P100Y"),
            ("2 1/2 years", "P2Y6M"),
            ("5½ hours", "PT5H30M"),
            ("half an hour", "PT30M"),
            ("a half-hour", "PT30M"),
            ("a minute and a half", "PT1M30S"),
            ("one and a half years", "P1Y6M"),
            ("nearly four decades", "P40Y"),
            ("several months", "PXM"),
            ("a couple of weeks", "P2W"),
            ("a dozen days", "P12D"),
            ("two dozen days", "P24D"),
            ("two more weeks", "P2W"),
            ("at least 72 hours", "PT72H"),
            ("two to three weeks", "P2W"),
            ("1,000 days", "P1000D"),
            ("2 million years", "P2000000Y"),
        ] {
            assert_eq!(value(text).as_deref(), Some(timex), "{text}");
        }
    }

    #[test]
    fn ages_are_none() {
        assert_eq!(value("77-year-old"), None);
        assert_eq!(value("six years old"), None);
    }
}
