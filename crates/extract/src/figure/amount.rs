//! Amounts: a numeral with its currency, percent sign or unit, two of them joined to a range, and the words that bound it.

use types::Comparator;

use super::data::{self, AFTER, BEFORE, MAX_FORM_PIECES, MEASURES, MONEY_SIGNS, MONEY_WORDS, Measure};
use super::lex::{Kind, Pieces};
use super::numeral::{self, Numeral, Value};

/// What the words around a numeral say that it measures.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unit {
    /// Nothing yet: it counts a noun, or is no figure.
    Open,
    /// Money, with its ISO 4217 code.
    Money(String),
    /// A share of something (percent, percentage points).
    Share(String),
    /// A unit of measurement, and its kind.
    Measure { unit: String, kind: String },
}

/// A numeral with unit and bounds; the pieces `start..end` are the number with its unit, `left..right` all of it.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub left: usize,
    pub start: usize,
    pub end: usize,
    pub right: usize,
    /// The numeral alone, for telling years and names; the last one of a range.
    pub numeral: Numeral,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub value: Option<f64>,
    pub comparator: Comparator,
    pub unit: Unit,
    /// A currency sign or code stands before the digits.
    pub signed: bool,
}

/// "About" allows a tenth of the number either way: news rounds to one or two figures, and a tenth is half a step of
/// the coarser of the two.
const ABOUT_SHARE: f64 = 0.1;

/// The unit of measurement that begins at piece `i` (longest form), and the piece behind it.
pub(super) fn measure_at(p: &Pieces, i: usize) -> Option<(&'static Measure, usize)> {
    longest(p, i, |form| MEASURES.get(form))
}

fn money_at(p: &Pieces, i: usize) -> Option<(&'static str, usize)> {
    longest(p, i, |form| {
        MONEY_WORDS.get(form).copied().or_else(|| {
            let (head, last) = form.rsplit_once(' ').unwrap_or(("", form));
            let one = data::singular(last);
            if head.is_empty() {
                MONEY_WORDS.get(one.as_str()).copied()
            } else {
                MONEY_WORDS.get(format!("{head} {one}").as_str()).copied()
            }
        })
    })
}

fn longest<T>(p: &Pieces, i: usize, look: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    let mut form = String::new();
    let mut best = None;
    for k in i..i + MAX_FORM_PIECES {
        if p.fresh(k) || p.list[k].kind == Kind::Digits && k == i {
            break;
        }
        if k > i {
            form.push(' ');
        }
        form.push_str(&p.lower(k));
        if let Some(found) = look(&form) {
            best = Some((found, k + 1));
        }
    }
    best
}

/// The currency sign or code that begins at piece `i` and stands before digits: its code, and the digits' piece.
fn sign_before(p: &Pieces, i: usize) -> Option<(&'static str, usize)> {
    let start = p.list.get(i)?.span.start;
    let rest = &p.text[start..];
    let (sign, code) = MONEY_SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let mut next = p.at(start + sign.len());
    if p.list.get(next)?.span.start < start + sign.len() {
        return None;
    }
    if *sign == "Rs" && p.sign(next, &['.']) {
        next += 1;
    }
    // A code in letters must be a word of its own.
    if sign.ends_with(char::is_alphabetic) && p.list[next].kind == Kind::Word {
        return None;
    }
    p.is(next, Kind::Digits).then_some((*code, next))
}

fn sign_behind(p: &Pieces, i: usize) -> Option<(&'static str, usize)> {
    let piece = p.list.get(i).filter(|_| !p.fresh(i))?;
    let rest = &p.text[piece.span.start..];
    let (sign, code) = MONEY_SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let end = p.at(piece.span.start + sign.len());
    let whole = p.list.get(end).is_none_or(|n| n.span.start >= piece.span.start + sign.len());
    let tight = p.tight(i) || sign.len() == 3 && sign.chars().all(|c| c.is_ascii_uppercase());
    // "€5" after another number belongs to the five.
    let ahead = sign_before(p, i).is_some();
    (whole && tight && !ahead && *sign != "RM" && *sign != "Rs").then_some((*code, end))
}

