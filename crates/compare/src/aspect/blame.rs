//! Who did it: accused here, denying or blaming others there.
//!
//! An accusation names a side: whom somebody blames or accuses, or who is said to have done violence in a clause that
//! hangs on "claims", "reports", "said that". The side answers when it denies, when it blames another, or when the claims
//! are called false. Sides are countries (a government, its army and its capital are one), or else entities.

use std::collections::{BTreeMap, BTreeSet};

use types::{Doc, EntityType, Finding, FindingKind, Pos, Slot};

use super::{Answer, finding, is_headline};
use crate::context::Context;
use crate::lexicon::{is, predicate};
use crate::tree::{above, conjuncts, dep, is_verb, lemma, negated, prep_objects, subject, with_dep};

/// Whose acts are in question: a country's code, or an entity's number.
type Side = String;

/// Letters by which an unknown country and its adjective are one.
const STEM_CHARS: usize = 6;

/// How a side without a name begins.
const NAMELESS: &str = "the ";

struct Charge {
    report: usize,
    token: usize,
    /// The accused.
    accused: Option<Side>,
    /// The accused in the report's words.
    words: String,
    /// Who accuses.
    by: Option<Side>,
}

struct Denial {
    report: usize,
    token: usize,
    by: Option<Side>,
}

/// The findings: for each side that is accused of violence and answers, accusation, denial and counter-charge.
pub fn findings(context: &Context) -> Vec<Finding> {
    let rulers = rulers(context);
    let (mut charges, mut denials) = (Vec::new(), Vec::new());
    for (report, doc) in context.story.docs.iter().enumerate() {
        let violent: Vec<bool> = (0..doc.sentences.len()).map(|s| violent(doc, s)).collect();
        for token in 0..doc.tokens.len() {
            let sentence = doc.sentence_of(token);
            if !violent[sentence] || is_headline(doc, sentence) {
                continue;
            }
            let reader = Reader { context, rulers: &rulers, report, doc };
            charges.extend(reader.charge(token));
            denials.extend(reader.denial(token));
        }
    }
    let sides: BTreeSet<Side> = charges.iter().filter_map(|c| c.accused.clone()).collect();
    sides.into_iter().filter_map(|side| judge(context, &side, &charges, &denials)).collect()
}

fn judge(context: &Context, side: &Side, charges: &[Charge], denials: &[Denial]) -> Option<Finding> {
    let story = context.story;
    let mut answers = Vec::new();
    let mut name: Option<&str> = None;
    for c in charges.iter().filter(|c| c.accused.as_ref() == Some(side) && c.by.as_ref() != Some(side)) {
        name.get_or_insert(&c.words);
        answers.push(Answer::new(context, c.report, c.token, "accused", "accused"));
    }
    let accused = answers.len();
    let near = |report: usize, sentence: usize| {
        answers
            .iter()
            .any(|a| a.pole == "accused" && a.report == report && sentence.abs_diff(a.sentence) <= 1)
    };
    let mut replies = Vec::new();
    for d in denials {
        let sentence = story.docs[d.report].sentence_of(d.token);
        // "The government denied it": that of whoever is accused there.
        let accused_too = |by: &Side| charges.iter().any(|c| c.accused.as_ref() == Some(by));
        let unnamed = d.by.as_ref().is_none_or(|by| by.starts_with(NAMELESS) && !accused_too(by));
        if d.by.as_ref() == Some(side) || unnamed && near(d.report, sentence) {
            replies.push(Answer::new(context, d.report, d.token, "denied", "denied"));
        }
    }
    for c in charges.iter().filter(|c| c.accused.as_ref() != Some(side)) {
        let sentence = story.docs[c.report].sentence_of(c.token);
        if c.by.as_ref() == Some(side) || c.by.is_none() && c.accused.is_none() && near(c.report, sentence) {
            let value = format!("it blames {}", c.words);
            replies.push(Answer::new(context, c.report, c.token, "blames another", &value));
        }
    }
    let name = name?.to_owned();
    for a in &mut answers {
        a.value = format!("{name}: accused");
    }
    if accused == 0 || replies.is_empty() {
        return None;
    }
    let all: Vec<&Answer> = answers.iter().chain(&replies).collect();
    let reason = "one side is accused, and denies it or blames another";
    let topic = format!("who did it: {name} accused");
    finding(story, &all, FindingKind::Conflict, Slot::Actor, topic, reason)
}

