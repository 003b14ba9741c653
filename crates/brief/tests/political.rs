//! An invented border dispute: its events in every export format, and its situation.

#![allow(clippy::unwrap_used, reason = "what cannot be built is a broken test")]

mod talks;

use dateline_brief::export::{Format, export, list, outside};

#[test]
fn events_for_a_person() {
    let text = list(&talks::border(), 80, false);
    assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn events_as_plover() {
    insta::assert_snapshot!(export(&talks::border(), Format::Plover));
}

#[test]
fn events_as_ngec() {
    let text = export(&talks::border(), Format::Ngec);
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&first).unwrap());
}

#[test]
fn events_as_cameo() {
    let text = export(&talks::border(), Format::Cameo);
    let columns: Vec<usize> = text.lines().map(|l| l.split('\t').count()).collect();
    assert!(columns.iter().all(|c| *c == columns[0]), "{columns:?}");
    insta::assert_snapshot!(text);
}

#[test]
fn events_as_csv() {
    insta::assert_snapshot!(export(&talks::border(), Format::Csv).replace("\r\n", "\n"));
}

#[test]
fn only_plover_leaves_accidents_out() {
    let story = talks::border();
    assert_eq!(outside(&story), 1);
    let with =
        |format| export(&story, format).contains("Cuenca\",") || export(&story, format).contains("INCIDENT");
    assert!(with(Format::Csv) && with(Format::Jsonl));
    assert!(!export(&story, Format::Plover).contains("INCIDENT"));
    assert!(!export(&story, Format::Cameo).contains("ravine"));
}

#[test]
fn spans_count_characters_of_the_text() {
    let story = talks::border();
    for line in export(&story, Format::Jsonl).lines() {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        for mention in event["mentions"].as_array().unwrap() {
            let number: usize = mention["report"].as_str().unwrap()[1..].parse().unwrap();
            let chars: Vec<char> = story.reports[number - 1].text.chars().collect();
            let place = |name: &str| mention[name].as_u64().unwrap() as usize;
            let words: String = chars[place("start")..place("end")].iter().collect();
            assert_eq!(words, mention["text"].as_str().unwrap());
        }
    }
}
