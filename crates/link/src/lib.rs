//! Mentions to entities, and to events, across reports.
//!
//! Reports + extracts → [`Entity`]s, most mentioned first. Referents that bear one folded name are one item (`item`); items are joined by what
//! their names show (`cluster`): first and last name, transliteration (`key`), acronym, country. Each join keeps its reason. The outcome does
//! not depend on the order of the reports, but for their numbers.

mod cluster;
mod code;
mod event;
mod item;
mod key;

use std::collections::BTreeMap;

use types::{Entity, EntityType, Extract, MentionKind, Report, Spelling};

pub use code::settle_codes;
pub use event::events;
use item::Item;

/// The named ones that the reports speak of, each once; most mentioned first.
pub fn entities(reports: &[Report], extracts: &[Extract]) -> Vec<Entity> {
    let items = item::all(reports, extracts);
    let local: Vec<Option<String>> = extracts.iter().map(local_country).collect();
    let clusters = cluster::all(&items, &local);
    let mut entities: Vec<(usize, Entity)> = clusters
        .groups()
        .into_iter()
        .map(|(members, reasons)| {
            let members: Vec<&Item> = members.into_iter().map(|i| &items[i]).collect();
            entity(reports, extracts, &members, reasons)
        })
        .collect();
    entities.sort_by(|(n, a), (m, b)| {
        m.cmp(n)
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.kind.cmp(&b.kind))
            .then_with(|| a.spellings.first().map(|s| &s.text).cmp(&b.spellings.first().map(|s| &s.text)))
    });
    entities.into_iter().map(|(_, e)| e).collect()
}

/// The country that a report names most; of equals the first by code.
fn local_country(extract: &Extract) -> Option<String> {
    let mut count: BTreeMap<&String, usize> = BTreeMap::new();
    for m in extract.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
        let referent = &extract.referents[m.referent];
        if let (Some(EntityType::Gpe), Some(code)) = (referent.kind, &referent.country) {
            *count.entry(code).or_default() += 1;
        }
    }
    count.into_iter().max_by_key(|(code, n)| (*n, std::cmp::Reverse(*code))).map(|(code, _)| code.clone())
}

/// One entity and the number of its mentions.
fn entity(
    reports: &[Report],
    extracts: &[Extract],
    members: &[&Item],
    mut reasons: Vec<String>,
) -> (usize, Entity) {
    let mut referents: Vec<(usize, usize)> =
        members.iter().flat_map(|m| m.referents.iter().copied()).collect();
    referents.sort_unstable();
    let kind = kind(members);
    let (bare, titled, mentions) = spellings(reports, extracts, &referents);
    let name = display(extracts, &referents, &bare, kind);
    for &(r, n) in &referents {
        for reason in &extracts[r].referents[n].reasons {
            if !reasons.contains(reason) {
                reasons.push(reason.clone());
            }
        }
    }
    reasons.sort();
    let mut all = bare;
    for (text, spelling) in titled {
        all.entry(text).or_insert(spelling);
    }
    let mut spellings: Vec<Spelling> = all.into_values().collect();
    spellings.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    let mut countries: BTreeMap<&String, usize> = BTreeMap::new();
    for m in members {
        for (code, n) in &m.countries {
            *countries.entry(code).or_default() += n;
        }
    }
    let country = countries
        .iter()
        .max_by_key(|(code, n)| (**n, std::cmp::Reverse(**code)))
        .map(|(code, _)| (*code).clone());
    let roles = roles(extracts, &referents);
    (mentions, Entity { kind, name, spellings, roles, country, referents, reasons })
}

/// The type that most mentions have; of equals the first.
fn kind(members: &[&Item]) -> EntityType {
    let mut votes: BTreeMap<EntityType, usize> = BTreeMap::new();
    for m in members {
        *votes.entry(m.kind).or_default() += m.count;
    }
    votes
        .into_iter()
        .max_by_key(|(kind, n)| (*n, std::cmp::Reverse(*kind)))
        .map_or(EntityType::Org, |(kind, _)| kind)
}

