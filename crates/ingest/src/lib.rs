//! Files, pages and addresses to reports: text, metadata, and what was cut and why.

use types::{Report, Skipped};

/// What to take in and within which bounds.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Publication date for reports that give none themselves.
    pub date: Option<types::Date>,
    /// Fetch from private and loopback addresses too.
    pub allow_private: bool,
}

/// What came of the inputs; nothing is lost: every input is a report or skipped with a reason.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The reports, in order of input.
    pub reports: Vec<Report>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// Reads all inputs: paths of files and folders, globs, `-` for standard input, http(s) addresses.
pub fn inputs(inputs: &[String], options: &Options) -> Batch {
    let _ = (inputs, options);
    Batch::default()
}
