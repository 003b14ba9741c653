//! Events as the tables of the CAMEO family (TABARI, ICEWS, Phoenix): tab-separated, one row a pair of source and target.
//!
//! An event without a known source or target has `---` there, as in those tables. Tabs and line ends inside words become spaces.

use types::country_name;

use super::coded::{CodedActor, CodedEvent};

/// The columns.
const COLUMNS: [&str; 25] = [
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "DateBasis",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceName",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetName",
    "EventCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScore",
    "Status",
    "LocationName",
    "GeoCountryName",
    "NumReports",
    "NumIndependentSources",
    "Evidence",
    "EventText",
];

/// What stands for an actor that is not known.
const UNKNOWN: &str = "---";

/// The table with its header.
pub fn table(events: &[&CodedEvent]) -> String {
    let mut out = COLUMNS.join("\t") + "\n";
    for event in events {
        let none = [None];
        let sides = |list: &[CodedActor]| list.iter().cloned().map(Some).collect::<Vec<_>>();
        let (sources, targets) = (sides(&event.actors), sides(&event.recipients));
        let or_none = |list: Vec<Option<CodedActor>>| if list.is_empty() { none.to_vec() } else { list };
        let targets = or_none(targets);
        for source in or_none(sources) {
            for target in &targets {
                row(&mut out, event, source.as_ref(), target.as_ref());
            }
        }
    }
    out
}

/// One row.
fn row(out: &mut String, event: &CodedEvent, source: Option<&CodedActor>, target: Option<&CodedActor>) {
    let Some(coding) = event.coding else { return };
    let of = |text: Option<String>| text.unwrap_or_default();
    let mut cells: Vec<String> = vec![
        event.id.clone(),
        of(event.date.map(|d| d.strftime("%Y%m%d").to_string())),
        of(event.date.map(|d| d.year().to_string())),
        of(event.date.map(|d| d.month().to_string())),
        of(event.date.map(|d| d.day().to_string())),
        of(event.date_basis.map(str::to_owned)),
    ];
    cells.extend(actor(source));
    cells.extend(actor(target));
    cells.extend([
        coding.cameo.to_owned(),
        coding.cameo[..2].to_owned(),
        coding.quad.number().to_string(),
        format!("{:.1}", coding.score),
        event.status.to_owned(),
        of(event.place.as_ref().map(|p| p.name.clone())),
        of(event.place.as_ref().and_then(|p| p.country.as_deref()).map(country)),
        event.reports.to_string(),
        event.independent_sources.to_string(),
        spans(event),
        of(event.first().map(|m| m.text.clone())),
    ]);
    let cells: Vec<String> = cells.iter().map(|c| c.replace(['\t', '\n', '\r'], " ")).collect();
    out.push_str(&cells.join("\t"));
    out.push('\n');
}

/// A country's name by its code.
fn country(code: &str) -> String {
    country_name(code).unwrap_or(code).to_owned()
}

/// Code, country, role, name.
fn actor(actor: Option<&CodedActor>) -> [String; 4] {
    let of = |text: Option<&String>| text.cloned().unwrap_or_default();
    match actor {
        None => [UNKNOWN.to_owned(), String::new(), String::new(), String::new()],
        Some(actor) => [
            actor.code.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
            of(actor.country.as_ref()),
            of(actor.sector.as_ref()),
            actor.name.clone(),
        ],
    }
}

/// `r1:10-24 r3:8-40`: report, first character, one past the last.
pub fn spans(event: &CodedEvent) -> String {
    let one = |m: &super::CodedMention| format!("{}:{}-{}", m.report, m.start, m.end);
    event.mentions.iter().map(one).collect::<Vec<_>>().join(" ")
}
