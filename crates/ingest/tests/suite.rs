//! The stage's cases: invented reports in `tests/suite`, each beside what must come of it.
//!
//! - `suite/text/*` and `suite/page/*`: an input and `INPUT.expected`, the report as a person reads it. To add a case, put the input there
//!   and run the test with `DATELINE_SUITE_WRITE=1`: it writes the missing expectation (never an existing one); read it before you
//!   commit it.
//! - `suite/furniture.tsv`: single blocks, each with the reason for which it must be cut, or `keep`.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not as it must be")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use dateline_ingest::{Batch, Options, inputs};
use types::BlockKind;

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite")
}

fn batch(path: &Path) -> Batch {
    inputs(&[path.display().to_string()], &Options { english_only: true, ..Options::default() })
}

/// The batch as a person reads it.
fn shown(batch: &Batch) -> String {
    let mut out = String::new();
    for report in &batch.reports {
        let some = |o: &Option<String>| o.clone().unwrap_or_default();
        for (name, value) in [
            ("title", some(&report.title)),
            ("published", report.published.map(|p| p.to_string()).unwrap_or_default()),
            ("modified", report.modified.map(|p| p.to_string()).unwrap_or_default()),
            ("bylines", report.bylines.join("; ")),
            ("agencies", report.agencies.join("; ")),
            ("outlet", some(&report.outlet)),
            ("url", some(&report.url)),
            ("language", some(&report.language)),
            ("notes", report.notes.join("; ")),
        ] {
            if !value.is_empty() {
                writeln!(out, "{name}: {value}").unwrap();
            }
        }
        writeln!(out, "----").unwrap();
        for block in &report.blocks {
            let mark = match block.kind {
                BlockKind::Title => "# ",
                BlockKind::Crosshead => "## ",
                BlockKind::Paragraph => "",
            };
            writeln!(out, "{mark}{}", block.span.of(&report.text)).unwrap();
        }
        writeln!(out, "---- cut").unwrap();
        for cut in &report.removed {
            writeln!(out, "{}: {}", cut.reason, cut.text).unwrap();
        }
    }
    for skipped in &batch.skipped {
        writeln!(out, "skipped: {}", skipped.error).unwrap();
    }
    out
}

#[test]
fn reports() {
    let mut wrong = String::new();
    let mut count = 0;
    for folder in ["text", "page"] {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(suite().join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
        files.retain(|f| f.extension().is_none_or(|e| e != "expected"));
        files.sort();
        for file in files {
            count += 1;
            let got = shown(&batch(&file));
            let expected = PathBuf::from(format!("{}.expected", file.display()));
            if !expected.exists() && std::env::var_os("DATELINE_SUITE_WRITE").is_some() {
                std::fs::write(&expected, &got).unwrap();
            }
            let want = std::fs::read_to_string(&expected).unwrap_or_default();
            if got != want {
                write!(wrong, "\n=== {}\n--- wanted\n{want}--- got\n{got}", file.display()).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 12, "the suite is gone");
}

const BEFORE: &str = "Ferry service to the island stops\n\nThe ferry to the island will not run until the quay has been repaired, the harbour office said on Monday.\n\nDivers found cracks in four of the pillars, and the work is to take until June at the earliest.";
const AFTER: &str = "Islanders called for a second boat, which the company said it would look for in Norway.";

fn cases() -> Vec<(String, String)> {
    let file = std::fs::read_to_string(suite().join("furniture.tsv")).unwrap();
    let lines = file.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|l| l.split_once('\t').expect("reason, tab, block"))
        .map(|(r, b)| (r.to_owned(), b.to_owned()))
        .collect()
}

#[test]
fn furniture() {
    let folder = std::env::temp_dir().join(format!("dateline-furniture-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut wrong = String::new();
    for (i, (reason, block)) in cases().into_iter().enumerate() {
        let file = folder.join(format!("{i}.txt"));
        std::fs::write(&file, format!("{BEFORE}\n\n{block}\n\n{AFTER}")).unwrap();
        let batch = batch(&file);
        let report = &batch.reports[0];
        let cut: Vec<&str> = report.removed.iter().map(|r| r.reason.as_str()).collect();
        assert!(
            report.text.ends_with(AFTER) && report.text.starts_with(BEFORE),
            "the report itself was cut for {block}"
        );
        let good = if reason == "keep" {
            cut.is_empty() && report.text.contains(&block)
        } else {
            cut == [reason.as_str()]
        };
        if !good {
            writeln!(wrong, "{reason}, but {cut:?}: {block}").unwrap();
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_class_of_furniture_has_a_case() {
    let table =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/furniture.tsv")).unwrap();
    let cases = cases();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let class = line.split('\t').next().unwrap();
        // These stand at the end of a report or at the edge of a paragraph: the report cases show them.
        if ["author-note", "story-highlights", "disclaimer"].contains(&class) {
            continue;
        }
        assert!(cases.iter().any(|(r, _)| r == class), "no case for {class} in tests/suite/furniture.tsv");
    }
}

/// A report that begins with a dateline without a year, in the ways in which the year may be known.
#[test]
fn a_day_without_a_year_takes_it_from_what_stands_beside() {
    let body = "OSLO, March 12 (Reuters) - The ferry to the island will not run until the quay has been repaired, the harbour office said on Monday.";
    let published = |source: &str, text: &str, date: Option<&str>| {
        let options = Options { date: date.map(|d| d.parse().unwrap()), ..Options::default() };
        let batch = dateline_ingest::bytes(source, text.as_bytes(), None, &options);
        batch.reports[0].published.map(|p| p.to_string())
    };
    let title = "Ferry service to the island stops";
    let plain = format!("{title}\n\n{body}");
    let pictured = format!("{title}\n\nDivers at the quay on March 10, 2023. Ada Okoye, AFP\n\n{body}");
    let archive =
        format!("{title}\n\nFILE - Divers at the quay, May 10, 2019. (AP Photo/Ada Okoye)\n\n{body}");
    let at = |url: &str| format!("{{\"id\":\"1\",\"url\":\"{url}\",\"text\":{plain:?}}}");
    for (text, date, want) in [
        (&plain, None, None),
        (&plain, Some("2023-03-14"), Some("2023-03-12")),
        (&plain, Some("2024-01-02"), Some("2024-03-12")),
        (&pictured, None, Some("2023-03-12")),
        (&archive, None, None),
        (&at("https://a.example/2023/03/13/ferry"), None, Some("2023-03-12")),
        (&at("https://a.example/2023/ferry"), None, Some("2023-03-12")),
        (&at("https://a.example/ferry"), None, None),
    ] {
        assert_eq!(published("ferry", text, date).as_deref(), want, "{text}");
    }
}
