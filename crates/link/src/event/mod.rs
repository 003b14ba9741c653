//! Mentions of events to events, in one report and across reports.
//!
//! Reports + docs + extracts + entities → [`Event`]s in order of their first mention. Mentions that share a word, an actor or a place are compared (`item`);
//! the most alike are joined first, and never two whose days exclude each other or whose modes differ (`join`, average linkage after Bagga and Baldwin
//! 1999, "Cross-document event coreference"). An event takes the time, place and status that most of its reports give (`assemble`).

mod assemble;
mod item;
mod join;

use types::{Doc, Entity, Event, Extract, Report};

use item::Items;

/// What happened, each event once.
pub fn events(reports: &[Report], docs: &[Doc], extracts: &[Extract], entities: &[Entity]) -> Vec<Event> {
    let items = Items::new(reports, docs, extracts, entities);
    join::groups(&items).iter().map(|(group, reasons)| assemble::event(&items, group, reasons)).collect()
}
