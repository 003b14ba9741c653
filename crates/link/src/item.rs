//! The named referents of all reports as things to be joined.
//!
//! Extracts → [`Item`]s, in an order that does not depend on the order of the reports.

use std::collections::{BTreeMap, BTreeSet};

use types::{EntityType, Extract, Gender, MentionKind, Report};

use crate::key::{organisation, words};

/// All referents that bear one name (folded) and are of one kind: the least thing that is joined.
#[derive(Clone, Debug)]
pub struct Item {
    /// The words of its name, folded.
    pub words: Vec<String>,
    /// What it names.
    pub kind: EntityType,
    /// The gazetteer's name for it.
    pub known: Option<String>,
    /// Country codes, with how often.
    pub countries: BTreeMap<String, usize>,
    /// Genders that referents show.
    pub genders: BTreeSet<Gender>,
    /// Short forms printed for it: acronyms.
    pub acronyms: BTreeSet<String>,
    /// The referents, as (report, referent).
    pub referents: Vec<(usize, usize)>,
    /// A name as printed, for reasons.
    pub printed: String,
    /// Name mentions over all reports.
    pub count: usize,
}

impl Item {
    /// The reports that have it.
    pub fn reports(&self) -> BTreeSet<usize> {
        self.referents.iter().map(|r| r.0).collect()
    }

    /// The country named most often; of equals the first.
    pub fn country(&self) -> Option<&String> {
        self.countries.iter().max_by_key(|(code, n)| (**n, std::cmp::Reverse(*code))).map(|(code, _)| code)
    }
}

/// A referent with a name.
struct Named {
    at: (usize, usize),
    key: String,
    words: Vec<String>,
    kind: EntityType,
    count: usize,
    printed: String,
    acronyms: BTreeSet<String>,
}

/// The name of a referent folded to what tells names apart.
fn key_of(name: &str, known: Option<&String>, kind: EntityType) -> String {
    match (known, kind) {
        (Some(known), _) => format!("={known}"),
        (None, EntityType::Person) => words(name).join(" "),
        (None, _) => organisation(name),
    }
}

/// All items, by name.
pub fn all(reports: &[Report], extracts: &[Extract]) -> Vec<Item> {
    let mut named: Vec<Named> = Vec::new();
    for (r, extract) in extracts.iter().enumerate() {
        let mut printed: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for m in extract.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
            let text = reports.get(r).and_then(|report| m.span.get(&report.text)).unwrap_or_default();
            printed.entry(m.referent).or_default().push(text);
        }
        for (n, referent) in extract.referents.iter().enumerate() {
            let (Some(name), Some(texts)) = (&referent.name, printed.get(&n)) else { continue };
            let kind = referent.kind.unwrap_or(EntityType::Org);
            let acronyms =
                texts.iter().filter(|t| is_acronym(t)).map(|t| t.replace('.', "").to_uppercase()).collect();
            named.push(Named {
                at: (r, n),
                key: key_of(name, referent.known.as_ref(), kind),
                words: words(name),
                kind,
                count: texts.len(),
                printed: name.clone(),
                acronyms,
            });
        }
    }
    let kinds = voted(&named);
    let mut items: BTreeMap<(EntityType, String), Item> = BTreeMap::new();
    for n in named {
        let kind = kinds.get(&n.key).copied().unwrap_or(n.kind);
        let referent = &extracts[n.at.0].referents[n.at.1];
        let item = items.entry((kind, n.key.clone())).or_insert_with(|| Item {
            words: n.words.clone(),
            kind,
            known: referent.known.clone(),
            countries: BTreeMap::new(),
            genders: BTreeSet::new(),
            acronyms: BTreeSet::new(),
            referents: Vec::new(),
            printed: n.printed.clone(),
            count: 0,
        });
        if let Some(code) = &referent.country {
            *item.countries.entry(code.clone()).or_default() += n.count;
        }
        item.genders.extend(referent.gender);
        item.acronyms.extend(n.acronyms);
        item.referents.push(n.at);
        item.printed = item.printed.clone().min(n.printed);
        item.count += n.count;
    }
    items.into_values().collect()
}

fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters) && text.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&'))
}

/// One name, one type over all reports: the type with most mentions; a surname of a person named in full is a person.
fn voted(named: &[Named]) -> BTreeMap<String, EntityType> {
    let surnames: BTreeSet<&str> = named
        .iter()
        .filter(|n| n.kind == EntityType::Person && n.words.len() > 1)
        .filter_map(|n| n.words.last().map(String::as_str))
        .collect();
    let mut votes: BTreeMap<&str, BTreeMap<EntityType, usize>> = BTreeMap::new();
    for n in named {
        *votes.entry(&n.key).or_default().entry(n.kind).or_default() += n.count;
        if surnames.contains(n.key.as_str()) {
            *votes.entry(&n.key).or_default().entry(EntityType::Person).or_default() += 3;
        }
    }
    let best = |v: BTreeMap<EntityType, usize>| {
        v.into_iter().max_by_key(|(k, n)| (*n, std::cmp::Reverse(*k))).map(|(k, _)| k)
    };
    votes.into_iter().filter_map(|(key, v)| Some((key.to_string(), best(v)?))).collect()
}
