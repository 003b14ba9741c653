//! The events of a story for other programs: PLOVER, NGEC, CAMEO, CSV, JSON lines; and for a person, a list.
//!
//! In: a story with its events joined across reports. Out: text. Each row or object names its evidence: report, first character, one past the
//! last, counted in Unicode scalar values of the report's text as `dateline brief --format json` gives it; how many reports tell of the event, and
//! how many independent origins these have. What INCIDENT codes is outside PLOVER: the formats of that family leave it out, and
//! [`outside`] counts it. The columns are described in `docs/events.md`.

mod cameo;
mod coded;
mod csv;
mod list;
mod ngec;
mod plover;
pub(crate) mod table;

pub use coded::{CodedActor, CodedEvent, CodedMention, CodedPlace, events};

use serde::{Serialize, Serializer};
use types::{Date, EventType, Story};

/// How events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Records of PLOVER's gold standard, one JSON object a line.
    Plover,
    /// Fields of NGEC and POLECAT, one JSON object a line.
    Ngec,
    /// CAMEO codes, tab-separated, one row a pair of source and target.
    Cameo,
    /// One row an event, comma-separated (RFC 4180).
    Csv,
    /// All that is known of each event, one JSON object a line.
    Jsonl,
}

impl Format {
    /// Whether it holds only what PLOVER's ontology covers.
    pub fn is_political(self) -> bool {
        matches!(self, Format::Plover | Format::Ngec | Format::Cameo)
    }
}

/// The events of a story in a format.
pub fn export(story: &Story, format: Format) -> String {
    let all = events(story);
    let political: Vec<&CodedEvent> = all.iter().filter(|e| e.coding.is_some()).collect();
    match format {
        Format::Plover => lines(political.iter().map(|e| plover::record(e))),
        Format::Ngec => {
            let names = ngec::Names::of(story);
            lines(political.iter().map(|e| ngec::record(e, &names)))
        }
        Format::Cameo => cameo::table(&political),
        Format::Csv => csv::table(&all),
        Format::Jsonl => lines(all.iter()),
    }
}

/// The events of a story as a list for the terminal, `width` columns wide.
pub fn list(story: &Story, width: usize, color: bool) -> String {
    list::list(&events(story), width, color)
}

/// How many events of a story are outside PLOVER.
pub fn outside(story: &Story) -> usize {
    story.events.iter().filter(|e| e.kind == EventType::Incident).count()
}

/// One JSON object a line.
fn lines<T: Serialize>(records: impl Iterator<Item = T>) -> String {
    // Strings, numbers and lists only: nothing of these can fail to be written.
    records.filter_map(|r| serde_json::to_string(&r).ok()).map(|line| line + "\n").collect()
}

/// A day as ISO 8601.
fn day<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(day),
        None => serializer.serialize_none(),
    }
}
