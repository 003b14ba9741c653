//! Numerals that are no plain count: fractions of a whole ("two-thirds", "half of"), what begins with an article ("a
//! dozen", "a couple of", "a few hundred") and plural scale words ("tens of thousands").

use super::data::NumberWord;
use super::lex::{Kind, Pieces};
use super::numeral::{Numeral, Value, class, next_class, scaled, words};

pub(super) fn percent(part: f64) -> f64 {
    (part * 1000.0).round() / 10.0
}

/// "two-thirds", "three quarters", "one fifth"; with "of" or a hyphen where the word might be an ordinal.
pub(super) fn fraction(p: &Pieces, i: usize) -> Option<Numeral> {
    let count = match class(p, i)? {
        NumberWord::Unit(v) if v >= 1.0 => v,
        NumberWord::Fraction(2.0) => return half(p, i),
        _ => return None,
    };
    let joined = p.hyphen(i + 1);
    let word = if joined { i + 2 } else { i + 1 };
    let NumberWord::Fraction(d) = next_class(p, word)? else { return None };
    let one = (count - 1.0).abs() < f64::EPSILON;
    if one == p.lower(word).ends_with('s') || count >= d && !one {
        return None;
    }
    if let Some(n) = of_a_century(p, i, word + 1, count / d) {
        return Some(n);
    }
    if one && !joined && p.lower(word + 1) != "of" || d > 4.0 && p.lower(word + 1) != "of" && !joined {
        return None;
    }
    Some(Numeral::new(i, word + 1, Value::Share(percent(count / d))))
}

/// "half": "half a dozen", "half a million", "half an hour", "half-century", "half of", "half the".
fn half(p: &Pieces, i: usize) -> Option<Numeral> {
    if p.lower(i) != "half" {
        return None;
    }
    if let Some(n) = of_a_century(p, i, i + 1, 0.5) {
        return Some(n);
    }
    let next = p.lower(i + 1);
    if p.fresh(i + 1) {
        return None;
    }
    if next == "a" || next == "an" || p.hyphen(i + 1) {
        let n = scaled(p, i, i + 2, 0.5);
        if n.scale > 1.0 {
            return Some(n);
        }
        let measured = super::amount::measure_at(p, i + 2).is_some_and(|(m, _)| m.kind != "share");
        return measured.then(|| Numeral::new(i, i + 2, Value::One(0.5)));
    }
    let before = p.before(i).map(|b| p.lower(b)).unwrap_or_default();
    let half_time = ["first", "second", "other", "latter", "top", "bottom", "better", "final", "the", "one"];
    let partitive =
        ["of", "the", "its", "their", "his", "her", "our", "my", "those", "these", "all", "that", "this"];
    if half_time.contains(&before.as_ref()) {
        return None;
    }
    let bounded =
        ["than", "nearly", "almost", "about", "over", "around", "roughly", "least", "to", "under", "some"];
    (partitive.contains(&next.as_ref()) || bounded.contains(&before.as_ref()))
        .then(|| Numeral::new(i, i + 1, Value::Share(50.0)))
}

/// "a quarter-century", "half a century", "a quarter of a century": counted in years.
fn of_a_century(p: &Pieces, start: usize, end: usize, part: f64) -> Option<Numeral> {
    let mut i = end;
    for word in ["of", "a"] {
        if p.lower(i) == word || p.hyphen(i) {
            i += 1;
        }
    }
    let years = match (p.fresh(i), p.lower(i).as_ref()) {
        (false, "century") => 100.0,
        (false, "decade") => 10.0,
        (false, "millennium") => 1000.0,
        _ => return None,
    };
    let n = Numeral::new(start, i + 1, Value::One(part * years));
    Some(Numeral { mantissa: part, scale: years, years: true, ..n })
}

