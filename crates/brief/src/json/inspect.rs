//! What was found in one report, as `dateline inspect` prints it.
//!
//! In: a report, its document and its extract. Out: one record with the report's referents as entities, its quotes,
//! figures, times and events; on demand the language pipeline's own tokens, sentences and names.

use serde::Serialize;
use types::{Doc, Extract, Mention, Report, Token};

use super::part::{
    EntityRecord, EventRecord, FigureRecord, MentionRecord, Naming, QuoteRecord, Source, TimeRecord,
};
use crate::Chars;

/// A token: text, start, tag, part of speech, morphology, lemma, dependency, head.
type TokenRecord<'s> = (&'s str, usize, &'s str, &'static str, &'s str, &'s str, &'s str, usize);

/// What was found in one report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inspected<'s> {
    /// The record's id.
    pub id: &'s str,
    /// Those the report speaks of, without a name too.
    pub entities: Vec<EntityRecord<'s>>,
    /// Who said what.
    pub quotes: Vec<QuoteRecord<'s>>,
    /// Numbers.
    pub figures: Vec<FigureRecord<'s>>,
    /// Time expressions.
    pub times: Vec<TimeRecord<'s>>,
    /// Who did what to whom.
    pub events: Vec<EventRecord<'s>>,
    /// The pipeline's tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<TokenRecord<'s>>>,
    /// First token of each sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence_starts: Option<Vec<usize>>,
    /// The pipeline's names: first token, one past the last, label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<(usize, usize, &'s str)>>,
}

/// Referents are called by their own number.
struct Own<'s>(&'s Extract);

impl Naming for Own<'_> {
    fn id(&self, _: usize, referent: usize) -> Option<String> {
        (referent < self.0.referents.len()).then(|| format!("e{}", referent + 1))
    }
}

/// What was found in one report; with `tokens` also how the language pipeline read it.
pub fn inspect<'s>(
    id: &'s str,
    report: &'s Report,
    doc: &'s Doc,
    extract: &'s Extract,
    tokens: bool,
) -> Inspected<'s> {
    let source = Source { number: 0, id: None, report, extract, chars: Chars::new(&report.text) };
    let naming = Own(extract);
    let events = extract.events.iter().enumerate();
    Inspected {
        id,
        entities: entities(&source),
        quotes: (0..extract.quotes.len()).map(|i| QuoteRecord::of(1, i, &source, &naming)).collect(),
        figures: (0..extract.figures.len()).map(|i| FigureRecord::of(1, i, &source, &naming)).collect(),
        times: extract.times.iter().map(|t| TimeRecord::of(&source, t)).collect(),
        events: events.map(|(i, e)| EventRecord::of(i + 1, &source, e, &naming)).collect(),
        tokens: tokens.then(|| doc.tokens.iter().map(|t| token(&source, t)).collect()),
        sentence_starts: tokens.then(|| doc.sentences.iter().map(|s| s.tokens.start).collect()),
        names: tokens.then(|| doc.names.iter().map(|n| (n.tokens.start, n.tokens.end, &*n.label)).collect()),
    }
}

/// The report's referents with their mentions.
fn entities<'s>(source: &Source<'s>) -> Vec<EntityRecord<'s>> {
    let extract = source.extract;
    let mut mentions: Vec<Vec<&Mention>> = vec![Vec::new(); extract.referents.len()];
    for mention in &extract.mentions {
        if let Some(list) = mentions.get_mut(mention.referent) {
            list.push(mention);
        }
    }
    let record = |(number, mentions): (usize, Vec<&Mention>)| {
        let referent = &extract.referents[number];
        EntityRecord {
            id: format!("e{}", number + 1),
            kind: referent.kind.map(|k| k.name()),
            name: referent.name.as_deref(),
            description: referent.description.as_deref(),
            spellings: None,
            roles: &referent.roles,
            country: referent.country.as_deref(),
            mentions: mentions.into_iter().map(|m| MentionRecord::of(source, m)).collect(),
            reasons: &referent.reasons,
        }
    };
    mentions.into_iter().enumerate().map(record).collect()
}

/// One token.
fn token<'s>(source: &Source<'s>, token: &'s Token) -> TokenRecord<'s> {
    let start = source.chars.at(token.span.start);
    let words = source.words(token.span);
    (words, start, &token.tag, token.pos.name(), &token.morph, &token.lemma, &token.dep, token.head)
}
