//! Is a deadline kept? Doubtful on Monday, still possible on Thursday, missed on Sunday.

use types::{Doc, Finding, FindingKind, Slot};

use super::{Answer, finding, is_old, tokens_of};
use crate::context::Context;
use crate::lexicon::is;
use crate::tree::{above, lemma, negated, with_dep};

/// The finding: what reports say of one deadline, by their days.
pub fn findings(context: &Context) -> Vec<Finding> {
    let story = context.story;
    let mut answers: Vec<Answer> = Vec::new();
    for (report, token) in deadlines(context) {
        let doc = &story.docs[report];
        let sentence = doc.sentence_of(token);
        if earlier_one(doc, token) || is_old(context, report, sentence) {
            continue;
        }
        if let Some((state, at)) = state(doc, token) {
            answers.push(Answer::new(context, report, at, state, state));
        }
    }
    // A report says one thing of its deadline: the surest of what it says.
    let rank = |state: &str| {
        ["missed", "met", "extended", "in doubt", "may be met"].iter().position(|s| *s == state)
    };
    answers.sort_by_key(|a| (a.report, rank(&a.pole), a.token));
    let best: Vec<(usize, String)> = {
        let mut firsts: Vec<(usize, String)> = answers.iter().map(|a| (a.report, a.pole.clone())).collect();
        firsts.dedup_by_key(|(r, _)| *r);
        firsts
    };
    let mut kept: Vec<Answer> =
        answers.into_iter().filter(|a| best.contains(&(a.report, a.pole.clone()))).collect();
    for a in &mut kept {
        if let Some(day) = story.reports[a.report].published {
            a.value = format!("{} ({})", a.pole, day.date);
            a.pole = a.value.clone();
        }
    }
    kept.sort_by_key(|a| (story.reports[a.report].published, a.report));
    let differs = best.iter().any(|(_, state)| *state != best[0].1);
    let all: Vec<&Answer> = kept.iter().collect();
    let reason = "what reports of different days say of the deadline";
    differs
        .then(|| {
            finding(
                story,
                &all,
                FindingKind::Refinement,
                Slot::Status,
                "deadline kept or missed".to_owned(),
                reason,
            )
        })
        .flatten()
        .into_iter()
        .collect()
}

/// "deadline", "target date", "due date".
fn deadlines(context: &Context) -> Vec<(usize, usize)> {
    let mut found = tokens_of(context, "deadline");
    for (report, doc) in context.story.docs.iter().enumerate() {
        found.extend((0..doc.tokens.len()).filter(|&t| &*doc.tokens[t].lemma == "date").filter_map(|t| {
            with_dep(doc, t, &["compound", "amod"])
                .any(|c| matches!(&*lemma(doc, c), "target" | "due"))
                .then_some((report, t))
        }));
    }
    found.sort_unstable();
    found
}

/// "the original deadline" is another one than the one in question.
fn earlier_one(doc: &Doc, token: usize) -> bool {
    with_dep(doc, token, &["amod"]).any(|a| is("earlier", &lemma(doc, a)))
}

/// What is said of the deadline, and the token that says it.
fn state(doc: &Doc, token: usize) -> Option<(&'static str, usize)> {
    let tokens = doc.sentences[doc.sentence_of(token)].tokens;
    let any = |set: &str| tokens.iter().find(|&t| is(set, &lemma(doc, t)));
    for verb in above(doc, token).into_iter().take(3) {
        let word = lemma(doc, verb);
        let hedged = with_dep(doc, verb, &["aux"])
            .any(|a| matches!(&*lemma(doc, a), "would" | "will" | "may" | "might" | "could" | "can"))
            || matches!(&*doc.tokens[verb].tag, "VB" | "VBG");
        if is("miss", &word) && !hedged && !negated(doc, verb) {
            return Some(("missed", verb));
        }
        if is("meet", &word) && !hedged && doc.tokens[verb].pos == types::Pos::Verb {
            return Some((if negated(doc, verb) { "missed" } else { "met" }, verb));
        }
        if is("extend", &word) && !hedged && !negated(doc, verb) {
            return Some(("extended", verb));
        }
    }
    any("doubt").map(|t| ("in doubt", t)).or_else(|| any("open-if").map(|t| ("may be met", t)))
}
