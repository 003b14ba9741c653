//! Whether an event is said to have happened.
//!
//! A predicate's own negation and modal verb decide; else the words it hangs on, from the nearest up: "plans to", "denied that", "accused of", "the
//! proposed", "ahead of". After FactBank's factuality (Saurí and Pustejovsky 2009), with the plans and demands of others apart. Data: classes
//! `status-…` of `data/event_words.tsv`.

use types::{EventStatus, EventType, Pos};

use super::frame::Frame;
use super::lexicon::LEXICON;
use super::scene::Scene;

/// Steps up the tree that can say something of an event.
const MAX_STEPS: usize = 4;

/// Prepositions through which a word says something of what follows: "plans for talks", "accused of".
const COMPLEMENT_PREPS: [&str; 8] = ["for", "of", "to", "on", "against", "about", "from", "over"];

const CLASSES: [(&str, EventStatus); 4] = [
    ("status-planned", EventStatus::Planned),
    ("status-possible", EventStatus::Possible),
    ("status-demanded", EventStatus::Demanded),
    ("status-denied", EventStatus::Denied),
];

/// The status of a frame's event, and the words that show it when it is not simply told as a fact.
pub fn of(scene: &Scene, frame: &Frame, kind: EventType) -> (EventStatus, Option<usize>) {
    let carried = |verb: usize| {
        own(scene, verb)
            .or_else(|| governed(scene, verb, "dobj").filter(|f| !done_by_telling(scene, kind, verb, f.0)))
    };
    if let Some(found) = frame.light.and_then(carried) {
        return found;
    }
    if let Some(found) = own(scene, frame.head) {
        return found;
    }
    // "is planning an attack": the verb itself says that it is to come.
    let hostile =
        matches!(kind, EventType::Assault | EventType::Coerce | EventType::Mobilize | EventType::Protest);
    if !frame.noun && hostile && LEXICON.is("planning", &frame.lemma) {
        return (EventStatus::Planned, Some(frame.head));
    }
    // "was headed to Oslo for talks": on the way there, nothing has been done.
    if !frame.noun && LEXICON.is("on-the-way", &frame.lemma) {
        return (EventStatus::Planned, Some(frame.head));
    }
    let mut at = frame.light.unwrap_or(frame.head);
    if frame.noun
        && let Some(found) = modified(scene, frame.head)
    {
        return found;
    }
    let mut implied = false;
    for _ in 0..MAX_STEPS {
        let dep = &*scene.doc.tokens[at].dep;
        let Some(up) = scene.grammar.governor(at) else { break };
        // "plans to reinforce the troops sent there": the participle describes what has been done to the noun.
        let bare = !scene.tree.children(at).iter().any(|c| scene.doc.tokens[*c].dep.starts_with("aux"));
        if dep == "acl" && &*scene.doc.tokens[at].tag == "VBN" && bare && !frame.noun {
            break;
        }
        match dep {
            "xcomp" | "ccomp" | "acl" | "dobj" | "nsubjpass" | "pobj" | "pcomp" | "prep" | "conj"
            | "attr" | "oprd" | "acomp" => {}
            "relcl" | "advcl" => {
                // "went on strike to demand more pay": it is demanded by that.
                let purpose = dep == "advcl" && infinitive(scene, at) && kind != EventType::Request;
                return if purpose { (EventStatus::Planned, Some(at)) } else { conditional(scene, at) };
            }
            _ => break,
        }
        if dep == "prep"
            && &*scene.grammar.lemma(at) == "for"
            && LEXICON.is("on-the-way", &scene.grammar.lemma(up))
        {
            return (EventStatus::Planned, Some(up));
        }
        // "Under the ceasefire they agreed to …": an adjunct is not what the verb speaks of.
        if dep == "prep" && (at < up || !completes(scene, at, up)) && scene.doc.tokens[up].pos == Pos::Verb {
            break;
        }
        // "led them to leave", "began firing": it happens when the first does.
        if matches!(dep, "xcomp" | "ccomp")
            && LEXICON.is("implicative", &scene.grammar.lemma(up))
            && own(scene, up).is_none()
        {
            implied = true;
            at = up;
            continue;
        }
        // What is joined shares the status, unless it is a clause with a verb of its own tense.
        if dep == "conj" && !frame.noun && finite(scene, at) {
            break;
        }
        if dep != "conj"
            && let Some(found) = governed(scene, up, dep)
        {
            let noun = frame.noun && matches!(dep, "dobj" | "nsubjpass" | "pobj");
            // "called the charges absurd" asks for none.
            let named = dep == "dobj" && &*scene.grammar.lemma(up) == "call";
            if noun && (presupposed(scene, frame, found.0) || named && is_speech(scene, frame)) {
                return (EventStatus::Actual, None);
            }
            // "announced that he had died".
            let past = dep == "ccomp" && found.0 == EventStatus::Planned && is_past(scene, at);
            if !(past || noun && done_by_telling(scene, kind, up, found.0)) {
                return denied_above(scene, up).unwrap_or(found);
            }
        }
        if dep == "conj"
            && let Some(found) = own(scene, up)
        {
            return found;
        }
        // "the cause of the crash is not known": that denies no crash.
        let other = frame.noun && Some(at) != frame.light && at != frame.head;
        let apart = other && matches!(dep, "nsubjpass" | "dobj" | "attr");
        at = up;
        if scene.doc.tokens[at].pos == Pos::Verb
            && !apart
            && let Some((status, by)) = own(scene, at)
            && status != EventStatus::Planned
            && dep != "ccomp"
            && !(frame.noun && presupposed(scene, frame, status))
        {
            return (status, by.or(Some(at)));
        }
    }
    let bare =
        infinitive(scene, frame.head) && !matches!(&*scene.doc.tokens[frame.head].dep, "ccomp") && !implied;
    if bare { (EventStatus::Planned, None) } else { conditional(scene, at) }
}

