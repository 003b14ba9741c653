//! What the words say, the day of publication and the tense together: the TIMEX3 value.
//!
//! In: a [`Sense`], in order of the text. Out: type and value. With no day of publication what hangs on it has no value,
//! a day or month without its year has `XXXX` for it.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use types::{Published, Time, TimeKind};

use super::holiday::Rule;
use super::lexicon::Unit;
use super::sense::{From, Pick, Sense, Year};
use super::tense::Direction;

/// When the date that the tense asks for lies so many times as far away as the one it rules out, the tense is not
/// believed: "extended it to Nov. 16", written on Oct. 30, is not of last year. Chosen on TimeBank's month-and-day dates.
const FAR_DAYS: i32 = 4;

/// The same for months, which are named with less care.
const FAR_MONTHS: i32 = 6;

/// Days of a year, for the distance of a date from the one of the next year.
const YEAR_DAYS: i32 = 365;

/// What relative times count from.
#[derive(Debug)]
pub(super) struct Anchor {
    /// When the report was published.
    published: Option<Published>,
    /// The day last spoken of.
    day: Option<Date>,
    /// The first day of the time last spoken of.
    any: Option<Date>,
    /// The quarter last spoken of.
    quarter: Option<(i16, i8)>,
    /// Number of the paragraph that is being read.
    paragraph: usize,
    /// Number of the paragraph in which months were last counted ("the nine months").
    months: Option<usize>,
}

impl Anchor {
    /// Before the first word of a report.
    pub(super) fn new(published: Option<Published>) -> Self {
        Anchor { published, day: None, any: None, quarter: None, paragraph: 0, months: None }
    }

    /// A paragraph begins.
    pub(super) fn begin_paragraph(&mut self) {
        self.paragraph += 1;
    }

    /// The quarter that the text speaks of, unless the paragraph has turned to months.
    fn quarter(&self) -> Option<(i16, i8)> {
        self.quarter.filter(|_| self.months != Some(self.paragraph))
    }

    /// Type and value; what was said becomes what later times count from.
    pub(super) fn value(
        &mut self,
        sense: &Sense,
        tense: &dyn Fn() -> Direction,
    ) -> (TimeKind, Option<String>) {
        let value = self.plain(sense, tense);
        let kind = match sense {
            Sense::Duration(_) => TimeKind::Duration,
            Sense::Set(_) => TimeKind::Set,
            Sense::Clock { .. } | Sense::Part { coarse: false, .. } => TimeKind::Time,
            Sense::Shift { unit: Unit::Hour | Unit::Minute | Unit::Second, .. } => TimeKind::Time,
            Sense::Date(v) if v.contains('T') && v.starts_with(|c: char| c.is_ascii_digit()) => {
                TimeKind::Time
            }
            _ => TimeKind::Date,
        };
        self.remember(sense, value.as_deref());
        (kind, value)
    }

    /// Keeps what later times count from.
    fn remember(&mut self, sense: &Sense, value: Option<&str>) {
        let Some(value) = value else { return };
        match sense {
            Sense::QuarterEnding(_)
            | Sense::Quarter { half: false, year: Year::Unsaid | Year::Is(_) | Year::Shifted(0), .. } => {
                let quarter =
                    value.split_once("-Q").and_then(|(y, q)| Some((y.parse().ok()?, q.parse().ok()?)));
                self.quarter = quarter.or(self.quarter);
                self.months = None;
            }
            Sense::Duration(v) if v.ends_with('M') && !v.contains('T') => self.months = Some(self.paragraph),
            _ => {}
        }
        if let Some(days) = Time::days_of(value) {
            self.any = Some(days.first);
            if days.first == days.last {
                self.day = Some(days.first);
            }
        }
    }

    /// The day of publication.
    fn today(&self) -> Option<Date> {
        self.published.map(|p| p.date)
    }

    /// The day that a relative time counts from.
    fn from(&self, from: From, unit: Unit) -> Option<Date> {
        match from {
            From::Published => self.today(),
            From::Reference if unit == Unit::Day => self.day.or(self.today()),
            From::Reference => self.any.or(self.today()),
        }
    }

