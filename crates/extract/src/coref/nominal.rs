//! What a description refers to among those mentioned before.
//!
//! Phrase + walk → referent and reason. In order of trust: apposition, predicate, the same noun, a role of a named person, a word of an
//! organisation's or place's name, the sort of thing.

use std::collections::HashMap;
use std::sync::LazyLock;

use types::TokenSpan;

use super::named;
use super::noun::NounKind;
use super::phrase::{Opening, Phrase};
use super::resolve::{Class, Walk};
use super::together;
use crate::name::{GAZETTEER, Sort, fold, rows};

/// Mentions looked back over for a role or a sort of thing.
const MAX_BACK_MENTIONS: usize = 400;
/// Referents tried that were described by the same noun.
const MAX_SAME_NOUN: usize = 12;
/// Mentions beyond which a referent is not more salient.
const MAX_SALIENCE: usize = 6;
/// Sentences within which a description of the lead is followed by the name.
const MAX_LEAD_SENTENCES: usize = 8;
/// Sentences back within which another word may take someone up.
const MAX_SYNONYM_SENTENCES: usize = 6;
/// Sentences back within which "the company" may mean an organisation named there.
const MAX_SORT_SENTENCES: usize = 8;

static ROLES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    rows(include_str!("../../data/coref_role.tsv"))
        .filter_map(|row| match row[..] {
            [noun, roles] => Some((fold(noun), roles.split('|').map(fold).collect())),
            _ => None,
        })
        .collect()
});

/// The referent that the phrase takes up, and why.
pub fn antecedent(
    walk: &Walk,
    i: usize,
    p: &Phrase,
    possessor: Option<usize>,
) -> Option<(usize, &'static str)> {
    if let Some(n) = apposition(walk, p) {
        return Some((n, "stands in apposition"));
    }
    if let Some(n) = predicate(walk, p) {
        return Some((n, "is said to be"));
    }
    if let Some(n) = named::of(walk, p).filter(|&n| fits(walk, n, p) || is_unsure(walk, n, p)) {
        return Some((n, "bears that name"));
    }
    if let Some(n) = together::of(walk, i, p) {
        return Some((n, "those named together"));
    }
    if p.opening == Opening::Other || p.opening == Opening::Indefinite {
        return None;
    }
    if let Some(n) = same_noun(walk, p, possessor) {
        return Some((n, "the same noun again"));
    }
    let own_country = p.opening == Opening::Possessive
        && matches!(&*p.noun, "country" | "nation" | "homeland")
        && matches!(walk.page.word(p.tokens.start), "our" | "my");
    if own_country {
        return by_sort(walk, i, p).map(|n| (n, "the last one of that sort"));
    }
    if matches!(p.opening, Opening::Bare | Opening::Possessive)
        && !(p.opening == Opening::Bare && walk.page.words[p.head].cap && !p.plural)
    {
        return None;
    }
    if let Some(n) = role(walk, i, p) {
        return Some((n, "a role of that person"));
    }
    if let Some(n) = synonym(walk, i, p) {
        return Some((n, "another word for the same"));
    }
    by_sort(walk, i, p).map(|n| (n, "the last one of that sort"))
}

/// Whether a referent can be what the noun names.
fn fits(walk: &Walk, node: usize, p: &Phrase) -> bool {
    let class = walk.nodes[node].class;
    match p.kind {
        NounKind::Person => class == Class::Person || (class == Class::Group && p.plural),
        NounKind::Group => {
            matches!(class, Class::Group | Class::Org)
                || (class == Class::Person && walk.nodes[node].plural == Some(true))
        }
        NounKind::Org => matches!(class, Class::Org | Class::Group),
        NounKind::Gpe => matches!(class, Class::Gpe | Class::Thing),
        NounKind::Place => matches!(class, Class::Thing | Class::Gpe),
    }
}

/// Whether a name was taken for a thing's where the noun says that it is a body's.
fn is_unsure(walk: &Walk, node: usize, p: &Phrase) -> bool {
    p.kind == NounKind::Org && walk.nodes[node].class == Class::Thing
}

/// Whether number and gender do not speak against it.
fn agrees(walk: &Walk, node: usize, p: &Phrase) -> bool {
    let n = &walk.nodes[node];
    let number = n.plural.is_none_or(|plural| plural == p.plural) || p.kind == NounKind::Group;
    let gender = n.gender.is_none() || p.gender.is_none() || n.gender == p.gender;
    number && gender
}