/// One numeral with its sign or unit, no bounds, no range.
fn simple(p: &Pieces, i: usize) -> Option<Amount> {
    let (code, at) = match sign_before(p, i) {
        Some((code, at)) => (Some(code), at),
        None => (None, i),
    };
    let numeral = numeral::read(p, at, code.is_some())?;
    let (mut end, mut unit) = (numeral.end, Unit::Open);
    if let Some(code) = code {
        unit = Unit::Money(code.to_owned());
    } else if numeral.years {
        unit = Unit::Measure { unit: "year".to_owned(), kind: "duration".to_owned() };
    } else if let Some((found, behind)) = unit_behind(p, &numeral) {
        (unit, end) = (found, behind);
    }
    let (low, high, value) = match numeral.value {
        Value::One(v) => (Some(v), Some(v), Some(v)),
        Value::Vague(a, b) => (Some(a), Some(b), None),
        Value::Share(v) => {
            unit = Unit::Share("percent".to_owned());
            (Some(v), Some(v), Some(v))
        }
    };
    let comparator = if value.is_some() { Comparator::Exact } else { Comparator::Range };
    let signed = code.is_some();
    Some(Amount { left: i, start: i, end, right: end, numeral, low, high, value, comparator, unit, signed })
}

/// Currency word, percent sign or unit right behind a numeral.
fn unit_behind(p: &Pieces, n: &Numeral) -> Option<(Unit, usize)> {
    let mut i = n.end;
    if n.digits && n.end == i && p.word(i) == "m" && p.is(i, Kind::Word) {
        // "3 m deep": millions stand close to their digits.
        return Some((Unit::Measure { unit: "meter".to_owned(), kind: "length".to_owned() }, i + 1));
    }
    if p.lower(i) == "of" && !p.fresh(i) && matches!(n.value, Value::Vague(..)) || p.hyphen(i) {
        i += 1;
    }
    if let Some((code, end)) = sign_behind(p, i) {
        return Some((Unit::Money(code.to_owned()), end));
    }
    if let Some((code, end)) = money_at(p, i) {
        // "won" and "crowns" are words of other trades after small numbers.
        let risky = matches!(p.lower(i).as_ref(), "won" | "crown" | "crowns");
        if !risky || n.one().is_none_or(|v| v >= 100.0) {
            let word = data::singular(&p.lower(end - 1));
            let shared = if end == i + 1 { p.spoken_of(&word) } else { None };
            let unit = shared.unwrap_or(if code.is_empty() { &word } else { code }).to_owned();
            return Some((Unit::Money(unit), end));
        }
    }
    let (measure, end) = measure_at(p, i)?;
    if measure.unit == "pound" && pound_is_money(p, n, end) {
        return Some((Unit::Money(p.spoken_of("pound").unwrap_or("GBP").to_owned()), end));
    }
    // Short forms that are words or names as well need to stand close: "5 kg", but not "12 Mi".
    if measure.kind == "share" {
        return Some((Unit::Share(measure.unit.clone()), end));
    }
    Some((Unit::Measure { unit: measure.unit.clone(), kind: measure.kind.clone() }, end))
}

/// "2 million pounds", "500 pounds ($650)"; pounds of something, or after a word of weighing, are a weight.
fn pound_is_money(p: &Pieces, n: &Numeral, end: usize) -> bool {
    if p.lower(end) == "of" || p.lower(end - 1).starts_with("lb") || p.hyphen(end - 2) {
        return false;
    }
    let converted =
        p.sign(end, &['(']) && (sign_before(p, end + 1).is_some() || sign_before(p, end + 2).is_some());
    let local = p.spoken_of("pound").is_some() && n.one().is_some_and(|v| v >= MANY_POUNDS);
    n.scale >= 1e6 || converted || local
}

/// As many pounds, in a report that speaks of a country with pounds, are money: few things weigh so much.
const MANY_POUNDS: f64 = 5000.0;

