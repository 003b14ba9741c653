//! A deed that some report or allege, and the one they name denies.
//!
//! In: tellings of one kind of deed. A denial hangs directly on a verb of denying ("denies arming the group"), or says in the
//! past tense that the deed was not done. It meets the tellings that name the same doer and are of the same event, or name the
//! same target. What is only feared or planned is no deed, and cannot be denied.

use std::collections::BTreeSet;

use types::{Doc, EventStatus, Finding, FindingKind, Reading, Slot};

use super::told::{Told, is_deed, names, side, words};
use crate::context::Context;
use crate::lexicon::is;
use crate::reading::{reading, reports};
use crate::tree::{dep, lemma, with_dep};

/// Likeness of sentences that a denial and a charge of one kind need when they name no common target.
const LIKENESS: f64 = 0.12;

/// The findings: one for each doer and kind of deed.
pub(super) fn findings(context: &Context, told: &[Told]) -> Vec<Finding> {
    let deeds: Vec<&Told> = told.iter().filter(|t| is_deed(t.mention.kind)).collect();
    let mut used: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut findings = Vec::new();
    for denial in deeds.iter().filter(|t| denies(context, t)) {
        if used.contains(&(denial.report, denial.mention.head)) {
            continue;
        }
        let like = |t: &&&Told| t.same_kind(denial) && same_doer(context, denial, t);
        let denials: Vec<&Told> = deeds.iter().filter(like).filter(|t| denies(context, t)).copied().collect();
        let charges: Vec<&Told> =
            deeds.iter().filter(like).filter(|t| charges(context, denial, t)).copied().collect();
        used.extend(denials.iter().map(|t| (t.report, t.mention.head)));
        findings.extend(finding(context, denial, &charges, &denials));
    }
    findings
}

/// Whether the mention denies that the deed was done.
fn denies(context: &Context, t: &Told) -> bool {
    let doc = &context.story.docs[t.report];
    if t.mention.status != EventStatus::Denied {
        return false;
    }
    let head = t.mention.head;
    let above = doc.tokens[head].head;
    let under =
        matches!(dep(doc, head), "xcomp" | "ccomp" | "pcomp" | "dobj") && is("deny", &lemma(doc, above));
    under || denies_it_happened(doc, head) || t.mention.said_by.is_some() && was_not_done(doc, head)
}

/// "denied that any abduction took place": whoever did it.
fn denies_it_happened(doc: &Doc, head: usize) -> bool {
    let verb = doc.tokens[head].head;
    matches!(dep(doc, head), "nsubj" | "nsubjpass" | "attr" | "dobj")
        && dep(doc, verb) == "ccomp"
        && is("deny", &lemma(doc, doc.tokens[verb].head))
        && is("happen", &lemma(doc, verb))
}

/// "did not shell", "had never shelled".
fn was_not_done(doc: &Doc, verb: usize) -> bool {
    let past = with_dep(doc, verb, &["aux"])
        .any(|a| matches!(&*doc.tokens[a].tag, "VBD") || &*doc.tokens[a].lemma == "have");
    past && with_dep(doc, verb, &["neg"]).next().is_some()
}

fn same_doer(context: &Context, denial: &Told, t: &Told) -> bool {
    if denies_it_happened(&context.story.docs[denial.report], denial.mention.head) {
        return true;
    }
    let mut doers = denial.source.clone();
    doers.extend(denial.mention.said_by.as_ref().and_then(|p| side(context, denial.report, p)));
    !doers.is_disjoint(&t.source)
}

/// Whether the telling says, or lets somebody say, that the deed was done.
fn charges(context: &Context, denial: &Told, t: &Told) -> bool {
    let done = match t.mention.status {
        EventStatus::Actual => true,
        EventStatus::Possible => t.mention.said_by.is_some(),
        _ => false,
    };
    let by_another = t
        .mention
        .said_by
        .as_ref()
        .and_then(|p| side(context, t.report, p))
        .is_none_or(|s| !t.source.contains(&s));
    // Joined mentions that say to whom: "its attacks" may be any.
    let joined = t.event == denial.event && !t.mention.target.is_empty() && !denial.mention.target.is_empty();
    let together = joined
        || !t.target.is_disjoint(&denial.target)
        || context.sentences_alike(t.at(), denial.at()) >= LIKENESS;
    let days = t.days.zip(denial.days).is_none_or(|(a, b)| a.overlaps(b));
    done && by_another && together && days
}

fn finding(context: &Context, denial: &Told, charges: &[&Told], denials: &[&Told]) -> Option<Finding> {
    let story = context.story;
    let first = charges.first()?;
    let doer: BTreeSet<usize> = first.source.iter().copied().take(1).collect();
    let alleged = charges.iter().all(|c| c.mention.status == EventStatus::Possible);
    let value = if alleged { "accused" } else { "told of" };
    let grounds = |told: &[&Told]| told.iter().map(|t| t.ground(context)).collect();
    let readings: Vec<Reading> = vec![
        reading(story, format!("{}: {value}", names(context, &doer)), grounds(charges)),
        reading(story, "denied".to_owned(), grounds(denials)),
    ];
    (reports(&readings) > 1).then(|| Finding {
        kind: FindingKind::Conflict,
        slot: Slot::Status,
        topic: format!("done or not: {} ({})", words(denial.mention), names(context, &doer)),
        weight: 3.0 + 0.3 * reports(&readings) as f64,
        readings,
        reasons: vec!["a deed is reported or alleged, and denied by the one who is named".to_owned()],
    })
}
