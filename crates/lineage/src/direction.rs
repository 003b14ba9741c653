//! Which of two related reports came first, where it can be known.
//!
//! In: two reports whose texts hang together, and what each credits. Out: the one that came first, with the reason. The surest sign is a credit: a report of the
//! agency itself, or of the outlet that the other names as its source. Else the times of publication, when
//! they differ; a report without a time of day is known by its day alone. Signs that speak against each other show nothing.

use std::cmp::Ordering;

use types::{LineageKind, Published, Report, ReportPair};

use crate::agency;

/// What is known of each of two reports.
#[derive(Clone, Copy, Debug)]
pub struct Side<'r> {
    /// The report.
    pub report: &'r Report,
    /// The agencies and papers it credits.
    pub credits: &'r [String],
}

/// Which came first, with why; `None` when nothing shows it.
pub fn first(pair: &ReportPair, a: Side<'_>, b: Side<'_>) -> Option<(usize, String)> {
    if pair.kind == LineageKind::Independent {
        return None;
    }
    let pick = |order: Ordering| match order {
        Ordering::Less => Some(pair.a),
        Ordering::Greater => Some(pair.b),
        Ordering::Equal => None,
    };
    let (to_a, to_b) = (owed(b, a.report), owed(a, b.report));
    let credit = match (to_a, to_b) {
        (Some(name), None) => Some((pair.a, name)),
        (None, Some(name)) => Some((pair.b, name)),
        _ => None,
    };
    let published = a.report.published.zip(b.report.published);
    let order = published.map_or(Ordering::Equal, |(x, y)| earlier(&x, &y));
    if let Some((first, name)) = credit {
        // A credit to one who published later is a credit for something else.
        let against = pick(order).is_some_and(|by_time| by_time != first);
        return (!against).then(|| (first, format!("one credits the other, {name}")));
    }
    let (x, y) = published?;
    let first = pick(order)?;
    Some((first, format!("published {}, the other {}", x.min(y), x.max(y))))
}

/// The name under which a report credits another's outlet.
fn owed(from: Side<'_>, to: &Report) -> Option<String> {
    let outlet = agency::canonical(to.outlet.as_deref()?);
    let own = from.report.outlet.as_deref().map(agency::canonical);
    (own != Some(outlet)).then(|| from.credits.iter().find(|c| c.eq_ignore_ascii_case(outlet)).cloned())?
}

/// Which was published first, as far as both tell: by the minute when both give time and zone, else by the day.
fn earlier(x: &Published, y: &Published) -> Ordering {
    let minute = |p: &Published| {
        let (time, year) = (p.time?, i64::from(p.date.year()) - 1);
        let day = year * 365 + year / 4 - year / 100 + year / 400 + i64::from(p.date.day_of_year());
        Some(
            (day * 24 + i64::from(time.hour())) * 60 + i64::from(time.minute())
                - i64::from(p.offset_minutes?),
        )
    };
    match minute(x).zip(minute(y)) {
        Some((x, y)) => x.cmp(&y),
        None => x.date.cmp(&y.date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(outlet: Option<&str>, published: Option<&str>) -> Report {
        Report {
            outlet: outlet.map(str::to_owned),
            published: published.map(|p| {
                let (date, time) = p.split_once(' ').map_or((p, None), |(d, t)| (d, Some(t)));
                Published {
                    date: date.parse().expect("a date"),
                    time: time.map(|t| t.parse().expect("a time")),
                    offset_minutes: time.map(|_| 0),
                }
            }),
            ..Report::default()
        }
    }

    fn found(kind: LineageKind, a: &Report, b: &Report, credits: &[String]) -> Option<usize> {
        let pair = ReportPair {
            a: 0,
            b: 1,
            kind,
            agency: None,
            score: 1.0,
            evidence: vec![],
            reasons: vec![],
            from: None,
        };
        first(&pair, Side { report: a, credits: &[] }, Side { report: b, credits }).map(|f| f.0)
    }

    #[test]
    fn credits_and_times_tell_who_came_first() {
        let copy = LineageKind::Copy;
        let wire = report(Some("Reuters"), Some("2024-02-29 10:15:00"));
        let paper = report(Some("Weekly Miller"), Some("2024-02-29 11:40:00"));
        let later = report(None, Some("2024-03-01"));
        assert_eq!(found(copy, &wire, &paper, &["Reuters".into()]), Some(0));
        assert_eq!(found(copy, &wire, &paper, &[]), Some(0));
        assert_eq!(found(copy, &paper, &wire, &[]), Some(1));
        assert_eq!(found(copy, &later, &wire, &[]), Some(1));
        assert_eq!(found(copy, &report(None, None), &wire, &[]), None);
        assert_eq!(found(LineageKind::Independent, &wire, &paper, &[]), None);
        let early = report(None, Some("2024-02-01"));
        assert_eq!(found(copy, &wire, &early, &["Reuters".into()]), None, "signs against each other");
    }
}
