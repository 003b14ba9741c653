//! Numbers with range, unit and what they count: a report, its document and times → [`Figure`]s.
//!
//! # Method
//! A hand-written grammar over letters, digits and signs ([`lex`]); the dependency tree is only asked what a number
//! counts. What is known (number words, units, currencies, bounds, nouns for people) lies in `data/figure_*.tsv`.
//!
//! # Steps
//! 1. [`numeral`], [`part`]: the number itself, whatever its spelling.
//! 2. [`amount`]: its currency, percent sign or unit; two joined to a range; the words that bound it.
//! 3. [`other`]: dates, times of day, scores, names and pronouns are let go.
//! 4. [`counted`]: what it counts; [`age`]: how old someone is.
//! 5. [`link`]: conversions, what "of them" and "more" stand for, the time it holds for.
//!
//! # What the bounds mean
//! | words | `comparator` | `low` | `high` |
//! |---|---|---|---|
//! | 12, exactly 12 | `exact` | 12 | 12 |
//! | about 100 | `about` | 90 | 110 (a tenth either way) |
//! | more than 100 | `more_than` | 100, itself excluded | open |
//! | just over 100 | `more_than` | 100, itself excluded | 110 |
//! | at least 100, 100 or more | `at_least` | 100 | open |
//! | fewer than 100 | `less_than` | open | 100, itself excluded |
//! | up to 100, as many as 100 | `at_most` | open | 100 |
//! | nearly 100 | `nearly` | 90 | 100 |
//! | 10 to 15, tens of thousands | `range` | 10, 20000 | 15, 99999; `value` is `None` |
//!
//! Fractions of a whole are percent, rounded to one decimal: "two-thirds of its arsenal" → 66.7.

mod age;
mod amount;
mod counted;
mod data;
mod lex;
mod link;
mod numeral;
mod other;
mod part;

use types::{Comparator, Doc, Figure, Report, Span, Time};

use age::Age;
use amount::{Amount, Unit};
use counted::Counted;
use lex::{Kind, Pieces};

/// The figures of a report, in order of their numbers. What is part of a calendar expression in `times` is no figure.
pub fn find(report: &Report, doc: &Doc, times: &[Time]) -> Vec<Figure> {
    let p = Pieces::cut(report, doc);
    let mut found: Vec<Figure> = Vec::new();
    let mut i = 0;
    while i < p.list.len() {
        let Some(amount) = amount::read(&p, i) else {
            i += 1;
            continue;
        };
        if let Some(next) = other::touches(&p, &amount) {
            found.extend(compound(&p, &amount));
            i = next.max(i + 1);
            continue;
        }
        i = amount.end.max(i + 1);
        found.extend(figure(&p, amount, times));
    }
    link::conversions(&p, &mut found);
    link::anaphora(&p, &mut found);
    link::times(doc, times, &mut found);
    found = kept(found, |f| link::says_enough(&p, f));
    found
}

/// The figures that are wanted, with the numbers of those that they convert as they are then; what converts one that goes stands for itself.
fn kept(figures: Vec<Figure>, wanted: impl Fn(&Figure) -> bool) -> Vec<Figure> {
    let mut next = 0;
    let numbers: Vec<Option<usize>> = figures
        .iter()
        .map(|f| {
            let number = wanted(f).then_some(next);
            next += usize::from(number.is_some());
            number
        })
        .collect();
    let stay = figures.into_iter().zip(&numbers).filter(|(_, number)| number.is_some());
    let moved = |c: usize| numbers.get(c).copied().flatten();
    stay.map(|(f, _)| Figure { converts: f.converts.and_then(moved), ..f }).collect()
}

/// One amount as a figure, or `None` when it counts nothing.
fn figure(p: &Pieces, mut a: Amount, times: &[Time]) -> Option<Figure> {
    amount::bound(p, &mut a);
    let mut counted = counted::find(p, &a);
    if a.numeral.letter
        && a.unit == Unit::Open
        && a.numeral.scale == 1e6
        && counted.as_ref().is_none_or(|c| !c.plural)
    {
        amount::as_metres(&mut a);
        counted = counted::find(p, &a);
    }
    let age = age::find(p, &a, counted.as_ref());
    if age.is_none() && other::names_or_dates(p, &a, counted.as_ref(), times) {
        return None;
    }
    Some(build(p, a, counted, age))
}

/// "nine-member panel", "200-strong crowd", "15-nation bloc".
fn compound(p: &Pieces, a: &Amount) -> Option<Figure> {
    let word = a.end + 1;
    let lower = p.lower(word);
    let listed = data::is_a("collective-hyphen", &lower);
    let person = data::is_person(&lower, false) || lower == "strong";
    if !p.hyphen(a.end)
        || !p.is(word, Kind::Word)
        || p.hyphen(word + 1)
        || !listed && !person
        || a.unit != Unit::Open
    {
        return None;
    }
    let touched =
        a.start > 0 && p.tight(a.start) && !p.sign(a.start - 1, &['(', '"', '“', '‘', '\'', '[', '—', '–']);
    if touched {
        return None;
    }
    let mut a = a.clone();
    amount::bound(p, &mut a);
    let piece = p.list[word];
    let unit = if person { "person".to_owned() } else { lower.into_owned() };
    let span = (unit != "person" || p.word(word) != "strong").then_some(piece.span);
    a.right = word + 1;
    let counted = Counted {
        head: piece.token,
        span,
        unit,
        plural: true,
        partitive: false,
        numbered: false,
        reach: None,
    };
    Some(build(p, a, Some(counted), None))
}

fn build(p: &Pieces, mut a: Amount, counted: Option<Counted>, age: Option<Age>) -> Figure {
    let number = p.span(a.start, a.end);
    let token = p.list[a.numeral.start].token;
    let mut span = p.span(a.left, a.right);
    let (mut unit, mut head) = match &a.unit {
        Unit::Open => (None, token),
        Unit::Money(code) => (Some(code.clone()), token),
        Unit::Share(unit) => (Some(unit.clone()), token),
        Unit::Measure { unit, .. } => (Some(unit.clone()), p.list[a.end - 1].token),
    };
    let mut counts = None;
    if let Some(age) = age {
        span = span.cover(p.span(age.left, age.right));
        unit = unit.or_else(|| Some("year".to_owned()));
        (counts, head) = (age.whose, age.head.unwrap_or(token));
    } else if let Some(c) = counted.filter(|_| !matches!(a.unit, Unit::Money(_))) {
        counts = c.span;
        if matches!(a.unit, Unit::Open) {
            (unit, head) = (Some(c.unit), c.head);
        }
        if let Some(reach) = c.reach {
            span = span.cover(p.doc.tokens[reach - 1].span);
        } else if let Some(noun) = c.span {
            span = span.cover(noun);
            a.right = p.at(noun.end).max(a.right);
            amount::bound_behind(p, &mut a);
            span = span.cover(p.span(a.left, a.right));
        }
    }
    Figure {
        span: within(span, p.text),
        number,
        low: a.low,
        high: a.high,
        value: a.value,
        comparator: if a.value.is_none() { Comparator::Range } else { a.comparator },
        unit,
        counted: counts,
        token,
        head,
        age: age.is_some(),
        converts: None,
        time: None,
        place: None,
    }
}

/// The span, cut to the text.
fn within(span: Span, text: &str) -> Span {
    Span { start: span.start.min(text.len()), end: span.end.min(text.len()) }
}
