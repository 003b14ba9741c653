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

/// The brief's JSON, with the reports at hand to read again.
fn verified(story: &types::Story, change: &dyn Fn(&mut serde_json::Value)) -> dateline_brief::Verification {
    let mut json = serde_json::to_value(dateline_brief::json::document(story)).unwrap();
    change(&mut json);
    let mut load = |source: &str, _: Option<&str>| {
        let found = story.reports.iter().find(|r| r.source == source);
        found.cloned().ok_or_else(|| "no such report".to_owned())
    };
    dateline_brief::verify(&json.to_string(), &mut load).unwrap()
}

#[test]
fn situation_for_a_person() {
    let text = dateline_brief::terminal(&talks::border(), 80, false);
    let section = text.split_once("SITUATION\n").unwrap().1.split_once("\n\n").unwrap().0;
    insta::assert_snapshot!(section);
}

#[test]
fn situation_as_json() {
    let json = serde_json::to_value(dateline_brief::json::document(&talks::border())).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&json["situation"]).unwrap());
}

#[test]
fn a_situation_is_proved_again() {
    let story = talks::border();
    let honest = verified(&story, &|_| ());
    assert!(honest.holds(), "{honest}");
    let lies: [&dyn Fn(&mut serde_json::Value); 5] = [
        &|json| json["situation"]["balance"]["score"] = 3.5.into(),
        &|json| json["situation"]["balance"]["classes"][0]["count"] = 9.into(),
        &|json| json["situation"]["positions"][0]["event"] = "ev99".into(),
        &|json| json["situation"]["meetings"][0]["status"] = "planned".into(),
        &|json| json["situation"]["forces"][0]["independent_sources"] = 3.into(),
    ];
    for (i, lie) in lies.into_iter().enumerate() {
        assert!(!verified(&story, lie).holds(), "lie {i} goes unseen");
    }
}

#[test]
fn an_accident_has_no_situation() {
    let mut story = talks::border();
    for event in &mut story.events {
        event.kind = types::EventType::Incident;
    }
    story.brief = dateline_brief::write(&story);
    assert!(story.brief.situation.is_none());
    assert!(story.brief.sections.iter().all(|s| s.name != types::SectionName::Situation));
}
