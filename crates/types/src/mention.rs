//! Words that refer to someone or something, and the one referred to: in one report, and across reports.

use crate::{Span, TokenSpan};

/// OntoNotes entity types (Weischedel et al. 2013), those that name someone or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the standard's own")]
pub enum EntityType {
    Person,
    Norp,
    Fac,
    Org,
    Gpe,
    Loc,
    Product,
    Event,
    WorkOfArt,
    Law,
    Language,
}

impl EntityType {
    /// All types with OntoNotes' names.
    pub const ALL: [(EntityType, &'static str); 11] = [
        (EntityType::Person, "PERSON"),
        (EntityType::Norp, "NORP"),
        (EntityType::Fac, "FAC"),
        (EntityType::Org, "ORG"),
        (EntityType::Gpe, "GPE"),
        (EntityType::Loc, "LOC"),
        (EntityType::Product, "PRODUCT"),
        (EntityType::Event, "EVENT"),
        (EntityType::WorkOfArt, "WORK_OF_ART"),
        (EntityType::Law, "LAW"),
        (EntityType::Language, "LANGUAGE"),
    ];

    /// The type with this name (`"PERSON"`), or `None` (also for dates and numbers).
    pub fn parse(name: &str) -> Option<EntityType> {
        EntityType::ALL.iter().find(|(_, n)| *n == name).map(|(t, _)| *t)
    }

    /// OntoNotes' name (`"PERSON"`).
    pub fn name(self) -> &'static str {
        EntityType::ALL.iter().find(|(t, _)| *t == self).map_or("ORG", |(_, n)| n)
    }
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// By name: "Maria Lopez", "Lopez".
    Name,
    /// By description: "the minister", "a senior official".
    Nominal,
    /// By pronoun: "she", "their".
    Pronoun,
}

impl MentionKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            MentionKind::Name => "name",
            MentionKind::Nominal => "nominal",
            MentionKind::Pronoun => "pronoun",
        }
    }
}

/// Grammatical gender of a person as the text shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gender {
    /// she, Mrs
    Female,
    /// he, Mr
    Male,
}

/// Words in one report that refer to one [`Referent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words: for a name the name alone, without title; for a description the noun phrase.
    pub span: Span,
    /// The same as tokens.
    pub tokens: TokenSpan,
    /// The token that carries it: last word of a name, head noun of a description.
    pub head: usize,
    /// How it refers.
    pub kind: MentionKind,
    /// Number of the one referred to, in [`Extract::referents`](crate::Extract::referents).
    pub referent: usize,
    /// For a name, the words printed as one with it: "Mr Lopez", "President Maria Lopez"; `None` when there are none.
    pub titled: Option<Span>,
}

/// Someone or something that one report speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Referent {
    /// What it is; `None` when not even that is known ("it").
    pub kind: Option<EntityType>,
    /// Its fullest name in this report; `None` for one without a name.
    pub name: Option<String>,
    /// The description that introduces one without a name ("a senior administration official").
    pub description: Option<String>,
    /// The one name that the gazetteer files all spellings under ("Kyiv" for "Kiev"); `None` for what it does not know.
    pub known: Option<String>,
    /// Roles and titles that the report gives, as printed ("foreign minister").
    pub roles: Vec<String>,
    /// ISO 3166-1 alpha-2 of the country they act for, or where it is.
    pub country: Option<String>,
    /// Gender, when the text or a first name shows it.
    pub gender: Option<Gender>,
    /// Whether it is several ("the two leaders"); `None` when the text does not show.
    pub plural: Option<bool>,
    /// Numbers of the referents it is made of, when the text names them: of "the two leaders" the two who were named, of "we" the
    /// one who speaks. Whoever acts through it acts with all of these. Empty for most.
    pub members: Vec<usize>,
    /// Why mentions were joined or a type was changed, one reason a step, for the reader.
    pub reasons: Vec<String>,
}

/// One spelling of an entity's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// As printed.
    pub text: String,
    /// How often, over all reports.
    pub count: usize,
    /// Numbers of the reports that print it, ascending.
    pub reports: Vec<usize>,
}

/// The one referred to, across reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityType,
    /// The fullest common spelling.
    pub name: String,
    /// All spellings, most frequent first, then alphabetical.
    pub spellings: Vec<Spelling>,
    /// Roles and titles, most frequent first.
    pub roles: Vec<String>,
    /// ISO 3166-1 alpha-2 of the country they act for, or where it is.
    pub country: Option<String>,
    /// The referents it was made of, as (report, referent), ascending.
    pub referents: Vec<(usize, usize)>,
    /// Why they were joined, for the reader.
    pub reasons: Vec<String>,
}

/// Who speaks or acts, as far as the text tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Party {
    /// Number of a [`Referent`] of the same report that has a name.
    Referent(usize),
    /// One without a name, as the report puts it ("a senior administration official").
    Description(String),
}
