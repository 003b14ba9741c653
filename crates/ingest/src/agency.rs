//! Wire services by their names: which agency a credit names, in canonical short form.

use std::sync::LazyLock;

use regex::Regex;

/// All names, longest first, each with its agency's short form.
static NAMES: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let mut names = Vec::new();
    for line in include_str!("../data/agencies.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(short), _, others) = (fields.next(), fields.next(), fields.next().unwrap_or("")) else {
            continue;
        };
        names.push((short.to_owned(), short));
        names.extend(
            others.split(';').map(str::trim).filter(|n| !n.is_empty()).map(|n| (n.to_owned(), short)),
        );
    }
    names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
    names
});

static ANY: LazyLock<Regex> = LazyLock::new(|| {
    let parts: Vec<String> = NAMES
        .iter()
        .map(|(name, _)| {
            let escaped = regex::escape(name);
            if name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) || name.len() < 5 {
                escaped
            } else {
                format!("(?i:{escaped})")
            }
        })
        .collect();
    crate::pattern::compile(&format!(r"(?:^|[^\w&])({})(?:$|[^\w&])", parts.join("|")))
});

/// The agencies named in a short credit, in order of the text, each once.
pub fn named(credit: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(hit) = credit.get(from..).and_then(|rest| ANY.captures(rest)).and_then(|c| c.get(1)) {
        if let Some(short) = short(hit.as_str()).filter(|s| !found.contains(s)) {
            found.push(short);
        }
        from += hit.end();
    }
    found
}

/// The short form of the agency that the whole of `name` names.
pub fn short(name: &str) -> Option<&'static str> {
    let name = name.trim();
    NAMES
        .iter()
        .find(|(n, _)| n == name || (n.len() >= 5 && n.eq_ignore_ascii_case(name)))
        .map(|(_, short)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_credits() {
        assert_eq!(named("Agence France-Presse, with the associated press"), ["AFP", "AP"]);
        assert_eq!(named("(Reuters/dpa)"), ["Reuters", "dpa"]);
        assert_eq!(named("a map of the area, an apartment, the app"), [] as [&str; 0]);
        assert_eq!(short("ITAR-TASS"), Some("TASS"));
    }
}
