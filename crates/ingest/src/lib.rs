//! Files, pages and addresses to reports: text, metadata, and what was cut and why.
//!
//! In: what a person names on the command line: paths of files and folders, globs, `-`, http(s) addresses. Out: a [`Batch`]: every
//! input is a report or is skipped with a reason. Order of reports is order of input; two identical reports are two reports.
//!
//! # Steps
//! 1. [`source`]: names to single inputs: folders are walked, globs resolved.
//! 2. [`load`]: bytes, in the limits of [`limit`]; [`fetch`] for addresses; [`sniff`] tells what they are.
//! 3. [`charset`], [`mojibake`], [`normal`]: bytes to clean characters.
//! 4. [`html`] or [`plain`] (or [`jsonl`], then either): headline, metadata, paragraphs; [`furniture`] cuts what belongs to the page.
//! 5. [`recurring`]: blocks that recur in unrelated reports of one outlet go too.
//!
//! The order of precedence for the publication date: the record's own field, the page's metadata, the text's date line or dateline,
//! the address, and last [`Options::date`]. A dateline's day without a year takes that of the nearest other date known.
//!
//! ```
//! let batch = dateline_ingest::inputs(&["no-such-file.txt".to_owned()], &dateline_ingest::Options::default());
//! assert_eq!(batch.skipped[0].error, "no such file or folder; check the path");
//! ```

mod agency;
mod charset;
mod credit;
mod date;
mod draft;
mod error;
mod fetch;
mod form;
mod furniture;
mod html;
mod jsonl;
mod language;
mod limit;
mod load;
mod mojibake;
mod normal;
mod parallel;
mod pattern;
mod plain;
mod recurring;
mod sniff;
mod source;

use types::{Report, Skipped};

/// What to take in and within which bounds.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Publication date for reports that give none themselves.
    pub date: Option<types::Date>,
    /// Fetch from private and loopback addresses too.
    pub allow_private: bool,
    /// Skip reports in other languages than English.
    pub english_only: bool,
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
    let sources = source::resolve(inputs);
    let alone = sources.len() == 1;
    let found = parallel::map(&sources, |source| load::reports(source, options, alone));
    batch(found.into_iter().flatten())
}

/// Reads bytes that are at hand as the file or answer `source` would be read: a page, a text, or records. Nothing is opened or fetched.
///
/// What the bytes are is told from themselves, the ending of `source` and their `content_type` (as a server declares it), if it is known.
///
/// ```
/// let page = b"<p>Rain fell on the harbour on Monday, and the boats stayed in, the harbour office said.</p>";
/// let batch = dateline_ingest::bytes("rain.html", page, Some("text/html"), &dateline_ingest::Options::default());
/// assert!(batch.reports[0].text.starts_with("Rain fell"));
/// ```
pub fn bytes(source: &str, bytes: &[u8], content_type: Option<&str>, options: &Options) -> Batch {
    batch(load::of_bytes(source, bytes, content_type, options).into_iter())
}

fn batch(outcomes: impl Iterator<Item = load::Outcome>) -> Batch {
    let mut batch = Batch::default();
    for outcome in outcomes {
        match outcome {
            Ok(report) => batch.reports.push(report),
            Err(skipped) => batch.skipped.push(skipped),
        }
    }
    recurring::clear(&mut batch.reports);
    batch
}
