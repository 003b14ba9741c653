//! `dateline events` through the whole program: every format of one small story, and where the events go.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const FIRST: &str = "Ministers of Norway and Sweden meet in Oslo\n\n\
    Norwegian Foreign Minister Astrid Holm met her Swedish counterpart Per Lindqvist in Oslo on Monday.\n\n\
    Holm accused Sweden of moving troops to the border.\n\n\
    Swedish police arrested 12 protesters outside the embassy, a spokesman said.\n";

const SECOND: &str = "Holm and Lindqvist hold talks\n\n\
    Per Lindqvist, the Swedish foreign minister, met Astrid Holm in Oslo on Monday.\n\n\
    Sweden rejected the accusation.\n\n\
    A bus crashed near the airport on Monday, killing two people.\n";

/// A folder of its own for one test, removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let dir = std::env::temp_dir().join(format!("dateline-events-{}-{name}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("first.txt"), FIRST).unwrap();
        fs::write(dir.join("second.txt"), SECOND).unwrap();
        Folder(dir)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn events(folder: &Folder, more: &[&str]) -> Output {
    let path = folder.0.to_str().unwrap();
    let mut args = vec!["events", path, "--date", "2024-03-12"];
    args.extend(more);
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(args).output().unwrap()
}

fn text(out: &Output) -> String {
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout.clone()).unwrap()
}

#[test]
fn every_format_tells_the_same_events() {
    let folder = Folder::new("formats");
    let list = text(&events(&folder, &["--width", "80"]));
    assert!(list.contains("CONSULT meet") && list.contains("NORGOV") && list.contains("SWEGOV"), "{list}");
    for format in ["plover", "ngec", "jsonl"] {
        let lines = text(&events(&folder, &["--format", format]));
        let all: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert!(!all.is_empty(), "{format}");
        let kind = |e: &serde_json::Value| {
            ["type", "Event Type", "event"].iter().find_map(|k| Some(e.get(k)?.as_str()?.to_owned()))
        };
        assert_eq!(all.iter().any(|e| kind(e).as_deref() == Some("INCIDENT")), format == "jsonl", "{format}");
        assert!(lines.contains("NORGOV"), "{format}: {lines}");
    }
    let cameo = text(&events(&folder, &["--format", "cameo"]));
    let rows: Vec<Vec<&str>> = cameo.lines().map(|l| l.split('\t').collect()).collect();
    assert!(rows.iter().all(|r| r.len() == rows[0].len()));
    let meeting = |r: &&Vec<&str>| r.contains(&"040") && r.contains(&"20240311");
    assert!(rows.iter().any(|r| meeting(&r)), "{cameo}");
    let csv = text(&events(&folder, &["--format", "csv"]));
    assert!(csv.starts_with("id,event,type,") && csv.contains("\r\n"));
}

#[test]
fn the_name_of_the_file_tells_the_format() {
    let folder = Folder::new("output");
    let path = folder.0.join("events.csv");
    let out = events(&folder, &["-o", path.to_str().unwrap()]);
    assert_eq!(text(&out), "");
    assert!(fs::read_to_string(path).unwrap().starts_with("id,event,type,"));
}

#[test]
fn what_a_format_leaves_out_is_counted() {
    let folder = Folder::new("outside");
    let out = events(&folder, &["--format", "plover"]);
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(told.contains("outside PLOVER"), "{told}");
}

#[test]
fn nothing_to_read_is_an_error() {
    let out =
        Command::new(env!("CARGO_BIN_EXE_dateline")).args(["events", "no/such/report.txt"]).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
}
