//! Mentions of events to events, across reports.
//!
//! Reports + docs + extracts + entities → [`Event`]s in order of their first mention.

use std::collections::BTreeMap;

use types::{Actor, Doc, Entity, Event, Extract, Participant, Party, Report, Who};

/// What happened, each event once.
pub fn events(_reports: &[Report], _docs: &[Doc], extracts: &[Extract], entities: &[Entity]) -> Vec<Event> {
    let of: BTreeMap<(usize, usize), usize> =
        entities.iter().enumerate().flat_map(|(i, e)| e.referents.iter().map(move |&r| (r, i))).collect();
    let mut events = Vec::new();
    for (r, extract) in extracts.iter().enumerate() {
        for (i, m) in extract.events.iter().enumerate() {
            let participants = |actors: &[Actor]| {
                let one =
                    |a: &Actor| Participant { who: who(&of, extract, r, &a.party), code: a.code.clone() };
                actors.iter().map(one).collect()
            };
            events.push(Event {
                kind: m.kind,
                mode: m.mode.clone(),
                status: m.status,
                source: participants(&m.source),
                target: participants(&m.target),
                place: m.place.and_then(|p| of.get(&(r, p)).copied()),
                time: m.time.and_then(|t| extract.times.get(t)).and_then(|t| t.value.clone()),
                mentions: vec![(r, i)],
                reasons: Vec::new(),
            });
        }
    }
    events
}

/// A party of one report, across reports.
fn who(of: &BTreeMap<(usize, usize), usize>, extract: &Extract, report: usize, party: &Party) -> Who {
    match party {
        Party::Description(words) => Who::Description(words.clone()),
        Party::Referent(n) => of.get(&(report, *n)).map_or_else(
            || Who::Description(extract.referents.get(*n).and_then(|r| r.name.clone()).unwrap_or_default()),
            |&e| Who::Entity(e),
        ),
    }
}
