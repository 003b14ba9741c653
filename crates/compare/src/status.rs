//! Under way here, only planned there: one undertaking told in two stages by reports of one day.
//!
//! An undertaking (`processes.tsv`) is under way when its verb is in the progressive or past, or when it is what somebody
//! began, launched, held or goes on with; it is planned when its verb is in the future, when it hangs on "plan" or
//! "schedule", or when the time that stands with it lies after the report's day. Anything else tells nothing. A
//! plan told on an earlier day is no clash: with the days, plans turn into facts.

use std::collections::{BTreeMap, BTreeSet};

use types::{Doc, Finding, FindingKind, Pos, Reading, Slot};

use crate::context::{Context, Term};
use crate::lexicon::{self, Process};
use crate::reading::{Ground, reading, reports};

/// Likeness of sentences that must tell of one undertaking.
const LIKENESS: f64 = 0.1;
/// The same where both name one party.
const LIKENESS_NAMED: f64 = 0.05;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    UnderWay,
    Planned,
}

struct Claim {
    report: usize,
    sentence: usize,
    stage: Stage,
    words: &'static str,
    ground: Ground,
}

/// The findings about stages.
pub fn findings(context: &Context) -> Vec<Finding> {
    let mut by_kind: BTreeMap<&str, Vec<Claim>> = BTreeMap::new();
    for (report, doc) in context.story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            let Some(process) = process_at(doc, token) else { continue };
            let Some(stage) = stage(context, report, token) else { continue };
            let sentence = doc.sentence_of(token);
            let ground = Ground::clause(context.story, report, token, doc.tokens[token].span);
            let claim = Claim { report, sentence, stage, words: process.words, ground };
            by_kind.entry(process.key).or_default().push(claim);
        }
    }
    by_kind.into_values().filter_map(|claims| finding(context, &claims)).collect()
}

fn process_at(doc: &Doc, token: usize) -> Option<&'static Process> {
    let t = &doc.tokens[token];
    if !matches!(t.pos, Pos::Noun | Pos::Verb) {
        return None;
    }
    let lemma = t.lemma.to_lowercase();
    lexicon::process(&lemma).or_else(|| {
        let with = |c: usize| {
            matches!(&*doc.tokens[c].dep, "prep" | "prt" | "amod" | "compound")
                .then(|| doc.tokens[c].lemma.to_lowercase())
                .and_then(|w| {
                    lexicon::process(&format!("{lemma}_{w}"))
                        .or_else(|| lexicon::process(&format!("{w}_{lemma}")))
                })
        };
        doc.children(token).find_map(with)
    })
}

/// How far the undertaking is, as far as the sentence tells.
fn stage(context: &Context, report: usize, token: usize) -> Option<Stage> {
    let doc = &context.story.docs[report];
    // The verb that carries it: itself, or the one it hangs on, through "launch of", "plans to hold".
    let mut chain = vec![token];
    while chain.len() < 5 {
        let (at, t) = (chain[chain.len() - 1], &doc.tokens[chain[chain.len() - 1]]);
        let up = matches!(
            &*t.dep,
            "dobj"
                | "pobj"
                | "prep"
                | "nsubj"
                | "nsubjpass"
                | "xcomp"
                | "attr"
                | "conj"
                | "compound"
                | "pcomp"
        );
        if t.head == at || !up {
            break;
        }
        chain.push(t.head);
    }
    if chain.iter().any(|&t| has(doc, t, &["neg"], &[])) {
        return None;
    }
    // "the drills could presage …": what an undertaking may bring about says nothing of the undertaking.
    let carries = |t: usize| {
        t == token && doc.tokens[t].pos == Pos::Verb
            || lexicon::is("carrier", &doc.tokens[t].lemma.to_lowercase())
    };
    let planned = chain.iter().any(|&t| {
        carries(t) && has(doc, t, &["aux"], &["will", "would", "shall", "'ll"])
            || has(doc, t, &["amod"], lexicon::members("ahead"))
            || lexicon::is("ahead", &doc.tokens[t].lemma.to_lowercase())
    });
    if planned || time_ahead(context, report, &chain) {
        return Some(Stage::Planned);
    }
    let past = |t: usize| matches!(&*doc.tokens[t].tag, "VBD" | "VBN" | "VBG" | "VBZ" | "VBP");
    chain.iter().find_map(|&t| {
        let lemma = doc.tokens[t].lemma.to_lowercase();
        let own = t == token
            && doc.tokens[t].pos == Pos::Verb
            && matches!(&*doc.tokens[t].tag, "VBD" | "VBG" | "VBN");
        let under = own && (&*doc.tokens[t].tag == "VBD" || has(doc, t, &["aux"], &["be", "have"]));
        let launched = lexicon::is("carrier", &lemma) && (past(t) || doc.tokens[t].pos == Pos::Noun);
        (under || launched).then_some(Stage::UnderWay)
    })
}