/// "X, the director": the name before; "the director, X": the name after.
fn apposition(walk: &Walk, p: &Phrase) -> Option<usize> {
    let doc = walk.page.doc;
    let head = &doc.tokens[p.head];
    if &*head.dep == "appos" {
        let near = p.tokens.start.saturating_sub(head.head) <= 12;
        let node = walk.node_at(head.head).filter(|_| near);
        if let Some(n) = node.filter(|&n| fits(walk, n, p) && agrees(walk, n, p)) {
            return Some(n);
        }
    }
    let after = doc.children(p.head).filter(|&c| walk.page.dep(c) == "appos" && c > p.head);
    for c in after {
        let named = walk
            .by_head
            .get(&c)
            .or_else(|| walk.by_head.range(c..c + 4).next().map(|(_, d)| d))
            .filter(|&&d| walk.drafts[d].name.is_some());
        let alone = !doc.children(c).any(|k| walk.page.dep(k) == "conj");
        if let Some(n) = named
            .and_then(|&d| walk.drafts[d].node)
            .filter(|&n| (alone || !p.plural) && (fits(walk, n, p) && agrees(walk, n, p) || owns(walk, n, p)))
        {
            return Some(n);
        }
    }
    None
}

/// "the owners, Bayside Lines": nouns for persons that are companies as often.
fn owns(walk: &Walk, node: usize, p: &Phrase) -> bool {
    walk.nodes[node].class == Class::Org
        && matches!(
            &*p.noun,
            "owner"
                | "co-owner"
                | "operator"
                | "maker"
                | "builder"
                | "developer"
                | "organiser"
                | "organizer"
                | "publisher"
                | "employer"
                | "insurer"
                | "contractor"
                | "supplier"
                | "buyer"
                | "seller"
                | "landlord"
        )
}

/// "X is the director".
fn predicate(walk: &Walk, p: &Phrase) -> Option<usize> {
    let doc = walk.page.doc;
    if walk.page.dep(p.head) != "attr" {
        return None;
    }
    let verb = doc.tokens[p.head].head;
    let be = matches!(&*doc.tokens[verb].lemma, "be" | "become" | "remain" | "'s" | "’s");
    let denied = doc.children(verb).any(|c| walk.page.dep(c) == "neg");
    let subject = doc.children(verb).find(|&c| walk.page.dep(c) == "nsubj" && c < p.head)?;
    let node = walk.node_at(subject)?;
    (be && !denied && fits(walk, node, p) && agrees(walk, node, p)).then_some(node)
}

/// Whether a modifier tells one person or body from another.
fn tells(word: &str) -> bool {
    !matches!(
        word,
        "same"
            | "whole"
            | "entire"
            | "very"
            | "own"
            | "very-same"
            | "late"
            | "said"
            | "former"
            | "top"
            | "senior"
            | "leading"
            | "young"
            | "old"
            | "new"
            | "embattled"
            | "beleaguered"
            | "troubled"
    )
}

/// The last referent described by the same noun, of the same number, that no modifier tells apart.
fn same_noun(walk: &Walk, p: &Phrase, possessor: Option<usize>) -> Option<usize> {
    let nodes = walk.by_noun.get(&p.noun)?;
    let mut distinct: Vec<usize> = Vec::new();
    for &n in nodes.iter().rev().take(MAX_SAME_NOUN) {
        if !distinct.contains(&n) {
            distinct.push(n);
        }
    }
    let fitting = distinct.into_iter().filter(|&n| {
        let node = &walk.nodes[n];
        let told =
            p.modifiers.iter().filter(|m| tells(m)).all(|m| {
                node.modifiers.contains(m) || node.roles.iter().any(|r| fold(r).contains(m.as_str()))
            });
        let owner = match p.opening {
            Opening::Possessive => node.possessor == possessor && possessor.is_some(),
            _ => true,
        };
        let bare = p.opening != Opening::Bare
            || (p.modifiers.len() == node.modifiers.len() || node.modifiers.is_empty())
                && (p.plural || p.kind != NounKind::Person);
        node.plural.is_none_or(|x| x == p.plural) && told && owner && bare && agrees(walk, n, p)
    });
    // Of several the last, but one spoken of again and again may be some further back.
    let salience = |(back, n): &(usize, usize)| {
        i64::try_from(walk.nodes[*n].mentions.min(MAX_SALIENCE)).unwrap_or(0)
            - 2 * i64::try_from(*back).unwrap_or(0)
    };
    fitting.enumerate().max_by_key(|x| (salience(x), std::cmp::Reverse(x.0))).map(|(_, n)| n)
}

static SYNONYMS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    for row in rows(include_str!("../../data/coref_synonym.tsv")) {
        let set: Vec<String> = row[0].split(' ').map(|n| fold(&n.replace('_', " "))).collect();
        for noun in &set {
            let others = all.entry(noun.clone()).or_default();
            others.extend(set.iter().filter(|o| *o != noun).cloned());
        }
    }
    all
});

