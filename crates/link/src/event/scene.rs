//! Where the dead of a crash died: at the crash.
//!
//! In: events with their mentions, of which some tell what came of another ("crashed, killing all aboard"). Out: these events with the place of the other,
//! where their own reports give none, or no more than the country. Only what happens on the spot is so placed: a rescue is, an inquiry is not.

use std::collections::BTreeMap;

use types::{Event, EventType, Time};

use super::item::{Item, Place};

/// Modes of what comes of an accident or attack where it happened.
const ON_THE_SPOT: [&str; 6] = ["kill", "injure", "rescue", "recover", "destroy", "witness"];

/// Gives each event without an exact place that of the event whose outcome it is.
pub fn settle(events: &mut [Event], items: &[Item]) {
    let item_of: BTreeMap<(usize, usize), &Item> = items.iter().map(|i| (i.at, i)).collect();
    let members = |event: &Event| -> Vec<&Item> {
        event.mentions.iter().filter_map(|m| item_of.get(m)).copied().collect()
    };
    let mut scenes: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, event) in events.iter().enumerate().filter(|(_, e)| happens(e) && !is_outcome(e)) {
        for item in members(event) {
            scenes.entry((item.at.0, item.sentence)).or_default().push(number);
        }
    }
    let place = |number: usize| -> Option<&Place> {
        let entity = events[number].place?;
        let mut places = members(&events[number]).into_iter().filter_map(|m| m.place.as_ref());
        places.find(|p| p.entity == entity && !p.whole)
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (number, event) in events.iter().enumerate().filter(|(_, e)| is_outcome(e)) {
        let own = members(event);
        let exact = own.iter().filter_map(|m| m.place.as_ref()).any(|p| !p.whole);
        let country = own.iter().find_map(|m| m.place.as_ref()).map(|p| &p.country);
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        let days = |event: &Event| event.time.as_deref().and_then(Time::days_of);
        let apart = |scene: usize| matches!((days(event), days(&events[scene])), (Some(a), Some(b)) if !a.overlaps(b));
        for scene in
            own.iter().filter_map(|m| scenes.get(&(m.at.0, m.sentence))).flatten().filter(|s| !apart(**s))
        {
            *votes.entry(*scene).or_default() += 1;
        }
        let best = votes.into_iter().max_by_key(|(scene, n)| (*n, std::cmp::Reverse(*scene)));
        let there = best.and_then(|(scene, _)| place(scene)).filter(|_| !exact);
        if let Some(there) = there.filter(|p| country.is_none_or(|c| *c == p.country)) {
            found.push((number, there.entity));
        }
    }
    for (number, entity) in found {
        events[number].place = Some(entity);
    }
}

/// Whether it is of the kinds that happen at one spot.
fn happens(event: &Event) -> bool {
    let told = matches!(
        event.mode.as_deref(),
        Some("announce" | "confirm" | "investigate" | "release" | "nocomment" | "notify")
    );
    matches!(event.kind, EventType::Incident | EventType::Assault) && !told
}

fn is_outcome(event: &Event) -> bool {
    happens(event) && event.mode.as_deref().is_some_and(|m| ON_THE_SPOT.contains(&m))
}
