//! The way of one quotation, phrase or figure through the reports.
//!
//! In: a story, and what was asked for, read like a report. Out: a [`Trace`].
//!
//! # Steps
//! 1. What was asked for that is a number with little else is looked for among the figures (`figure::trace`), all else
//!    among the words (`word`).
//! 2. Places with the same words, or the same number, are one version; each place tells who speaks there, whom the
//!    report credits, and which earlier place its sentence shares its origin with.
//! 3. Places are in order of publication; on one day a text that a machine reworded comes after others, then the time of
//!    day decides, then the order of input.
//! 4. Each version is laid beside the earlier one that it differs least from (`diff`).

mod diff;
mod word;

use types::{
    Carrier, Doc, Evidence, Extract, LineageKind, Party, Quote, QuoteKind, Report, Span, Story, TakenFrom,
    Trace, TraceKind, Version,
};

use crate::context::Context;
use crate::figure;

/// Beside a figure, at most this many words of content may be asked for that it does not hold.
const MAX_WORDS_BESIDE_FIGURE: usize = 2;
/// Places named as nearest when nothing was found.
const MAX_NEAREST: usize = 3;
/// A report that looks reworded by a machine to this degree comes after the others of its day.
const REWORDED: f64 = 0.5;

/// What was asked for, read like a report.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The words.
    pub text: &'q str,
    /// As read.
    pub doc: &'q Doc,
    /// What was found in them.
    pub extract: &'q Extract,
}

/// A place that carries what was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Number of the report.
    pub report: usize,
    /// Number of the sentence.
    pub sentence: usize,
    /// The words.
    pub span: Span,
    /// How near they come, 0 to 1.
    pub likeness: f64,
}

/// Every version of what was asked for, who carries it, and how it changed.
pub fn trace(story: &Story, question: &Question<'_>) -> Trace {
    let mut near = Vec::new();
    let mut kind = TraceKind::Figure;
    let mut found = Vec::new();
    if is_figure(question) {
        match figure::trace::found(&Context::new(story), question) {
            Ok(places) => found = places,
            Err(places) => near = places,
        }
    }
    if found.is_empty() {
        match word::found(story, question) {
            Ok(places) => (kind, found) = (TraceKind::Words, places),
            Err(places) if near.is_empty() => (kind, near) = (TraceKind::Words, places),
            Err(_) => {}
        }
    }
    let place = |f: &Found| Evidence { report: f.report, span: f.span };
    let sentences: Vec<_> = found.iter().map(|f| (f.report, f.sentence)).collect();
    Trace {
        asked: question.text.to_owned(),
        kind,
        versions: versions(story, kind, found),
        independent_sources: story.lineage.independent_sources(&sentences),
        nearest: near.iter().take(MAX_NEAREST).map(place).collect(),
    }
}

/// Whether what was asked for is a number with little else.
fn is_figure(question: &Question<'_>) -> bool {
    let Some(figure) = question.extract.figures.first() else { return false };
    let beside = question.doc.tokens.iter().filter(|t| {
        let word = t.span.get(question.text).is_some_and(|w| w.chars().any(char::is_alphanumeric));
        word && !t.span.overlaps(figure.span)
    });
    beside.count() <= MAX_WORDS_BESIDE_FIGURE
}

/// The places as versions, in order of appearance.
fn versions(story: &Story, kind: TraceKind, mut found: Vec<Found>) -> Vec<Version> {
    found.sort_by(|a, b| {
        order(story, a.report).cmp(&order(story, b.report)).then(a.span.start.cmp(&b.span.start))
    });
    found.dedup_by_key(|f| (f.report, f.span));
    let mut versions: Vec<(String, Version)> = Vec::new();
    for (i, place) in found.iter().enumerate() {
        let words = shown(place.span.of(&story.reports[place.report].text));
        let key = match kind {
            TraceKind::Words => wording(&words),
            TraceKind::Figure => value(story, place),
        };
        let carrier = carrier(story, &found[..i], place);
        match versions.iter_mut().find(|(k, _)| *k == key) {
            Some((_, version)) => {
                version.likeness = version.likeness.max(place.likeness);
                version.carriers.push(carrier);
            }
            None => versions.push((key, version(words, place.likeness, carrier))),
        }
    }
    let mut versions: Vec<Version> = versions.into_iter().map(|(_, v)| v).collect();
    for i in 0..versions.len() {
        let sentences: Vec<_> =
            versions[i].carriers.iter().map(|c| (c.evidence.report, c.sentence)).collect();
        versions[i].independent_sources = story.lineage.independent_sources(&sentences);
        let likeness = |j: usize| diff::likeness(&versions[j].text, &versions[i].text);
        let nearest = (0..i).max_by(|&a, &b| likeness(a).total_cmp(&likeness(b)).then(b.cmp(&a)));
        if let Some(j) = nearest {
            let changes = diff::changes(&versions[j].text, &versions[i].text);
            (versions[i].against, versions[i].changes) = (Some(j), changes);
        }
    }
    versions
}

