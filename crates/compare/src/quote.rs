//! The same words said: in other wording, or put in two mouths.
//!
//! Quotes are likened by their content words in order (longest common subsequence over the longer one). Short phrases
//! ("a clear message") recur by chance, so a clash of speakers needs a sentence's worth of words.

use types::{Finding, FindingKind, Party, Quote, QuoteKind, Reading, Slot};

use crate::cluster;
use crate::context::Context;
use crate::reading::{Ground, reading_of_words, reports};

/// Least share of words in common, in order, for two wordings of one statement.
const ALIKE: f64 = 0.55;
/// From here on two wordings are the same.
const SAME: f64 = 0.93;
/// Words that a quote needs before two speakers of it are a conflict.
const MIN_WORDS_SPEAKER: usize = 7;
/// Words that a quote needs before a change of its wording is worth a line.
const MIN_WORDS_WORDING: usize = 4;

/// A report that looks reworded by a machine to this degree is no witness of wording.
const REWORDED: f64 = 0.5;

struct Claim<'s> {
    report: usize,
    sentence: usize,
    quote: &'s Quote,
    words: Vec<String>,
    speaker: Option<Who>,
}

/// Who a quote is given to, comparable across reports.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Entity(usize),
    Unnamed(String),
}

/// The findings about wordings and speakers.
pub fn findings(context: &Context) -> Vec<Finding> {
    let claims = claims(context);
    let groups = cluster::groups(claims.len(), |i, j| {
        let (a, b) = (&claims[i], &claims[j]);
        let same_speaker = a.speaker.is_some() && a.speaker == b.speaker;
        let bar = if same_speaker { ALIKE } else { ALIKE + 0.15 };
        Some(alike(&a.words, &b.words) - bar)
    });
    let mut findings = Vec::new();
    for group in groups {
        let members: Vec<&Claim> = group.iter().map(|&i| &claims[i]).collect();
        // A clash of speakers already shows both wordings.
        findings.extend(speakers(context, &members).or_else(|| wording(context, &members)));
    }
    findings
}

fn claims<'s>(context: &Context<'s>) -> Vec<Claim<'s>> {
    let story = context.story;
    let mut claims = Vec::new();
    for (report, extract) in story.extracts.iter().enumerate() {
        for quote in &extract.quotes {
            if !matches!(quote.kind, QuoteKind::Direct | QuoteKind::Partial) {
                continue;
            }
            let doc = &story.docs[report];
            let tokens = doc.tokens_in(quote.span);
            if tokens.is_empty() {
                continue;
            }
            let words = words(quote.span.of(&story.reports[report].text));
            let speaker = quote.speaker.as_ref().and_then(|p| match p {
                Party::Referent(r) => story.entity_of(report, *r).map(Who::Entity),
                Party::Description(d) => Some(Who::Unnamed(d.clone())),
            });
            claims.push(Claim { report, sentence: doc.sentence_of(tokens.start), quote, words, speaker });
        }
    }
    claims
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Share of the longer word list that the two have in common, in order.
fn alike(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()] as f64 / a.len().max(b.len()) as f64
}

fn name(context: &Context, who: &Who) -> String {
    match who {
        Who::Entity(e) => context.story.entities[*e].name.clone(),
        Who::Unnamed(d) => d.clone(),
    }
}

fn ground(c: &Claim) -> Ground {
    Ground { report: c.report, sentence: c.sentence, span: c.quote.span }
}

/// Whether two parties can be one person: the same entity, ones without a name (who may be anybody), or one whom the
/// report calls by the other's role ("navy diver" and the diver's name).
fn may_be_one(context: &Context, a: &Who, b: &Who) -> bool {
    match (a, b) {
        (Who::Entity(x), Who::Entity(y)) => x == y,
        (Who::Unnamed(_), Who::Unnamed(_)) => true,
        (Who::Entity(e), Who::Unnamed(d)) | (Who::Unnamed(d), Who::Entity(e)) => {
            let roles: Vec<String> = context.story.entities[*e].roles.iter().flat_map(|r| words(r)).collect();
            let said = words(d);
            let known = said.iter().filter(|w| roles.contains(w)).count();
            known > 0 && known * 2 >= said.len()
        }
    }
}

