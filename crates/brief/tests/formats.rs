//! One invented story in every format, as snapshots a person reviews.

mod story;

#[test]
fn terminal_at_80_columns() {
    let story = story::ferry();
    insta::assert_snapshot!(dateline_brief::terminal(&story, 80, false));
}

#[test]
fn terminal_at_60_columns() {
    insta::assert_snapshot!(dateline_brief::terminal(&story::ferry(), 60, false));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(dateline_brief::markdown(&story::ferry()));
}

#[test]
fn json() {
    let story = story::ferry();
    let json = serde_json::to_string_pretty(&dateline_brief::json::document(&story)).unwrap();
    insta::assert_snapshot!(json);
}
