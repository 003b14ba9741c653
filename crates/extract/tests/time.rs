//! Times found in the texts of `suite/time`, with the language model; and laws that hold on any text, without it.

use std::sync::OnceLock;

use dateline_extract as extract;

use jiff::civil::Date;
use proptest::prelude::*;
use types::{Block, BlockKind, Doc, Published, Report, Span};

/// The language pipeline, loaded once.
fn pipeline() -> &'static read::Pipeline {
    static PIPELINE: OnceLock<read::Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        let dir = model::locate(None, &mut |_| ()).expect("the language model");
        read::Pipeline::load(&dir).expect("the language model loads")
    })
}

/// A report that holds a text and nothing else.
fn report(text: &str, date: Option<Date>) -> Report {
    Report {
        source: "case".into(),
        published: date.map(|date| Published { date, time: None, offset_minutes: None }),
        text: text.into(),
        blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
        ..Report::default()
    }
}

/// The times of a text, one a line, as the suite writes them.
fn found(text: &str, date: Option<Date>) -> Vec<String> {
    let report = report(text, date);
    let doc = pipeline().read(text);
    extract::time::find(&report, &doc)
        .iter()
        .map(|t| format!("{} | {} | {}", t.span.of(text), t.kind.name(), t.value.as_deref().unwrap_or("-")))
        .collect()
}

/// Day of publication, text, the times in it.
type Case<'t> = (Option<Date>, &'t str, Vec<String>);

/// Runs one file of the suite and lists what differs.
fn run(file: &str) {
    let mut date: Option<Date> = None;
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(day) = line.strip_prefix("@ ") {
            date = (day != "none").then(|| day.parse().expect("a day after @"));
        } else if let Some(text) = line.strip_prefix("> ") {
            cases.push((date, text, Vec::new()));
        } else {
            cases.last_mut().expect("a sentence before its times").2.push(line.to_owned());
        }
    }
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(date, text, want)| {
            let got = found(text, *date);
            (got != *want).then(|| format!("{text}\n    want {want:?}\n    got  {got:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} cases\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn absolute_times() {
    run(include_str!("suite/time/absolute.txt"));
}

#[test]
fn relative_times() {
    run(include_str!("suite/time/relative.txt"));
}

#[test]
fn times_of_day() {
    run(include_str!("suite/time/clock.txt"));
}

#[test]
fn durations_and_sets() {
    run(include_str!("suite/time/duration.txt"));
}

/// Texts made of what time expressions are made of, and of anything.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Friday",
        "last",
        "the",
        "next",
        "two",
        "and a half",
        "years",
        "ago",
        "April",
        "27",
        "1994",
        ",",
        "-",
        "p.m.",
        "12:20",
        "3",
        "quarter",
        "first",
        "of",
        "'",
        "’",
        "s",
        "early",
        "noon",
        "Easter",
        "Monday",
        "\n\n",
        "every",
        "a",
        "day",
        "before",
        "99999999999999999999",
        "½",
        "1/2",
        "é",
        "(",
        "GMT",
        "year",
        "-",
        "earlier",
        "winter",
        "May",
        "century",
        "0",
        "9/11",
        "2014-02-30",
        "31",
        "Feb.",
        "million",
        "dozen",
        "from now",
        "weekend",
        "the week of",
    ]);
    prop_oneof![
        prop::collection::vec((piece, prop::sample::select(vec!["", " ", " "])), 0..24)
            .prop_map(|list| list.into_iter().map(|(word, gap)| format!("{word}{gap}")).collect()),
        "\\PC{0,60}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn spans_lie_in_order_inside_any_text(text in texts(), offset in prop::option::of(0i32..3_600_000)) {
        let date = offset.map(|o| Date::MIN.checked_add(jiff::Span::new().days(o)).unwrap_or(Date::MAX));
        let report = report(&text, date);
        let times = extract::time::find(&report, &Doc::default());
        let mut end = 0;
        for time in &times {
            prop_assert!(time.span.start >= end && !time.span.is_empty());
            prop_assert!(time.span.get(&text).is_some());
            prop_assert_eq!(time.days, time.value.as_deref().and_then(types::Time::days_of));
            end = time.span.end;
        }
        prop_assert_eq!(times, extract::time::find(&report, &Doc::default()));
    }
}
