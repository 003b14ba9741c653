//! Words made comparable: case, diacritics and kinds of quote mark folded away.
//!
//! Text → its folded form ("Halmashyy’s" → "halmashyy's", "Łódź" → "lodz"). Unicode NFKD without its combining marks.

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

/// The word without a plural ending, as far as spelling tells ("ministries" → "ministry", "Weisses" → "weiss").
pub fn singular(word: &str) -> String {
    const IRREGULAR: [(&str, &str); 8] = [
        ("men", "man"),
        ("women", "woman"),
        ("children", "child"),
        ("people", "people"),
        ("wives", "wife"),
        ("thieves", "thief"),
        ("premises", "premises"),
        ("troops", "troops"),
    ];
    for (plural, one) in IRREGULAR {
        if word == plural {
            return one.to_string();
        }
        if word.len() > plural.len() + 2 && matches!(plural, "men" | "women") && word.ends_with(plural) {
            return format!("{}{one}", &word[..word.len() - plural.len()]);
        }
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 2) {
        return format!("{stem}y");
    }
    for ending in ["sses", "ches", "shes", "xes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_string();
        }
    }
    match word.strip_suffix('s') {
        Some(stem)
            if stem.len() > 2 && !stem.ends_with('s') && !stem.ends_with('u') && !stem.ends_with('i') =>
        {
            stem.to_string()
        }
        _ => word.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_marks_and_case() {
        assert_eq!(fold("Łódź’s  Køge"), "lodz's koge");
    }

    #[test]
    fn singulars() {
        for (many, one) in [
            ("ministries", "ministry"),
            ("coaches", "coach"),
            ("spokesmen", "spokesman"),
            ("boss", "boss"),
            ("pilots", "pilot"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
