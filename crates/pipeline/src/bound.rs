//! How much of one report is compared: the first so many figures, quotes, times and events.
//!
//! Lining claims up looks at pairs, so its work grows with the square of what there is. Reports never reach these bounds; tables,
//! lists and files made to do harm do, and must not hold up the others. What is left out is said in the report's notes.

use types::{Extract, Report};

/// Most claims of each kind in a story, shared evenly by its reports: up to ten seconds of lining up.
const MAX_CLAIMS: usize = 2_000;
/// But at least this many of each report: twice what live pages of 20,000 words have.
const MIN_SHARE: usize = 500;

/// How many claims of each kind a report of so many may have.
pub fn share(reports: usize) -> usize {
    (MAX_CLAIMS / reports.max(1)).max(MIN_SHARE)
}

/// Leaves of each kind the first `most`, and says so in the report's notes.
pub fn keep_first(extract: &mut Extract, report: &mut Report, most: usize) {
    let found = [
        (extract.figures.len(), "figures"),
        (extract.quotes.len(), "quotes"),
        (extract.times.len(), "times"),
        (extract.events.len(), "events"),
    ];
    for (count, what) in found.into_iter().filter(|(count, _)| *count > most) {
        report.notes.push(format!("of {count} {what} only the first {most} are compared"));
    }
    extract.figures.truncate(most);
    extract.quotes.truncate(most);
    extract.times.truncate(most);
    extract.events.truncate(most);
    // Nothing may point at what is gone.
    let drop_gone = |number: &mut Option<usize>| *number = number.filter(|n| *n < most);
    for figure in &mut extract.figures {
        drop_gone(&mut figure.converts);
        drop_gone(&mut figure.time);
    }
    extract.quotes.iter_mut().for_each(|q| drop_gone(&mut q.part_of));
    extract.events.iter_mut().for_each(|e| drop_gone(&mut e.time));
}

#[cfg(test)]
mod tests {
    use types::{Comparator, Figure, Span};

    use super::*;

    #[test]
    fn the_bound_is_shared_but_never_small() {
        assert_eq!((share(0), share(1), share(2), share(1_000)), (2_000, 2_000, 1_000, 500));
    }

    #[test]
    fn what_is_left_out_is_said_and_not_pointed_at() {
        let figure = |converts| Figure {
            span: Span::new(0, 1),
            number: Span::new(0, 1),
            low: None,
            high: None,
            value: None,
            comparator: Comparator::Exact,
            unit: None,
            counted: None,
            token: 0,
            head: 0,
            age: false,
            converts,
            time: None,
            place: None,
        };
        let mut extract =
            Extract { figures: vec![figure(None), figure(Some(2)), figure(Some(0))], ..Extract::default() };
        let mut report = Report::default();
        keep_first(&mut extract, &mut report, 3);
        assert_eq!((extract.figures.len(), report.notes.len()), (3, 0));
        keep_first(&mut extract, &mut report, 2);
        assert_eq!(extract.figures.iter().map(|f| f.converts).collect::<Vec<_>>(), [None, None]);
        assert_eq!(report.notes, ["of 3 figures only the first 2 are compared"]);
    }
}
