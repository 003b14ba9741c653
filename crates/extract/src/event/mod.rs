//! Events: who did what to whom, where, when, actual or not.
//!
//! Report with everything else found in it → [`EventMention`]s in order of the text. In steps: predicates with their arguments (`frame`), the PLOVER type
//! of each (`sense`, by the data of `lexicon`), who takes part (`scene`) with a CAMEO-style code ([`code`]), actual or not (`status`), place, time and
//! who says so (`slot`).

mod actor;
mod clause;
pub mod code;
mod frame;
mod lexicon;
mod nominal;
mod scene;
mod sense;
mod slot;
mod status;

use std::collections::BTreeSet;

use types::{
    Actor, Doc, EventMention, EventStatus, EventType, Mention, Quote, Referent, Report, Span, Time, TokenSpan,
};

use crate::tree::Tree;
use frame::Frame;
use lexicon::{LEXICON, Role};
use scene::Scene;
use sense::Sense;

/// Sentences longer than this are no sentences; nothing is looked for in them.
const MAX_SENTENCE: usize = 400;

/// Prepositions by how surely what follows is the one an event is directed at.
const TOWARDS: [&str; 18] = [
    "against", "with", "to", "on", "upon", "at", "from", "toward", "towards", "for", "of", "over", "about",
    "into", "in", "out_of", "before", "under",
];

/// Prepositions that bring what an event is done to, where that is no actor.
const THINGS: [&str; 8] = ["against", "on", "at", "into", "to", "toward", "towards", "over"];

/// The events that a report tells of.
pub fn find(
    report: &Report,
    doc: &Doc,
    (referents, mentions): (&[Referent], &[Mention]),
    quotes: &[Quote],
    times: &[Time],
) -> Vec<EventMention> {
    let tree = Tree::new(doc);
    let scene = Scene::new(report, doc, &tree, (referents, mentions), quotes, times);
    let frames = scene.grammar.frames();
    let found: Vec<(Option<usize>, EventMention)> =
        frames.iter().filter_map(|f| Some((f.clause.map(|(_, verb)| verb), event(&scene, f)?))).collect();
    // "is ready to attack": no agreement.
    let attacks: BTreeSet<usize> =
        found.iter().filter(|(_, e)| e.kind == EventType::Assault).map(|(_, e)| e.head).collect();
    let friendly = |clause: &Option<usize>| clause.is_none_or(|verb| !attacks.contains(&verb));
    let kept = found.into_iter().filter(|(clause, e)| e.kind != EventType::Agree || friendly(clause));
    actor::merged(&scene, kept.map(|(_, event)| event).collect())
}

fn event(scene: &Scene, frame: &Frame) -> Option<EventMention> {
    let sentence = scene.doc.sentences[scene.doc.sentence_of(frame.head)].tokens;
    if sentence.len() > MAX_SENTENCE || (frame.noun && scene.is_name_part(frame.head)) {
        return None;
    }
    let sense = sense::choose(scene, frame)?;
    let source_tokens = sense.source.map_or(frame.subject.clone(), |r| argument(scene, frame, r));
    let (status, shown) = status::of(scene, frame, sense.kind);
    // "Peru demands guarantees": Peru does not give them.
    let wanted = frame.noun && sense.kind == EventType::Agree && status == EventStatus::Demanded;
    let source_tokens: Vec<usize> =
        source_tokens.into_iter().filter(|t| !wanted || is_of(scene, frame.head, *t)).collect();
    let source = actors(scene, &source_tokens);
    let (target_tokens, target) = target(scene, frame, &sense, &source_tokens);
    let status = sense.status.unwrap_or_else(|| later(scene, frame, sense.kind, status));
    let (source, target) = actor::settle(scene, frame, &sense, source, target);
    let status = actor::lasting(sense.mode, status);
    let about = about(scene, frame, &target_tokens);
    let core = [&source_tokens[..], &target_tokens, &frame.object].concat();
    Some(EventMention {
        kind: sense.kind,
        mode: sense.mode.map(str::to_string),
        status,
        span: span(scene, frame, &core, about),
        predicate: predicate(scene, frame),
        head: frame.head,
        source,
        target,
        about,
        place: slot::place(scene, frame, sense.kind),
        time: slot::time(scene, frame, sense.kind),
        said_by: slot::said_by(scene, frame),
        reasons: reasons(scene, frame, &sense, status, shown),
    })
}

