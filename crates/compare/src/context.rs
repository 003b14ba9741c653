//! What each sentence of a story is about, so that claims are compared only where their sentences agree.
//!
//! A sentence is a bag of content lemmas and of the entities it names (pronouns resolved), each weighed by how
//! rare it is among the story's sentences (inverse document frequency; Spärck Jones 1972). Likeness of two sentences
//! is the cosine of their bags.

use std::collections::{BTreeMap, BTreeSet};

use types::{Doc, EntityType, Pos, Story, TokenSpan};

/// A content word or an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// Lower-cased lemma of a noun, verb, adjective or name.
    Lemma(String),
    /// Number of an entity of the story.
    Entity(usize),
}

/// The story with what each of its sentences is about.
pub struct Context<'s> {
    /// The story.
    pub story: &'s Story,
    /// For each report, for each token, the entity of the mention that it heads.
    heads: Vec<BTreeMap<usize, usize>>,
    /// For each entity the one that stands for its side: the country for its people.
    sides: Vec<usize>,
    bags: Vec<Vec<BTreeSet<Term>>>,
    weights: BTreeMap<Term, f64>,
}

/// Whether a token's word says something of its own.
fn is_content(doc: &Doc, token: usize) -> bool {
    let t = &doc.tokens[token];
    matches!(t.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb) && !crate::lexicon::is("empty", &t.lemma)
}

impl<'s> Context<'s> {
    /// Reads the story's sentences once.
    pub fn new(story: &'s Story) -> Self {
        let owner: BTreeMap<(usize, usize), usize> = (story.entities.iter().enumerate())
            .flat_map(|(e, entity)| entity.referents.iter().map(move |&r| (r, e)))
            .collect();
        let heads: Vec<BTreeMap<usize, usize>> = (story.extracts.iter().enumerate())
            .map(|(r, extract)| {
                let named =
                    extract.mentions.iter().filter_map(|m| Some((m.head, *owner.get(&(r, m.referent))?)));
                named.collect()
            })
            .collect();
        let sides = sides(story);
        let bags: Vec<Vec<BTreeSet<Term>>> = (story.docs.iter().enumerate())
            .map(|(r, doc)| doc.sentences.iter().map(|s| bag(doc, s.tokens, &heads[r], &sides)).collect())
            .collect();
        let mut count: BTreeMap<Term, usize> = BTreeMap::new();
        for term in bags.iter().flatten().flatten() {
            *count.entry(term.clone()).or_default() += 1;
        }
        let total = bags.iter().map(Vec::len).sum::<usize>() as f64;
        let weights = count.into_iter().map(|(term, n)| (term, (1.0 + total / n as f64).ln())).collect();
        Context { story, heads, sides, bags, weights }
    }

    /// The entity of the mention that the token heads.
    pub fn entity_at(&self, report: usize, token: usize) -> Option<usize> {
        self.heads[report].get(&token).copied()
    }

    /// The entity that stands for the side of this one: the country for a nationality, else itself.
    pub fn side(&self, entity: usize) -> usize {
        self.sides[entity]
    }

    /// The entities named among the tokens.
    pub fn entities_in(&self, report: usize, tokens: TokenSpan) -> BTreeSet<usize> {
        self.heads[report].range(tokens.iter()).map(|(_, &e)| e).collect()
    }

    /// What a sentence is about.
    pub fn bag(&self, report: usize, sentence: usize) -> &BTreeSet<Term> {
        &self.bags[report][sentence]
    }

    /// How rare a term is in the story; 0 for one that it does not hold.
    pub fn weight(&self, term: &Term) -> f64 {
        self.weights.get(term).copied().unwrap_or(0.0)
    }

    /// Cosine of two bags, 0 to 1.
    pub fn likeness(&self, a: &BTreeSet<Term>, b: &BTreeSet<Term>) -> f64 {
        let norm = |bag: &BTreeSet<Term>| bag.iter().map(|t| self.weight(t).powi(2)).sum::<f64>().sqrt();
        let shared: f64 = a.intersection(b).map(|t| self.weight(t).powi(2)).sum();
        let (na, nb) = (norm(a), norm(b));
        if na == 0.0 || nb == 0.0 { 0.0 } else { shared / (na * nb) }
    }

    /// Likeness of two sentences, given as (report, sentence).
    pub fn sentences_alike(&self, a: (usize, usize), b: (usize, usize)) -> f64 {
        self.likeness(self.bag(a.0, a.1), self.bag(b.0, b.1))
    }

    /// Whether the entity is a place.
    pub fn is_place(&self, entity: usize) -> bool {
        matches!(self.story.entities[entity].kind, EntityType::Gpe | EntityType::Loc | EntityType::Fac)
    }

    /// Whether the name is a place where it stands behind a preposition of place: one that a model took for an organisation
    /// or a people, but no person and nobody of a known country.
    pub fn may_be_place(&self, entity: usize) -> bool {
        let e = &self.story.entities[entity];
        let unknown = matches!(e.kind, EntityType::Org | EntityType::Norp) && e.country.is_none();
        self.is_place(entity) || unknown && !e.name.contains(' ') && e.name.chars().any(char::is_lowercase)
    }

    /// Whether two places may be one: the same, or one the country that the other lies in.
    pub fn places_agree(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.story.entities[a], &self.story.entities[b]);
        a == b
            || (x.country.is_some()
                && x.country == y.country
                && (self.is_whole_country(a) || self.is_whole_country(b)))
    }

    /// Whether the place is a whole country.
    pub fn is_whole_country(&self, entity: usize) -> bool {
        let e = &self.story.entities[entity];
        let rival = |o: &types::Entity| o.kind == EntityType::Gpe && o.country == e.country;
        e.kind == EntityType::Gpe
            && self.story.entities.iter().find(|o| rival(o)).is_some_and(|o| std::ptr::eq(o, e))
    }
}

/// Letters by which a country that no gazetteer knows and its adjective are one: "Kardova", "Kardovan".
const STEM_CHARS: usize = 6;

/// For each entity the one that stands for its side, so that "Russian troops" and "Russia's army" have something in common.
fn sides(story: &Story) -> Vec<usize> {
    let key = |e: &types::Entity| -> Option<String> {
        let whole = matches!(e.kind, EntityType::Gpe | EntityType::Norp | EntityType::Org);
        let name = e.name.to_lowercase();
        match &e.country {
            Some(code) if e.kind == EntityType::Norp => Some(format!("country {code}")),
            None if whole && name.chars().count() >= STEM_CHARS && !name.contains(' ') => {
                Some(name.chars().take(STEM_CHARS).collect())
            }
            _ => None,
        }
    };
    // Of a known country the place named most stands for it; places come before their people.
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (i, e) in story.entities.iter().enumerate() {
        if let (Some(code), EntityType::Gpe) = (&e.country, e.kind) {
            first.entry(format!("country {code}")).or_insert(i);
        }
    }
    let mut sides = Vec::with_capacity(story.entities.len());
    for (i, e) in story.entities.iter().enumerate() {
        sides.push(key(e).map_or(i, |k| *first.entry(k).or_insert(i)));
    }
    sides
}

fn bag(doc: &Doc, tokens: TokenSpan, heads: &BTreeMap<usize, usize>, sides: &[usize]) -> BTreeSet<Term> {
    let words = tokens
        .iter()
        .filter(|&t| is_content(doc, t) && !heads.contains_key(&t))
        .map(|t| Term::Lemma(doc.tokens[t].lemma.to_lowercase()));
    let entities = heads.range(tokens.iter()).map(|(_, &e)| Term::Entity(sides[e]));
    words.chain(entities).collect()
}
