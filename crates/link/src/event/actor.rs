//! Those who take part in a mention, made comparable across reports.
//!
//! In: an [`Actor`] of one report. Out: a [`Role`]: the entity, the country it acts for, the word that describes it; and how well two of them agree.

use std::collections::{BTreeMap, BTreeSet};

use types::{Actor, Doc, Entity, EntityType, Party, Span, Who, alpha3, country_name};

use super::family;

/// One who takes part, as it is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Who.
    pub who: Who,
    /// Its actor code.
    pub code: Option<String>,
    /// Whether it is one person.
    pub person: bool,
    /// Whether it is a country, nationality or place.
    pub place: bool,
    /// Alpha-3 code of the country it acts for or lies in.
    pub country: Option<String>,
    /// Families of the words that describe it: the head of a description, the roles of a person.
    pub words: BTreeSet<String>,
}

/// The entity that each (report, referent) belongs to.
pub type Naming = BTreeMap<(usize, usize), usize>;

/// Agreement of two persons, or others, of one name.
pub const SAME: f64 = 1.0;
/// Of a country and its government, its people and its forces.
const ONE_STATE: f64 = 0.85;
/// Of two descriptions with one country and different words ("Russian troops", "Russian diplomats").
const ONE_COUNTRY: f64 = 0.5;
/// Of a person and the country the person acts for.
const PERSON_OF_STATE: f64 = 0.45;
/// Of two descriptions with one head word and no country ("the plane", "the aircraft").
const ONE_WORD: f64 = 0.7;
/// From this agreement on, two roles are taken to be one. The values are by judgement: each says how often the one can stand for the other.
pub const MATCH: f64 = 0.45;

/// Families of words for the bodies that every state has one of.
const OF_A_STATE: [&str; 5] = ["government", "official", "police", "investigator", "opposition"];

/// Families of words for people of whom nothing is said.
const ANYONE: [&str; 4] = ["people", "person", "other", "body"];

impl Role {
    /// One who takes part in a mention of report number `report`.
    pub fn of(
        actor: &Actor,
        (report, doc, text): (usize, &Doc, &str),
        naming: &Naming,
        entities: &[Entity],
    ) -> Role {
        let code_country =
            actor.code.as_deref().and_then(|c| c.get(..3)).filter(|c| country_name(c).is_some());
        let mut country = code_country.map(str::to_string);
        let described = |words: String| Role {
            who: Who::Description(words),
            code: actor.code.clone(),
            person: false,
            place: false,
            country: code_country.map(str::to_string),
            words: head(doc, actor.span).into_iter().collect(),
        };
        let number = match &actor.party {
            Party::Description(words) => return described(words.clone()),
            Party::Referent(n) => match naming.get(&(report, *n)) {
                None => return described(actor.span.get(text).unwrap_or_default().to_string()),
                Some(&e) => e,
            },
        };
        let entity = &entities[number];
        if country.is_none() {
            country = entity.country.as_deref().and_then(alpha3).map(str::to_string);
        }
        let roles = entity.roles.iter().filter_map(|r| r.split(' ').next_back());
        Role {
            who: Who::Entity(number),
            code: actor.code.clone(),
            person: entity.kind == EntityType::Person,
            place: matches!(
                entity.kind,
                EntityType::Gpe | EntityType::Norp | EntityType::Loc | EntityType::Fac
            ),
            country,
            words: roles.map(family::of).collect(),
        }
    }

    /// A bare "the government" is that of the country the report speaks of most.
    pub fn at_home(&mut self, local: Option<&str>) {
        let Who::Description(words) = &self.who else { return };
        let of_a_state = OF_A_STATE.iter().any(|w| self.words.contains(*w));
        if self.country.is_none() && of_a_state && words.to_lowercase().starts_with("the ") {
            self.country = local.map(str::to_string);
        }
    }

    /// The role that a code names after its country: the `REB` of `SYRREB`.
    fn part(&self) -> Option<&str> {
        let code = self.code.as_deref()?;
        let rest =
            if code.get(..3).is_some_and(|c| country_name(c).is_some()) { code.get(3..)? } else { code };
        rest.get(..3)
    }

    /// Whether it is an army, or soldiers.
    pub fn is_force(&self) -> bool {
        self.part() == Some("MIL")
    }

    /// Whether it is nobody who could act.
    pub fn is_thing(&self) -> bool {
        self.code.is_none() && matches!(self.who, Who::Description(_))
    }

    /// Whether it is no more than a number of people ("88 of them", "nine people").
    pub fn is_anyone(&self) -> bool {
        !self.is_known() && self.words.iter().all(|w| ANYONE.contains(&w.as_str()))
    }

    /// Whether the words say who it is, rather than describe one of many.
    pub fn is_known(&self) -> bool {
        self.country.is_some() || matches!(self.who, Who::Entity(_))
    }

    /// How well two agree, 0 to 1.
    pub fn agreement(&self, other: &Role) -> f64 {
        let named = |r: &Role| matches!(r.who, Who::Entity(_));
        if self.who == other.who && named(self) {
            return SAME;
        }
        // One description may stand for two ("militants"), so it is less than one name.
        let one_word = self.who == other.who || !self.words.is_disjoint(&other.words);
        let one_country = self.country.is_some() && self.country == other.country;
        let two_countries = self.country.is_some() && other.country.is_some() && !one_country;
        match () {
            () if two_countries || self.person && other.person => 0.0,
            () if named(self) && named(other) => match one_country {
                true if self.person || other.person => PERSON_OF_STATE,
                true if self.place || other.place => ONE_STATE,
                _ => 0.0,
            },
            () if one_word && (one_country || !named(self) && !named(other)) => {
                if one_country {
                    ONE_STATE
                } else {
                    ONE_WORD
                }
            }
            // A leader and "the government".
            () if one_country && (self.person || other.person) => {
                match self.part() == Some("GOV") && other.part() == Some("GOV") {
                    true => PERSON_OF_STATE,
                    false => 0.0,
                }
            }
            () if self.part().is_some() && self.part() == other.part() && self.part() != Some("GOV") => {
                ONE_WORD
            }
            () if one_country && (self.place || other.place) => ONE_STATE,
            () if one_country => ONE_COUNTRY,
            () => 0.0,
        }
    }
}

/// The family of a phrase's head word; `None` for a pronoun or a number.
fn head(doc: &Doc, span: Span) -> Option<String> {
    let tokens = doc.tokens_in(span);
    let top = tokens.iter().find(|&t| !tokens.has(doc.tokens[t].head) || doc.tokens[t].head == t)?;
    let token = &doc.tokens[top];
    let named = matches!(token.pos, types::Pos::Noun | types::Pos::Propn | types::Pos::Adj);
    named.then(|| family::of(&token.lemma))
}