/// Whether the sentence, or the one before it, tells of violence.
fn violent(doc: &Doc, sentence: usize) -> bool {
    let tells = |s: usize| {
        doc.sentences[s].tokens.iter().any(|t| {
            let word = lemma(doc, t);
            is("violence", &word) && !is("violence-with-arms", &word)
                || predicate(&word).is_some_and(|p| p.key == "attack")
                || word == "weapon"
        })
    };
    tells(sentence) || sentence.checked_sub(1).is_some_and(tells)
}

/// People whose names stand before "government", "forces": they stand for the country that does so most often.
fn rulers(context: &Context) -> BTreeMap<usize, String> {
    let mut people: BTreeSet<usize> = BTreeSet::new();
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    for (report, doc) in context.story.docs.iter().enumerate() {
        for token in 0..doc.tokens.len() {
            if !is("ruled", &lemma(doc, token)) {
                continue;
            }
            for owner in with_dep(doc, token, &["poss", "compound", "amod", "nmod"]) {
                let Some(e) = context.entity_at(report, owner) else { continue };
                let entity = &context.story.entities[e];
                match (&entity.country, entity.kind) {
                    (Some(code), _) => *countries.entry(code).or_default() += 1,
                    (None, EntityType::Person) => {
                        people.insert(e);
                    }
                    _ => {}
                }
            }
        }
    }
    let most = countries
        .iter()
        .max_by_key(|(code, n)| (**n, std::cmp::Reverse(**code)))
        .map(|(c, _)| (*c).to_owned());
    people.into_iter().filter_map(|p| most.clone().map(|c| (p, c))).collect()
}

struct Reader<'c> {
    context: &'c Context<'c>,
    rulers: &'c BTreeMap<usize, String>,
    report: usize,
    doc: &'c Doc,
}

