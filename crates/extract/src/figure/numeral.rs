//! Numerals: pieces to a number, whatever its spelling: `1,200`, `4.8m`, `twenty-one`, `half a dozen`, `two-thirds`,
//! `tens of thousands`, `a quarter-century`.

use super::data::{NUMBERS, NumberWord};
use super::lex::{Kind, Pieces};

/// What a numeral says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// A number.
    One(f64),
    /// A closed range of whole numbers that the words name ("dozens").
    Vague(f64, f64),
    /// A part of a whole, in percent.
    Share(f64),
}

/// A numeral: the pieces `start..end` and what they say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    pub start: usize,
    pub end: usize,
    pub value: Value,
    /// What the digits or words say before the scale word; equal to the value where there is none.
    pub mantissa: f64,
    /// The scale word's worth; 1 when there is none.
    pub scale: f64,
    /// Digits, not words, carry it.
    pub digits: bool,
    /// The scale is a letter that might be a unit as well ("200m").
    pub letter: bool,
}

impl Numeral {
    fn new(start: usize, end: usize, value: Value) -> Self {
        let mantissa = if let Value::One(v) = value { v } else { 0.0 };
        Numeral { start, end, value, mantissa, scale: 1.0, digits: false, letter: false }
    }

    /// The number, when it is one.
    pub fn one(&self) -> Option<f64> {
        if let Value::One(v) = self.value { Some(v) } else { None }
    }
}

/// The word class of piece `i`, when no line ends before it (or `i` is where the reading starts).
fn class(p: &Pieces, i: usize) -> Option<NumberWord> {
    let piece = p.list.get(i)?;
    if piece.kind == Kind::Digits || piece.span.len() > 16 {
        return None;
    }
    NUMBERS.get(p.lower(i).as_ref()).copied()
}

fn next_class(p: &Pieces, i: usize) -> Option<NumberWord> {
    if p.fresh(i) { None } else { class(p, i) }
}

/// The numeral that begins at piece `i`; the longest reading. `money`: a currency sign stands before it.
pub(super) fn read(p: &Pieces, i: usize, money: bool) -> Option<Numeral> {
    let piece = p.list.get(i)?;
    match piece.kind {
        Kind::Digits => digits(p, i, money),
        Kind::Sign => match class(p, i)? {
            NumberWord::Part(v) => Some(Numeral { digits: true, ..scaled(p, i, i + 1, v) }),
            _ => None,
        },
        Kind::Word => {
            article(p, i).or_else(|| fraction(p, i)).or_else(|| vague(p, i)).or_else(|| words(p, i))
        }
    }
}

/// `1,200` → 1200, `4.8` → 4.8, `1 200` → 1200, `12,34,567` → 1234567, `12,5` → 12.5; `None` for `3.2.1` and `007`.
pub(super) fn digits_value(s: &str) -> Option<f64> {
    let plain: String = s.chars().filter(|c| c.is_ascii_digit() || *c == ',' || *c == '.').collect();
    if plain.len() > 1 && plain.starts_with('0') && !plain[1..].starts_with(['.', ',']) {
        return None;
    }
    let (whole, part) = match plain.split_once('.') {
        Some((_, part)) if part.contains(['.', ',']) => return grouped_by_points(&plain),
        Some((whole, part)) => (whole, part),
        None => (plain.as_str(), ""),
    };
    let groups: Vec<&str> = whole.split(',').collect();
    let thousands = groups.len() == 1
        || groups[0].len() <= 3
            && groups[1..groups.len() - 1].iter().all(|g| matches!(g.len(), 2 | 3))
            && groups[groups.len() - 1].len() == 3;
    if thousands {
        return format!("{}.{part}", groups.concat()).trim_end_matches('.').parse().ok();
    }
    if groups.len() == 2 && part.is_empty() && groups[1].len() <= 2 {
        return format!("{}.{}", groups[0], groups[1]).parse().ok();
    }
    None
}

/// `1.200.000` as continental papers print it.
fn grouped_by_points(s: &str) -> Option<f64> {
    let groups: Vec<&str> = s.split('.').collect();
    let fits = groups.len() > 2 && groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3);
    if fits && !s.contains(',') { groups.concat().parse().ok() } else { None }
}