/// Whether one is named in a noun's own phrase: "Chile's guarantees", "guarantees by Chile".
fn is_of(scene: &Scene, noun: usize, one: usize) -> bool {
    let up = scene.grammar.governor(one);
    up == Some(noun) || up.and_then(|prep| scene.grammar.governor(prep)) == Some(noun)
}

fn argument(scene: &Scene, frame: &Frame, role: Role) -> Vec<usize> {
    match role {
        Role::Subject => frame.subject.clone(),
        Role::Object => frame.object.clone(),
        Role::Prep(wanted) => {
            let brought = frame.preps.iter().filter(|(p, _)| p == wanted);
            brought.flat_map(|(_, tokens)| tokens).copied().collect()
        }
        Role::Clause => frame.clause.map_or(Vec::new(), |(_, verb)| inside(scene, frame, verb)),
        Role::Speaker => clause::speakers(scene, frame.head),
    }
}

/// Those who take part in the clause that completes a predicate, others than its own subject: "refused to meet the envoy", "demanded that she resign".
fn inside(scene: &Scene, frame: &Frame, verb: usize) -> Vec<usize> {
    let blames = LEXICON.is("EVIDENCE", &frame.lemma);
    let inner = scene.grammar.verb(verb);
    let others = inner.subject.iter().copied().filter(|s| !frame.subject.contains(s) && scene.is_actor(*s));
    let others: Vec<usize> = others.collect();
    if !others.is_empty() {
        return others;
    }
    // "agreed to send doctors to Norway": towards whom the inner one goes. An attack that nobody is blamed for goes against its victims.
    let sense = sense::choose(scene, &inner);
    // "warned that any invasion of Samoa would be met with": nor is Samoa warned.
    let attack = |t: &usize| {
        let mut senses = LEXICON.noun(&scene.grammar.lemma(*t)).map(|e| e.kind);
        senses.next() == Some(Some(EventType::Assault))
    };
    if frame.lemma == "warn" && inner.object.iter().any(attack) {
        return Vec::new();
    }
    if sense.is_some_and(|s| s.kind == EventType::Assault) && blames {
        return Vec::new();
    }
    towards(scene, &inner, sense.as_ref(), &frame.subject)
}

fn actors(scene: &Scene, tokens: &[usize]) -> Vec<Actor> {
    let mut all: Vec<Actor> = Vec::new();
    for actor in tokens.iter().flat_map(|t| scene.actors(*t)) {
        if all.iter().all(|a| a.span != actor.span || a.party != actor.party) {
            all.push(actor);
        }
    }
    all
}

/// Towards whom: what the sense says, else those who can act among the object and what prepositions bring, else whose the object is.
fn target(scene: &Scene, frame: &Frame, sense: &Sense, source: &[usize]) -> (Vec<usize>, Vec<Actor>) {
    let mut tokens = towards(scene, frame, Some(sense), source);
    // "the claims by Norway were false": towards those who made them.
    if sense.target == Some(Role::Subject) && !tokens.iter().any(|t| scene.is_actor(*t)) {
        let made =
            |t: &usize| [scene.brought(*t, &["by", "from"]).collect(), actor::owners(scene, *t)].concat();
        tokens = tokens.iter().flat_map(made).filter(|t| scene.is_actor(*t)).collect();
    }
    // "used gas", "fired rockets": what an attack is made with is not whom it strikes.
    if sense.kind == EventType::Assault {
        let armed = |t: &usize| LEXICON.is("weapon", &scene.grammar.lemma(*t)) && !scene.is_actor(*t);
        tokens.retain(|t| !armed(t));
    }
    let all = actors(scene, &tokens);
    (tokens, all)
}

