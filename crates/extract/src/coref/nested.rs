//! Names within longer names: "Texas" in "University of Texas", "Nokia" in "the Nokia Arena".
//!
//! Names + chains → mentions of referents that the report names elsewhere by themselves. They tell who is spoken of, but nothing refers back
//! to them, so they are found after everything else.

use std::collections::BTreeMap;

use types::{EntityType, TokenSpan};

use super::chain::Chain;
use crate::name::{FoundName, Page, fold};

/// Tokens that a name within a name may have.
const MAX_TOKENS: usize = 4;

/// The tokens of each name within a name and the number of its chain.
pub fn all(
    page: &Page,
    names: &[FoundName],
    chains: &[Chain],
    chain_of: &[usize],
) -> Vec<(TokenSpan, usize)> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (number, chain) in chains.iter().enumerate().filter(|(_, c)| may_stand_inside(c.kind)) {
        for &n in &chain.names {
            known.entry(fold(page.printed(names[n].tokens))).or_insert(number);
        }
    }
    let mut found = Vec::new();
    for (i, name) in names.iter().enumerate() {
        if name.tokens.len() < 2 || name.kind == EntityType::Person {
            continue;
        }
        found.extend(inside(page, name.tokens, &known).filter(|f| f.1 != chain_of[i]));
    }
    found
}

fn may_stand_inside(kind: EntityType) -> bool {
    matches!(kind, EntityType::Gpe | EntityType::Org)
}

/// The first words of a name, or the last ones after a preposition, where they are a name of their own.
fn inside<'a>(
    page: &'a Page,
    tokens: TokenSpan,
    known: &'a BTreeMap<String, usize>,
) -> impl Iterator<Item = (TokenSpan, usize)> + 'a {
    let longest = MAX_TOKENS.min(tokens.len() - 1);
    let look = |part: TokenSpan| known.get(&fold(page.printed(part))).map(|&c| (part, c));
    let front =
        (1..=longest).rev().map(move |n| TokenSpan::new(tokens.start, tokens.start + n)).find_map(look);
    let behind = move |n: &usize| matches!(page.word(tokens.end - n - 1), "of" | "for" | "in");
    let back = (1..longest)
        .rev()
        .filter(behind)
        .map(move |n| TokenSpan::new(tokens.end - n, tokens.end))
        .find_map(look);
    front.into_iter().chain(back)
}
