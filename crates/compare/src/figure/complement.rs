//! "11 of the 12 gates are shut" and "the single gate still open" say the same.

use std::collections::BTreeMap;

use types::{Doc, Finding, FindingKind, Pos, Slot};

use crate::aspect::{self, Answer};
use crate::context::Context;
use crate::lexicon::is;
use crate::tree::{lemma, with_dep};

/// Likeness from which two sentences may tell of one remainder.
const LIKENESS: f64 = 0.03;

/// The findings: for each thing counted, what is left by subtraction in one report and by its words in another.
pub fn findings(context: &Context) -> Vec<Finding> {
    let story = context.story;
    let mut by_thing: BTreeMap<(String, u64), Vec<Answer>> = BTreeMap::new();
    for (report, extract) in story.extracts.iter().enumerate() {
        let doc = &story.docs[report];
        for figure in &extract.figures {
            let Some(part) = figure.value else { continue };
            let Some(counted) = figure.counted.map(|c| doc.tokens_in(c)) else { continue };
            let Some((thing, whole)) = whole(doc, counted, figure.token) else { continue };
            let left = whole - part;
            if left > 0.0 && left.fract() == 0.0 {
                let value = format!("{left} of {whole} left");
                let answer = Answer::new(context, report, figure.token, "left", &value);
                by_thing.entry((thing, left as u64)).or_default().push(answer);
            }
        }
    }
    let subtracted: Vec<(String, u64)> = by_thing.keys().cloned().collect();
    for (report, doc) in story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            let Some(left) = remaining(doc, token) else { continue };
            let key = (lemma(doc, token), left);
            let Some(own) = subtracted.contains(&key).then(|| by_thing.get_mut(&key)).flatten() else {
                continue;
            };
            let answer = Answer::new(context, report, token, "left", "");
            if own.iter().any(|o| context.sentences_alike(o.place(), answer.place()) >= LIKENESS) {
                own.push(answer);
            }
        }
    }
    by_thing
        .into_iter()
        .filter_map(|((thing, _), answers)| {
            let all: Vec<&Answer> = answers.iter().collect();
            let reason = "what one report counts as done leaves what another says remains";
            aspect::finding(
                story,
                &all,
                FindingKind::Agreement,
                Slot::Figure,
                format!("{thing}s left"),
                reason,
            )
        })
        .collect()
}

/// Of "the 12 gates" in "11 of the 12 gates": the thing and the whole number.
fn whole(doc: &Doc, counted: types::TokenSpan, number: usize) -> Option<(String, f64)> {
    let total = counted.iter().find(|&t| t > number && doc.tokens[t].pos == Pos::Num)?;
    let thing = doc.tokens[total].head;
    let value: f64 = lemma(doc, total).replace(',', "").parse().ok()?;
    (&*doc.tokens[total].dep == "nummod").then(|| (lemma(doc, thing), value))
}

/// How many of a noun are said to be left: one for "the single remaining gate", "the last gate".
fn remaining(doc: &Doc, noun: usize) -> Option<u64> {
    if doc.tokens[noun].pos != Pos::Noun || &*doc.tokens[noun].tag != "NN" {
        return None;
    }
    let words: Vec<String> =
        with_dep(doc, noun, &["amod", "nummod", "compound"]).map(|c| lemma(doc, c)).collect();
    let has = |set: &str| words.iter().any(|w| is(set, w));
    let several = with_dep(doc, noun, &["nummod"]).any(|n| !is("only-one", &lemma(doc, n)));
    (has("left-over") && (has("only-one") || words.iter().any(|w| w == "remaining") && !several)).then_some(1)
}
