//! An event that earlier reports told as planned and later ones as done: an update.

use types::{EventStatus, EventType, Finding, FindingKind, Reading, Slot};

use super::told::{Told, names, words};
use crate::context::Context;
use crate::reading::{reading, reports};

/// Updates shown at most; more would bury the rest.
const MAX_UPDATES: usize = 4;

/// The findings: one for each joined event that was planned and then done.
pub(super) fn findings(context: &Context, told: &[Told]) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        told.chunk_by(|a, b| a.event == b.event).filter_map(|tellings| finding(context, tellings)).collect();
    findings.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.topic.cmp(&b.topic)));
    findings.truncate(MAX_UPDATES);
    findings
}

fn finding(context: &Context, told: &[Told]) -> Option<Finding> {
    let story = context.story;
    let day = |t: &Told| story.reports[t.report].published.map(|p| p.date);
    let of = |status: EventStatus| told.iter().filter(move |t| t.mention.status == status);
    // A plan of one day and the deed of a later one, with the parties in common. Of attacks too much is feared and said.
    let before = |plan: &Told, deed: &Told| {
        plan.same_kind(deed)
            && day(plan).is_some()
            && day(plan) < day(deed)
            && plan.mention.kind != EventType::Assault
            && plan.parties().intersection(&deed.parties()).count() >= 2
    };
    let planned: Vec<&Told> =
        of(EventStatus::Planned).filter(|p| of(EventStatus::Actual).any(|d| before(p, d))).collect();
    let done: Vec<&Told> = of(EventStatus::Actual).filter(|d| planned.iter().any(|p| before(p, d))).collect();
    let first = *planned.first()?;
    let overtaken =
        of(EventStatus::Actual).any(|d| planned.iter().any(|p| d.same_kind(p) && d.report == p.report));
    let grounds = |told: &[&Told]| told.iter().map(|t| t.ground(context)).collect();
    let readings: Vec<Reading> = vec![
        reading(story, "planned".to_owned(), grounds(&planned)),
        reading(story, "done".to_owned(), grounds(&done)),
    ];
    (!done.is_empty() && !overtaken && reports(&readings) > 1).then(|| Finding {
        kind: FindingKind::Refinement,
        slot: Slot::Status,
        topic: format!("planned, then done: {} ({})", words(first.mention), names(context, &first.parties())),
        weight: 1.0 + 0.2 * reports(&readings) as f64,
        readings,
        reasons: vec!["an earlier report tells it as planned, a later one as done".to_owned()],
    })
}
