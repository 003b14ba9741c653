//! Events as records of PLOVER's gold standard: `event`, `mode`, `context`, `source`, `target`, `eventText`, `text`.
//!
//! Fields that the gold standard does not have carry what it lacks: status, evidence, origins, the CAMEO code. The manual's YIELD keeps its name.

use serde::Serialize;
use types::Date;

use super::coded::{CodedActor, CodedEvent, CodedMention, CodedPlace};

/// One who takes part.
#[derive(Serialize)]
struct ActorRecord<'e> {
    #[serde(rename = "actorText")]
    text: &'e str,
    #[serde(rename = "actorName")]
    name: &'e str,
    code: Option<&'e str>,
    sector: Option<&'e str>,
    cameo: Option<&'e str>,
}

/// A record.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record<'e> {
    id: &'e str,
    #[serde(serialize_with = "super::day")]
    date: Option<Date>,
    date_basis: Option<&'static str>,
    time: Option<&'e str>,
    source: Vec<ActorRecord<'e>>,
    target: Vec<ActorRecord<'e>>,
    event: &'static str,
    event_text: String,
    mode: &'e str,
    context: &'e [&'static str],
    status: &'static str,
    location: Option<&'e CodedPlace>,
    cameo: Option<&'static str>,
    quad: Option<u8>,
    score: Option<f64>,
    text: &'e str,
    language: &'static str,
    publication: Option<&'e str>,
    #[serde(serialize_with = "super::day")]
    date_published: Option<Date>,
    reports: usize,
    independent_sources: usize,
    evidence: &'e [CodedMention],
    coder: &'static str,
    version: &'static str,
    comment: String,
}

/// The record of an event.
pub fn record(event: &CodedEvent) -> Record<'_> {
    let first = event.first();
    Record {
        id: &event.id,
        date: event.date,
        date_basis: event.date_basis,
        time: event.time.as_deref(),
        source: event.actors.iter().map(actor).collect(),
        target: event.recipients.iter().map(actor).collect(),
        event: event.kind,
        event_text: first.map(|m| m.predicate.clone()).unwrap_or_default(),
        mode: event.mode.as_deref().unwrap_or_default(),
        context: &event.contexts,
        status: event.status,
        location: event.place.as_ref(),
        cameo: event.coding.map(|c| c.cameo),
        quad: event.coding.map(|c| c.quad.number()),
        score: event.coding.map(|c| c.score),
        text: first.map(|m| m.sentence.as_str()).unwrap_or_default(),
        language: "en",
        publication: first.and_then(|m| m.outlet.as_deref()),
        date_published: event.published,
        reports: event.reports,
        independent_sources: event.independent_sources,
        evidence: &event.mentions,
        coder: "Dateline",
        version: env!("CARGO_PKG_VERSION"),
        comment: event.reasons.join("; "),
    }
}

/// The record of one who takes part: `code` is the country, `sector` the role, as in the gold standard.
fn actor(actor: &CodedActor) -> ActorRecord<'_> {
    ActorRecord {
        text: actor.words.first().map_or(actor.name.as_str(), String::as_str),
        name: &actor.name,
        code: actor.country.as_deref(),
        sector: actor.sector.as_deref(),
        cameo: actor.code.as_deref(),
    }
}
