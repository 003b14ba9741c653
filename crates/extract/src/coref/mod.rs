//! Names, descriptions and pronouns of one report joined to referents.
//!
//! Report + Doc + names + quotes → [`Referent`]s and [`Mention`]s. In steps: names are chained (`chain`); noun phrases about persons,
//! groups and places are found (`phrase`); in order of the text, phrases and pronouns are joined to what was mentioned before by
//! apposition, predicate, same noun, role, number, gender, syntax and nearness (`resolve`; after Lappin & Leass 1994, with rules for news
//! roles); words of a quotation that mean its speaker go to the speaker; at last roles, country and gender are gathered (`describe`).

mod antecedent;
mod chain;
mod clause;
mod describe;
mod named;
mod nested;
mod nominal;
pub(crate) mod noun;
mod phrase;
mod pronoun;
mod resolve;
mod together;
mod voice;

use types::{Doc, Mention, Quote, Referent, Report};

use crate::name::{FoundName, Page};

/// Those the report speaks of, and the words that refer to them. `quotes` carry spans and `speaker_mention`s:
/// "I" inside a quote is its speaker.
pub fn resolve(
    report: &Report,
    doc: &Doc,
    names: &[FoundName],
    quotes: &[Quote],
) -> (Vec<Referent>, Vec<Mention>) {
    let page = Page::new(report, doc);
    let (chains, chain_of) = chain::all(&page, names);
    let resolved = resolve::all(&page, names, &chains, &chain_of, quotes);
    let within = nested::all(&page, names, &chains, &chain_of);
    describe::all(&page, names, &chains, resolved, &within)
}
