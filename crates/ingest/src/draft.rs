//! A report in the making: its pieces as found, before they become one text with blocks.

use crate::date::DayOfYear;
use types::{Block, BlockKind, Published, Removed, Report, Span};

/// A piece of the body: its words, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, in one line.
    pub text: String,
}

impl Piece {
    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Piece { kind: BlockKind::Paragraph, text: text.into() }
    }

    /// A heading inside the body.
    pub fn crosshead(text: impl Into<String>) -> Self {
        Piece { kind: BlockKind::Crosshead, text: text.into() }
    }
}

/// A report in the making.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Path, address or record id.
    pub source: String,
    /// The file that holds the record.
    pub container: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The body.
    pub pieces: Vec<Piece>,
    /// What was cut, in the order of cutting; sorted by place only as far as the steps go.
    pub removed: Vec<Removed>,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The writers.
    pub bylines: Vec<String>,
    /// The wire services credited, canonical.
    pub agencies: Vec<String>,
    /// When it came out.
    pub published: Option<Published>,
    /// The day that its dateline or date line gives without a year.
    pub day: Option<DayOfYear>,
    /// When it was changed.
    pub modified: Option<Published>,
    /// What was repaired.
    pub notes: Vec<String>,
}

impl Draft {
    /// Records a cut.
    pub fn cut(&mut self, text: impl Into<String>, reason: &str) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.removed.push(Removed { text, reason: reason.to_owned() });
        }
    }

    /// Adds agencies, each once.
    pub fn credit(&mut self, agencies: &[&str]) {
        for agency in agencies {
            if !self.agencies.iter().any(|a| a == agency) {
                self.agencies.push((*agency).to_owned());
            }
        }
    }

    /// Adds writers, each once whatever the case.
    pub fn written_by(&mut self, names: Vec<String>) {
        for name in names {
            if !self.bylines.iter().any(|b| b.eq_ignore_ascii_case(&name)) {
                self.bylines.push(name);
            }
        }
    }

    /// Number of letters in title and body.
    pub fn letters(&self) -> usize {
        let count = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        self.title.as_deref().map_or(0, count) + self.pieces.iter().map(|p| count(&p.text)).sum::<usize>()
    }

    /// One text with its blocks.
    pub fn finish(self, language: Option<&str>) -> Report {
        let mut text = String::new();
        let mut blocks = Vec::new();
        let title = self.title.iter().map(|t| (BlockKind::Title, t));
        for (kind, words) in title.chain(self.pieces.iter().map(|p| (p.kind, &p.text))) {
            if words.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(words);
            blocks.push(Block { span: Span::new(start, text.len()), kind });
        }
        Report {
            source: self.source,
            container: self.container,
            url: self.url,
            outlet: self.outlet,
            title: self.title,
            bylines: self.bylines,
            agencies: self.agencies,
            published: self.published,
            modified: self.modified,
            language: language.map(str::to_owned),
            text,
            blocks,
            removed: self.removed,
            notes: self.notes,
        }
    }
}
