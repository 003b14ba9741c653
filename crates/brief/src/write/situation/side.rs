//! The sides of a story: who acts for whom.
//!
//! In: the participants' actor codes. Out: sides. A state's ministers, army and police are one side; rebels and an
//! opposition are sides of their own; an international body is one with its envoys. A private person, a company or a crowd is no side.

use std::collections::{BTreeMap, BTreeSet};

use types::{Actor, EntityType, Event, Evidence, Participant, Party, Side, Story, Who, country_name};

use crate::export::table;
use crate::{view, words};

/// Roles whose holders act for their state.
const STATE: [&str; 6] = ["GOV", "MIL", "COP", "SPY", "LEG", "JUD"];
/// Roles whose holders are a side by themselves.
const GROUP: [&str; 7] = ["REB", "OPP", "UAF", "RAD", "SET", "PTY", "REF"];

/// What a key begins with that is a name, for want of a code.
const UNCODED: &str = "name ";

/// The sides of a story and who belongs to which.
pub struct Sides {
    /// The sides, most active first.
    pub all: Vec<Side>,
    by_key: BTreeMap<String, usize>,
    /// Key of the one group that a bare role means ("rebels" where only one country's rebels act).
    bare: BTreeMap<String, String>,
}

/// What a side gathers while the events are read.
#[derive(Default)]
struct Gathered {
    entities: BTreeSet<usize>,
    events: BTreeSet<usize>,
    mentions: usize,
    names: BTreeMap<String, usize>,
    evidence: Vec<Evidence>,
}

impl Sides {
    /// The sides of those events of a story that have a coding.
    pub fn of(story: &Story, political: &[usize]) -> Sides {
        let mut sides = Sides { all: Vec::new(), by_key: BTreeMap::new(), bare: bare(story, political) };
        let mut gathered: BTreeMap<String, Gathered> = BTreeMap::new();
        for &number in political {
            let event = &story.events[number];
            for participant in event.source.iter().chain(&event.target) {
                let Some(key) = sides.key(story, participant) else { continue };
                let side = gathered.entry(key.clone()).or_default();
                side.events.insert(number);
                side.mentions += event.mentions.len();
                let (entity, name) = match &participant.who {
                    Who::Entity(e) => (Some(*e), story.entities.get(*e).map(|e| e.name.clone())),
                    Who::Description(words) => (None, Some(words.clone())),
                };
                side.entities.extend(entity);
                // A country or a person that lent its name is no name for its rebels.
                let own =
                    entity.and_then(|e| story.entities.get(e)).is_none_or(|e| e.kind == EntityType::Org);
                if let Some(name) = name.filter(|_| own) {
                    *side.names.entry(name).or_default() += event.mentions.len();
                }
                side.evidence.extend(named(story, event, participant));
            }
        }
        let mut ranked: Vec<(String, Gathered)> =
            gathered.into_iter().filter(|g| !g.1.evidence.is_empty()).collect();
        ranked.sort_by(|a, b| {
            (b.1.events.len(), b.1.mentions, &a.0).cmp(&(a.1.events.len(), a.1.mentions, &b.0))
        });
        for (key, side) in ranked {
            sides.by_key.insert(key.clone(), sides.all.len());
            let code = (!key.starts_with(UNCODED)).then(|| key.clone());
            sides.all.push(Side { name: name(&key, &side.names), code, ..side.into() });
        }
        sides
    }

    /// The key of the side that one who takes part acts for.
    fn key(&self, story: &Story, participant: &Participant) -> Option<String> {
        let key = key(story, participant)?;
        Some(self.bare.get(&key).cloned().unwrap_or(key))
    }

    /// The side of one who takes part.
    pub fn side(&self, story: &Story, participant: &Participant) -> Option<usize> {
        self.by_key.get(&self.key(story, participant)?).copied()
    }

    /// The sides of some who take part, each once, in their order.
    pub fn sides(&self, story: &Story, list: &[Participant]) -> Vec<usize> {
        let mut sides: Vec<usize> = Vec::new();
        for side in list.iter().filter_map(|p| self.side(story, p)) {
            if !sides.contains(&side) {
                sides.push(side);
            }
        }
        sides
    }

    /// The side that a party of one report acts for: that of the participant it is in some event.
    pub fn of_party(&self, story: &Story, report: usize, party: &Party) -> Option<usize> {
        let Party::Referent(referent) = party else { return None };
        let entity = story.entity_of(report, *referent)?;
        self.all.iter().position(|s| s.entities.binary_search(&entity).is_ok())
    }
}

