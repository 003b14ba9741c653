//! Pronouns and what they ask of the one they stand for.

use types::Gender;

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// he, she: one person of that gender.
    One(Gender),
    /// they: several, or a body, or one person whose gender is not told.
    They,
    /// it: an organisation, place or thing.
    It,
    /// I: who speaks.
    Speaker,
    /// we: who speaks, with others.
    Speakers,
    /// who, which: what stands before it.
    Relative,
}

/// A pronoun's grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// What it asks for.
    pub ask: Ask,
    /// himself, themselves.
    pub reflexive: bool,
    /// his, their.
    pub possessive: bool,
}

/// The pronoun that a folded word is.
pub fn of(word: &str, tag: &str) -> Option<Pronoun> {
    let (ask, reflexive) = match word {
        "he" | "him" | "his" => (Ask::One(Gender::Male), false),
        "himself" => (Ask::One(Gender::Male), true),
        "she" | "her" | "hers" => (Ask::One(Gender::Female), false),
        "herself" => (Ask::One(Gender::Female), true),
        "they" | "them" | "their" | "theirs" => (Ask::They, false),
        "themselves" | "themself" => (Ask::They, true),
        "it" | "its" => (Ask::It, false),
        "itself" => (Ask::It, true),
        "i" | "me" | "my" | "mine" | "myself" => (Ask::Speaker, false),
        "we" | "us" | "our" | "ours" | "ourselves" => (Ask::Speakers, false),
        "who" | "whom" | "whose" | "which" | "that" if tag.starts_with('W') => (Ask::Relative, false),
        _ => return None,
    };
    let possessive =
        matches!(word, "his" | "their" | "its" | "my" | "our" | "whose") || (word == "her" && tag == "PRP$");
    Some(Pronoun { ask, reflexive, possessive })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn her_is_an_object_or_a_possessive() {
        assert!(of("her", "PRP$").is_some_and(|p| p.possessive));
        assert!(of("her", "PRP").is_some_and(|p| !p.possessive));
        assert_eq!(of("that", "IN"), None);
    }
}