/// The amount that begins at piece `i`, with ranges ("between 5 and 7", "10-15", "three or four") but no bounds.
pub(super) fn read(p: &Pieces, i: usize) -> Option<Amount> {
    if p.lower(i) == "between" && !p.fresh(i + 1) {
        let a = simple(p, i + 1)?;
        let b = Some(a.end).filter(|&k| p.lower(k) == "and" && !p.fresh(k)).and_then(|k| simple(p, k + 1))?;
        return join(p, i, a, b);
    }
    let a = simple(p, i)?;
    Some(range(p, &a).unwrap_or(a))
}

fn range(p: &Pieces, a: &Amount) -> Option<Amount> {
    let k = a.end;
    if p.fresh(k) {
        return None;
    }
    let word = p.lower(k);
    let hyphen = p.hyphen(k);
    if !hyphen && word != "to" && word != "or" {
        return None;
    }
    let b = simple(p, k + 1).filter(|_| !p.fresh(k + 1))?;
    if hyphen
        && (!a.numeral.digits
            || !b.numeral.digits
            || p.hyphen(b.numeral.end) && p.is(b.numeral.end + 1, Kind::Digits))
    {
        return None;
    }
    if word == "or" && !neighbours(a, &b) {
        return None;
    }
    let from = p.before(a.start).filter(|&f| p.lower(f) == "from");
    if word == "to"
        && let Some(from) = from
        && (from.saturating_sub(CHANGE_REACH)..from).any(|w| data::is_a("change", &p.lower(w)))
    {
        return Some(Amount { unit: shared_unit(a, &b)?, ..a.clone() });
    }
    join(p, from.filter(|_| word == "to").unwrap_or(a.start), a.clone(), b)
}

/// Pieces before "from" in which a verb of rise or fall makes "from A to B" a change.
const CHANGE_REACH: usize = 8;

/// "three or four", "10 or 15": the second follows soon on the first.
fn neighbours(a: &Amount, b: &Amount) -> bool {
    match (a.numeral.one(), b.numeral.one()) {
        (Some(_), Some(_)) if a.numeral.scale <= b.numeral.scale => {
            a.numeral.mantissa < b.numeral.mantissa && b.numeral.mantissa <= 2.0 * a.numeral.mantissa + 1.0
        }
        (None, None) => a.low < b.low,
        _ => false,
    }
}

fn shared_unit(a: &Amount, b: &Amount) -> Option<Unit> {
    match (&a.unit, &b.unit) {
        (x, y) if x == y => Some(x.clone()),
        (Unit::Open, y) => Some(y.clone()),
        (x @ Unit::Money(_), Unit::Open) => Some(x.clone()),
        _ => None,
    }
}

/// Two amounts as one range; `None` when they do not ascend or measure different things.
fn join(p: &Pieces, start: usize, a: Amount, b: Amount) -> Option<Amount> {
    let unit = shared_unit(&a, &b)?;
    // "10 to 15 million": the scale of the second holds for the first as well.
    let shared = a.numeral.scale <= 1.0 && b.numeral.scale > 1.0 && a.numeral.mantissa < b.numeral.mantissa;
    let factor = if shared { b.numeral.scale } else { 1.0 };
    let (low, high) = (a.low? * factor, b.high?);
    if low >= high || p.fresh(b.start) || b.signed && !a.signed {
        return None;
    }
    let signed = a.signed || b.signed;
    Some(Amount {
        left: start,
        start,
        end: b.end,
        right: b.end,
        numeral: Numeral { digits: a.numeral.digits && b.numeral.digits, ..b.numeral },
        low: Some(low),
        high: Some(high),
        value: None,
        comparator: Comparator::Range,
        unit,
        signed,
    })
}

/// Reads the words that bound the amount, before and right behind it.
pub(super) fn bound(p: &Pieces, a: &mut Amount) {
    for _ in 0..2 {
        let Some((bound, start)) = bound_before(p, a.left, a) else { break };
        set(a, bound.comparator, bound.near);
        a.left = start;
    }
    bound_behind(p, a);
}

