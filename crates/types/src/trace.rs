//! The way of one quotation, phrase or figure through the reports.

use crate::{Evidence, LineageKind, Published, QuoteKind};

/// What was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TraceKind {
    /// Words.
    #[default]
    Words,
    /// A number and what it counts.
    Figure,
}

impl TraceKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            TraceKind::Words => "words",
            TraceKind::Figure => "figure",
        }
    }
}

/// What became of a word from one version to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Both have it.
    Equal,
    /// Only the later one has it.
    Inserted,
    /// Only the earlier one has it.
    Deleted,
}

impl ChangeKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::Equal => "equal",
            ChangeKind::Inserted => "inserted",
            ChangeKind::Deleted => "deleted",
        }
    }
}

/// A run of words that two versions share or do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of them.
    pub kind: ChangeKind,
    /// The words, as the version that has them prints them; the later one's where both do.
    pub text: String,
}

/// The report whose text a carrier's sentence comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFrom {
    /// Number of that report.
    pub report: usize,
    /// How the two reports as a whole hang together.
    pub kind: LineageKind,
    /// The agency that both sentences credit.
    pub agency: Option<String>,
}

/// One place that carries a version.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrier {
    /// The words.
    pub evidence: Evidence,
    /// Number of their sentence.
    pub sentence: usize,
    /// How the report gives them; `None` for its own words.
    pub quote: Option<QuoteKind>,
    /// Who says them, by full name or description; `None` when the report does not tell.
    pub speaker: Option<String>,
    /// Number of that speaker in [`Story::entities`](crate::Story::entities), when it has a name.
    pub entity: Option<usize>,
    /// When the report was published.
    pub published: Option<Published>,
    /// The agency that the sentence or its report credits.
    pub agency: Option<String>,
    /// The carrier before this one that its sentence shares its origin with.
    pub from: Option<TakenFrom>,
}

/// One wording, or one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// As its first carrier prints it.
    pub text: String,
    /// How near it comes to what was asked for, 0 to 1.
    pub likeness: f64,
    /// Who carries it, in order of appearance; never empty.
    pub carriers: Vec<Carrier>,
    /// Carriers counted once an origin.
    pub independent_sources: usize,
    /// Number of the earlier version that it differs least from; `None` for the first.
    pub against: Option<usize>,
    /// The words of that version laid beside its own; empty for the first.
    pub changes: Vec<Change>,
}

/// The way of one quotation, phrase or figure through the reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// What was asked for.
    pub asked: String,
    /// As what it was read.
    pub kind: TraceKind,
    /// The versions, in order of first appearance.
    pub versions: Vec<Version>,
    /// Carriers of all versions counted once an origin.
    pub independent_sources: usize,
    /// Where nothing was found, what comes nearest, best first.
    pub nearest: Vec<Evidence>,
}
