//! What one and the same share is said to count: "handed over" here, "out of the country" there.

use std::collections::BTreeSet;

use types::{Finding, FindingKind, Pos, Slot};

use super::Claim;
use crate::aspect::{self, Answer};
use crate::context::Context;
use crate::lexicon;
use crate::tree::lemma;

/// The finding about the words that the claims of one series use for what they count.
pub fn finding(context: &Context, series: &[&Claim]) -> Option<Finding> {
    let answers: Vec<Answer> = series.iter().filter_map(|c| answer(context, c)).collect();
    let all: Vec<&Answer> = answers.iter().collect();
    let reason = "one share, counted in different words";
    let topic = "what the share counts".to_owned();
    aspect::finding(context.story, &all, FindingKind::Variant, Slot::Wording, topic, reason)
}

fn answer(context: &Context, c: &Claim) -> Option<Answer> {
    let doc = &context.story.docs[c.report];
    let state = c.state.map(|s| s.key);
    let tokens = doc.sentences[c.sentence].tokens;
    // Verbs of the state that stand in the figure's own clause, nearest first.
    let near = |t: usize| t.abs_diff(c.figure.token) <= MAX_DISTANCE;
    let verbs: Vec<usize> = tokens
        .iter()
        .filter(|&t| near(t) && doc.tokens[t].pos == Pos::Verb && &*doc.tokens[t].tag != "VB")
        .filter(|&t| lexicon::state(&lemma(doc, t)).is_some_and(|s| state.is_none_or(|k| k == s.key)))
        .collect();
    let text = &context.story.reports[c.report].text;
    if verbs.is_empty() {
        let at = tokens.iter().find(|&t| near(t) && crate::lexicon::is("gone", &lemma(doc, t)))?;
        return Some(Answer::new(context, c.report, at, &lemma(doc, at), doc.word(text, at)));
    }
    let words: BTreeSet<String> = verbs.iter().map(|&t| lemma(doc, t)).collect();
    let value: Vec<&str> = verbs.iter().map(|&t| doc.word(text, t)).collect();
    let pole: Vec<&str> = words.iter().map(String::as_str).collect();
    Some(Answer::new(context, c.report, verbs[0], &pole.join(" "), &value.join(", ")))
}

/// Tokens between a figure and the verb that tells what it counts.
const MAX_DISTANCE: usize = 25;
