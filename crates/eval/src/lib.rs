//! Briefs measured against hand annotation: the JSON of a brief and a story's gold annotation → shares between 0 and 1.
//!
//! # Method
//! Each measure asks one thing that an annotator wrote down: is this quotation there, has it this speaker, are these
//! two spellings one party. What the gold says nothing about is "n/a", never wrong; gold fields that are not known are
//! left alone. `docs/gold.md` describes the gold's fields; the brief's are those of `dateline brief --format json`, and for coreference
//! a list `referents`: `{"report", "mentions": [{"start", "end"}]}`, one entry a referent of a report.
//!
//! ```
//! let brief = serde_json::json!({"reports": [{"id": "r1", "source": "a.txt", "text": "At least 12 people died."}],
//!     "figures": [{"report": "r1", "start": 0, "end": 18, "text": "At least 12 people", "low": 12, "high": null,
//!                  "value": 12, "comparator": "at_least", "unit": "person"}]});
//! let gold = serde_json::json!({"dates": {"a.txt": null}, "figures": [
//!     {"doc": "a.txt", "text": "at least 12 people", "value": 12, "comparator": "at_least", "unit": "person"}]});
//! let score = dateline_eval::score(&brief, &gold);
//! assert_eq!(score.row("figures right").and_then(|r| r.value), Some(1.0));
//! ```

mod chain;
mod claim;
mod detail;
mod party;
mod text;

use serde_json::Value;

use party::Story;

/// One measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name ("quote span F1").
    pub name: &'static str,
    /// A share between 0 and 1; `None` where the gold says nothing.
    pub value: Option<f64>,
    /// What it was counted from ("9/10").
    pub detail: String,
}

/// One thing that the brief has not, or has wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The stage that missed it ("speaker").
    pub stage: &'static str,
    /// What was missed, for a person.
    pub what: String,
}

/// All measures of one story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// The measures, in the order of the data's way.
    pub rows: Vec<Row>,
    /// What was missed, in the same order.
    pub misses: Vec<Miss>,
    /// What of the gold could not be used, and so was left out of the measures.
    pub warnings: Vec<String>,
}

impl Score {
    /// The measure of this name.
    pub fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|r| r.name == name)
    }

    /// Adds a measure given as a share.
    fn add(&mut self, name: &'static str, value: Option<f64>, detail: String) {
        self.rows.push(Row { name, value, detail });
    }

    /// Adds a measure given as a count; n/a of none.
    fn count(&mut self, name: &'static str, hit: usize, of: usize) {
        self.add(name, ratio(hit, of), format!("{hit}/{of}"));
    }

    fn miss(&mut self, stage: &'static str, what: String) {
        self.misses.push(Miss { stage, what });
    }
}

/// The share, or `None` of none.
fn ratio(hit: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| hit as f64 / of as f64)
}

/// Measures a brief against a story's gold annotation.
pub fn score(brief: &Value, gold: &Value) -> Score {
    let story = Story::new(brief, gold);
    let mut score = Score::default();
    detail::sound(&story, &mut score);
    detail::cleaning(&story, &mut score);
    detail::entities(&story, &mut score);
    chain::chains(&story, &mut score);
    detail::quotes(&story, &mut score);
    detail::figures(&story, &mut score);
    detail::times(&story, &mut score);
    claim::events(&story, &mut score);
    claim::findings(&story, &mut score);
    claim::lineage(&story, &mut score);
    score
}
