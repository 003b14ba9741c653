//! Cases of `tests/suite/findings.txt`: short reports in, the findings that a careful reader would note.
//!
//! A case begins with `--- name`. `@ 2024-03-04` begins a report of that day (`@` alone: no date). After the reports stand
//! the expectations, one a line:
//!
//! ```text
//! + conflict figure: 9,400 | 10,200     a finding of this kind and slot; its readings, in any order, hold these words
//! - conflict                            no finding of this kind
//! - conflict time                       no finding of this kind and slot
//! ```
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::sync::OnceLock;

use types::{Block, BlockKind, Finding, Published, Report, Span};

fn language() -> &'static read::Pipeline {
    static LOADED: OnceLock<read::Pipeline> = OnceLock::new();
    LOADED.get_or_init(|| {
        let dir = model::locate(None, &mut |line| eprintln!("{line}")).unwrap();
        read::Pipeline::load(&dir).unwrap()
    })
}

#[derive(Default)]
struct Case {
    name: String,
    reports: Vec<Report>,
    expect: Vec<String>,
}

fn report(number: usize, date: &str, text: &str) -> Report {
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        blocks.push(Block { span: Span::new(at, at + paragraph.len()), kind: BlockKind::Paragraph });
        at += paragraph.len() + 2;
    }
    let day = date.parse().ok();
    Report {
        source: format!("report {number}"),
        published: day.map(|date| Published { date, time: None, offset_minutes: None }),
        language: Some("en".to_owned()),
        text: text.to_owned(),
        blocks,
        ..Report::default()
    }
}

fn cases(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for block in file.split("\n--- ").skip(1) {
        let (name, body) = block.split_once('\n').unwrap();
        let mut case = Case { name: name.to_owned(), ..Case::default() };
        let (mut date, mut text): (Option<&str>, Vec<&str>) = (None, Vec::new());
        let close = |date: &mut Option<&str>, text: &mut Vec<&str>, reports: &mut Vec<Report>| {
            if let Some(day) = date.take() {
                reports.push(report(reports.len(), day, text.join("\n").trim()));
            }
            text.clear();
        };
        for line in body.lines() {
            if let Some(day) = line.strip_prefix('@') {
                close(&mut date, &mut text, &mut case.reports);
                date = Some(day.trim());
            } else if line.starts_with("+ ") || line.starts_with("- ") {
                close(&mut date, &mut text, &mut case.reports);
                case.expect.push(line.to_owned());
            } else {
                text.push(line);
            }
        }
        cases.push(case);
    }
    cases
}

/// Whether the finding is of the kind (and slot) that the words name: `conflict`, `conflict figure`.
fn is_of(finding: &Finding, words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.next() == Some(finding.kind.name()) && words.next().is_none_or(|slot| slot == finding.slot.name())
}

/// Whether each wanted word stands in a reading of its own.
fn holds(finding: &Finding, story: &types::Story, wanted: &str) -> bool {
    let said = |i: usize| {
        let r = &finding.readings[i];
        let spans = r.evidence.iter().map(|e| e.span.of(&story.reports[e.report].text).to_owned());
        std::iter::once(r.value.clone()).chain(spans).collect::<Vec<_>>().join("\n")
    };
    let mut free: Vec<usize> = (0..finding.readings.len()).collect();
    wanted.split('|').map(str::trim).all(|w| match free.iter().position(|&i| said(i).contains(w)) {
        Some(at) => {
            free.remove(at);
            true
        }
        None => false,
    })
}

#[test]
fn findings_suite() {
    let mut wrong = Vec::new();
    let cases = cases(include_str!("suite/findings.txt"));
    assert!(cases.len() >= 40, "the suite is not read");
    for case in &cases {
        let story = dateline_pipeline::story(language(), case.reports.clone(), Vec::new());
        for line in &case.expect {
            let (sign, rest) = line.split_at(2);
            let (kind, wanted) = rest.split_once(':').unwrap_or((rest, ""));
            let met = story
                .findings
                .iter()
                .any(|f| is_of(f, kind) && (wanted.is_empty() || holds(f, &story, wanted)));
            if met != (sign == "+ ") {
                let got: Vec<String> = story
                    .findings
                    .iter()
                    .map(|f| {
                        let values: Vec<&str> = f.readings.iter().map(|r| r.value.as_str()).collect();
                        format!(
                            "    {} {}: {} ({})",
                            f.kind.name(),
                            f.slot.name(),
                            values.join(" | "),
                            f.topic
                        )
                    })
                    .collect();
                wrong.push(format!("{}\n  {line}\n{}", case.name, got.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} expectations not met:\n{}", wrong.len(), wrong.join("\n"));
}
