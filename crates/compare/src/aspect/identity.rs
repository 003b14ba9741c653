//! Are they named? "Officials have not released the names" here, "police identified the driver as …" there.

use std::collections::BTreeMap;

use types::{Doc, EntityType, Finding, FindingKind, Pos, Slot};

use super::{Answer, finding, is_headline, is_old};
use crate::context::Context;
use crate::lexicon::is;
use crate::tree::{above, lemma, negated, prep_objects, subject, with_dep};

const WITHHELD: &str = "not named by officials";
const GIVEN: &str = "named";

/// The findings: for each group of people, reports that name them beside reports that say they are not named.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut by_group: BTreeMap<&str, Vec<Answer>> = BTreeMap::new();
    for (report, doc) in context.story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            let Some((group, value)) = withheld(doc, token).or_else(|| given(context, report, token)) else {
                continue;
            };
            let sentence = doc.sentence_of(token);
            if !is_headline(doc, sentence) && !is_old(context, report, sentence) {
                by_group.entry(group).or_default().push(Answer::new(context, report, token, value, value));
            }
        }
    }
    by_group.into_iter().filter_map(|(group, answers)| judge(context, group, &answers)).collect()
}

/// The group that a noun names; `None` for one that is no group of people.
fn group(doc: &Doc, noun: usize) -> Option<&'static str> {
    let of = |t: usize| ["crew", "victims", "suspects"].into_iter().find(|set| is(set, &lemma(doc, t)));
    // "crew members": the first word says which.
    of(noun).or_else(|| with_dep(doc, noun, &["compound", "poss"]).find_map(of))
}

/// "did not release any names", "identities have not been confirmed", "declined to name the victims".
fn withheld(doc: &Doc, token: usize) -> Option<(&'static str, &'static str)> {
    let word = lemma(doc, token);
    if doc.tokens[token].pos == Pos::Noun && is("identity", &word) {
        let chain = above(doc, token);
        let refused = chain.iter().take(5).any(|&v| {
            let w = lemma(doc, v);
            is("publish", &w) && negated(doc, v) || is("await", &w)
        });
        return refused.then(|| (whose(doc, token), WITHHELD));
    }
    if is("name-as", &word) && doc.tokens[token].pos == Pos::Verb && negated(doc, token) {
        let people = with_dep(doc, token, &["dobj", "nsubjpass"]).find_map(|o| group(doc, o))?;
        return Some((people, WITHHELD));
    }
    None
}

/// Whose names: "names of the crew", "the victims' names"; the dead and hurt where nobody is told.
fn whose(doc: &Doc, noun: usize) -> &'static str {
    let of = prep_objects(doc, noun, &["of"]);
    let owners = with_dep(doc, noun, &["poss", "compound", "amod"]);
    of.into_iter().chain(owners).find_map(|o| group(doc, o)).unwrap_or("victims")
}

/// "identified the driver as …", "the second victim was …".
fn given(context: &Context, report: usize, token: usize) -> Option<(&'static str, &'static str)> {
    let doc = &context.story.docs[report];
    let word = lemma(doc, token);
    let person = |t: usize| {
        let named = context.entity_at(report, t);
        named.is_some_and(|e| context.story.entities[e].kind == EntityType::Person)
            && doc.tokens[t].pos == Pos::Propn
    };
    if is("name-as", &word) && doc.tokens[token].pos == Pos::Verb && !negated(doc, token) {
        let as_name = prep_objects(doc, token, &["as"]).into_iter().any(person);
        let names = as_name || with_dep(doc, token, &["oprd"]).any(person);
        let people = with_dep(doc, token, &["dobj", "nsubjpass"]).find_map(|o| group(doc, o));
        return names.then(|| people.map(|p| (p, GIVEN))).flatten();
    }
    if &*doc.tokens[token].lemma == "be" {
        let names = with_dep(doc, token, &["attr"]).any(person);
        let people = subject(doc, token).and_then(|s| group(doc, s));
        return (names && !negated(doc, token)).then(|| people.map(|p| (p, GIVEN))).flatten();
    }
    None
}

fn judge(context: &Context, group: &str, answers: &[Answer]) -> Option<Finding> {
    let story = context.story;
    let day = |a: &Answer| story.reports[a.report].published.map(|p| p.date);
    // A report that names some and says that others are not named is no party to the question.
    let both = |r: usize| {
        let mine = |v: &str| answers.iter().any(|a| a.report == r && a.pole == v);
        mine(WITHHELD) && mine(GIVEN)
    };
    let given: Vec<&Answer> = answers.iter().filter(|a| a.pole == GIVEN && !both(a.report)).collect();
    let withheld: Vec<&Answer> = answers.iter().filter(|a| a.pole == WITHHELD).collect();
    let later = given.iter().all(|g| withheld.iter().all(|w| day(g) >= day(w)));
    let all: Vec<&Answer> = withheld.iter().chain(&given).copied().collect();
    let (kind, reason) = match later {
        true => (
            FindingKind::Refinement,
            "reports of the same day or later give names that others say are not given",
        ),
        false => {
            (FindingKind::Conflict, "an earlier report has them named, a later one says that they are not")
        }
    };
    let people = match group {
        "crew" => "the crew",
        "suspects" => "the suspects",
        _ => "the victims",
    };
    finding(story, &all, kind, Slot::Status, format!("named or not: {people}"), reason)
}
