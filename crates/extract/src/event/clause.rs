//! What the clause that completes a predicate says: "said that they …", "has evidence of … being used".
//!
//! Frame and a condition on its clause → whether it holds. Besides form and word of the clause: of which types its event is, whether it blames another
//! than who says it, whether it says of others that they do too little.

use types::{Actor, EntityType, EventType, MentionKind, Party, Pos};

use super::frame::{ClauseKind, Frame};
use super::lexicon::{Condition, LEXICON};
use super::scene::Scene;
use super::sense::{FRIENDLY, HOSTILE, children, denied, negated, says_must, says_will, verb};
use super::slot;

/// Clauses inside clauses that are looked into.
const MAX_DEPTH: usize = 2;

/// Steps over "and" and infinitives to the verb that says a clause.
const MAX_CLIMB: usize = 4;

/// Whether a condition on the completing clause holds.
pub fn holds(scene: &Scene, frame: &Frame, condition: &Condition, depth: usize) -> bool {
    if condition.fits.is_empty() {
        return frame.clause.is_some();
    }
    condition.fits.iter().any(|(form, fit)| {
        let form = if form.is_empty() { fit } else { form };
        let inner = match (frame.clause, *form) {
            (Some((ClauseKind::Infinitive, verb)), "inf")
            | (Some((ClauseKind::Gerund, verb)), "ger")
            | (Some((ClauseKind::That, verb)), "that") => verb,
            (Some((ClauseKind::That, verb)), "must") => return says_must(scene, verb),
            (Some((ClauseKind::That, verb)), "wont") => {
                return says_will(scene, verb) && negated(scene, verb);
            }
            (Some((ClauseKind::That, verb)), "not") => return denied(scene, &scene.grammar.verb(verb)),
            (_, "inf" | "ger" | "that" | "must" | "wont" | "not") => return false,
            (_, word) => return predicative(scene, frame.head, word),
        };
        match *fit {
            "inf" | "ger" | "that" => true,
            "cooperation" => leads_to(scene, inner, &FRIENDLY, depth),
            "conflict" => leads_to(scene, inner, &HOSTILE, depth),
            "assault" => {
                is_blamed(scene, frame, inner) && leads_to(scene, inner, &[EventType::Assault], depth)
            }
            "rival" => {
                are_rivals(scene, frame, inner) && leads_to(scene, inner, &[EventType::Assault], depth)
            }
            // "said it was the army that attacked".
            "cleft" => {
                &*scene.doc.tokens[inner].dep == "relcl"
                    && is_blamed(scene, frame, inner)
                    && leads_to(scene, inner, &[EventType::Assault], depth)
            }
            "attack" => leads_to(scene, inner, &[EventType::Assault], depth),
            "death" => dies(scene, inner, depth),
            "lacking" => lacks(scene, inner),
            word => scene.grammar.lemma(inner) == word,
        }
    })
}

/// Whether a clause's predicate is of one of these types.
fn leads_to(scene: &Scene, inner: usize, kinds: &[EventType], depth: usize) -> bool {
    if depth >= MAX_DEPTH {
        return false;
    }
    let frame = scene.grammar.verb(inner);
    let own = verb(scene, &frame, depth + 1).and_then(|e| e.kind);
    let by_object = || {
        let nouns = frame.object.iter().flat_map(|o| LEXICON.noun(&scene.grammar.lemma(*o)));
        nouns.filter(|e| e.conditions.is_empty()).find_map(|e| e.kind)
    };
    own.or_else(by_object).is_some_and(|k| kinds.contains(&k))
}

/// Whether a verb has this word as what it makes of its object: "found guilty", "set free"; `name` for any noun so ("called him a liar").
fn predicative(scene: &Scene, verb: usize, word: &str) -> bool {
    children(scene, verb).any(|c| {
        let token = &scene.doc.tokens[c];
        match (&*token.dep, word) {
            ("oprd", "name") => true,
            ("ccomp", "name") => matches!(token.pos, Pos::Noun | Pos::Adj | Pos::Propn),
            ("oprd" | "ccomp" | "xcomp" | "acomp" | "attr" | "advmod" | "prt" | "amod", _) => {
                scene.grammar.lemma(c) == word
            }
            _ => false,
        }
    })
}

