//! Words that take a side about one thing: "rebels" here, "terrorists" there.

use std::collections::{BTreeMap, BTreeSet};

use types::{BlockKind, Finding, FindingKind, Pos, QuoteKind, Slot, Span};

use crate::context::{Context, Term};
use crate::lexicon::{self, members};
use crate::reading::{Ground, reading_of_words, reports};

/// Likeness of sentences that must speak of one thing.
const LIKENESS: f64 = 0.05;
/// The same where they name nobody in common.
const LIKENESS_UNNAMED: f64 = 0.1;

/// Rounds in which further reports' words join.
const MAX_ROUNDS: usize = 3;

struct Use {
    ground: Ground,
    /// Joined events in which the one so called takes part.
    events: BTreeSet<usize>,
    lemma: String,
    tone: &'static str,
    topic: &'static str,
}

/// The findings about labels: per kind of thing, where reports use words of different tone in sentences alike.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut by_kind: BTreeMap<&str, Vec<Use>> = BTreeMap::new();
    let story = context.story;
    let roles = roles(context);
    for (report, doc) in story.docs.iter().enumerate() {
        for (i, token) in doc.tokens.iter().enumerate() {
            if !matches!(token.pos, Pos::Noun | Pos::Adj) {
                continue;
            }
            let sentence = doc.sentence_of(i);
            // What is only reported is in the report's own words.
            let quoted = story.extracts[report]
                .quotes
                .iter()
                .any(|q| q.kind != QuoteKind::Indirect && q.span.contains(token.span));
            if quoted || doc.sentences[sentence].kind == BlockKind::Title {
                continue;
            }
            let lemma = token.lemma.to_lowercase();
            let Some(row) = lexicon::label(&lemma) else { continue };
            // "separatist insurgency" is one label, of its noun.
            let noun = &doc.tokens[token.head];
            if token.head > i && noun.pos == Pos::Noun && lexicon::label(&noun.lemma.to_lowercase()).is_some()
            {
                continue;
            }
            let span = phrase(context, report, i);
            // Any army has "forces"; "pro-Tarkanian forces" is a name for a side.
            if row.tone == "sided" && !takes_side(span.of(&story.reports[report].text)) {
                continue;
            }
            let ground = Ground { report, sentence, span };
            let events = roles.get(&(report, i)).cloned().unwrap_or_default();
            by_kind.entry(row.key).or_default().push(Use {
                ground,
                events,
                lemma,
                tone: row.tone,
                topic: row.topic,
            });
        }
    }
    by_kind.into_values().filter_map(|uses| finding(context, &uses)).collect()
}

/// Most tokens of the words for a party that are looked at.
const MAX_ACTOR_TOKENS: usize = 12;

/// For each token of the words for a party, as (report, token), the joined events that the party takes part in.
fn roles(context: &Context) -> BTreeMap<(usize, usize), BTreeSet<usize>> {
    let story = context.story;
    let mut roles: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for (number, event) in story.events.iter().enumerate() {
        for &(report, m) in &event.mentions {
            let mention = &story.extracts[report].events[m];
            for actor in mention.source.iter().chain(&mention.target) {
                for token in story.docs[report].tokens_in(actor.span).iter().take(MAX_ACTOR_TOKENS) {
                    roles.entry((report, token)).or_default().insert(number);
                }
            }
        }
    }
    roles
}

/// The noun with the adjectives and names before it ("Tarkania-backed rebels").
fn phrase(context: &Context, report: usize, token: usize) -> Span {
    let doc = &context.story.docs[report];
    let sentence = doc.sentences[doc.sentence_of(token)].tokens;
    let mut first = token;
    while first > sentence.start {
        let before = &doc.tokens[first - 1];
        let joined = before.span.end == doc.tokens[first].span.start && !before.space;
        let modifies = matches!(before.pos, Pos::Adj | Pos::Noun | Pos::Propn)
            && before.head >= first
            && before.head <= token;
        if !(modifies || joined && before.pos != Pos::Space) {
            break;
        }
        first -= 1;
    }
    Span::new(doc.tokens[first].span.start, doc.tokens[token].span.end)
}

/// Whether a phrase names the side that somebody is on.
fn takes_side(phrase: &str) -> bool {
    let phrase = phrase.to_lowercase();
    members("side-mark").iter().any(|mark| phrase.contains(mark))
}

/// Whether the sentences of two uses name one entity.
fn shares_entity(context: &Context, a: &Use, b: &Use) -> bool {
    let bag = |u: &Use| context.bag(u.ground.report, u.ground.sentence);
    bag(a).intersection(bag(b)).any(|t| matches!(t, Term::Entity(_)))
}

/// Whether another use joins those that are in: its report has no such word among them yet.
fn joins(context: &Context, kept: &[&Use], u: &Use, tied: &impl Fn(&Use, &Use) -> bool) -> bool {
    let told = kept.iter().any(|k| k.lemma == u.lemma && k.ground.report == u.ground.report);
    let near = |k: &&Use| {
        k.ground.report != u.ground.report
            && (k.lemma == u.lemma && shares_entity(context, k, u) || tied(k, u))
    };
    !told && kept.iter().any(near)
}

fn finding(context: &Context, uses: &[Use]) -> Option<Finding> {
    let story = context.story;
    // Only uses that speak of one thing with a use of another tone in another report.
    let alike = |a: &Use, b: &Use| {
        let of = |u: &Use| (u.ground.report, u.ground.sentence);
        let likeness = context.sentences_alike(of(a), of(b));
        // The same deed is told of both.
        !a.events.is_disjoint(&b.events)
            || likeness >= if shares_entity(context, a, b) { LIKENESS } else { LIKENESS_UNNAMED }
    };
    let tied = |u: &Use, v: &Use| v.ground.report != u.ground.report && alike(u, v);
    let mut kept: Vec<&Use> =
        uses.iter().filter(|u| uses.iter().any(|v| v.tone != u.tone && tied(u, v))).collect();
    // Other reports' words for it: a word that is in, where it names somebody of those sentences, and any that speaks of one
    // thing with those that are in.
    for _ in 0..MAX_ROUNDS {
        let added: Vec<&Use> = uses.iter().filter(|u| joins(context, &kept, u, &tied)).collect();
        if added.is_empty() {
            break;
        }
        kept.extend(added);
    }
    let mut by_lemma: BTreeMap<&str, Vec<&Use>> = BTreeMap::new();
    for u in &kept {
        by_lemma.entry(&u.lemma).or_default().push(u);
    }
    let readings: Vec<_> = by_lemma
        .values()
        .map(|uses| {
            let first = uses[0].ground;
            let value = first.span.of(&story.reports[first.report].text).to_owned();
            reading_of_words(story, value, uses.iter().map(|u| u.ground).collect())
        })
        .collect();
    if readings.len() < 2 || reports(&readings) < 2 {
        return None;
    }
    Some(Finding {
        kind: FindingKind::Variant,
        slot: Slot::Wording,
        topic: kept[0].topic.to_owned(),
        weight: 2.0 + 0.25 * reports(&readings) as f64,
        readings,
        reasons: vec!["words of different tone in sentences about the same".to_owned()],
    })
}
