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
        let document = own.filter(|s| page.tag(*s) == "WDT" && page.dep(verb) == "relcl");
        return document.and_then(|_| issuer(page, page.head(verb))).or(own);
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
        "xcomp" | "advcl" if caused(page, up, verb).is_some() => caused(page, up, verb),
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
        "acl" | "relcl" if is_noun(page, up) => issuer(page, up).or(Some(up)),
        _ => None,
    }
}

/// Who issues the document that says something: `The council issued a statement calling …`.
fn issuer(page: &Page, noun: usize) -> Option<usize> {
    let verb = page.head(noun);
    let issued = page.dep(noun) == "dobj"
        && lexicon::is("document", &page.lemma(noun).to_lowercase())
        && lexicon::is("issue_verb", &page.lemma(verb).to_lowercase());
    let agent = issued.then(|| subject(page, verb, 1)).flatten()?;
    can_speak(page, agent).then_some(agent)
}

/// Whoever is brought to speak: `that led the mayor to say`.
fn caused(page: &Page, up: usize, verb: usize) -> Option<usize> {
    let infinitive = page.tree.children(verb).iter().any(|c| page.tag(*c) == "TO");
    if !infinitive || !lexicon::is("causing", &page.lemma(up).to_lowercase()) {
        return None;
    }
    let mut objects = page.tree.children(up).iter().copied().filter(|c| *c > up && *c < verb);
    objects.find(|c| page.dep(*c) == "dobj" && can_speak(page, *c))
}

/// Whose a document or a count is: `according to figures by the union`, `audio provided by the station`.
pub(super) fn maker(page: &Page, noun: usize) -> Option<usize> {
    if can_speak(page, noun) && !lexicon::is("document", &page.lemma(noun).to_lowercase()) {
        return None;
    }
    let children = |t: usize| page.tree.children(t).iter().copied();
    let made = children(noun).find(|c| page.dep(*c) == "acl" && page.tag(*c) == "VBN").unwrap_or(noun);
    let by = children(made).find(|c| *c > noun && page.lemma(*c) == "by")?;
    children(by).find(|c| page.dep(*c) == "pobj" && can_speak(page, *c))
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
    let head = past_title(page, head, verb);
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
    // The parser ended a sentence after the title: "navy diver Lt. | Sam Orr".
    if start >= 2 && page.ends_title(start - 1) {
        let of_title =
            |t: &usize| page.piece_of[*t] == page.piece_of[head] && !page.is_punct(*t) && is_noun(page, *t);
        start =
            (unit.start..start - 1).rev().take(MAX_BESIDE_WORDS).take_while(of_title).last().unwrap_or(start);
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

/// The name after a title that the parser took for the end of a sentence ("Lt. | Sam Orr"), for the title.
fn past_title(page: &Page, head: usize, verb: usize) -> usize {
    let unit = page.units[page.unit_of(head)].tokens;
    if head + 2 >= unit.end || !page.ends_title(head + 1) {
        return head;
    }
    let named = |t: &usize| *t != verb && page.tag(*t).starts_with("NNP") && !page.is_punct(*t);
    (head + 2..unit.end).take(MAX_BESIDE_WORDS).take_while(named).last().unwrap_or(head)
}

/// Whether the token is part of a date or an hour, which says nothing.
fn is_time(page: &Page, token: usize) -> bool {
    let names = &page.doc.names;
    let at = names.partition_point(|n| n.tokens.end <= token);
    names.get(at).is_some_and(|n| n.tokens.has(token) && matches!(&*n.label, "DATE" | "TIME"))
}

/// Most words between a verb and a speaker that the tree does not join to it.
const MAX_BESIDE_WORDS: usize = 8;

/// The noun phrase beside a verb when the tree gives no subject: after it (`said Maria Lopez`), else before it.
pub(super) fn beside(page: &Page, verb: usize) -> Option<Source> {
    let unit = page.units[page.unit_of(verb)].tokens;
    // "was asked" names no one who asks.
    if page.tree.children(verb).iter().any(|c| page.dep(*c) == "auxpass") {
        return None;
    }
    let run = |range: &mut dyn Iterator<Item = usize>| -> Option<usize> {
        let mut head = None;
        for t in range.take(MAX_BESIDE_WORDS) {
            if page.piece_of[t].is_some() || page.is_punct(t) && !page.ends_title(t) {
                break;
            }
            if is_noun(page, t) && !is_time(page, t) {
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
            .find(|t| is_noun(page, *t) && !is_time(page, *t))
    };
    let head = after.filter(|h| can_speak(page, *h)).or_else(before)?;
    Some(phrase(page, head, verb))
}
