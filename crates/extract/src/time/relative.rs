//! Times that hang on another: "last week", "two days ago", "the next morning", "earlier this month", "now".
//!
//! In: words and where to begin. Out: the word after the time, and what it says.

use super::absolute;
use super::amount;
use super::lexicon::Unit;
use super::period;
use super::sense::{From, Pick, Sense, Year};
use super::word::Words;

/// How a word before a unit moves it: words, units after, what it counts from, which of that name.
const DIRECTIONS: [(&str, i32, From, Pick); 17] = [
    ("this past", -1, From::Published, Pick::Last),
    ("this coming", 1, From::Published, Pick::Coming),
    ("the past", -1, From::Published, Pick::Last),
    ("the last", -1, From::Published, Pick::Last),
    ("the coming", 1, From::Published, Pick::Coming),
    ("the next", 1, From::Reference, Pick::Following),
    ("the following", 1, From::Reference, Pick::Following),
    ("the previous", -1, From::Reference, Pick::Previous),
    ("the preceding", -1, From::Reference, Pick::Previous),
    ("the prior", -1, From::Reference, Pick::Previous),
    ("the same", 0, From::Reference, Pick::Tense),
    ("that same", 0, From::Reference, Pick::Tense),
    ("that", 0, From::Reference, Pick::Tense),
    ("last", -1, From::Published, Pick::Last),
    ("past", -1, From::Published, Pick::Last),
    ("next", 1, From::Published, Pick::Next),
    ("this", 0, From::Published, Pick::This),
];

/// The relative time that begins here.
pub(super) fn find(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let found = [
        deictic(words, i),
        directed(words, i),
        several(words, i),
        shifted(words, i),
        year_ago_period(words, i),
        year_end(words, i),
        in_the_unit(words, i),
        reference_day(words, i),
        named_part(words, i),
        lone_part(words, i),
        period::the_unit(words, i),
        vague_reference(words, i),
    ];
    found.into_iter().flatten().max_by_key(|f| f.0)
}

/// "today", "yesterday", "tomorrow night", "tonight".
fn deictic(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let shift = match words.text(i) {
        w if w.eq_ignore_ascii_case("today") => 0,
        w if w.eq_ignore_ascii_case("yesterday") => -1,
        w if w.eq_ignore_ascii_case("tomorrow") => 1,
        w if w.eq_ignore_ascii_case("tonight") => return Some((i + 1, part(Sense::today(0), "NI", false))),
        w if w.eq_ignore_ascii_case("overnight") && words.tag(i).starts_with("RB") => {
            return Some((i + 1, part(Sense::today(-1), "NI", false)));
        }
        _ => return None,
    };
    let name = words.before(i).is_some_and(|b| words.capital(i) && words.capital(b) && words.proper(b));
    if name || (words.capital(i) && absolute::is_masthead(words, i + 1)) {
        return None;
    }
    Some(match day_part(words, i + 1) {
        Some((end, name)) => (end, part(Sense::today(shift), name, false)),
        None => (i + 1, Sense::today(shift)),
    })
}

/// A part of a day.
fn part(day: Sense, part: &'static str, coarse: bool) -> Sense {
    Sense::Part { day: Box::new(day), part, coarse }
}

/// "morning", "late afternoon" after a day.
pub(super) fn day_part(words: &Words, i: usize) -> Option<(usize, &'static str)> {
    let at = if words.any(i, &["early", "late", "mid"]) { words.hyphen(i + 1) } else { i };
    let plural = words.text(at).ends_with(['s', 'S']);
    let name = words.entry(at).and_then(|e| e.daypart).filter(|_| words.joined(i) && !plural)?;
    (!words.capital(at) || !words.capital(i.wrapping_sub(1)) || !words.capital(at + 1))
        .then_some((at + 1, name))
}

/// A word of direction with what it moves: "last week", "next Friday", "this morning", "the following day".
fn directed(words: &Words, i: usize) -> Option<(usize, Sense)> {
    DIRECTIONS.iter().find_map(|&(phrase, shift, from, pick)| {
        let at = words.phrase(i, phrase).filter(|&at| words.joined(at))?;
        let skip = words.any(at, &["full", "fiscal", "calendar", "whole", "crucial", "financial"]);
        moved(words, if skip { at + 1 } else { at }, shift, from, pick)
    })
}

