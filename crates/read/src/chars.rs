//! Character classes as Python sees them. The pipeline was trained with Python's tests, which are not Rust's.
//!
//! ```text
//! U+001C            white space for Python, not for Rust
//! U+2160 (Ⅰ)        alphabetic for Rust, not for Python
//! ```

use std::sync::LazyLock;

/// Sorted ranges `first..=last` of code points.
type Ranges = Vec<(u32, u32)>;

struct Classes {
    letter: Ranges,
    digit: Ranges,
    decimal: Ranges,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let mut classes = Classes { letter: Vec::new(), digit: Vec::new(), decimal: Vec::new() };
    for line in include_str!("../data/characters.tsv").lines() {
        let mut parts = line.split('\t');
        let ranges = match parts.next() {
            Some("letter") => &mut classes.letter,
            Some("digit") => &mut classes.digit,
            Some("decimal") => &mut classes.decimal,
            _ => continue,
        };
        let mut number = || parts.next().and_then(|p| u32::from_str_radix(p, 16).ok());
        if let (Some(first), Some(last)) = (number(), number()) {
            ranges.push((first, last));
        }
    }
    classes
});

/// Whether sorted, non-overlapping `ranges` hold `c`.
pub(crate) fn within(ranges: &[(u32, u32)], c: char) -> bool {
    let c = c as u32;
    let i = ranges.partition_point(|&(_, last)| last < c);
    ranges.get(i).is_some_and(|&(first, _)| first <= c)
}

/// Python's `str.isspace` for one character.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c,
        '\u{9}'..='\u{d}' | '\u{1c}'..='\u{20}' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Python's `str.isalpha` for one character: general category L*.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { within(&CLASSES.letter, c) }
}

/// Python's `str.isdigit` for one character.
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { within(&CLASSES.digit, c) }
}

/// Python's `\d`: a decimal digit of any script.
pub(crate) fn is_decimal(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { within(&CLASSES.decimal, c) }
}

/// Python's `\w`: `str.isalnum` or the low line.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || c == '_'
    } else {
        is_letter(c) || c.is_numeric() || is_digit(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_and_rust_part_ways() {
        assert!(is_space('\u{1c}') && !'\u{1c}'.is_whitespace());
        assert!(!is_letter('\u{2160}') && '\u{2160}'.is_alphabetic());
        assert!(is_digit('²') && !is_decimal('²'));
        assert!(is_decimal('٣') && is_digit('٣'));
        assert!(!is_digit('½') && '½'.is_numeric());
        assert!(is_letter('é') && is_letter('字') && is_letter('ª') && !is_letter('_'));
        assert!(is_word('_') && is_word('½') && !is_word('-'));
    }
}
