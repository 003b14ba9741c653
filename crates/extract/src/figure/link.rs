//! What figures have to do with each other and with times: conversions, "of them", "hundreds more", "since 2014".

use types::{Comparator, Doc, Figure, Time, TimeKind};

use super::data;
use super::lex::Pieces;

/// "$200 million (176 million euros)", "60 miles, or 97 km": the second converts the first.
pub(super) fn conversions(p: &Pieces, figures: &mut [Figure]) {
    for k in 1..figures.len() {
        let (before, this) = (&figures[k - 1], &figures[k]);
        let measured = |f: &Figure| {
            f.counted.is_none() && f.unit.as_deref().is_some_and(|u| u != "person" && u != "percent")
        };
        if !measured(this)
            || before.unit.is_none()
            || before.unit == this.unit
            || before.span.end > this.span.start
            || this.age
            || before.age
        {
            continue;
        }
        let between = p.text[before.span.end..this.span.start].trim();
        let between = between.trim_end_matches(['$', '£', '€']).trim_end();
        if matches!(between, "(" | ", or" | "or" | "; or" | "[" | "/" | "(or" | "- or" | "—")
            && comparable(before, this)
        {
            figures[k].converts = Some(k - 1);
        }
    }
}

/// Both are money, or both measure and neither counts a noun of its own.
fn comparable(a: &Figure, b: &Figure) -> bool {
    let money = |f: &Figure| {
        f.unit.as_deref().is_some_and(|u| u.len() == 3 && u.bytes().all(|c| c.is_ascii_uppercase()))
    };
    money(a) == money(b)
}

/// Nobody in the news is older.
const OLDEST_YEARS: f64 = 122.0;
/// Bytes within which "of them" and "more" reach back.
const REACH_BYTES: usize = 400;

/// A bare number that goes on with what was counted before: "12 people were hurt, three of them badly", "and dozens more".
pub(super) fn anaphora(p: &Pieces, figures: &mut [Figure]) {
    for k in 1..figures.len() {
        // "her children, aged 10, nine and four"
        let before = &figures[k - 1];
        if before.age
            && figures[k].unit.is_none()
            && figures[k].value.is_some_and(|v| v < OLDEST_YEARS)
            && before.span.end <= figures[k].span.start
        {
            let between = p.text[before.span.end..figures[k].span.start].trim();
            if matches!(between, "," | "and" | ", and" | "or") {
                (figures[k].age, figures[k].unit, figures[k].head) =
                    (true, Some("year".to_owned()), before.head);
                continue;
            }
        }
        let this = &figures[k];
        if this.unit.is_some() || this.age {
            continue;
        }
        let next = p.at(this.span.end);
        if p.fresh(next) {
            continue;
        }
        let of = p.lower(next) == "of" && data::is_a("of-anaphor", &p.lower(next + 1));
        let more = matches!(p.lower(next).as_ref(), "more" | "others");
        let close = |f: &&Figure| this.span.start.saturating_sub(f.span.end) <= REACH_BYTES && !f.age;
        let Some(before) = figures[..k].iter().rev().take_while(close).find(|f| counts_things(f)) else {
            continue;
        };
        if of || more {
            let unit = before.unit.clone();
            let end = p.list[if of { next + 1 } else { next }].span.end;
            figures[k].unit = unit;
            figures[k].span.end = end;
        }
    }
}

/// What is counted can be spoken of again: people and things, not occasions, shares or measures.
fn counts_things(f: &Figure) -> bool {
    f.unit.as_deref().is_some_and(|u| {
        u == "person"
            || f.counted.is_some() && !matches!(u, "time" | "percent" | "occasion") && !data::is_measure(u)
    })
}

/// Least bare number that is worth telling without a unit.
const LARGE: f64 = 1000.0;

/// Whether the figure tells a reader anything. With neither unit nor noun it must be large, and printed as a quantity
/// (with grouped digits or a scale word: no code, index or telephone number), or be bounded by words.
pub(super) fn says_enough(p: &Pieces, f: &Figure) -> bool {
    if f.unit.is_some() {
        return true;
    }
    let words = f.number.of(p.text);
    let large = f.value.or(f.high).or(f.low).is_some_and(|v| v >= LARGE);
    match f.comparator {
        Comparator::Exact => {
            large && (words.contains(',') && !words.contains('.') || words.contains(char::is_alphabetic))
        }
        Comparator::Range => large || !words.contains(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

/// Time expressions on each side of a figure that may be its own.
const TIMES_AROUND: usize = 6;

/// Gives each figure the time that stands in the same clause, the nearest if there are several.
pub(super) fn times(doc: &Doc, times: &[Time], figures: &mut [Figure]) {
    let clauses: Vec<Option<usize>> = times
        .iter()
        .map(|t| {
            let dated = matches!(t.kind, TimeKind::Date | TimeKind::Time) && !t.tokens.is_empty();
            dated.then(|| clause(doc, t.tokens.start)).flatten()
        })
        .collect();
    for figure in figures {
        let Some(verb) = clause(doc, figure.head) else { continue };
        let sentence = doc.span(doc.sentences[doc.sentence_of(figure.head)].tokens);
        let near = times.partition_point(|t| t.span.end <= figure.span.start);
        figure.time = (near.saturating_sub(TIMES_AROUND)..times.len().min(near + TIMES_AROUND))
            .filter(|&t| sentence.contains(times[t].span))
            .filter(|&t| clauses[t] == Some(verb) && !times[t].span.overlaps(figure.span))
            .min_by_key(|&t| times[t].span.start.abs_diff(figure.span.start));
    }
}

/// Longest way up the tree to the verb of a clause.
const MAX_CLIMB: usize = 12;

/// The verb (or root) of the clause that a token stands in.
fn clause(doc: &Doc, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..MAX_CLIMB {
        let t = doc.tokens.get(at)?;
        if t.head == at || t.tag.starts_with("VB") && at != token {
            return Some(at);
        }
        at = t.head;
    }
    None
}