/// Who says the clause that a predicate stands in, by grammar or as the speaker of the quote.
pub fn speakers(scene: &Scene, head: usize) -> Vec<usize> {
    let adjective = scene.doc.tokens[head].pos == Pos::Adj;
    let mut verb = scene.grammar.governor(head).filter(|_| adjective).unwrap_or(head);
    for _ in 0..MAX_CLIMB {
        let Some(over) = scene.grammar.governor(verb) else { break };
        match &*scene.doc.tokens[verb].dep {
            "ccomp" => return scene.grammar.subjects(over, 0),
            // "repeated its view that the claims were false".
            "acl" => return scene.grammar.owner(over, 0),
            "conj" | "xcomp" => verb = over,
            _ => break,
        }
    }
    slot::quote(scene, head).and_then(|q| scene.head_of(q.speaker_mention?)).into_iter().collect()
}

/// Whether someone says the clause who is not its subject.
pub fn is_said_of_another(scene: &Scene, frame: &Frame) -> bool {
    let speakers = speakers(scene, frame.head);
    let speakers = parties(scene, &speakers);
    let own = parties(scene, &frame.subject);
    !speakers.is_empty() && speakers.iter().all(|s| !own.contains(s))
}

/// Whether the clause's event is done by others than whom the frame is about.
fn is_blamed(scene: &Scene, frame: &Frame, inner: usize) -> bool {
    let own = parties(scene, &frame.subject);
    let done = scene.grammar.verb(inner).subject;
    let done: Vec<usize> = done.into_iter().filter(|t| scene.is_actor(*t)).collect();
    let doers = parties(scene, &done);
    !own.is_empty() && !doers.is_empty() && doers.iter().all(|d| !own.contains(d))
}

fn parties(scene: &Scene, tokens: &[usize]) -> Vec<Party> {
    tokens.iter().flat_map(|t| scene.actors(*t)).map(|a| a.party).collect()
}

/// Whether speaker and doer are of two countries, or a state and who fights it: a charge, where police only report.
fn are_rivals(scene: &Scene, frame: &Frame, inner: usize) -> bool {
    // A role alone (police, rebels) is no country.
    let country = |actor: Actor| {
        let code = actor.code.filter(|c| c.len() >= 6 || scene.is_state(&actor.party))?;
        code.get(..3).map(str::to_owned)
    };
    let countries = |tokens: &[usize]| -> Vec<String> {
        tokens.iter().flat_map(|t| scene.actors(*t)).filter_map(country).collect()
    };
    let own = countries(&frame.subject);
    let doers = countries(&scene.grammar.verb(inner).subject);
    !own.is_empty() && !doers.is_empty() && doers.iter().all(|d| !own.contains(d))
}

/// Whether a clause tells of the death of named people: "that the Okoro family died", "that her cousin Sipho was among the dead".
fn dies(scene: &Scene, inner: usize, depth: usize) -> bool {
    let frame = scene.grammar.verb(inner);
    let dead = verb(scene, &frame, depth + 1);
    let dead = dead.is_some_and(|e| e.kind == Some(EventType::Incident) && e.mode == Some("kill"));
    let mut concerned = frame.subject.iter().chain(&frame.object);
    dead && concerned.any(|t| is_named_person(scene, *t))
}

/// A person or family with a name, or a relative that a name explains.
fn is_named_person(scene: &Scene, token: usize) -> bool {
    let family = || {
        matches!(&*scene.grammar.lemma(token), "family" | "couple" | "brother" | "sister")
            && scene.modifiers(token).into_iter().any(|m| scene.doc.tokens[m].pos == Pos::Propn)
    };
    let person = |t: usize| {
        let named = scene.mention(t).is_some_and(|m| m.kind == MentionKind::Name);
        named && scene.referent(t).is_some_and(|r| r.kind == Some(EntityType::Person))
    };
    let explained = || children(scene, token).any(|c| &*scene.doc.tokens[c].dep == "appos" && person(c));
    person(token) || family() || explained()
}

/// Whether a clause says that something is too little: "fall far short", "do not go far enough", "are not enough".
fn lacks(scene: &Scene, inner: usize) -> bool {
    let below = |word: &str| {
        children(scene, inner)
            .chain(children(scene, inner).flat_map(|c| children(scene, c)))
            .any(|c| &*scene.grammar.lemma(c) == word)
    };
    match &*scene.grammar.lemma(inner) {
        "fall" => below("short"),
        "go" | "be" | "do" => {
            negated(scene, inner) && (below("enough") || below("sufficient") || below("acceptable"))
        }
        _ => false,
    }
}
