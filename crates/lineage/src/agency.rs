//! Which agency a sentence gives as where its words come from: "told AFP", "Reuters reported", "(AP)".
//!
//! In: a text. Out: canonical agency names with the places of the credits. An agency that is merely spoken of ("AFP opened a bureau")
//! is no credit. The list is `data/agencies.tsv`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use types::Span;

/// Written form (lower case) to canonical name.
static FORMS: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let mut forms = BTreeMap::new();
    for line in include_str!("../data/agencies.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(name), Some(written)) = (columns.next(), columns.next()) else { continue };
        for form in written.split('|') {
            forms.entry(form.trim_end_matches('!').to_lowercase()).or_insert(name);
        }
    }
    forms
});

/// Canonical names of newspapers and broadcasters, which others quote but seldom print.
static PRESS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../data/agencies.tsv").lines();
    lines.filter_map(|l| l.strip_suffix("\tpress")).filter_map(|l| l.split('\t').next()).collect()
});

/// A credit: words before or after an agency's name that make it the source of the text.
static CREDIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let mut forms: Vec<String> = include_str!("../data/agencies.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split('\t').nth(1))
        .flat_map(|written| written.split('|'))
        .map(|form| regex::escape(form.trim_end_matches('!')))
        .collect();
    forms.sort_by_key(|f| std::cmp::Reverse(f.len()));
    let agency = forms.join("|");
    let before = r"(?:told|tells|telling|informed|instructed|advised|reported by|(?:reported|reports)|according to(?: an?| the)?|quoted by|cited by|obtained by|seen by|reviewed by|interview (?:with|to|by)|statement to|spoke to|speaking to|citing|wrote in|by)";
    let after = r"(?:(?:'s|’s)? (?:news agency|affiliate|correspondents?|journalists?|reporters?|photographers?|videographers?|stringers?|bureau|crew|team)|,? (?:has |have )?(?:reported|reports|said|says|quoted|cited|learned|added|noted|wrote|saw|seen|obtained|reviewed|interviewed|understands|was told|was shown)\b)";
    Regex::new(&format!(
        r"\b{before} (?:the |The )?(?:news agenc(?:y|ies) |news wires? )?(?P<a>{agency})\b|\b(?P<b>{agency}){after}|[(/](?P<c>{agency})\)|(?:©|\(c\)|Copyright)[ \d,]{{0,8}}(?P<d>{agency})\b"
    ))
    .ok()
});

/// The credits of a text: agency and where it is named, in order.
pub fn credits(text: &str) -> Vec<(&'static str, Span)> {
    let Some(credit) = CREDIT.as_ref() else { return Vec::new() };
    credit
        .captures_iter(text)
        .filter_map(|c| ["a", "b", "c", "d"].iter().find_map(|g| c.name(g)))
        .filter_map(|m| Some((*FORMS.get(&m.as_str().to_lowercase())?, Span::new(m.start(), m.end()))))
        .collect()
}

/// Whether an agency's text is printed by others, rather than quoted.
pub fn is_wire(canonical: &str) -> bool {
    !PRESS.contains(canonical)
}

/// The canonical name of an agency as written, or the words themselves.
pub fn canonical(written: &str) -> &str {
    FORMS.get(&written.trim().to_lowercase()).copied().unwrap_or(written.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        credits(text).into_iter().map(|c| c.0).collect()
    }

    #[test]
    fn credits_are_found() {
        assert_eq!(names("\"We wait,\" a baker told AFP."), ["AFP"]);
        assert_eq!(names("The roof fell in, the Associated Press reported."), ["AP"]);
        assert_eq!(names("It rained, according to an AFP correspondent at the scene."), ["AFP"]);
        assert_eq!(names("The strike is over, reported The New York Times."), ["New York Times"]);
        assert_eq!(names("Two were hurt, CNN affiliate Canal Uno reported."), ["CNN"]);
        assert_eq!(names("(AP) — A roof fell in."), ["AP"]);
        assert_eq!(names("“It is over,” she told Reuters by phone."), ["Reuters"]);
    }

    #[test]
    fn a_mention_is_no_credit() {
        assert_eq!(names("AFP was founded in 1944."), [""; 0]);
        assert_eq!(names("He wore an AP badge."), [""; 0]);
        assert_eq!(names("The rebels took the Reuters building."), [""; 0]);
    }

    #[test]
    fn newspapers_are_no_wires() {
        assert!(is_wire("AP") && is_wire("CNN"));
        assert!(!is_wire("Politico") && !is_wire("BBC"));
    }

    #[test]
    fn names_are_canonical() {
        assert_eq!(canonical("Agence France-Presse"), "AFP");
        assert_eq!(canonical("Weekly Miller"), "Weekly Miller");
    }
}
