//! Why it happened: not known here, a theory or a plain statement there, or two causes of different kinds.
//!
//! In: clauses that name a cause ("was caused by", "the cause was", "an act of sabotage", "was blamed on") or say that none is known,
//! in sentences about an accident, a fire, an attack or a disaster. Causes fall into kinds (`causes.tsv`: on purpose, a technical
//! fault, a human error, a force of nature …): reports that each name another kind, and no kind of the other's, contradict.

use std::collections::BTreeSet;

use types::{Doc, Finding, FindingKind, Pos, Slot};

use super::{Answer, finding, happening, is_headline, is_old};
use crate::context::Context;
use crate::lexicon::{cause, is};
use crate::tree::{above, lemma, negated, prep_objects, with_dep};

const UNKNOWN: &str = "not known";

/// The findings: for each kind of happening, reports that give a cause beside reports that say it is not known.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut answers: Vec<(&str, Answer)> = Vec::new();
    for (report, doc) in context.story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            // The words first: only where they stand is the sentence looked at.
            let Some(answer) = unknown(context, report, token).or_else(|| known(context, report, token))
            else {
                continue;
            };
            if is_headline(doc, answer.sentence) || is_old(context, report, answer.sentence) {
                continue;
            }
            if let Some(kind) = happening(doc, answer.sentence) {
                answers.push((kind.key, answer));
            }
        }
    }
    let mut kinds: Vec<&str> = answers.iter().map(|(k, _)| *k).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
        .into_iter()
        .filter_map(|kind| {
            let all: Vec<&Answer> = answers.iter().filter(|(k, _)| *k == kind).map(|(_, a)| a).collect();
            // A report with a theory says more than that nothing is known.
            let theory = |r: usize| all.iter().any(|a| a.report == r && a.pole != UNKNOWN);
            let mine: Vec<&Answer> =
                all.iter().copied().filter(|a| a.pole != UNKNOWN || !theory(a.report)).collect();
            let topic = format!("cause of the {}", word(context, mine.first()?));
            disputed(context, &mine, &topic).or_else(|| open(context, &mine, topic))
        })
        .collect()
}

/// Some do not know it, others give one or a theory of it.
fn open(context: &Context, answers: &[&Answer], topic: String) -> Option<Finding> {
    let asked = answers.iter().any(|a| a.pole == UNKNOWN);
    let reason = "some say that the cause is not known, others give one or a theory of it";
    let found = || finding(context.story, answers, FindingKind::Refinement, Slot::Status, topic, reason);
    asked.then(found).flatten()
}

/// Two reports give causes of different kinds, and neither names the other's.
fn disputed(context: &Context, answers: &[&Answer], topic: &str) -> Option<Finding> {
    let kinds = |report: usize| -> BTreeSet<&str> {
        answers.iter().filter(|a| a.report == report).flat_map(|a| kinds(context, a)).collect()
    };
    let known: Vec<&Answer> = answers.iter().copied().filter(|a| a.pole != UNKNOWN).collect();
    let clash = known.iter().any(|a| {
        known.iter().any(|b| {
            let (x, y) = (kinds(a.report), kinds(b.report));
            !x.is_empty() && !y.is_empty() && x.is_disjoint(&y)
        })
    });
    let reason = "reports name causes of different kinds";
    let found =
        || finding(context.story, answers, FindingKind::Conflict, Slot::Status, topic.to_owned(), reason);
    clash.then(found).flatten()
}

/// The kinds of causes that an answer's words name.
fn kinds(context: &Context, answer: &Answer) -> BTreeSet<&'static str> {
    if answer.pole == UNKNOWN {
        return BTreeSet::new();
    }
    let doc = &context.story.docs[answer.report];
    let tokens = doc.subtree(answer.token);
    let named = tokens.iter().filter(|&t| matches!(doc.tokens[t].pos, Pos::Noun | Pos::Adj | Pos::Verb));
    named.filter_map(|t| cause(&lemma(doc, t)).map(|c| c.key)).collect()
}

