//! The most important quotes.
//!
//! In: the quotes of all reports. Out: one line a quote with its speaker. Wordings of one quote in several reports are
//! one line. A quote ranks by how many families of reports carry it, by how much its speaker is spoken of, and by how
//! much it says.

use std::collections::BTreeMap;

use types::{Evidence, Line, Party, Quote, QuoteKind};

use super::{Writer, finding};
use crate::passage::REWRITTEN_FROM;
use crate::{view, words};

/// Most quotes shown.
const MAX_QUOTES: usize = 6;
/// Most quotes of one speaker.
const MAX_BY_ONE: usize = 2;
/// Tokens of a quote worth showing: fewer is a catchword, more is a speech.
const MIN_WORDS: usize = 5;
/// A quote of more words is cut.
const MAX_WORDS: usize = 45;
/// Share of the shorter quote's words that make two quotes one.
const SAME_WORDS: f64 = 0.7;
/// What a whole sentence counts more than a fragment, in reports that carry it (each counts 2).
const WHOLE: f64 = 2.0;
/// Quotes of one speaker that are compared with each other; further ones are left out.
const MAX_COMPARED: usize = 400;

/// Wordings of one quote.
struct Group<'s> {
    /// (report, quote), by report.
    quotes: Vec<(usize, &'s Quote)>,
    /// Words of the longest one.
    words: Vec<String>,
}

/// The most important quotes.
pub fn lines(writer: &mut Writer<'_>) -> Vec<Line> {
    let mut ranked: Vec<(f64, String, Line)> = Vec::new();
    for (speaker, quotes) in by_speaker(writer) {
        for group in grouped(writer, &quotes) {
            if let Some((score, line)) = line(writer, &speaker, &group) {
                ranked.push((score, speaker.clone(), line));
            }
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.evidence[0].cmp(&b.2.evidence[0])));
    let mut by_one: BTreeMap<String, usize> = BTreeMap::new();
    let mut lines: Vec<Line> = Vec::new();
    for (_, speaker, line) in ranked {
        let count = by_one.entry(speaker).or_default();
        let told = lines.iter().any(|l| is_twin(&l.text, &line.text));
        if lines.len() < MAX_QUOTES && *count < MAX_BY_ONE && !told {
            *count += 1;
            lines.push(line);
        }
    }
    writer.shown.extend(lines.iter().flat_map(|l| l.evidence.iter().copied()));
    lines
}

/// Whether two lines give one quote of one speaker who was taken for two: most words are the same, and some word of the
/// name is. The same words in quite different mouths are news.
fn is_twin(a: &str, b: &str) -> bool {
    let (Some((one, said)), Some((other, again))) = (a.split_once(": “"), b.split_once(": “")) else {
        return false;
    };
    let name = folded(other);
    alike(&folded(said), &folded(again)) >= SAME_WORDS
        && folded(one).iter().any(|w| w.len() > 2 && name.contains(w))
}

/// The quotes in quote marks whose speaker is known, by a key that is one for one speaker.
fn by_speaker<'s>(writer: &Writer<'s>) -> BTreeMap<String, Vec<(usize, &'s Quote)>> {
    let mut by_speaker: BTreeMap<String, Vec<(usize, &Quote)>> = BTreeMap::new();
    // What a machine made of somebody's words is not what he said; shown only where no other report is at hand.
    let reworded = |r: usize| writer.story.rewritten.get(r).is_some_and(|w| w.score >= REWRITTEN_FROM);
    let all = (0..writer.story.reports.len()).all(reworded);
    for (report, extract) in writer.story.extracts.iter().enumerate().filter(|(r, _)| all || !reworded(*r)) {
        for quote in &extract.quotes {
            let spoken = matches!(quote.kind, QuoteKind::Direct | QuoteKind::Partial);
            let Some(key) = quote.speaker.as_ref().and_then(|s| key(writer, report, s)) else { continue };
            if spoken {
                by_speaker.entry(key).or_default().push((report, quote));
            }
        }
    }
    by_speaker
}

/// One for one speaker: the entity's number, or the description.
fn key(writer: &Writer<'_>, report: usize, speaker: &Party) -> Option<String> {
    match speaker {
        Party::Description(words) => Some(format!("d{}", words.to_lowercase())),
        Party::Referent(r) => match writer.entity.get(&(report, *r)).copied() {
            Some(entity) => Some(format!("e{entity:06}")),
            None => {
                let referent = writer.story.extracts[report].referents.get(*r)?;
                let name = referent.name.as_ref().or(referent.description.as_ref())?;
                Some(format!("d{}", name.to_lowercase()))
            }
        },
    }
}

/// A quote's words, folded to compare.
fn folded(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    split.filter(|w| !w.is_empty()).map(|w| w.to_lowercase().replace('’', "'")).collect()
}

/// Share of the shorter list's words that the longer one has too.
fn alike(a: &[String], b: &[String]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest: BTreeMap<&str, usize> = BTreeMap::new();
    for word in long {
        *rest.entry(word).or_default() += 1;
    }
    let hits = short.iter().filter(|w| match rest.get_mut(w.as_str()) {
        Some(n) if *n > 0 => {
            *n -= 1;
            true
        }
        _ => false,
    });
    hits.count() as f64 / short.len().max(1) as f64
}