/// "the gunman" for "an attacker": the last one described by another word for the same, when nothing tells them apart.
fn synonym(walk: &Walk, i: usize, p: &Phrase) -> Option<usize> {
    if p.opening != Opening::Definite || p.modifiers.iter().any(|m| tells(m)) {
        return None;
    }
    let others = SYNONYMS.get(&p.noun)?;
    let here = walk.page.sentence[p.head];
    for d in walk.drafts[..i].iter().rev().take(MAX_BACK_MENTIONS) {
        if here - walk.page.sentence[d.head].min(here) > MAX_SYNONYM_SENTENCES {
            return None;
        }
        let Some(n) = d.node else { continue };
        let node = &walk.nodes[n];
        let meant = node.heads.iter().any(|h| others.contains(h));
        if meant && node.plural.is_none_or(|x| x == p.plural) && fits(walk, n, p) && agrees(walk, n, p) {
            return Some(n);
        }
    }
    None
}

/// Whether a role is one that speaks for a country or a side: a head of state, a minister, an envoy, a coach.
pub fn leads(role: &str) -> bool {
    let role = fold(role);
    let office =
        |noun: &str| ROLES.get(noun).is_some_and(|all| all.iter().any(|o| role.contains(o.as_str())));
    office("leader") || office("diplomat") || role.contains("minister") || role.contains("coach")
}

/// The last named person with such a role: "the minister", "the French leader", "the top US diplomat".
fn role(walk: &Walk, i: usize, p: &Phrase) -> Option<usize> {
    if p.kind != NounKind::Person || p.plural {
        return None;
    }
    let wanted = p
        .modifiers
        .iter()
        .find_map(|m| GAZETTEER.get(&m.to_uppercase()).or_else(|| GAZETTEER.get(&capital(m))))
        .and_then(|k| k.country.clone());
    let whose = of_name(walk, p);
    let others = ROLES.get(&p.noun);
    let mut loose = None;
    for d in walk.drafts[..i].iter().rev().take(MAX_BACK_MENTIONS) {
        let Some(n) =
            d.node.filter(|&n| walk.nodes[n].class == Class::Person && walk.nodes[n].chain.is_some())
        else {
            continue;
        };
        let node = &walk.nodes[n];
        if whose.as_ref().is_some_and(|(name, country)| {
            let told = node.roles.iter().any(|r| fold(r).contains(name));
            !told && (country.is_none() || *country != node.country)
        }) {
            continue;
        }
        if !agrees(walk, n, p) || wanted.is_some() && node.country.is_some() && node.country != wanted {
            continue;
        }
        for role in &node.roles {
            let role = fold(role);
            let same = role.split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| w == p.noun);
            let stands = others.is_some_and(|o| o.iter().any(|o| role.contains(o.as_str())));
            let told = p.modifiers.iter().filter(|m| tells(m)).all(|m| {
                role.contains(m.as_str())
                    || GAZETTEER
                        .get(&capital(m))
                        .or_else(|| GAZETTEER.get(&m.to_uppercase()))
                        .is_some_and(|k| k.country == node.country)
            });
            if same && told {
                return Some(n);
            }
            if stands && told && loose.is_none() {
                loose = Some(n);
            }
        }
    }
    loose
}

/// The name behind "of" in "the foreign minister of Kenya", folded, and its country.
fn of_name(walk: &Walk, p: &Phrase) -> Option<(String, Option<String>)> {
    let page = walk.page;
    let at = if page.word(p.head + 2) == "the" { p.head + 3 } else { p.head + 2 };
    let named = page.word(p.head + 1) == "of" && page.pos(at) == types::Pos::Propn;
    let name = named.then(|| page.printed(TokenSpan::new(at, at + 1)))?;
    Some((fold(name), GAZETTEER.get(name).and_then(|k| k.country.clone())))
}

/// The first person of the report who is named with the role that a headline gives alone.
pub fn first_with_role(walk: &Walk, p: &Phrase) -> Option<usize> {
    let holds = |role: &String| {
        let role = fold(role);
        let word = |w: &str| role.split(|c: char| !c.is_alphanumeric() && c != '-').any(|r| r == w);
        word(&p.noun) && p.modifiers.iter().all(|m| word(m))
    };
    (0..walk.chains.len()).find(|&n| {
        let node = &walk.nodes[n];
        node.class == Class::Person && agrees(walk, n, p) && node.roles.iter().any(holds)
    })
}

