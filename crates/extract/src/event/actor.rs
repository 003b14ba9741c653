//! Who takes part, once the sense is known: those who act on each other, and what is no party.
//!
//! Sources and targets of a frame with its type → the same, settled. "Peru and Chile agreed" is done by the first towards the others, as PLOVER writes
//! what goes both ways; what is posted "on a page" is not done to the page.

use types::{Actor, EntityType, EventStatus, EventType, Party};

use super::frame::Frame;
use super::scene::Scene;
use super::sense::Sense;

/// Types that those who are named together do with each other.
const MUTUAL: [EventType; 3] = [EventType::Consult, EventType::Agree, EventType::Cooperate];
/// Modes of other types that are so.
const MUTUAL_MODES: [&str; 4] = ["sign", "relations", "fight", "ceasefire"];
/// Nouns that are so.
const MUTUAL_NOUNS: [&str; 4] = ["exercise", "drill", "manoeuvre", "maneuver"];

/// Whether what a preposition brings can be whom an event is directed at: a place that "in", "at" or "near" brings is where it happens, but for a visit
/// and an attack.
pub fn is_reached(scene: &Scene, sense: Option<&Sense>, prep: &str, token: usize) -> bool {
    if !matches!(prep, "in" | "at" | "near" | "out_of") {
        return true;
    }
    let kind = scene.referent(token).and_then(|r| r.kind);
    let place = matches!(kind, Some(EntityType::Gpe | EntityType::Loc | EntityType::Fac));
    let goes = sense.is_some_and(|s| {
        matches!(s.kind, EventType::Assault | EventType::Mobilize | EventType::Retreat)
            || s.mode == Some("visit")
    });
    !place || goes
}

/// Sources and targets as the type has them.
pub fn settle(
    scene: &Scene,
    frame: &Frame,
    sense: &Sense,
    mut source: Vec<Actor>,
    mut target: Vec<Actor>,
) -> (Vec<Actor>, Vec<Actor>) {
    // "talks between A and B" names both as both.
    target.retain(|t| source.iter().all(|s| s.span != t.span));
    let kind = sense.kind;
    let mutual = MUTUAL.contains(&kind)
        || sense.mode.is_some_and(|m| MUTUAL_MODES.contains(&m))
        || MUTUAL_NOUNS.contains(&&*frame.lemma)
        || frame.preps.iter().any(|(p, _)| p == "between")
        || frame.object.iter().any(|o| MUTUAL_NOUNS.contains(&&*scene.grammar.lemma(*o)));
    if mutual && target.is_empty() && source.len() > 1 {
        target = source.split_off(1);
    }
    if kind == EventType::Incident {
        // Done to a thing or person, not to the page, day or place that a preposition names.
        let direct = |a: &Actor| {
            let tokens = scene.doc.tokens_in(a.span);
            let named = frame.object.iter().chain(&frame.indirect);
            named.clone().any(|o| tokens.has(*o) || scene.tree.reach(*o).has(tokens.start))
        };
        target.retain(direct);
    }
    // "handed over its rifles": who does it is not whom it is done to.
    let itself = |t: &Actor| {
        let referent = matches!(t.party, Party::Referent(_));
        source.iter().any(|s| s.span == t.span || (referent && s.party == t.party))
    };
    target.retain(|t| !itself(t));
    (source, target)
}

/// What a mode says by a "not" has happened: nobody commented.
pub fn lasting(mode: Option<&str>, status: EventStatus) -> EventStatus {
    match (mode, status) {
        (Some("nocomment" | "deadline"), EventStatus::Denied) => EventStatus::Actual,
        _ => status,
    }
}