/// What a word of direction moves.
fn moved(words: &Words, at: usize, shift: i32, from: From, pick: Pick) -> Option<(usize, Sense)> {
    if let Some(name) = words.entry(at).and_then(|e| e.daypart).filter(|_| !words.text(at).ends_with('s')) {
        let night = shift == -1 && from == From::Published;
        let day = Sense::Unit { unit: Unit::Day, shift, from };
        return (!night || name == "NI" || name == "EV")
            .then(|| (at + 1, part(day, name, from == From::Reference)));
    }
    if let Some(season) = words.entry(at).and_then(|e| e.season).filter(|_| !words.text(at).ends_with('s')) {
        let year = pick == Pick::Tense || from == From::Reference;
        return (!year).then_some((at + 1, Sense::Season { season, year: Year::Unsaid, pick }));
    }
    if let Some(unit) = words.unit(at) {
        return moved_unit(words, at, unit, shift, from, pick);
    }
    let (end, sense) = absolute::find(words, at)?;
    let sense = sense.picked(pick)?;
    Some(match day_part(words, end).filter(|_| sense.is_day()) {
        Some((end, name)) => (end, part(sense, name, true)),
        None => (end, sense),
    })
}

/// A unit that a word of direction moves.
fn moved_unit(
    words: &Words,
    at: usize,
    unit: Unit,
    shift: i32,
    from: From,
    pick: Pick,
) -> Option<(usize, Sense)> {
    if words.text(at).ends_with(['s', 'S']) && unit != Unit::Weekend {
        return None;
    }
    let end = ["or so", "or two"].iter().find_map(|p| words.phrase(at + 1, p)).unwrap_or(at + 1);
    let sense = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium => return None,
        Unit::Weekend => Sense::Weekend { pick },
        Unit::Day if from == From::Published => return None,
        Unit::Decade if shift != 0 => Sense::Duration("P10Y".into()),
        Unit::Century if shift != 0 && from == From::Published => Sense::Duration("P100Y".into()),
        Unit::Quarter if from == From::Reference && shift == 0 => {
            Sense::ThatQuarter { years: 0, over: false }
        }
        _ => Sense::Unit { unit, shift, from },
    };
    Some((end, sense))
}

/// Several units from here: "the past five years", "the first nine months", "recent weeks", "coming months".
fn several(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let mut at = if words.any(i, &["the", "these", "those"]) { i + 1 } else { i };
    let led = words.any(
        at,
        &[
            "last",
            "past",
            "next",
            "first",
            "latest",
            "coming",
            "previous",
            "recent",
            "following",
            "final",
            "preceding",
            "upcoming",
            "early",
            "ensuing",
            "intervening",
        ],
    );
    let first = words.any(at, &["first", "last", "final"]).then(|| words.is(at, "first"));
    at += usize::from(led);
    if at == i || !words.joined(at) {
        return None;
    }
    let counted = amount::about(words, at) == at && !words.any(at, &["a", "an", "half"]);
    if let Some((end, unit, value)) = amount::duration(words, at).filter(|_| counted) {
        if let Some(run) = first.and_then(|first| run(words, end, first, unit, value)) {
            return Some(run);
        }
        let adjective = !led && words.is(end - 2, "-");
        return (led || words.is(i, "the") && !adjective)
            .then(|| (end, Sense::Duration(amount::timex(unit, value))));
    }
    let unit =
        words.unit(at).filter(|_| led && words.text(at).ends_with(['s', 'S']) && unit_is_vague(words, at))?;
    Some((at + 1, Sense::Duration(amount::timex(unit, None))))
}

/// Whether a plural unit may stand for an uncounted stretch.
fn unit_is_vague(words: &Words, at: usize) -> bool {
    !words.any(at, &["seconds", "hrs", "mins", "yrs"])
}

