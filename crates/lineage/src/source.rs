//! Whom a report gives as the source of what it says: "the ministry said twelve had died", "according to a police report".
//!
//! In: the quotes of a report, direct and indirect, and the entities across the reports. Out: [`Attribution`]s by sentence and span. What somebody denies or demands
//! is no statement of his. A quote that is fragments of a longer one is told by the longer one.
//!
//! # The chain
//! A claim comes down a chain: report ← agency ← official. Each link is kept. An official or organisation with a name counts as the one origin of
//! all reports that give the claim as his words; reports that state it flatly stand for themselves, for they may know it from elsewhere. Somebody without a
//! name ("a senior official") is shown but joins nobody: two such may be two.

use std::collections::BTreeMap;

use types::{Attribution, Doc, Entity, Extract, Party, Who};

/// What each report gives as somebody's words.
pub fn attributions(docs: &[Doc], extracts: &[Extract], entities: &[Entity]) -> Vec<Vec<Attribution>> {
    let mut numbers: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (number, entity) in entities.iter().enumerate() {
        numbers.extend(entity.referents.iter().map(|referent| (*referent, number)));
    }
    let none = Extract::default();
    let of_report = |(report, doc): (usize, &Doc)| {
        let extract = extracts.get(report).unwrap_or(&none);
        let who = |party: &Party| match party {
            Party::Referent(referent) => numbers.get(&(report, *referent)).map(|n| Who::Entity(*n)),
            Party::Description(words) => Some(Who::Description(words.clone())),
        };
        of_report(doc, extract, who)
    };
    docs.iter().enumerate().map(of_report).collect()
}

/// What one report gives as somebody's words, by sentence and span.
fn of_report(doc: &Doc, extract: &Extract, who: impl Fn(&Party) -> Option<Who>) -> Vec<Attribution> {
    let mut out = Vec::new();
    let stated = extract.quotes.iter().filter(|q| q.stance.is_none() && q.part_of.is_none());
    for quote in stated {
        let Some(by) = quote.speaker.as_ref().and_then(&who) else { continue };
        let tokens = doc.tokens_in(quote.span);
        if tokens.is_empty() {
            continue;
        }
        for sentence in doc.sentence_of(tokens.start)..=doc.sentence_of(tokens.end - 1) {
            let Some(whole) = doc.sentences.get(sentence).map(|s| doc.span(s.tokens)) else { break };
            let start = quote.span.start.max(whole.start);
            let end = quote.span.end.min(whole.end);
            if start < end {
                out.push(Attribution { sentence, span: types::Span::new(start, end), by: by.clone() });
            }
        }
    }
    out.sort_by_key(|a| (a.sentence, a.span));
    out
}