fn digits(p: &Pieces, i: usize, money: bool) -> Option<Numeral> {
    let mut value = digits_value(p.word(i))?;
    let mut end = i + 1;
    // "2½", "2 1/2"
    if let Some(NumberWord::Part(part)) = next_class(p, end) {
        value += part;
        end += 1;
    } else if p.is(end, Kind::Digits) && value < 1000.0 {
        if let Some(part) = slash_fraction(p, end) {
            value += part;
            end += 3;
        }
    } else if let Some(part) = slash_fraction(p, i) {
        return Some(Numeral { digits: true, ..Numeral::new(i, i + 3, Value::Share(percent(part))) });
    }
    let mut n = Numeral { digits: true, ..scaled(p, i, end, value) };
    if n.end == end {
        n = abbreviated(p, n, money);
    }
    if n.end == end {
        // "3-1/2" is rare, "three quarters" with a digit is not: "3 quarters" stays a count.
        n = and_a_half(p, n);
    }
    Some(n)
}

/// `1/2` and its like, printed tight; days and seasons ("9/11", "24/7") are none.
fn slash_fraction(p: &Pieces, i: usize) -> Option<f64> {
    let tight = p.sign(i + 1, &['/', '⁄'])
        && p.tight(i + 1)
        && p.tight(i + 2)
        && p.list.get(i + 2)?.kind == Kind::Digits;
    let (a, b) = (digits_value(p.word(i))?, digits_value(p.word(i + 2)).unwrap_or(0.0));
    (tight && a < b && b <= 10.0 && a >= 1.0 && !p.sign(i + 3, &['/'])).then(|| a / b)
}

/// A scale's abbreviation behind digits: `4.8m`, `$3bn`, `200 mln`.
fn abbreviated(p: &Pieces, n: Numeral, money: bool) -> Numeral {
    let i = n.end;
    let (scale, letter) = match next_class(p, i) {
        Some(NumberWord::Short(s)) => (s, false),
        Some(NumberWord::Letter(s)) if p.tight(i) || money && s > 1e3 => (s, true),
        _ => return n,
    };
    // "$5 b" and "$5 m" only as whole words; "$5 m." may end a sentence.
    if letter && !money && p.word(i).starts_with(char::is_uppercase) && p.word(i) != "K" && p.word(i) != "M" {
        return n;
    }
    Numeral { end: i + 1, scale, letter: letter && !money, value: Value::One(n.mantissa * scale), ..n }
}

/// The scale words behind a number: "1.2 million", "three hundred thousand", "$1.2-billion", "five dozen".
fn scaled(p: &Pieces, start: usize, end: usize, value: f64) -> Numeral {
    let (mut total, mut at, mut scale) = (value, end, 1.0);
    loop {
        let word = if p.hyphen(at) { at + 1 } else { at };
        let worth = match next_class(p, word) {
            Some(NumberWord::Scale(s)) => s,
            Some(NumberWord::Hundred) => 100.0,
            Some(NumberWord::Dozen) => 12.0,
            _ => break,
        };
        total *= worth;
        scale *= worth;
        at = word + 1;
    }
    Numeral { mantissa: value, scale, ..Numeral::new(start, at, Value::One(total)) }
}

/// "two and a half", "two-and-a-half million".
fn and_a_half(p: &Pieces, n: Numeral) -> Numeral {
    let mut i = n.end;
    for word in ["and", "a", ""] {
        if p.hyphen(i) {
            i += 1;
        }
        if word.is_empty() {
            break;
        }
        if p.fresh(i) || p.lower(i) != word {
            return n;
        }
        i += 1;
    }
    let part = match next_class(p, i) {
        Some(NumberWord::Fraction(d)) if d <= 4.0 => 1.0 / d,
        _ => return n,
    };
    let Some(v) = n.one() else { return n };
    if n.scale > 1.0 {
        return n;
    }
    Numeral { digits: n.digits, ..scaled(p, n.start, i + 1, v + part) }
}

