//! Words made comparable: plural endings taken off.

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
