//! Numbers with range, unit and what they count.

use types::{Doc, Figure, Report, Time};

/// The figures of a report, in order. What is part of a calendar expression in `times` is no figure.
pub fn find(report: &Report, doc: &Doc, times: &[Time]) -> Vec<Figure> {
    let _ = (report, doc, times);
    Vec::new()
}
