//! Where a happening is said to have been.
//!
//! As [`crate::time`], but for happenings without regard to their day: the places that stand with one kind of word
//! and the same participants. Places inside one country refine each other; only towns of different countries clash.

use std::collections::{BTreeMap, BTreeSet};

use types::{Finding, FindingKind, Pos, Reading, Slot};

use crate::context::Context;
use crate::lexicon::{self, Needs};
use crate::reading::{Ground, reading, reports};
use crate::time::below;

/// Kinds of happening that are at one place; a story that has two of a kind is not looked at.
const MIN_REPORTS: usize = 3;

struct Claim {
    report: usize,
    place: usize,
    ground: Ground,
}

/// The findings about places of what happens once ("the crash"), told by at least [`MIN_REPORTS`] reports.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut by_kind: BTreeMap<&str, Vec<Claim>> = BTreeMap::new();
    for (report, doc) in context.story.docs.iter().enumerate() {
        for (token, t) in doc.tokens.iter().enumerate() {
            if !matches!(t.pos, Pos::Verb | Pos::Noun) {
                continue;
            }
            let Some(kind) = lexicon::predicate(&t.lemma.to_lowercase()) else { continue };
            if kind.needs != Needs::One || kind.key == "deadline" {
                continue;
            }
            // "the crash, which happened in …"
            let told = doc.children(token).filter(|&c| {
                &*doc.tokens[c].dep == "relcl" && matches!(&*doc.tokens[c].lemma, "happen" | "occur" | "take")
            });
            // "the crash on Sunday in the north of … killed": the place may hang on the verb that follows.
            let verb = doc.tokens[token].head;
            let between = matches!(&*t.dep, "nsubj" | "nsubjpass" | "compound")
                .then(|| doc.children(verb).filter(move |&c| token < c && c < verb))
                .into_iter()
                .flatten();
            let reach: Vec<usize> = below(doc, token)
                .into_iter()
                .chain(told.flat_map(|c| below(doc, c)))
                .chain(between.flat_map(|c| below(doc, c)))
                .collect();
            for at in reach {
                let Some(place) = context.entity_at(report, at).filter(|&e| context.is_place(e)) else {
                    continue;
                };
                let head = &doc.tokens[doc.tokens[at].head];
                if &*doc.tokens[at].dep == "pobj"
                    && matches!(&*head.lemma, "in" | "near" | "at" | "into" | "outside")
                {
                    let ground = Ground::clause(context.story, report, at, doc.tokens[at].span);
                    by_kind.entry(kind.key).or_default().push(Claim { report, place, ground });
                }
            }
        }
    }
    by_kind.into_iter().filter_map(|(kind, claims)| finding(context, kind, &claims)).collect()
}

fn finding(context: &Context, kind: &str, claims: &[Claim]) -> Option<Finding> {
    let story = context.story;
    let mut by_place: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
    for c in claims {
        by_place.entry(c.place).or_default().push(c);
    }
    let told: BTreeSet<usize> = claims.iter().map(|c| c.report).collect();
    let countries: BTreeSet<_> =
        by_place.keys().filter_map(|&p| story.entities[p].country.as_deref()).collect();
    if told.len() < MIN_REPORTS || by_place.len() < 2 || countries.len() > 1 {
        return None;
    }
    let readings: Vec<Reading> = by_place
        .iter()
        .map(|(&place, claims)| {
            reading(story, story.entities[place].name.clone(), claims.iter().map(|c| c.ground).collect())
        })
        .collect();
    if reports(&readings) < 2 {
        return None;
    }
    Some(Finding {
        kind: FindingKind::Refinement,
        slot: Slot::Place,
        topic: format!("place of {}", lexicon::predicate(kind).map_or(kind, |k| k.words)),
        weight: 1.5 + 0.4 * reports(&readings) as f64,
        readings,
        reasons: vec!["places of one country for one kind of happening".to_owned()],
    })
}
