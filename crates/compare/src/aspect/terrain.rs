//! The ground on which something happened: "in woods" here, "on a hillside" there.

use types::{Doc, Finding, FindingKind, Pos, Slot};

use super::{Answer, finding, happening, is_old};
use crate::context::Context;
use crate::lexicon::{self, Terrain};
use crate::tree::{dep, lemma, with_dep};

/// The findings: one where reports put one happening on different ground.
pub fn findings(context: &Context) -> Vec<Finding> {
    let story = context.story;
    let mut answers = Vec::new();
    for (report, doc) in story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            let sentence = doc.sentence_of(token);
            let Some(ground) = ground_of(doc, token) else { continue };
            if named(context, report, token) || is_old(context, report, sentence) || !tells(doc, sentence) {
                continue;
            }
            answers.push(Answer::new(context, report, token, ground.key, &phrase(context, report, token)));
        }
    }
    let all: Vec<&Answer> = answers.iter().collect();
    let reason = "different words for the ground of one happening";
    finding(story, &all, FindingKind::Variant, Slot::Place, "the ground it happened on".to_owned(), reason)
        .into_iter()
        .collect()
}

/// The kind of ground that an object of "in", "into", "on" names.
fn ground_of(doc: &Doc, token: usize) -> Option<&'static Terrain> {
    let head = &doc.tokens[doc.tokens[token].head];
    let inside = dep(doc, token) == "pobj"
        && matches!(&*head.lemma.to_lowercase(), "in" | "into" | "on" | "onto" | "against");
    let prep_head = &doc.tokens[head.head];
    if !inside || doc.tokens[token].pos != Pos::Noun || &*head.dep != "prep" || prep_head.pos == Pos::Propn {
        return None;
    }
    let word = lemma(doc, token);
    if matches!(&*word, "area" | "terrain" | "region" | "zone" | "district" | "spot" | "land" | "countryside")
    {
        return with_dep(doc, token, &["amod", "compound"])
            .find_map(|a| lexicon::terrain_area(&lemma(doc, a)));
    }
    lexicon::terrain(&word)
}

/// "the Danube river" is a name, not a kind of ground.
fn named(context: &Context, report: usize, token: usize) -> bool {
    let doc = &context.story.docs[report];
    with_dep(doc, token, &["compound"]).any(|c| doc.tokens[c].pos == Pos::Propn)
}

/// Whether the sentence tells of a crash or the like, or of what is left of it.
fn tells(doc: &Doc, sentence: usize) -> bool {
    let left =
        |t: usize| matches!(&*lemma(doc, t), "wreckage" | "wreck" | "debris" | "flame" | "plunge" | "fall");
    happening(doc, sentence).is_some() || doc.sentences[sentence].tokens.iter().any(left)
}

fn phrase(context: &Context, report: usize, token: usize) -> String {
    let doc = &context.story.docs[report];
    let first = with_dep(doc, token, &["amod", "compound", "det"]).min().unwrap_or(token).min(token);
    let span = types::Span::new(doc.tokens[first].span.start, doc.tokens[token].span.end);
    span.of(&context.story.reports[report].text).split_whitespace().collect::<Vec<_>>().join(" ")
}