fn bound_before(p: &Pieces, start: usize, a: &Amount) -> Option<(&'static data::Bound, usize)> {
    let mut last = p.before(start)?;
    // "more than a 1,000"
    if a.left == a.start && a.numeral.digits && p.lower(last) == "a" {
        last = p.before(last)?;
    }
    let bound = BEFORE
        .get(p.lower(last).as_ref())?
        .iter()
        .find(|b| last + 1 >= b.words.len() && p.follow(last + 1 - b.words.len(), &b.words))?;
    let first = last + 1 - bound.words.len();
    let durations = matches!(&a.unit, Unit::Measure { kind, .. } if kind == "duration");
    let dep = &p.doc.tokens[p.list[first].token].dep;
    let during = bound.words.len() == 1 && bound.words[0] == "over" && durations && &**dep == "prep";
    let partly = bound.words[0] == "all" && bound.words.len() == 1 && a.left < start;
    (!during && !partly).then_some((bound, first))
}

/// "or more", "or so", "-plus", "+" behind the amount (or behind its noun: call again with `right` moved).
pub(super) fn bound_behind(p: &Pieces, a: &mut Amount) {
    let i = a.right;
    if p.fresh(i) {
        return;
    }
    if p.sign(i, &['+']) && p.tight(i) {
        set(a, Comparator::AtLeast, false);
        a.right = i + 1;
        return;
    }
    let joined = p.hyphen(i);
    let first = if joined { i + 1 } else { i };
    let Some(bound) = AFTER.iter().find(|b| p.follow(first, &b.words) && !p.fresh(first)) else { return };
    let needs_hyphen = bound.words.len() == 1
        && matches!(bound.words[0].as_str(), "plus" | "ish" | "max" | "tops" | "maximum");
    if needs_hyphen && !joined {
        return;
    }
    set(a, bound.comparator, bound.near);
    a.right = first + bound.words.len();
}

/// Puts a bound on the amount. An open or approximate bound outranks "exactly", "a total of" and the like; a range
/// stays one.
fn set(a: &mut Amount, comparator: Comparator, near: bool) {
    use Comparator::{About, AtLeast, AtMost, Exact, LessThan, MoreThan, Nearly, Range};
    let settled = !matches!(a.comparator, Exact | About)
        || comparator == Exact
        || comparator == About && a.comparator == About;
    if a.comparator == Range {
        bound_range(a, comparator);
        return;
    }
    let Some(v) = a.value else { return };
    if settled {
        return;
    }
    a.comparator = comparator;
    let (below, above) = (rounded(v * (1.0 - ABOUT_SHARE)), rounded(v * (1.0 + ABOUT_SHARE)));
    (a.low, a.high) = match comparator {
        Exact | Range => (Some(v), Some(v)),
        About => (Some(below), Some(above)),
        MoreThan => (Some(v), near.then_some(above)),
        AtLeast => (Some(v), None),
        LessThan => (near.then_some(below), Some(v)),
        AtMost => (None, Some(v)),
        Nearly => (Some(below), Some(v)),
    };
}

/// Without the dust of binary fractions.
fn rounded(v: f64) -> f64 {
    if v.abs() < 1e12 { (v * 1000.0).round() / 1000.0 } else { v.round() }
}

/// "at least two or three", "more than hundreds": the range loses its other end, and stays a range.
fn bound_range(a: &mut Amount, comparator: Comparator) {
    match comparator {
        Comparator::MoreThan | Comparator::AtLeast => a.high = None,
        Comparator::LessThan | Comparator::AtMost => a.low = None,
        _ => {}
    }
}

/// The value that the words name with a scale letter read as metres: "200m".
pub(super) fn as_metres(a: &mut Amount) {
    let metres = a.numeral.mantissa;
    a.numeral = Numeral { scale: 1.0, letter: false, value: Value::One(metres), ..a.numeral };
    for bound in [&mut a.low, &mut a.high, &mut a.value] {
        *bound = bound.map(|v| v / 1e6);
    }
    a.unit = Unit::Measure { unit: "meter".to_owned(), kind: "length".to_owned() };
}
