//! Patterns of this crate's rules, with classes as wide as English pages need.
//!
//! `\w`, `\d`, `\s` and `\b` of all Unicode scripts make a hundred patterns cost a third of a second to compile, in every run. English news
//! needs Latin letters; what else a page holds is matched by its own characters.

use regex::Regex;

/// The pattern with `\w`, `\d`, `\s` of Latin text and `\b` of ASCII; everything else keeps its meaning.
pub fn latin(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('w') => out.push_str(r"[0-9A-Za-z_\u{C0}-\u{24F}]"),
            Some('W') => out.push_str(r"[^0-9A-Za-z_\u{C0}-\u{24F}]"),
            Some('d') => out.push_str("[0-9]"),
            Some('s') => out.push_str(r"[\t-\r\x20\u{85}\u{A0}\u{2000}-\u{200A}\u{2028}\u{2029}\u{3000}]"),
            Some('S') => out.push_str(r"[^\t-\r\x20\u{85}\u{A0}\u{2000}-\u{200A}\u{2028}\u{2029}\u{3000}]"),
            Some('b') => out.push_str(r"(?-u:\b)"),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
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
        assert!(compile(r"^\W*$").is_match("— *"));
        assert!(compile(r"^\\d$").is_match(r"\d"));
    }
}
