//! What one side denies and another side says in the same breath: "The owner denied that the boat was overloaded; passengers
//! spoke of people on the roof."
//!
//! A denial is a clause under a verb of denying, or a negated clause of what somebody is quoted with. It is in dispute where right
//! after it, in the same report, another party says otherwise: behind "but", "while" or a semicolon, or in a sentence that says
//! that the story is another one. Denials of several reports are one where the same is denied ("overloaded") or the same party
//! denies.

use types::{Doc, Finding, FindingKind, Party, Pos, Slot};

use super::{Answer, finding, is_headline};
use crate::context::Context;
use crate::lexicon::is;
use crate::tree::{is_verb, lemma, negated, subject, with_dep};

const DENIED: &str = "denied";
const SAID: &str = "said otherwise";
/// Sentences after a denial in which the other side is heard.
const MAX_SENTENCES_AFTER: usize = 3;

struct Denial {
    answer: Answer,
    /// What is denied, in one word.
    quality: Option<String>,
    /// Number of the entity that denies.
    by: Option<usize>,
    counters: Vec<Answer>,
}

/// The findings: one for each thing that is denied here and said otherwise there.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut groups: Vec<Vec<Denial>> = Vec::new();
    for (report, doc) in context.story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            let Some(denial) = denial(context, report, token) else { continue };
            let one = |d: &Denial| {
                d.quality.is_some() && d.quality == denial.quality || d.by.is_some() && d.by == denial.by
            };
            match groups.iter_mut().find(|g| g.iter().any(one)) {
                Some(group) => group.push(denial),
                None => groups.push(vec![denial]),
            }
        }
    }
    groups.iter().filter_map(|group| judge(context, group)).collect()
}

fn judge(context: &Context, group: &[Denial]) -> Option<Finding> {
    let counters: Vec<&Answer> = group.iter().flat_map(|d| &d.counters).collect();
    let all: Vec<&Answer> = group.iter().map(|d| &d.answer).chain(counters.iter().copied()).collect();
    let quality = group.iter().find_map(|d| d.quality.clone());
    let who = group.iter().find_map(|d| d.by).map(|e| context.story.entities[e].name.clone());
    let topic = match (quality, who) {
        (Some(q), Some(who)) => format!("in dispute: {q} (denied by {who})"),
        (Some(q), None) => format!("in dispute: {q}"),
        (None, Some(who)) => format!("in dispute: what {who} denies"),
        (None, None) => return None,
    };
    let reason = "one side denies it, and another is quoted right after it as saying otherwise";
    let heard = !counters.is_empty();
    heard.then(|| finding(context.story, &all, FindingKind::Conflict, Slot::Status, topic, reason)).flatten()
}

/// The denial that a verb makes.
fn denial(context: &Context, report: usize, verb: usize) -> Option<Denial> {
    let doc = &context.story.docs[report];
    if !is_verb(doc, verb) || is_headline(doc, doc.sentence_of(verb)) {
        return None;
    }
    let (quality, by) = if is("deny", &lemma(doc, verb)) && !negated(doc, verb) {
        let clause = with_dep(doc, verb, &["ccomp"]).next()?;
        let by = subject(doc, verb).and_then(|s| entity(context, report, s));
        (quality(doc, clause), by)
    } else {
        with_dep(doc, verb, &["neg"]).next()?;
        (Some(quality(doc, verb)?), Some(speaker(context, report, verb)?))
    };
    let answer = Answer::new(context, report, verb, DENIED, DENIED);
    let counters = counters(context, report, verb);
    Some(Denial { answer, quality, by, counters })
}

/// The entity that a noun names, or the name that stands beside it: "the owners, Solvang Lines, deny".
fn entity(context: &Context, report: usize, noun: usize) -> Option<usize> {
    let doc = &context.story.docs[report];
    let beside = || with_dep(doc, noun, &["appos"]).find_map(|a| context.entity_at(report, a));
    context.entity_at(report, noun).or_else(beside)
}

/// Who is quoted with the words around a token.
fn speaker(context: &Context, report: usize, token: usize) -> Option<usize> {
    let span = context.story.docs[report].tokens[token].span;
    let quotes = &context.story.extracts[report].quotes;
    let quote = quotes.iter().find(|q| q.span.contains(span))?;
    match quote.speaker.as_ref()? {
        Party::Referent(r) => context.story.entity_of(report, *r),
        Party::Description(_) => None,
    }
}

/// The adjective or participle that a clause ascribes: "was overloaded", "is responsible".
fn quality(doc: &Doc, verb: usize) -> Option<String> {
    let ascribed =
        with_dep(doc, verb, &["acomp"]).find(|&a| matches!(doc.tokens[a].pos, Pos::Adj | Pos::Verb));
    let passive = &*doc.tokens[verb].tag == "VBN" && with_dep(doc, verb, &["auxpass"]).next().is_some();
    let word = ascribed.or(passive.then_some(verb))?;
    let lemma = lemma(doc, word);
    // "overloaded" is read now as a verb, now as an adjective.
    Some(lemma.strip_suffix("ed").map_or(lemma.clone(), str::to_owned))
}

/// Where the other side is heard: in the same sentence, or in one of the next that says that the story is another.
fn counters(context: &Context, report: usize, denial: usize) -> Vec<Answer> {
    let doc = &context.story.docs[report];
    let own = subject(doc, denial);
    let sentence = doc.sentence_of(denial);
    let answer = |at: usize| Answer::new(context, report, at, SAID, SAID);
    let other = |v: usize| {
        let s = subject(doc, v);
        let unlike =
            || s.and_then(|s| entity(context, report, s)) != own.and_then(|o| entity(context, report, o));
        s.is_some() && s != own && (unlike() || s.is_some_and(|s| context.entity_at(report, s).is_none()))
    };
    let tells = |v: &usize| is_verb(doc, *v) && is("telling", &lemma(doc, *v)) && other(*v);
    let tokens = doc.sentences[sentence].tokens;
    let parted = (denial..tokens.end).find(|&t| {
        let word = lemma(doc, t);
        word == ";" || is("contrast", &word)
    });
    if let Some(at) = parted.and_then(|p| (p..tokens.end).find(tells)) {
        return vec![answer(at)];
    }
    for next in sentence + 1..=(sentence + MAX_SENTENCES_AFTER).min(doc.sentences.len().saturating_sub(1)) {
        let tokens = doc.sentences[next].tokens;
        let differs = tokens.iter().any(|t| is("otherwise", &lemma(doc, t)));
        if let Some(at) = tokens.iter().find(tells).filter(|_| differs) {
            // "Survivors told a different story." What it is, the next sentence says.
            let what = doc.sentences.get(next + 1).and_then(|s| s.tokens.iter().find(tells));
            return std::iter::once(at).chain(what).map(answer).collect();
        }
    }
    Vec::new()
}
