//! Events with the fields of NGEC as its data set POLECAT names them.
//!
//! Several actors of one side stand in one field, parted by "; ", in the same order in every field of that side. What Dateline does not know (Wikipedia pages,
//! coordinates, GeoNames, Correlates of War numbers) is `null`. Our YIELD is POLECAT's CONCEDE. Further fields come last.

use serde::Serialize;
use types::{Date, EntityType, Story};

use super::coded::{CodedActor, CodedEvent, CodedMention};
use crate::view;

/// The names of a story, by what they name.
pub struct Names {
    people: String,
    organizations: String,
    locations: String,
}

impl Names {
    /// Of a story.
    pub fn of(story: &Story) -> Names {
        let named = |kinds: &[EntityType]| {
            let all = story.entities.iter().filter(|e| kinds.contains(&e.kind)).map(|e| view::plain(&e.name));
            all.collect::<Vec<_>>().join("; ")
        };
        Names {
            people: named(&[EntityType::Person]),
            organizations: named(&[EntityType::Org]),
            locations: named(&[EntityType::Gpe, EntityType::Loc, EntityType::Fac]),
        }
    }
}

/// A record.
#[derive(Serialize)]
pub struct Record<'e> {
    #[serde(rename = "Event ID")]
    id: String,
    #[serde(rename = "Event Date")]
    #[serde(serialize_with = "super::day")]
    date: Option<Date>,
    #[serde(rename = "Event Type")]
    kind: &'static str,
    #[serde(rename = "Event Mode")]
    mode: Option<&'e str>,
    #[serde(rename = "Intensity")]
    intensity: Option<f64>,
    #[serde(rename = "Quad Code")]
    quad: Option<&'static str>,
    #[serde(rename = "Contexts")]
    contexts: String,
    #[serde(rename = "Actor Name")]
    actor_name: Option<String>,
    #[serde(rename = "Actor Country")]
    actor_country: Option<String>,
    #[serde(rename = "Actor COW")]
    actor_cow: Option<u16>,
    #[serde(rename = "Primary Actor Sector")]
    actor_sector: Option<String>,
    #[serde(rename = "Actor Sectors")]
    actor_sectors: Option<String>,
    #[serde(rename = "Actor Title")]
    actor_title: Option<String>,
    #[serde(rename = "Actor Name Raw")]
    actor_raw: Option<String>,
    #[serde(rename = "Wikipedia Actor ID")]
    actor_wikipedia: Option<&'static str>,
    #[serde(rename = "Recipient Name")]
    recipient_name: Option<String>,
    #[serde(rename = "Recipient Country")]
    recipient_country: Option<String>,
    #[serde(rename = "Recipient COW")]
    recipient_cow: Option<u16>,
    #[serde(rename = "Primary Recipient Sector")]
    recipient_sector: Option<String>,
    #[serde(rename = "Recipient Sectors")]
    recipient_sectors: Option<String>,
    #[serde(rename = "Recipient Title")]
    recipient_title: Option<String>,
    #[serde(rename = "Recipient Name Raw")]
    recipient_raw: Option<String>,
    #[serde(rename = "Wikipedia Recipient ID")]
    recipient_wikipedia: Option<&'static str>,
    #[serde(rename = "Placename")]
    place: Option<&'e str>,
    #[serde(rename = "City")]
    city: Option<&'e str>,
    #[serde(rename = "District")]
    district: Option<&'e str>,
    #[serde(rename = "Province")]
    province: Option<&'e str>,
    #[serde(rename = "Country")]
    country: Option<&'e str>,
    #[serde(rename = "Latitude")]
    latitude: Option<f64>,
    #[serde(rename = "Longitude")]
    longitude: Option<f64>,
    #[serde(rename = "GeoNames ID")]
    geonames: Option<u64>,
    #[serde(rename = "Feature Type")]
    feature: Option<&'e str>,
    #[serde(rename = "Source")]
    source: Option<&'e str>,
    #[serde(rename = "Publication Date")]
    #[serde(serialize_with = "super::day")]
    published: Option<Date>,
    #[serde(rename = "Story People")]
    people: &'e str,
    #[serde(rename = "Story Organizations")]
    organizations: &'e str,
    #[serde(rename = "Story Locations")]
    locations: &'e str,
    #[serde(rename = "Event Text")]
    text: Option<&'e str>,
    #[serde(rename = "Language")]
    language: &'static str,
    #[serde(rename = "Version")]
    version: &'static str,
    #[serde(rename = "Event Date Basis")]
    basis: Option<&'static str>,
    #[serde(rename = "Event Status")]
    status: &'static str,
    #[serde(rename = "CAMEO Code")]
    cameo: Option<&'static str>,
    #[serde(rename = "Actor Code")]
    actor_code: Option<String>,
    #[serde(rename = "Recipient Code")]
    recipient_code: Option<String>,
    #[serde(rename = "Reports")]
    reports: usize,
    #[serde(rename = "Independent Sources")]
    independent: usize,
    #[serde(rename = "Evidence")]
    evidence: &'e [CodedMention],
}

