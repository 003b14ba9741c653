//! What was planned in one report and done by a later one: "proposed to close the pits" on Monday, "has closed the pits"
//! on Friday.

use std::collections::BTreeSet;

use types::{Doc, Finding, FindingKind, Pos, Slot};

use super::{Answer, finding, is_headline};
use crate::cluster;
use crate::context::{Context, Term};
use crate::lexicon::is;
use crate::tree::{dep, is_verb, lemma, negated, with_dep};

const PLANNED: &str = "planned";
const DONE: &str = "done";
/// A verb in more than this share of the sentences says too little.
const MAX_SHARE: f64 = 0.1;
/// What different objects take off the likeness of two sentences with one verb.
const UNLIKE_THINGS: f64 = 0.03;

struct Act {
    answer: Answer,
    verb: String,
    /// What is done something to.
    things: BTreeSet<Term>,
}

/// The findings: for each deed, the plan of it beside the doing.
pub fn findings(context: &Context) -> Vec<Finding> {
    let story = context.story;
    let acts = acts(context);
    let groups = cluster::groups(acts.len(), |i, j| {
        let (a, b) = (&acts[i], &acts[j]);
        if a.verb != b.verb {
            return None;
        }
        // Two of three may name different parts of what the third names whole.
        let alike = context.sentences_alike(a.answer.place(), b.answer.place());
        Some(if a.things.is_disjoint(&b.things) { alike - UNLIKE_THINGS } else { alike + 0.05 })
    });
    let day = |a: &Answer| story.reports[a.report].published.map(|p| p.date);
    groups
        .iter()
        .filter_map(|group| {
            let members: Vec<&Answer> = group.iter().map(|&i| &acts[i].answer).collect();
            let of =
                |pole: &str| -> Vec<&Answer> { members.iter().filter(|a| a.pole == pole).copied().collect() };
            let (plans, deeds) = (of(PLANNED), of(DONE));
            // A plan told after the deed is another one.
            let in_order = plans
                .iter()
                .all(|p| deeds.iter().all(|d| day(p).is_some() && day(p) <= day(d) && p.report != d.report));
            let all: Vec<&Answer> = plans.into_iter().chain(deeds).collect();
            let topic = format!("planned or done: {}", topic(context, all.first()?));
            let reason = "a plan in one report is a deed in a later one";
            in_order
                .then(|| finding(story, &all, FindingKind::Refinement, Slot::Status, topic, reason))
                .flatten()
        })
        .collect()
}

fn topic(context: &Context, a: &Answer) -> String {
    let doc = &context.story.docs[a.report];
    let object = objects(doc, a.token).first().copied();
    let text = &context.story.reports[a.report].text;
    match object {
        // "all of the pits"
        Some(o) => {
            let o = crate::tree::prep_objects(doc, o, &["of"]).first().copied().unwrap_or(o);
            format!("{} {}", lemma(doc, a.token), doc.word(text, o).to_lowercase())
        }
        None => lemma(doc, a.token),
    }
}

fn acts(context: &Context) -> Vec<Act> {
    let sentences: usize = context.story.docs.iter().map(|d| d.sentences.len()).sum();
    let rare = (1.0 + 1.0 / MAX_SHARE).ln();
    let mut acts = Vec::new();
    for (report, doc) in context.story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            if doc.tokens[token].pos != Pos::Verb || is_headline(doc, doc.sentence_of(token)) {
                continue;
            }
            let verb = lemma(doc, token);
            if sentences > 20 && context.weight(&Term::Lemma(verb.clone())) < rare {
                continue;
            }
            let Some(pole) = stage(doc, token) else { continue };
            let things: BTreeSet<Term> = objects(doc, token)
                .into_iter()
                .flat_map(|o| doc.subtree(o).iter())
                .filter(|&t| matches!(doc.tokens[t].pos, Pos::Noun | Pos::Propn))
                .map(|t| {
                    context.entity_at(report, t).map_or_else(|| Term::Lemma(lemma(doc, t)), Term::Entity)
                })
                .filter(|t| !matches!(t, Term::Entity(_)))
                .collect();
            if !things.is_empty() {
                // Who says so belongs to it: "the ministry said that it had closed the pits".
                let said = doc.tokens[token].head;
                let told = dep(doc, token) == "ccomp" && is_verb(doc, said);
                let mut answer = Answer::new(context, report, if told { said } else { token }, pole, pole);
                answer.token = token;
                acts.push(Act { answer, verb, things });
            }
        }
    }
    acts
}

/// The objects of the verb, or of one joined to it by "and" that follows ("closed and so neutralised the pits").
fn objects(doc: &Doc, verb: usize) -> Vec<usize> {
    let own: Vec<usize> = with_dep(doc, verb, &["dobj", "nsubjpass"]).collect();
    if !own.is_empty() {
        return own;
    }
    with_dep(doc, verb, &["conj"])
        .filter(|&c| is_verb(doc, c))
        .flat_map(|c| with_dep(doc, c, &["dobj"]).collect::<Vec<_>>())
        .collect()
}

fn stage(doc: &Doc, verb: usize) -> Option<&'static str> {
    let head = doc.tokens[verb].head;
    let hangs = matches!(dep(doc, verb), "xcomp" | "acl" | "pcomp" | "ccomp" | "dobj");
    if hangs
        && matches!(&*doc.tokens[verb].tag, "VB" | "VBG")
        && is("proposal", &lemma(doc, head))
        && !negated(doc, head)
    {
        return Some(PLANNED);
    }
    let aux = |words: &[&str]| {
        with_dep(doc, verb, &["aux", "auxpass"]).any(|a| words.contains(&&*doc.tokens[a].lemma))
    };
    if negated(doc, verb) || is("proposal", &lemma(doc, verb)) {
        return None;
    }
    if aux(&["will", "would", "shall"]) {
        return None;
    }
    let perfect = matches!(&*doc.tokens[verb].tag, "VBN" | "VBD") && aux(&["have"]);
    let past = &*doc.tokens[verb].tag == "VBD" && !aux(&["may", "might", "could", "can", "must", "should"]);
    let told = !matches!(dep(doc, verb), "amod" | "acl");
    (told && (perfect || past)).then_some(DONE)
}
