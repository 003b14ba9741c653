//! Which sense of its word a frame has.
//!
//! Of the senses whose conditions all hold the one that says most counts (`data/event_senses.tsv`). Then the outlook: what someone will do for others
//! is a promise and what they will not do a refusal, as in PLOVER's AGREE and REJECT ("will release", "will not lift"). A noun that tells a verb's sense
//! ("lift sanctions") is part of that event and none of its own.

use types::{EntityType, EventStatus, EventType, MentionKind, Pos};

use super::frame::{ClauseKind, Frame};
use super::lexicon::{Condition, Entry, LEXICON, Part, Role};
use super::scene::Scene;
use crate::coref::noun::NounKind;

/// Clauses inside clauses that are looked into.
const MAX_DEPTH: usize = 2;

/// Tokens of a sentence that are looked through for words that stand near.
const MAX_SENTENCE: usize = 80;

/// Types of what is done for others.
const GIVING: [EventType; 4] = [EventType::Yield, EventType::Retreat, EventType::Aid, EventType::Cooperate];
/// Types of what is done with others or for them.
const FRIENDLY: [EventType; 7] = [
    EventType::Yield,
    EventType::Retreat,
    EventType::Aid,
    EventType::Cooperate,
    EventType::Consult,
    EventType::Support,
    EventType::Agree,
];
/// Types of what is done to others.
const HOSTILE: [EventType; 5] =
    [EventType::Sanction, EventType::Coerce, EventType::Assault, EventType::Protest, EventType::Threaten];

/// What a frame says happens.
#[derive(Clone, Copy, Debug)]
pub struct Sense {
    /// PLOVER event type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// Who acts, when it is not the subject.
    pub source: Option<Role>,
    /// Towards whom, when it is not the first actor among object and prepositions.
    pub target: Option<Role>,
    /// The status that the sense itself has: a promise is made, whether or not it is kept.
    pub status: Option<EventStatus>,
}

/// The sense of a frame; `None` when its word has none that fits.
pub fn choose(scene: &Scene, frame: &Frame) -> Option<Sense> {
    if frame.noun {
        return if is_name_or_date(scene, frame.head) { None } else { noun(scene, frame) };
    }
    // "the detained crew", "a UN-brokered truce": a description, no news.
    if &*scene.doc.tokens[frame.head].dep == "amod" {
        return None;
    }
    let entry = verb(scene, frame, 0)?;
    Some(outlook(scene, frame, frame.head, sense(scene, frame, entry)?))
}

/// A noun's own sense, or that of the verb that carries it.
fn noun(scene: &Scene, frame: &Frame) -> Option<Sense> {
    let governor = frame.light.or_else(|| governor(scene, frame.head));
    let verb_frame = governor.map(|v| scene.grammar.verb(v));
    let telling = verb_frame.as_ref().and_then(|f| {
        let f = Frame { preps: [&f.preps[..], &frame.preps].concat(), ..f.clone() };
        let entry = verb(scene, &f, 0)?;
        let handles = entry.kind.is_some_and(|k| k != EventType::Incident || governor == frame.light);
        (handles && tells(scene, entry, frame.head)).then_some(entry)
    });
    match (telling, frame.light) {
        (Some(entry), Some(light)) => {
            let whole = Frame { clause: None, ..frame.clone() };
            return Some(outlook(scene, frame, light, sense(scene, &whole, entry)?));
        }
        (Some(_), None) => return None,
        _ => {}
    }
    let entry = LEXICON.noun(&frame.lemma).find(|e| all_hold(scene, frame, e, 0))?;
    let found = sense(scene, frame, entry)?;
    Some(frame.light.map_or(found, |light| outlook(scene, frame, light, found)))
}

