//! A number with its range, its unit and what it counts.

use crate::Span;

/// How the words bound the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Comparator {
    Exact,
    About,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
    Nearly,
    Range,
}

impl Comparator {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Comparator::Exact => "exact",
            Comparator::About => "about",
            Comparator::MoreThan => "more_than",
            Comparator::AtLeast => "at_least",
            Comparator::LessThan => "less_than",
            Comparator::AtMost => "at_most",
            Comparator::Nearly => "nearly",
            Comparator::Range => "range",
        }
    }
}

/// A number in one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The whole expression: "more than 100,000 troops".
    pub span: Span,
    /// The number alone, without comparator and counted noun: "100,000", "$200 million", "tens of thousands".
    pub number: Span,
    /// Least number that the words allow; `None` = open.
    pub low: Option<f64>,
    /// Greatest number that the words allow; `None` = open.
    pub high: Option<f64>,
    /// The number named; `None` for a range ("tens of thousands").
    pub value: Option<f64>,
    /// How the words bound it.
    pub comparator: Comparator,
    /// `person`, an ISO 4217 code, `year`, `km`, `percent`, or the singular of the counted noun.
    pub unit: Option<String>,
    /// What is counted, in the report's words ("Russian troops"); `None` for a bare number or money.
    pub counted: Option<Span>,
    /// The token that carries the number.
    pub token: usize,
    /// Head noun of what is counted, or the number's own token: where it hangs in the dependency tree.
    pub head: usize,
    /// It is someone's age: `head` is the one who is so old where the report names them, and `counted` their name.
    pub age: bool,
    /// The figure that this one converts ("$200 million (176 million euros)"), by number.
    pub converts: Option<usize>,
    /// Number in [`Extract::times`](crate::Extract::times) of the time it holds for; `None` when not said.
    pub time: Option<usize>,
    /// Where, as (report's) referent number; `None` when not said.
    pub place: Option<usize>,
}