/// One speaker's quotes with the wordings of one quote together.
fn grouped<'s>(writer: &Writer<'s>, quotes: &[(usize, &'s Quote)]) -> Vec<Group<'s>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for &(report, quote) in quotes.iter().take(MAX_COMPARED) {
        let words = folded(writer.words(Evidence { report, span: quote.span }));
        if words.len() < MIN_WORDS {
            continue;
        }
        match groups.iter_mut().find(|g| alike(&g.words, &words) >= SAME_WORDS) {
            Some(group) => {
                group.quotes.push((report, quote));
                if words.len() > group.words.len() {
                    group.words = words;
                }
            }
            None => groups.push(Group { quotes: vec![(report, quote)], words }),
        }
    }
    groups
}

/// The line of a quote and its rank; `None` when a line above tells it already.
fn line(writer: &Writer<'_>, speaker: &str, group: &Group<'_>) -> Option<(f64, Line)> {
    let best = group.quotes.iter().min_by_key(|(report, quote)| {
        let long = quote.span.len();
        (writer.passages.reworded[*report], quote.kind, usize::MAX - long, *report)
    })?;
    let (report, quote) = *best;
    let here = Evidence { report, span: quote.span };
    if writer.is_shown(report, quote.span) {
        return None;
    }
    let mut evidence = vec![here];
    evidence.extend(quote.speaker_mention.map(|span| Evidence { report, span }));
    for &(other, quote) in &group.quotes {
        if evidence.iter().all(|e| e.report != other) {
            evidence.push(Evidence { report: other, span: quote.span });
        }
    }
    let mut families: Vec<usize> = group.quotes.iter().map(|(r, _)| writer.passages.family[*r]).collect();
    families.sort_unstable();
    families.dedup();
    let score = 2.0 * families.len() as f64 + prominence(writer, speaker) + fullness(writer, report, quote);
    let mut text = format!("{}: {}", name(writer, report, quote), words::quoted(&cut(writer.words(here))));
    let finding = wordings(writer, here);
    for reading in finding.iter().flat_map(|&f| &writer.story.findings[f].readings) {
        let Some(&other) = reading.evidence.first().filter(|e| e.report != report) else { continue };
        if reading.evidence.iter().all(|e| e.report != report) {
            text +=
                &format!("; in {}: {}", view::label(other.report), words::quoted(&cut(writer.words(other))));
            evidence.push(other);
        }
    }
    Some((score, Line { text, evidence, finding }))
}

/// The finding that shows the wordings of the quote.
fn wordings(writer: &Writer<'_>, quote: Evidence) -> Option<usize> {
    let here = |e: &Evidence| e.report == quote.report && e.span.overlaps(quote.span);
    let findings = writer.story.findings.iter().enumerate();
    findings
        .filter(|(i, f)| {
            finding::is_wording(writer.story, *i) && f.readings.iter().any(|r| r.evidence.iter().any(here))
        })
        .map(|(i, _)| i)
        .next()
}

/// At most [`MAX_WORDS`] words, a cut shown; a comma that leads back to the reporter's words goes.
fn cut(words: &str) -> String {
    let words = words.trim_end_matches([',', ' ']);
    let all: Vec<&str> = words.split_whitespace().collect();
    match all.get(..MAX_WORDS) {
        Some(first) if all.len() > MAX_WORDS => format!("{} …", first.join(" ")),
        _ => all.join(" "),
    }
}

/// How much the speaker is spoken of: the logarithm of the named mentions in all reports.
fn prominence(writer: &Writer<'_>, speaker: &str) -> f64 {
    let entity = speaker.strip_prefix('e').and_then(|n| n.parse::<usize>().ok());
    let Some(entity) = entity.and_then(|n| writer.story.entities.get(n)) else { return 0.0 };
    let count: usize = entity.spellings.iter().map(|s| s.count).sum();
    (1.0 + count as f64).ln() + if entity.roles.is_empty() { 0.0 } else { 0.5 }
}

/// How much a quote says: the weight of its sentence's terms, and a whole sentence more than a fragment.
fn fullness(writer: &Writer<'_>, report: usize, quote: &Quote) -> f64 {
    let passage = writer.passages.holding(report, quote.span.start);
    let told =
        passage.map_or(0.0, |p| writer.passages.weight_of(&p.terms) / (1.0 + p.terms.len() as f64).sqrt());
    told + if quote.kind == QuoteKind::Direct { WHOLE } else { 0.0 }
}

/// The speaker in words: name and role as reports give them, or the description.
fn name(writer: &Writer<'_>, report: usize, quote: &Quote) -> String {
    let described = match &quote.speaker {
        Some(Party::Description(words)) => words.clone(),
        Some(Party::Referent(r)) => match writer.entity.get(&(report, *r)).copied() {
            Some(e) => {
                let entity = &writer.story.entities[e];
                match entity.roles.first().filter(|_| entity.kind == types::EntityType::Person) {
                    Some(role) => format!("{}, {role}", entity.name),
                    None => entity.name.clone(),
                }
            }
            None => {
                let referent = &writer.story.extracts[report].referents[*r];
                referent.name.clone().or_else(|| referent.description.clone()).unwrap_or_default()
            }
        },
        None => String::new(),
    };
    let described = words::one_line(&described);
    if described.is_empty() { "Unnamed".to_owned() } else { words::capitalized(&described) }
}