/// "Norway's top diplomat arrived. Foreign Minister Ana Ruiz …": the first person named after a description in the lead, when the role
/// is one that the description stands for and no country speaks against it.
pub fn named_after(walk: &Walk, i: usize, p: &Phrase) -> Option<usize> {
    let others = ROLES.get(&p.noun);
    let holds = |role: &String| {
        let role = fold(role);
        let same = role.split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| w == p.noun);
        same || others.is_some_and(|o| o.iter().any(|o| role.contains(o.as_str())))
    };
    let here = walk.page.sentence[p.head];
    let after =
        walk.drafts[i + 1..].iter().take_while(|d| walk.page.sentence[d.head] <= here + MAX_LEAD_SENTENCES);
    let person = |d: &&super::resolve::Draft| {
        d.name.is_some() && d.node.is_some_and(|n| walk.nodes[n].class == Class::Person)
    };
    let own = walk.drafts[i].node?;
    let country = walk.nodes[own].country.clone().or_else(|| {
        let owner = walk.nodes[own].possessor?;
        walk.nodes[owner].country.clone()
    });
    let n = after
        .take(MAX_BACK_MENTIONS)
        .filter(person)
        .find_map(|d| d.node.filter(|&n| walk.nodes[n].roles.iter().any(holds)))?;
    let first = walk.drafts[..i].iter().all(|d| d.node != Some(n));
    // "the Ruritanian minister": of a land that no list knows, so not of the one that is told.
    let elsewhere = |role: &String| {
        let mut words = role.split_whitespace().filter(|w| w.starts_with(char::is_uppercase));
        words.any(|w| {
            ["ian", "ean", "ese", "ish"].iter().any(|e| w.ends_with(e)) && GAZETTEER.get(w).is_none()
        })
    };
    if country.is_some() && walk.nodes[n].country.is_none() && walk.nodes[n].roles.iter().any(elsewhere) {
        return None;
    }
    let same = country.is_none() || walk.nodes[n].country.is_none() || walk.nodes[n].country == country;
    (first && same && agrees(walk, n, p)).then_some(n)
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().collect::<String>() + chars.as_str())
}

/// "the company", "the country", "the airport", "the woman": the last one of that sort.
fn by_sort(walk: &Walk, i: usize, p: &Phrase) -> Option<usize> {
    if p.plural {
        return None;
    }
    let here = walk.page.sentence[p.head];
    let told: Vec<&String> = p.modifiers.iter().filter(|m| tells(m)).collect();
    // Of several countries the one that the report is about.
    let mut place: Option<(i64, usize)> = None;
    for d in walk.drafts[..i].iter().rev().take(MAX_BACK_MENTIONS) {
        let Some(n) = d.node.filter(|_| d.parts.is_empty()) else { continue };
        let node = &walk.nodes[n];
        let words = node.chain.map(|c| walk.chains[c].words.as_slice()).unwrap_or_default();
        // "the Institute" for "Salt Institute" or "Institute of Salt"; "Lviv City Fair" is no city.
        let at = words.iter().position(|w| *w == p.noun);
        let in_name =
            at.is_some_and(|at| at + 1 == words.len() || words[at + 1] == "of" || words[at + 1] == "for");
        if in_name
            && fits(walk, n, p)
            && told.iter().all(|m| {
                words.contains(m) || GAZETTEER.get(&capital(m)).is_some_and(|k| k.country == node.country)
            })
        {
            return Some(n);
        }
        let far = here - walk.page.sentence[d.head].min(here) > MAX_SORT_SENTENCES;
        if far || !told.is_empty() || !fits(walk, n, p) || !agrees(walk, n, p) {
            continue;
        }
        let sort = match p.kind {
            NounKind::Person => {
                is_plain_person(&p.noun) && node.gender == p.gender && node.plural == Some(false)
            }
            NounKind::Org => node.chain.is_some() && sort_of_organisation(&p.noun, node.sort, words),
            NounKind::Gpe => node.chain.is_some() && sort_of_place(&p.noun, node.sort, node.class),
            NounKind::Group => false,
            NounKind::Place => false,
        };
        if sort && p.kind != NounKind::Gpe {
            return Some(n);
        }
        if sort {
            let back = i64::try_from(here - walk.page.sentence[d.head].min(here)).unwrap_or(0);
            let head = walk.page.head(d.tokens);
            let mut joined = walk.page.doc.children(head).map(|c| walk.page.dep(c));
            let listed = walk.page.dep(head) == "conj" || joined.any(|dep| dep == "conj");
            let named = node.chain.map_or(0, |c| walk.chains[c].names.len());
            let often = i64::try_from(named.min(MAX_SALIENCE)).unwrap_or(0);
            let score = 3 * often - 2 * back - if listed { 4 } else { 0 };
            if place.is_none_or(|(best, _)| score > best) {
                place = Some((score, n));
            }
        }
    }
    place.map(|(_, n)| n)
}

