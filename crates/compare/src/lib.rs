//! Claims lined up by topic and slot: findings.
//!
//! # Steps
//! 1. [`context`]: what each sentence is about, so that only what is the same is compared.
//! 2. Claims of each slot, grouped by topic and judged: `figure`, `time`, `clock` (hours), `place`, `status`, `quote` (wording
//!    and speakers), `name` (spellings), `label`, `event`; and `aspect`: what is asked of any story (cause, weather, names,
//!    ground, blame, deadlines, law, plans).
//! 3. Ranked by how much they matter.
//!
//! Beside these stands [`trace()`]: the way of one quotation, phrase or figure through the reports.
//!
//! A wrong conflict costs the reader more than a missed one: every rule here would rather say nothing.

pub mod context;

mod aspect;
mod clock;
mod cluster;
mod event;
mod figure;
mod label;
mod lexicon;
mod name;
mod place;
mod quote;
mod reading;
mod status;
mod time;
mod trace;
mod tree;

pub use trace::{Question, trace};

use std::collections::BTreeSet;

use types::{Evidence, Finding, FindingKind, Slot, Story};

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
        clock::findings,
        aspect::findings,
        event::findings,
    ] {
        findings.extend(slot(&context));
    }
    let findings_of_days: Vec<Finding> = findings
        .iter()
        .filter(|f| f.slot == Slot::Time && f.kind == FindingKind::Agreement)
        .cloned()
        .collect();
    findings.retain(|f| f.slot != Slot::Event || !findings_of_days.iter().any(|d| told_by(f, d)));
    drop_repeated(&mut findings);
    findings.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.topic.cmp(&b.topic)));
    findings
}

/// Of conflicts that stand on the same words the weightiest stays.
fn drop_repeated(findings: &mut Vec<Finding>) {
    let shared = |a: &Finding, b: &Finding| {
        let words =
            |f: &Finding| -> Vec<Evidence> { f.readings.iter().flat_map(|r| r.evidence.clone()).collect() };
        let overlap = words(a)
            .iter()
            .filter(|x| words(b).iter().any(|y| x.report == y.report && x.span.overlaps(y.span)))
            .map(|x| x.report)
            .collect::<BTreeSet<usize>>();
        overlap.len() > 1
    };
    let conflict =
        |f: &Finding| f.kind == FindingKind::Conflict && f.slot != Slot::Figure && f.slot != Slot::Speaker;
    let repeats: Vec<bool> = findings
        .iter()
        .enumerate()
        .map(|(i, f)| {
            conflict(f)
                && findings.iter().enumerate().any(|(j, o)| {
                    let first = o.weight > f.weight || o.weight == f.weight && j < i;
                    i != j && conflict(o) && first && shared(f, o)
                })
        })
        .collect();
    let mut repeats = repeats.into_iter();
    findings.retain(|_| !repeats.next().unwrap_or(false));
}

/// Whether a shared event is no more than the shared day of it that another finding gives: their words overlap in two
/// reports.
fn told_by(event: &Finding, day: &Finding) -> bool {
    let both = event.readings.iter().flat_map(|r| &r.evidence).filter(|e| {
        let overlaps = |d: &Evidence| d.report == e.report && d.span.overlaps(e.span);
        day.readings.iter().flat_map(|r| &r.evidence).any(overlaps)
    });
    let reports: BTreeSet<usize> = both.map(|e| e.report).collect();
    event.kind == FindingKind::Agreement && reports.len() > 1
}