impl Reader<'_> {
    /// The side that a noun names: its own, or that of the name before it ("Syrian forces", "X's army").
    fn side(&self, token: usize) -> Option<Side> {
        let of = |t: usize| {
            let e = self.context.entity_at(self.report, t)?;
            let entity = &self.context.story.entities[e];
            let country = entity.country.clone().or_else(|| self.rulers.get(&e).cloned());
            let whole =
                matches!(entity.kind, EntityType::Gpe | EntityType::Norp) || self.rulers.contains_key(&e);
            match (country, entity.kind) {
                // An organisation or a person acts for itself, unless it is the state's own.
                (Some(code), _) if whole || t != token => Some(code),
                // A country that no gazetteer knows, and its adjective: "Kardova", "Kardovan".
                (None, EntityType::Gpe | EntityType::Norp) => {
                    Some(entity.name.to_lowercase().chars().take(STEM_CHARS).collect())
                }
                _ => Some(format!("entity {e}")),
            }
        };
        // "Saudi-led coalition", "Houthi rockets": whose the doers are stands before them, at any depth.
        let owners = || {
            let before = with_dep(self.doc, token, &["poss", "amod", "compound", "nmod"]);
            before.flat_map(|o| std::iter::once(o).chain(self.doc.children(o).collect::<Vec<_>>()))
        };
        let word = lemma(self.doc, token);
        let state = is("acting-noun", &word);
        let nameless = || is("nameless-side", &word).then(|| format!("{NAMELESS}{word}"));
        if state {
            owners().find_map(of).or_else(|| of(token)).or_else(nameless)
        } else {
            of(token).or_else(nameless)
        }
    }

    fn words(&self, token: usize) -> String {
        let first = with_dep(self.doc, token, &["det", "amod", "compound", "poss", "nmod"])
            .flat_map(|c| self.doc.subtree(c).iter())
            .filter(|&t| t < token)
            .min()
            .unwrap_or(token);
        let span = types::Span::new(self.doc.tokens[first].span.start, self.doc.tokens[token].span.end);
        span.of(&self.context.story.reports[self.report].text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn charge(&self, verb: usize) -> Option<Charge> {
        let doc = self.doc;
        if doc.tokens[verb].pos != Pos::Verb || negated(doc, verb) {
            return None;
        }
        let word = lemma(doc, verb);
        let source = subject(doc, verb);
        let make = |accused: usize, by: Option<usize>| Charge {
            report: self.report,
            token: verb,
            accused: self.side(accused),
            words: self.words(accused),
            by: by.and_then(|b| self.side(b)),
        };
        if matches!(&*word, "blame" | "accuse") {
            let passive = with_dep(doc, verb, &["nsubjpass"]).next();
            let on = prep_objects(doc, verb, &["on"]);
            let accused =
                on.first().copied().or(passive).or_else(|| with_dep(doc, verb, &["dobj"]).next())?;
            return Some(make(accused, if passive.is_some() { None } else { source }));
        }
        // "claims that X's army shelled the town"
        let deed = is("violence", &word) && (word != "use" || self.uses_arms(verb));
        let doer = source.filter(|s| {
            doc.tokens[*s].pos != Pos::Pron || self.context.entity_at(self.report, *s).is_some()
        })?;
        let doer = self.cleft(verb).unwrap_or(doer);
        if !deed || !self.alleged(verb) || with_dep(doc, verb, &["nsubjpass"]).next().is_some() {
            return None;
        }
        self.side(doer)?;
        Some(make(doer, None))
    }

    /// "it was X who shelled …"
    fn cleft(&self, verb: usize) -> Option<usize> {
        (dep(self.doc, verb) == "relcl").then(|| self.doc.tokens[verb].head)
    }

    fn uses_arms(&self, verb: usize) -> bool {
        with_dep(self.doc, verb, &["dobj"])
            .any(|o| conjuncts(self.doc, o).into_iter().any(|c| is("arms", &lemma(self.doc, c))))
    }

    /// Whether the clause hangs on a claim, a report, or on what somebody says or believes.
    fn alleged(&self, verb: usize) -> bool {
        above(self.doc, verb).into_iter().any(|h| {
            let word = lemma(self.doc, h);
            is("charge", &word) || is("claiming", &word)
        })
    }

    fn denial(&self, token: usize) -> Option<Denial> {
        let doc = self.doc;
        let word = lemma(doc, token);
        if is("deny", &word) && doc.tokens[token].pos == Pos::Verb && !negated(doc, token) {
            let charge = with_dep(doc, token, &["dobj", "nsubjpass"]).any(|o| is("charge", &lemma(doc, o)));
            let deed = word == "deny" && with_dep(doc, token, &["xcomp", "ccomp"]).any(|c| self.deed(c));
            // "A spokesman denied that the coalition had bombed the market": it denies it for the coalition.
            let doer = || {
                let clause = with_dep(doc, token, &["ccomp"]).next()?;
                subject(doc, clause).and_then(|s| self.side(s))
            };
            let by = subject(doc, token).and_then(|s| self.side(s)).or_else(doer);
            return (charge || deed).then_some(Denial { report: self.report, token, by });
        }
        // "claims that … were false"
        let says = is_verb(doc, token) && &*doc.tokens[token].lemma == "be" && !negated(doc, token);
        let untrue = with_dep(doc, token, &["acomp", "attr"]).any(|a| is("untrue", &lemma(doc, a)));
        let charge = with_dep(doc, token, &["nsubj"]).find(|&s| is("charge", &lemma(doc, s)));
        if !(says && untrue) {
            return None;
        }
        let about = doc.subtree(charge?).iter().filter(|&t| Some(t) != charge).find_map(|t| {
            matches!(&*doc.tokens[t].dep, "nsubj" | "pobj" | "poss").then(|| self.side(t)).flatten()
        });
        Some(Denial { report: self.report, token, by: about })
    }

    fn deed(&self, verb: usize) -> bool {
        let word = lemma(self.doc, verb);
        is("violence", &word) || matches!(&*word, "be" | "do" | "carry" | "have")
    }
}
