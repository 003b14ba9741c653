//! Claims lined up by topic and slot: findings.
//!
//! # Steps
//! 1. [`context`]: what each sentence is about, so that only what is the same is compared.
//! 2. Claims of each slot, grouped by topic and judged: `figure`, `time`, `place`, `status`, `quote` (wording and speakers),
//!    `name` (spellings), `label`. Events will be one more file of this kind.
//! 3. Ranked by how much they matter.
//!
//! A wrong conflict costs the reader more than a missed one: every rule here would rather say nothing.

pub mod context;

mod aspect;
mod cluster;
mod figure;
mod label;
mod lexicon;
mod name;
mod place;
mod quote;
mod reading;
mod status;
mod time;
mod tree;

use types::{Finding, Story};

use crate::context::Context;

/// What the reports agree and differ on, most important first. Takes everything of `story` but `findings` and
/// `brief`.
pub fn claims(story: &Story) -> Vec<Finding> {
    let context = Context::new(story);
    let mut findings = Vec::new();
    for slot in [
        figure::findings,
        time::findings,
        place::findings,
        status::findings,
        quote::findings,
        name::findings,
        label::findings,
        aspect::findings,
    ] {
        findings.extend(slot(&context));
    }
    findings.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.topic.cmp(&b.topic)));
    findings
}
