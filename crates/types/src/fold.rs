//! Words made comparable: case, diacritics and kinds of quote mark folded away.
//!
//! Text → its folded form ("Halmashyy’s" → "halmashyy's", "Łódź" → "lodz"): Unicode NFKD without its combining marks, and the letters that NFKD
//! leaves whole.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded form of `text`; runs of white space become one space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '‘' | '’' | '‛' | '′' | 'ʼ' | '`' => out.push('\''),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'ı' => out.push('i'),
            'đ' | 'Đ' => out.push('d'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            '‐' | '‑' => out.push('-'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_marks_and_case() {
        assert_eq!(fold("Łódź’s  Køge"), "lodz's koge");
    }
}
