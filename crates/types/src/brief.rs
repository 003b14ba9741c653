//! What a person reads about a story.

use crate::{Evidence, Situation};

/// The sections of a brief, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SectionName {
    Lead,
    Agreed,
    Disputed,
    Situation,
    Said,
    Figures,
    Next,
    Background,
    Sources,
}

impl SectionName {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            SectionName::Lead => "lead",
            SectionName::Agreed => "agreed",
            SectionName::Disputed => "disputed",
            SectionName::Situation => "situation",
            SectionName::Said => "said",
            SectionName::Figures => "figures",
            SectionName::Next => "next",
            SectionName::Background => "background",
            SectionName::Sources => "sources",
        }
    }
}

/// One line of a brief.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// What it stands on; never empty.
    pub evidence: Vec<Evidence>,
    /// Number of the finding it tells of.
    pub finding: Option<usize>,
}

/// A section with its lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Which.
    pub name: SectionName,
    /// Its lines; never empty.
    pub lines: Vec<Line>,
}

/// What happened at one time, in a report's words.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When: a TIMEX3 value.
    pub when: String,
    /// Number in [`Story::events`](crate::Story::events); `None` when only the sentence is known.
    pub event: Option<usize>,
    /// What; the words of the time are among its evidence.
    pub line: Line,
}

/// What a person reads about a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// What the story is.
    pub title: String,
    /// The sections that have something to say, in their order.
    pub sections: Vec<Section>,
    /// What happened when, in order of time.
    pub timeline: Vec<Moment>,
    /// How the sides stand to each other; `None` where there are no sides.
    pub situation: Option<Situation>,
}
