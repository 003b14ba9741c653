//! Readings built from claims, with their independent sources.

use types::{ClaimPlace, Doc, Evidence, Pos, Reading, Span, Story, TokenSpan};

/// Words of a report that carry a claim, and the sentence they stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ground {
    /// Number of the report.
    pub report: usize,
    /// The words.
    pub span: Span,
    /// Number of the sentence.
    pub sentence: usize,
}

/// A clause of more tokens than this is shown only around the words that matter.
const MAX_CLAUSE_TOKENS: usize = 45;
/// Of such a clause, at most this many tokens before those words.
const TOKENS_BEFORE: usize = 15;
/// Of such a clause, at least this many tokens after them, if it has them.
const TOKENS_AFTER: usize = 12;

impl Ground {
    /// The clause around a token of `span`: the words that a reader needs to judge the claim. Where the clause is too
    /// long, the part of it around `span`.
    pub fn clause(story: &Story, report: usize, token: usize, span: Span) -> Ground {
        let doc = &story.docs[report];
        let number = doc.sentence_of(token);
        let sentence = doc.sentences[number].tokens;
        let clause = clause(doc, token).unwrap_or(sentence);
        let inside = doc.tokens_in(span);
        let inside = TokenSpan::new(
            inside.start.max(sentence.start),
            inside.end.min(sentence.end).max(inside.start.max(sentence.start)),
        );
        let whole = TokenSpan::new(clause.start.min(inside.start), clause.end.max(inside.end));
        let shown = if whole.is_empty() { span } else { doc.span(trimmed(doc, near(doc, whole, inside))) };
        Ground { report, sentence: number, span: shown }
    }
}

/// Of a clause that is too long the part around the words that matter: back to where the last piece of it began, and on as
/// far as a reader needs.
fn near(doc: &Doc, clause: TokenSpan, words: TokenSpan) -> TokenSpan {
    if clause.len() <= MAX_CLAUSE_TOKENS || words.is_empty() {
        return clause;
    }
    let earliest = clause.start.max(words.start.saturating_sub(TOKENS_BEFORE));
    let latest = clause.end.min(words.end.max(earliest + MAX_CLAUSE_TOKENS));
    let parts = |t: usize| matches!(&*doc.tokens[t].tag, "," | ":" | "-LRB-" | "-RRB-" | "``" | "''");
    // Rather a whole piece between commas than one that is cut.
    let start = if earliest == clause.start {
        earliest
    } else {
        (earliest..words.start).find(|&t| parts(t)).map_or(earliest, |t| t + 1)
    };
    let end = if latest == clause.end {
        latest
    } else {
        (words.end..latest)
            .rev()
            .find(|&t| parts(t))
            .filter(|&t| t > words.end + TOKENS_AFTER)
            .unwrap_or(latest)
    };
    TokenSpan::new(start, end.max(words.end))
}

/// The tokens without punctuation and white space at the ends.
fn trimmed(doc: &Doc, tokens: TokenSpan) -> TokenSpan {
    let bare = |t: &usize| {
        !matches!(doc.tokens[*t].pos, Pos::Space) && !matches!(&*doc.tokens[*t].tag, "," | ":" | ".")
    };
    let start = tokens.iter().find(bare).unwrap_or(tokens.start);
    let end = tokens.iter().rev().find(bare).map_or(tokens.end, |t| t + 1);
    TokenSpan::new(start, end.max(start + 1))
}

/// The tokens of the smallest clause with a verb of its own that holds the token; `None` for a sentence without one.
fn clause(doc: &Doc, token: usize) -> Option<TokenSpan> {
    let mut at = token;
    loop {
        let t = &doc.tokens[at];
        let heads_clause =
            matches!(&*t.dep, "ROOT" | "ccomp" | "advcl" | "relcl" | "conj" | "acl" | "parataxis" | "pcomp");
        if heads_clause && matches!(t.pos, Pos::Verb | Pos::Aux) {
            let tokens = doc.subtree(at);
            // A clause that describes a noun is judged with the noun.
            let noun = matches!(&*t.dep, "relcl" | "acl") && t.head < tokens.start;
            return Some(TokenSpan::new(
                if noun { doc.subtree(t.head).start } else { tokens.start },
                tokens.end,
            ));
        }
        if t.head == at {
            return None;
        }
        at = t.head;
    }
}

/// A reading of a slot: its value and where it stands. What several reports take from one official has that one origin.
pub fn reading(story: &Story, value: String, grounds: Vec<Ground>) -> Reading {
    let carriers = |grounds: &[Ground]| grounds.iter().map(|g| (g.report, g.sentence, g.span)).collect();
    build(story, value, grounds, carriers)
}

/// The same for what was said and how: that somebody said it, each report witnesses for itself.
pub fn reading_of_words(story: &Story, value: String, grounds: Vec<Ground>) -> Reading {
    let nowhere = Span::new(0, 0);
    let carriers = |grounds: &[Ground]| grounds.iter().map(|g| (g.report, g.sentence, nowhere)).collect();
    build(story, value, grounds, carriers)
}

fn build(
    story: &Story,
    value: String,
    mut grounds: Vec<Ground>,
    carriers: impl Fn(&[Ground]) -> Vec<ClaimPlace>,
) -> Reading {
    grounds.sort_unstable();
    grounds.dedup();
    let origins = story.lineage.claim_origins(&carriers(&grounds));
    Reading {
        value,
        independent_sources: origins.len(),
        origins,
        evidence: grounds.iter().map(|g| Evidence { report: g.report, span: g.span }).collect(),
    }
}

/// Number of different reports that give the readings.
pub fn reports(readings: &[Reading]) -> usize {
    let mut reports: Vec<usize> = readings.iter().flat_map(|r| &r.evidence).map(|e| e.report).collect();
    reports.sort_unstable();
    reports.dedup();
    reports.len()
}
