//! The proof of a brief: its sources are read again, and every span, quote and number must follow from them.
//!
//! In: the JSON of a brief, and a way to read a report's source again. Out: how many checks of each kind passed, and each
//! failure with its place in the JSON. Nothing of the brief is believed: not its texts, offsets or counts.
//!
//! # Checks
//! 1. Each report's text is what its source gives again.
//! 2. Each span lies in its report's text.
//! 3. Each quote, figure and time that is given out reads as its span does.
//! 4. Each figure's value can be read from its words.
//! 5. Each spelling of a name stands in the reports that it is said to stand in.
//! 6. Each reading of a finding has words, its numbers stand in them, and it counts no more sources than reports.
//! 7. The situation's sides and deeds are those of its events, and its balance is counted again.
//! 8. Each line has words, and what it quotes and counts stands in them.

mod brief;
mod line;
mod number;
mod situation;

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;
use types::Report;

/// Reads a report's source again: `source` as the brief gives it, and the file that holds it when it is a record.
pub type Load<'l> = dyn FnMut(&str, Option<&str>) -> Result<Report, String> + 'l;

/// Why a brief cannot be verified at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not JSON.
    #[error("this is no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON of something else.
    #[error("this is no brief: \"schema\" is {0}, not \"{schema}\"", schema = crate::json::SCHEMA)]
    Schema(String),
}

/// Kinds of checks, in the order they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// A report's text against its source.
    Source,
    /// A span against its text.
    Span,
    /// Words given out against their span.
    Words,
    /// A figure against its words.
    Figure,
    /// A spelling against its reports.
    Spelling,
    /// A reading of a finding against its words.
    Reading,
    /// The situation against its events.
    Situation,
    /// A line against its words.
    Line,
}

impl Check {
    /// What passed, in words.
    pub fn describe(self) -> &'static str {
        match self {
            Check::Source => "reports read the same as their sources",
            Check::Span => "spans lie in their texts",
            Check::Words => "quotes, figures and times read as their spans do",
            Check::Figure => "figures can be read from their words",
            Check::Spelling => "spellings stand in their reports",
            Check::Reading => "readings of findings stand on their words",
            Check::Situation => "parts of the situation follow from its events",
            Check::Line => "lines stand on their words",
        }
    }
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What was checked.
    pub check: Check,
    /// Where in the JSON: `/findings/2/readings/0`.
    pub path: String,
    /// What was found.
    pub what: String,
}

/// What came of verifying a brief.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// How many checks of each kind passed.
    pub passed: BTreeMap<Check, usize>,
    /// What does not hold, in order of the checks and the JSON.
    pub failures: Vec<Failure>,
}

impl Verification {
    /// Whether everything holds.
    pub fn holds(&self) -> bool {
        self.failures.is_empty()
    }

    /// Counts a check, or notes its failure.
    fn note(&mut self, check: Check, path: &str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => *self.passed.entry(check).or_default() += 1,
            Err(what) => self.failures.push(Failure { check, path: path.to_owned(), what }),
        }
    }
}

impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (check, count) in &self.passed {
            writeln!(f, "{count:>7} {}", check.describe())?;
        }
        for failure in &self.failures {
            writeln!(f, "FAILED {}: {}", failure.path, crate::view::plain(&failure.what))?;
        }
        let checks: usize = self.passed.values().sum();
        match self.failures.len() {
            0 => writeln!(f, "All {checks} checks hold."),
            n => writeln!(f, "{n} of {} checks fail.", checks + n),
        }
    }
}

/// Proves a brief again.
///
/// # Errors
/// When `brief_json` is no JSON, or no brief of the schema that this program knows.
pub fn verify(brief_json: &str, load: &mut Load<'_>) -> Result<Verification, Error> {
    let json: Value = serde_json::from_str(brief_json)?;
    match json.get("schema") {
        Some(Value::String(schema)) if schema == crate::json::SCHEMA => {}
        other => return Err(Error::Schema(other.map_or("missing".to_owned(), Value::to_string))),
    }
    let mut verification = Verification::default();
    let brief = brief::Brief::of(&json);
    brief.check_sources(&mut verification, load);
    brief.check_spans(&mut verification);
    brief.check_figures(&mut verification);
    brief.check_spellings(&mut verification);
    brief.check_readings(&mut verification);
    situation::check(&brief, &mut verification);
    line::check(&brief, &mut verification);
    verification.failures.sort_by_key(|f| f.check);
    Ok(verification)
}

/// The sources that a brief names, as (source, container), in order; empty when it is none.
pub fn sources(brief_json: &str) -> Vec<(String, Option<String>)> {
    let json: Value = serde_json::from_str(brief_json).unwrap_or_default();
    let reports = json.get("reports").and_then(Value::as_array).into_iter().flatten();
    let text = |r: &Value, name: &str| r.get(name).and_then(Value::as_str).map(str::to_owned);
    reports.filter_map(|r| Some((text(r, "source")?, text(r, "container")))).collect()
}