/// The record of an event.
pub fn record<'e>(event: &'e CodedEvent, names: &'e Names) -> Record<'e> {
    let (actors, recipients) = (&event.actors, &event.recipients);
    let first = event.first();
    let sector = |a: &CodedActor| a.sector.clone();
    let roles = |a: &CodedActor| {
        let parts = a.code.as_deref().map(|c| super::table::parts(c).1);
        parts.filter(|p| !p.is_empty()).map(|p| p.join(","))
    };
    let raw = |a: &CodedActor| a.words.first().cloned();
    Record {
        id: format!("{}_{}", event.id, event.polecat_type()),
        date: event.date,
        kind: event.polecat_type(),
        mode: event.mode.as_deref(),
        intensity: event.coding.map(|c| c.score),
        quad: event.coding.map(|c| ["Q1", "Q2", "Q3", "Q4"][usize::from(c.quad.number()) - 1]),
        contexts: event.contexts.join("; "),
        actor_name: field(actors, |a| Some(a.name.clone())),
        actor_country: field(actors, |a| a.country.clone()),
        actor_cow: None,
        actor_sector: field(actors, sector),
        actor_sectors: field(actors, roles),
        actor_title: field(actors, |a| a.title.clone()),
        actor_raw: field(actors, raw),
        actor_wikipedia: None,
        recipient_name: field(recipients, |a| Some(a.name.clone())),
        recipient_country: field(recipients, |a| a.country.clone()),
        recipient_cow: None,
        recipient_sector: field(recipients, sector),
        recipient_sectors: field(recipients, roles),
        recipient_title: field(recipients, |a| a.title.clone()),
        recipient_raw: field(recipients, raw),
        recipient_wikipedia: None,
        place: event.place.as_ref().map(|p| p.name.as_str()),
        city: None,
        district: None,
        province: None,
        country: event.place.as_ref().and_then(|p| p.country.as_deref()),
        latitude: None,
        longitude: None,
        geonames: None,
        feature: None,
        source: first.and_then(|m| m.outlet.as_deref().or(Some(&m.source))),
        published: event.published,
        people: &names.people,
        organizations: &names.organizations,
        locations: &names.locations,
        text: first.map(|m| m.sentence.as_str()),
        language: "en",
        version: concat!("dateline-", env!("CARGO_PKG_VERSION")),
        basis: event.date_basis,
        status: event.status,
        cameo: event.coding.map(|c| c.cameo),
        actor_code: field(actors, |a| a.code.clone()),
        recipient_code: field(recipients, |a| a.code.clone()),
        reports: event.reports,
        independent: event.independent_sources,
        evidence: &event.mentions,
    }
}

/// One field of all on one side, in order; `None` when nobody has it.
fn field(actors: &[CodedActor], of: impl Fn(&CodedActor) -> Option<String>) -> Option<String> {
    let all: Vec<Option<String>> = actors.iter().map(of).collect();
    if all.iter().all(Option::is_none) {
        return None;
    }
    Some(all.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join("; "))
}
