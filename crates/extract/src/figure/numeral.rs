//! Numerals: pieces to a number, whatever its spelling: `1,200`, `4.8m`, `twenty-one`, `half a dozen`, `two-thirds`,
//! `tens of thousands`, `a quarter-century`.

use super::data::{NUMBERS, NumberWord};
use super::lex::{Kind, Pieces};
use super::part::{article, fraction, percent, vague};

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
    /// It is counted in years, though no unit says so ("a quarter-century").
    pub years: bool,
    /// The scale is a letter that might be a unit as well ("200m").
    pub letter: bool,
}

impl Numeral {
    pub fn new(start: usize, end: usize, value: Value) -> Self {
        let mantissa = if let Value::One(v) = value { v } else { 0.0 };
        Numeral { start, end, value, mantissa, scale: 1.0, digits: false, years: false, letter: false }
    }

    /// The number, when it is one.
    pub fn one(&self) -> Option<f64> {
        if let Value::One(v) = self.value { Some(v) } else { None }
    }
}

/// The word class of piece `i`, when no line ends before it (or `i` is where the reading starts).
pub(super) fn class(p: &Pieces, i: usize) -> Option<NumberWord> {
    let piece = p.list.get(i)?;
    if piece.kind == Kind::Digits || piece.span.len() > 16 {
        return None;
    }
    NUMBERS.get(p.lower(i).as_ref()).copied()
}

pub(super) fn next_class(p: &Pieces, i: usize) -> Option<NumberWord> {
    if p.fresh(i) { None } else { class(p, i) }
}

/// What is greater is no number of the news but a code or noise.
const GREATEST: f64 = 1e21;

/// The numeral that begins at piece `i`; the longest reading. `money`: a currency sign stands before it.
pub(super) fn read(p: &Pieces, i: usize, money: bool) -> Option<Numeral> {
    let piece = p.list.get(i)?;
    let numeral = match piece.kind {
        Kind::Digits => digits(p, i, money),
        Kind::Sign => match class(p, i)? {
            NumberWord::Part(v) => Some(Numeral { digits: true, ..scaled(p, i, i + 1, v) }),
            _ => None,
        },
        Kind::Word => {
            article(p, i).or_else(|| fraction(p, i)).or_else(|| vague(p, i)).or_else(|| words(p, i))
        }
    }?;
    let sane = match numeral.value {
        Value::One(v) | Value::Share(v) => v < GREATEST,
        Value::Vague(_, high) => high < GREATEST,
    };
    sane.then_some(numeral)
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
pub(super) fn scaled(p: &Pieces, start: usize, end: usize, value: f64) -> Numeral {
    let (mut total, mut at, mut scale) = (value, end, 1.0);
    loop {
        // "15 more million people" is said as "15 million more".
        let skips = p.hyphen(at) || at == end && p.lower(at) == "more";
        let word = if skips { at + 1 } else { at };
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
pub(super) fn words(p: &Pieces, i: usize) -> Option<Numeral> {
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
        Report { ..Report::default() }
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
