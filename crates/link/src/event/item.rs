//! Mentions of events, made comparable across reports.
//!
//! In: the [`EventMention`]s with their reports. Out: one [`Item`] a mention, in an order that the texts alone decide, so that nothing after it depends
//! on the order of the reports.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use types::{
    Date, DayRange, Doc, Entity, EntityType, EventMention, EventStatus, EventType, Extract, Pos, Report,
    Span, TimeKind, Who, alpha3, country_name,
};

use super::actor::{Naming, Role};
use super::family;

/// A mention as it is compared.
#[derive(Clone, Debug)]
pub struct Item {
    /// (report, number in [`Extract::events`]).
    pub at: (usize, usize),
    /// Its sentence in the report.
    pub sentence: usize,
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Whether it happened.
    pub status: EventStatus,
    /// Whether a verb in a tense says so, rather than a noun.
    pub told: bool,
    /// Family of the predicate.
    pub family: String,
    /// The predicate as printed.
    pub printed: String,
    /// Who did it.
    pub source: Vec<Role>,
    /// To or with whom.
    pub target: Vec<Role>,
    /// Where; for a visit or an attack also the place that is reached.
    pub place: Option<Place>,
    /// TIMEX3 value of when, and its days.
    pub time: Option<(String, DayRange)>,
    /// The day of its report.
    pub published: Option<Date>,
    /// Families of the other content words, ascending.
    pub about: Vec<String>,
    /// Which of several of a kind it says it is: 1 for "the original deadline", 2 for "a revised deadline".
    pub turn: Option<u8>,
    /// The words of its sentence, folded: a copied sentence is no second witness.
    pub words: String,
    /// Whether its report tells of only one such thing: this kind, mode or word, and who did it.
    pub sole: bool,
}

/// Where an event was.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Number of the entity.
    pub entity: usize,
    /// Alpha-3 code of its country.
    pub country: Option<String>,
    /// Whether it is a whole country.
    pub whole: bool,
}

/// All that mentions are made of.
pub struct Material<'a> {
    /// The reports.
    pub reports: &'a [Report],
    /// Each as read.
    pub docs: &'a [Doc],
    /// What each says.
    pub extracts: &'a [Extract],
    /// Those they speak of.
    pub entities: &'a [Entity],
}

/// All mentions, in an order that does not depend on that of the reports.
pub fn all(material: &Material<'_>) -> Vec<Item> {
    let naming: Naming = material
        .entities
        .iter()
        .enumerate()
        .flat_map(|(i, e)| e.referents.iter().map(move |&r| (r, i)))
        .collect();
    let mut items: Vec<(Item, (usize, usize))> = Vec::new();
    for (r, extract) in material.extracts.iter().enumerate() {
        let local = crate::local_country(extract);
        let local = local.as_deref().and_then(alpha3);
        for (number, mention) in extract.events.iter().enumerate() {
            items.push((
                item(material, (&naming, local), (r, number), mention),
                (mention.span.start, mention.span.end),
            ));
        }
    }
    let text = |i: &Item| &material.reports[i.at.0].text;
    items.sort_by(|(a, x), (b, y)| {
        (a.kind, &a.family, &a.words, x, a.at.1)
            .cmp(&(b.kind, &b.family, &b.words, y, b.at.1))
            .then_with(|| text(a).cmp(text(b)))
            .then_with(|| a.at.cmp(&b.at))
    });
    let mut items: Vec<Item> = items.into_iter().map(|(i, _)| i).collect();
    mark_sole(&mut items);
    items
}

fn item(
    material: &Material<'_>,
    (naming, local): (&Naming, Option<&str>),
    at: (usize, usize),
    mention: &EventMention,
) -> Item {
    let (report, doc, extract) = (&material.reports[at.0], &material.docs[at.0], &material.extracts[at.0]);
    let roles = |actors: &[types::Actor]| {
        let mut roles: Vec<Role> = Vec::new();
        for actor in actors {
            let mut role = Role::of(actor, (at.0, doc, &report.text), naming, material.entities);
            role.at_home(local);
            if roles.iter().all(|r| r.who != role.who) {
                roles.push(role);
            }
        }
        roles
    };
    let (source, target) = (roles(&mention.source), roles(&mention.target));
    let place = mention.place.and_then(|p| naming.get(&(at.0, p))).map(|&e| place(material.entities, e));
    // Where one travels to, and what is attacked or taken, is where it happens.
    let reached = || {
        let there = mention.mode.as_deref() == Some("visit") || mention.kind == EventType::Assault;
        let places = target.iter().filter(|r| there && r.place).filter_map(|r| entity_of(&r.who));
        places.map(|e| self::place(material.entities, e)).min_by_key(|p| p.whole)
    };
    let time = mention.time.and_then(|t| extract.times.get(t));
    let time = time.filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time));
    let token = doc.tokens.get(mention.head);
    let sentence = token.map_or(0, |_| doc.sentence_of(mention.head));
    let words = doc.sentences.get(sentence).filter(|s| !s.tokens.is_empty()).map(|s| doc.span(s.tokens));
    let words = words.and_then(|s| s.get(&report.text)).unwrap_or_default();
    Item {
        at,
        sentence,
        kind: mention.kind,
        mode: mention.mode.clone(),
        status: mention.status,
        told: token.is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux) && &*t.tag != "VBG"),
        family: token.map_or_else(String::new, |t| family::of(&t.lemma)),
        printed: mention.predicate.get(&report.text).unwrap_or_default().to_string(),
        about: about(doc, mention),
        turn: turn(doc, &report.text, mention),
        place: place.or_else(reached),
        time: time.and_then(|t| Some((t.value.clone()?, t.days?))),
        words: types::fold(words),
        sole: false,
        published: report.published.map(|p| p.date),
        source,
        target,
    }
}

