//! Who did what to whom, where, when, actual or not: in one report, and across reports.

use crate::{Party, Span};

/// Event types of PLOVER, the political event ontology that followed CAMEO (Open Event Data Alliance; Halterman, Bagozzi, Beger, Schrodt and
/// Scraborough 2023, "PLOVER and POLECAT"), and `INCIDENT` for what is outside politics. PLOVER's manual has `YIELD`; POLECAT split it in two:
/// `RETREAT` for what is given up with arms (withdrawal, truce, disarmament), and `CONCEDE` for the rest, which is called [`Yield`](EventType::Yield) here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventType {
    /// Agrees to do something, or to a treaty.
    Agree,
    /// Meets, visits, phones, negotiates.
    Consult,
    /// Backs, praises, condoles, begins or betters relations.
    Support,
    /// Gives in, without arms: frees prisoners, eases sanctions, accepts a demand (POLECAT: `CONCEDE`).
    Yield,
    /// Works together: trade, shared intelligence, joint action, hands over what was asked.
    Cooperate,
    /// Gives money, goods, arms, refuge.
    Aid,
    /// Withdraws, disarms, ceases fire, surrenders.
    Retreat,
    /// Asks, demands, proposes.
    Request,
    /// Blames, criticises, investigates, sues.
    Accuse,
    /// Refuses, denies, vetoes.
    Reject,
    /// Threatens or warns of harm.
    Threaten,
    /// Demonstrates, strikes, riots.
    Protest,
    /// Breaks off or cuts relations, imposes sanctions, expels diplomats.
    Sanction,
    /// Moves or readies forces.
    Mobilize,
    /// Arrests, bans, seizes, deports, censors: force short of an attack.
    Coerce,
    /// Attacks, kills, abducts, takes territory.
    Assault,
    /// Accidents, disasters, crimes, what authorities announce of them: outside PLOVER.
    Incident,
}

impl EventType {
    /// All types with PLOVER's names.
    pub const ALL: [(EventType, &'static str); 17] = [
        (EventType::Agree, "AGREE"),
        (EventType::Consult, "CONSULT"),
        (EventType::Support, "SUPPORT"),
        (EventType::Yield, "YIELD"),
        (EventType::Cooperate, "COOPERATE"),
        (EventType::Aid, "AID"),
        (EventType::Retreat, "RETREAT"),
        (EventType::Request, "REQUEST"),
        (EventType::Accuse, "ACCUSE"),
        (EventType::Reject, "REJECT"),
        (EventType::Threaten, "THREATEN"),
        (EventType::Protest, "PROTEST"),
        (EventType::Sanction, "SANCTION"),
        (EventType::Mobilize, "MOBILIZE"),
        (EventType::Coerce, "COERCE"),
        (EventType::Assault, "ASSAULT"),
        (EventType::Incident, "INCIDENT"),
    ];

    /// The type with this name (`"CONSULT"`), or `None`.
    pub fn parse(name: &str) -> Option<EventType> {
        EventType::ALL.iter().find(|(_, n)| *n == name).map(|(t, _)| *t)
    }

    /// PLOVER's name (`"CONSULT"`).
    pub fn name(self) -> &'static str {
        EventType::ALL.iter().find(|(t, _)| *t == self).map_or("INCIDENT", |(_, n)| n)
    }
}

/// Whether an event is said to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventStatus {
    /// It happened or is happening.
    Actual,
    /// Someone set it for later.
    Planned,
    /// It may have happened or may happen: alleged, feared, conditional.
    Possible,
    /// Someone wants it.
    Demanded,
    /// It is said not to have happened, or not to be going to.
    Denied,
}

impl EventStatus {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            EventStatus::Actual => "actual",
            EventStatus::Planned => "planned",
            EventStatus::Possible => "possible",
            EventStatus::Demanded => "demanded",
            EventStatus::Denied => "denied",
        }
    }
}

/// One who takes part in an event, as one report gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Who.
    pub party: Party,
    /// The words that name them; a pronoun's where a pronoun stands.
    pub span: Span,
    /// CAMEO actor code, country and role (`USAGOV`, `UKRMIL`); `None` when neither is known.
    pub code: Option<String>,
}

/// The words of one report that tell of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMention {
    /// PLOVER event type.
    pub kind: EventType,
    /// PLOVER mode, lower case (`meet`, `exercise`); for an [`EventType::Incident`] what happened (`crash`).
    pub mode: Option<String>,
    /// Whether it happened.
    pub status: EventStatus,
    /// The predicate with its arguments.
    pub span: Span,
    /// The predicate alone: a verb with its particle, or a noun.
    pub predicate: Span,
    /// Its token.
    pub head: usize,
    /// Who did it.
    pub source: Vec<Actor>,
    /// To or with whom.
    pub target: Vec<Actor>,
    /// What it is about, where that is no party: an object ("a ban on …") or a clause.
    pub about: Option<Span>,
    /// Number of the place's referent.
    pub place: Option<usize>,
    /// Number in [`Extract::times`](crate::Extract::times).
    pub time: Option<usize>,
    /// Who asserts it, when a speaker does.
    pub said_by: Option<Party>,
    /// Why this type and status, for the reader.
    pub reasons: Vec<String>,
}

/// One who takes part in an event, across reports.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Number of an [`Entity`](crate::Entity).
    Entity(usize),
    /// One without a name, as a report puts it.
    Description(String),
}

/// One who takes part in an event, with the code that most reports' words give.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Participant {
    /// Who.
    pub who: Who,
    /// CAMEO actor code; see [`Actor::code`].
    pub code: Option<String>,
}

/// An event across reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// PLOVER event type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Whether it happened.
    pub status: EventStatus,
    /// Who did it.
    pub source: Vec<Participant>,
    /// To or with whom.
    pub target: Vec<Participant>,
    /// Number of the place's [`Entity`](crate::Entity).
    pub place: Option<usize>,
    /// TIMEX3 value of when.
    pub time: Option<String>,
    /// Where it is told, as (report, number in [`Extract::events`](crate::Extract::events)), ascending.
    pub mentions: Vec<(usize, usize)>,
    /// Why the mentions were joined, for the reader.
    pub reasons: Vec<String>,
}