    /// The value.
    fn plain(&self, sense: &Sense, tense: &dyn Fn() -> Direction) -> Option<String> {
        match sense {
            Sense::Date(v) | Sense::Duration(v) | Sense::Set(v) => Some(v.clone()),
            Sense::Day { year, month, day, pick } => {
                self.day_of(*year, *pick, tense, &format!("{month:02}-{day:02}"), |y| {
                    Date::new(y, *month, *day).ok()
                })
            }
            Sense::Holiday { rule, year, pick } => self.holiday(rule, *year, *pick, tense),
            Sense::DayOfMonth { day } => self.day_of_month(*day, tense),
            Sense::Month { year, month, pick } => Some(self.month(*year, *month, *pick, tense)),
            Sense::Weekday { weekday, pick } => Some(self.weekday(*weekday, *pick, tense)?.to_string()),
            Sense::Season { season, year, pick } => Some(self.season(season, *year, *pick, tense)),
            Sense::Quarter { quarter, half, year } => Some(self.named_quarter(*quarter, *half, *year, tense)),
            Sense::ThatQuarter { years, over } => self.that_quarter(*years, *over),
            Sense::QuarterOf(year) => match self.quarter() {
                Some((_, quarter)) => Some(format!("{year:04}-Q{quarter}")),
                None => Some(format!("{year:04}")),
            },
            Sense::QuarterEnding(day) => {
                let last = Time::days_of(&self.plain(day, tense)?)?.last;
                unit_value(last, Unit::Quarter, 0)
            }
            Sense::DayFrom { shift, day } => {
                let day = Time::days_of(&self.plain(day, tense)?)?.first;
                unit_value(day, Unit::Day, *shift)
            }
            Sense::Weekend { pick } => self.weekend(*pick, tense),
            Sense::Unit { unit: Unit::Week, shift, from: From::Published } => self.week(*shift, tense),
            Sense::Unit { unit, shift, from } => unit_value(self.from(*from, *unit)?, *unit, *shift),
            Sense::Shift { amount, unit, from } => self.shift(*amount, *unit, *from),
            Sense::WeekOf(day) => {
                let first = Time::days_of(&self.plain(day, tense)?)?.first;
                unit_value(first, Unit::Week, 0)
            }
            Sense::Part { day, part, coarse } => {
                let day = self.plain(day, tense)?;
                Some(if *coarse { day } else { format!("{day}T{part}") })
            }
            Sense::Clock { time, day } => {
                let day = match day {
                    Some(day) => self.plain(day, tense)?,
                    None => self.day.or(self.today())?.to_string(),
                };
                Some(format!("{day}T{time}"))
            }
            Sense::Run { first, count, unit, of } => run(*first, *count, *unit, &self.plain(of, tense)?),
            Sense::Range(first, last) => {
                Some(format!("{}/{}", self.plain(first, tense)?, self.plain(last, tense)?))
            }
            Sense::Open => None,
        }
    }

    /// The year that is said.
    fn year(&self, year: Year) -> Option<i16> {
        match year {
            Year::Unsaid => None,
            Year::Is(year) => Some(year),
            Year::Shifted(shift) => self.today()?.year().checked_add(i16::try_from(shift).ok()?),
        }
    }

    /// A day of the calendar in the year that is said or that the tense asks for.
    fn day_of(
        &self,
        year: Year,
        pick: Pick,
        tense: &dyn Fn() -> Direction,
        unknown: &str,
        day: impl Fn(i16) -> Option<Date>,
    ) -> Option<String> {
        if let Some(year) = self.year(year) {
            return Some(day(year)?.to_string());
        }
        let Some(today) = self.today() else { return Some(format!("XXXX-{unknown}")) };
        let this = today.year();
        let last = (this - 8..=this).rev().find_map(|y| day(y).filter(|d| *d <= today));
        let next = (this..=this + 8).find_map(|y| day(y).filter(|d| *d >= today));
        let (Some(last), Some(next)) = (last, next) else { return last.or(next).map(|d| d.to_string()) };
        let (back, ahead) = (days_between(last, today), days_between(today, next));
        Some(if points_back(pick, tense, back, ahead, FAR_DAYS) { last } else { next }.to_string())
    }

