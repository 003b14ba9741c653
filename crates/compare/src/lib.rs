//! Claims lined up by topic and slot: findings.

use types::{Finding, Story};

/// What the reports agree and differ on, most important first. Takes everything of `story` but `findings` and
/// `brief`.
pub fn claims(story: &Story) -> Vec<Finding> {
    let _ = story;
    Vec::new()
}
