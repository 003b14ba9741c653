//! The lead: two to four sentences of the reports that tell what happened.
//!
//! In: the passages of a story. Out: lines. A sentence scores by the weight of its terms (what many independent reports
//! speak of), by its place (news tells the most important first), and by whether it stands by itself; sentences that
//! tell what a chosen one tells already lose what they share with it (maximal marginal relevance, Carbonell and Goldstein
//! 1998).

use types::{BlockKind, Line, Pos, QuoteKind};

use super::Writer;
use crate::passage::{Passage, Passages};

/// Most lines of the lead.
const MAX_LINES: usize = 3;
/// A sentence of fewer tokens tells too little, one of more is no line for a reader.
const TOKENS: std::ops::RangeInclusive<usize> = 8..=55;
/// A further sentence is told only when it has this share of the first one's score.
const MIN_SHARE: f64 = 0.3;
/// What a sentence's score is taken times for its place in the body: the first, second, third, and all later ones.
const BY_PLACE: [f64; 5] = [1.0, 0.8, 0.65, 0.5, 0.35];
/// What it is taken times when it leans on the sentence before ("He also …", "But this …").
const LEANING: f64 = 0.4;
/// What it is taken times when most of it is someone's words.
const SPEECH: f64 = 0.45;
/// What it is taken times when a machine seems to have reworded its report.
const REWORDED: f64 = 0.1;
/// What it is taken times when it says when something happened.
const DATED: f64 = 1.15;

/// The lead.
pub fn lines(writer: &mut Writer<'_>) -> Vec<Line> {
    let mut candidates: Vec<(f64, Passage)> = Vec::new();
    for passage in &writer.passages.all {
        if let Some(score) = score(writer, passage) {
            candidates.push((score, passage.clone()));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut lines = Vec::new();
    let Some(best) = candidates.first().map(|c| c.0) else { return lines };
    while lines.len() < MAX_LINES {
        let mut chosen: Option<(f64, &Passage)> = None;
        for (score, passage) in &candidates {
            // Scores only shrink from here on, and the list is sorted.
            if chosen.is_some_and(|(s, _)| *score <= s) {
                break;
            }
            let told = writer.told.iter().map(|t| Passages::overlap(t, &passage.terms)).fold(0.0, f64::max);
            let fresh = score * (1.0 - told);
            if fresh >= best * MIN_SHARE && !writer.is_told(passage) && chosen.is_none_or(|(s, _)| fresh > s)
            {
                chosen = Some((fresh, passage));
            }
        }
        let Some((_, passage)) = chosen else { break };
        let passage = passage.clone();
        lines.push(writer.sentence_line(&passage));
        writer.tell(&passage);
    }
    lines
}

/// How fit a sentence is to tell what happened; `None` when it is no sentence of the body.
fn score(writer: &Writer<'_>, passage: &Passage) -> Option<f64> {
    let mut score = worth(writer, passage)? * writer.fresh[passage.report];
    score *= BY_PLACE.get(passage.position).copied().unwrap_or(BY_PLACE[BY_PLACE.len() - 1]);
    let times = &writer.story.extracts[passage.report].times;
    let from = times.partition_point(|t| t.span.start < passage.span.start);
    let mut inside = times[from..].iter().take_while(|t| t.span.start < passage.span.end);
    if inside.any(|t| t.days.is_some()) {
        score *= DATED;
    }
    Some(score)
}

/// How much a sentence tells, wherever it stands; `None` when it is no whole sentence of the body.
pub fn worth(writer: &Writer<'_>, passage: &Passage) -> Option<f64> {
    let doc = &writer.story.docs[passage.report];
    let tokens = doc.sentences[passage.sentence].tokens;
    let text = &writer.story.reports[passage.report].text;
    let verb = tokens.iter().any(|t| matches!(doc.tokens[t].pos, Pos::Verb | Pos::Aux));
    let ends = passage.span.get(text)?.ends_with(['.', '!', '?', '”', '"', '’', ')']);
    if passage.kind != BlockKind::Paragraph
        || !TOKENS.contains(&doc.tokens_in(passage.span).len())
        || !verb
        || !ends
    {
        return None;
    }
    let length = doc.tokens_in(passage.span).len();
    let mut score = writer.passages.weight_of(&passage.terms) / (length as f64).sqrt();
    if leans(writer, passage) {
        score *= LEANING;
    }
    if speech_share(writer, passage) > 0.5 {
        score *= SPEECH;
    }
    if writer.passages.reworded[passage.report] {
        score *= REWORDED;
    }
    Some(score)
}

/// Whether a sentence needs the one before: it begins with a pronoun, a connective or "this", or its subject is a pronoun.
pub fn leans(writer: &Writer<'_>, passage: &Passage) -> bool {
    let doc = &writer.story.docs[passage.report];
    let tokens = doc.sentences[passage.sentence].tokens;
    let first = tokens.iter().find(|&t| !matches!(doc.tokens[t].pos, Pos::Punct | Pos::Space));
    let Some(first) = first.map(|t| &doc.tokens[t]) else { return true };
    let pointing =
        matches!(&*first.lemma, "this" | "that" | "these" | "those" | "such" | "also" | "meanwhile");
    let connective = matches!(&*first.dep, "cc") || pointing;
    let pronoun = |t: usize| {
        let token = &doc.tokens[t];
        matches!(&*token.tag, "PRP" | "PRP$")
            && (t < tokens.start + 2 || &*token.dep == "nsubj" && is_root(doc, token.head))
    };
    connective || tokens.iter().any(pronoun)
}

/// Whether a token heads its sentence.
fn is_root(doc: &types::Doc, token: usize) -> bool {
    doc.tokens.get(token).is_some_and(|t| t.head == token)
}

/// Share of a sentence's bytes that stand in quote marks.
pub fn speech_share(writer: &Writer<'_>, passage: &Passage) -> f64 {
    let quotes = &writer.story.extracts[passage.report].quotes;
    let from = quotes.partition_point(|q| q.span.end <= passage.span.start);
    let inside = quotes[from..].iter().take_while(|q| q.span.start < passage.span.end);
    let spoken = inside.filter(|q| matches!(q.kind, QuoteKind::Direct | QuoteKind::Partial));
    let bytes: usize = spoken
        .map(|q| q.span.end.min(passage.span.end).saturating_sub(q.span.start.max(passage.span.start)))
        .sum();
    bytes as f64 / passage.span.len().max(1) as f64
}
