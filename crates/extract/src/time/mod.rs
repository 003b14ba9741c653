//! Time expressions with their TIMEX3 values (TimeML; Pustejovsky et al. 2003; ISO 24617-1).
//!
//! In: a report and its document. Out: [`Time`]s, in order of the text.
//!
//! # Method
//! 1. `word`: the text is cut into words, each with what `lexicon` knows of it.
//! 2. At each word the grammars (`clock`, `set`, `relative`, `absolute`, `amount`) read what they can; the longest reading
//!    wins, with a modifier before it ("early", "the end of"). What it says is a `sense`.
//! 3. In order of the text `anchor` gives each sense its value, from the day of publication, the times before it, and,
//!    where the words leave open which Friday or which April is meant, from the `tense` of the governing verb.
//!
//! # Values
//! As TimeBank has them: "last week" is `2022-W02`, "the weekend" `2022-W02-WE`, "the 1990s" `199`, "daily" `P1D`, "nearly
//! two years" `P2Y`, "several months" `PXM`, "now" `PRESENT_REF`. A modifier leaves the value as it is: "early Wednesday" is that
//! Wednesday, "the end of April" that April; so does a part of a named day ("Friday night"), while "this morning" is
//! `2022-01-19TMO`. An age ("77-year-old") is a figure, no time.

mod absolute;
mod amount;
mod anchor;
mod clock;
mod holiday;
mod lexicon;
mod period;
mod relative;
mod sense;
mod set;
mod tense;
mod word;

use types::{Doc, Report, Time};

use anchor::Anchor;
use sense::Sense;
use word::Words;

/// Phrases that may stand before a time and stay part of its words.
const MODIFIERS: [&str; 22] = [
    "the end of",
    "the beginning of",
    "the start of",
    "the middle of",
    "the close of",
    "the latter part of",
    "the turn of",
    "the early part of",
    "the first part of",
    "the second part of",
    "the rest of",
    "the remainder of",
    "the course of",
    "the early",
    "the late",
    "the mid",
    "earlier",
    "later",
    "early",
    "late",
    "mid",
    "sometime",
];

/// The time expressions of a report, in order, not overlapping. Values are anchored at `report.published`.
pub fn find(report: &Report, doc: &Doc) -> Vec<Time> {
    let text = &report.text;
    let words = Words::new(text, doc);
    let mut anchor = Anchor::new(report.published);
    let mut times = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words.joined(at) {
            anchor.begin_paragraph();
        }
        let Some((end, sense)) = expression(&words, at).filter(|_| !is_title(&words, at)) else {
            at += 1;
            continue;
        };
        let tokens = words.tokens(at, end);
        let tense = || match tokens.is_empty() {
            true => tense::Direction::Unknown,
            false => tense::direction(text, doc, tokens.end - 1),
        };
        let (kind, value) = anchor.value(&sense, &tense);
        let days = value.as_deref().and_then(Time::days_of);
        times.push(Time { span: words.span(at, end), tokens, kind, value, days });
        at = end;
    }
    times
}

/// The longest time expression that begins at a word.
fn expression(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let modified = MODIFIERS.iter().find_map(|p| {
        let at = words.phrase(i, p)?;
        let at = words.hyphen(at);
        let (end, sense) = bare(words, at).filter(|(_, s)| words.joined(at) && s.takes_modifier())?;
        Some((end, sense))
    });
    let week_of = ["the week of", "the week ending", "the week beginning"].iter().find_map(|p| {
        let at = words.phrase(i, p).filter(|&at| words.joined(at))?;
        let (end, sense) = absolute::find(words, at).filter(|(_, s)| s.is_day())?;
        Some((end, Sense::WeekOf(Box::new(sense))))
    });
    [modified, week_of, bare(words, i)].into_iter().flatten().max_by_key(|f| f.0)
}

/// As [`expression`], without a modifier. Of equally long readings the last one here wins.
fn bare(words: &Words, i: usize) -> Option<(usize, Sense)> {
    if !words.text(i).starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’') {
        return None;
    }
    let found = [
        lone_units(words, i),
        amount::plain(words, i),
        absolute::find(words, i),
        relative::find(words, i),
        set::find(words, i),
        clock::find(words, i),
    ];
    found.into_iter().flatten().max_by_key(|f| f.0)
}

/// Whether the words are a programme's name in quote marks, or "high noon": `"This Week"`, `"60 Minutes"`.
fn is_title(words: &Words, i: usize) -> bool {
    let Some(before) = words.before(i) else { return false };
    let quoted = words.glued(i) && words.any(before, &["\"", "“", "'", "‘", "`", "’"]);
    (quoted && words.capital(i + 1) && words.unit(i + 1).is_some())
        || words.is(before, "high") && words.is(i, "noon")
}

/// "for weeks", "in years", "decades-long", "day-long": units that nobody counts.
fn lone_units(words: &Words, i: usize) -> Option<(usize, Sense)> {
    let unit = words.unit(i)?;
    let long = words.hyphen(i + 1);
    if long > i + 1 && words.is(long, "long") {
        let plural = words.text(i).ends_with('s');
        return Some((long + 1, Sense::Duration(amount::timex(unit, (!plural).then_some(1.0)))));
    }
    let before = words.before(i)?;
    let led = words.any(
        before,
        &["for", "in", "within", "over", "after", "of", "took", "take", "lasted", "spent", "spend"],
    );
    let uncounted = words.text(i).ends_with('s')
        && !words.any(i, &["seconds", "quarters", "weekends", "hrs", "mins", "yrs"]);
    (led && uncounted && !words.capital(i)).then(|| (i + 1, Sense::Duration(amount::timex(unit, None))))
}
