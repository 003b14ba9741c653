//! The events of a story as each report tells them, with the sides that take part.
//!
//! In: the event mentions of all reports. Out: one [`Told`] for each that stands in a report's body and has a mode, with its
//! parties as sides (a nationality stands for its country) and the days it gives.

use std::collections::BTreeSet;

use types::{DayRange, EntityType, EventMention, EventType, Party};

use crate::aspect::is_headline;
use crate::context::Context;
use crate::reading::Ground;

/// One report's telling of an event.
pub(super) struct Told<'s> {
    /// Number of the report.
    pub report: usize,
    /// Number of the sentence.
    pub sentence: usize,
    /// Number of the joined event.
    pub event: usize,
    /// The mention.
    pub mention: &'s EventMention,
    /// Who did it.
    pub source: BTreeSet<usize>,
    /// To or with whom.
    pub target: BTreeSet<usize>,
    /// Where.
    pub place: Option<usize>,
    /// When.
    pub days: Option<DayRange>,
}

impl Told<'_> {
    /// All that take part, without regard to who did it.
    pub fn parties(&self) -> BTreeSet<usize> {
        self.source.union(&self.target).copied().collect()
    }

    /// Where in the story it stands, as (report, sentence).
    pub fn at(&self) -> (usize, usize) {
        (self.report, self.sentence)
    }

    /// The clause that tells it.
    pub fn ground(&self, context: &Context) -> Ground {
        Ground::clause(context.story, self.report, self.mention.head, self.mention.predicate)
    }

    /// Whether both are of one type and mode.
    pub fn same_kind(&self, other: &Told) -> bool {
        self.mention.kind == other.mention.kind && self.mention.mode == other.mention.mode
    }
}

/// All tellings, by event and report.
pub(super) fn all<'s>(context: &Context<'s>) -> Vec<Told<'s>> {
    let story = context.story;
    let mut told = Vec::new();
    for (event, joined) in story.events.iter().enumerate() {
        for &(report, m) in &joined.mentions {
            let mention = &story.extracts[report].events[m];
            let sentence = story.docs[report].sentence_of(mention.head);
            if mention.mode.is_none() || is_headline(&story.docs[report], sentence) {
                continue;
            }
            let parties = |actors: &[types::Actor]| -> BTreeSet<usize> {
                actors.iter().filter_map(|a| side(context, report, &a.party)).collect()
            };
            let place = mention.place.and_then(|p| story.entity_of(report, p));
            let days = mention.time.and_then(|t| story.extracts[report].times[t].days);
            let (source, target) = (parties(&mention.source), parties(&mention.target));
            told.push(Told { report, sentence, event, mention, source, target, place, days });
        }
    }
    told
}

/// The side of a party with a name.
pub(super) fn side(context: &Context, report: usize, party: &Party) -> Option<usize> {
    match party {
        Party::Referent(r) => context.story.entity_of(report, *r).map(|e| context.side(e)),
        Party::Description(_) => None,
    }
}

/// The names of some sides, most mentioned first.
pub(super) fn names(context: &Context, sides: &BTreeSet<usize>) -> String {
    let names: Vec<&str> = sides.iter().take(3).map(|&e| context.story.entities[e].name.as_str()).collect();
    names.join(", ")
}

/// The kind of an event in words.
pub(super) fn words(mention: &EventMention) -> String {
    mention.mode.as_deref().unwrap_or(mention.kind.name()).replace('_', " ").to_lowercase()
}

/// Whether the entity acts: a person, an organisation, a country.
pub(super) fn acts(context: &Context, entity: usize) -> bool {
    let kind = context.story.entities[entity].kind;
    matches!(kind, EntityType::Person | EntityType::Org | EntityType::Gpe | EntityType::Norp)
}

/// Whether an event of this kind is a deed that somebody may be accused of.
pub(super) fn is_deed(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Assault
            | EventType::Coerce
            | EventType::Aid
            | EventType::Mobilize
            | EventType::Sanction
            | EventType::Protest
    )
}
