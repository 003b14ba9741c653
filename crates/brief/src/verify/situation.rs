//! A brief's situation against its events.
//!
//! In: a brief's JSON. Out: checks of each side, of each deed's event and figure, and of the balance, which is counted again.

use std::collections::BTreeMap;

use serde_json::Value;
use types::{EventStatus, EventType};

use super::brief::{Brief, list, text, whole};
use super::number::Numbers;
use super::{Check, Verification};
use crate::export::table::{self, Quad};

/// How far a mean to one decimal may lie from the mean.
const ROUNDING: f64 = 0.05 + 1e-9;

/// Checks the situation, when there is one.
pub fn check(brief: &Brief<'_>, verification: &mut Verification) {
    let Some(situation) = brief.json().get("situation").filter(|s| !s.is_null()) else { return };
    let events: BTreeMap<&str, &Value> =
        list(brief.json(), "events").iter().filter_map(|e| Some((text(e, "id")?, e))).collect();
    let known = |ids: &[Value]| {
        let missing = ids.iter().find(|id| !id.as_str().is_some_and(|id| events.contains_key(id)));
        missing.map_or(Ok(()), |id| Err(format!("there is no event {id}")))
    };
    for (i, side) in list(situation, "parties").iter().enumerate() {
        let named = if list(side, "evidence").is_empty() { Err("no words name it".into()) } else { Ok(()) };
        let outcome = known(list(side, "events")).and(named);
        verification.note(Check::Situation, &format!("/situation/parties/{i}"), outcome);
    }
    for part in ["positions", "meetings", "forces", "aid", "attacks"] {
        for (i, deed) in list(situation, part).iter().enumerate() {
            let id = deed.get("event").cloned().unwrap_or_default();
            let outcome = known(&[id]).and_then(|()| deed_holds(brief, &events, deed));
            verification.note(Check::Situation, &format!("/situation/{part}/{i}"), outcome);
        }
    }
    verification.note(Check::Situation, "/situation/balance", balance_holds(situation, &events));
}

/// Whether a deed's words overlap a mention of its event, its status is the event's, and it counts no more sources than reports.
fn deed_holds(brief: &Brief<'_>, events: &BTreeMap<&str, &Value>, deed: &Value) -> Result<(), String> {
    let event = text(deed, "event").and_then(|id| events.get(id)).ok_or("it has no event")?;
    if text(deed, "status") != text(event, "status") {
        return Err("its status is not its event's".into());
    }
    let mentions = list(event, "mentions");
    let touches = |a: &Value, b: &Value| {
        let place = |v: &Value| Some((whole(v, "start")?, whole(v, "end")?));
        text(a, "report") == text(b, "report")
            && place(a).zip(place(b)).is_some_and(|(a, b)| a.0 < b.1 && b.0 < a.1)
    };
    let evidence = list(deed, "evidence");
    if !evidence.iter().any(|e| mentions.iter().any(|m| touches(e, m))) {
        return Err("its words are not where its event is told".into());
    }
    let mut reports: Vec<&str> = mentions.iter().filter_map(|m| text(m, "report")).collect();
    reports.sort_unstable();
    reports.dedup();
    match whole(deed, "independent_sources") {
        Some(n) if (1..=reports.len()).contains(&n) => {}
        _ => return Err(format!("its event is told by {} reports", reports.len())),
    }
    let figures = list(brief.json(), "figures");
    match text(deed, "figure").map(|id| figures.iter().find(|f| text(f, "id") == Some(id))) {
        Some(None) => Err("there is no such figure".into()),
        Some(Some(figure)) if !evidence.iter().any(|e| touches(e, figure)) => {
            Err("its figure stands elsewhere".into())
        }
        _ => Ok(()),
    }
}

/// Whether the balance counts what its events are.
fn balance_holds(situation: &Value, events: &BTreeMap<&str, &Value>) -> Result<(), String> {
    let balance = situation.get("balance").ok_or("there is none")?;
    let classes = list(balance, "classes");
    if classes.len() != Quad::ALL.len() {
        return Err(format!("there are {} classes", classes.len()));
    }
    let (mut sum, mut count) = (0.0, 0.0);
    for (class, quad) in classes.iter().zip(Quad::ALL) {
        let ids = list(class, "events");
        if whole(class, "count") != Some(ids.len()) || text(class, "class") != Some(quad.name()) {
            return Err(format!("{} is miscounted", quad.name()));
        }
        for id in ids {
            let event = id.as_str().and_then(|id| events.get(id)).ok_or(format!("there is no event {id}"))?;
            let kind = text(event, "type").and_then(EventType::parse);
            let coding = kind.and_then(|k| table::coding(k, text(event, "mode")));
            match coding.filter(|c| c.quad == quad) {
                Some(coding) => sum += coding.score,
                None => return Err(format!("{id} is no {}", quad.name())),
            }
            if text(event, "status") != Some(EventStatus::Actual.name()) {
                return Err(format!("{id} is not told as having happened"));
            }
            count += 1.0;
        }
    }
    let mean = if count > 0.0 { sum / count } else { 0.0 };
    match balance.get("score").and_then(Value::as_f64) {
        Some(score) if (score - mean).abs() <= ROUNDING => Ok(()),
        score => Err(format!("the mean score is {mean:.2}, not {score:?}")),
    }
}

/// The numbers that a line of the situation may give besides those of its words: those of the balance, and the ends of its scale.
pub fn numbers(brief: &Brief<'_>) -> Numbers {
    let mut numbers = Numbers::default();
    let balance = brief.json().get("situation").and_then(|s| s.get("balance"));
    let counts: Vec<f64> = balance
        .map_or(&[][..], |b| list(b, "classes"))
        .iter()
        .filter_map(|c| c.get("count").and_then(Value::as_f64))
        .collect();
    numbers.values.extend(counts.chunks(2).map(|two| two.iter().sum::<f64>()));
    numbers.values.extend(&counts);
    numbers.values.extend(balance.and_then(|b| b.get("score")).and_then(Value::as_f64).map(f64::abs));
    numbers.values.push(10.0);
    numbers
}
