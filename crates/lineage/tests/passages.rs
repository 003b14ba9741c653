//! Passages and what others made of them (`suite/sentences.txt`): which are found to come from one text, with the language model and without.
//!
//! The tests print a table: for each kind how many pairs of passages are linked, then precision (of the linked pairs, how many come from one text) and
//! recall (of those that do, how many are linked).

#[allow(dead_code, reason = "each test uses a part of it")]
mod plain;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use dateline_lineage::{Vectors, trace_with};
use types::{Doc, Report};

/// The kinds of pairs, and whether they come from one text.
const KINDS: [(&str, bool); 5] =
    [("verbatim", true), ("light", true), ("heavy", true), ("told", false), ("quote", false)];

/// Least precision and recall.
#[derive(Clone, Copy)]
struct Floor {
    precision: f64,
    recall: f64,
    heavy: f64,
}

/// The cases: name, then text by kind; `base` is the passage.
fn cases() -> Vec<(&'static str, BTreeMap<&'static str, String>)> {
    let mut out: Vec<(&str, BTreeMap<&str, String>)> = Vec::new();
    for line in include_str!("suite/sentences.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix("=== ") {
            out.push((name, BTreeMap::new()));
        } else if let Some((kind, text)) = line.split_once(": ") {
            out.last_mut().expect("a name before its texts").1.insert(kind, text.to_owned());
        }
    }
    for (name, texts) in &mut out {
        let (_, rest) = texts["base"].split_once(". ").unwrap_or_else(|| panic!("{name}: two sentences"));
        let rest = rest.to_owned();
        texts.insert("verbatim", rest);
    }
    out
}

/// Whether two passages are found to come from one text.
fn linked(read: &impl Fn(&str) -> (Report, Doc), vectors: &Vectors<'_>, a: &str, b: &str) -> bool {
    let (x, y) = (read(a), read(b));
    let extracts = [plain::extract(), plain::extract()];
    !trace_with(&[x.0, y.0], &[x.1, y.1], &extracts, &[], vectors).links.is_empty()
}

/// Measures all cases, prints the table and holds the floors.
fn measure(read: impl Fn(&str) -> (Report, Doc), vectors: &Vectors<'_>, floor: Floor) {
    let (mut hits, mut all) = (BTreeMap::new(), BTreeMap::new());
    let mut wrong = Vec::new();
    for (name, texts) in cases() {
        for (kind, same) in KINDS {
            let found = linked(&read, vectors, &texts["base"], &texts[kind]);
            *all.entry(kind).or_insert(0) += 1;
            *hits.entry(kind).or_insert(0) += usize::from(found);
            if found != same {
                wrong.push(format!("{name}: {kind}"));
            }
        }
    }
    let sum = |same| KINDS.iter().filter(|k| k.1 == same).map(|k| hits[k.0]).sum::<usize>() as f64;
    let copies: usize = KINDS.iter().filter(|k| k.1).map(|k| all[k.0]).sum();
    let (precision, recall) = (sum(true) / (sum(true) + sum(false)), sum(true) / copies as f64);
    for (kind, _) in KINDS {
        println!("{kind:9} {:3} of {:3} linked", hits[kind], all[kind]);
    }
    println!("precision {precision:.3}, recall {recall:.3}; wrong: {}", wrong.join(", "));
    assert!(all.values().sum::<usize>() > 100, "more than a hundred pairs");
    let heavy = hits["heavy"] as f64 / all["heavy"] as f64;
    assert!(
        precision >= floor.precision && recall >= floor.recall && heavy >= floor.heavy,
        "precision {precision:.3}, recall {recall:.3}, heavy {heavy:.3}"
    );
}

#[test]
fn passages_without_a_model() {
    let read = |text: &str| {
        let report = plain::report(text);
        let doc = plain::doc(&report);
        (report, doc)
    };
    measure(read, &|_| None, Floor { precision: 0.98, recall: 0.66, heavy: 0.0 });
}

fn pipeline() -> &'static read::Pipeline {
    static PIPELINE: OnceLock<read::Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        let dir = model::locate(None, &mut |_| ()).expect("the language model is at hand");
        read::Pipeline::load(&dir).expect("the language model loads")
    })
}

#[test]
fn passages_with_the_model() {
    let read = |text: &str| {
        let report = plain::report(text);
        let doc = pipeline().read_blocks(&report.text, &report.blocks);
        (report, doc)
    };
    measure(read, &|word| pipeline().vector(word), Floor { precision: 0.98, recall: 0.85, heavy: 0.6 });
}
