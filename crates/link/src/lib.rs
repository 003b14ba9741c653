//! Mentions to entities across reports.

use types::{Entity, Extract, Report};

/// The named ones that the reports speak of, each once; most mentioned first.
pub fn entities(reports: &[Report], extracts: &[Extract]) -> Vec<Entity> {
    let _ = (reports, extracts);
    Vec::new()
}
