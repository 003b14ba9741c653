//! What the clause tells of a pronoun: the subject of its verb, whom it cannot be, and names that only modify a noun.
//!
//! Walk + mention → referents, points. Binding as in Chomsky 1981: "himself" is the subject, "him" is not another argument of its verb.

use super::pronoun::Pronoun;
use super::resolve::{Class, Draft, Walk};

/// Verbs climbed in search of a subject.
const MAX_CLIMB: usize = 4;
/// Points lost by a name that only modifies a noun ("the Nokia plant"), for "it".
const MODIFIER_COST: i32 = 18;

/// The verb that a word is an argument of, through one preposition.
fn verb_of(walk: &Walk, token: usize) -> Option<usize> {
    let page = walk.page;
    let up = page.doc.tokens[token].head;
    match page.dep(token) {
        "nsubj" | "nsubjpass" | "dobj" | "dative" | "attr" | "oprd" | "appos" | "npadvmod" => Some(up),
        "pobj" => Some(page.doc.tokens[up].head),
        _ => None,
    }
}

/// The token of the subject of a verb; of "and" and infinitives that of the verb above.
fn subject_token(walk: &Walk, verb: usize) -> Option<usize> {
    let page = walk.page;
    let mut verb = verb;
    for _ in 0..MAX_CLIMB {
        let own = page.doc.children(verb).find(|&c| matches!(page.dep(c), "nsubj" | "nsubjpass"));
        if own.is_some() {
            return own;
        }
        if !matches!(page.dep(verb), "conj" | "xcomp" | "aux" | "pcomp" | "advcl" | "prep") {
            return None;
        }
        verb = page.doc.tokens[verb].head;
    }
    None
}

/// The referent of the subject that a word's verb has.
pub fn subject(walk: &Walk, token: usize) -> Option<usize> {
    let mut up = token;
    for _ in 0..MAX_CLIMB {
        up = walk.page.doc.tokens[up].head;
        if walk.page.tag(up).starts_with("VB") {
            break;
        }
    }
    subject_token(walk, up).filter(|&t| t < token).and_then(|t| walk.node_at(t))
}

/// Those whom a plain pronoun cannot be: the other arguments of its verb.
pub fn barred(walk: &Walk, i: usize, p: Pronoun) -> Vec<usize> {
    let page = walk.page;
    let me = walk.drafts[i].head;
    if p.possessive || p.reflexive {
        return Vec::new();
    }
    let Some(verb) = verb_of(walk, me).filter(|&v| page.tag(v).starts_with("VB")) else { return Vec::new() };
    let mut other: Vec<usize> = page
        .doc
        .children(verb)
        .filter(|&c| c != me && matches!(page.dep(c), "nsubj" | "nsubjpass" | "dobj" | "dative" | "attr"))
        .collect();
    if !matches!(page.dep(me), "nsubj" | "nsubjpass") {
        other.extend(subject_token(walk, verb));
    } else if page.dep(verb) == "relcl" {
        // "a friend she had called" is not she.
        other.push(page.doc.tokens[verb].head);
    }
    other.into_iter().filter(|&t| t != me).filter_map(|t| walk.node_at(t)).collect()
}

/// Who says or thinks the clause that a pronoun is the subject of.
pub fn teller(walk: &Walk, i: usize) -> Option<usize> {
    let page = walk.page;
    let me = walk.drafts[i].head;
    let verb = page.doc.tokens[me].head;
    let told = matches!(page.dep(me), "nsubj" | "nsubjpass") && page.dep(verb) == "ccomp";
    let above = page.doc.tokens[verb].head;
    told.then(|| subject_token(walk, above)).flatten().filter(|&t| t < me).and_then(|t| walk.node_at(t))
}

/// Points that a name loses because it only modifies a noun: in "the Afghan team" nobody has been named.
pub fn modifier_cost(walk: &Walk, d: &Draft) -> i32 {
    let page = walk.page;
    let head = page.head(d.tokens);
    let outside = !d.tokens.has(page.doc.tokens[head].head);
    if d.name.is_none() || !outside || !matches!(page.dep(head), "amod" | "compound" | "nmod" | "quantmod") {
        return 0;
    }
    match d.node.map(|n| walk.nodes[n].class) {
        Some(Class::Group | Class::Person) => 4 * MODIFIER_COST,
        _ => MODIFIER_COST,
    }
}
