//! Who made a deal: "brokered by Norway" here, "by Norway and Qatar" there.

use std::collections::{BTreeMap, BTreeSet};

use types::{Doc, Finding, FindingKind, Slot};

use super::{Answer, finding};
use crate::context::Context;
use crate::lexicon::is;
use crate::tree::{conjuncts, dep, lemma, prep_objects, subject, with_dep};

/// Likeness of sentences that must tell of one deal.
const LIKENESS: f64 = 0.04;

/// The findings: deals that some reports give more makers than others.
pub fn findings(context: &Context) -> Vec<Finding> {
    let story = context.story;
    let mut makers: Vec<(BTreeSet<usize>, Answer)> = Vec::new();
    for (report, doc) in story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            if !is("broker", &lemma(doc, token)) {
                continue;
            }
            let names: BTreeSet<usize> = agents(doc, token)
                .into_iter()
                .flat_map(|a| conjuncts(doc, a))
                .filter_map(|a| context.entity_at(report, a))
                .collect();
            if names.is_empty() {
                continue;
            }
            let words: Vec<&str> = names.iter().map(|&e| story.entities[e].name.as_str()).collect();
            let value = words.join(", ");
            makers.push((names, Answer::new(context, report, token, &value, &value)));
        }
    }
    let nested = |a: &(BTreeSet<usize>, Answer), b: &(BTreeSet<usize>, Answer)| {
        a.0 != b.0
            && (a.0.is_subset(&b.0) || b.0.is_subset(&a.0))
            && a.1.report != b.1.report
            && context.sentences_alike(a.1.place(), b.1.place()) >= LIKENESS
    };
    let mut by_smallest: BTreeMap<BTreeSet<usize>, Vec<&Answer>> = BTreeMap::new();
    for a in &makers {
        let Some(b) = makers.iter().find(|b| nested(a, b)) else { continue };
        let small = if a.0.len() < b.0.len() { &a.0 } else { &b.0 };
        by_smallest.entry(small.clone()).or_default().push(&a.1);
    }
    let reason = "one report names more makers of the deal than another";
    by_smallest
        .into_values()
        .filter_map(|kept| {
            finding(
                story,
                &kept,
                FindingKind::Refinement,
                Slot::Actor,
                "who made the deal".to_owned(),
                reason,
            )
        })
        .collect()
}

/// The ones by whom a deal is brokered, negotiated, reached.
fn agents(doc: &Doc, verb: usize) -> Vec<usize> {
    let by = prep_objects(doc, verb, &["by"]);
    let of = match dep(doc, verb) {
        "acl" | "relcl" => Some(doc.tokens[verb].head),
        _ => with_dep(doc, verb, &["nsubjpass"]).next(),
    };
    if !by.is_empty() && of.is_some_and(|d| is("deal", &lemma(doc, d))) {
        return by;
    }
    let object = with_dep(doc, verb, &["dobj"]).any(|o| is("deal", &lemma(doc, o)));
    match object && !matches!(dep(doc, verb), "acl" | "relcl") {
        true => subject(doc, verb).into_iter().collect(),
        false => Vec::new(),
    }
}
