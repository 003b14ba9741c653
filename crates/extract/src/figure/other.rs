//! Numbers that count nothing: dates, years, times of day, ordinals, scores, telephone numbers, names with numbers in
//! them ("Flight 370", "Group of Seven"), and the pronoun "one".

use types::{Comparator, Time, TimeKind};

use super::amount::{Amount, Unit};
use super::counted::Counted;
use super::data;
use super::lex::{Kind, Pieces};

/// Earliest and latest whole number without separators that is read as a year.
const YEARS: (f64, f64) = (1500.0, 2099.0);

/// Signs that make a number part of an address, a tag or a code when they touch it.
const CODE_SIGNS: [char; 12] = ['#', '@', '_', '&', '*', '~', '=', '\\', '/', '№', '+', '\''];

/// What the sight of the amount alone tells: it touches letters or signs that make it a date, score, code or ordinal.
/// Gives the piece where reading goes on.
pub(super) fn touches(p: &Pieces, a: &Amount) -> Option<usize> {
    let (start, end) = (a.start, a.end);
    // "$1 = 10.5 kroner" is a rate of exchange.
    let rate = p.sign(end, &['=']) || p.before(start).is_some_and(|b| p.sign(b, &['=']));
    if !matches!(a.unit, Unit::Money(_)) && touched_before(p, start) || list_number(p, a) || rate {
        return Some(end);
    }
    if a.unit != Unit::Open {
        return None;
    }
    let mut next = end;
    while p.tight(next)
        && (p.hyphen(next) || p.sign(next, &[':', '/', '.']))
        && p.tight(next + 1)
        && p.is(next + 1, Kind::Digits)
    {
        next += 2;
    }
    if next > end {
        return Some(next);
    }
    let letters = p.tight(end) && p.is(end, Kind::Word) && a.numeral.digits;
    let joined = p.tight(end) && p.sign(end, &['/', '@', '_', '’', '\'']) && p.tight(end + 1);
    let word = p.tight(end) && p.hyphen(end) && p.tight(end + 1) && p.is(end + 1, Kind::Word);
    let word = word && !matches!(p.lower(end + 1).as_ref(), "plus" | "odd");
    (letters || joined || word || clock(p, end)).then_some(end)
}

fn touched_before(p: &Pieces, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|_| p.tight(start)) else { return false };
    let piece = p.list[before];
    let char_before = p.word(before).chars().next().unwrap_or(' ');
    if piece.kind != Kind::Sign {
        return true;
    }
    if p.hyphen(before) {
        // "Su-25", "1-2", but not "-5" or "word - 5" or "—5".
        return before > 0 && p.tight(before);
    }
    let mid = before > 0 && p.tight(before) && p.list[before - 1].kind == Kind::Digits;
    CODE_SIGNS.contains(&char_before) || char_before == '’' || mid && matches!(char_before, ':' | '.' | ',')
}

/// "5 p.m.", "12 GMT", "seven o'clock".
fn clock(p: &Pieces, i: usize) -> bool {
    if p.fresh(i) {
        return false;
    }
    let word = p.lower(i);
    let dotted = matches!(word.as_ref(), "a" | "p") && p.sign(i + 1, &['.']) && p.lower(i + 2) == "m";
    let oclock = word == "o" && p.lower(i + 2) == "clock";
    dotted || oclock || data::is_a("clock", &word) || word == "hours" && data::is_a("clock", &p.lower(i + 1))
}

/// "1. First point", "2) Second".
fn list_number(p: &Pieces, a: &Amount) -> bool {
    p.fresh(a.start)
        && a.numeral.digits
        && a.unit == Unit::Open
        && (p.sign(a.end, &['.', ')']) || p.fresh(a.end))
}

/// What the words around tell of an amount that has no unit.
pub(super) fn names_or_dates(p: &Pieces, a: &Amount, counted: Option<&Counted>, times: &[Time]) -> bool {
    if a.unit != Unit::Open {
        return matches!(a.unit, Unit::Measure { .. }) && (capital_words(p, a) || some_day(p, a));
    }
    calendar(p, a, counted, times) || named(p, a, counted) || pronoun(p, a, counted)
}

fn calendar(p: &Pieces, a: &Amount, counted: Option<&Counted>, times: &[Time]) -> bool {
    let small = a.high.is_some_and(|v| v <= 31.0);
    let before = p.before(a.start).map(|b| if p.sign(b, &['.', ',']) { b.saturating_sub(1) } else { b });
    let month = |i: usize| p.word(i).starts_with(char::is_uppercase) && data::is_a("month", &p.lower(i));
    if before.is_some_and(month) && (small || year_like(p, a)) || small && !p.fresh(a.end) && month(a.end) {
        return true;
    }
    let span = p.span(a.numeral.start, a.numeral.end);
    // A time expression that holds the number, and not what it counts, is a date.
    let noun = counted.map(|c| p.doc.tokens[c.head].span);
    let at = times.partition_point(|t| t.span.end <= span.start);
    let dated = times[at..].iter().take_while(|t| t.span.start < span.end).any(|t| {
        t.kind != TimeKind::Duration && t.span.contains(span) && noun.is_none_or(|n| !t.span.contains(n))
    });
    let counts = counted.is_some_and(|c| c.plural) && !led_as_year(p, a);
    if dated && !(counts && a.comparator != Comparator::Exact) {
        return true;
    }
    // A bound of size in front ("more than 2000") or a counted noun behind makes a count of what looks like a year.
    let bounded = a.left < a.start
        && !matches!(a.comparator, Comparator::Exact | Comparator::About | Comparator::Range);
    let person = counted.is_some_and(|c| c.unit == "person");
    let round = a.value.is_some_and(|v| v % 50.0 == 0.0);
    year_like(p, a) && !bounded && !(counts && (person || round))
}

