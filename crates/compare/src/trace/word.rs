//! Where reports say some words, or nearly so.
//!
//! In: the words asked for, as read. Out: stretches of sentences that say them, with how near they come. The words are
//! laid against each sentence by local alignment (Smith and Waterman 1981): words in their order, dictionary forms
//! count a little less than the same form, words between cost a little. A stretch that touches words in quote marks
//! grows to these, within its sentence. Then come the sentences that lineage ties to those found, and the words of
//! those who speak there, with lower bars: what was reworded shares fewer words.

use std::collections::BTreeSet;

use types::{Doc, Pos, QuoteKind, Span, Story};

use super::{Found, Question};

/// Words asked for that are laid against a sentence.
const MAX_ASKED_WORDS: usize = 80;
/// Weight of a word that carries no content ("the", "is"), of one that does 1.
const FUNCTION_WEIGHT: f64 = 0.3;
/// What a word in another form ("options" for "option") counts of its weight.
const FORM: f64 = 0.85;
/// What a word of the sentence between two that agree costs.
const GAP: f64 = 0.08;
/// Share of the asked words' weight that words in quote marks need. Two of three content words pass, one of two does not.
const QUOTE_LIKENESS: f64 = 0.55;
/// The same for words that nobody speaks, where chance is greater.
const PROSE_LIKENESS: f64 = 0.65;
/// The same for a sentence that lineage ties to one found.
const TIED_LIKENESS: f64 = 0.35;
/// Least likeness of what is named as nearest when nothing was found.
const NEAREST_LIKENESS: f64 = 0.2;
/// Reported speech is shown whole when it has at most this many times the bytes of the words found.
const REPORTED_FACTOR: usize = 2;

/// A word with what it is compared by.
struct Word {
    form: String,
    lemma: String,
    weight: f64,
    span: Span,
}

impl Word {
    /// How far two words agree, 0 to 1.
    fn agrees(&self, other: &Word) -> f64 {
        if self.form == other.form {
            1.0
        } else if self.lemma == other.lemma {
            FORM
        } else {
            0.0
        }
    }

    fn is_content(&self) -> bool {
        self.weight > FUNCTION_WEIGHT
    }
}

fn words(doc: &Doc, text: &str, tokens: std::ops::Range<usize>) -> Vec<Word> {
    tokens
        .filter_map(|t| {
            let token = &doc.tokens[t];
            let form = types::fold(token.span.get(text)?);
            form.chars().any(char::is_alphanumeric).then(|| {
                let content = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num);
                let weight = if content || token.pos == Pos::Adv { 1.0 } else { FUNCTION_WEIGHT };
                Word { form, lemma: token.lemma.to_lowercase(), weight, span: token.span }
            })
        })
        .collect()
}

/// The best way to lay words against a sentence.
#[derive(Clone, Copy, Default)]
struct Fit {
    score: f64,
    first: usize,
    last: usize,
    content: usize,
}

/// Lays the asked words against a line.
fn fit(asked: &[Word], line: &[Word]) -> Fit {
    let mut best = Fit::default();
    let mut row = vec![Fit::default(); asked.len() + 1];
    for (j, word) in line.iter().enumerate() {
        let mut diagonal = row[0];
        for (i, want) in asked.iter().enumerate() {
            let above = row[i + 1];
            let agrees = want.agrees(word);
            let mut cell = row[i];
            let waited = Fit { score: above.score - GAP, ..above };
            if waited.score > cell.score {
                cell = waited;
            }
            if agrees > 0.0 {
                let score = diagonal.score.max(0.0) + agrees * want.weight;
                if score >= cell.score {
                    let first = if diagonal.score > 0.0 { diagonal.first } else { j };
                    let before = if diagonal.score > 0.0 { diagonal.content } else { 0 };
                    cell = Fit { score, first, last: j, content: before + usize::from(want.is_content()) };
                    if score > best.score {
                        best = cell;
                    }
                }
            }
            diagonal = above;
            row[i + 1] = if cell.score > 0.0 { cell } else { Fit::default() };
        }
    }
    let total: f64 = asked.iter().map(|w| w.weight).sum();
    Fit { score: if total > 0.0 { best.score / total } else { 0.0 }, ..best }
}