/// "a single", "a dozen", "a hundred", "a couple of", "a third of", "a few hundred", "several thousand".
pub(super) fn article(p: &Pieces, i: usize) -> Option<Numeral> {
    let word = p.lower(i);
    let start = i;
    let mut i = match word.as_ref() {
        "a" | "an" | "per" => i + 1,
        "several" | "couple" | "few" | "single" | "quarter" => i,
        _ => return None,
    };
    if word == "per" || i > start && p.fresh(i) {
        return None;
    }
    if i > start && p.hyphen(i) {
        i += 1;
    }
    match p.lower(i).as_ref() {
        "single" => return single(p, start, i),
        "couple" => return couple(p, start, i),
        "few" | "several" => {
            let after = if p.lower(i + 1) == "of" { i + 2 } else { i + 1 };
            let n = scaled(p, start, after, 1.0);
            let room = if n.scale == 12.0 { (24.0, 99.0) } else { (2.0 * n.scale, 10.0 * n.scale - 1.0) };
            return (n.scale > 1.0).then_some(Numeral { value: Value::Vague(room.0, room.1), ..n });
        }
        _ => {}
    }
    let found = if i == start { class(p, i)? } else { next_class(p, i)? };
    match found {
        NumberWord::Fraction(d) if i > start || d == 4.0 => {
            if let Some(n) = of_a_century(p, start, i + 1, 1.0 / d) {
                return Some(n);
            }
            // "a quarter of a million"
            if p.lower(i + 1) == "of" && p.lower(i + 2) == "a" {
                let n = scaled(p, start, i + 3, 1.0 / d);
                if n.scale > 1.0 {
                    return Some(n);
                }
            }
            (i > start && d > 2.0 && p.lower(i + 1) == "of")
                .then(|| Numeral::new(start, i + 1, Value::Share(percent(1.0 / d))))
        }
        NumberWord::Dozen | NumberWord::Hundred | NumberWord::Scale(_) if i > start => {
            let mut n = scaled(p, start, i, 1.0);
            // "a hundred and fifty"
            let rest = if p.lower(n.end) == "and" { n.end + 1 } else { n.end };
            if n.scale >= 100.0
                && !p.fresh(rest)
                && let Some(more) = words(p, rest).filter(|m| m.one().is_some_and(|v| v < n.scale))
            {
                n.end = more.end;
                n.value = Value::One(n.scale + more.one().unwrap_or(0.0));
            }
            Some(n)
        }
        _ => None,
    }
}

fn single(p: &Pieces, start: usize, i: usize) -> Option<Numeral> {
    (start < i && p.is(i + 1, Kind::Word)).then(|| Numeral::new(start, i + 1, Value::One(1.0)))
}

/// "a couple of", "couple dozen", "a couple more"; the couple that are two lovers is none.
fn couple(p: &Pieces, start: usize, i: usize) -> Option<Numeral> {
    let after = if p.lower(i + 1) == "of" { i + 2 } else { i + 1 };
    if p.fresh(i + 1) {
        return None;
    }
    let n = scaled(p, start, after, 2.0);
    if n.scale > 1.0 {
        return Some(n);
    }
    (p.lower(i + 1) == "of" || p.lower(i + 1) == "more" && start < i)
        .then(|| Numeral::new(start, i + 1, Value::One(2.0)))
}

/// "dozens", "hundreds of thousands", "tens of millions".
pub(super) fn vague(p: &Pieces, i: usize) -> Option<Numeral> {
    let NumberWord::Vague(low, high) = class(p, i)? else { return None };
    let mut n = Numeral::new(i, i + 1, Value::Vague(low, high));
    if p.lower(i + 1) == "of"
        && !p.fresh(i + 1)
        && let Some(NumberWord::Vague(base, _)) = next_class(p, i + 2)
    {
        let worth = base / 2.0;
        n = Numeral::new(i, i + 3, Value::Vague(low * worth, (high + 1.0) * worth - 1.0));
        return (worth >= 100.0).then_some(n);
    }
    let of = p.lower(i + 1) == "of";
    match p.lower(i).as_ref() {
        "tens" => None,
        "scores" => (of || p.lower(i + 1) == "more").then_some(n),
        _ => Some(n),
    }
}