/// "denies that it plans to invade": what is planned is denied.
fn denied_above(scene: &Scene, verb: usize) -> Option<(EventStatus, Option<usize>)> {
    let dep = &*scene.doc.tokens[verb].dep;
    let up = scene.grammar.governor(verb).filter(|_| matches!(dep, "ccomp" | "xcomp"))?;
    governed(scene, up, dep).filter(|(status, _)| *status == EventStatus::Denied)
}

/// Whether a demand, offer or claim was made for all that is said of it: "rejected the demands", "did not respond to the request".
fn presupposed(scene: &Scene, frame: &Frame, status: EventStatus) -> bool {
    status == EventStatus::Denied && is_speech(scene, frame)
}

/// Whether a verb stands in the past or the perfect.
fn is_past(scene: &Scene, verb: usize) -> bool {
    let had = |c: &usize| {
        &*scene.doc.tokens[*c].tag == "VBD"
            || &*scene.grammar.lemma(*c) == "have" && &*scene.doc.tokens[*c].dep == "aux"
    };
    let modal = |c: &usize| &*scene.doc.tokens[*c].tag == "MD";
    let children = scene.tree.children(verb);
    !children.iter().any(modal) && (&*scene.doc.tokens[verb].tag == "VBD" || children.iter().any(had))
}

fn is_speech(scene: &Scene, frame: &Frame) -> bool {
    LEXICON.is("speech-noun", &scene.grammar.lemma(frame.head))
}

/// Whether a thing has happened by being told or agreed: "announced the death", "agreed a deal".
fn done_by_telling(scene: &Scene, kind: EventType, verb: usize, status: EventStatus) -> bool {
    status == EventStatus::Planned
        && matches!(&*scene.grammar.lemma(verb), "announce" | "agree")
        && LEXICON.is("told-done", kind.name())
}

fn conditional(scene: &Scene, token: usize) -> (EventStatus, Option<usize>) {
    let mark = scene.tree.children(token).iter().copied().find(|c| {
        &*scene.doc.tokens[*c].dep == "mark"
            && matches!(&*scene.grammar.lemma(*c), "if" | "unless" | "whether" | "lest")
    });
    match mark {
        Some(mark) => (EventStatus::Possible, Some(mark)),
        None => (EventStatus::Actual, None),
    }
}

/// Whether a preposition brings what its verb speaks of; "with" does for "threaten with", "charge with".
fn completes(scene: &Scene, prep: usize, verb: usize) -> bool {
    let lemma = scene.grammar.lemma(prep);
    COMPLEMENT_PREPS.contains(&&*lemma)
        || (lemma == "with" && matches!(&*scene.grammar.lemma(verb), "threaten" | "charge" | "accuse"))
}

fn infinitive(scene: &Scene, verb: usize) -> bool {
    scene.tree.children(verb).iter().any(|c| &*scene.doc.tokens[*c].tag == "TO")
}