fn towards(scene: &Scene, frame: &Frame, sense: Option<&Sense>, source: &[usize]) -> Vec<usize> {
    let acting = |tokens: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
        let mut found = Vec::new();
        for t in tokens.filter(|t| scene.is_actor(*t) && !source.contains(t)) {
            if !found.contains(&t) {
                found.push(t);
            }
        }
        found
    };
    let mut tokens: Vec<usize> = match sense.and_then(|s| s.target) {
        Some(role) => argument(scene, frame, role),
        None => acting(&mut frame.indirect.iter().chain(&frame.object).copied()),
    };
    if sense.and_then(|s| s.source).is_some() {
        tokens.extend(acting(&mut frame.subject.iter().copied()));
    }
    let brought = |wanted: &str| -> Vec<usize> {
        let all = frame.preps.iter().filter(|(p, _)| p == wanted).flat_map(|(_, t)| t).copied();
        all.filter(|t| actor::is_reached(scene, sense, wanted, *t)).collect()
    };
    for wanted in TOWARDS {
        if tokens.is_empty() {
            tokens = acting(&mut brought(wanted).into_iter());
        }
    }
    // "rejected Lisbon's demands", "lifted the ban on imports from Chile", "freed Peruvian prisoners".
    if tokens.is_empty() {
        let things = frame.object.iter().copied().chain(TOWARDS.into_iter().flat_map(brought));
        tokens = things
            .map(|t| acting(&mut within(scene, sense, t).into_iter()))
            .find(|t| !t.is_empty())
            .unwrap_or_default();
    }
    if tokens.is_empty() {
        tokens.extend(frame.object.iter().copied().filter(|t| !source.contains(t)));
    }
    // "fired at the monastery": a thing, when nobody is named.
    let timed = |t: usize| scene.times.iter().any(|time| time.tokens.has(t));
    if tokens.is_empty() {
        tokens = THINGS.into_iter().map(brought).find(|t| !t.is_empty()).unwrap_or_default();
        // "went on strike".
        let event =
            |t: usize| scene.grammar.is_event_noun(t) || LEXICON.is("no-party", &scene.grammar.lemma(t));
        tokens.retain(|t| !source.contains(t) && !timed(*t) && !event(*t));
    }
    tokens
}

/// The actors in a noun phrase: its owner, a country before the noun, whom its prepositions bring.
fn within(scene: &Scene, sense: Option<&Sense>, noun: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let judged = scene.is_judged(noun);
    for &child in scene.tree.children(noun) {
        let dep = &*scene.doc.tokens[child].dep;
        match dep {
            "prep" if judged && &*scene.grammar.lemma(child) != "by" => {}
            "poss" if scene.is_actor(child) => found.push(child),
            "amod" | "compound" | "nmod"
                if scene.mention(child).is_some() && scene.is_actor(child) && !scene.is_hyphened(child) =>
            {
                found.push(child)
            }
            "prep" => {
                let objects = scene.tree.children(child).iter().copied();
                let prep = scene.grammar.lemma(child);
                found.extend(objects.filter(|o| {
                    &*scene.doc.tokens[*o].dep == "pobj"
                        && scene.is_actor(*o)
                        && actor::is_reached(scene, sense, &prep, *o)
                }));
            }
            _ => {}
        }
    }
    found
}

