//! What a number counts: the noun behind it, the group before it, or the people whom a verb of harm implies.

use types::{Doc, Span};

use super::amount::{Amount, Unit};
use super::data::{self, MEASURES};
use super::lex::{Kind, Pieces};
use super::numeral::Value;

/// What is counted.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// Head noun.
    pub head: usize,
    /// The noun phrase, without the number; `None` when the people are only implied.
    pub span: Option<Span>,
    /// `person`, a unit of measurement, or the singular of the head noun.
    pub unit: String,
    /// The head noun is a plural.
    pub plural: bool,
    /// "of" stands between number and noun.
    pub partitive: bool,
    /// The noun behind "of" has a number of its own ("10 of the 12 victims").
    pub numbered: bool,
    /// One past the last token of the expression, where it goes on behind the noun or the noun is too far to take in.
    pub reach: Option<usize>,
}

/// Longest noun phrase, in tokens, that is looked through for its head.
const MAX_PHRASE_TOKENS: usize = 10;

/// What the amount counts, from the words behind it, then before it, then from the verb.
pub(super) fn find(p: &Pieces, a: &Amount) -> Option<Counted> {
    behind(p, a).or_else(|| if a.unit == Unit::Open { group(p, a).or_else(|| harmed(p, a)) } else { None })
}

/// The noun phrase behind the amount: directly, or behind "of".
fn behind(p: &Pieces, a: &Amount) -> Option<Counted> {
    let i = a.right;
    if p.fresh(i) {
        return None;
    }
    if p.lower(i) == "of" {
        return of_phrase(p, a, i + 1);
    }
    // "half the council"
    if matches!(a.numeral.value, Value::Share(_))
        && matches!(&*p.doc.tokens[p.list[i].token].tag, "DT" | "PRP$")
    {
        return of_phrase(p, a, i);
    }
    if a.unit != Unit::Open {
        return None;
    }
    let token = p.list[i].token;
    let run = Run::read(p, token, is_many(a))?;
    let head = run.head(p, a);
    judge(p, &run, head, a, false)
}

/// "of the 12 victims", "of Russian troops", "of them".
fn of_phrase(p: &Pieces, a: &Amount, i: usize) -> Option<Counted> {
    if p.fresh(i) {
        return None;
    }
    let first = p.list[i].token;
    let sentence = p.doc.sentences.get(p.doc.sentence_of(first))?.tokens;
    let mut token = first;
    let mut numbered = false;
    while token < sentence.end && token < first + MAX_PHRASE_TOKENS {
        match &*p.doc.tokens[token].tag {
            "DT" | "PRP$" | "PDT" | "``" | "\"" => {}
            "CD" => numbered = true,
            _ => break,
        }
        token += 1;
    }
    let run = Run::read(p, token, is_many(a))?;
    let head = *run.nouns.last().unwrap_or(&run.last);
    let mut counted = judge(p, &run, head, a, true)?;
    counted.span = Some(p.doc.tokens[first].span.cover(p.doc.tokens[head].span));
    counted.numbered = numbered;
    // "within 10 km of the city" measures from it.
    let definite = matches!(&*p.doc.tokens[first].tag, "DT" | "PRP$" | "NNP");
    if definite && matches!(&a.unit, Unit::Measure { kind, .. } if kind == "length") {
        return None;
    }
    // "two months of the year" counts no years.
    if matches!(&a.unit, Unit::Measure { kind, .. } if kind == "duration") && data::is_measure(&counted.unit)
    {
        return None;
    }
    if run.comma {
        counted.reach = Some(p.list[a.right - 1].token + 1);
    }
    Some(counted)
}

/// A run of tokens that may be a noun phrase without its determiner.
struct Run {
    first: usize,
    last: usize,
    nouns: Vec<usize>,
    /// A comma stands between its modifiers ("less toxic, older shells").
    comma: bool,
}

