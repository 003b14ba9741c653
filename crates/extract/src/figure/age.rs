//! Ages: "77-year-old", "Jane Roe, 51,", "aged 33", "who is 19", "turned 50", "children under five".

use types::Span;

use super::amount::{Amount, Unit};
use super::counted::Counted;
use super::data;
use super::lex::{Kind, Pieces};

/// An age that was found: the words it takes with it and whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Age {
    /// First piece of the expression.
    pub left: usize,
    /// One past its last piece.
    pub right: usize,
    /// Name or noun of the one who is so old.
    pub whose: Option<Span>,
    /// Token of that noun.
    pub head: Option<usize>,
}

/// Nobody in the news is older.
const OLDEST_YEARS: f64 = 122.0;
/// Longest name, in pieces, that an age stands behind.
const MAX_NAME_PIECES: usize = 8;

/// The age that the amount is, if it is one.
pub(super) fn find(p: &Pieces, a: &Amount, counted: Option<&Counted>) -> Option<Age> {
    if let Unit::Measure { kind, .. } = &a.unit {
        return if kind == "duration" { years_old(p, a) } else { None };
    }
    let years =
        a.high.or(a.low).is_some_and(|v| v <= OLDEST_YEARS && v.fract() == 0.0) && a.unit == Unit::Open;
    if !years || counted.is_some_and(|c| c.span.is_some()) {
        return None;
    }
    if a.right > a.end
        && p.list.get(a.right - 1).is_some()
        && matches!(p.lower(a.right - 1).as_ref(), "older" | "younger")
    {
        return Some(Age { left: a.left, right: a.right, whose: None, head: None });
    }
    named(p, a)
        .or_else(|| bracketed(p, a))
        .or_else(|| aged(p, a))
        .or_else(|| is_so_old(p, a))
        .or_else(|| bound_of_age(p, a))
}

/// "77-year-old", "12 years old", "nine months of age".
fn years_old(p: &Pieces, a: &Amount) -> Option<Age> {
    let i = if p.hyphen(a.end) { a.end + 1 } else { a.end };
    let right = match p.lower(i).as_ref() {
        "old" | "olds" if !p.fresh(i) => i + 1,
        "of" if p.lower(i + 1) == "age" => i + 2,
        _ => return None,
    };
    let noun = p.list.get(right).filter(|n| n.kind == Kind::Word && !n.fresh).map(|n| n.token);
    let token = p.list[a.numeral.start].token;
    let head = p.doc.tokens[token].head;
    // The tree hangs "77-year-old" on the noun that it describes, through "old".
    let old = p.list[i].token;
    let described = p.doc.tokens[old].head;
    let head =
        if noun.is_some() && described > old { Some(described) } else { Some(old).filter(|_| head != token) };
    Some(Age { left: a.left, right, whose: None, head })
}

/// "Jane Roe, 51," and "the driver, 34, said".
fn named(p: &Pieces, a: &Amount) -> Option<Age> {
    let comma = p.before(a.left).filter(|&c| p.sign(c, &[',']))?;
    let last = p.before(comma).filter(|&l| p.list[l].kind == Kind::Word)?;
    if !a.numeral.digits || !ends_here(p, a.end) {
        return None;
    }
    let (first, single) = name_before(p, last)?;
    if single && is_place(p, last) {
        return None;
    }
    let whose = p.span(first, last + 1);
    Some(Age { left: first, right: a.end, whose: Some(whose), head: Some(p.list[last].token) })
}

/// The age in an apposition is closed by a sign, a line's end, or a word that goes on with the sentence.
fn ends_here(p: &Pieces, i: usize) -> bool {
    p.fresh(i)
        || p.sign(i, &[',', '.', ';', ')', ':', '—', '–', '-', '"', '”', '\'', '’', '…'])
        || ["and", "of", "from", "who", "was", "is", "said", "has", "had", "told", "with", "were", "died"]
            .contains(&p.lower(i).as_ref())
}