/// The word by which an answer's sentence calls what happened.
fn word(context: &Context, a: &Answer) -> String {
    let doc = &context.story.docs[a.report];
    let tokens = doc.sentences[a.sentence].tokens;
    let nouns = tokens.iter().filter(|&t| doc.tokens[t].pos == Pos::Noun).map(|t| lemma(doc, t));
    let named = nouns.into_iter().find(|w| crate::lexicon::predicate(w).is_some_and(|p| p.key != "visit"));
    named.unwrap_or_else(|| {
        happening(doc, a.sentence).map_or("crash", |k| k.words.trim_start_matches("the ")).to_owned()
    })
}

/// "what caused the crash", "the cause is not known", "investigators do not know why".
fn unknown(context: &Context, report: usize, token: usize) -> Option<Answer> {
    let doc = &context.story.docs[report];
    let word = lemma(doc, token);
    let verb = doc.tokens[token].pos == Pos::Verb && word == "cause";
    let asks = verb && with_dep(doc, token, &["nsubj", "dep"]).any(|s| lemma(doc, s) == "what");
    let noun = doc.tokens[token].pos == Pos::Noun && is("cause-noun", &word) && {
        let chain = above(doc, token);
        chain.iter().take(4).any(|&v| {
            let w = lemma(doc, v);
            is("find-out", &w)
                && (negated(doc, v) || matches!(&*w, "investigate" | "determine" | "establish" | "look"))
                || with_dep(doc, v, &["acomp"]).any(|a| is("unknown", &lemma(doc, a)))
                || with_dep(doc, v, &["acomp"]).any(|a| is("find-out", &lemma(doc, a)) && negated(doc, v))
        })
    };
    (asks || noun).then(|| {
        // The question alone says little: the words around it tell that it is asked.
        let top = above(doc, token).into_iter().find(|&v| doc.tokens[v].pos == Pos::Verb).unwrap_or(token);
        Answer::new(context, report, if asks { top } else { token }, UNKNOWN, UNKNOWN)
    })
}

/// "was caused by ice", "early theories include …", "the cause was …".
fn known(context: &Context, report: usize, token: usize) -> Option<Answer> {
    let doc = &context.story.docs[report];
    let word = lemma(doc, token);
    let told = match doc.tokens[token].pos {
        Pos::Verb if is("causing", &word) => {
            !negated(doc, token)
                && !prep_objects(doc, token, &["by", "on", "to", "from"]).is_empty()
                && is_about_happening(doc, token)
        }
        // "was an act of sabotage", "was the result of an electrical fault"
        Pos::Noun if is("cause-of-act", &word) => {
            let named =
                prep_objects(doc, token, &["of"]).into_iter().any(|o| cause(&lemma(doc, o)).is_some());
            named && &*doc.tokens[token].dep == "attr" && !negated(doc, doc.tokens[token].head)
        }
        Pos::Noun => {
            (is("theory", &word) || is("cause-noun", &word))
                && matches!(&*doc.tokens[token].dep, "nsubj" | "nsubjpass")
                && includes(doc, doc.tokens[token].head)
        }
        _ => false,
    };
    told.then(|| {
        let mut answer = Answer::new(context, report, token, "", "");
        answer.value = short(answer.ground.span.of(&context.story.reports[report].text));
        answer.pole = format!("report {report}");
        answer
    })
}

fn includes(doc: &Doc, verb: usize) -> bool {
    is("include", &lemma(doc, verb))
        && !negated(doc, verb)
        && with_dep(doc, verb, &["dobj", "attr"]).next().is_some()
}

fn is_about_happening(doc: &Doc, verb: usize) -> bool {
    with_dep(doc, verb, &["nsubjpass"]).any(|s| {
        crate::lexicon::predicate(&lemma(doc, s)).is_some()
            || is("fire-noun", &lemma(doc, s))
            || doc.tokens[s].pos == Pos::Pron
    })
}

/// At most the first words of a clause.
fn short(words: &str) -> String {
    const MAX_WORDS: usize = 18;
    let all: Vec<&str> = words.split_whitespace().collect();
    if all.len() <= MAX_WORDS { all.join(" ") } else { format!("{} …", all[..MAX_WORDS].join(" ")) }
}
