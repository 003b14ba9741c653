//! How the sides of a conflict or of talks stand to each other.

use crate::{Evidence, Line};

/// One side: a state with all who act for it, an armed group, an international body.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The country's or body's usual name, else what most reports call it.
    pub name: String,
    /// CAMEO code of the side: `PER`, `COLREB`, `IGOUNO`; `None` for one that has none.
    pub code: Option<String>,
    /// Numbers of the [`Entity`](crate::Entity)s that act for it, ascending.
    pub entities: Vec<usize>,
    /// Numbers of the [`Event`](crate::Event)s it takes part in, ascending.
    pub events: Vec<usize>,
    /// Words that name it or who acts for it, one place a report; never empty.
    pub evidence: Vec<Evidence>,
}

/// What a side does towards others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Act {
    Demands,
    Proposes,
    Offers,
    Agrees,
    Threatens,
    Warns,
    Denies,
    Rejects,
    Accuses,
    Meets,
    Moves,
    Aids,
    Attacks,
}

impl Act {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Act::Demands => "demands",
            Act::Proposes => "proposes",
            Act::Offers => "offers",
            Act::Agrees => "agrees",
            Act::Threatens => "threatens",
            Act::Warns => "warns",
            Act::Denies => "denies",
            Act::Rejects => "rejects",
            Act::Accuses => "accuses",
            Act::Meets => "meets",
            Act::Moves => "moves",
            Act::Aids => "aids",
            Act::Attacks => "attacks",
        }
    }
}

/// One event as part of the situation.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// What it is.
    pub act: Act,
    /// Number of the [`Event`](crate::Event).
    pub event: usize,
    /// Who does it, as numbers of [`Situation::sides`].
    pub by: Vec<usize>,
    /// Towards whom, as numbers of [`Situation::sides`].
    pub toward: Vec<usize>,
    /// The figure that goes with it, as (report, number in [`Extract::figures`](crate::Extract::figures)).
    pub figure: Option<(usize, usize)>,
    /// How many independent origins tell of it.
    pub independent_sources: usize,
    /// What a person reads.
    pub line: Line,
}

/// Cooperation against conflict, over what is told as having happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Balance {
    /// Numbers of the [`Event`](crate::Event)s of verbal cooperation, material cooperation, verbal conflict and material conflict.
    pub events: [Vec<usize>; 4],
    /// Mean of their scores, from conflict (-10) to cooperation (10), to one decimal.
    pub score: f64,
}

/// How the sides of a story stand to each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Situation {
    /// The sides, most active first.
    pub sides: Vec<Side>,
    /// What they do, in the order it is shown.
    pub deeds: Vec<Deed>,
    /// Cooperation against conflict.
    pub balance: Balance,
}
