//! The lines of a brief against the words they stand on.
//!
//! In: a brief's JSON. Out: one check a line. A line of `lead`, `next`, `background` and the timeline is a report's sentence,
//! word for word; of any line, what stands in quote marks must stand in its evidence, and each number there too, or in
//! what it is derived from: the dates its evidence names, the counts of its finding, the data of its report.

use serde_json::Value;

use super::brief::{Brief, folded, list, shown, text, unfounded};
use super::number::{self, Numbers};
use super::{Check, Verification};
use crate::words;

/// Checks every line.
pub fn check(brief: &Brief<'_>, verification: &mut Verification) {
    let sections = brief.json().get("brief").map_or(&[][..], |b| list(b, "sections"));
    for (i, section) in sections.iter().enumerate() {
        let name = text(section, "name").unwrap_or_default();
        for (j, line) in list(section, "lines").iter().enumerate() {
            verification.note(
                Check::Line,
                &format!("/brief/sections/{i}/lines/{j}"),
                holds(brief, name, line),
            );
        }
    }
    for (i, moment) in list(brief.json(), "timeline").iter().enumerate() {
        let dated = list(moment, "evidence")
            .iter()
            .any(|e| brief.times_in(e).iter().any(|v| text(moment, "time") == Some(v)));
        let outcome = holds(brief, "timeline", moment)
            .and_then(|()| if dated { Ok(()) } else { Err("none of its words names that time".into()) });
        verification.note(Check::Line, &format!("/timeline/{i}"), outcome);
    }
}

/// Whether one line stands on its words.
fn holds(brief: &Brief<'_>, section: &str, line: &Value) -> Result<(), String> {
    let said = text(line, "text").ok_or("it has no text")?;
    let evidence = list(line, "evidence");
    if evidence.is_empty() {
        return Err("no words of a report are given".into());
    }
    let given: Vec<&str> = evidence.iter().map(|e| brief.evidence(e)).collect::<Result<_, _>>()?;
    match section {
        "lead" | "timeline" => verbatim(said, &given)?,
        "next" | "background" => {
            let (when, sentence) = said.split_once(": ").ok_or("it has no date")?;
            verbatim(sentence, &given)?;
            is_named(brief, when, evidence)?;
        }
        _ => {}
    }
    for quote in quotes(said) {
        let found = quote.split('…').map(folded).all(|part| {
            let part = part.trim_matches([' ', '\'']);
            given.iter().any(|words| folded(words).contains(part)) || is_value(brief, line, part)
        });
        if !found {
            return Err(format!("{} is not in its words", shown(&quote)));
        }
    }
    let allowed = allowed(brief, section, line, evidence)?;
    let mut all: Vec<Value> = evidence.to_vec();
    for reading in finding(brief, line).into_iter().flat_map(|f| list(f, "readings")) {
        all.extend(list(reading, "evidence").iter().cloned());
    }
    let bare = brief.without_days_of_reports(&without_labels(brief, said), &all);
    match unfounded(&bare, &allowed) {
        Some(number) => Err(format!("{number} is neither in its words nor derived from them")),
        None => Ok(()),
    }
}

/// Whether a line is a piece of evidence, word for word.
fn verbatim(said: &str, given: &[&str]) -> Result<(), String> {
    let same = given.iter().any(|words| folded(words) == folded(said));
    if same { Ok(()) } else { Err(format!("{} is not what its words say", shown(said))) }
}

/// Whether a date in words is one that the evidence names. Only days, months and years can be told from their value.
fn is_named(brief: &Brief<'_>, when: &str, evidence: &[Value]) -> Result<(), String> {
    let values: Vec<&str> = evidence.iter().flat_map(|e| brief.times_in(e)).collect();
    let known: Vec<String> = values.iter().filter_map(|v| words::value(v)).collect();
    let all_known = !values.is_empty() && known.len() == values.len();
    if all_known && !known.iter().any(|k| k == when) {
        return Err(format!("{} is not when its words say: {}", shown(when), known.join(", ")));
    }
    Ok(())
}

/// What stands between “ and ”.
fn quotes(said: &str) -> Vec<String> {
    let mut quotes = Vec::new();
    let mut rest = said;
    while let Some(at) = rest.find('“') {
        rest = &rest[at + '“'.len_utf8()..];
        let end = rest.find('”').unwrap_or(rest.len());
        quotes.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    quotes
}

/// Whether some words are part of the topic or values of the line's finding, whose own check answers for them.
fn is_value(brief: &Brief<'_>, line: &Value, part: &str) -> bool {
    let Some(finding) = finding(brief, line) else { return false };
    let values = list(finding, "readings").iter().filter_map(|r| text(r, "value"));
    values.chain(text(finding, "topic")).any(|v| folded(v).contains(part))
}

/// The finding that a line tells of.
fn finding<'j>(brief: &Brief<'j>, line: &Value) -> Option<&'j Value> {
    let id = text(line, "finding")?;
    list(brief.json(), "findings").iter().find(|f| text(f, "id") == Some(id))
}

/// The numbers that a line may give.
fn allowed(brief: &Brief<'_>, section: &str, line: &Value, evidence: &[Value]) -> Result<Numbers, String> {
    let mut numbers = brief.numbers_in(evidence)?;
    if let Some(finding) = finding(brief, line) {
        numbers.extend(number::read(text(finding, "topic").unwrap_or_default()));
        for reading in list(finding, "readings") {
            numbers.extend(brief.numbers_in(list(reading, "evidence"))?);
            numbers.values.extend(reading.get("independent_sources").and_then(Value::as_f64));
        }
    }
    if section == "situation" {
        let extra = super::situation::numbers(brief);
        numbers.values.extend(extra.values);
    }
    if section == "said" || section == "situation" {
        // The speaker's role, and the name of a place or side, come from anywhere in the reports.
        for entity in list(brief.json(), "entities") {
            let roles = list(entity, "roles").iter().filter_map(Value::as_str);
            for words in roles.chain(text(entity, "name")) {
                numbers.extend(number::read(words));
            }
        }
    }
    if section == "sources" {
        let named = |r: &&Value| evidence.iter().any(|e| text(e, "report") == text(r, "id"));
        for report in list(brief.json(), "reports").iter().filter(named) {
            for field in ["source", "outlet", "title", "published"] {
                numbers.extend(number::read(text(report, field).unwrap_or_default()));
            }
            let agencies = list(report, "agencies").iter().filter_map(Value::as_str);
            agencies.for_each(|a| numbers.extend(number::read(a)));
            numbers.values.push(list(report, "removed").len() as f64);
        }
    }
    Ok(numbers)
}

/// A line without the labels of reports ("r3"), which are no numbers.
fn without_labels(brief: &Brief<'_>, said: &str) -> String {
    let ids: Vec<&str> = list(brief.json(), "reports").iter().filter_map(|r| text(r, "id")).collect();
    let kept = |w: &&str| !ids.contains(&w.trim_matches([',', ':', ';', '.', '(', ')', '[', ']']));
    said.split_whitespace().filter(kept).collect::<Vec<_>>().join(" ")
}
