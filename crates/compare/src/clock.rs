//! The hour at which something happened: "around noon" here, "at 12:20 p.m." there.

use std::collections::BTreeMap;

use types::{Doc, Finding, FindingKind, Slot, TimeKind};

use crate::aspect::{self, Answer, happening, is_headline};
use crate::context::Context;
use crate::lexicon;
use crate::tree::{above, lemma};

/// Hours within which times are one hour told more or less exactly, in minutes.
const NEAR_MINUTES: i32 = 90;

struct Hour {
    minutes: i32,
    day: String,
    answer: Answer,
}

/// The findings: for each kind of happening and day, the hours that reports give.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut by_kind: BTreeMap<(&str, String), Vec<Hour>> = BTreeMap::new();
    for (report, extract) in context.story.extracts.iter().enumerate() {
        let doc = &context.story.docs[report];
        for time in extract.times.iter().filter(|t| t.kind == TimeKind::Time && !t.tokens.is_empty()) {
            let sentence = doc.sentence_of(time.tokens.start);
            let Some((day, minutes)) = time.value.as_deref().and_then(hour) else { continue };
            let Some(kind) = happening(doc, sentence).or_else(|| departs(doc, time.tokens.start)) else {
                continue;
            };
            if is_headline(doc, sentence) || kind.key == "attack" && !hangs_on(doc, time.tokens.start, kind) {
                continue;
            }
            let text = time.span.of(&context.story.reports[report].text);
            let answer = Answer::new(context, report, time.tokens.start, &text.to_lowercase(), text);
            by_kind.entry((kind.words, day.clone())).or_default().push(Hour { minutes, day, answer });
        }
    }
    by_kind.into_iter().filter_map(|((kind, _), hours)| finding(context, kind, hours)).collect()
}

fn finding(context: &Context, kind: &str, mut hours: Vec<Hour>) -> Option<Finding> {
    hours.sort_by_key(|h| (h.minutes, h.answer.report, h.answer.token));
    let (first, last) = (hours.first()?.minutes, hours.last()?.minutes);
    if last - first > NEAR_MINUTES {
        return None;
    }
    let all: Vec<&Answer> = hours.iter().map(|h| &h.answer).collect();
    let topic = format!("hour of {kind} ({})", hours[0].day);
    let reason = "hours of one day that lie close together, told more or less exactly";
    aspect::finding(context.story, &all, FindingKind::Refinement, Slot::Time, topic, reason)
}

/// Day and minutes of "2024-03-04T12:20" and "2024-03-04T12"; `None` for a part of the day.
fn hour(value: &str) -> Option<(String, i32)> {
    let (day, clock) = value.split_once('T')?;
    let (h, m) = clock.split_once(':').unwrap_or((clock, "0"));
    let (h, m): (i32, i32) = (h.parse().ok()?, m.get(..2).unwrap_or(m).parse().ok()?);
    Some((day.to_owned(), h * 60 + m))
}

/// "took off at …": the hour of a journey that ends in a crash.
fn departs(doc: &Doc, token: usize) -> Option<&'static lexicon::Predicate> {
    let verb = above(doc, token).into_iter().find(|&t| doc.tokens[t].pos == types::Pos::Verb)?;
    let off = doc.children(verb).any(|c| &*doc.tokens[c].dep == "prt" && lemma(doc, c) == "off");
    (lemma(doc, verb) == "take" && off).then(|| lexicon::predicate("crash")).flatten()
}

/// Whether the time hangs, at any depth, on a word of the happening.
fn hangs_on(doc: &Doc, token: usize, kind: &lexicon::Predicate) -> bool {
    above(doc, token)
        .into_iter()
        .any(|t| lexicon::predicate(&lemma(doc, t)).is_some_and(|p| p.key == kind.key))
}
