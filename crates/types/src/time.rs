//! A TIMEX3 expression with its value (TimeML; Pustejovsky et al. 2003).

use jiff::civil::Date;

use crate::{Span, TokenSpan};

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeKind {
    /// A day or coarser.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimeKind {
    /// TimeML's name.
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

/// A closed range of calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayRange {
    /// First day.
    pub first: Date,
    /// Last day, not before `first`.
    pub last: Date,
}

impl DayRange {
    /// Whether some day lies in both.
    pub fn overlaps(self, other: DayRange) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: DayRange) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

/// A time expression in one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Its words.
    pub span: Span,
    /// The same as tokens.
    pub tokens: TokenSpan,
    /// What it is.
    pub kind: TimeKind,
    /// TIMEX3 value: `2022-01-19`, `2022-W02`, `P2D`, `XXXX-WXX-1`, `PRESENT_REF`; `None` when it cannot be
    /// known (a weekday in a report without a date).
    pub value: Option<String>,
    /// The calendar days that a DATE or TIME value names; `None` for durations, sets and open references.
    pub days: Option<DayRange>,
}
