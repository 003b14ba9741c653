//! Who takes part, once the sense is known: those who act on each other, and what is no party.
//!
//! Sources and targets of a frame with its type → the same, settled. "Peru and Chile agreed" is done by the first towards the others, as PLOVER writes
//! what goes both ways; what is posted "on a page" is not done to the page.

use types::{Actor, EventStatus, EventType};

use super::frame::Frame;
use super::scene::Scene;

/// Types that those who are named together do with each other.
const MUTUAL: [EventType; 3] = [EventType::Consult, EventType::Agree, EventType::Cooperate];
/// Modes that are so as well.
const MUTUAL_NOUNS: [&str; 4] = ["exercise", "drill", "manoeuvre", "maneuver"];

/// Sources and targets as the type has them.
pub fn settle(
    scene: &Scene,
    frame: &Frame,
    kind: EventType,
    mut source: Vec<Actor>,
    mut target: Vec<Actor>,
) -> (Vec<Actor>, Vec<Actor>) {
    let mutual = MUTUAL.contains(&kind)
        || MUTUAL_NOUNS.contains(&&*frame.lemma)
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
    target.retain(|t| source.iter().all(|s| s.span != t.span));
    (source, target)
}

/// What a mode says by a "not" has happened: nobody commented.
pub fn lasting(mode: Option<&str>, status: EventStatus) -> EventStatus {
    match (mode, status) {
        (Some("nocomment" | "deadline"), EventStatus::Denied) => EventStatus::Actual,
        _ => status,
    }
}