impl Run {
    /// Reads from `first` as far as modifiers and nouns go; `None` when nothing there can be a head.
    /// `many`: the number is above one, so that a singular noun cannot end the phrase when "and" goes on.
    fn read(p: &Pieces, first: usize, many: bool) -> Option<Run> {
        let doc = p.doc;
        doc.tokens.get(first)?;
        let sentence = doc.sentences.get(doc.sentence_of(first))?.tokens;
        let (mut nouns, mut last) = (Vec::new(), None);
        let mut plural = false;
        // The nouns before a comma, and whether a noun behind it has shown that the phrase goes on.
        let mut before_comma: Option<usize> = None;
        for t in first..sentence.end.min(first + MAX_PHRASE_TOKENS) {
            let tag = &*doc.tokens[t].tag;
            let lower = doc.word(p.text, t).to_lowercase();
            let next = doc.tokens.get(t + 1).filter(|_| t + 1 < sentence.end).map_or("", |n| &*n.tag);
            if data::is_a("stop-noun", lower.trim_end_matches('.')) {
                break;
            }
            match tag {
                "NNS" | "NNPS" | "NN" | "NNP" => {
                    if plural && tag != "NNS" && tag != "NN" || plural && lower == "people" {
                        break;
                    }
                    plural |= tag == "NNS" || tag == "NNPS" && !next.starts_with("NN");
                    nouns.push(t);
                    last = Some(t);
                }
                "JJ" | "JJR" | "JJS" | "VBN" | "VBG" | "VBD" | "AFX" | "FW" => {
                    let participle = tag.starts_with('V');
                    let nominal = data::is_a("nominal", &lower);
                    if participle && !nouns.is_empty() || plural && !possessed(doc, t) {
                        break;
                    }
                    if tag == "VBD" && !nominal {
                        break;
                    }
                    if last.is_none()
                        && (nominal || person_word(doc, p.text, t))
                        && !next.starts_with("NN")
                        && !next.starts_with("JJ")
                    {
                        last = Some(t);
                        break;
                    }
                }
                _ if !nouns.is_empty() && (tag == "POS" || matches!(lower.as_str(), "'s" | "’s")) => {
                    plural = false
                }
                "RB" | "RBR" | "RBS"
                    if (nouns.is_empty() || possessed(doc, t) || before_comma == Some(nouns.len()))
                        && (next.starts_with("JJ") || next.starts_with("VB") || next == "HYPH") => {}
                "HYPH" | "``" | "''" | "\"" | "''\"" if t > first || tag != "HYPH" => {}
                "," if many
                    && !plural
                    && !nouns.is_empty()
                    && matches!(next, "JJ" | "JJS" | "RBS" | "RBR") =>
                {
                    before_comma = before_comma.or(Some(nouns.len()));
                }
                "CD" if t > first && &*doc.tokens[t - 1].tag == "HYPH" => {}
                "CC" if many && !plural && (next.starts_with("JJ") || next.starts_with("NN")) => {}
                // The comma that closes "most lethal," before the noun.
                "," if before_comma == Some(nouns.len()) && next.starts_with("NN") => {}
                "CC" | ","
                    if nouns.is_empty()
                        && t > first
                        && (next.starts_with("JJ") || next.starts_with("NN")) => {}
                _ => break,
            }
        }
        let goes_on = before_comma.is_some_and(|n| plural && n < nouns.len());
        if let Some(n) = before_comma.filter(|n| !goes_on && *n > 0) {
            nouns.truncate(n);
        }
        let last = nouns.last().copied().or(last)?;
        let comma = (first..last).any(|t| &*doc.tokens[t].tag == ",");
        Some(Run { first, last, nouns, comma })
    }

    /// The head: the tree's, where it is a noun of the run that agrees with the number, else the last noun.
    fn head(&self, p: &Pieces, a: &Amount) -> usize {
        let last = *self.nouns.last().unwrap_or(&self.last);
        let numeral = p.list[a.numeral.start].token..=p.list[a.numeral.end - 1].token;
        let mut token = *numeral.end();
        for _ in 0..4 {
            let head = p.doc.tokens[token].head;
            if !numeral.contains(&head) || head == token {
                token = head;
                break;
            }
            token = head;
        }
        let many = is_many(a);
        let owner = p.doc.tokens.get(token + 1).is_some_and(|t| &*t.tag == "POS");
        let fits = self.nouns.contains(&token)
            && !owner
            && (!many || is_plural(p.doc, token) || !is_plural(p.doc, last));
        if fits { token } else { last }
    }
}

fn is_many(a: &Amount) -> bool {
    a.value.is_none_or(|v| v > 1.0)
}

/// A possessive stands between the token and the nouns before it ("three bachelor's degrees").
fn possessed(doc: &Doc, t: usize) -> bool {
    t > 0 && &*doc.tokens[t - 1].tag == "POS"
}

fn is_plural(doc: &Doc, t: usize) -> bool {
    matches!(&*doc.tokens[t].tag, "NNS" | "NNPS")
}

/// A word that counts people whatever its tag: "10 Chinese were hurt".
fn person_word(doc: &Doc, text: &str, t: usize) -> bool {
    let word = doc.word(text, t);
    word.starts_with(char::is_uppercase) && data::is_person(&data::singular(&word.to_lowercase()), true)
}

/// Accepts a head noun as what the amount counts, and names its unit.
fn judge(p: &Pieces, run: &Run, head: usize, a: &Amount, partitive: bool) -> Option<Counted> {
    let word = p.doc.word(p.text, head);
    let lower = word.to_lowercase();
    let many = is_many(a);
    let plural =
        is_plural(p.doc, head) || &*p.doc.tokens[head].tag == "NN" && data::singular(&lower) != lower;
    let unit = unit_of(p, head, many || plural);
    let person = unit == "person";
    let tag = &*p.doc.tokens[head].tag;
    // A number above one in front of a singular counts only nouns that need no plural, and people.
    let proper = tag == "NNP" && data::singular(&lower) == lower;
    if !partitive && many && !plural && !person && (proper || !hangs_on(p, a, head)) {
        return None;
    }
    let first = p.doc.tokens[run.first].span;
    Some(Counted {
        head,
        span: Some(first.cover(p.doc.tokens[head].span)),
        unit,
        plural: plural || person && many,
        partitive,
        numbered: false,
        reach: None,
    })
}

