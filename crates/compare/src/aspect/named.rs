//! Who is named among the dead, the hurt, the arrested: lists of names that independent reports share.

use std::collections::{BTreeMap, BTreeSet};

use types::{EntityType, Finding, FindingKind, Pos, Slot};

use super::{Answer, finding};
use crate::context::Context;
use crate::lexicon;
use crate::tree::{conjuncts, lemma};

/// States whose people are worth naming.
const STATES: [&str; 6] = ["dead", "wounded", "missing", "arrested", "taken", "released"];
/// Names that two lists must share: one name in two reports is one person whom both speak of.
const MIN_SHARED: usize = 2;

struct List {
    report: usize,
    token: usize,
    state: &'static str,
    topic: &'static str,
    people: BTreeSet<usize>,
}

/// The findings: for each state, groups of people whom independent reports name together.
pub fn findings(context: &Context) -> Vec<Finding> {
    let story = context.story;
    let lists = lists(context);
    let mut done: BTreeSet<usize> = BTreeSet::new();
    let mut findings = Vec::new();
    for (i, first) in lists.iter().enumerate() {
        if done.contains(&i) {
            continue;
        }
        let same =
            |b: &List| b.state == first.state && b.people.intersection(&first.people).count() >= MIN_SHARED;
        let members: Vec<usize> = (i..lists.len()).filter(|&j| same(&lists[j])).collect();
        done.extend(&members);
        let mut told: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &m in &members {
            lists[m].people.iter().for_each(|&p| {
                told.entry(p).or_default().insert(lists[m].report);
            });
        }
        let names: Vec<&str> =
            told.iter().filter(|(_, r)| r.len() > 1).map(|(&p, _)| story.entities[p].name.as_str()).collect();
        let value = names.join(", ");
        let answers: Vec<Answer> = members
            .iter()
            .map(|&m| Answer::new(context, lists[m].report, lists[m].token, "", &value))
            .collect();
        let all: Vec<&Answer> = answers.iter().collect();
        let reason = "independent reports name the same people together";
        let topic = format!("named among the {}", first.topic);
        findings.extend(finding(story, &all, FindingKind::Agreement, Slot::Name, topic, reason));
    }
    findings
}

/// Lists of at least two people, in a sentence that tells the state or follows one that does.
fn lists(context: &Context) -> Vec<List> {
    let story = context.story;
    let mut lists = Vec::new();
    for (report, doc) in story.docs.iter().enumerate() {
        let state_of = |sentence: usize| {
            doc.sentences[sentence].tokens.iter().find_map(|t| {
                lexicon::state(&lemma(doc, t))
                    .filter(|s| STATES.contains(&s.key) && doc.tokens[t].pos != Pos::Propn)
            })
        };
        for (sentence, s) in doc.sentences.iter().enumerate() {
            let Some(state) = state_of(sentence).or_else(|| sentence.checked_sub(1).and_then(state_of))
            else {
                continue;
            };
            let is_person = |e: &usize| story.entities[*e].kind == EntityType::Person;
            let mut best: Option<(BTreeSet<usize>, usize)> = None;
            for t in s.tokens.iter().filter(|&t| {
                matches!(
                    &*doc.tokens[t].dep,
                    "nsubj" | "nsubjpass" | "pobj" | "dobj" | "attr" | "appos" | "conj" | "ROOT"
                )
            }) {
                let people: BTreeSet<usize> = conjuncts(doc, t)
                    .into_iter()
                    .filter(|&c| doc.tokens[c].pos == Pos::Propn)
                    .filter_map(|c| context.entity_at(report, c))
                    .filter(is_person)
                    .collect();
                if people.len() >= MIN_SHARED && best.as_ref().is_none_or(|(b, _)| people.len() > b.len()) {
                    best = Some((people, t));
                }
            }
            if let Some((_, token)) = best {
                // "Ada and Tom … and their daughters …": all people of the sentence that hang together.
                let people = context.entities_in(report, s.tokens).into_iter().filter(is_person).collect();
                let topic = state.topic.trim_start_matches("people ");
                lists.push(List { report, token, state: state.key, topic, people });
            }
        }
    }
    lists
}
