//! Is it lawful? What reports say is, or is not, a breach of a law, a treaty, a constitution.

use std::collections::BTreeSet;

use types::{Doc, Finding, FindingKind, Pos, Slot};

use super::{Answer, finding, is_headline};
use crate::context::{Context, Term};
use crate::lexicon::is;
use crate::tree::{above, is_verb, lemma, negated, subject};

struct Ruling {
    answer: Answer,
    breach: bool,
    /// Content words of the subject.
    about: BTreeSet<String>,
    /// Its head.
    head: String,
    /// The laws that the sentence names.
    laws: BTreeSet<Term>,
}

/// The findings: rulings on one thing that independent reports share, and those that contradict.
pub fn findings(context: &Context) -> Vec<Finding> {
    let rulings = rulings(context);
    let same_law = |a: &Ruling, b: &Ruling| !a.laws.is_disjoint(&b.laws);
    let mut findings = Vec::new();
    for breach in [true, false] {
        let shared = |a: &Ruling, b: &Ruling| {
            a.answer.report != b.answer.report
                && a.breach == b.breach
                && same_law(a, b)
                && !a.about.is_disjoint(&b.about)
        };
        let kept: Vec<&Answer> = rulings
            .iter()
            .filter(|a| a.breach == breach && rulings.iter().any(|b| shared(a, b)))
            .map(|a| &a.answer)
            .collect();
        let topic = if breach { "what breaks the law" } else { "what does not break the law" };
        let reason = "independent reports say the same of one thing and one law";
        findings.extend(finding(
            context.story,
            &kept,
            FindingKind::Agreement,
            Slot::Status,
            topic.to_owned(),
            reason,
        ));
    }
    let clash = |a: &Ruling, b: &Ruling| {
        a.answer.report != b.answer.report
            && a.breach != b.breach
            && same_law(a, b)
            && a.head == b.head
            && a.about == b.about
    };
    let kept: Vec<&Answer> =
        rulings.iter().filter(|a| rulings.iter().any(|b| clash(a, b))).map(|a| &a.answer).collect();
    let reason = "one thing, called a breach here and none there";
    findings.extend(finding(
        context.story,
        &kept,
        FindingKind::Conflict,
        Slot::Status,
        "lawful or not".to_owned(),
        reason,
    ));
    findings
}

fn rulings(context: &Context) -> Vec<Ruling> {
    let mut rulings = Vec::new();
    for (report, doc) in context.story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            let sentence = doc.sentence_of(token);
            let word = lemma(doc, token);
            if !is("breach", &word) && !is("lawful", &word) || is_headline(doc, sentence) {
                continue;
            }
            let laws: BTreeSet<Term> = doc.sentences[sentence]
                .tokens
                .iter()
                .filter(|&t| {
                    matches!(doc.tokens[t].pos, Pos::Noun | Pos::Propn) && is("rule", &lemma(doc, t))
                })
                .map(|t| Term::Lemma(lemma(doc, t)))
                .collect();
            // The verb that says so: itself, or the "is" it hangs on.
            let chain = std::iter::once(token).chain(above(doc, token));
            let Some(verb) =
                chain.take(7).find(|&t| is_verb(doc, t) && subject(doc, t).is_some() && !describes(doc, t))
            else {
                continue;
            };
            let Some(thing) = subject(doc, verb) else { continue };
            if laws.is_empty() || doc.tokens[thing].pos == Pos::Pron {
                continue;
            }
            let about = content(doc, thing);
            let breach = is("breach", &word) != negated(doc, verb);
            let value = if breach { "a breach" } else { "no breach" };
            let answer = Answer::new(context, report, verb, value, value);
            rulings.push(Ruling { answer, breach, about, head: lemma(doc, thing), laws });
        }
    }
    rulings
}

/// "agents prohibited by …" is no ruling of its own.
fn describes(doc: &Doc, verb: usize) -> bool {
    matches!(&*doc.tokens[verb].dep, "acl" | "relcl")
}

fn content(doc: &Doc, top: usize) -> BTreeSet<String> {
    doc.subtree(top)
        .iter()
        .filter(|&t| matches!(doc.tokens[t].pos, Pos::Noun | Pos::Propn))
        .map(|t| lemma(doc, t))
        .collect()
}