fn is_plain_person(noun: &str) -> bool {
    matches!(
        noun,
        "man" | "woman" | "boy" | "girl" | "lady" | "gentleman" | "teenager" | "teen" | "youth" | "youngster"
    )
}

/// Whether the noun may stand for an organisation of that sort.
fn sort_of_organisation(noun: &str, sort: Option<Sort>, words: &[String]) -> bool {
    let named = |w: &[&str]| words.iter().any(|x| w.contains(&x.as_str()));
    // A university is no company, a ministry no airline.
    let public = named(&[
        "university",
        "college",
        "school",
        "ministry",
        "department",
        "church",
        "temple",
        "synagogue",
        "mosque",
        "court",
        "council",
        "parliament",
        "party",
        "police",
        "army",
        "committee",
        "commission",
        "government",
        "hospital",
        "institute",
        "foundation",
        "association",
        "union",
        "federation",
    ]);
    if public
        && matches!(
            noun,
            "company"
                | "firm"
                | "corporation"
                | "business"
                | "manufacturer"
                | "maker"
                | "giant"
                | "producer"
                | "operator"
                | "airline"
                | "carrier"
                | "agency"
        )
    {
        return false;
    }
    match noun {
        "organization" | "organisation" | "body" | "institution" => {
            !matches!(sort, Some(Sort::Outlet | Sort::Seat))
        }
        "group" => matches!(sort, Some(Sort::Armed | Sort::Other | Sort::Company | Sort::Body) | None),
        "company" | "firm" | "corporation" | "business" | "manufacturer" | "maker" | "giant" | "producer"
        | "operator" => matches!(sort, Some(Sort::Company) | None),
        "airline" | "carrier" => {
            matches!(sort, Some(Sort::Company) | None)
                && (named(&["air", "airlines", "airways", "aviation", "jet"]) || sort == Some(Sort::Company))
        }
        "carmaker" | "automaker" | "drugmaker" | "retailer" | "chain" | "lender" => {
            sort == Some(Sort::Company)
        }
        "newspaper" | "paper" | "tabloid" | "daily" | "magazine" | "outlet" | "broadcaster" | "channel"
        | "station" => {
            sort == Some(Sort::Outlet)
                || named(&["times", "post", "news", "tv", "radio", "herald", "journal"])
        }
        "network" => sort == Some(Sort::Outlet),
        "website" => matches!(sort, Some(Sort::Outlet | Sort::Company)),
        "agency" => {
            matches!(sort, Some(Sort::Body | Sort::State | Sort::Outlet) | None)
                && !named(&["ministry", "university", "college"])
        }
        "watchdog" | "regulator" => matches!(sort, Some(Sort::Body | Sort::State | Sort::Other)),
        "bloc" | "alliance" | "union" | "coalition" => sort == Some(Sort::Body),
        "charity" | "nonprofit" | "foundation" | "ngo" => matches!(sort, Some(Sort::Other) | None),
        "militia" | "movement" => sort == Some(Sort::Armed),
        "party" => sort == Some(Sort::Party),
        "club" | "team" | "side" => sort.is_none() && named(&["club", "fc", "united", "city", "team"]),
        "department" => named(&["department"]),
        "parliament" | "assembly" | "legislature" => {
            named(&["parliament", "rada", "duma", "knesset", "bundestag", "congress"])
        }
        "school" | "institute" => named(&["university", "college", "school", "academy", "institute"]),
        "congregation" => named(&["temple", "church", "synagogue", "mosque"]),
        _ => false,
    }
}

/// Whether the noun may stand for a place of that sort.
fn sort_of_place(noun: &str, sort: Option<Sort>, class: Class) -> bool {
    match noun {
        "country" | "nation" | "homeland" | "republic" | "kingdom" | "state" => {
            sort == Some(Sort::Country) || noun == "state" && sort == Some(Sort::Region)
        }
        "capital" => sort == Some(Sort::Capital),
        "city" => matches!(sort, Some(Sort::City | Sort::Capital)) || sort.is_none() && class == Class::Gpe,
        "town" | "village" | "municipality" | "suburb" | "hamlet" => {
            matches!(sort, Some(Sort::City)) || sort.is_none() && class == Class::Gpe
        }
        "province" | "region" | "territory" | "county" | "district" => {
            matches!(sort, Some(Sort::Region | Sort::Area)) || sort.is_none() && class == Class::Gpe
        }
        _ => false,
    }
}
