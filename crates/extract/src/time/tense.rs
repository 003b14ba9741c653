//! Whether a time lies before or after the report: what the tense of its governing verb says.
//!
//! In: the document and a token of the time. Out: [`Direction`]. The way goes up the dependency tree to the verb, and from
//! an infinitive or a participle on to what governs it ("plans to meet Friday", "talks scheduled for Friday").

use types::{Doc, Pos};

use super::lexicon;

/// Where a time lies, seen from the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Before it, or on its day.
    Past,
    /// After it, or on its day.
    Future,
    /// The tree does not say.
    Unknown,
}

/// Longest way up the tree, in tokens; real ones are shorter, a damaged tree may have a circle.
const MAX_STEPS: usize = 12;

/// Longest sentence whose tree is followed, in tokens: real ones are a tenth of that, and each step reads all of it.
const MAX_SENTENCE_TOKENS: usize = 1000;

/// Where the time that ends with this token lies.
pub(super) fn direction(text: &str, doc: &Doc, token: usize) -> Direction {
    if doc.tokens.len() <= token || doc.sentences.is_empty() {
        return Direction::Unknown;
    }
    if doc.sentences[doc.sentence_of(token)].tokens.len() > MAX_SENTENCE_TOKENS {
        return Direction::Unknown;
    }
    let mut at = token;
    for _ in 0..MAX_STEPS {
        let here = &doc.tokens[at];
        if matches!(here.pos, Pos::Verb | Pos::Aux) && at != token {
            match verb(text, doc, at) {
                Some(direction) => return direction,
                None if points_ahead(&here.lemma) => return Direction::Future,
                None => {}
            }
        } else if at != token && announces(text, doc, at) {
            return Direction::Future;
        }
        if here.head == at || here.head >= doc.tokens.len() {
            break;
        }
        at = here.head;
    }
    Direction::Unknown
}

/// Whether a word's complement lies ahead of it.
fn points_ahead(lemma: &str) -> bool {
    lexicon::entry(lemma).is_some_and(|e| e.prospective)
}

/// Whether a noun, adjective or adverb on the way up says by itself that what hangs on it lies ahead.
fn announces(text: &str, doc: &Doc, at: usize) -> bool {
    let word = doc.word(text, at);
    points_ahead(word)
        || doc.children(at).any(|c| {
            let child = doc.word(text, c);
            &*doc.tokens[c].dep == "amod"
                && ["upcoming", "forthcoming", "planned", "scheduled", "expected"].contains(&child)
        })
}

/// What one verb says; `None` when it hangs on what governs it.
fn verb(text: &str, doc: &Doc, at: usize) -> Option<Direction> {
    let token = &doc.tokens[at];
    let (mut to, mut modal, mut have, mut be_past, mut be) = (false, false, false, false, false);
    for child in doc.children(at).filter(|&c| c < at) {
        let (aux, word) = (&doc.tokens[child], doc.word(text, child).to_lowercase());
        if !matches!(&*aux.dep, "aux" | "auxpass") {
            continue;
        }
        let word = word.trim_start_matches(['\'', '’']);
        to |= &*aux.tag == "TO";
        modal |= &*aux.tag == "MD" || lexicon::entry(word).is_some_and(|e| e.modal);
        have |= &*aux.lemma == "have" || ["has", "had", "have", "ve"].contains(&word);
        be_past |= ["was", "were"].contains(&word);
        be |= ["is", "are", "am", "re", "be"].contains(&word);
    }
    let prospective = points_ahead(&token.lemma);
    Some(match &*token.tag {
        _ if modal && !have => Direction::Future,
        _ if have && !to => Direction::Past,
        "MD" => Direction::Future,
        "VBD" if prospective && doc.children(at).any(|c| &*doc.tokens[c].dep == "auxpass") => {
            Direction::Future
        }
        "VBD" => Direction::Past,
        "VBN" if prospective && !to => Direction::Future,
        "VBN" if be_past => Direction::Past,
        "VBN" if be && !to => Direction::Future,
        "VBZ" | "VBP" => Direction::Future,
        "VBG" if be_past => Direction::Past,
        "VBG" if be && !to => Direction::Future,
        "VB" if !to => Direction::Future,
        _ if to => return infinitive(doc, at),
        _ => return None,
    })
}

/// An infinitive: what governs it says whether it lies ahead.
fn infinitive(doc: &Doc, at: usize) -> Option<Direction> {
    let head = doc.tokens[at].head;
    if head == at {
        return Some(Direction::Future);
    }
    let governor = doc.tokens.get(head)?;
    let present_be = &*governor.lemma == "be" && matches!(&*governor.tag, "VBZ" | "VBP");
    (points_ahead(&governor.lemma) || present_be).then_some(Direction::Future)
}
