//! Quotes of every layout: quote marks paired, cues found, speakers named.

use types::{Doc, Mention, Quote, Referent, Report};

use crate::name::FoundName;

/// The quotes of a report, in order, with the words that name their speakers (`speaker_mention`), not yet who
/// that is (`speaker` stays `None`).
pub fn find(report: &Report, doc: &Doc, names: &[FoundName]) -> Vec<Quote> {
    let _ = (report, doc, names);
    Vec::new()
}

/// Fills `speaker` of each quote from `speaker_mention` through the report's referents.
pub fn attribute(
    quotes: &mut [Quote],
    report: &Report,
    doc: &Doc,
    referents: &[Referent],
    mentions: &[Mention],
) {
    let _ = (quotes, report, doc, referents, mentions);
}