    /// A day with a name.
    fn holiday(&self, rule: &Rule, year: Year, pick: Pick, tense: &dyn Fn() -> Direction) -> Option<String> {
        match rule {
            Rule::Once(date) => Some(date.to_string()),
            Rule::Fixed { month, day } => {
                self.day_of(year, pick, tense, &format!("{month:02}-{day:02}"), |y| rule.date(y))
            }
            _ if self.today().is_none() && self.year(year).is_none() => None,
            _ => self.day_of(year, pick, tense, "", |y| rule.date(y)),
        }
    }

    /// "the 27th": of this month, or of the one before or after.
    fn day_of_month(&self, day: i8, tense: &dyn Fn() -> Direction) -> Option<String> {
        let today = self.today()?;
        let of = |months: i32| {
            let first = today.first_of_month().checked_add(months.months()).ok()?;
            Date::new(first.year(), first.month(), day).ok()
        };
        let here = of(0);
        let date = match tense() {
            Direction::Future => here.filter(|d| *d >= today).or_else(|| of(1)),
            _ => here.filter(|d| *d <= today).or_else(|| of(-1)),
        };
        date.or(here).map(|d| d.to_string())
    }

    /// A month.
    fn month(&self, year: Year, month: i8, pick: Pick, tense: &dyn Fn() -> Direction) -> String {
        if let Some(year) = self.year(year) {
            return format!("{year:04}-{month:02}");
        }
        let Some(today) = self.today() else { return format!("XXXX-{month:02}") };
        let back = i32::from(today.month() - month).rem_euclid(12);
        let ahead = (12 - back) % 12;
        let year = match pick {
            Pick::Last | Pick::Previous => today.year() - i16::from(month >= today.month()),
            Pick::Next | Pick::Coming | Pick::Following => today.year() + i16::from(month <= today.month()),
            Pick::This => today.year(),
            Pick::Tense if points_back(pick, tense, back, ahead, FAR_MONTHS) => {
                today.year() - i16::from(month > today.month())
            }
            Pick::Tense => today.year() + i16::from(month < today.month()),
        };
        format!("{year:04}-{month:02}")
    }

    /// A day of the week.
    fn weekday(&self, weekday: i8, pick: Pick, tense: &dyn Fn() -> Direction) -> Option<Date> {
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        let today = match pick {
            Pick::Previous | Pick::Following => self.day.or(self.today())?,
            _ => self.today()?,
        };
        let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
        let in_week = |week: i64| {
            monday.checked_add((week * 7 + i64::from(weekday.to_monday_zero_offset())).days()).ok()
        };
        let back = || today.nth_weekday(-1, weekday).ok();
        let ahead = || today.nth_weekday(1, weekday).ok();
        match pick {
            Pick::Last | Pick::Previous => back(),
            Pick::Coming | Pick::Following => ahead(),
            Pick::Next => in_week(1),
            Pick::This => in_week(0),
            Pick::Tense if today.weekday() == weekday => Some(today),
            Pick::Tense if tense() == Direction::Future => ahead(),
            Pick::Tense => back(),
        }
    }

    /// A season; it counts as begun with its first month.
    fn season(&self, season: &str, year: Year, pick: Pick, tense: &dyn Fn() -> Direction) -> String {
        if let Some(year) = self.year(year) {
            return format!("{year:04}-{season}");
        }
        let Some(today) = self.today() else { return format!("XXXX-{season}") };
        let first = match season {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            _ => 12,
        };
        // Seasons begun, counted from the one in which the year's first day lies.
        let (year, month) =
            if today.month() < 3 { (today.year() - 1, 12) } else { (today.year(), today.month()) };
        let here = month / 3 * 3;
        let year = match pick {
            Pick::Last | Pick::Previous => year - i16::from(first >= here),
            Pick::Next | Pick::Coming | Pick::Following => year + i16::from(first <= here),
            Pick::This => year,
            Pick::Tense if tense() == Direction::Future => year + i16::from(first < here),
            Pick::Tense => year - i16::from(first > here),
        };
        format!("{year:04}-{season}")
    }

