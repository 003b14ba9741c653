//! The weather when it happened, and what wind and weather did.

use std::collections::BTreeMap;

use types::{Doc, Finding, FindingKind, Pos, Slot};

use super::{Answer, finding, is_headline, is_old, tokens_of};
use crate::context::Context;
use crate::lexicon::is;
use crate::tree::{conjuncts, dep, lemma, negated, with_dep};

/// Likeness of sentences that must tell of one effect.
const LIKENESS: f64 = 0.05;

/// The finding: harsh weather here, fair weather there.
pub fn findings(context: &Context) -> Vec<Finding> {
    let story = context.story;
    let mut answers = Vec::new();
    for (report, token) in tokens_of(context, "weather") {
        let doc = &story.docs[report];
        let sentence = doc.sentence_of(token);
        let tokens = doc.sentences[sentence].tokens;
        // What the weather does to those who search, or will be, is no weather of the happening.
        let after = tokens.iter().any(|t| is("aftermath", &lemma(doc, t)));
        if after
            || !matches!(doc.tokens[token].pos, Pos::Noun | Pos::Propn)
            || is_old(context, report, sentence)
        {
            continue;
        }
        for adjective in adjectives(doc, token) {
            let word = lemma(doc, adjective);
            let pole = match (is("harsh", &word), is("mild", &word)) {
                (true, _) => "harsh",
                (_, true) => "fair",
                _ => continue,
            };
            let phrase =
                format!("{} {}", doc.word(&story.reports[report].text, adjective), lemma(doc, token));
            answers.push(Answer::new(context, report, token, pole, &phrase.to_lowercase()));
        }
    }
    // A report that has both tells of two hours.
    let both = |r: usize| {
        ["harsh", "fair"].iter().all(|p| answers.iter().any(|a: &Answer| a.report == r && a.pole == *p))
    };
    let kept: Vec<&Answer> = answers.iter().filter(|a| !both(a.report)).collect();
    let reason = "harsh weather here, fair weather there";
    finding(story, &kept, FindingKind::Conflict, Slot::Status, "the weather".to_owned(), reason)
        .into_iter()
        .collect()
}

/// "strong winds", "visibility was poor", "weather and visibility were ideal".
fn adjectives(doc: &Doc, noun: usize) -> Vec<usize> {
    let mut found: Vec<usize> = with_dep(doc, noun, &["amod", "compound"]).collect();
    let first = if dep(doc, noun) == "conj" { doc.tokens[noun].head } else { noun };
    let verb = doc.tokens[first].head;
    if dep(doc, first) == "nsubj" && &*doc.tokens[verb].lemma == "be" && !negated(doc, verb) {
        found.extend(with_dep(doc, verb, &["acomp"]).flat_map(|a| conjuncts(doc, a)));
    }
    found
}

/// What one force ("winds") is said to have done, where reports say it differently.
pub fn effects(context: &Context) -> Vec<Finding> {
    let story = context.story;
    let mut by_force: BTreeMap<String, Vec<Answer>> = BTreeMap::new();
    for (report, token) in tokens_of(context, "force") {
        let doc = &story.docs[report];
        let sentence = doc.sentence_of(token);
        let Some(verb) = effect(doc, token) else { continue };
        if is_headline(doc, sentence) || is_old(context, report, sentence) || negated(doc, verb) {
            continue;
        }
        // "forced the crew to turn back": what was forced is the effect.
        let forced = with_dep(doc, verb, &["xcomp", "ccomp"]).next();
        let pole = lemma(doc, forced.unwrap_or(verb));
        let mut answer = Answer::new(context, report, verb, &pole, "");
        answer.value = answer
            .ground
            .span
            .of(&story.reports[report].text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        by_force.entry(lemma(doc, token)).or_default().push(answer);
    }
    let reason = "one force of nature, different effects on the same";
    by_force
        .into_iter()
        .filter_map(|(force, answers)| {
            let tied = |a: &Answer| {
                answers.iter().any(|b| {
                    a.report != b.report && context.sentences_alike(a.place(), b.place()) >= LIKENESS
                })
            };
            let kept: Vec<&Answer> = answers.iter().filter(|a| tied(a)).collect();
            finding(
                story,
                &kept,
                FindingKind::Refinement,
                Slot::Event,
                format!("what the {force} did"),
                reason,
            )
        })
        .collect()
}

/// The verb of hindering that the force does: "winds delayed …", "was delayed by winds".
fn effect(doc: &Doc, noun: usize) -> Option<usize> {
    let head = doc.tokens[noun].head;
    let verb = match dep(doc, noun) {
        "nsubj" => head,
        "pobj" if &*doc.tokens[head].lemma == "by" => doc.tokens[head].head,
        _ => return None,
    };
    is("hinder", &lemma(doc, verb)).then_some(verb)
}
