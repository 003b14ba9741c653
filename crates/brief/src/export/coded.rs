//! An event with everything that the formats need, in plain words and numbers.
//!
//! In: a story. Out: one [`CodedEvent`] an event: who with codes, where, when (and what the date rests on), its coding, and its mentions with
//! character offsets.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::Serialize;
use sha2::{Digest, Sha256};
use types::{Actor, Event, EventMention, EventStatus, EventType, Participant, Party, Story, Who, alpha3};

use super::table::{self, Coding};
use crate::{Chars, view, words};

/// Hexadecimal digits of the reports' hash that tell the events of one story from those of another.
const HASH_DIGITS: usize = 8;
/// Wordings of an actor kept.
const MAX_WORDINGS: usize = 4;

/// One who takes part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodedActor {
    /// The name, or the description of one without.
    pub name: String,
    /// Whether it is a name.
    pub named: bool,
    /// The words of the reports, as printed.
    pub words: Vec<String>,
    /// CAMEO actor code.
    pub code: Option<String>,
    /// ISO 3166-1 alpha-3, or `IGO`, `NGO`, `IMG`, or a region of CAMEO.
    pub country: Option<String>,
    /// The first role in the code.
    pub sector: Option<String>,
    /// Title or role, as reports give it.
    pub title: Option<String>,
}

/// Where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodedPlace {
    /// The name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
}

/// Where one report tells of the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodedMention {
    /// Id of the report in the story.
    pub report: String,
    /// Its path or address.
    pub source: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The predicate alone.
    pub predicate: String,
    /// The whole sentence.
    pub sentence: String,
    /// Number of the sentence in its report.
    pub sentence_number: usize,
    /// Whether this mention says that it happened.
    pub status: &'static str,
    /// Who asserts it.
    pub said_by: Option<String>,
}

/// An event ready to be written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodedEvent {
    /// One for one event of one set of reports.
    pub id: String,
    /// Its id in the brief.
    pub event: String,
    /// PLOVER type; INCIDENT is outside PLOVER.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// `actual`, `planned`, `possible`, `demanded` or `denied`.
    pub status: &'static str,
    /// What it is about, by PLOVER's contexts.
    pub contexts: Vec<&'static str>,
    /// CAMEO code, score and quad class; `None` outside PLOVER.
    #[serde(flatten, serialize_with = "coding")]
    pub coding: Option<Coding>,
    /// Who did it.
    pub actors: Vec<CodedActor>,
    /// To or with whom.
    pub recipients: Vec<CodedActor>,
    /// What it is about, in a report's words.
    pub about: Option<String>,
    /// Where.
    pub place: Option<CodedPlace>,
    /// TIMEX3 value of when, as exact as the reports say.
    pub time: Option<String>,
    /// The day, for programs that need one; see `date_basis`.
    #[serde(serialize_with = "super::day")]
    pub date: Option<Date>,
    /// What the day rests on: `day`, `week`, `month`, `year` (their first day), or `published`, when no report says when.
    pub date_basis: Option<&'static str>,
    /// Day of the first report that tells of it.
    #[serde(serialize_with = "super::day")]
    pub published: Option<Date>,
    /// How many reports tell of it.
    pub reports: usize,
    /// How many independent origins these have.
    pub independent_sources: usize,
    /// Where it is told.
    pub mentions: Vec<CodedMention>,
    /// Why the type, and why the mentions are one event.
    pub reasons: Vec<String>,
}

/// The parts of a coding as fields of the event.
fn coding<S: serde::Serializer>(coding: &Option<Coding>, serializer: S) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeMap;
    let mut map = serializer.serialize_map(Some(3))?;
    map.serialize_entry("cameo", &coding.map(|c| c.cameo))?;
    map.serialize_entry("score", &coding.map(|c| c.score))?;
    map.serialize_entry("quad", &coding.map(|c| c.quad.number()))?;
    map.end()
}

impl CodedEvent {
    /// The type's name in POLECAT, which calls YIELD CONCEDE.
    pub fn polecat_type(&self) -> &'static str {
        if self.kind == EventType::Yield.name() { "CONCEDE" } else { self.kind }
    }

    /// The words of the first mention that is sure, for a reader.
    pub fn first(&self) -> Option<&CodedMention> {
        let sure = |m: &&CodedMention| m.status == EventStatus::Actual.name();
        self.mentions.iter().find(sure).or(self.mentions.first())
    }
}