/// Whether a token has a dependant with one of these labels and, when any are given, one of these lemmas.
fn has(doc: &Doc, token: usize, deps: &[&str], lemmas: &[&str]) -> bool {
    doc.children(token).any(|c| {
        deps.contains(&&*doc.tokens[c].dep)
            && (lemmas.is_empty() || lemmas.contains(&doc.tokens[c].lemma.to_lowercase().as_str()))
    })
}

/// Whether a time that hangs on the chain lies after the report's day.
fn time_ahead(context: &Context, report: usize, chain: &[usize]) -> bool {
    let doc = &context.story.docs[report];
    let Some(today) = context.story.reports[report].published else { return false };
    context.story.extracts[report].times.iter().any(|time| {
        let hangs = time.tokens.iter().any(|t| {
            let head = doc.tokens[t].head;
            chain.contains(&head)
                || &*doc.tokens[head].dep == "prep" && chain.contains(&doc.tokens[head].head)
        });
        hangs && time.days.is_some_and(|d| d.first > today.date)
    })
}

/// Whether two sentences tell of one undertaking: they are alike, or somewhat alike and name the same side.
fn alike(context: &Context, a: &Claim, b: &Claim) -> bool {
    let likeness = context.sentences_alike((a.report, a.sentence), (b.report, b.sentence));
    // The side may be named only in the sentence before.
    let sides = |c: &Claim| -> BTreeSet<Term> {
        let bags = (c.sentence.saturating_sub(1)..=c.sentence).map(|s| context.bag(c.report, s));
        bags.flatten().filter(|t| matches!(t, Term::Entity(_))).cloned().collect()
    };
    let named = !sides(a).is_disjoint(&sides(b));
    likeness >= if named { LIKENESS_NAMED } else { LIKENESS }
}

fn finding(context: &Context, claims: &[Claim]) -> Option<Finding> {
    let story = context.story;
    let day = |c: &Claim| story.reports[c.report].published.map(|p| p.date);
    // A plan told before the beginning was told is no clash: in between it began.
    let not_overtaken = |a: &Claim, b: &Claim| {
        let (plan, fact) = if a.stage == Stage::Planned { (a, b) } else { (b, a) };
        day(plan) >= day(fact) && day(plan).is_some() == day(fact).is_some()
    };
    let clash = |a: &Claim, b: &Claim| {
        a.stage != b.stage && a.report != b.report && not_overtaken(a, b) && alike(context, a, b)
    };
    let kept: Vec<&Claim> = claims.iter().filter(|a| claims.iter().any(|b| clash(a, b))).collect();
    // A report that tells of both stages knows two undertakings, or one that goes on: it clashes with nobody.
    let one_stage = |c: &&Claim| claims.iter().all(|o| o.report != c.report || o.stage == c.stage);
    let kept: Vec<&Claim> = kept.into_iter().filter(one_stage).collect();
    let of = |stage: Stage| -> Vec<Ground> {
        kept.iter().filter(|c| c.stage == stage).map(|c| c.ground).collect()
    };
    let (under_way, planned) = (of(Stage::UnderWay), of(Stage::Planned));
    if under_way.is_empty() || planned.is_empty() {
        return None;
    }
    let readings: Vec<Reading> = vec![
        reading(story, "under way".to_owned(), under_way),
        reading(story, "still to begin".to_owned(), planned),
    ];
    if reports(&readings) < 2 {
        return None;
    }
    Some(Finding {
        kind: FindingKind::Conflict,
        slot: Slot::Status,
        topic: format!("begun or not: {}", claims[0].words),
        weight: 3.5 + 0.4 * reports(&readings) as f64,
        readings,
        reasons: vec![
            "one undertaking is told as begun, and by a report of the same or a later day as still to begin"
                .to_owned(),
        ],
    })
}
