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
    let read = Reading { text, doc };
    if read.until(token) {
        return Direction::Future;
    }
    read.up(token)
}

/// A text and its tree.
struct Reading<'t> {
    /// The text.
    text: &'t str,
    /// As read.
    doc: &'t Doc,
}

impl Reading<'_> {
    /// The way up the tree from a time's last token.
    fn up(&self, token: usize) -> Direction {
        let mut at = token;
        let mut modifies = false;
        for _ in 0..MAX_STEPS {
            let here = &self.doc.tokens[at];
            if at != token && matches!(here.pos, Pos::Verb | Pos::Aux) {
                if let Some(direction) = self.verb(at) {
                    return direction;
                }
            } else if at != token && self.announces(at) {
                return Direction::Future;
            }
            let head = here.head;
            if head == at || head >= self.doc.tokens.len() {
                break;
            }
            // "Friday's ruling" has been made, "Friday's vote" is as its verb says.
            if modifies && !matches!(&*here.dep, "nsubj" | "nsubjpass") && !self.ahead_on_the_way(at) {
                return Direction::Past;
            }
            let noun = matches!(self.doc.tokens[head].pos, Pos::Noun | Pos::Propn);
            modifies = at == token
                && noun
                && matches!(&*here.dep, "poss" | "compound" | "nmod" | "amod" | "npadvmod")
                && !lexicon::entry(self.doc.word(self.text, head)).is_some_and(|e| e.scheduled);
            at = head;
        }
        Direction::Unknown
    }

    /// Whether something above announces what hangs on it, short of the next verb.
    fn ahead_on_the_way(&self, from: usize) -> bool {
        let mut at = from;
        for _ in 0..MAX_STEPS {
            let head = self.doc.tokens[at].head;
            if head == at
                || head >= self.doc.tokens.len()
                || matches!(self.doc.tokens[head].pos, Pos::Verb | Pos::Aux)
            {
                return false;
            }
            if self.announces(head) {
                return true;
            }
            at = head;
        }
        false
    }

    /// Whether the time ends what still goes on: "until Tuesday" under a verb that is not denied.
    fn until(&self, token: usize) -> bool {
        let mut at = token;
        for _ in 0..4 {
            let head = self.doc.tokens[at].head;
            if head == at || head >= self.doc.tokens.len() {
                return false;
            }
            let word = self.doc.word(self.text, head);
            if ["until", "till"].contains(&word) {
                let verb = self.doc.tokens[head].head;
                return verb < self.doc.tokens.len()
                    && !self.doc.children(verb).any(|c| &*self.doc.tokens[c].dep == "neg")
                    && !self.has_aux(verb, "had");
            }
            if matches!(self.doc.tokens[head].pos, Pos::Verb | Pos::Aux) {
                return false;
            }
            at = head;
        }
        false
    }

    /// Whether a verb has this auxiliary.
    fn has_aux(&self, verb: usize, aux: &str) -> bool {
        self.doc.children(verb).any(|c| {
            matches!(&*self.doc.tokens[c].dep, "aux" | "auxpass")
                && self.doc.word(self.text, c).eq_ignore_ascii_case(aux)
        })
    }

    /// Whether a noun, adjective or adverb on the way up says by itself that what hangs on it lies ahead.
    fn announces(&self, at: usize) -> bool {
        let entry = lexicon::entry(self.doc.word(self.text, at));
        entry.is_some_and(|e| e.prospective || e.ahead)
            || self.doc.children(at).any(|c| {
                let child = lexicon::entry(self.doc.word(self.text, c));
                &*self.doc.tokens[c].dep == "amod" && child.is_some_and(|e| e.ahead)
            })
    }

    /// What one verb says; `None` when it hangs on what governs it.
    fn verb(&self, at: usize) -> Option<Direction> {
        let token = &self.doc.tokens[at];
        let aux = Auxiliaries::of(self, at);
        let prospective = lexicon::entry(&token.lemma).is_some_and(|e| e.prospective);
        Some(match &*token.tag {
            _ if aux.denied_ability => Direction::Past,
            _ if aux.modal && !aux.have => Direction::Future,
            _ if aux.have && !aux.to && prospective && !aux.had => Direction::Future,
            _ if aux.have && !aux.to => Direction::Past,
            "MD" => Direction::Future,
            "VBD" if prospective && aux.passive => Direction::Future,
            "VBD" => Direction::Past,
            "VBN" if prospective && !aux.to => Direction::Future,
            "VBN" if aux.was => Direction::Past,
            "VBN" if aux.is && !aux.to => Direction::Future,
            "VBN" if !aux.to => Direction::Past,
            "VBZ" | "VBP" => Direction::Future,
            "VBG" if aux.was => Direction::Past,
            "VBG" if aux.is && !aux.to => Direction::Future,
            "VB" if !aux.to => Direction::Future,
            _ if aux.to => return self.infinitive(at),
            _ => return None,
        })
    }

    /// An infinitive: what governs it says whether it lies ahead.
    fn infinitive(&self, at: usize) -> Option<Direction> {
        let head = self.doc.tokens[at].head;
        if head == at {
            return Some(Direction::Future);
        }
        let governor = self.doc.tokens.get(head)?;
        let present_be = &*governor.lemma == "be" && matches!(&*governor.tag, "VBZ" | "VBP");
        let prospective = lexicon::entry(&governor.lemma).is_some_and(|e| e.prospective);
        let over = self.has_aux(head, "had") || self.has_aux(governor.head, "had");
        if prospective && over {
            return Some(Direction::Past);
        }
        (prospective || present_be).then_some(Direction::Future)
    }
}

/// The auxiliaries of a verb.
#[derive(Debug, Default)]
struct Auxiliaries {
    /// "to".
    to: bool,
    /// "will", "would", "may", ….
    modal: bool,
    /// "could not", "couldn't".
    denied_ability: bool,
    /// "have", "has", "had".
    have: bool,
    /// "had".
    had: bool,
    /// "was", "were".
    was: bool,
    /// "is", "are".
    is: bool,
    /// A passive.
    passive: bool,
}

impl Auxiliaries {
    /// Those of this verb.
    fn of(read: &Reading, verb: usize) -> Auxiliaries {
        let mut found = Auxiliaries::default();
        let (mut could, mut denied) = (false, false);
        for child in read.doc.children(verb) {
            let (aux, word) = (&read.doc.tokens[child], read.doc.word(read.text, child).to_lowercase());
            denied |= &*aux.dep == "neg" || ["nor", "neither"].contains(&word.as_str());
            if child > verb || !matches!(&*aux.dep, "aux" | "auxpass") {
                continue;
            }
            let word = word.trim_start_matches(['\'', '’']);
            found.to |= &*aux.tag == "TO";
            found.modal |= &*aux.tag == "MD" || lexicon::entry(word).is_some_and(|e| e.modal);
            could |= word == "could";
            found.had |= word == "had";
            found.have |= &*aux.lemma == "have" || ["has", "had", "have", "ve"].contains(&word);
            found.was |= ["was", "were"].contains(&word);
            found.is |= ["is", "are", "am", "re", "be"].contains(&word);
            found.passive |= &*aux.dep == "auxpass";
        }
        found.denied_ability = could && denied;
        found
    }
}