fn finite(scene: &Scene, verb: usize) -> bool {
    matches!(&*scene.doc.tokens[verb].tag, "VBD" | "VBZ" | "VBP")
        || scene
            .tree
            .children(verb)
            .iter()
            .any(|c| matches!(&*scene.doc.tokens[*c].tag, "VBD" | "VBZ" | "VBP" | "MD"))
}

/// What a word's own negation and modal verb say; `None` when it has neither.
fn own(scene: &Scene, token: usize) -> Option<(EventStatus, Option<usize>)> {
    let children = scene.tree.children(token).iter().copied();
    let mut modal = None;
    let mut perfect = false;
    for child in children {
        let t = &scene.doc.tokens[child];
        let lemma = t.lemma.to_lowercase();
        if &*t.dep == "neg"
            || (matches!(&*t.dep, "det" | "advmod" | "preconj")
                && matches!(&*lemma, "no" | "never" | "neither" | "hardly"))
        {
            return Some((EventStatus::Denied, Some(child)));
        }
        if &*t.tag == "MD" {
            modal = Some(child);
        }
        perfect |= lemma == "have" && &*t.dep == "aux";
    }
    let modal = modal?;
    // "should it invade": a condition.
    let subject = scene.tree.children(token).iter().copied().find(|c| &*scene.doc.tokens[*c].dep == "nsubj");
    let should = scene.grammar.lemma(modal) == "should";
    if should && &*scene.doc.tokens[token].dep != "ROOT" && subject.is_some_and(|s| modal < s) {
        return Some((EventStatus::Possible, Some(modal)));
    }
    let word = scene.doc.word(&scene.report.text, modal).to_lowercase();
    let status = match &*word {
        "will" | "shall" | "'ll" | "’ll" | "wo" | "would" | "'d" | "’d" if !perfect => {
            EventStatus::Planned
        }
        "must" | "should" | "ought" if !perfect => EventStatus::Demanded,
        _ => EventStatus::Possible,
    };
    Some((status, Some(modal)))
}

/// What the words before a noun say: "the planned drills", "an alleged attack".
fn modified(scene: &Scene, noun: usize) -> Option<(EventStatus, Option<usize>)> {
    // A noun before a noun says what kind it is ("press conference").
    let adjectives = scene.modifiers(noun).into_iter().filter(|m| scene.doc.tokens[*m].pos != Pos::Noun);
    adjectives.into_iter().find_map(|m| {
        let word = scene.doc.word(&scene.report.text, m).to_lowercase();
        let lemma = scene.grammar.lemma(m);
        let class = CLASSES.iter().find(|(c, _)| LEXICON.is(c, &word) || LEXICON.is(c, &lemma));
        class.map(|(_, status)| (*status, Some(m)))
    })
}

/// What a governing word says of what hangs on it.
fn governed(scene: &Scene, up: usize, dep: &str) -> Option<(EventStatus, Option<usize>)> {
    let lemma = scene.grammar.lemma(up);
    let class = |name: &str| LEXICON.is(name, &lemma);
    if dep == "xcomp" && class("status-actual") {
        return Some(own(scene, up).unwrap_or((EventStatus::Actual, None)));
    }
    // "ahead of a meeting".
    let ahead = scene.grammar.governor(up).filter(|a| lemma == "of" && scene.grammar.lemma(*a) == "ahead");
    if ahead.is_some() {
        return Some((EventStatus::Planned, ahead));
    }
    if scene.doc.tokens[up].pos == Pos::Adp {
        return LEXICON.is("status-planned-after", &lemma).then_some((EventStatus::Planned, Some(up)));
    }
    if dep == "acl" && scene.doc.tokens[up].pos == Pos::Noun && class("status-possible-noun") {
        return Some((EventStatus::Possible, Some(up)));
    }
    // A verb that plans plans its infinitive, not what a "that" reports, and not the thing it is done to unless that is an event.
    let found = CLASSES.iter().find(|(c, _)| class(c)).map(|(_, status)| *status)?;
    let negated = matches!(own(scene, up), Some((EventStatus::Denied, _)));
    let status = match (found, negated) {
        (EventStatus::Denied, true) => return None,
        (_, true) if dep != "ccomp" => EventStatus::Denied,
        _ => found,
    };
    Some((status, Some(up)))
}