/// Whether a noun is part of a name or a date ("the Peace Accord Council", "7 March") or of a word joined by a hyphen ("war-torn").
fn is_name_or_date(scene: &Scene, noun: usize) -> bool {
    let named = scene.mention(noun).is_some_and(|m| m.kind == MentionKind::Name)
        && scene.referent(noun).is_some_and(|r| r.kind.is_some_and(|k| k != EntityType::Event));
    let dated = scene.times.iter().any(|t| t.tokens.has(noun));
    named || dated || &*scene.doc.tokens[noun].dep == "npadvmod"
}

/// The verb that a noun is object or passive subject of.
fn governor(scene: &Scene, noun: usize) -> Option<usize> {
    let dep = &*scene.doc.tokens[noun].dep;
    let up = scene.grammar.governor(noun)?;
    match dep {
        "dobj" | "nsubjpass" if scene.doc.tokens[up].pos == Pos::Verb => Some(up),
        _ => None,
    }
}

/// Whether an entry holds because of this noun as its verb's object.
fn tells(scene: &Scene, entry: &Entry, noun: usize) -> bool {
    let objects = entry.conditions.iter().filter(|c| c.part == Part::Object && !c.not);
    objects.flat_map(|c| &c.fits).any(|(_, fit)| fits(scene, noun, fit))
}

/// The sense of a verb or predicate adjective.
fn verb(scene: &Scene, frame: &Frame, depth: usize) -> Option<&'static Entry> {
    let holds = |e: &&Entry| all_hold(scene, frame, e, depth);
    if scene.doc.tokens[frame.head].pos == Pos::Adj {
        return LEXICON.adjective(&frame.lemma).find(holds);
    }
    // The model's dictionary forms lose an "e" now and then ("fin" for "fined").
    let own = || LEXICON.verb(&frame.lemma).find(holds);
    let longer = || {
        let with_e = format!("{}e", frame.lemma);
        (!LEXICON.has_verb(&frame.lemma)).then(|| LEXICON.verb(&with_e).find(holds)).flatten()
    };
    own().or_else(longer).or_else(|| {
        // A particle that changes nothing ("freed up" is not "freed", but "handed back" is "handed"): only for verbs that the file lists so.
        let base = frame.lemma.split('_').next().unwrap_or_default();
        (base != frame.lemma && LEXICON.is("any-particle", base))
            .then(|| LEXICON.verb(base).find(holds))
            .flatten()
    })
}

fn sense(scene: &Scene, frame: &Frame, entry: &Entry) -> Option<Sense> {
    let brings = |wanted: &str| {
        let brought = frame.preps.iter().filter(|(p, _)| p == wanted).flat_map(|(_, tokens)| tokens);
        brought.copied().any(|t| scene.is_actor(t))
    };
    let there = |role: &&Role| match role {
        Role::Subject => !frame.subject.is_empty(),
        Role::Object => !frame.object.is_empty(),
        Role::Prep(wanted) => brings(wanted),
        Role::Clause => frame.clause.is_some(),
        Role::Speaker => true,
    };
    let source = entry.source.iter().find(there).copied().filter(|r| *r != Role::Subject);
    // The usual rules look at the object first, and inside it.
    let target = entry.target.iter().find(there).copied().filter(|r| *r != Role::Object);
    // The "not" of "did not respond" is the event.
    let is_denial = entry.conditions.iter().any(|c| c.part == Part::Negation && !c.not);
    let status = is_denial.then_some(EventStatus::Actual);
    Some(Sense { kind: entry.kind?, mode: entry.mode, source, target, status })
}

/// What the verb's own "will" and "not" make of a sense.
fn outlook(scene: &Scene, frame: &Frame, verb: usize, sense: Sense) -> Sense {
    if frame.subject.is_empty() || scene.grammar.is_passive(verb) || !says_will(scene, verb) {
        return sense;
    }
    if negated(scene, verb) {
        return if FRIENDLY.contains(&sense.kind) {
            let status = Some(EventStatus::Actual);
            Sense { kind: EventType::Reject, mode: Some("refuse"), status, ..sense }
        } else {
            sense
        };
    }
    if GIVING.contains(&sense.kind) {
        return Sense { kind: EventType::Agree, ..sense };
    }
    if HOSTILE.contains(&sense.kind) && speaks_of_itself(scene, frame, verb) {
        return Sense { kind: EventType::Threaten, status: Some(EventStatus::Actual), ..sense };
    }
    sense
}

