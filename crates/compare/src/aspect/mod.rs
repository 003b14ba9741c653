//! What a fact-checker asks of any story: is the cause known, are the dead named, what was the weather, what ground was
//! it on, who is blamed and do they deny it, was the deadline kept, is it lawful.
//!
//! Each aspect finds the clauses of all reports that answer its question and lines the answers up. No event needs to be
//! known for it; the words of an aspect are in `words.tsv` and `terrain.tsv`.

pub mod announcer;
pub mod blame;
pub mod cause;
pub mod deadline;
pub mod denial;
pub mod identity;
pub mod law;
pub mod magnitude;
pub mod maker;
pub mod named;
pub mod plan;
pub mod terrain;
pub mod weather;

use types::{BlockKind, Doc, Finding, FindingKind, Reading, Slot, Story};

use crate::context::Context;
use crate::lexicon;
use crate::reading::{Ground, reading, reports};

/// A date that lies this many days before the report's own tells of another happening than the story's.
const OLD_DAYS: i32 = 10;

/// One report's answer to an aspect's question.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Number of the report.
    pub report: usize,
    /// Number of the sentence.
    pub sentence: usize,
    /// The token that the answer hangs on.
    pub token: usize,
    /// Answers with one pole are one reading.
    pub pole: String,
    /// The answer in words.
    pub value: String,
    /// The words that give it.
    pub ground: Ground,
}

impl Answer {
    /// An answer whose ground is the clause around a token.
    pub fn new(context: &Context, report: usize, token: usize, pole: &str, value: &str) -> Answer {
        let doc = &context.story.docs[report];
        Answer {
            report,
            sentence: doc.sentence_of(token),
            token,
            pole: pole.to_owned(),
            value: value.to_owned(),
            ground: Ground::clause(context.story, report, token, doc.tokens[token].span),
        }
    }

    /// Where it stands.
    pub fn place(&self) -> (usize, usize) {
        (self.report, self.sentence)
    }
}

/// One reading a pole, in order of the poles' first answers.
pub fn readings(story: &Story, answers: &[&Answer]) -> Vec<Reading> {
    let mut by_pole: Vec<Vec<&Answer>> = Vec::new();
    for &a in answers {
        match by_pole.iter_mut().find(|v| v[0].pole == a.pole) {
            Some(v) => v.push(a),
            None => by_pole.push(vec![a]),
        }
    }
    by_pole.iter().map(|v| reading(story, v[0].value.clone(), v.iter().map(|a| a.ground).collect())).collect()
}

/// A finding over answers of at least two reports; `None` where there are fewer, or one pole where two are needed.
pub fn finding(
    story: &Story,
    answers: &[&Answer],
    kind: FindingKind,
    slot: Slot,
    topic: String,
    reason: &str,
) -> Option<Finding> {
    let readings = readings(story, answers);
    let enough = if kind == FindingKind::Agreement {
        readings.first().is_some_and(|r| r.independent_sources > 1)
    } else {
        readings.len() > 1
    };
    if !enough || reports(&readings) < 2 {
        return None;
    }
    let base = match kind {
        FindingKind::Conflict => 3.0,
        FindingKind::Refinement => 1.3,
        _ => 1.0,
    };
    let weight = base + 0.3 * reports(&readings) as f64;
    Some(Finding { kind, slot, topic, readings, reasons: vec![reason.to_owned()], weight })
}

/// Whether the sentence tells of a day long before the report.
pub fn is_old(context: &Context, report: usize, sentence: usize) -> bool {
    let Some(today) = context.story.reports[report].published else { return false };
    let tokens = context.story.docs[report].sentences[sentence].tokens;
    context.story.extracts[report].times.iter().any(|time| {
        tokens.has(time.tokens.start)
            && time.days.is_some_and(|d| {
                d.last < today.date && d.last.until(today.date).is_ok_and(|s| s.get_days() > OLD_DAYS)
            })
    })
}

/// The kind of happening that a sentence names first, in words.
pub fn happening(doc: &Doc, sentence: usize) -> Option<&'static lexicon::Predicate> {
    doc.sentences[sentence].tokens.iter().find_map(|t| {
        let word = doc.tokens[t].lemma.to_lowercase();
        match doc.tokens[t].pos {
            // As a verb it dismisses or shoots.
            types::Pos::Noun if lexicon::is("fire-noun", &word) => lexicon::predicate("blaze"),
            types::Pos::Noun | types::Pos::Verb => {
                lexicon::predicate(&word).filter(|p| lexicon::is("sudden", p.key))
            }
            _ => None,
        }
    })
}

/// Whether the sentence is a headline, which shortens what the body tells.
pub fn is_headline(doc: &Doc, sentence: usize) -> bool {
    doc.sentences[sentence].kind == BlockKind::Title
}

/// All tokens of a story with one of the set's lemmas, as (report, token).
pub fn tokens_of(context: &Context, set: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (report, doc) in context.story.docs.iter().enumerate() {
        let hits = (0..doc.tokens.len()).filter(|&t| lexicon::is(set, &doc.tokens[t].lemma.to_lowercase()));
        out.extend(hits.map(|t| (report, t)));
    }
    out
}

/// The findings of all aspects.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for aspect in [
        identity::findings,
        cause::findings,
        weather::findings,
        weather::effects,
        terrain::findings,
        deadline::findings,
        law::findings,
        blame::findings,
        maker::findings,
        named::findings,
        plan::findings,
        denial::findings,
        magnitude::findings,
        announcer::findings,
    ] {
        findings.extend(aspect(context));
    }
    findings
}
