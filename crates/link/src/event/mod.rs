//! Mentions of events to events, across reports.
//!
//! Reports + docs + extracts + entities → [`Event`]s in order of their first mention. Each mention becomes an [`item`] that can be compared; pairs get a
//! score by who takes part, when, where, the kind and word of the event and what it is about (`pair`); from the strongest pair down they
//! are grouped (`group`), and a group is one event (`merge`), which may have its place from the one that it came of (`scene`). Mentions whose days have nothing in common never meet in a group: the same people
//! doing the same on another day is another event. The method is that of cross-document event coreference by mention pairs and agglomerative
//! clustering (Cybulska and Vossen 2015, "Bag of Events"; Barhom et al. 2019) with weights of our own instead of learnt ones, so that each join can
//! be explained. The outcome does not depend on the order of the reports, but for their numbers.

mod actor;
mod family;
mod group;
mod item;
mod merge;
mod pair;
mod scene;

use types::{Doc, Entity, Event, Extract, Report};

/// What happened, each event once.
pub fn events(reports: &[Report], docs: &[Doc], extracts: &[Extract], entities: &[Entity]) -> Vec<Event> {
    let items = item::all(&item::Material { reports, docs, extracts, entities });
    let groups = group::all(&items);
    let mut events: Vec<Event> = groups.iter().map(|g| merge::event(g, &items)).collect();
    events.sort_by(|a, b| a.mentions.cmp(&b.mentions));
    scene::settle(&mut events, &items);
    events
}