    /// A quarter or a half.
    fn named_quarter(&self, quarter: i8, half: bool, year: Year, tense: &dyn Fn() -> Direction) -> String {
        let code = if half { 'H' } else { 'Q' };
        let Some(year) = self.year(year).or_else(|| self.quarter_year(quarter, half, tense)) else {
            return format!("XXXX-{code}{quarter}");
        };
        format!("{year:04}-{code}{quarter}")
    }

    /// The year of a quarter that is named alone: this one, until the quarter is far ahead.
    fn quarter_year(&self, quarter: i8, half: bool, tense: &dyn Fn() -> Direction) -> Option<i16> {
        let today = self.today()?;
        let here = if half { (today.month() - 1) / 6 + 1 } else { (today.month() - 1) / 3 + 1 };
        let per_year = if half { 2 } else { 4 };
        let direction = tense();
        Some(match quarter - here {
            n if n >= per_year - 1 && direction != Direction::Future => today.year() - 1,
            n if n >= 1 && direction == Direction::Past => today.year() - 1,
            n if n <= -(per_year - 1) && direction == Direction::Future => today.year() + 1,
            _ => today.year(),
        })
    }

    /// The quarter that the text speaks of; without one, the last that was over on the day of publication.
    fn that_quarter(&self, years: i32, over: bool) -> Option<String> {
        let now = self.today().map(|d| (d.year(), (d.month() - 1) / 3 + 1));
        let (year, quarter) = match self.quarter() {
            Some(quarter) if !over || now.is_none_or(|now| quarter < now) => quarter,
            _ if years != 0 => return unit_value(self.today()?, Unit::Year, years),
            _ => {
                let today = self.today()?;
                match (today.month() - 1) / 3 {
                    0 => (today.year() - 1, 4),
                    quarter => (today.year(), quarter),
                }
            }
        };
        Some(format!("{:04}-Q{quarter}", i32::from(year) + years))
    }

    /// "last week", "this week". On a Sunday the week that ends is the last one already, and what lies ahead "this week"
    /// is in the one that begins.
    fn week(&self, shift: i32, tense: &dyn Fn() -> Direction) -> Option<String> {
        let today = self.today()?;
        let sunday = today.weekday() == Weekday::Sunday;
        let shift = match shift {
            -1 if sunday => 0,
            0 if sunday && tense() == Direction::Future => 1,
            shift => shift,
        };
        unit_value(today, Unit::Week, shift)
    }

    /// A weekend: the one before a Monday to Friday unless the tense points ahead.
    fn weekend(&self, pick: Pick, tense: &dyn Fn() -> Direction) -> Option<String> {
        let today = match pick {
            Pick::Previous | Pick::Following | Pick::Tense if pick != Pick::Tense => {
                self.day.or(self.today())?
            }
            _ => self.today()?,
        };
        let begun = today.weekday().to_monday_zero_offset() >= 5;
        let week = match pick {
            Pick::Last | Pick::Previous => -1,
            Pick::Next => 1,
            Pick::This | Pick::Coming | Pick::Following => 0,
            Pick::Tense if begun || tense() == Direction::Future => 0,
            Pick::Tense => -1,
        };
        Some(format!("{}-WE", unit_value(today, Unit::Week, week)?))
    }

