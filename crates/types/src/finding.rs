//! What lining the claims up shows.

use crate::{Chain, Span};

/// Words of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Evidence {
    /// Number of the report.
    pub report: usize,
    /// The words.
    pub span: Span,
}

/// How the readings of one slot stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// They cannot both be right.
    Conflict,
    /// One says it more exactly, or later.
    Refinement,
    /// The same in other words.
    Variant,
    /// Independent reports say the same.
    Agreement,
    /// One report alone says it.
    SingleSource,
}

impl FindingKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            FindingKind::Conflict => "conflict",
            FindingKind::Refinement => "refinement",
            FindingKind::Variant => "variant",
            FindingKind::Agreement => "agreement",
            FindingKind::SingleSource => "single_source",
        }
    }
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Slot {
    Figure,
    Time,
    Place,
    Actor,
    Speaker,
    Status,
    Wording,
    Name,
    Event,
}

impl Slot {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Figure => "figure",
            Slot::Time => "time",
            Slot::Place => "place",
            Slot::Actor => "actor",
            Slot::Speaker => "speaker",
            Slot::Status => "status",
            Slot::Wording => "wording",
            Slot::Name => "name",
            Slot::Event => "event",
        }
    }
}

/// One reading of a slot and who gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The value in words a person understands.
    pub value: String,
    /// Reports counted once per lineage group.
    pub independent_sources: usize,
    /// Where they have it from, one for each independent source; empty when nobody looked.
    pub origins: Vec<Chain>,
    /// Where it stands, by report and position; never empty.
    pub evidence: Vec<Evidence>,
}

/// What lining the claims of one topic and slot up shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// How the readings stand to each other.
    pub kind: FindingKind,
    /// What they are about.
    pub slot: Slot,
    /// The topic in words a person understands.
    pub topic: String,
    /// The readings; at least one, at least two for a conflict, refinement or variant.
    pub readings: Vec<Reading>,
    /// Why they were compared and judged so, for the reader.
    pub reasons: Vec<String>,
    /// How much it matters; findings are ranked by it, greatest first.
    pub weight: f64,
}
