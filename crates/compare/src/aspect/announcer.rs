//! Who made it known, and where: "a spokesman confirmed the deaths in a tweet" here, "the school announced them in a letter" there.
//!
//! In: verbs of announcing with what is announced and a medium ("in a tweet", "in a statement on Facebook"). Out: a variant for
//! what is announced alike, with a reading for each medium. Two may have announced one thing: no contradiction.

use types::{Finding, FindingKind, Slot};

use super::{Answer, finding, is_headline, tokens_of};
use crate::cluster;
use crate::context::Context;
use crate::lexicon::is;
use crate::tree::{lemma, prep_objects, subject, with_dep};

/// What the same thing announced adds to the likeness of two sentences, and what another takes off.
const SAME_THING: f64 = 0.05;
/// Likeness of sentences that announce one thing.
const LIKENESS: f64 = 0.1;

struct Notice {
    answer: Answer,
    /// Lemma of what is announced.
    thing: String,
}

/// The findings: one for each thing that is announced in several ways.
pub fn findings(context: &Context) -> Vec<Finding> {
    let notices: Vec<Notice> = tokens_of(context, "announce")
        .into_iter()
        .filter_map(|(report, verb)| notice(context, report, verb))
        .collect();
    let score = |i: usize, j: usize| {
        let (a, b) = (&notices[i], &notices[j]);
        let alike = context.sentences_alike(a.answer.place(), b.answer.place());
        (a.thing == b.thing).then_some(alike + SAME_THING - LIKENESS)
    };
    let groups = cluster::groups(notices.len(), score);
    let judge = |group: &Vec<usize>| {
        let answers: Vec<&Answer> = group.iter().map(|&i| &notices[i].answer).collect();
        let topic = format!("who made it known: {}", notices[group[0]].thing);
        let reason = "one thing is announced by different sources or in different places";
        finding(context.story, &answers, FindingKind::Variant, Slot::Speaker, topic, reason)
    };
    groups.iter().filter_map(judge).collect()
}

fn notice(context: &Context, report: usize, verb: usize) -> Option<Notice> {
    let doc = &context.story.docs[report];
    if !crate::tree::is_verb(doc, verb) || is_headline(doc, doc.sentence_of(verb)) {
        return None;
    }
    let object = with_dep(doc, verb, &["dobj", "nsubjpass"]).next()?;
    // The medium may hang on the object in the tree: "confirmed the deaths in a tweet".
    let mut media = prep_objects(doc, verb, &["in", "on", "via", "through"]);
    media.extend(prep_objects(doc, object, &["in", "on", "via"]));
    let medium = media.into_iter().find(|&m| is("medium", &lemma(doc, m)))?;
    let who = subject(doc, verb).filter(|&s| s != object);
    let words = |t: usize| {
        let span = doc.span(doc.subtree(t));
        span.of(&context.story.reports[report].text)
            .split_whitespace()
            .take(MAX_WORDS)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let by = who.map_or(String::new(), |s| format!("{}, ", words(s)));
    let value = format!("{by}in {}", words(medium));
    let pole = format!("{} {}", who.map_or(String::new(), |s| lemma(doc, s)), lemma(doc, medium));
    Some(Notice { answer: Answer::new(context, report, verb, &pole, &value), thing: lemma(doc, object) })
}

/// Words of a party or a medium that are shown.
const MAX_WORDS: usize = 8;