/// A stretch of a sentence with how near it comes, whether it stands in quote marks, and content words it shares.
struct Stretch {
    found: Found,
    quoted: bool,
    content: usize,
}

/// The best stretch of a sentence.
fn stretch(story: &Story, asked: &[Word], report: usize, sentence: usize) -> Option<Stretch> {
    let (doc, text) = (&story.docs[report], &story.reports[report].text);
    let tokens = doc.sentences[sentence].tokens;
    let line = words(doc, text, tokens.iter());
    let fit = fit(asked, &line);
    if fit.score <= 0.0 {
        return None;
    }
    let bare = line[fit.first].span.cover(line[fit.last].span);
    let whole = doc.span(tokens);
    let (span, quoted) = grown(story, report, bare, whole);
    Some(Stretch {
        found: Found { report, sentence, span, likeness: fit.score },
        quoted,
        content: fit.content,
    })
}

/// The words with the quotation that they belong to, within the sentence, and whether it has quote marks.
fn grown(story: &Story, report: usize, bare: Span, sentence: Span) -> (Span, bool) {
    let inside = |q: Span| {
        Span::new(q.start.clamp(sentence.start, sentence.end), q.end.clamp(sentence.start, sentence.end))
    };
    let mut span = bare;
    let mut quoted = false;
    for quote in story.extracts[report].quotes.iter().filter(|q| q.span.overlaps(bare)) {
        let said = inside(quote.span);
        let marked = quote.kind != QuoteKind::Indirect;
        if marked || said.contains(bare) && said.len() <= bare.len() * REPORTED_FACTOR {
            span = span.cover(said);
        }
        quoted |= marked;
    }
    (super::trimmed(&story.reports[report].text, span), quoted)
}

/// All sentences that say the asked words, in order of reports and text; or, when none does, the nearest, best first.
pub fn found(story: &Story, question: &Question<'_>) -> Result<Vec<Found>, Vec<Found>> {
    let mut asked = words(question.doc, question.text, 0..question.doc.tokens.len());
    asked.truncate(MAX_ASKED_WORDS);
    let need = asked.iter().filter(|w| w.is_content()).count().min(2);
    let mut found = Vec::new();
    let mut rest = Vec::new();
    for (report, doc) in story.docs.iter().enumerate() {
        for sentence in 0..doc.sentences.len() {
            let Some(s) = stretch(story, &asked, report, sentence) else { continue };
            let bar = if s.quoted { QUOTE_LIKENESS } else { PROSE_LIKENESS };
            if s.found.likeness >= bar && s.content >= need { found.push(s.found) } else { rest.push(s) }
        }
    }
    if found.is_empty() {
        rest.retain(|s| s.found.likeness >= NEAREST_LIKENESS && s.content > 0);
        rest.sort_by(|a, b| b.found.likeness.total_cmp(&a.found.likeness));
        return Err(rest.into_iter().map(|s| s.found).collect());
    }
    let tied = tied(story, &found);
    found.extend(
        rest.into_iter()
            .filter(|s| s.found.likeness >= TIED_LIKENESS && s.content > 0)
            .map(|s| s.found)
            .filter(|f| tied.contains(&(f.report, f.sentence))),
    );
    found.sort_by_key(|f| (f.report, f.span.start));
    Ok(found)
}

/// The sentences that come from one text with those found.
fn tied(story: &Story, found: &[Found]) -> BTreeSet<(usize, usize)> {
    let seeds: BTreeSet<(usize, usize)> = found.iter().map(|f| (f.report, f.sentence)).collect();
    let links = story.lineage.links.iter();
    links
        .filter_map(|l| match (seeds.contains(&l.a), seeds.contains(&l.b)) {
            (true, false) => Some(l.b),
            (false, true) => Some(l.a),
            _ => None,
        })
        .collect()
}
