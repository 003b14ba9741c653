//! The reports of one event with all that was made of them.

use crate::{Brief, Doc, Entity, Event, Extract, Finding, Lineage, Report, Rewritten, Skipped};

/// The reports of one event with all that was made of them. `docs`, `extracts` and `rewritten` run parallel to
/// `reports`; wherever a report's number is asked for, it is the place in `reports`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// The reports, in order of input.
    pub reports: Vec<Report>,
    /// Each report as read.
    pub docs: Vec<Doc>,
    /// What each report says.
    pub extracts: Vec<Extract>,
    /// How far each looks reworded by a machine.
    pub rewritten: Vec<Rewritten>,
    /// Those they speak of, across reports; most mentioned first.
    pub entities: Vec<Entity>,
    /// What happened, across reports; in order of their first mention.
    pub events: Vec<Event>,
    /// Who copied whom.
    pub lineage: Lineage,
    /// What lining the claims up shows; most important first.
    pub findings: Vec<Finding>,
    /// What a person reads.
    pub brief: Brief,
    /// Inputs that could not be read.
    pub skipped: Vec<Skipped>,
}

impl Story {
    /// Number in `entities` of the one that a report's referent belongs to; `None` for one without a name.
    pub fn entity_of(&self, report: usize, referent: usize) -> Option<usize> {
        self.entities.iter().position(|e| e.referents.binary_search(&(report, referent)).is_ok())
    }
}