impl From<Gathered> for Side {
    fn from(side: Gathered) -> Side {
        let mut evidence = side.evidence;
        evidence.sort();
        evidence.dedup_by_key(|e| e.report);
        Side {
            name: String::new(),
            code: None,
            entities: side.entities.into_iter().collect(),
            events: side.events.into_iter().collect(),
            evidence,
        }
    }
}

/// The key of a side by a participant's code.
fn key(story: &Story, participant: &Participant) -> Option<String> {
    let entity = match &participant.who {
        Who::Entity(e) => story.entities.get(*e),
        Who::Description(_) => None,
    };
    let Some(code) = participant.code.as_deref() else {
        // A state that the code list does not know is a side by its name.
        let state = entity.filter(|e| e.kind == EntityType::Gpe && e.country.is_none())?;
        return Some(format!("{UNCODED}{}", state.name));
    };
    let (country, roles) = table::parts(code);
    let role = roles.first().copied();
    match (country, role) {
        (Some("NGO"), _) => None,
        (Some("IGO"), None) => entity.map(|e| format!("{UNCODED}{}", e.name)),
        (Some("IGO"), _) => {
            let body = roles.iter().take_while(|r| !STATE.contains(r)).copied();
            Some(format!("IGO{}", body.collect::<String>()))
        }
        (Some("IMG"), _) => Some(code.to_owned()),
        (Some(country), None) => {
            // A person of whom only the country is known does not act for it; a region is no side.
            let acts = entity.is_none_or(|e| e.kind != EntityType::Person) && country_name(country).is_some();
            acts.then(|| country.to_owned())
        }
        (Some(country), Some(role)) if STATE.contains(&role) => Some(country.to_owned()),
        (Some(country), Some(role)) if GROUP.contains(&role) => Some(format!("{country}{role}")),
        (None, Some(role)) if GROUP.contains(&role) && role != "REF" => Some(role.to_owned()),
        _ => None,
    }
}

/// For each bare role, the one group of that role with a country, when there is but one.
fn bare(story: &Story, political: &[usize]) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let events = political.iter().map(|&e| &story.events[e]);
    for participant in events.flat_map(|e| e.source.iter().chain(&e.target)) {
        let Some(key) = key(story, participant).filter(|k| k.len() == 6 && !k.starts_with(UNCODED)) else {
            continue;
        };
        let role = key[3..].to_owned();
        groups.entry(role).or_default().insert(key);
    }
    let one = |(role, keys): (String, BTreeSet<String>)| {
        let only = keys.first().filter(|_| keys.len() == 1)?;
        Some((role, only.clone()))
    };
    groups.into_iter().filter_map(one).collect()
}

/// A side's name: the country's, else what it is called most, the shortest of equals, else its role and country.
fn name(key: &str, names: &BTreeMap<String, usize>) -> String {
    if let Some(country) = country_name(key) {
        return country.to_owned();
    }
    if let Some(name) = key.strip_prefix(UNCODED) {
        return view::plain(name);
    }
    let best = names.iter().max_by_key(|(name, count)| (**count, usize::MAX - name.len()));
    let bare = best.map(|(name, _)| view::plain(name)).unwrap_or_default();
    let bare = bare.strip_prefix("the ").or_else(|| bare.strip_prefix("The ")).unwrap_or(&bare).to_owned();
    let (country, roles) = table::parts(key);
    let country = country.and_then(country_name);
    let role = roles.first().and_then(|r| table::meaning(r));
    match (bare.is_empty() || names.len() > 1 && !bare.starts_with(char::is_uppercase), country, role) {
        (true, Some(country), Some(role)) => format!("{} ({country})", words::capitalized(role)),
        (true, None, Some(role)) => words::capitalized(role),
        _ => words::capitalized(&bare),
    }
}

/// Where an event's mentions name one who takes part.
fn named(story: &Story, event: &Event, participant: &Participant) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for &(report, number) in &event.mentions {
        let Some(mention) = story.extracts.get(report).and_then(|x| x.events.get(number)) else { continue };
        let is = |a: &&Actor| match (&a.party, &participant.who) {
            (Party::Referent(r), Who::Entity(e)) => story.entity_of(report, *r) == Some(*e),
            (Party::Description(a), Who::Description(b)) => a == b,
            _ => false,
        };
        let found = mention.source.iter().chain(&mention.target).find(is);
        evidence.extend(found.filter(|a| !a.span.is_empty()).map(|a| Evidence { report, span: a.span }));
    }
    evidence
}