/// "… of the year" after the first or last units.
fn run(words: &Words, i: usize, first: bool, unit: Unit, value: amount::Amount) -> Option<(usize, Sense)> {
    if !words.is(i, "of") || !matches!(unit, Unit::Month | Unit::Quarter | Unit::Week | Unit::Day) {
        return None;
    }
    let count = value.filter(|n| (1.0..=60.0).contains(n) && n.fract() == 0.0)? as i8;
    let (end, of) = match period::the_unit(words, i + 1).or_else(|| directed(words, i + 1)) {
        Some(found) => found,
        None => absolute::find(words, i + 1)?,
    };
    let long =
        of.year().is_some() || matches!(of, Sense::Month { .. } | Sense::Unit { unit: Unit::Month, .. });
    long.then(|| (end, Sense::Run { first, count, unit, of: Box::new(of) }))
}

/// "two days ago", "a year earlier", "a week from now".
fn shifted(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let (end, unit, value) = amount::duration(words, i).or_else(|| {
        let plural = words.unit(i).filter(|_| words.text(i).ends_with(['s', 'S']))?;
        Some((i + 1, plural, None))
    })?;
    if !words.joined(end) {
        return None;
    }
    let (end, from, sign) = match words.text(end) {
        w if w.eq_ignore_ascii_case("ago") => (end + 1, From::Published, -1.0),
        w if w.eq_ignore_ascii_case("earlier") => (end + 1, From::Reference, -1.0),
        _ => (words.phrase(end, "from now")?, From::Published, 1.0),
    };
    Some((
        end,
        match value {
            Some(value) => Sense::Shift { amount: sign * value, unit, from },
            None if sign < 0.0 => Sense::Date("PAST_REF".into()),
            None => Sense::Date("FUTURE_REF".into()),
        },
    ))
}

/// "the year-ago quarter", "year-earlier", "the latest period", "the 1988 quarter", "the quarter a year ago".
fn year_ago_period(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let the = words.is(i, "the");
    let mut at = if the { i + 1 } else { i };
    at += usize::from(words.any(at, &["comparable", "corresponding"]));
    let period = |at: usize| words.any(at, &["quarter", "period"]) && words.joined(at);
    if words.is(at, "year") && words.hyphen(at + 1) > at + 1 && words.any(at + 2, &["ago", "earlier"]) {
        if let Some((end, Sense::Quarter { quarter, half, .. })) = absolute::find(words, at + 3) {
            return Some((end, Sense::Quarter { quarter, half, year: Year::Shifted(-1) }));
        }
        if the && !period(at + 3) {
            return None;
        }
        let end = if period(at + 3) { at + 4 } else { at + 3 };
        return Some((end, Sense::ThatQuarter { years: -1, over: false }));
    }
    if the && words.is(at, "latest") && period(at + 1) {
        return Some((at + 2, Sense::ThatQuarter { years: 0, over: true }));
    }
    if let Some(year) = period::whole_year(words, at, 1900..=2100).filter(|_| the && period(at + 1)) {
        return Some((at + 2, Sense::QuarterOf(year)));
    }
    let ago = ["a year ago", "a year earlier", "last year"];
    if the && period(at) {
        let end = ago.iter().find_map(|p| words.phrase(at + 1, p)).filter(|_| words.joined(at + 1))?;
        return Some((end, Sense::ThatQuarter { years: -1, over: false }));
    }
    None
}

/// "year-end", "year's end", "the end of the year".
fn year_end(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let unit = words.unit(i).filter(|u| matches!(u, Unit::Year | Unit::Month | Unit::Week))?;
    let sense = Sense::Unit { unit, shift: 0, from: From::Published };
    if words.any(i + 1, &["'", "’"]) && words.is(i + 2, "s") && words.is(i + 3, "end") {
        return Some((i + 4, sense));
    }
    let end = words.hyphen(i + 1);
    (unit == Unit::Year && words.is(end, "end") && words.joined(end)).then_some((end + 1, sense))
}

/// "earlier in the day", "later in the year".
fn in_the_unit(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let at = ["earlier in the", "later in the", "early in the", "late in the"]
        .iter()
        .find_map(|p| words.phrase(i, p))?;
    let unit = words.unit(at).filter(|_| words.joined(at) && !words.text(at).ends_with('s'))?;
    let sense = match unit {
        Unit::Day => Sense::Unit { unit, shift: 0, from: From::Reference },
        Unit::Week | Unit::Month | Unit::Year => Sense::Unit { unit, shift: 0, from: From::Published },
        _ => return None,
    };
    Some((at + 1, sense))
}

