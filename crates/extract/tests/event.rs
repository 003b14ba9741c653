//! Events: every example of `data/event_senses.tsv`, the cases of `suite/event.txt` (format in its head), and laws that hold of any text.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::OnceLock;

use proptest::prelude::*;
use read::Pipeline;
use types::{Actor, Block, BlockKind, EventMention, Extract, Published, Report, Span};

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        let folder = model::locate(None, &mut |_| ()).expect("the language model is installed");
        Pipeline::load(&folder).expect("the language model loads")
    })
}

/// A report of one block, published on Wednesday 5 March 2025; a headline when the text begins with `# `.
fn report(text: &str) -> Report {
    let kind = if text.starts_with("# ") { BlockKind::Title } else { BlockKind::Paragraph };
    let text = text.trim_start_matches("# ").to_owned();
    let blocks = vec![Block { span: Span::new(0, text.len()), kind }];
    let published = Some(Published { date: "2025-03-05".parse().unwrap(), time: None, offset_minutes: None });
    Report { source: "case".into(), text, blocks, published, ..Report::default() }
}

fn extract(report: &Report) -> Extract {
    let doc = pipeline().read_blocks(&report.text, &report.blocks);
    dateline_extract::report(report, &doc)
}

#[test]
fn examples_of_the_senses() {
    let data = include_str!("../data/event_senses.tsv");
    let mut wrong = Vec::new();
    for line in data.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let row: Vec<&str> = line.split('\t').collect();
        let [kind, mode, _, _, _, _, example] = row[..] else { panic!("{line}") };
        if example == "-" {
            assert_eq!(kind, "NONE", "no example: {line}");
            continue;
        }
        let events = extract(&report(example)).events;
        let fits =
            |e: &EventMention| e.kind.name() == kind && (mode == "-" || e.mode.as_deref() == Some(mode));
        if !events.iter().any(fits) {
            let found: Vec<_> = events.iter().map(|e| (e.kind.name(), e.mode.clone())).collect();
            wrong.push(format!("{kind}/{mode}: {example} → {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An event as the suite writes it: `TYPE/mode status who -> whom @place time`.
fn line(report: &Report, extract: &Extract, e: &EventMention) -> String {
    let actors = |list: &[Actor]| {
        let words: Vec<&str> = list.iter().map(|a| a.span.of(&report.text)).collect();
        if words.is_empty() { "-".to_owned() } else { words.join(" + ") }
    };
    let place = e.place.and_then(|p| extract.referents[p].name.clone());
    let time = e.time.and_then(|t| extract.times[t].value.clone());
    format!(
        "{}/{} {} | {} | {} | {} | {}",
        e.kind.name(),
        e.mode.as_deref().unwrap_or("-"),
        e.status.name(),
        actors(&e.source),
        actors(&e.target),
        place.as_deref().unwrap_or("-"),
        time.as_deref().unwrap_or("-"),
    )
}

#[test]
fn suite() {
    let mut wrong = Vec::new();
    for case in include_str!("suite/event.txt").split("\n\n").filter(|c| !c.trim_start().starts_with("//")) {
        let mut lines = case.trim().lines();
        let Some(text) = lines.next() else { continue };
        let report = report(text);
        let extract = extract(&report);
        let found: Vec<String> = extract.events.iter().map(|e| line(&report, &extract, e)).collect();
        let expected: Vec<&str> = lines.collect();
        if found != expected {
            wrong.push(format!("{text}\nfound:\n{}\nexpected:\n{}", found.join("\n"), expected.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n\n{}", wrong.len(), wrong.join("\n\n"));
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Peru", "attacked", "the", "rebels", "talks", "held", "with", "“", "”", "on", "Friday", "to", "and",
        "of", "said", "that", "not", ",", ".", "who", "were", "by", "Zoë’s", "deal", "signed", "—", "in",
        "Oslo", "planned", "strike", "\n\n", "…", "𝔘", "he",
    ]);
    prop::collection::vec(word, 0..40).prop_map(|w| w.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn spans_lie_in_the_text(text in words()) {
        let report = report(&text);
        for e in extract(&report).events {
            prop_assert!(e.span.get(&report.text).is_some());
            prop_assert!(e.span.contains(e.predicate));
            for actor in e.source.iter().chain(&e.target) {
                prop_assert!(actor.span.get(&report.text).is_some());
            }
        }
    }
}
