//! Who copied whom: sentences first, then reports.
//!
//! In: the reports of a story, as read and as understood. Out: [`Lineage`]: sentences that come from one text, what that makes of each pair of
//! reports, and groups of sentences with one origin, by which independent sources are counted.
//!
//! # Steps
//! 1. `word`: sentences become sequences of weighed words; what belongs to a speaker, to the event or to the trade weighs little.
//! 2. `candidate`: an inverted index of rare shingles proposes pairs of sentences.
//! 3. `align`: words are laid side by side.
//! 4. `tie`: pairs that show copying, and their neighbours; `passage`: runs of sentences that say the same in other words, for which `meaning` knows the words
//!    of near meaning when the language model has word vectors.
//! 5. `verdict`: copy, rewrite, shared wire, independent.
//! 6. `direction`: which of two came first.
//! 7. `group`: sentences of one origin.
//! 8. `source`: whom each report gives as the source of what it says, so that a claim's chain is known: report ← agency ← official.
//!
//! Beside these stands [`rewritten`]: whether one report, by itself, looks reworded by a machine.

mod agency;
mod align;
mod candidate;
mod direction;
mod formula;
mod group;
mod mark;
mod meaning;
mod passage;
mod rewrite;
mod source;
mod tie;
mod verdict;
mod word;

pub use rewrite::rewritten;

use types::{Doc, Entity, Extract, Lineage, Report, SentenceLink};

pub use meaning::Vectors;

/// Sentence links and report pairs. The slices run parallel.
pub fn trace(reports: &[Report], docs: &[Doc], extracts: &[Extract]) -> Lineage {
    trace_with(reports, docs, extracts, &[], &|_| None)
}

/// The same with the entities across the reports, by which claims of one official have one origin, and word vectors, by which passages told in other words are
/// found.
pub fn trace_with(
    reports: &[Report],
    docs: &[Doc],
    extracts: &[Extract],
    entities: &[Entity],
    vectors: &Vectors<'_>,
) -> Lineage {
    let (lines, meanings) = word::lines(reports, docs, extracts, vectors);
    let common = tie::common(&lines, &meanings);
    let credits: Vec<Vec<String>> = reports.iter().map(verdict::credits).collect();
    let none = tie::Common::default();
    let mut lineage = Lineage::default();
    for a in 0..lines.len() {
        for b in a + 1..lines.len() {
            let here = common.get(&(a, b)).unwrap_or(&none);
            let both = verdict::Credits { a: &credits[a], b: &credits[b] };
            let mut pair = verdict::pair((a, b), (&lines[a], &lines[b]), here, both);
            let side = |r: usize| direction::Side { report: &reports[r], credits: &credits[r] };
            if let Some((first, why)) = direction::first(&pair, side(a), side(b)) {
                pair.from = Some(first);
                pair.reasons.push(why);
            }
            pair.evidence = verdict::evidence((a, b), docs, &here.ties);
            lineage.pairs.push(pair);
            lineage.links.extend(here.ties.iter().map(|(at, tie)| SentenceLink {
                a: (a, at.0),
                b: (b, at.1),
                score: (tie.alignment.likeness() * 1000.0).round() / 1000.0,
            }));
        }
    }
    lineage.links.sort_by_key(|link| (link.a, link.b));
    lineage.attributions = source::attributions(docs, extracts, entities);
    lineage.groups = group::groups(&lines, &lineage, &common);
    lineage.origins = reports.iter().zip(docs).map(|(report, doc)| origins(report, doc)).collect();
    lineage
}

/// For each sentence the agency that it names as its source, or else the one that the report credits for its whole text.
fn origins(report: &Report, doc: &Doc) -> Vec<Option<String>> {
    let whole = match report.agencies.as_slice() {
        [one] => Some(agency::canonical(one).to_owned()),
        _ => None,
    };
    let credits = agency::credits(&report.text);
    doc.sentences
        .iter()
        .map(|s| {
            let tokens = doc.tokens.get(s.tokens.start..s.tokens.end).unwrap_or_default();
            let (first, last) = (tokens.first()?, tokens.last()?);
            let at = credits.partition_point(|(_, span)| span.start < first.span.start);
            let named = credits.get(at).filter(|(_, span)| span.end <= last.span.end);
            named.map(|(agency, _)| (*agency).to_owned()).or_else(|| whole.clone())
        })
        .collect()
}