/// "the day before", "the year before", "the day after" when nothing follows that they are counted from.
fn reference_day(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let day = |shift| Sense::Unit { unit: Unit::Day, shift, from: From::Reference };
    for (phrase, shift) in [("the day before yesterday", -2), ("the day after tomorrow", 2)] {
        if let Some(end) = words.phrase(i, phrase) {
            return Some((end, Sense::today(shift)));
        }
    }
    for (phrase, shift) in [("the day before", -1), ("the day after", 1), ("the night before", -1)] {
        let Some(end) = words.phrase(i, phrase) else { continue };
        let other = directed(words, end)
            .or_else(|| absolute::find(words, end))
            .filter(|(_, s)| s.is_day() && words.joined(end));
        if let Some((end, other)) = other {
            return Some((end, Sense::DayFrom { shift, day: Box::new(other) }));
        }
        let closed = !words.joined(end) || words.any(end, &[".", ",", ";", "'", "’", "”", "\"", ")"]);
        return closed.then(|| (end, day(shift)));
    }
    let unit = words.unit(i + 1).filter(|u| matches!(u, Unit::Year | Unit::Month | Unit::Week))?;
    let shift = if words.is(i + 2, "before") { -1 } else { 1 };
    let closed = !words.joined(i + 3) || words.any(i + 3, &[".", ",", ";", "'", "’", "”", "\"", ")"]);
    let whole = words.is(i, "the") && words.any(i + 2, &["before", "after"]) && words.joined(i + 2) && closed;
    whole.then_some((i + 3, Sense::Unit { unit, shift, from: From::Reference }))
}

/// "in the morning", "by mid-afternoon": a part of the day that the text speaks of.
fn lone_part(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let before = words.before(i)?;
    let at = if words.is(i, "the") { i + 1 } else { i };
    let at = if words.any(at, &["early", "late", "mid"]) { words.hyphen(at + 1) } else { at };
    let led =
        at > i && words.any(before, &["in", "by", "at", "during", "until", "later", "throughout", "through"]);
    let (end, name) = day_part(words, at).filter(|_| led)?;
    let day = Sense::Unit { unit: Unit::Day, shift: 0, from: From::Reference };
    let after = deictic(words, end)
        .or_else(|| absolute::find(words, end))
        .filter(|(_, s)| s.is_day() && words.joined(end));
    if let Some((end, day)) = after {
        return Some((end, part(day, name, true)));
    }
    (words.is(i, "the") || !words.is(before, "in")).then(|| (end, part(day, name, false)))
}

/// A weekday with a part of the day: "Friday night", "early Sunday afternoon"; "the morning" of the day spoken of.
fn named_part(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let (end, sense) = absolute::find(words, i)?;
    if !sense.is_day() {
        return None;
    }
    let (end, name) = day_part(words, end)?;
    Some((end, part(sense, name, true)))
}

/// "now", "the future", "these days".
fn vague_reference(words: &Words, i: usize) -> Option<(usize, Sense)> {
    for (phrase, value) in [
        ("right now", "PRESENT_REF"),
        ("these days", "PRESENT_REF"),
        ("nowadays", "PRESENT_REF"),
        ("at present", "PRESENT_REF"),
        ("currently", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("the recent past", "PAST_REF"),
        ("the near future", "FUTURE_REF"),
        ("the foreseeable future", "FUTURE_REF"),
        ("the future", "FUTURE_REF"),
    ] {
        if let Some(end) = words.phrase(i, phrase) {
            return Some((end, Sense::Date(value.into())));
        }
    }
    if words.is(i, "now") && words.hyphen(i + 1) == i + 1 {
        return Some((i + 1, Sense::Date("PRESENT_REF".into())));
    }
    if words.is(i, "current") && words.unit(i + 1).is_none() && words.joined(i + 1) && words.tag(i) == "JJ" {
        return Some((i + 1, Sense::Date("PRESENT_REF".into())));
    }
    let past = words.phrase(i, "the past")?;
    let noun = words.tag(past).starts_with(['N', 'J', 'C']) && words.joined(past);
    (!noun).then(|| (past, Sense::Date("PAST_REF".into())))
}