fn children<'s>(scene: &'s Scene, token: usize) -> impl Iterator<Item = usize> + 's {
    scene.tree.children(token).iter().copied()
}

fn says_will(scene: &Scene, verb: usize) -> bool {
    children(scene, verb).any(|c| {
        let word = scene.doc.word(&scene.report.text, c).to_lowercase();
        &*scene.doc.tokens[c].tag == "MD"
            && matches!(&*word, "will" | "would" | "wo" | "'ll" | "’ll" | "shall" | "'d" | "’d")
    })
}

fn says_must(scene: &Scene, verb: usize) -> bool {
    children(scene, verb).any(|c| {
        let lemma = scene.grammar.lemma(c);
        &*scene.doc.tokens[c].tag == "MD" && matches!(&*lemma, "must" | "should" | "ought")
    }) || (matches!(&*scene.grammar.lemma(verb), "need" | "have")
        && children(scene, verb).any(|c| infinitive(scene, c)))
}

fn infinitive(scene: &Scene, verb: usize) -> bool {
    &*scene.doc.tokens[verb].dep == "xcomp"
        && children(scene, verb).any(|c| &*scene.doc.tokens[c].tag == "TO")
}

fn negated(scene: &Scene, verb: usize) -> bool {
    children(scene, verb).any(|c| &*scene.doc.tokens[c].dep == "neg" || &*scene.grammar.lemma(c) == "never")
}

/// "did not return", "has no plans".
fn denied(scene: &Scene, frame: &Frame) -> bool {
    let none = |o: &usize| children(scene, *o).any(|c| &*scene.grammar.lemma(c) == "no");
    negated(scene, frame.head) || frame.object.iter().any(none)
}

/// Whether a word of the classes stands in the sentence or one of the two before it.
fn near(scene: &Scene, token: usize, condition: &Condition) -> bool {
    let sentence = scene.doc.sentence_of(token);
    let sentences = &scene.doc.sentences[sentence.saturating_sub(2)..=sentence];
    let mut tokens = sentences.iter().flat_map(|s| s.tokens.iter().take(MAX_SENTENCE));
    tokens.any(|t| {
        let lemma = scene.grammar.lemma(t);
        condition.fits.iter().any(|(_, class)| LEXICON.is(class, &lemma))
    })
}

/// Whether the subject is a pronoun of a clause that someone says: "said it would boycott the vote".
fn speaks_of_itself(scene: &Scene, frame: &Frame, verb: usize) -> bool {
    let pronoun = frame.subject.iter().all(|s| scene.doc.tokens[*s].pos == Pos::Pron);
    let said = &*scene.doc.tokens[verb].dep == "ccomp";
    pronoun && said
}

fn all_hold(scene: &Scene, frame: &Frame, entry: &Entry, depth: usize) -> bool {
    entry.conditions.iter().all(|c| holds(scene, frame, c, depth) != c.not)
}

fn holds(scene: &Scene, frame: &Frame, condition: &Condition, depth: usize) -> bool {
    let any = |tokens: &[usize]| {
        !tokens.is_empty()
            && (condition.fits.is_empty()
                || tokens.iter().any(|t| condition.fits.iter().any(|(_, f)| fits(scene, *t, f))))
    };
    match condition.part {
        Part::Subject => any(&frame.subject),
        Part::Object => any(&frame.object) || (!condition.fits.is_empty() && any(&frame.indirect)),
        Part::Indirect => any(&frame.indirect),
        Part::Modifier => any(&frame.modifiers),
        Part::ObjectModifier => frame
            .object
            .iter()
            .any(|o| any(&scene.modifiers(*o)) || measured(scene, *o).any(|t| any(&scene.modifiers(t)))),
        Part::Governor => {
            let up = frame.light.or_else(|| scene.grammar.governor(frame.head));
            any(&up.into_iter().collect::<Vec<_>>())
        }
        Part::Negation => denied(scene, frame),
        Part::Near => near(scene, frame.head, condition),
        Part::Prep => condition.fits.iter().any(|(prep, fit)| {
            let brought = frame.preps.iter().filter(|(p, _)| p == prep).flat_map(|(_, tokens)| tokens);
            let mut brought = brought.peekable();
            brought.peek().is_some() && (fit.is_empty() || brought.any(|t| fits(scene, *t, fit)))
        }),
        Part::Clause => clause_holds(scene, frame, condition, depth),
    }
}