type Spellings = BTreeMap<String, Spelling>;

/// The names as printed, alone and with their titles, and the number of all mentions.
fn spellings(
    reports: &[Report],
    extracts: &[Extract],
    referents: &[(usize, usize)],
) -> (Spellings, Spellings, usize) {
    let (mut bare, mut titled): (Spellings, Spellings) = (BTreeMap::new(), BTreeMap::new());
    let mut mentions = 0;
    for (r, extract) in extracts.iter().enumerate() {
        for m in extract.mentions.iter().filter(|m| referents.binary_search(&(r, m.referent)).is_ok()) {
            mentions += 1;
            if m.kind != MentionKind::Name {
                continue;
            }
            for (all, span) in [(&mut bare, Some(m.span)), (&mut titled, m.titled)] {
                let Some(text) = span.and_then(|s| s.get(&reports[r].text)) else { continue };
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let spelling = all.entry(text.clone()).or_insert_with(|| Spelling {
                    text,
                    count: 0,
                    reports: Vec::new(),
                });
                spelling.count += 1;
                if spelling.reports.last() != Some(&r) {
                    spelling.reports.push(r);
                }
            }
        }
    }
    (bare, titled, mentions)
}

/// A fuller spelling is shown when it is at least this share as frequent as the most frequent full one. By judgement: a name with a rare
/// middle initial is shown without, a country rather by its name than by its letters.
const COMMON_SHARE: f64 = 0.5;

/// The fullest common spelling.
fn display(extracts: &[Extract], referents: &[(usize, usize)], bare: &Spellings, kind: EntityType) -> String {
    let quiet = |t: &str| t.chars().any(char::is_lowercase);
    let full = |s: &&Spelling| s.text.contains(' ') && quiet(&s.text);
    let some_full = bare.values().any(|s| full(&s));
    let completed = referents
        .iter()
        .filter_map(|&(r, n)| extracts[r].referents[n].name.as_ref())
        .filter(|n| n.contains(' '))
        .min();
    if let (EntityType::Person, false, Some(name)) = (kind, some_full, completed) {
        return name.clone();
    }
    let known = referents.iter().find_map(|&(r, n)| extracts[r].referents[n].known.as_ref());
    if let (Some(known), false) =
        (known, bare.values().any(|s| quiet(&s.text) || s.text.chars().count() <= 5))
    {
        return known.clone();
    }
    let pool: Vec<&Spelling> = bare.values().filter(|s| !some_full || full(s)).collect();
    let most = pool.iter().map(|s| s.count).max().unwrap_or(0) as f64;
    let rank = |s: &&&Spelling| (quiet(&s.text), s.text.chars().count(), std::cmp::Reverse(s.text.clone()));
    pool.iter()
        .filter(|s| s.count as f64 >= most * COMMON_SHARE)
        .max_by_key(rank)
        .map_or(String::new(), |s| s.text.clone())
}

/// Roles by how many referents have them, then by length (fuller first), then by letters.
fn roles(extracts: &[Extract], referents: &[(usize, usize)]) -> Vec<String> {
    let mut count: BTreeMap<String, (usize, BTreeMap<&String, usize>)> = BTreeMap::new();
    for &(r, n) in referents {
        for role in &extracts[r].referents[n].roles {
            let entry = count.entry(key::fold(role)).or_default();
            entry.0 += 1;
            *entry.1.entry(role).or_default() += 1;
        }
    }
    let mut roles: Vec<(usize, String)> = count
        .into_values()
        .filter_map(|(n, printed)| {
            Some((n, printed.into_iter().max_by_key(|(text, k)| (*k, std::cmp::Reverse(*text)))?.0.clone()))
        })
        .collect();
    roles.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.len().cmp(&a.1.len())).then_with(|| a.1.cmp(&b.1)));
    roles.into_iter().map(|(_, r)| r).collect()
}
