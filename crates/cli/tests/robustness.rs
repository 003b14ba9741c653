//! Bad input through the whole program: a clear message, the exit code of the design, and nothing else lost.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for one test, removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let dir = std::env::temp_dir().join(format!("dateline-test-{}-{name}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        Folder(dir)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn dateline(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(args).output().unwrap()
}

fn brief(path: &Path) -> (Output, serde_json::Value) {
    let out = dateline(&["brief", path.to_str().unwrap(), "--format", "json"]);
    let json = serde_json::from_slice(&out.stdout).unwrap_or(serde_json::Value::Null);
    (out, json)
}

fn stderr(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

const STORM: &str = "Storm leaves 14 dead on the coast\n\n\
    A storm killed at least 14 people on the northern coast on Tuesday, officials said.\n\n\
    \"We have never seen waves like these,\" mayor Ilse Brandt told reporters in Tornau.\n\n\
    The wind tore the roofs off some 200 houses before dawn.\n";

const STORM_TOO: &str = "Coast counts its dead after storm\n\n\
    At least 16 people were killed when a storm hit the northern coast on Tuesday, the rescue service said.\n\n\
    Mayor Ilse Brandt said the town of Tornau had \"never seen waves like these\".\n\n\
    Boats lay in the market square on Wednesday morning.\n";

#[test]
fn an_empty_file_is_named_and_nothing_is_left_to_compare() {
    let dir = Folder::new("empty");
    let (out, _) = brief(&dir.write("empty.txt", ""));
    assert_eq!(out.status.code(), Some(2));
    assert!(stderr(&out).contains("empty.txt"), "{}", stderr(&out));
}

#[test]
fn no_such_file() {
    let out = dateline(&["brief", "no/such/report.txt"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(stderr(&out).contains("no/such/report.txt"), "{}", stderr(&out));
}

#[test]
fn one_broken_report_does_not_cost_the_others() {
    let dir = Folder::new("broken");
    for (i, text) in [STORM, STORM_TOO, STORM, STORM_TOO].iter().enumerate() {
        dir.write(&format!("{i}.txt"), text);
    }
    dir.write("9.bin", [0u8, 255, 254, 3, 7, 0, 0, 129, 1, 0].repeat(300));
    let (out, json) = brief(&dir.0);
    assert_eq!(out.status.code(), Some(1), "{}", stderr(&out));
    assert_eq!(json["reports"].as_array().unwrap().len(), 4);
    assert_eq!(json["skipped"].as_array().unwrap().len(), 1);
    assert!(stderr(&out).contains("9.bin"));
}

#[test]
fn one_report_alone_makes_a_brief() {
    let dir = Folder::new("alone");
    let (out, json) = brief(&dir.write("storm.txt", STORM));
    assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
    assert_eq!(json["reports"].as_array().unwrap().len(), 1);
    assert!(!json["brief"]["sections"].as_array().unwrap().is_empty());
}

#[test]
fn two_identical_reports_are_one_source() {
    let dir = Folder::new("twins");
    dir.write("a.txt", STORM);
    dir.write("b.txt", STORM);
    let (out, json) = brief(&dir.0);
    assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
    assert_eq!(json["lineage"][0]["kind"], "copy");
    for finding in json["findings"].as_array().unwrap() {
        assert_ne!(finding["kind"], "conflict", "{finding}");
        for reading in finding["readings"].as_array().unwrap() {
            assert_eq!(reading["independent_sources"], 1, "{finding}");
        }
    }
}

#[test]
fn another_language_is_skipped_with_that_reason() {
    let dir = Folder::new("russian");
    dir.write("a.txt", STORM);
    let russian = "Шторм на северном побережье унёс жизни четырнадцати человек, сообщили власти во вторник. \
        Спасатели продолжают поиски пропавших рыбаков, а ветер сорвал крыши с двухсот домов. ";
    dir.write("b.txt", russian.repeat(4));
    let (out, json) = brief(&dir.0);
    assert_eq!(out.status.code(), Some(1), "{}", stderr(&out));
    let error = json["skipped"][0]["error"].as_str().unwrap();
    assert!(error.to_lowercase().contains("english") || error.contains("language"), "{error}");
}

#[test]
fn without_any_date_relative_days_stay_unknown() {
    let dir = Folder::new("undated");
    let (out, json) = brief(&dir.write("storm.txt", STORM));
    assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
    assert!(json["reports"][0]["published"].is_null());
    let tuesday = json["times"].as_array().unwrap().iter().find(|t| t["text"] == "Tuesday").unwrap();
    assert!(tuesday["value"].as_str().is_none_or(|v| v.starts_with("XXXX")), "{tuesday}");
}

#[test]
fn unbalanced_quotes_and_nuls_are_read() {
    let dir = Folder::new("dirty");
    let text = "“We will not go. said the mayor of Tornau.\n\n”” ‘“ The harbour\0 was \"closed, he said.\n\n\
        “It is over, “she said, “ and we are tired.\n";
    let (out, json) = brief(&dir.write("dirty.txt", text));
    assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
    let text = json["reports"][0]["text"].as_str().unwrap();
    assert!(text.contains("We will not go"));
}

#[test]
fn fifty_megabytes_of_one_line_end_in_a_message() {
    let dir = Folder::new("long");
    let line = "The wall held and the water went back. ".repeat(50 * 1024 * 1024 / 39);
    let (out, _) = brief(&dir.write("long.txt", line));
    assert!(matches!(out.status.code(), Some(0..=2)), "{:?}", out.status);
    if out.status.code() != Some(0) {
        assert!(stderr(&out).contains("long.txt"), "{}", stderr(&out));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let dir = Folder::new("twice");
    dir.write("a.txt", STORM);
    dir.write("b.txt", STORM_TOO);
    let (first, _) = brief(&dir.0);
    let (second, _) = brief(&dir.0);
    assert_eq!(first.stdout, second.stdout);
    assert!(!first.stdout.is_empty());
}

#[test]
fn what_brief_prints_verify_proves() {
    let dir = Folder::new("verify");
    dir.write("a.txt", STORM);
    dir.write("b.txt", STORM_TOO);
    let json = dir.0.join("brief.json");
    let made =
        dateline(&["brief", dir.0.to_str().unwrap(), "--format", "json", "-o", json.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let proof = dateline(&["verify", json.to_str().unwrap()]);
    assert_eq!(proof.status.code(), Some(0), "{}{}", String::from_utf8_lossy(&proof.stdout), stderr(&proof));
    // A changed source must be noticed.
    dir.write("a.txt", STORM.replace("14", "41"));
    let proof = dateline(&["verify", json.to_str().unwrap()]);
    assert_eq!(proof.status.code(), Some(1));
}

#[test]
fn help_shows_an_example_for_each_command() {
    for command in ["brief", "inspect", "ingest", "verify", "model", "eval"] {
        let out = dateline(&[command, "--help"]);
        assert!(String::from_utf8_lossy(&out.stdout).contains("Example"), "{command} --help has no example");
    }
}
