//! Who takes part, once the sense is known: those who act on each other, and what is no party.
//!
//! Sources and targets of a frame with its type → the same, settled. "Peru and Chile agreed" is done by the first towards the others, as PLOVER writes
//! what goes both ways; what is posted "on a page" is not done to the page.

use std::collections::BTreeMap;

use types::{Actor, EntityType, EventMention, EventStatus, EventType, Party, Pos};

use super::clause;
use super::frame::Frame;
use super::lexicon::{LEXICON, Role};
use super::scene::Scene;
use super::sense::Sense;

/// Steps from a thing to whose it is, over what it is a part of.
const MAX_PARTS: usize = 4;

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
    let acts = |a: &Actor| scene.head_of(a.span).is_some_and(|h| scene.is_actor(h));
    if mutual && source.len() > 1 && !target.iter().any(acts) {
        target = source.split_off(1);
    }
    let brought = match sense.target {
        Some(Role::Clause) => true,
        Some(Role::Prep(prep)) => !matches!(prep, "in" | "at" | "on" | "near" | "from" | "over"),
        _ => false,
    };
    if kind == EventType::Incident && !brought {
        // Done to a thing or person, not to the page, day or place that a preposition names.
        let direct = |a: &Actor| {
            let tokens = scene.doc.tokens_in(a.span);
            let named = frame.object.iter().chain(&frame.indirect);
            named.clone().any(|o| tokens.has(*o) || scene.tree.reach(*o).has(tokens.start))
        };
        target.retain(direct);
    }
    match (kind, sense.mode) {
        (EventType::Retreat, Some("disarm")) => disarm(scene, frame, &mut source, &mut target),
        (EventType::Threaten, _) if frame.noun => threat(scene, frame, &mut source, &mut target),
        (EventType::Request | EventType::Agree, _) if frame.noun && target.is_empty() => {
            target = answering(scene, frame);
        }
        // "drills will be held in May, the Danish army said": its own.
        (EventType::Mobilize, _) if source.is_empty() && frame.light.is_some() => {
            let verb = frame.light.unwrap_or(frame.head);
            let said = clause::speakers(scene, verb).into_iter().flat_map(|t| scene.actors(t));
            source.extend(
                said.filter(|a| scene.is_state(&a.party) || a.code.as_ref().is_some_and(|c| c.len() >= 6)),
            );
        }
        // An accusation is against someone.
        (EventType::Accuse, _) if frame.noun && frame.clause.is_some() => {
            target.retain(|t| scene.head_of(t.span).is_none_or(|h| scene.is_actor(h)));
        }
        (EventType::Incident, Some("announce")) => announcers(scene, frame, &mut source),
        _ => {}
    }
    // "any raid on Samoa would be met with sanctions": whose raid it is decides.
    if kind == EventType::Threaten && matches!(&*frame.lemma, "meet" | "answer" | "punish") {
        target.clear();
    }
    if kind == EventType::Threaten && target.is_empty() {
        target = warned(scene, frame);
    }
    // "handed over its rifles": who does it is not whom it is done to.
    let itself = |t: &Actor| {
        let referent = matches!(t.party, Party::Referent(_));
        source.iter().any(|s| s.span == t.span || (referent && s.party == t.party))
    };
    target.retain(|t| !itself(t));
    (source, target)
}

