//! What one report says, as far as it was understood.

use crate::{EventMention, Figure, Mention, Quote, Referent, Time};

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
    /// Who did what to whom.
    pub events: Vec<EventMention>,
}

impl Extract {
    /// The mention with this head token; of several the longest.
    pub fn mention_at(&self, head: usize) -> Option<&Mention> {
        self.mentions.iter().filter(|m| m.head == head).max_by_key(|m| m.span.len())
    }
}
