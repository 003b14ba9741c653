//! Runs the cases of `tests/suite/quote/*.txt`: a report's text and the quotes that a careful reader finds in it.
//!
//! A case is `== name`, the paragraphs (parted by blank lines; `[title] ` or `[crosshead] ` before one says what
//! it is), a line `--`, and one line a quote: `kind | words | words that name the speaker | cue`, `-` for none,
//! and after a further `|` what else counts: `to NAME`, `via NAME`, `stance WORD`, `in N` (number of the line,
//! from 1, of the indirect quote that holds it).

use std::fmt::Write as _;
use std::sync::OnceLock;

use proptest::prelude::*;
use types::{Block, BlockKind, Quote, QuoteKind, Report, Span};

fn pipeline() -> &'static read::Pipeline {
    static PIPELINE: OnceLock<read::Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        let folder =
            model::locate(None, &mut |_| ()).expect("the language model is at hand or can be fetched");
        read::Pipeline::load(&folder).expect("the language model loads")
    })
}

/// A report whose paragraphs are parted by blank lines.
fn report(text: &str) -> Report {
    let mut clean = String::new();
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let (kind, words) = match part {
            p if p.starts_with("[title] ") => (BlockKind::Title, &p[8..]),
            p if p.starts_with("[crosshead] ") => (BlockKind::Crosshead, &p[12..]),
            p => (BlockKind::Paragraph, p),
        };
        if !clean.is_empty() {
            clean.push_str("\n\n");
        }
        let start = clean.len();
        clean.push_str(words);
        if !words.is_empty() {
            blocks.push(Block { span: Span::new(start, clean.len()), kind });
        }
    }
    Report { source: "case".to_owned(), text: clean, blocks, ..Report::default() }
}

fn quotes(report: &Report) -> Vec<Quote> {
    let mut doc = pipeline().read_blocks(&report.text, &report.blocks);
    dateline_extract::sentence::join(&mut doc, &report.text);
    let names = dateline_extract::name::find(report, &doc);
    dateline_extract::quote::find(report, &doc, &names)
}

/// One quote as a line of a case, with no more than the parts that `expected` names after the cue.
fn line(text: &str, quote: &Quote, expected: &str) -> String {
    let words = |span: Option<Span>| span.map_or("-", |s| s.of(text)).to_owned();
    let cue = quote.cue.as_deref().unwrap_or("-");
    let mut line =
        format!("{} | {} | {} | {cue}", quote.kind.name(), quote.span.of(text), words(quote.speaker_mention));
    for extra in expected.split(" | ").skip(4) {
        let (key, _) = extra.split_once(' ').unwrap_or((extra, ""));
        let value = match key {
            "to" => quote.addressee.clone().unwrap_or_default(),
            "via" => quote.relayed_by.join(", "),
            "stance" => quote.stance.clone().unwrap_or_default(),
            "in" => quote.part_of.map_or(String::new(), |n| (n + 1).to_string()),
            other => format!("unknown part {other}"),
        };
        write!(line, " | {key} {value}").expect("writing to a string cannot fail");
    }
    line
}

/// What a case got wrong, or nothing.
fn check(case: &str) -> Option<String> {
    let (name, rest) = case.split_once('\n')?;
    let (text, expected) = rest.split_once("\n--\n")?;
    let report = report(text.trim());
    let expected: Vec<&str> = expected.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    let found = quotes(&report);
    let found: Vec<String> = found
        .iter()
        .enumerate()
        .map(|(i, q)| line(&report.text, q, expected.get(i).copied().unwrap_or("")))
        .collect();
    (found != expected).then(|| {
        format!(
            "== {name}\n  expected\n    {}\n  found\n    {}\n",
            expected.join("\n    "),
            found.join("\n    ")
        )
    })
}

#[test]
fn suite() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/quote");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the suite is there").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let mut wrong = String::new();
    let mut cases = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a text file");
        for case in text.split("\n== ").skip(1) {
            cases += 1;
            if let Some(report) = check(case) {
                wrong.push_str(&report);
            }
        }
    }
    assert!(cases > 30, "only {cases} cases were read");
    assert!(wrong.is_empty(), "{wrong}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Any text gives quotes with spans in bounds, on character boundaries, inside one paragraph, in order.
    #[test]
    fn spans_hold(parts in prop::collection::vec(
        prop::sample::select(vec![
            "“", "”", "\"", "'", "‘", "’", "``", "''", "«", "»", " ", " ", "\n\n", "\n", ", ", ". ", ": ", "? ", " — ",
            "she said", "said Ana Ruiz", "The minister told reporters that", "according to the mayor",
            "the plan is dead", "Signs read", "accused them of", "He called it", "Ünïcödé", "is", "workers", "'90s",
        ]), 0..40)) {
        let text = parts.concat();
        let report = report(&text);
        let found = quotes(&report);
        prop_assert_eq!(&found, &quotes(&report));
        let mut last = 0;
        for quote in &found {
            prop_assert!(quote.span.get(&report.text).is_some());
            prop_assert!(quote.speaker_mention.is_none_or(|s| s.get(&report.text).is_some()));
            prop_assert!(quote.cue_span.is_none_or(|s| s.get(&report.text).is_some()));
            prop_assert!(report.blocks.iter().any(|b| b.span.contains(quote.span)));
            prop_assert!(quote.span.start >= last);
            last = quote.span.start;
            if let Some(holder) = quote.part_of {
                prop_assert!(found[holder].kind == QuoteKind::Indirect && found[holder].span.contains(quote.span));
            }
        }
    }
}
