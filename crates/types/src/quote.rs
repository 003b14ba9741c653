//! Who said what.

use crate::{Party, Span};

/// How a report gives someone's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuoteKind {
    /// A whole sentence or clause in quote marks.
    Direct,
    /// A fragment in quote marks inside the reporter's sentence.
    Partial,
    /// Reported speech without quote marks.
    Indirect,
    /// Words on a sign, a title, a banner: nobody speaks.
    Inscription,
}

impl QuoteKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Partial => "partial",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Inscription => "inscription",
        }
    }
}

/// Someone's words in one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The words: inside the quote marks, or the reported clause.
    pub span: Span,
    /// How they are given.
    pub kind: QuoteKind,
    /// Who said them; `None` when the report does not tell (an inscription, an unattributed phrase).
    pub speaker: Option<Party>,
    /// The words in this report that name the speaker, pronouns too.
    pub speaker_mention: Option<Span>,
    /// Lemma of the verb or phrase that introduces them (`say`, `according to`).
    pub cue: Option<String>,
    /// The cue's words.
    pub cue_span: Option<Span>,
    /// To whom, as printed ("reporters").
    pub addressee: Option<String>,
    /// Who passed it on, when the report says so ("Reuters", "a statement").
    pub relayed_by: Vec<String>,
    /// The speaker denies, rejects or demands what follows (`deny`, `demand`), rather than asserting it.
    pub stance: Option<String>,
    /// Number, in [`Extract::quotes`](crate::Extract::quotes), of the indirect quote that holds it, when one does:
    /// `He said it was “a farce”` is an indirect quote with a partial one inside.
    pub part_of: Option<usize>,
}