/// Events without those that another tells with more words: "met at a summit", "agreed in a deal", "said in a statement", "the job of handing over".
pub fn merged(scene: &Scene, events: Vec<EventMention>) -> Vec<EventMention> {
    let place: BTreeMap<usize, usize> = events.iter().enumerate().map(|(i, e)| (e.head, i)).collect();
    let mut gone: Vec<Option<usize>> = vec![None; events.len()];
    for (i, event) in events.iter().enumerate() {
        let over = above(scene, event.head).into_iter().find_map(|h| place.get(&h).copied());
        let Some(over) = over.filter(|o| events[*o].kind == event.kind && events[*o].mode == event.mode)
        else {
            continue;
        };
        // The verb tells it with its subject, but "the job of handing over" is told by what the job is.
        let verb = |n: usize| scene.doc.tokens[events[n].head].pos == Pos::Verb;
        let part = events[over].about.is_some_and(|a| a.contains(event.predicate))
            && !scene.grammar.is_event_noun(event.head);
        if part || !verb(over) && verb(i) {
            gone[over] = Some(i);
        } else {
            gone[i] = Some(over);
        }
    }
    let mut all = events;
    for i in (0..all.len()).rev() {
        let Some(into) = gone[i].filter(|into| gone[*into].is_none()) else { continue };
        let lost = all[i].clone();
        let (source, target) = (all[into].source.is_empty(), all[into].target.is_empty());
        let into = &mut all[into];
        if source {
            into.source =
                lost.source.into_iter().filter(|s| into.target.iter().all(|t| t.party != s.party)).collect();
        }
        if target {
            into.target =
                lost.target.into_iter().filter(|t| into.source.iter().all(|s| s.party != t.party)).collect();
        }
        into.time = into.time.or(lost.time);
        into.place = into.place.or(lost.place);
    }
    let stays = |i: usize| gone[i].is_none_or(|into| gone[into].is_some());
    all.into_iter().enumerate().filter(|(i, _)| stays(*i)).map(|(_, event)| event).collect()
}

/// The words that a predicate hangs on as what they bring, nearest first.
fn above(scene: &Scene, head: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = head;
    for _ in 0..MAX_PARTS {
        let dep = &*scene.doc.tokens[at].dep;
        let brought = matches!(dep, "dobj" | "nsubjpass" | "pcomp")
            || (dep == "nsubj" && at == head)
            || dep == "pobj"
            || (dep == "prep"
                && matches!(
                    &*scene.grammar.lemma(at),
                    "in" | "at" | "of" | "under" | "during" | "through" | "on"
                ));
        let Some(up) = scene.grammar.governor(at).filter(|_| brought) else { break };
        found.push(up);
        at = up;
    }
    found
}

/// Arms that are delivered or gone are handed over by whose they are: "Chad's arsenal is out of the country".
fn disarm(scene: &Scene, frame: &Frame, source: &mut Vec<Actor>, target: &mut Vec<Actor>) {
    let gone = LEXICON.is("be-or-leave", &frame.lemma) || frame.noun && LEXICON.is("weapon", &frame.lemma);
    let mut things: Vec<usize> = frame.object.clone();
    if gone {
        things.extend(&frame.subject);
        things.push(frame.head);
        source.clear();
        target.clear();
    }
    if source.is_empty() {
        let whose = things.iter().find_map(|t| Some(owners(scene, *t)).filter(|o| !o.is_empty()));
        *source = whose.into_iter().flatten().flat_map(|t| scene.actors(t)).collect();
    }
    // "surrendered its mortars", "finish the job": to nobody.
    if !source.is_empty() {
        let whose: Vec<usize> = things.iter().flat_map(|t| owners(scene, *t)).collect();
        target.retain(|t| !scene.doc.tokens_in(t.span).iter().any(|t| whose.contains(&t)));
    }
    target.retain(|t| {
        !scene.doc.tokens_in(t.span).iter().any(|t| LEXICON.is("part-of-event", &scene.grammar.lemma(t)))
    });
}

/// Whose a thing is: "Chad's stockpile", "its arsenal", "most of Chad's gas", "the regime's stocks of gas", "the arms of the junta".
pub fn owners(scene: &Scene, thing: usize) -> Vec<usize> {
    let mut at = thing;
    for _ in 0..MAX_PARTS {
        let children = scene.tree.children(at).iter().copied();
        let own: Vec<usize> = children
            .filter(|c| match &*scene.doc.tokens[*c].dep {
                "poss" => scene.is_actor(*c),
                "amod" | "compound" | "nmod" => {
                    scene.mention(*c).is_some() && scene.is_actor(*c) && !scene.is_hyphened(*c)
                }
                _ => false,
            })
            .collect();
        if !own.is_empty() {
            return own;
        }
        let Some(part) = scene.brought(at, &["of"]).next() else { return Vec::new() };
        if scene.is_actor(part) {
            return vec![part];
        }
        at = part;
    }
    Vec::new()
}