/// What is counted to see whether a report tells of only one such thing.
fn sort_of(item: &Item) -> (usize, EventType, String, String) {
    let word = item.mode.clone().unwrap_or_else(|| item.family.clone());
    let by = item.source.first().map(|role| match (&role.country, &role.who) {
        (Some(country), _) => country.clone(),
        (None, Who::Entity(e)) => e.to_string(),
        (None, Who::Description(_)) => role.words.iter().next().cloned().unwrap_or_default(),
    });
    (item.at.0, item.kind, word, by.unwrap_or_default())
}

/// Marks the mentions that are the only ones of their sort in their report.
fn mark_sole(items: &mut [Item]) {
    let mut count: BTreeMap<(usize, EventType, String, String), usize> = BTreeMap::new();
    for item in items.iter() {
        *count.entry(sort_of(item)).or_default() += 1;
    }
    for item in items.iter_mut() {
        item.sole = count.get(&sort_of(item)) == Some(&1);
    }
}

fn entity_of(who: &Who) -> Option<usize> {
    match who {
        Who::Entity(e) => Some(*e),
        Who::Description(_) => None,
    }
}

/// An entity as a place.
fn place(entities: &[Entity], number: usize) -> Place {
    let entity = &entities[number];
    let country = entity.country.as_deref().and_then(alpha3);
    let name = country.and_then(country_name).map(types::fold);
    let named = |text: &str| name.as_deref() == Some(types::fold(text).trim_start_matches("the "));
    let whole = entity.kind == EntityType::Norp
        || entity.kind == EntityType::Gpe
            && (named(&entity.name) || entity.spellings.iter().any(|s| named(&s.text)));
    Place { entity: number, country: country.map(str::to_string), whole }
}

/// Words that say which of several of a kind is meant, and which.
static TURNS: LazyLock<BTreeMap<&'static str, u8>> = LazyLock::new(|| {
    let rows = include_str!("../../data/event_turns.tsv").lines().filter(|l| !l.starts_with('#'));
    let rows =
        rows.filter_map(|l| l.split_once('\t')).filter_map(|(n, words)| Some((n.parse().ok()?, words)));
    rows.flat_map(|(n, words): (u8, &str)| words.split(' ').map(move |w| (w, n))).collect()
});

/// Which of several of a kind a mention says that it, or what it is done to, is.
fn turn(doc: &Doc, text: &str, mention: &EventMention) -> Option<u8> {
    let objects = mention.target.iter().map(|a| a.span).chain(mention.about);
    let places: Vec<Span> = objects.collect();
    doc.tokens_in(mention.span).iter().find_map(|t| {
        let token = &doc.tokens[t];
        let of = token.head == mention.head || places.iter().any(|p| p.contains(doc.tokens[token.head].span));
        let told = matches!(&*token.dep, "amod" | "det") && of;
        let known = |word: &str| TURNS.get(word.to_lowercase().as_str()).copied();
        known(&token.lemma).or_else(|| known(doc.word(text, t))).filter(|_| told)
    })
}

/// The content words of a mention but for its predicate and those who take part.
fn about(doc: &Doc, mention: &EventMention) -> Vec<String> {
    let parties: Vec<Span> = mention.source.iter().chain(&mention.target).map(|a| a.span).collect();
    let mut words = BTreeSet::new();
    for t in doc.tokens_in(mention.span).iter().filter(|&t| t != mention.head) {
        let token = &doc.tokens[t];
        let content = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num);
        // A number among those who take part tells which of them.
        let free = token.pos == Pos::Num || parties.iter().all(|p| !p.overlaps(token.span));
        if content && free && token.lemma.chars().any(char::is_alphanumeric) {
            words.insert(family::of(&token.lemma));
        }
    }
    words.into_iter().collect()
}

/// How much each word tells: the logarithm of the share of mentions without it (inverse document frequency; Spärck Jones 1972).
pub fn weights(items: &[Item]) -> BTreeMap<&str, f64> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for word in items.iter().flat_map(|i| &i.about) {
        *count.entry(word).or_default() += 1;
    }
    let all = items.len() as f64 + 1.0;
    count.into_iter().map(|(w, n)| (w, (all / n as f64).ln())).collect()
}
