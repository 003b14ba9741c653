//! `dateline trace` over the questions of `tests/suite/trace.txt`, and its JSON.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::path::PathBuf;
use std::process::{Command, Output};

/// A question with what its answer must hold.
#[derive(Default)]
struct Case {
    asked: String,
    reports: Vec<serde_json::Value>,
    pieces: Vec<String>,
}

/// The questions of the suite.
fn cases() -> Vec<Case> {
    let mut reports: Vec<serde_json::Value> = Vec::new();
    let mut cases: Vec<Case> = Vec::new();
    let mut asking = false;
    for line in include_str!("suite/trace.txt").lines().filter(|l| !l.starts_with("# ")) {
        if let Some(head) = line.strip_prefix("=== ") {
            let fields: Vec<&str> = head.split(" | ").collect();
            reports.push(serde_json::json!({
                "id": fields[0], "date": fields[1], "outlet": fields[2], "text": "",
            }));
            asking = false;
        } else if line == "---" {
            reports.clear();
        } else if let Some(asked) = line.strip_prefix("??? ") {
            cases.push(Case { asked: asked.to_owned(), reports: reports.clone(), ..Case::default() });
            asking = true;
        } else if asking {
            cases.last_mut().unwrap().pieces.extend((!line.is_empty()).then(|| line.to_owned()));
        } else if let Some(report) = reports.last_mut() {
            let text = format!("{}{line}\n", report["text"].as_str().unwrap());
            report["text"] = text.trim_start().into();
        }
    }
    cases
}

/// Runs one question over its reports.
fn trace(case: &Case, name: &str, options: &[&str]) -> Output {
    let file: PathBuf =
        std::env::temp_dir().join(format!("dateline-trace-{}-{name}.jsonl", std::process::id()));
    let lines: Vec<String> = case.reports.iter().map(|r| r.to_string()).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["trace", &case.asked, file.to_str().unwrap(), "--width", "200"])
        .args(options)
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    out
}

#[test]
fn answers_hold_what_the_suite_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        let out = trace(&case, "suite", &[]);
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        for piece in &case.pieces {
            let right = match piece.split_once(' ') {
                Some(("!", unwanted)) => !text.contains(unwanted),
                Some(("exit", code)) => out.status.code() == code.parse().ok(),
                _ => text.contains(piece.as_str()),
            };
            if !right {
                wrong.push(format!("{}: {piece}\n{text}", case.asked));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn json_has_spans_of_every_carrier() {
    let case = cases().swap_remove(0);
    let out = trace(&case, "json", &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(json["schema"], "dateline/trace/1");
    let versions = json["versions"].as_array().unwrap();
    assert!(versions.len() >= 3, "{json:#}");
    for version in versions {
        for carrier in version["carriers"].as_array().unwrap() {
            let length = carrier["end"].as_u64().unwrap() - carrier["start"].as_u64().unwrap();
            assert_eq!(length as usize, carrier["text"].as_str().unwrap().chars().count());
        }
    }
}

#[test]
fn nothing_to_look_for_is_named() {
    let out = Command::new(env!("CARGO_BIN_EXE_dateline")).args(["trace", " … ", "x.txt"]).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("nothing to look for"));
}
