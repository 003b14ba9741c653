//! One article of one outlet: cleaned text, metadata, what was removed and why.

use std::fmt;

use jiff::civil::{Date, Time};

use crate::Span;

/// What a block of a report's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading inside the body.
    Crosshead,
    /// A paragraph of the body.
    Paragraph,
}

/// A stretch of the text that is read by itself, so that a headline never runs into a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the report's text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// When a report was published, as exactly as it says itself. An unknown part is `None`, never midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// The day, in the zone the report gives.
    pub date: Date,
    /// Time of day in that zone.
    pub time: Option<Time>,
    /// The zone, in minutes east of UTC.
    pub offset_minutes: Option<i32>,
}

impl fmt::Display for Published {
    /// ISO 8601, as coarse as what is known: `2022-01-19`, `2022-01-19T09:30`, `2022-01-19T09:30+02:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
        match self.offset_minutes {
            None => Ok(()),
            Some(0) => write!(f, "Z"),
            Some(m) => {
                let sign = if m < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", m.abs() / 60, m.abs() % 60)
            }
        }
    }
}

/// A piece that was cut from a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The piece, verbatim.
    pub text: String,
    /// Why, as a stable code: `consent-notice`, `photo-caption`, ….
    pub reason: String,
}

/// One sign that a machine has reworded a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// The words that show it.
    pub span: Span,
    /// What is odd about them: `unbalanced quote`, ….
    pub sign: String,
}

/// How far a report looks reworded by a machine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rewritten {
    /// 0 (no sign) to 1.
    pub score: f64,
    /// The signs, in order of the text.
    pub signs: Vec<Sign>,
}

/// One article of one outlet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Path or address as given, or a record's `id`.
    pub source: String,
    /// The file that holds the record, when `source` is a record's id; `-` for standard input.
    pub container: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline; it also begins `text`.
    pub title: Option<String>,
    /// The writers, as printed, without "By".
    pub bylines: Vec<String>,
    /// Wire services that the report credits as where its text comes from, in canonical short form (`AFP`).
    pub agencies: Vec<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was last changed.
    pub modified: Option<Published>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Title and body, paragraphs parted by a blank line, boilerplate gone.
    pub text: String,
    /// The blocks of `text`, in order, not overlapping; between them stand only line ends.
    pub blocks: Vec<Block>,
    /// What was cut, in the order of the steps: head, furniture, lead-in, recurring blocks; in each, in order of the text.
    pub removed: Vec<Removed>,
    /// What was repaired on the way in (`mojibake`, `charset windows-1252`) or left out of the comparison, for the reader to know.
    pub notes: Vec<String>,
}

impl Report {
    /// The number of the block that holds the byte, or `None` between blocks.
    pub fn block_at(&self, byte: usize) -> Option<usize> {
        let i = self.blocks.partition_point(|b| b.span.end <= byte);
        self.blocks.get(i).filter(|b| b.span.start <= byte).map(|_| i)
    }
}

/// An input that could not be read; the others still are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Path or address as given, or a record's id.
    pub source: String,
    /// What was found, and what to do about it.
    pub error: String,
}
