//! Patterns of this crate's rules, with classes as wide as English pages need.
//!
//! `\w`, `\d`, `\s` and `\b` of all Unicode scripts make a hundred patterns cost a third of a second to compile, in every run. English news
//! needs Latin letters; what else a page holds is matched by its own characters.

use std::sync::LazyLock;

use regex::Regex;

const WORD: &str = r"0-9A-Za-z_\u{C0}-\u{24F}";
const LETTER: &str = r"A-Za-z\u{AA}\u{B5}\u{BA}\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{24F}";
/// Latin capitals with and without marks.
static CAPITAL: LazyLock<String> =
    LazyLock::new(|| ('A'..='\u{24F}').filter(|c| c.is_alphabetic() && c.is_uppercase()).collect());
const SPACE: &str = r"\t-\r\x20\u{85}\u{A0}\u{2000}-\u{200A}\u{2028}\u{2029}\u{3000}";

/// The pattern with `\w`, `\d`, `\s`, `\p{L}`, `\p{Lu}` of Latin text and `\b` of ASCII; everything else keeps its meaning.
///
/// A class stands under `(?-i:…)` where it may: it holds both cases already, and folding one of many characters is what
/// costs most under `(?i)`.
pub fn latin(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut chars = pattern.chars();
    let mut open_classes = 0usize;
    while let Some(c) = chars.next() {
        if c != '\\' {
            match c {
                '[' => open_classes += 1,
                ']' => open_classes = open_classes.saturating_sub(1),
                _ => {}
            }
            out.push(c);
            continue;
        }
        let class = match chars.next() {
            Some('w') => format!("[{WORD}]"),
            Some('W') => format!("[^{WORD}]"),
            Some('d') => "[0-9]".to_owned(),
            Some('s') => format!("[{SPACE}]"),
            Some('S') => format!("[^{SPACE}]"),
            Some('b') => {
                out.push_str(r"(?-u:\b)");
                continue;
            }
            Some('p') if chars.as_str().starts_with("{L}") => {
                chars.nth(2);
                format!("[{LETTER}]")
            }
            Some('p') if chars.as_str().starts_with("{Lu}") => {
                chars.nth(3);
                format!("[{}]", *CAPITAL)
            }
            Some(other) => {
                out.extend(['\\', other]);
                continue;
            }
            None => "\\".to_owned(),
        };
        if open_classes == 0 {
            out.push_str(&format!("(?-i:{class})"));
        } else {
            out.push_str(&class);
        }
    }
    out
}

/// The compiled pattern of a rule.
///
/// # Panics
/// When the pattern, a constant of this crate, does not compile; the tests compile every one.
pub fn compile(pattern: &str) -> Regex {
    Regex::new(&latin(pattern)).expect("the pattern is a constant and compiles")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_latin_text() {
        assert!(compile(r"^\w+\s\d{2}$").is_match("Zoë\u{A0}42"));
        assert!(compile(r"(?x) ^ [\w.-]+ $").is_match("a.b-c"));
        assert!(compile(r"\bsay\b").is_match("they say: no"));
        assert!(!compile(r"\bsay\b").is_match("essays"));
        assert!(compile(r"(?i)^x (?-i:\p{Lu}[\p{L}’]+)$").is_match("X Łódź"));
        assert!(!compile(r"^\p{Lu}").is_match("łódź"));
        assert!(compile(r"^\W*$").is_match("— *"));
        assert!(compile(r"^\\d$").is_match(r"\d"));
    }
}
