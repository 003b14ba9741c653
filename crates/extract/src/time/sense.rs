//! What the words of a time expression say, before it is known which days they name.

use super::holiday::Rule;
use super::lexicon::Unit;

/// What the words say.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sense {
    /// A value that hangs on nothing: `2014`, `199`, `PRESENT_REF`.
    Date(String),
    /// How long: `P2D`.
    Duration(String),
    /// How often: `P1D`, `XXXX-WXX-1`.
    Set(String),
    /// A day of a month.
    Day { year: Year, month: i8, day: i8, pick: Pick },
    /// A day of the month that the text is in ("the 27th").
    DayOfMonth { day: i8 },
    /// A month.
    Month { year: Year, month: i8, pick: Pick },
    /// A day of the week.
    Weekday { weekday: i8, pick: Pick },
    /// A season, by its TIMEX3 code.
    Season { season: &'static str, year: Year, pick: Pick },
    /// A quarter, or a half when `half`.
    Quarter { quarter: i8, half: bool, year: Year },
    /// The quarter that the text speaks of ("the quarter", "the year-ago period"), `years` after it; when `over`, one
    /// that is past ("the latest quarter").
    ThatQuarter { years: i32, over: bool },
    /// The quarter that the text speaks of, in another year ("the 1988 quarter").
    QuarterOf(i16),
    /// A weekend.
    Weekend { pick: Pick },
    /// A calendar unit, `shift` units after the one that `from` lies in ("last week": -1).
    Unit { unit: Unit, shift: i32, from: From },
    /// A stretch before or after `from` ("two days ago"): `amount` is signed.
    Shift { amount: f64, unit: Unit, from: From },
    /// The week that holds a day.
    WeekOf(Box<Sense>),
    /// A day so many days after another ("the day before last Tuesday": -1).
    DayFrom { shift: i32, day: Box<Sense> },
    /// The quarter that ends with a day ("the quarter ended Sept. 30").
    QuarterEnding(Box<Sense>),
    /// A day with a name.
    Holiday { rule: &'static Rule, year: Year, pick: Pick },
    /// A part of a day; `coarse` when its value is the day's ("Friday night").
    Part { day: Box<Sense>, part: &'static str, coarse: bool },
    /// A time of day (`09:30Z`) on a day; with none, on the day that the text speaks of.
    Clock { time: String, day: Option<Box<Sense>> },
    /// The first (or last) `count` units of something longer ("the first two months of the year").
    Run { first: bool, count: i8, unit: Unit, of: Box<Sense> },
    /// From one to another ("April 6-8").
    Range(Box<Sense>, Box<Sense>),
    /// A time whose value cannot be told from the words.
    Open,
}

/// What the words say of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Nothing.
    Unsaid,
    /// This one.
    Is(i16),
    /// So many after the year of publication ("next year": 1).
    Shifted(i32),
}

/// Which of several days, months or years of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// The words do not say; the tense does.
    Tense,
    /// The latest before publication.
    Last,
    /// Of the next week, or year.
    Next,
    /// The one of this week, or year.
    This,
    /// The first after publication.
    Coming,
    /// The latest before the day that the text speaks of.
    Previous,
    /// The first after the day that the text speaks of.
    Following,
}

/// What a relative time counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The day of publication.
    Published,
    /// The day that the text speaks of.
    Reference,
}

impl Sense {
    /// A day of the week that the tense decides.
    pub(super) fn weekday(weekday: i8) -> Sense {
        Sense::Weekday { weekday, pick: Pick::Tense }
    }

    /// The day of publication, or some days after.
    pub(super) fn today(shift: i32) -> Sense {
        Sense::Unit { unit: Unit::Day, shift, from: From::Published }
    }

    /// The same with another pick; `None` for what has none.
    pub(super) fn picked(self, pick: Pick) -> Option<Sense> {
        Some(match self {
            Sense::Weekday { weekday, .. } => Sense::Weekday { weekday, pick },
            Sense::Month { year: Year::Unsaid, month, .. } => {
                Sense::Month { year: Year::Unsaid, month, pick }
            }
            Sense::Season { season, year: Year::Unsaid, .. } => {
                Sense::Season { season, year: Year::Unsaid, pick }
            }
            Sense::Holiday { rule, year: Year::Unsaid, .. } => {
                Sense::Holiday { rule, year: Year::Unsaid, pick }
            }
            Sense::Day { year: Year::Unsaid, month, day, .. } => {
                Sense::Day { year: Year::Unsaid, month, day, pick }
            }
            Sense::Weekend { .. } => Sense::Weekend { pick },
            _ => return None,
        })
    }

    /// The same in a year; `None` for what takes none.
    pub(super) fn in_year(self, year: Year) -> Option<Sense> {
        Some(match self {
            Sense::Day { year: Year::Unsaid, month, day, pick } => Sense::Day { year, month, day, pick },
            Sense::Month { year: Year::Unsaid, month, pick } => Sense::Month { year, month, pick },
            Sense::Season { year: Year::Unsaid, season, pick } => Sense::Season { year, season, pick },
            Sense::Quarter { year: Year::Unsaid, quarter, half } => Sense::Quarter { year, quarter, half },
            Sense::Holiday { year: Year::Unsaid, rule, pick } => Sense::Holiday { year, rule, pick },
            _ => return None,
        })
    }

    /// Whether "early", "the end of" and their like may stand before it.
    pub(super) fn takes_modifier(&self) -> bool {
        match self {
            Sense::Date(value) => value.starts_with(|c: char| c.is_ascii_digit()),
            Sense::Duration(_) | Sense::Set(_) | Sense::Clock { .. } | Sense::Shift { .. } | Sense::Open => {
                false
            }
            _ => true,
        }
    }

    /// Whether it names one day.
    pub(super) fn is_day(&self) -> bool {
        matches!(
            self,
            Sense::Day { .. }
                | Sense::DayOfMonth { .. }
                | Sense::Weekday { .. }
                | Sense::Holiday { .. }
                | Sense::DayFrom { .. }
                | Sense::Unit { unit: Unit::Day, .. }
        )
    }

    /// The year it names and nothing more.
    pub(super) fn year(&self) -> Option<Year> {
        match self {
            Sense::Date(value) if value.len() == 4 => value.parse().ok().map(Year::Is),
            Sense::Unit { unit: Unit::Year, shift, from: From::Published } => Some(Year::Shifted(*shift)),
            _ => None,
        }
    }
}