/// The name or noun for a person that ends at piece `last`, and whether it is one word.
fn name_before(p: &Pieces, last: usize) -> Option<(usize, bool)> {
    let capital = |i: usize| p.word(i).starts_with(char::is_uppercase) && p.list[i].kind == Kind::Word;
    let lower = p.lower(last);
    if !capital(last) {
        let noun = data::is_person(&lower, false) && !data::is_a("nominal", &lower);
        return noun.then_some((last, false));
    }
    if data::is_a("month", &lower)
        || data::is_a("stop-noun", &lower)
        || !p.doc.tokens[p.list[last].token].tag.starts_with("NN")
    {
        return None;
    }
    let mut first = last;
    while let Some(before) = p.before(first).filter(|&b| last - b < MAX_NAME_PIECES) {
        let initial = p.sign(before, &['.'])
            && before > 0
            && capital(before - 1)
            && p.word(before - 1).chars().count() <= 2;
        let joined = p.sign(before, &['-', '\'', '’']) && p.tight(before) && p.tight(before + 1);
        let particle = ["de", "da", "del", "van", "von", "der", "al", "el", "bin", "la", "dos", "di"];
        let inner = particle.contains(&p.word(before)) && before > 0 && capital(before - 1);
        if !capital(before) && !initial && !joined && !inner {
            break;
        }
        first = before;
    }
    if !capital(first) {
        first += 1;
    }
    Some((first.min(last), first >= last))
}

/// The pipeline takes the one-word name for a place or a group: a medal table, a list of towns.
fn is_place(p: &Pieces, last: usize) -> bool {
    let token = p.list[last].token;
    let at = p.doc.names.partition_point(|n| n.tokens.end <= token);
    p.doc
        .names
        .get(at)
        .is_some_and(|n| n.tokens.has(token) && matches!(&*n.label, "GPE" | "LOC" | "NORP" | "DATE" | "ORG"))
}

/// "Jane Roe (51)".
fn bracketed(p: &Pieces, a: &Amount) -> Option<Age> {
    let open = p.before(a.left).filter(|&o| p.sign(o, &['(']))?;
    let last = p.before(open).filter(|&l| p.list[l].kind == Kind::Word && p.sign(a.end, &[')', ',']))?;
    let (first, single) = name_before(p, last)?;
    let token = p.list[last].token;
    let at = p.doc.names.partition_point(|n| n.tokens.end <= token);
    let person = p.doc.names.get(at).is_some_and(|n| n.tokens.has(token) && &*n.label == "PERSON");
    (person && !single && a.numeral.digits).then(|| Age {
        left: first,
        right: a.end + usize::from(p.sign(a.end, &[')'])),
        whose: Some(p.span(first, last + 1)),
        head: Some(token),
    })
}

/// "aged 33", "turned 50", "at the age of 60".
fn aged(p: &Pieces, a: &Amount) -> Option<Age> {
    let before = p.before(a.left)?;
    let mut left = before;
    if p.lower(before) == "of" {
        left = p.before(before).filter(|&w| matches!(p.lower(w).as_ref(), "age" | "ages"))?;
    } else if !data::is_a("age-verb", &p.lower(before)) {
        return None;
    }
    // "at turn one" is a bend of a road.
    if p.lower(left) == "turn" && !a.numeral.digits {
        return None;
    }
    let head = p.doc.tokens[p.list[left].token].head;
    Some(Age { left, right: a.right, whose: None, head: Some(head) })
}

/// "who is 19", "she was 84".
fn is_so_old(p: &Pieces, a: &Amount) -> Option<Age> {
    let verb = p.before(a.left)?;
    let apostrophe = p.lower(verb) == "s" && p.tight(verb) && verb >= 2 && p.sign(verb - 1, &['\'', '’']);
    if !matches!(p.lower(verb).as_ref(), "is" | "was" | "am" | "are" | "were") && !apostrophe {
        return None;
    }
    let subject = p.before(if apostrophe { verb - 1 } else { verb })?;
    let goes_on = ["when", "but", "years", "at", "now", "in"].contains(&p.lower(a.right).as_ref());
    (data::is_a("age-subject", &p.lower(subject)) && (ends_here(p, a.right) || goes_on)).then(|| Age {
        left: subject,
        right: a.right,
        whose: None,
        head: Some(p.list[subject].token),
    })
}

/// "children under five", "anyone over 65".
fn bound_of_age(p: &Pieces, a: &Amount) -> Option<Age> {
    if a.left == a.start
        || !matches!(p.lower(a.left).as_ref(), "under" | "over" | "below" | "above")
        || !ends_here(p, a.right)
    {
        return None;
    }
    let noun = p.before(a.left).filter(|&n| p.list[n].kind == Kind::Word)?;
    let lower = p.lower(noun);
    let anyone = ["anyone", "everyone", "those", "someone", "all"].contains(&lower.as_ref());
    let person = anyone || data::is_person(&data::singular(&lower), false);
    person.then(|| Age {
        left: noun,
        right: a.right,
        whose: Some(p.list[noun].span),
        head: Some(p.list[noun].token),
    })
}