/// The tree hangs the number on this noun.
fn hangs_on(p: &Pieces, a: &Amount, head: usize) -> bool {
    (a.numeral.start..a.numeral.end).any(|i| p.doc.tokens[p.list[i].token].head == head)
}

/// The unit that a counted noun gives: `person`, a unit of measurement, or its singular.
pub(super) fn unit_of(p: &Pieces, head: usize, many: bool) -> String {
    let token = &p.doc.tokens[head];
    let word = p.doc.word(p.text, head);
    let lower = word.to_lowercase();
    let capital = word.starts_with(char::is_uppercase);
    if matches!(&*token.tag, "VBN" | "VBD" | "JJ" | "VBG") && (data::is_a("nominal", &lower) || capital) {
        return "person".to_owned();
    }
    let singular = if many { data::singular(&lower) } else { lower.clone() };
    let lemma = if singular == lower && &*token.tag == "NNS" && !data::is_irregular(&lower) {
        token.lemma.to_lowercase()
    } else {
        singular
    };
    let before = head.checked_sub(1).map(|b| p.doc.word(p.text, b).to_lowercase()).unwrap_or_default();
    if data::is_person(&lemma, capital)
        || data::is_person(&format!("{before} {lemma}"), capital)
        || is_norp(p.doc, head)
    {
        return "person".to_owned();
    }
    // "two crew", "40 staff": the group's name for its members.
    if many && lemma == lower && &*token.tag == "NN" && data::is_a("staff", &lower) {
        return "person".to_owned();
    }
    match MEASURES.get(lower.as_str()) {
        Some(m) if m.kind != "share" && lower.len() > 2 => m.unit.clone(),
        _ => lemma,
    }
}

/// A plural that the pipeline takes for a nationality, creed or party.
fn is_norp(doc: &Doc, head: usize) -> bool {
    let at = doc.names.partition_point(|n| n.tokens.end <= head);
    is_plural(doc, head)
        && doc
            .names
            .get(at)
            .is_some_and(|n| n.tokens.end == head + 1 && &*n.label == "NORP" && n.tokens.has(head))
}

/// "family of five", "a nation of 4.8 million": the noun before says that people are counted.
fn group(p: &Pieces, a: &Amount) -> Option<Counted> {
    let of = p.before(a.left).filter(|&b| p.lower(b) == "of")?;
    let noun = p.before(of).filter(|&n| p.list[n].kind == Kind::Word)?;
    let lower = data::singular(&p.lower(noun));
    if !data::is_a("group", &lower) && !data::is_a("populated", &lower) {
        return None;
    }
    let piece = p.list[noun];
    Some(Counted {
        head: piece.token,
        span: Some(piece.span),
        unit: "person".to_owned(),
        plural: true,
        partitive: false,
        numbered: false,
        reach: None,
    })
}

/// Words between a bare number and the verb or noun that shows that it counts people.
const HARM_REACH: usize = 10;

/// Longest predicate, in words, that the expression takes in: "12 were killed", "88 had been rescued".
const MAX_PREDICATE_WORDS: usize = 3;

/// "at least 12 were killed", "killing 12", "the death toll rose to 14", "hundreds have fled": people, though no
/// noun says so.
fn harmed(p: &Pieces, a: &Amount) -> Option<Counted> {
    let implied = |head: usize| Counted {
        head,
        span: None,
        unit: "person".to_owned(),
        plural: true,
        partitive: false,
        numbered: false,
        reach: None,
    };
    let token = p.list[a.numeral.start].token;
    for i in a.right..a.right + HARM_REACH {
        let word = p.lower(i);
        if p.fresh(i) || !data::is_a("auxiliary", &word) && !data::is_a("casualty", &word) {
            break;
        }
        if data::is_a("casualty", &word) {
            let reach = (i < a.right + MAX_PREDICATE_WORDS).then(|| p.list[i].token + 1);
            return Some(Counted { reach, ..implied(token) });
        }
    }
    let mut at = a.left;
    for k in 0..HARM_REACH {
        let Some(before) = p.before(at).filter(|&b| p.list[b].kind != Kind::Sign || p.hyphen(b)) else {
            break;
        };
        let word = p.lower(before);
        if k == 0 && data::is_a("casualty", &word) || data::is_a("toll", &word) {
            return Some(implied(token));
        }
        at = before;
    }
    let crowd = matches!(a.numeral.value, Value::Vague(..))
        && matches!(&*p.doc.tokens[token].dep, "nsubj" | "nsubjpass");
    crowd.then(|| implied(token))
}
