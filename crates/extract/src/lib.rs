//! A read report to mentions, quotes, figures, times and events.
//!
//! Before it, [`sentence::join`] joins sentences that end after a short title.
//!
//! # Steps
//! 1. [`time`]: time expressions with their values.
//! 2. [`figure`]: numbers with range, unit and what they count.
//! 3. [`name`]: the pipeline's names, corrected by evidence, and one type for one name.
//! 4. [`quote`]: quote marks paired, cues found, the words that name the speaker.
//! 5. [`coref`]: names, descriptions and pronouns joined to referents.
//! 6. [`quote::attribute`]: each quote's speaker through the referents.
//! 7. [`event`]: who did what to whom.

pub mod coref;
pub mod event;
pub mod figure;
pub mod name;
pub mod quote;
pub mod sentence;
pub mod time;
mod tree;

use types::{Doc, Extract, Report};

/// Everything found in one report.
pub fn report(report: &Report, doc: &Doc) -> Extract {
    let times = time::find(report, doc);
    let figures = figure::find(report, doc, &times);
    let names = name::find(report, doc);
    let mut quotes = quote::find(report, doc, &names);
    let (referents, mentions) = coref::resolve(report, doc, &names, &quotes);
    quote::attribute(&mut quotes, report, doc, &referents, &mentions);
    let events = event::find(report, doc, (&referents, &mentions), &quotes, &times);
    Extract { referents, mentions, quotes, figures, times, events }
}
