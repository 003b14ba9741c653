//! Events as one flat table, one row an event (RFC 4180, with a header; lines end in CR LF).
//!
//! A cell that begins like a formula of a spreadsheet gets an apostrophe before it, so that nothing of a report is ever run by the program that opens it.

use super::cameo::spans;
use super::coded::{CodedActor, CodedEvent};

/// The columns.
const COLUMNS: [&str; 25] = [
    "id",
    "event",
    "type",
    "mode",
    "status",
    "date",
    "date_basis",
    "time",
    "source",
    "source_codes",
    "target",
    "target_codes",
    "about",
    "place",
    "place_country",
    "contexts",
    "quad",
    "cameo",
    "score",
    "reports",
    "independent_sources",
    "said_by",
    "evidence",
    "text",
    "sources",
];

/// The table with its header.
pub fn table(events: &[CodedEvent]) -> String {
    let mut out = line(&COLUMNS.map(str::to_owned));
    for event in events {
        out += &line(&cells(event));
    }
    out
}

/// The cells of an event.
fn cells(event: &CodedEvent) -> [String; 25] {
    let of = |text: Option<String>| text.unwrap_or_default();
    let names = |list: &[CodedActor]| join(list.iter().map(|a| a.name.clone()));
    let codes =
        |list: &[CodedActor]| join(list.iter().map(|a| a.code.clone().unwrap_or_else(|| "---".into())));
    [
        event.id.clone(),
        event.event.clone(),
        event.kind.to_owned(),
        of(event.mode.clone()),
        event.status.to_owned(),
        of(event.date.map(|d| d.to_string())),
        of(event.date_basis.map(str::to_owned)),
        of(event.time.clone()),
        names(&event.actors),
        codes(&event.actors),
        names(&event.recipients),
        codes(&event.recipients),
        of(event.about.clone()),
        of(event.place.as_ref().map(|p| p.name.clone())),
        of(event.place.as_ref().and_then(|p| p.country.clone())),
        event.contexts.join("; "),
        of(event.coding.map(|c| c.quad.number().to_string())),
        of(event.coding.map(|c| c.cameo.to_owned())),
        of(event.coding.map(|c| format!("{:.1}", c.score))),
        event.reports.to_string(),
        event.independent_sources.to_string(),
        join(event.mentions.iter().filter_map(|m| m.said_by.clone())),
        spans(event),
        of(event.first().map(|m| m.text.clone())),
        join(event.mentions.iter().map(|m| m.source.clone())),
    ]
}

/// Parted by "; ", each once.
fn join(all: impl Iterator<Item = String>) -> String {
    let mut list: Vec<String> = Vec::new();
    for one in all {
        if !list.contains(&one) {
            list.push(one);
        }
    }
    list.join("; ")
}

/// One line of cells.
fn line(cells: &[String]) -> String {
    cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// One cell, in quote marks where it must be.
fn cell(words: &str) -> String {
    let number = words.parse::<f64>().is_ok();
    let formula = words.starts_with(['=', '+', '@', '\t', '\r'])
        || words.starts_with('-') && !number && !words.starts_with("---");
    let words = if formula { format!("'{words}") } else { words.to_owned() };
    if words.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", words.replace('"', "\"\"")) } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must() {
        assert_eq!(cell("Oslo"), "Oslo");
        assert_eq!(cell("Oslo, Norway"), "\"Oslo, Norway\"");
        assert_eq!(cell("a \"pause\""), "\"a \"\"pause\"\"\"");
        assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(cell("-2.0"), "-2.0");
        assert_eq!(cell("- so he said"), "'- so he said");
    }
}
