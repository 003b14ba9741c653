//! Whose words: from a cue verb to the noun phrase that names the speaker.
//!
//! The subject of the verb by the tree; without one, the subject it shares: of the verb it is joined to
//! ("said … and added"), of the verb that governs it ("tried to explain", "…, adding that"), the noun it
//! describes ("a statement saying"). In a relative clause the pronoun stands for the speaker ("who said").
//! Of several subjects the nearer human one counts. Where the tree gives nothing, the words beside the verb do.

use types::TokenSpan;

use super::lexicon;
use super::unit::Page;

/// The words that name a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// The word that carries them.
    pub head: usize,
    /// The noun phrase, without relative clauses and appositions.
    pub tokens: TokenSpan,
}

/// How far a shared subject is looked for, in steps up the tree.
const MAX_STEPS: usize = 6;

/// Who says what the verb brings.
pub(super) fn of_verb(page: &Page, verb: usize) -> Option<Source> {
    let head = subject(page, verb, MAX_STEPS)?;
    (page.piece_of[head].is_none() || page.piece_of[head] == page.piece_of[verb])
        .then(|| phrase(page, head, verb))
}

/// The token that carries the subject of a verb.
fn subject(page: &Page, verb: usize, steps: usize) -> Option<usize> {
    if let Some(own) = own_subject(page, verb) {
        return own;
    }
    if steps == 0 {
        return None;
    }
    let up = page.head(verb);
    if up == verb {
        return None;
    }
    match page.dep(verb) {
        "conj" => subject(page, up, steps - 1),
        "xcomp" | "advcl" | "parataxis" | "dep" => shared(page, up, steps - 1),
        "ccomp" if matches!(page.tag(verb), "VBG" | "VB" | "VBN") => shared(page, up, steps - 1),
        "pcomp" => {
            let mut top = up;
            for _ in 0..MAX_STEPS {
                if page.tag(top).starts_with("VB") || page.head(top) == top {
                    break;
                }
                top = page.head(top);
            }
            shared(page, top, steps - 1)
        }
        "acl" | "relcl" if is_noun(page, up) => Some(up),
        _ => None,
    }
}

/// The subject that a governing verb lends: its own, in the passive too ("was quoted as saying").
fn shared(page: &Page, verb: usize, steps: usize) -> Option<usize> {
    if !page.tag(verb).starts_with("VB") {
        return is_noun(page, verb).then_some(verb).filter(|_| page.dep(verb) != "pobj");
    }
    let passive = page.tree.children(verb).iter().find(|c| page.dep(**c) == "nsubjpass");
    passive.copied().or_else(|| subject(page, verb, steps))
}

/// `None`: the verb has no subject of its own; `Some(None)`: it has one that says nothing.
fn own_subject(page: &Page, verb: usize) -> Option<Option<usize>> {
    let children = page.tree.children(verb);
    if children.iter().any(|c| matches!(page.dep(*c), "nsubjpass" | "auxpass")) {
        let agent = children.iter().find(|c| page.dep(**c) == "agent");
        let by = agent.and_then(|a| page.tree.children(*a).iter().find(|c| page.dep(**c) == "pobj"));
        return Some(by.copied());
    }
    let subjects: Vec<usize> = children.iter().copied().filter(|c| page.dep(*c) == "nsubj").collect();
    // The nearest that can speak, else the nearest.
    let near = |c: &&usize| c.abs_diff(verb);
    let able = subjects.iter().filter(|c| can_speak(page, **c)).min_by_key(near);
    able.or_else(|| subjects.iter().min_by_key(near)).map(|c| Some(*c))
}

fn is_noun(page: &Page, token: usize) -> bool {
    page.tag(token).starts_with("NN") || page.tag(token).starts_with("PRP")
}

/// Whether the token can carry a speaker: a name, a pronoun, a word for people or bodies.
pub(super) fn can_speak(page: &Page, token: usize) -> bool {
    let lemma = page.lemma(token).to_lowercase();
    let word = page.word(token).to_lowercase();
    page.tag(token).starts_with("NNP")
        || matches!(
            word.as_str(),
            "he" | "she" | "they" | "who" | "i" | "we" | "one" | "many" | "some" | "others"
        )
        || lexicon::is("person", &lemma)
        || lexicon::is("body", &lemma)
        || lexicon::is("document", &lemma)
}

/// The noun phrase around its head, without what is set off from it; it never reaches over `verb`.
pub(super) fn phrase(page: &Page, head: usize, verb: usize) -> Source {
    let unit = page.units[page.unit_of(head)].tokens;
    let mut start = head;
    for &child in page.tree.children(head).iter().rev().filter(|c| **c < head) {
        if matches!(page.dep(child), "relcl" | "advcl" | "ccomp" | "parataxis" | "cc" | "preconj" | "mark")
            || page.is_punct(child) && !matches!(page.word(child), "-" | "$" | "'" | "’" | "“" | "\"" | "”")
        {
            break;
        }
        start = start.min(page.tree.reach(child).start);
    }
    let mut end = head + 1;
    for &child in page.tree.children(head).iter().filter(|c| **c > head) {
        let word = page.word(child);
        let keep = match page.dep(child) {
            "prep" => matches!(word, "of" | "for" | "at" | "in" | "from" | "with" | "to"),
            "cc" | "conj" | "nummod" | "amod" | "compound" | "case" => true,
            _ => false,
        };
        let comma = page.is_punct(child) && page.dep(child) == "punct";
        if comma || word == "," {
            continue;
        }
        if !keep {
            break;
        }
        end = end.max(page.tree.reach(child).end);
    }
    start = start.max(unit.start);
    end = end.min(unit.end);
    if head < verb {
        end = end.min(verb);
    } else {
        start = start.max(verb + 1).min(head);
    }
    while end > head + 1 && (page.is_punct(end - 1) || matches!(page.dep(end - 1), "cc" | "prep" | "aux")) {
        end -= 1;
    }
    while start < head && (page.is_punct(start) && page.word(start) != "“") {
        start += 1;
    }
    Source { head, tokens: TokenSpan::new(start, end) }
}

/// Most words between a verb and a speaker that the tree does not join to it.
const MAX_BESIDE_WORDS: usize = 8;

/// The noun phrase beside a verb when the tree gives no subject: after it (`said Maria Lopez`), else before it.
pub(super) fn beside(page: &Page, verb: usize) -> Option<Source> {
    let unit = page.units[page.unit_of(verb)].tokens;
    let run = |range: &mut dyn Iterator<Item = usize>| -> Option<usize> {
        let mut head = None;
        for t in range.take(MAX_BESIDE_WORDS) {
            if page.piece_of[t].is_some() || page.is_punct(t) {
                break;
            }
            if is_noun(page, t) {
                head = Some(t);
            } else if head.is_some() || page.tag(t).starts_with("VB") || page.tag(t) == "IN" {
                break;
            }
        }
        head
    };
    let after = run(&mut (verb + 1..unit.end));
    let before = || {
        (unit.start..verb)
            .rev()
            .take(MAX_BESIDE_WORDS)
            .take_while(|t| page.piece_of[*t].is_none() && !page.is_punct(*t))
            .find(|t| is_noun(page, *t))
    };
    let head = after.filter(|h| can_speak(page, *h)).or_else(before)?;
    Some(phrase(page, head, verb))
}
