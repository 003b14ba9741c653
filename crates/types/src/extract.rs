//! What one report says, as far as it was understood.

use crate::{Figure, Mention, Party, Quote, Referent, Span, Time};

/// Whether an event is said to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum EventStatus {
    Actual,
    Planned,
    Possible,
    Demanded,
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

/// The words of one report that tell of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMention {
    /// The predicate with its arguments.
    pub span: Span,
    /// The words for who did it.
    pub source: Option<Span>,
    /// The words for to or with whom.
    pub target: Option<Span>,
    /// Who asserts it, when a speaker does.
    pub said_by: Option<Party>,
}

/// Who did what to whom, where, when, actual or not (PLOVER; Halterman et al. 2023). No stage fills these yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// PLOVER event type.
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Whether it happened.
    pub status: EventStatus,
    /// Who did it.
    pub source: Vec<Party>,
    /// To or with whom.
    pub target: Vec<Party>,
    /// Referent of the place.
    pub place: Option<usize>,
    /// Number in [`Extract::times`].
    pub time: Option<usize>,
    /// Where the report tells of it.
    pub mentions: Vec<EventMention>,
}

/// All that was found in one report. Lists are in order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extract {
    /// Those the report speaks of.
    pub referents: Vec<Referent>,
    /// The words that refer to them, by `span.start`, then longest first.
    pub mentions: Vec<Mention>,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// Numbers.
    pub figures: Vec<Figure>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// Events; empty until a stage fills them.
    pub events: Vec<Event>,
}

impl Extract {
    /// The mention with this head token; of several the longest.
    pub fn mention_at(&self, head: usize) -> Option<&Mention> {
        self.mentions.iter().filter(|m| m.head == head).max_by_key(|m| m.span.len())
    }
}