/// What it is about: an object that is no actor, else the clause that completes the predicate.
fn about(scene: &Scene, frame: &Frame, target: &[usize]) -> Option<Span> {
    let thing = frame.object.iter().copied().find(|t| !target.contains(t) || !scene.is_actor(*t));
    let over = || {
        let prep =
            frame.preps.iter().find(|(p, _)| matches!(&**p, "about" | "on" | "over" | "for" | "of"))?;
        prep.1.iter().copied().find(|t| !target.contains(t))
    };
    let token = thing.or_else(|| frame.clause.map(|(_, verb)| verb)).or_else(over)?;
    Some(trimmed(scene, scene.tree.reach(token)))
}

/// A token span without punctuation at its ends.
fn trimmed(scene: &Scene, tokens: TokenSpan) -> Span {
    let quiet = |t: usize| matches!(scene.doc.tokens[t].pos, types::Pos::Punct | types::Pos::Space);
    let first = tokens.iter().find(|t| !quiet(*t)).unwrap_or(tokens.start);
    let last = tokens.iter().rev().find(|t| !quiet(*t)).unwrap_or(tokens.end - 1);
    scene.doc.span(TokenSpan::new(first.min(last), last + 1))
}

fn predicate(scene: &Scene, frame: &Frame) -> Span {
    let particle = scene
        .tree
        .children(frame.head)
        .iter()
        .copied()
        .filter(|c| &*scene.doc.tokens[*c].dep == "prt" && *c == frame.head + 1);
    let last = particle.max().unwrap_or(frame.head);
    scene.doc.span(TokenSpan::new(frame.head, last + 1))
}

/// The predicate with its arguments, inside its sentence.
fn span(scene: &Scene, frame: &Frame, core: &[usize], about: Option<Span>) -> Span {
    let sentence = scene.doc.sentences[scene.doc.sentence_of(frame.head)].tokens;
    let mut whole = predicate(scene, frame);
    let mut widen = |s: Span| whole = Span::new(whole.start.min(s.start), whole.end.max(s.end));
    if let Some(verb) = frame.light {
        widen(scene.doc.tokens[verb].span);
    }
    for &t in core.iter().filter(|t| sentence.has(**t)) {
        widen(scene.phrase(t));
    }
    if let Some(about) = about.filter(|a| scene.doc.span(sentence).contains(*a)) {
        widen(about);
    }
    whole
}

/// What has a later day than the report was published has not happened yet.
fn later(scene: &Scene, frame: &Frame, kind: EventType, status: EventStatus) -> EventStatus {
    if status != EventStatus::Actual
        || !matches!(
            kind,
            EventType::Consult
                | EventType::Mobilize
                | EventType::Cooperate
                | EventType::Protest
                | EventType::Agree
        )
    {
        return status;
    }
    let published = scene.report.published.map(|p| p.date);
    let past = &*scene.doc.tokens[frame.light.unwrap_or(frame.head)].tag == "VBD" || is_over(scene, frame);
    let time = slot::time(scene, frame, kind).and_then(|t| scene.times[t].days);
    match (published, time) {
        (Some(published), Some(days)) if !past && days.first > published => EventStatus::Planned,
        _ => status,
    }
}

/// "after a call on Sunday": what has been when the main clause is told.
fn is_over(scene: &Scene, frame: &Frame) -> bool {
    let up = scene.grammar.governor(frame.head).filter(|_| frame.noun);
    up.is_some_and(|up| matches!(&*scene.grammar.lemma(up), "after" | "following" | "since"))
}

fn reasons(
    scene: &Scene,
    frame: &Frame,
    sense: &Sense,
    status: EventStatus,
    shown: Option<usize>,
) -> Vec<String> {
    let word = |t: usize| scene.doc.word(&scene.report.text, t);
    let mut all = vec![format!("“{}” is {}", word(frame.head), sense.kind.name())];
    match shown {
        Some(by) if status != EventStatus::Actual => {
            all.push(format!("{} for “{}”", status.name(), word(by)))
        }
        None if status == EventStatus::Planned => all.push("planned: after the report's day".to_string()),
        _ => {}
    }
    all
}
