//! A brief that holds, briefs that were tampered with, and JSON that is no brief.

#![allow(clippy::unwrap_used, reason = "what cannot be built is a broken test")]

mod story;

use dateline_brief::{Verification, json::document, verify};
use proptest::prelude::*;
use serde_json::{Value, json};
use types::{Report, Story};

/// Verifies the JSON against the story's own reports.
fn against(story: &Story, json: &Value) -> Verification {
    let mut load = |source: &str, _: Option<&str>| -> Result<Report, String> {
        story.reports.iter().find(|r| r.source == source).cloned().ok_or("it is not there".into())
    };
    verify(&json.to_string(), &mut load).unwrap()
}

/// The ferry story's JSON.
fn ferry() -> (Story, Value) {
    let story = story::ferry();
    let json = serde_json::to_value(document(&story)).unwrap();
    (story, json)
}

#[test]
fn an_honest_brief_holds() {
    let (story, json) = ferry();
    let verification = against(&story, &json);
    assert!(verification.holds(), "{verification}");
    insta::assert_snapshot!(verification);
}

/// Changes one value; gives what fails then.
fn tampered(pointer: &str, value: Value) -> String {
    let (story, mut json) = ferry();
    *json.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
    let verification = against(&story, &json);
    assert!(!verification.holds(), "{pointer} may be anything");
    verification.failures.iter().map(|f| format!("{}: {}\n", f.path, f.what)).collect()
}

#[test]
fn every_lie_is_named() {
    let lies = [
        ("/reports/1/text", json!("Blaze on Aurora Maris ferry hurts 71\n\nAll is well.")),
        ("/reports/2/source", json!("elsewhere.txt")),
        ("/reports/0/title", json!("Nothing happened")),
        ("/quotes/0/text", json!("We heard nothing")),
        ("/quotes/0/start", json!(4)),
        ("/quotes/0/end", json!(99999)),
        ("/quotes/0/speaker_mention/end", json!(0)),
        ("/figures/0/value", json!(120)),
        ("/figures/0/low", json!(500)),
        ("/entities/0/spellings/0/text", json!("Aurora Minoris")),
        ("/entities/1/mentions/0/report", json!("r9")),
        ("/findings/0/readings/0/value", json!("at least 13")),
        ("/findings/0/readings/1/independent_sources", json!(2)),
        ("/findings/0/readings/1/evidence", json!([])),
        ("/brief/sections/0/lines/0/text", json!("A fire on the ferry Aurora Maris injured nobody.")),
        ("/brief/sections/0/lines/0/evidence", json!([])),
        (
            "/brief/sections/1/lines/0/text",
            json!("Day of the fire: Tuesday 15 May 2024 (2 independent sources)"),
        ),
        (
            "/brief/sections/1/lines/0/text",
            json!("Day of the fire: Tuesday 14 May 2024 (9 independent sources)"),
        ),
        ("/brief/sections/3/lines/0/text", json!("Ilse Torvald: “We saw a whale”")),
        (
            "/brief/sections/4/lines/0/text",
            json!("341 passengers: “The Aurora Maris carried 340 passengers.”"),
        ),
        (
            "/brief/sections/5/lines/0/text",
            json!("Friday 24 May 2024: Investigators will board the ship on Friday."),
        ),
        ("/timeline/0/time", json!("2019-04")),
        ("/timeline/1/text", json!("All is well.")),
    ];
    let mut told = String::new();
    for (pointer, value) in lies {
        let short: String = value.to_string().chars().take(70).collect();
        told += &format!("{pointer} = {short}\n");
        for line in tampered(pointer, value).lines() {
            told += &format!("    {line}\n");
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_no_brief_is_an_error() {
    let mut load = |_: &str, _: Option<&str>| -> Result<Report, String> { Err("no".into()) };
    for json in ["", "[]", "{}", "{\"schema\": 3}", "nul", "{\"schema\": \"dateline/brief/2\"}"] {
        assert!(verify(json, &mut load).is_err(), "{json}");
    }
    let deep = "[".repeat(100_000);
    assert!(verify(&deep, &mut load).is_err());
    assert!(verify("{\"schema\": \"dateline/brief/1\"}", &mut load).unwrap().holds());
}

/// Every pointer into a JSON value.
fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, v)| pointers(v, format!("{at}/{i}"), all));
        }
        Value::Object(fields) => fields.iter().for_each(|(k, v)| pointers(v, format!("{at}/{k}"), all)),
        _ => {}
    }
    all.push(at);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is put wherever: no panic, and the same JSON gives the same words.
    #[test]
    fn hostile_json_never_panics(place in any::<prop::sample::Index>(), kind in 0..8usize, text in "\\PC{0,20}") {
        let (story, mut json) = ferry();
        let mut all = Vec::new();
        pointers(&json, String::new(), &mut all);
        let values = [
            json!(null), json!(-1), json!(u64::MAX), json!(1e300), json!([]), json!({}), json!(text),
            json!([{"report": "r1", "start": 5, "end": 3}, {"start": text}]),
        ];
        let pointer = place.get(&all);
        prop_assume!(!pointer.is_empty() && pointer != "/schema");
        *json.pointer_mut(pointer).unwrap() = values[kind].clone();
        prop_assert_eq!(against(&story, &json), against(&story, &json));
    }
}