/// A number in words: "twenty-one", "three hundred and fifty thousand".
fn words(p: &Pieces, i: usize) -> Option<Numeral> {
    match class(p, i)? {
        NumberWord::Unit(_) | NumberWord::Ten(_) => {}
        NumberWord::Dozen => {
            return Some(Numeral::new(i, i + 1, Value::One(12.0))).map(|n| Numeral {
                mantissa: 1.0,
                scale: 12.0,
                ..n
            });
        }
        _ => return None,
    }
    let (mut total, mut group, mut at, mut scale) = (0.0, 0.0, i, 1.0);
    let mut mantissa = 0.0;
    // What may come next: a unit after a ten, anything below hundred after hundred, a scale after any.
    let mut room = 100.0;
    loop {
        let joined = p.hyphen(at) && at > i;
        let anded = at > i && p.lower(at) == "and" && !p.fresh(at) && scale > 1.0;
        let word = if joined || anded { at + 1 } else { at };
        let found = if word == i { class(p, word) } else { next_class(p, word) };
        match found {
            Some(NumberWord::Unit(v)) if v < room && (v > 0.0 || word == i) => {
                group += v;
                room = 0.0;
            }
            Some(NumberWord::Ten(v)) if room >= 100.0 => {
                group += v;
                room = 10.0;
            }
            Some(NumberWord::Hundred) if group > 0.0 && group < 100.0 && !anded => {
                mantissa = group;
                group *= 100.0;
                scale = 100.0;
                room = 100.0;
            }
            Some(NumberWord::Dozen) if group > 0.0 && !anded => {
                mantissa = group;
                group *= 12.0;
                scale = 12.0;
                room = 0.0;
            }
            Some(NumberWord::Scale(s)) if group > 0.0 && !anded => {
                mantissa = group;
                total += group * s;
                group = 0.0;
                scale = s;
                room = 100.0;
            }
            _ => break,
        }
        at = word + 1;
    }
    let value = total + group;
    if at == i {
        return None;
    }
    let mantissa = if mantissa > 0.0 { mantissa } else { value };
    let n = Numeral { mantissa, scale, ..Numeral::new(i, at, Value::One(value)) };
    Some(if scale > 1.0 { n } else { and_a_half(p, n) })
}

fn percent(part: f64) -> f64 {
    (part * 1000.0).round() / 10.0
}

/// "two-thirds", "three quarters", "one fifth"; with "of" or a hyphen where the word might be an ordinal.
fn fraction(p: &Pieces, i: usize) -> Option<Numeral> {
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
    Some(Numeral { mantissa: part, scale: years, ..n })
}

