//! A mention of an event as it is compared with others: who, what, where, when, in which words.

use std::collections::{BTreeMap, BTreeSet};

use types::{Actor, DayRange, Doc, Entity, EntityType, EventMention, Extract, Party, Pos, Report, Time, Who};

use crate::key;

/// One who takes part: as one is compared with another.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Who.
    pub who: Who,
    /// CAMEO actor code.
    pub code: Option<String>,
    /// ISO 3166-1 alpha-3 from the code.
    country: Option<String>,
    /// Whether a person.
    person: bool,
    /// Folded words of a description.
    words: BTreeSet<String>,
}

/// A mention.
pub struct Item<'a> {
    /// (report, number in its extract).
    pub place_in: (usize, usize),
    /// The mention.
    pub mention: &'a EventMention,
    /// The predicate's dictionary form.
    pub lemma: String,
    /// Who did it.
    pub source: Vec<Role>,
    /// To or with whom.
    pub target: Vec<Role>,
    /// Entity of the place.
    pub place: Option<usize>,
    /// Value of the time.
    pub time: Option<&'a str>,
    /// Its days.
    pub days: Option<DayRange>,
    /// Days between the report and the event, when the event lies before it.
    pub ago: Option<i32>,
    /// Content words of the mention, without the predicate.
    pub words: BTreeSet<String>,
}

/// All mentions of a story, with how rare each word is.
pub struct Items<'a> {
    /// The mentions, by report and place.
    pub list: Vec<Item<'a>>,
    rarity: BTreeMap<String, f64>,
}

impl<'a> Items<'a> {
    /// The mentions of all reports.
    pub fn new(
        reports: &'a [Report],
        docs: &'a [Doc],
        extracts: &'a [Extract],
        entities: &'a [Entity],
    ) -> Items<'a> {
        let all = entities.iter().enumerate();
        let of: BTreeMap<(usize, usize), usize> =
            all.flat_map(|(i, e)| e.referents.iter().map(move |&r| (r, i))).collect();
        let mut list = Vec::new();
        for (r, extract) in extracts.iter().enumerate() {
            let (Some(report), Some(doc)) = (reports.get(r), docs.get(r)) else { continue };
            for (i, mention) in extract.events.iter().enumerate() {
                let roles = |actors: &[Actor]| -> Vec<Role> {
                    actors.iter().filter_map(|a| role(&of, entities, extract, r, a)).collect()
                };
                let time = mention.time.and_then(|t| extract.times.get(t)).and_then(|t| t.value.as_deref());
                let days = time.and_then(Time::days_of);
                let ago = match (days, report.published) {
                    (Some(d), Some(p)) if d.last < p.date => Some((p.date - d.last).get_days()),
                    _ => None,
                };
                list.push(Item {
                    place_in: (r, i),
                    mention,
                    lemma: doc.tokens.get(mention.head).map_or(String::new(), |t| t.lemma.to_lowercase()),
                    source: roles(&mention.source),
                    target: roles(&mention.target),
                    place: mention.place.and_then(|p| of.get(&(r, p)).copied()),
                    time,
                    days,
                    ago,
                    words: words(report, doc, mention),
                });
            }
        }
        let n = list.len() as f64;
        let mut count: BTreeMap<String, f64> = BTreeMap::new();
        for word in list.iter().flat_map(|i: &Item| &i.words) {
            *count.entry(word.clone()).or_default() += 1.0;
        }
        let rarity = count.into_iter().map(|(w, k)| (w, (1.0 + n / k).ln())).collect();
        Items { list, rarity }
    }

    /// How much of their words two mentions share, 0 to 1: cosine over inverse mention frequency.
    pub fn wording(&self, a: &Item, b: &Item) -> f64 {
        let weight = |w: &String| self.rarity.get(w).copied().unwrap_or(0.0).powi(2);
        let shared: f64 = a.words.intersection(&b.words).map(weight).sum();
        let norm = |i: &Item| i.words.iter().map(weight).sum::<f64>().sqrt();
        let both = norm(a) * norm(b);
        if both > 0.0 { shared / both } else { 0.0 }
    }
}

/// A party across reports.
fn role(
    of: &BTreeMap<(usize, usize), usize>,
    entities: &[Entity],
    extract: &Extract,
    report: usize,
    actor: &Actor,
) -> Option<Role> {
    let (who, person) = match &actor.party {
        Party::Description(words) => (Who::Description(words.clone()), false),
        Party::Referent(n) => match of.get(&(report, *n)) {
            Some(&e) => (Who::Entity(e), entities[e].kind == EntityType::Person),
            None => (Who::Description(extract.referents.get(*n)?.name.clone()?), false),
        },
    };
    let words = match &who {
        Who::Description(words) => {
            key::words(words).into_iter().filter(|w| w.len() > 2 && w != "the").collect()
        }
        Who::Entity(_) => BTreeSet::new(),
    };
    let country =
        actor.code.as_deref().and_then(|c| c.get(..3)).filter(|c| !GROUPS.contains(c)).map(str::to_string);
    Some(Role { who, code: actor.code.clone(), country, person, words })
}

/// First letters of codes that are no country's.
const GROUPS: [&str; 12] =
    ["CVL", "IGO", "NGO", "GOV", "MIL", "REB", "OPP", "COP", "JUD", "MED", "BUS", "UAF"];

/// Content words of a mention but its predicate: lemmas of nouns, names, adjectives, numbers and verbs.
fn words(report: &Report, doc: &Doc, mention: &EventMention) -> BTreeSet<String> {
    let tokens = doc.tokens_in(mention.span);
    let content = |t: &usize| {
        matches!(doc.tokens[*t].pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num)
            && *t != mention.head
            && *t < doc.tokens.len()
    };
    let lemma = |t: usize| match doc.tokens[t].pos {
        Pos::Propn => key::fold(doc.word(&report.text, t)),
        _ => doc.tokens[t].lemma.to_lowercase(),
    };
    tokens.iter().filter(content).map(lemma).filter(|w| w.chars().count() > 2).collect()
}

impl Role {
    /// How surely two are the same actor, 0 to 1.
    fn like(&self, other: &Role) -> f64 {
        if self.who == other.who {
            return 1.0;
        }
        if let (Who::Description(_), Who::Description(_)) = (&self.who, &other.who) {
            let shared = self.words.intersection(&other.words).count() as f64;
            let alike = shared / self.words.len().min(other.words.len()).max(1) as f64;
            if alike >= SAME_WORDS {
                return alike;
            }
        }
        match (&self.country, &other.country) {
            (Some(a), Some(b)) if a == b => {
                if self.person != other.person {
                    PERSON_FOR_COUNTRY
                } else if self.person {
                    0.0
                } else {
                    SAME_COUNTRY
                }
            }
            _ => 0.0,
        }
    }
}

/// Share of a description's words that another must have to be the same.
const SAME_WORDS: f64 = 0.5;
/// Two bodies of one country ("Ankara", "Turkish troops"). By judgement.
const SAME_COUNTRY: f64 = 0.8;
/// A person for the country he acts for. By judgement.
const PERSON_FOR_COUNTRY: f64 = 0.4;

/// How far two lists of actors are the same, 0 to 1: the mean over the shorter list of each one's best match; `None` when either is empty.
pub fn alike(a: &[Role], b: &[Role]) -> Option<f64> {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if few.is_empty() {
        return None;
    }
    let best = |r: &Role| many.iter().map(|o| r.like(o)).fold(0.0, f64::max);
    Some(few.iter().map(best).sum::<f64>() / few.len() as f64)
}