/// Who threatens with what others do to whom: "handed it over under threat of French airstrikes".
fn threat(scene: &Scene, frame: &Frame, source: &mut Vec<Actor>, target: &mut Vec<Actor>) {
    let acts: Vec<usize> = scene.brought(frame.head, &["of"]).collect();
    let whose = |t: &usize| [owners(scene, *t), scene.brought(*t, &["by", "from"]).collect()].concat();
    let by: Vec<usize> = acts.iter().flat_map(whose).collect();
    if source.is_empty() && !by.is_empty() {
        *source = by.iter().flat_map(|t| scene.actors(*t)).collect();
        target.retain(|t| source.iter().all(|s| s.span != t.span));
    }
    let under = scene.grammar.governor(frame.head).filter(|p| &*scene.grammar.lemma(*p) == "under");
    if let Some(verb) = under.and_then(|p| scene.grammar.governor(p))
        && matches!(scene.doc.tokens[verb].pos, Pos::Verb | Pos::Aux)
    {
        *target = scene.grammar.raised(verb, 0).into_iter().flat_map(|t| scene.actors(t)).collect();
    }
}

/// Who is threatened should they act: "warned of consequences if Chad attacks".
fn warned(scene: &Scene, frame: &Frame) -> Vec<Actor> {
    let verb = frame.light.unwrap_or(frame.head);
    let below = |t: usize| scene.tree.children(t).iter().copied();
    let near = below(verb)
        .chain(below(verb).flat_map(below))
        .chain(frame.clause.into_iter().flat_map(|(_, c)| below(c)));
    let mut conditions = near.filter(|c| {
        let marked = below(*c).any(|m| matches!(&*scene.grammar.lemma(m), "if" | "should"));
        &*scene.doc.tokens[*c].dep == "advcl" && marked
    });
    let verb = conditions.next();
    verb.into_iter().flat_map(|v| scene.grammar.subjects(v, 0)).flat_map(|t| scene.actors(t)).collect()
}

/// Whom a demand was put to, by how they answer it: "Norway rejected Iceland's demands".
fn answering(scene: &Scene, frame: &Frame) -> Vec<Actor> {
    let grammar = &scene.grammar;
    let Some(up) = grammar.governor(frame.head) else { return Vec::new() };
    let (dep, verb) = match &*scene.doc.tokens[frame.head].dep {
        "pobj" => ("to", grammar.governor(up).filter(|_| grammar.lemma(up) == "to")),
        dep => (dep, Some(up)),
    };
    let verb = verb.filter(|v| frame.light != Some(*v) && scene.doc.tokens[*v].pos == Pos::Verb);
    let Some(verb) = verb.filter(|v| LEXICON.is("answering", &grammar.lemma(*v))) else { return Vec::new() };
    match dep {
        "dobj" | "to" | "nsubjpass" => {
            grammar.subjects(verb, 0).into_iter().flat_map(|t| scene.actors(t)).collect()
        }
        _ => Vec::new(),
    }
}

/// The body that someone speaks for is a source beside them: "Rabbi Cohen of Temple Beth Shalom said".
fn announcers(scene: &Scene, frame: &Frame, source: &mut Vec<Actor>) {
    let bodies = frame.subject.iter().flat_map(|s| scene.brought(*s, &["of", "at", "from"]));
    let orgs = bodies.filter(|b| scene.referent(*b).is_some_and(|r| r.kind == Some(EntityType::Org)));
    for actor in orgs.flat_map(|b| scene.actors(b)) {
        if source.iter().all(|s| s.party != actor.party) {
            source.push(actor);
        }
    }
}

/// What a mode says by a "not" has happened: nobody commented.
pub fn lasting(mode: Option<&str>, status: EventStatus) -> EventStatus {
    match (mode, status) {
        (Some("nocomment" | "deadline"), EventStatus::Denied) => EventStatus::Actual,
        _ => status,
    }
}