/// "a single", "a dozen", "a hundred", "a couple of", "a third of", "a few hundred", "several thousand".
fn article(p: &Pieces, i: usize) -> Option<Numeral> {
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
            (i > start && d > 2.0 && p.lower(i + 1) == "of")
                .then(|| Numeral::new(start, i + 1, Value::Share(percent(1.0 / d))))
        }
        NumberWord::Dozen | NumberWord::Hundred | NumberWord::Scale(_) if i > start => {
            let mut n = scaled(p, start, i, 1.0);
            // "a hundred and fifty"
            let rest = if p.lower(n.end) == "and" { n.end + 1 } else { n.end };
            if n.scale >= 100.0 && !p.fresh(rest) {
                if let Some(more) = words(p, rest).filter(|m| m.one().is_some_and(|v| v < n.scale)) {
                    n.end = more.end;
                    n.value = Value::One(n.scale + more.one().unwrap_or(0.0));
                }
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
fn vague(p: &Pieces, i: usize) -> Option<Numeral> {
    let NumberWord::Vague(low, high) = class(p, i)? else { return None };
    let mut n = Numeral::new(i, i + 1, Value::Vague(low, high));
    if p.lower(i + 1) == "of" && !p.fresh(i + 1) {
        if let Some(NumberWord::Vague(base, _)) = next_class(p, i + 2) {
            let worth = base / 2.0;
            n = Numeral::new(i, i + 3, Value::Vague(low * worth, (high + 1.0) * worth - 1.0));
            return (worth >= 100.0).then_some(n);
        }
    }
    let of = p.lower(i + 1) == "of";
    match p.lower(i).as_ref() {
        "tens" => None,
        "scores" => (of || p.lower(i + 1) == "more").then_some(n),
        _ => Some(n),
    }
}

#[cfg(test)]
mod tests {
    use types::{Doc, Report, Sentence, Span, Token, TokenSpan};

    use super::*;

    /// The first numeral of a text, read without any tree.
    fn first(text: &str) -> Option<(Value, String)> {
        let label = |s: &str| types::Label::from(s);
        let token = Token {
            span: Span::new(0, text.len()),
            space: false,
            tag: label("CD"),
            pos: types::Pos::Num,
            morph: label(""),
            lemma: label(text),
            dep: label("ROOT"),
            head: 0,
        };
        let sentence = Sentence { tokens: TokenSpan::new(0, 1), block: 0, kind: types::BlockKind::Paragraph };
        let doc = Doc { tokens: vec![token], sentences: vec![sentence], names: Vec::new() };
        let report = Report { text: text.to_owned(), ..blank() };
        let p = Pieces::cut(&report, &doc);
        (0..p.list.len())
            .find_map(|i| read(&p, i, false))
            .map(|n| (n.value, p.span(n.start, n.end).of(text).to_owned()))
    }

    fn blank() -> Report {
        Report {
            source: String::new(),
            container: None,
            url: None,
            outlet: None,
            title: None,
            bylines: Vec::new(),
            agencies: Vec::new(),
            published: None,
            modified: None,
            language: None,
            text: String::new(),
            blocks: Vec::new(),
            removed: Vec::new(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn numbers_in_every_spelling() {
        for (text, value, words) in [
            ("twenty-one ships", 21.0, "twenty-one"),
            ("a dozen or so", 12.0, "a dozen"),
            ("half a dozen eggs", 6.0, "half a dozen"),
            ("half a million people", 500_000.0, "half a million"),
            ("half an hour", 0.5, "half an"),
            ("three hundred and fifty thousand men", 350_000.0, "three hundred and fifty thousand"),
            ("1,200 men", 1200.0, "1,200"),
            ("1 200 men", 1200.0, "1 200"),
            ("12 500 000 men", 12_500_000.0, "12 500 000"),
            ("1,00,000 rupees", 100_000.0, "1,00,000"),
            ("4.8m people", 4_800_000.0, "4.8m"),
            ("1.2 million", 1_200_000.0, "1.2 million"),
            ("3bn", 3e9, "3bn"),
            ("two and a half years", 2.5, "two and a half"),
            ("two-and-a-half million", 2_500_000.0, "two-and-a-half million"),
            ("2½ tons", 2.5, "2½"),
            ("2 1/2 tons", 2.5, "2 1/2"),
            ("a couple of boats", 2.0, "a couple"),
            ("a hundred and five", 105.0, "a hundred and five"),
            ("a quarter-century", 25.0, "a quarter-century"),
            ("half a century", 50.0, "half a century"),
            ("three dozen", 36.0, "three dozen"),
            ("one million three hundred thousand", 1_300_000.0, "one million three hundred thousand"),
        ] {
            assert_eq!(first(text), Some((Value::One(value), words.to_owned())), "{text}");
        }
    }

    #[test]
    fn fractions_are_percent_of_a_whole() {
        for (text, value, words) in [
            ("two-thirds", 66.7, "two-thirds"),
            ("two thirds of it", 66.7, "two thirds"),
            ("three-quarters", 75.0, "three-quarters"),
            ("a third of them", 33.3, "a third"),
            ("a quarter of them", 25.0, "a quarter"),
            ("half of them", 50.0, "half"),
            ("one-fifth", 20.0, "one-fifth"),
        ] {
            assert_eq!(first(text), Some((Value::Share(value), words.to_owned())), "{text}");
        }
    }

    #[test]
    fn plural_scale_words_are_ranges() {
        for (text, low, high, words) in [
            ("tens of thousands of people", 20_000.0, 99_999.0, "tens of thousands"),
            ("hundreds", 200.0, 999.0, "hundreds"),
            ("hundreds of millions", 200_000_000.0, 999_999_999.0, "hundreds of millions"),
            ("several hundred", 200.0, 999.0, "several hundred"),
            ("a few dozen", 24.0, 99.0, "a few dozen"),
        ] {
            assert_eq!(first(text), Some((Value::Vague(low, high), words.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "3.2.1",
            "007",
            "a third person",
            "the couple kissed",
            "first half",
            "a single",
            "test scores",
            "12,5,3",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