    /// "two days ago", "a year earlier". In a text about a quarter, a year before is the quarter of that year.
    fn shift(&self, amount: f64, unit: Unit, from: From) -> Option<String> {
        if amount == -1.0 && unit == Unit::Year && self.quarter().is_some() {
            return self.that_quarter(-1, false);
        }
        let base = self.from(from, Unit::Day)?;
        let whole = amount.trunc();
        if whole.abs() > 100_000.0 {
            return None;
        }
        let whole = whole as i32;
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => self.hours(amount, unit),
            Unit::Weekend => None,
            Unit::Decade => unit_value(self.year_base(from)?, Unit::Year, whole.checked_mul(10)?),
            Unit::Century => unit_value(self.year_base(from)?, Unit::Year, whole.checked_mul(100)?),
            Unit::Millennium => None,
            Unit::Year if amount.fract() != 0.0 => {
                unit_value(base, Unit::Month, (amount * 12.0).round() as i32)
            }
            Unit::Year => unit_value(self.year_base(from)?, Unit::Year, whole),
            _ => unit_value(base, unit, whole),
        }
    }

    /// Years count from publication: "a year earlier" seldom means the year before the one last named.
    fn year_base(&self, from: From) -> Option<Date> {
        self.from(from, Unit::Day).and(self.today())
    }

    /// Hours before publication, when its time is known.
    fn hours(&self, amount: f64, unit: Unit) -> Option<String> {
        let published = self.published?;
        let seconds = amount
            * match unit {
                Unit::Hour => 3600.0,
                Unit::Minute => 60.0,
                _ => 1.0,
            };
        let then =
            published.date.to_datetime(published.time?).checked_add((seconds as i64).seconds()).ok()?;
        Some(format!("{}T{:02}:{:02}", then.date(), then.hour(), then.minute()))
    }
}

/// Whether the earlier of two candidates is meant, `back` before and `ahead` after the report.
fn points_back(pick: Pick, tense: &dyn Fn() -> Direction, back: i32, ahead: i32, far: i32) -> bool {
    match pick {
        Pick::Last | Pick::Previous => true,
        Pick::Next | Pick::Coming | Pick::Following => false,
        Pick::This => back <= ahead,
        Pick::Tense if back == 0 => true,
        Pick::Tense => match tense() {
            Direction::Past => back <= ahead * far,
            Direction::Future => ahead > back * far,
            Direction::Unknown => back <= ahead * 2,
        },
    }
}

/// Days from one day to a later one.
fn days_between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(YEAR_DAYS, |span| span.get_days())
}

/// The unit so many after the one in which the day lies.
fn unit_value(day: Date, unit: Unit, shift: i32) -> Option<String> {
    let months = |n: i32| day.first_of_month().checked_add(i64::from(n).months()).ok();
    Some(match unit {
        Unit::Day => day.checked_add(i64::from(shift).days()).ok()?.to_string(),
        Unit::Week => {
            let week = day.checked_add((i64::from(shift) * 7).days()).ok()?.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Unit::Month => {
            let month = months(shift)?;
            format!("{:04}-{:02}", month.year(), month.month())
        }
        Unit::Quarter => {
            let month = months(shift.checked_mul(3)?)?;
            format!("{:04}-Q{}", month.year(), (month.month() - 1) / 3 + 1)
        }
        Unit::Year => known_year(i32::from(day.year()).checked_add(shift)?)?,
        Unit::Decade => {
            known_year(i32::from(day.year()).checked_add(shift.checked_mul(10)?)?)?[..3].to_owned()
        }
        Unit::Century => {
            known_year(i32::from(day.year()).checked_add(shift.checked_mul(100)?)?)?[..2].to_owned()
        }
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Weekend | Unit::Millennium => return None,
    })
}

/// A year in four digits.
fn known_year(year: i32) -> Option<String> {
    (0..=9999).contains(&year).then(|| format!("{year:04}"))
}

/// The first or last units of something longer, as an interval; one unit, or a half year of quarters, as itself.
fn run(first: bool, count: i8, unit: Unit, of: &str) -> Option<String> {
    let days = Time::days_of(of)?;
    let count = i32::from(count);
    let (begin, end) = if first {
        (unit_value(days.first, unit, 0)?, unit_value(days.first, unit, count - 1)?)
    } else {
        (unit_value(days.last, unit, 1 - count)?, unit_value(days.last, unit, 0)?)
    };
    if unit == Unit::Quarter && count == 2 && of.len() == 4 {
        return Some(format!("{of}-H{}", if first { 1 } else { 2 }));
    }
    Some(if count == 1 { begin } else { format!("{begin}/{end}") })
}
