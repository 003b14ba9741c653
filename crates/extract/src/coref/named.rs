//! Descriptions that carry the name of the one they mean: "the Sunrise movement", "a unit called Falcon", "the city of Lviv".
//!
//! Phrase + walk → the referent of the name within or right behind it.

use types::EntityType;

use super::noun::NounKind;
use super::phrase::Phrase;
use super::resolve::{Class, Walk};

/// The referent whose name the description carries.
pub fn of(walk: &Walk, p: &Phrase) -> Option<usize> {
    before(walk, p).or_else(|| behind(walk, p)).or_else(|| called(walk, p))
}

/// The name that a token ends or carries.
fn name_at(walk: &Walk, token: usize) -> Option<usize> {
    let d = *walk.by_head.get(&token)?;
    walk.drafts[d].name.and(walk.drafts[d].node)
}

/// "the Sunrise movement", "Lombardy region": the name right before a noun that says what it is.
fn before(walk: &Walk, p: &Phrase) -> Option<usize> {
    let name = p.head.checked_sub(1)?;
    let n = name_at(walk, name).filter(|_| walk.page.joined(p.head) && !p.plural)?;
    let noun = p.noun.as_str();
    let sort = match walk.nodes[n].class {
        Class::Org => matches!(
            noun,
            "organization"
                | "organisation"
                | "group"
                | "movement"
                | "party"
                | "company"
                | "firm"
                | "corporation"
                | "network"
                | "militia"
                | "airline"
                | "agency"
                | "newspaper"
                | "paper"
                | "magazine"
                | "charity"
                | "foundation"
                | "alliance"
                | "coalition"
                | "bloc"
                | "gang"
                | "cartel"
                | "faction"
        ),
        Class::Gpe | Class::Thing => {
            p.kind == NounKind::Gpe
                && !matches!(noun, "capital" | "state" | "superpower" | "power" | "neighbour" | "neighbor")
        }
        _ => false,
    };
    let possessed = walk.page.word(name + 1) != p.noun && walk.page.word(name + 1).starts_with('\'');
    (sort && !possessed).then_some(n)
}

/// "the city of Lviv".
fn behind(walk: &Walk, p: &Phrase) -> Option<usize> {
    if p.kind != NounKind::Gpe || p.plural || walk.page.word(p.head + 1) != "of" {
        return None;
    }
    let object = walk.page.doc.children(p.head + 1).find(|&c| walk.page.dep(c) == "pobj")?;
    let fits =
        !matches!(&*p.noun, "capital" | "power" | "neighbour" | "neighbor" | "port" | "suburb" | "island");
    name_at(walk, object)
        .filter(|&n| fits && matches!(walk.nodes[n].class, Class::Gpe | Class::Thing))
        .filter(|&n| kind_of(walk, n) == Some(EntityType::Gpe))
}

fn kind_of(walk: &Walk, node: usize) -> Option<EntityType> {
    walk.nodes[node].chain.map(|c| walk.chains[c].kind)
}

/// "a group called Falcon", "a man named Ali Reza", "a network known as Falcon".
fn called(walk: &Walk, p: &Phrase) -> Option<usize> {
    let page = walk.page;
    let mut clauses =
        page.doc.children(p.head).filter(|&c| c > p.head && matches!(page.dep(c), "acl" | "relcl"));
    let verb = clauses.find(|&c| {
        matches!(page.word(c), "called" | "named" | "dubbed" | "known" | "nicknamed" | "labelled" | "labeled")
    })?;
    let direct =
        page.doc.children(verb).find(|&c| c > verb && matches!(page.dep(c), "oprd" | "dobj" | "attr"));
    let object = direct.or_else(|| {
        let by = page.doc.children(verb).find(|&c| page.word(c) == "as")?;
        page.doc.children(by).find(|&c| page.dep(c) == "pobj")
    })?;
    name_at(walk, object).or_else(|| {
        let next = walk.by_head.range(verb..verb + 8).find(|(_, d)| walk.drafts[**d].name.is_some())?;
        (next.1 == walk.by_head.get(&object)?).then(|| walk.drafts[*next.1].node).flatten()
    })
}
