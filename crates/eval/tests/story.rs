//! A small invented story with its gold: every measure gives the share that a person counts by hand.

use serde_json::Value;

fn story() -> (Value, Value) {
    let brief = serde_json::from_str(include_str!("story/brief.json")).expect("the file is JSON");
    let gold = serde_json::from_str(include_str!("story/gold.json")).expect("the file is JSON");
    (brief, gold)
}

#[test]
fn every_measure_is_what_a_person_counts() {
    let (brief, gold) = story();
    let score = dateline_eval::score(&brief, &gold);
    let got: Vec<(&str, Option<f64>)> =
        score.rows.iter().map(|r| (r.name, r.value.map(|v| (v * 1000.0).round() / 1000.0))).collect();
    let want = [
        ("sound spans", Some(0.8)), // of ten the quotation is one off, and a line lacks evidence
        ("boilerplate gone", Some(1.0)),
        ("body kept", Some(1.0)),
        ("titles", Some(1.0)),
        ("entities found", Some(0.75)),
        ("entity merging F1", Some(1.0)),
        ("roles", Some(1.0)),
        ("mentions found", None),
        ("coreference B-cubed F1", None),
        ("quote span F1", Some(0.667)),
        ("quote + speaker F1", Some(0.667)),
        ("figures found", Some(1.0)),
        ("figures right", Some(0.5)),
        ("times right", Some(1.0)),
        ("event mentions typed", Some(1.0)),
        ("events joined across reports", Some(1.0)),
        ("event actors", None),
        ("event status", Some(1.0)),
        ("event times", Some(1.0)),
        ("event places", Some(1.0)),
        ("findings", Some(1.0)),
        ("finding kinds", Some(1.0)),
        ("conflict precision", Some(0.5)),
        ("independent sources", Some(0.5)),
        ("lineage", Some(0.0)),
    ];
    assert_eq!(got, want);
}

#[test]
fn misses_name_what_was_missed() {
    let (brief, gold) = story();
    let score = dateline_eval::score(&brief, &gold);
    let misses: Vec<String> = score.misses.iter().map(|m| format!("{}: {}", m.stage, m.what)).collect();
    for want in [
        "spans: no evidence: A bridge fell.",
        "entity: not found: ms aune (Tilde Aune)",
        "quote: 02- not found: never again",
        "figure: 02- \"Fifteen people\": wrong value, comparator or unit",
        "conflict: not in gold: day of the fall: Monday",
        "lineage: [\"02-\", \"01-\"]: want shared_wire, got independent",
    ] {
        assert!(misses.iter().any(|m| m == want), "{want:?} is not among {misses:#?}");
    }
}

#[test]
fn a_pattern_that_cannot_be_read_is_said_and_left_out() {
    let (brief, gold) = story();
    let score = dateline_eval::score(&brief, &gold);
    assert_eq!(score.warnings.len(), 1);
    assert!(score.warnings[0].contains("rust(?!y)"), "{}", score.warnings[0]);
    assert_eq!(score.row("findings").unwrap().detail, "1/1");
}

#[test]
fn nothing_annotated_is_nothing_measured() {
    let (brief, _) = story();
    let score = dateline_eval::score(&brief, &serde_json::json!({}));
    let measured: Vec<&str> = score.rows.iter().filter(|r| r.value.is_some()).map(|r| r.name).collect();
    assert_eq!(measured, ["sound spans"]);
}

#[test]
fn nonsense_is_no_panic() {
    let odd = serde_json::json!({"reports": 7, "figures": [null, {"report": "r1", "start": -3, "end": 1e99, "text": 5}],
        "quotes": [{"report": "r1"}], "entities": {"a": 1}, "events": [[]], "findings": [{"readings": "x"}]});
    for brief in [&Value::Null, &odd] {
        for gold in [&Value::Null, &odd, &story().1] {
            dateline_eval::score(brief, gold);
        }
    }
}
