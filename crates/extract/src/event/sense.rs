//! Which sense of its word a frame has.
//!
//! Of the senses whose conditions all hold the one that says most counts (`data/event_senses.tsv`). Then the outlook: what someone will do for others
//! is a promise and what they will not do a refusal, as in PLOVER's AGREE and REJECT ("will release", "will not lift"). A noun that tells a verb's sense
//! ("lift sanctions") is part of that event and none of its own.

use types::{EntityType, EventStatus, EventType, MentionKind, Pos};

use super::clause;
use super::frame::Frame;
use super::lexicon::{Condition, Entry, LEXICON, Part, Role};
use super::scene::Scene;
use crate::coref::noun::NounKind;

/// Tokens of a sentence that are looked through for words that stand near.
const MAX_SENTENCE: usize = 80;

/// Types of what is done for others.
const GIVING: [EventType; 4] = [EventType::Yield, EventType::Retreat, EventType::Aid, EventType::Cooperate];
/// Types of what is done with others or for them.
pub(super) const FRIENDLY: [EventType; 7] = [
    EventType::Yield,
    EventType::Retreat,
    EventType::Aid,
    EventType::Cooperate,
    EventType::Consult,
    EventType::Support,
    EventType::Agree,
];
/// Types of what is done to others.
pub(super) const HOSTILE: [EventType; 5] =
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
    if &*scene.doc.tokens[frame.head].dep == "amod" && scene.grammar.is_passive(frame.head) {
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
pub(super) fn verb(scene: &Scene, frame: &Frame, depth: usize) -> Option<&'static Entry> {
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
    // "completed the withdrawal of its troops": whoever does the verb does the noun.
    let doer = frame.light.is_some() && frame.subject.iter().any(|s| scene.is_actor(*s));
    // "the rebel shelling of the town": what "of" brings is not who does it.
    let named = |t: &usize| frame.modifiers.contains(t) || &*scene.doc.tokens[*t].dep == "poss";
    let other =
        source == Some(Role::Prep("of")) && frame.subject.iter().any(|s| named(s) && scene.is_actor(*s));
    let source = source.filter(|_| !doer && !other);
    // The usual rules look at the object first, and inside it.
    let target = entry.target.iter().find(there).copied().filter(|r| *r != Role::Object);
    // The "not" of "did not respond" is the event, as the "would" of "would face consequences" is.
    let is_denial = entry.conditions.iter().any(|c| matches!(c.part, Part::Negation | Part::Will) && !c.not);
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

pub(super) fn children<'s>(scene: &'s Scene, token: usize) -> impl Iterator<Item = usize> + 's {
    scene.tree.children(token).iter().copied()
}

pub(super) fn says_will(scene: &Scene, verb: usize) -> bool {
    children(scene, verb).any(|c| {
        let word = scene.doc.word(&scene.report.text, c).to_lowercase();
        &*scene.doc.tokens[c].tag == "MD"
            && matches!(&*word, "will" | "would" | "wo" | "'ll" | "’ll" | "shall" | "'d" | "’d")
    })
}

pub(super) fn says_must(scene: &Scene, verb: usize) -> bool {
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

pub(super) fn negated(scene: &Scene, verb: usize) -> bool {
    children(scene, verb).any(|c| &*scene.doc.tokens[c].dep == "neg" || &*scene.grammar.lemma(c) == "never")
}

/// "did not return", "has no plans".
pub(super) fn denied(scene: &Scene, frame: &Frame) -> bool {
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
            brought.peek().is_some()
                && (fit.is_empty()
                    || brought.any(|t| match *fit {
                        "abroad" => is_abroad(scene, frame, *t),
                        fit => fits(scene, *t, fit),
                    }))
        }),
        Part::Clause => clause::holds(scene, frame, condition, depth),
        Part::Speaker => clause::is_said_of_another(scene, frame),
        Part::Will => says_will(scene, frame.light.unwrap_or(frame.head)),
    }
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
pub(super) fn kind(scene: &Scene, token: usize, wanted: &str) -> Option<bool> {
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
        "nation" => scene.is_nation(token),
        "region" => scene.is(token, EntityType::Loc, NounKind::Place) && !of_class(scene, token, "BUILDING"),
        "official" => is_official(scene, token),
        "event" => LEXICON.has_noun(&scene.grammar.lemma(token)),
        _ => return None,
    };
    Some(found)
}

/// Whether a person holds an office of state, by title, role or the noun itself.
fn is_official(scene: &Scene, token: usize) -> bool {
    let office = |role: &str| role.to_lowercase().split_whitespace().any(|w| LEXICON.is("STATESMAN", w));
    match scene.referent(token) {
        Some(r) if r.kind == Some(EntityType::Person) => {
            r.roles.iter().any(|role| office(role)) || r.description.as_deref().is_some_and(office)
        }
        Some(r) if r.name.is_some() => false,
        _ => LEXICON.is("STATESMAN", &scene.grammar.lemma(token)),
    }
}

/// Whether a place is in another country than the one that the subject is of; when that is not known, than the one that the report is about.
fn is_abroad(scene: &Scene, frame: &Frame, place: usize) -> bool {
    let there = scene.referent(place).filter(|r| r.name.is_some() && r.kind == Some(EntityType::Gpe));
    let Some(there) = there.and_then(|r| r.country.as_deref()) else { return false };
    let own = frame.subject.iter().find_map(|s| scene.referent(*s)?.country.as_deref());
    own.or_else(|| scene.home_country()).is_none_or(|home| home != there)
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
    // "$200m": money.
    let signed = |t: usize| {
        let number = scene.doc.tokens[t].pos == Pos::Num;
        children(scene, t).find(|c| number && scene.doc.tokens[*c].pos == Pos::Sym)
    };
    let short = lemma.len() <= 2;
    let counted = || children(scene, token).filter(|_| short).find_map(signed);
    let sign = signed(token).or_else(counted).map(|c| scene.grammar.lemma(c));
    [lemma, printed].into_iter().chain(pairs).chain(sign)
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