fn speakers(context: &Context, members: &[&Claim]) -> Option<Finding> {
    if members.iter().any(|c| c.words.len() < MIN_WORDS_SPEAKER) {
        return None;
    }
    let mut by_speaker: Vec<(&Who, Vec<&Claim>)> = Vec::new();
    for &c in members {
        let Some(who) = &c.speaker else { continue };
        match by_speaker.iter_mut().find(|(w, _)| may_be_one(context, w, who)) {
            Some((_, v)) => v.push(c),
            None => by_speaker.push((who, vec![c])),
        }
    }
    if by_speaker.len() < 2 {
        return None;
    }
    by_speaker.sort_by(|x, y| y.1.len().cmp(&x.1.len()).then_with(|| x.0.cmp(y.0)));
    let readings: Vec<Reading> = by_speaker
        .iter()
        .map(|(who, claims)| {
            reading_of_words(context.story, name(context, who), claims.iter().map(|c| ground(c)).collect())
        })
        .collect();
    Some(Finding {
        kind: FindingKind::Conflict,
        slot: Slot::Speaker,
        topic: format!("who said: “{}”", short(context, members[0])),
        weight: 6.0 + 0.5 * reports(&readings) as f64,
        readings,
        reasons: vec!["the same sentence is put in different mouths".to_owned()],
    })
}

fn wording(context: &Context, members: &[&Claim]) -> Option<Finding> {
    let mut by_words: Vec<Vec<&Claim>> = Vec::new();
    // What a machine made of the words is nobody's wording.
    let own = |c: &&&Claim| context.story.rewritten[c.report].score < REWORDED;
    for &c in members.iter().filter(|c| c.words.len() >= MIN_WORDS_WORDING).filter(own) {
        match by_words.iter_mut().find(|v| same_words(&v[0].words, &c.words)) {
            Some(v) => v.push(c),
            None => by_words.push(vec![c]),
        }
    }
    let readings: Vec<Reading> = by_words
        .iter()
        .map(|claims| {
            let text = claims[0].quote.span.of(&context.story.reports[claims[0].report].text);
            reading_of_words(context.story, text.to_owned(), claims.iter().map(|c| ground(c)).collect())
        })
        .collect();
    if readings.len() < 2 || reports(&readings) < 2 {
        return None;
    }
    let who = members.iter().find_map(|c| c.speaker.as_ref()).map(|w| name(context, w));
    let topic = match who {
        Some(who) => format!("wording: {who}, “{}”", short(context, members[0])),
        None => format!("wording: “{}”", short(context, members[0])),
    };
    Some(Finding {
        kind: FindingKind::Variant,
        slot: Slot::Wording,
        topic,
        weight: 2.5 + 0.5 * reports(&readings) as f64,
        readings,
        reasons: vec!["the words in quote marks differ though most are the same".to_owned()],
    })
}

/// Whether two wordings are one: the same words, or one a verbatim piece of the other.
fn same_words(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    alike(a, b) >= SAME || long.windows(short.len()).any(|w| w == short)
}

/// The first words of a quote.
fn short(context: &Context, c: &Claim) -> String {
    const MAX_WORDS: usize = 12;
    let text = c.quote.span.of(&context.story.reports[c.report].text);
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= MAX_WORDS { words.join(" ") } else { format!("{} …", words[..MAX_WORDS].join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_counts() {
        let a = words("Nothing has been ruled out");
        assert_eq!(alike(&a, &a), 1.0);
        assert!(alike(&a, &words("No step has been ruled out")) > 0.5);
        assert!(alike(&a, &words("out ruled been has nothing")) < 0.5);
        assert_eq!(alike(&a, &[]), 0.0);
    }

    #[test]
    fn a_piece_is_the_same_wording() {
        assert!(same_words(
            &words("a very grave mistake"),
            &words("It was a very grave mistake, and we know it")
        ));
        assert!(!same_words(&words("a very grave mistake"), &words("a very serious mistake")));
    }
}
