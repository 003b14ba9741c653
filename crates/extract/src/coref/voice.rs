//! For whom a speaker says "we": the body or country that stands in the speaker's own description.
//!
//! Walk + speaker → referent: "Nokia chief executive X", "X, spokesman for the ministry", "Tunisia's coach X".

use super::nominal;
use super::resolve::{Class, Walk};

/// Words between a name and the body in its description.
const MAX_REACH_TOKENS: usize = 10;
/// Names of the speaker whose surroundings are read.
const MAX_NAMES: usize = 3;
/// Steps up the tree from the body to the name.
const MAX_CLIMB: usize = 6;

/// The referent for whom the speaker speaks.
pub fn body(walk: &Walk, speaker: usize) -> Option<usize> {
    let mut country = None;
    // The words that name the speaker first stand nearest to what they are.
    let chain = walk.nodes[speaker].chain.filter(|_| speaker < walk.chains.len())?;
    for d in walk.chains[chain].names.iter().take(MAX_NAMES).filter_map(|&n| walk.named(n)) {
        let head = walk.page.head(d.tokens);
        let from = d.tokens.start.saturating_sub(MAX_REACH_TOKENS);
        for (_, &other) in walk.by_head.range(from..d.tokens.end + MAX_REACH_TOKENS) {
            let Some(n) = walk.drafts[other].node.filter(|&n| n != speaker) else { continue };
            let word = walk.drafts[other].head;
            match walk.nodes[n].class {
                Class::Org if belongs(walk, word, head, true) => return Some(n),
                Class::Gpe if walk.nodes[n].chain.is_some() && belongs(walk, word, head, false) => {
                    country = country.or(Some(n));
                }
                _ => {}
            }
        }
    }
    country.filter(|_| walk.nodes[speaker].roles.iter().any(|r| nominal::leads(r)))
}

/// Whether a word stands in the description of a name: modifies it, or a noun in apposition to it.
fn belongs(walk: &Walk, word: usize, name: usize, through_prepositions: bool) -> bool {
    let page = walk.page;
    let mut at = word;
    for _ in 0..MAX_CLIMB {
        if at == name {
            return true;
        }
        let step = match page.dep(at) {
            "compound" | "poss" | "nmod" | "amod" => true,
            "appos" => at != word,
            "pobj" | "prep" => through_prepositions,
            _ => false,
        };
        if !step {
            return false;
        }
        at = page.doc.tokens[at].head;
    }
    false
}