fn version(text: String, likeness: f64, carrier: Carrier) -> Version {
    Version {
        text,
        likeness: (likeness.min(1.0) * 1000.0).round() / 1000.0,
        carriers: vec![carrier],
        independent_sources: 0,
        against: None,
        changes: Vec::new(),
    }
}

/// What reports are ordered by: the day, reworded ones last, the time of day in UTC, the order of input.
fn order(story: &Story, report: usize) -> impl Ord + use<> {
    let Report { published, .. } = &story.reports[report];
    let reworded = story.rewritten.get(report).is_some_and(|r| r.score >= REWORDED);
    let moment = published.and_then(|p| {
        let local = p.date.to_datetime(p.time?);
        let offset = p.offset_minutes.unwrap_or(0);
        let shift = std::time::Duration::from_secs(u64::from(offset.unsigned_abs()) * 60);
        if offset < 0 { local.checked_add(shift).ok() } else { local.checked_sub(shift).ok() }
    });
    (published.is_none(), published.map(|p| p.date), reworded, moment.is_none(), moment, report)
}

/// One line, without quote marks and punctuation around it.
fn shown(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The span without white space, quote marks and punctuation at its ends; marks that pair with one inside stay out too.
fn trimmed(text: &str, span: Span) -> Span {
    let piece = span.of(text);
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | ',' | ';' | ':' | '«' | '»')
    };
    let kept = piece.trim_start_matches(edge);
    let start = span.end - kept.len();
    Span::new(start, start + kept.trim_end_matches(edge).len())
}

/// What two equal wordings share: their words, small, without punctuation.
fn wording(words: &str) -> String {
    let fold = |w: &str| types::fold(w);
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(fold)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What two equal figures share: the bounds of their number.
fn value(story: &Story, place: &Found) -> String {
    let figure = story.extracts[place.report].figures.iter().find(|f| f.span == place.span);
    figure.map_or_else(String::new, |f| format!("{:?} {:?} {:?}", f.low, f.high, f.value))
}

/// A place with who speaks there, and where its sentence comes from.
fn carrier(story: &Story, before: &[Found], place: &Found) -> Carrier {
    let here = (place.report, place.sentence);
    let quote = quote(story, place);
    let party = quote.and_then(|q| q.speaker.as_ref());
    let entity = match party {
        Some(Party::Referent(r)) => story.entity_of(place.report, *r),
        _ => None,
    };
    let agency = story.lineage.origin(here).map(str::to_owned);
    let from = before
        .iter()
        .find(|f| f.report != place.report && story.lineage.same_origin((f.report, f.sentence), here));
    let from = from.map(|f| TakenFrom {
        report: f.report,
        kind: story.lineage.pair(f.report, place.report).map_or(LineageKind::Independent, |p| p.kind),
        agency: agency.clone().filter(|a| story.lineage.origin((f.report, f.sentence)) == Some(a)),
    });
    Carrier {
        evidence: Evidence { report: place.report, span: place.span },
        sentence: place.sentence,
        quote: quote.map(|q| q.kind),
        speaker: party.and_then(|p| speaker(story, place.report, p, entity)),
        entity,
        published: story.reports[place.report].published,
        agency,
        from,
    }
}

/// The quotation that the words belong to: in quote marks before reported speech, then the shortest that shares most.
fn quote<'s>(story: &'s Story, place: &Found) -> Option<&'s Quote> {
    let shared = |q: &Quote| q.span.end.min(place.span.end) - q.span.start.max(place.span.start);
    let touching = story.extracts[place.report].quotes.iter().filter(|q| q.span.overlaps(place.span));
    touching
        .filter(|q| q.kind != QuoteKind::Indirect || q.span.contains(place.span))
        .max_by_key(|q| (q.kind != QuoteKind::Indirect, shared(q), std::cmp::Reverse(q.span.len())))
}

/// A speaker's name or description.
fn speaker(story: &Story, report: usize, party: &Party, entity: Option<usize>) -> Option<String> {
    match party {
        Party::Description(words) => Some(words.clone()),
        Party::Referent(r) => {
            let referent = story.extracts[report].referents.get(*r)?;
            let name = entity.map(|e| story.entities[e].name.clone());
            name.or_else(|| referent.name.clone()).or_else(|| referent.description.clone())
        }
    }
}