fn led_as_year(p: &Pieces, a: &Amount) -> bool {
    p.before(a.left).is_some_and(|b| p.lower(b) == "the" || data::is_a("year-lead", &p.lower(b)))
}

fn year_like(p: &Pieces, a: &Amount) -> bool {
    let bare = |v: Option<f64>| v.is_some_and(|v| YEARS.0 <= v && v <= YEARS.1);
    a.numeral.digits && a.numeral.scale <= 1.0 && p.word(a.numeral.start).len() == 4 && bare(a.low.or(a.high))
}

/// A number that belongs to a name.
fn named(p: &Pieces, a: &Amount, counted: Option<&Counted>) -> bool {
    let Some(before) = p.before(a.start) else { return false };
    if a.left < a.start && p.lower(before) != "some" {
        return false;
    }
    let dot = p.sign(before, &['.']) && p.tight(before) && before > 0;
    let word = if dot { before - 1 } else { before };
    let lower = p.lower(word);
    if dot && lower != "no" && lower != "nos" {
        return false;
    }
    if (data::is_a("designator", &lower) || data::is_a("designator", &data::singular(&lower)))
        && (lower != "no" || dot)
    {
        return true;
    }
    capital_words(p, a) || behind_a_name(p, a, before, counted) || inside_a_name(p, a)
}

/// A number word with a capital inside a sentence: "Group of Seven", "the Memorial of the Nineteen Days".
fn capital_words(p: &Pieces, a: &Amount) -> bool {
    let inside = p.before(a.start).is_some_and(|b| p.list[b].kind == Kind::Word);
    inside && !a.numeral.digits && p.word(a.start).starts_with(char::is_uppercase) && !title_case(p, a.start)
}

/// "Boeing 737", "Vision 2030": the tree hangs the number on the capitalised word before it.
fn behind_a_name(p: &Pieces, a: &Amount, before: usize, counted: Option<&Counted>) -> bool {
    let token = &p.doc.tokens[p.list[a.numeral.start].token];
    let head = &p.doc.tokens[token.head];
    let word = p.lower(before);
    counted.is_none()
        && a.numeral.digits
        && p.word(before).starts_with(char::is_uppercase)
        && token.head == p.list[before].token
        && head.tag.starts_with("NNP")
        && !data::is_a("casualty", &word)
        && !data::is_a("stop-noun", &word)
}

/// The pipeline found a name of something with the number in it, not at its start.
fn inside_a_name(p: &Pieces, a: &Amount) -> bool {
    let token = p.list[a.numeral.start].token;
    let at = p.doc.names.partition_point(|n| n.tokens.end <= token);
    p.doc.names.get(at).is_some_and(|n| {
        n.tokens.start < token
            && matches!(&*n.label, "ORG" | "FAC" | "EVENT" | "WORK_OF_ART" | "LAW" | "PRODUCT")
            && p.doc.word(p.text, token - 1).starts_with(char::is_uppercase)
            && n.tokens.end <= token + 1
    })
}

/// Pieces on each side that decide whether a line is printed in title case.
const TITLE_REACH: usize = 12;
/// Share of a title's longer words that have a capital.
const TITLE_SHARE: f64 = 0.8;

/// Words that titles print without a capital.
const SMALL: [&str; 8] = ["the", "and", "for", "from", "with", "after", "over", "into"];

fn title_case(p: &Pieces, i: usize) -> bool {
    let (mut words, mut capitals) = (0usize, 0usize);
    let mut start = i;
    while start > 0 && i - start < TITLE_REACH && !p.fresh(start) {
        start -= 1;
    }
    for k in start..i + TITLE_REACH {
        if k > start && p.fresh(k) {
            break;
        }
        if p.list[k].kind == Kind::Word && p.word(k).len() > 2 && !SMALL.contains(&p.lower(k).as_ref()) {
            words += 1;
            capitals += usize::from(p.word(k).starts_with(char::is_uppercase));
        }
    }
    capitals as f64 >= TITLE_SHARE * words as f64
}

/// "One day she will return".
fn some_day(p: &Pieces, a: &Amount) -> bool {
    let bounded = a.left < a.start && a.comparator != Comparator::Exact;
    let said = p.lower(a.start) == "one" && a.end == a.start + 2 && p.lower(a.start + 1) == "day";
    said && !bounded && a.right == a.end
}

/// "one" that counts nothing: "no one", "one of the best", "one day", "the one who".
fn pronoun(p: &Pieces, a: &Amount, counted: Option<&Counted>) -> bool {
    if a.end != a.start + 1 || p.lower(a.start) != "one" {
        return false;
    }
    let bounded = a.left < a.start && a.comparator != Comparator::Exact;
    let before = p.before(a.start).map(|b| p.lower(b)).unwrap_or_default();
    let taken =
        ["no", "the", "this", "that", "any", "every", "each", "some", "which", "such", "another", "everyone"];
    if taken.contains(&before.as_ref()) && !bounded {
        return true;
    }
    match counted {
        None => true,
        Some(c) if c.partitive => !(bounded || c.numbered),
        Some(c) => c.plural && !bounded || data::is_a("one-idioms", &c.unit),
    }
}