fn clause_holds(scene: &Scene, frame: &Frame, condition: &Condition, depth: usize) -> bool {
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

/// Whether what a token heads is of a class or kind, or has this lemma.
fn fits(scene: &Scene, token: usize, wanted: &str) -> bool {
    if wanted.len() > 1 && wanted.bytes().all(|b| b.is_ascii_uppercase()) {
        return of_class(scene, token, wanted) || measured(scene, token).any(|t| of_class(scene, t, wanted));
    }
    let of_kind = |t: usize| kind(scene, t, wanted);
    match of_kind(token) {
        Some(found) => found || measured(scene, token).any(|t| of_kind(t) == Some(true)),
        None => {
            let is = |t: usize| words(scene, t).any(|w| w.replace(' ', "_") == wanted);
            is(token) || measured(scene, token).any(is)
        }
    }
}

/// Whether a token is of a kind; `None` when the word names no kind.
fn kind(scene: &Scene, token: usize, wanted: &str) -> Option<bool> {
    let found = match wanted {
        "person" => {
            scene.is(token, EntityType::Person, NounKind::Person)
                || scene.is(token, EntityType::Norp, NounKind::Group)
                || of_class(scene, token, "PERSON")
        }
        "country" => scene.is(token, EntityType::Gpe, NounKind::Gpe),
        "org" => scene.is(token, EntityType::Org, NounKind::Org) || of_class(scene, token, "ORG"),
        "place" => {
            scene.is(token, EntityType::Gpe, NounKind::Gpe)
                || scene.is(token, EntityType::Loc, NounKind::Place)
                || scene.is(token, EntityType::Fac, NounKind::Place)
        }
        "party" => scene.is_actor(token) || of_class(scene, token, "PERSON") || of_class(scene, token, "ORG"),
        "event" => LEXICON.has_noun(&scene.grammar.lemma(token)),
        _ => return None,
    };
    Some(found)
}

fn of_class(scene: &Scene, token: usize, class: &str) -> bool {
    words(scene, token).any(|w| LEXICON.is(class, &w))
}

/// A token's dictionary form, its words as printed in small letters, and both behind each word before it ("air strike", "peace talk").
fn words<'s>(scene: &'s Scene, token: usize) -> impl Iterator<Item = String> + 's {
    let lemma = scene.grammar.lemma(token);
    let printed = scene.doc.word(&scene.report.text, token).to_lowercase();
    let pairs = scene.modifiers(token).into_iter().map({
        let lemma = lemma.clone();
        move |m| format!("{} {lemma}", scene.grammar.lemma(m))
    });
    [lemma, printed].into_iter().chain(pairs)
}

/// What a word of quantity counts: "dozens of prisoners", "a group of women", "one of the ships".
fn measured<'s>(scene: &'s Scene, token: usize) -> impl Iterator<Item = usize> + 's {
    let counts = scene.doc.tokens[token].pos == Pos::Num || {
        let lemma = scene.grammar.lemma(token);
        LEXICON.is("QUANTITY", &lemma) || LEXICON.is("measure", &lemma)
    };
    let of = children(scene, token).filter(move |c| counts && &*scene.grammar.lemma(*c) == "of");
    of.flat_map(|p| children(scene, p)).filter(|c| &*scene.doc.tokens[*c].dep == "pobj")
}
