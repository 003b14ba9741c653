//! Several named ones taken up together: "the two leaders", "both countries", "the pair", "the two sides".
//!
//! Phrase + walk → the referent that is made of them ([`Node::members`](super::resolve::Node)). Those joined by "and" come first, then those
//! named last one by one.

use super::noun::NounKind;
use super::phrase::{Opening, Phrase};
use super::resolve::{Class, Walk};

/// Sentences back that a pair joined by "and" may stand.
const MAX_PAIR_SENTENCES: usize = 4;
/// Mentions back that are looked at.
const MAX_BACK_MENTIONS: usize = 80;

/// How many the phrase asks for.
fn count(walk: &Walk, p: &Phrase) -> Option<usize> {
    if p.opening != Opening::Definite {
        return None;
    }
    if matches!(&*p.noun, "pair" | "duo" | "couple") {
        return Some(2);
    }
    let numbers = || p.modifiers.iter().map(String::as_str).chain([walk.page.word(p.tokens.start)]);
    let number = numbers().find_map(|w| match w {
        "two" | "both" => Some(2),
        "three" | "trio" => Some(3),
        "four" => Some(4),
        _ => None,
    });
    let alone =
        p.plural && matches!(&*p.noun, "side" | "leader" | "country" | "nation" | "neighbour" | "neighbor");
    number.filter(|_| p.plural).or((alone && p.modifiers.is_empty()).then_some(2))
}

/// The class that the members must have; `None` for "sides", which may be anyone.
fn class(p: &Phrase) -> Option<Class> {
    match (p.kind, &*p.noun) {
        (_, "side" | "party" | "neighbour" | "neighbor" | "ally" | "rival" | "foe" | "enemy") => None,
        (NounKind::Person, _) => Some(Class::Person),
        (NounKind::Gpe, _) => Some(Class::Gpe),
        (NounKind::Org, _) => Some(Class::Org),
        (NounKind::Group, "pair" | "duo" | "couple") => Some(Class::Person),
        _ => None,
    }
}

/// The referent made of those that the phrase takes up, when they were named together.
pub fn of(walk: &Walk, i: usize, p: &Phrase) -> Option<usize> {
    let (wanted, class) = (count(walk, p)?, class(p));
    let here = walk.page.sentence[p.head];
    for d in walk.drafts[..i].iter().rev().take(MAX_BACK_MENTIONS) {
        if here - walk.page.sentence[d.head].min(here) > MAX_PAIR_SENTENCES {
            return None;
        }
        let Some(n) = d.node.filter(|&n| walk.nodes[n].members.len() == wanted) else { continue };
        if all_of(walk, &walk.nodes[n].members, class) {
            return Some(n);
        }
    }
    None
}

fn all_of(walk: &Walk, members: &[usize], class: Option<Class>) -> bool {
    let own = |n: usize| walk.nodes[n].class;
    match class {
        Some(class) => members.iter().all(|&n| own(n) == class),
        None => {
            members.iter().all(|&n| own(n) != Class::Thing)
                && members.iter().all(|&n| own(n) == own(members[0]))
        }
    }
}

/// The members of a phrase that takes up those named one by one: the last different named ones of its class in this sentence and the
/// one before it, when they are as many as it asks for.
pub fn one_by_one(walk: &Walk, i: usize, p: &Phrase) -> Vec<usize> {
    let Some(wanted) = count(walk, p) else { return Vec::new() };
    let class = class(p);
    let here = walk.page.sentence[p.head];
    let mut found: Vec<usize> = Vec::new();
    let mut from = here;
    for d in walk.drafts[..i].iter().rev().take(MAX_BACK_MENTIONS) {
        let sentence = walk.page.sentence[d.head];
        if here - sentence.min(here) > 2 || sentence < from && found.len() >= wanted {
            break;
        }
        let Some(n) = d.node.filter(|&n| walk.nodes[n].chain.is_some() && !found.contains(&n)) else {
            continue;
        };
        let fits = match class {
            Some(c) => walk.nodes[n].class == c,
            None => matches!(walk.nodes[n].class, Class::Gpe | Class::Org),
        };
        if fits && super::clause::modifier_cost(walk, d) == 0 {
            found.push(n);
            from = sentence;
        }
    }
    found.sort_unstable();
    if found.len() == wanted && all_of(walk, &found, class) { found } else { Vec::new() }
}
