//! How strong an earthquake was: "magnitude 7.1" here, "a 6.9-magnitude quake" there.
//!
//! In: numbers beside the word "magnitude". Out: an agreement where all reports give one, else a conflict; numbers within a tenth
//! of each other refine each other, since agencies revise them so. A report that gives two knows of two quakes and is left out.

use types::{Doc, Finding, FindingKind, Pos, Slot};

use super::{Answer, finding, is_old, tokens_of};
use crate::context::Context;

/// Tokens between the word and the number: "magnitude of about 7.1", "7.1-magnitude".
const MAX_GAP: usize = 3;
/// By how much one measurement differs from another of the same quake, when rounding is all.
const REVISION: f64 = 0.15;

/// The findings: one for the quake of the story.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut told: Vec<(f64, Answer)> = Vec::new();
    for (report, token) in tokens_of(context, "magnitude") {
        let doc = &context.story.docs[report];
        let Some((at, value)) = number(context, doc, report, token) else { continue };
        if is_old(context, report, doc.sentence_of(token)) {
            continue;
        }
        told.push((
            value,
            Answer::new(context, report, at, &format!("{value}"), &format!("magnitude {value}")),
        ));
    }
    let single =
        |a: &Answer| told.iter().filter(|(_, o)| o.report == a.report).all(|(_, o)| o.pole == a.pole);
    let kept: Vec<&(f64, Answer)> = told.iter().filter(|(_, a)| single(a)).collect();
    let least = kept.iter().map(|(v, _)| *v).fold(f64::INFINITY, f64::min);
    let most = kept.iter().map(|(v, _)| *v).fold(0.0, f64::max);
    let (kind, reason) = if most <= least {
        (FindingKind::Agreement, "independent reports give one magnitude")
    } else if most - least <= REVISION {
        (FindingKind::Refinement, "the magnitudes differ by a tenth, as first measurements do")
    } else {
        (FindingKind::Conflict, "the magnitudes differ for one quake")
    };
    let answers: Vec<&Answer> = kept.iter().map(|(_, a)| a).collect();
    finding(context.story, &answers, kind, Slot::Figure, "magnitude of the quake".to_owned(), reason)
        .into_iter()
        .collect()
}

/// The number that stands beside the word, with its token: not zero, and none that no quake ever had.
fn number(context: &Context, doc: &Doc, report: usize, token: usize) -> Option<(usize, f64)> {
    let sentence = doc.sentences[doc.sentence_of(token)].tokens;
    let from = token.saturating_sub(MAX_GAP).max(sentence.start);
    let to = (token + MAX_GAP + 1).min(sentence.end);
    let mut near: Vec<usize> = (from..to).filter(|&t| doc.tokens[t].pos == Pos::Num).collect();
    near.sort_by_key(|t| t.abs_diff(token));
    near.into_iter().find_map(|t| {
        let words = doc.tokens[t].span.of(&context.story.reports[report].text);
        let value: f64 = words.split('-').next()?.parse().ok()?;
        (1.0..10.0).contains(&value).then_some((t, value))
    })
}