/// The events of a story, in its order.
pub fn events(story: &Story) -> Vec<CodedEvent> {
    let chars: Vec<Chars<'_>> = story.reports.iter().map(|r| Chars::new(&r.text)).collect();
    let hash = hash(story);
    (0..story.events.len()).map(|i| event(story, &chars, &hash, i)).collect()
}

/// A short hash of the reports' texts.
fn hash(story: &Story) -> String {
    let mut hasher = Sha256::new();
    for report in &story.reports {
        hasher.update(report.text.as_bytes());
        hasher.update([0]);
    }
    let digits: String = hasher.finalize().iter().map(|b| format!("{b:02x}")).collect();
    digits[..HASH_DIGITS].to_owned()
}

/// One event.
fn event(story: &Story, chars: &[Chars<'_>], hash: &str, number: usize) -> CodedEvent {
    let event = &story.events[number];
    let told: Vec<(usize, &EventMention)> = event
        .mentions
        .iter()
        .filter_map(|&(r, m)| Some((r, story.extracts.get(r)?.events.get(m)?)))
        .collect();
    let mentions: Vec<CodedMention> = told.iter().map(|(r, m)| mention(story, chars, *r, m)).collect();
    let reports: BTreeSet<usize> = told.iter().map(|t| t.0).collect();
    let sentences: Vec<(usize, usize)> =
        told.iter().zip(&mentions).map(|((r, _), m)| (*r, m.sentence_number)).collect();
    let published = reports.iter().filter_map(|&r| story.reports[r].published.map(|p| p.date)).min();
    let (date, basis) = match event.time.as_deref().and_then(day) {
        Some((date, basis)) => (Some(date), Some(basis)),
        None => (published, published.map(|_| "published")),
    };
    let spans: Vec<&str> = mentions.iter().map(|m| m.text.as_str()).collect();
    let about = told.iter().find_map(|(r, m)| m.about?.get(&story.reports[*r].text).map(view::plain));
    CodedEvent {
        id: format!("{}-{hash}-{}", date.map_or("undated".into(), |d| d.to_string()), number + 1),
        event: format!("ev{}", number + 1),
        kind: event.kind.name(),
        mode: event.mode.clone(),
        status: event.status.name(),
        contexts: table::contexts(&spans.join(" ")),
        coding: table::coding(event.kind, event.mode.as_deref()),
        actors: actors(story, event, &told, true),
        recipients: actors(story, event, &told, false),
        about,
        place: event.place.and_then(|p| story.entities.get(p)).map(|e| CodedPlace {
            name: view::plain(&e.name),
            country: e.country.as_deref().and_then(alpha3).map(str::to_owned),
        }),
        time: event.time.clone(),
        date,
        date_basis: basis,
        published,
        reports: reports.len(),
        independent_sources: story.lineage.independent_sources(&sentences),
        mentions,
        reasons: event.reasons.clone(),
    }
}

/// The day that a TIMEX3 value names, or begins with, and how exact it is.
fn day(value: &str) -> Option<(Date, &'static str)> {
    let number = |range: std::ops::Range<usize>| value.get(range)?.parse::<i16>().ok();
    let year = number(0..4)?;
    match value.as_bytes().get(5) {
        None if value.len() == 4 => Some((Date::new(year, 1, 1).ok()?, "year")),
        Some(b'W') => {
            let week = i8::try_from(number(6..8)?).ok()?;
            Some((ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date(), "week"))
        }
        Some(_) if value.len() == 7 => {
            Some((Date::new(year, i8::try_from(number(5..7)?).ok()?, 1).ok()?, "month"))
        }
        Some(_) => Some((value.get(..10)?.parse().ok()?, "day")),
        None => None,
    }
}

/// Those who take part on one side.
fn actors(story: &Story, event: &Event, told: &[(usize, &EventMention)], source: bool) -> Vec<CodedActor> {
    let list = if source { &event.source } else { &event.target };
    let wordings = wordings(story, told, source);
    list.iter().map(|p| actor(story, p, &wordings)).collect()
}

/// The words that reports use for each party of one side.
fn wordings(story: &Story, told: &[(usize, &EventMention)], source: bool) -> BTreeMap<Who, Vec<String>> {
    let mut all: BTreeMap<Who, Vec<String>> = BTreeMap::new();
    for (report, mention) in told {
        for Actor { party, span, .. } in if source { &mention.source } else { &mention.target } {
            let who = match party {
                Party::Referent(r) => story.entity_of(*report, *r).map(Who::Entity),
                Party::Description(words) => Some(Who::Description(words.clone())),
            };
            let words = span.get(&story.reports[*report].text).map(view::plain);
            if let (Some(who), Some(words)) = (who, words) {
                let list = all.entry(who).or_default();
                if !words.is_empty() && !list.contains(&words) && list.len() < MAX_WORDINGS {
                    list.push(words);
                }
            }
        }
    }
    all
}

/// One who takes part.
fn actor(story: &Story, participant: &Participant, wordings: &BTreeMap<Who, Vec<String>>) -> CodedActor {
    let entity = match &participant.who {
        Who::Entity(e) => story.entities.get(*e),
        Who::Description(_) => None,
    };
    let name = match &participant.who {
        Who::Entity(_) => entity.map(|e| view::plain(&e.name)).unwrap_or_default(),
        Who::Description(words) => view::plain(words),
    };
    let code = participant.code.clone();
    let owned = |s: &str| s.to_owned();
    let country = code.as_deref().and_then(|c| table::parts(c).0).map(owned);
    let country = country.or_else(|| entity?.country.as_deref().and_then(alpha3).map(owned));
    CodedActor {
        named: entity.is_some(),
        words: wordings.get(&participant.who).cloned().unwrap_or_default(),
        country,
        sector: code.as_deref().and_then(table::sector).map(owned),
        title: entity.and_then(|e| e.roles.first()).map(|r| view::plain(r)),
        code,
        name,
    }
}

/// Where one report tells of it.
fn mention(story: &Story, chars: &[Chars<'_>], report: usize, mention: &EventMention) -> CodedMention {
    let (source, doc) = (&story.reports[report], &story.docs[report]);
    let (start, end) = chars[report].span(mention.span);
    let sentence = if mention.head < doc.tokens.len() { doc.sentence_of(mention.head) } else { 0 };
    let whole = doc.sentences.get(sentence).filter(|s| !s.tokens.is_empty()).map(|s| doc.span(s.tokens));
    let words_of = |span: types::Span| span.get(&source.text).map(view::plain).unwrap_or_default();
    CodedMention {
        report: view::label(report),
        source: source.source.clone(),
        outlet: source.outlet.clone(),
        start,
        end,
        text: words_of(mention.span),
        predicate: words_of(mention.predicate),
        sentence: whole.map(|s| words_of(words::without_dateline(&source.text, s))).unwrap_or_default(),
        sentence_number: sentence,
        status: mention.status.name(),
        said_by: mention.said_by.as_ref().map(|p| party(story, report, p)).filter(|n| !n.is_empty()),
    }
}

/// A party in words: the entity's name, the referent's, or the description.
pub fn party(story: &Story, report: usize, party: &Party) -> String {
    let named = match party {
        Party::Description(words) => words.clone(),
        Party::Referent(r) => match story.entity_of(report, *r) {
            Some(e) => story.entities[e].name.clone(),
            None => {
                let referent = story.extracts.get(report).and_then(|x| x.referents.get(*r));
                referent.and_then(|r| r.name.clone().or_else(|| r.description.clone())).unwrap_or_default()
            }
        },
    };
    view::plain(&named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_of_timex_values() {
        assert_eq!(day("2024-05-14"), Some((date(2024, 5, 14), "day")));
        assert_eq!(day("2024-05-14T09:30"), Some((date(2024, 5, 14), "day")));
        assert_eq!(day("2024-05"), Some((date(2024, 5, 1), "month")));
        assert_eq!(day("2024-W20"), Some((date(2024, 5, 13), "week")));
        assert_eq!(day("2024"), Some((date(2024, 1, 1), "year")));
        assert_eq!(day("XXXX-WXX-1"), None);
        assert_eq!(day("PAST_REF"), None);
        assert_eq!(day(""), None);
    }
}
