//! One invented story in every format, as snapshots a person reviews.

#![allow(clippy::unwrap_used, reason = "what cannot be built is a broken test")]

mod story;

use proptest::prelude::*;

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
fn html() {
    // Style and script are files of their own; the page's body is what depends on the story.
    let page = dateline_brief::html(&story::ferry());
    let body = page.split_once("</head>").unwrap().1.split_once("<script>").unwrap().0;
    insta::assert_snapshot!(body);
}

#[test]
fn json() {
    let story = story::ferry();
    let json = serde_json::to_string_pretty(&dateline_brief::json::document(&story)).unwrap();
    insta::assert_snapshot!(json);
}

#[test]
fn nothing_of_a_report_becomes_markup_or_steers_a_terminal() {
    let story = story::ferry();
    let terminal = dateline_brief::terminal(&story, 80, false);
    assert!(!terminal.chars().any(|c| c.is_control() && c != '\n'), "control characters reach the terminal");
    assert!(!terminal.contains('\u{202e}'));
    let html = dateline_brief::html(&story);
    assert_eq!(html.matches("<script").count(), 1, "only the page's own script");
    assert!(!html.contains("<b>") && !dateline_brief::markdown(&story).contains('<'));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let story = story::ferry();
    let colored = dateline_brief::terminal(&story, 72, true);
    let mut bare = String::new();
    let mut rest = colored.as_str();
    while let Some(at) = rest.find('\u{1b}') {
        bare += &rest[..at];
        rest = &rest[at + rest[at..].find('m').unwrap() + 1..];
    }
    assert_eq!(bare + rest, dateline_brief::terminal(&story, 72, false));
}

#[test]
fn no_line_is_wider_than_asked() {
    let story = story::ferry();
    for width in [40, 60, 80, 100] {
        let text = dateline_brief::terminal(&story, width, false);
        let widest = text.lines().map(textwrap::core::display_width).max();
        assert!(widest <= Some(width), "{widest:?} columns in {width}:\n{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever words come from outside, the page's own markup stays what it is, Markdown has none of theirs, and the
    /// terminal gets no control characters.
    #[test]
    fn words_from_outside_stay_words(words in "x(\\PC|[<>&\"'`*_\\[\\]\u{1b}\u{9b}\u{202e}\r\n\t]){0,30}") {
        let (story, plain) = (story::ferry_with(&words), story::ferry_with("x"));
        let count = |story: &types::Story, c: char| dateline_brief::html(story).matches(c).count();
        prop_assert_eq!(count(&story, '<'), count(&plain, '<'));
        prop_assert_eq!(count(&story, '"'), count(&plain, '"'));
        prop_assert!(!dateline_brief::markdown(&story).contains(['<', '>']));
        let terminal = dateline_brief::terminal(&story, 80, false);
        prop_assert!(!terminal.chars().any(|c| c.is_control() && c != '\n'));
        let json = serde_json::to_string(&dateline_brief::json::document(&story)).unwrap();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }
}
