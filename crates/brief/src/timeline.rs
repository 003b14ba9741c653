//! What happened when, in the reports' words.
//!
//! In: a story. Out: one entry a dated sentence group, in order of time.

use types::{Evidence, Story};

/// What happened at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When, as TIMEX3 has it.
    pub time: String,
    /// What, in a report's words.
    pub text: String,
    /// Where it is told.
    pub evidence: Vec<Evidence>,
}

/// The entries of a story, in order of time.
pub fn entries(story: &Story) -> Vec<Entry> {
    let _ = story;
    Vec::new()
}
