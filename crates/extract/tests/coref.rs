//! Coreference in invented texts: the cases of `suite/coref/*.txt` (format in `suite/coref/format.md`).

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use read::Pipeline;
use types::{Block, BlockKind, Mention, Report, Span};

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        let folder = model::locate(None, &mut |_| ()).expect("the language model is installed");
        Pipeline::load(&folder).expect("the language model loads")
    })
}

fn report(text: &str) -> Report {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        blocks.push(Block { span: Span::new(at, at + part.len()), kind: BlockKind::Paragraph });
        at += part.len() + 2;
    }
    Report { source: "case".into(), text: text.to_string(), blocks, ..Report::default() }
}

/// Where the words (or their n-th place, "words#n") stand.
fn place(text: &str, words: &str) -> Span {
    let (words, nth) =
        words.split_once('#').map_or((words, 1), |(w, n)| (w, n.parse().expect("a number after #")));
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |at: usize| {
        !letter(text[..at].chars().next_back()) && !letter(text[at + words.len()..].chars().next())
    };
    let at = text.match_indices(words).map(|(i, _)| i).filter(|i| whole(*i)).nth(nth - 1);
    let start = at.unwrap_or_else(|| panic!("“{words}” does not stand {nth} times in “{text}”"));
    Span::new(start, start + words.len())
}

/// The referent of the mention with exactly these words, or of the one that begins or ends with them.
fn referent(mentions: &[Mention], span: Span) -> Option<usize> {
    let exact = mentions.iter().find(|m| m.span == span);
    let near = || mentions.iter().find(|m| m.span.start == span.start || m.span.end == span.end);
    exact.or_else(near).map(|m| m.referent)
}

#[test]
fn chains_of_the_suite() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/suite/coref");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the suite is there").flatten().map(|f| f.path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        let all = fs::read_to_string(file).expect("a suite file is text");
        for case in all.split("## ").skip(1) {
            let (title, rest) = case.split_once('\n').expect("a case has a title");
            let (text, wanted) = rest.split_once("\n=>").expect("a case has a =>");
            let report = report(text.trim());
            let mut doc = pipeline().read_blocks(&report.text, &report.blocks);
            dateline_extract::sentence::join(&mut doc, &report.text);
            let got = dateline_extract::report(&report, &doc);
            let mut seen = Vec::new();
            for chain in wanted.lines().map(str::trim).filter(|l| !l.is_empty()) {
                let referents: Vec<Option<usize>> = chain
                    .split(" | ")
                    .map(|w| referent(&got.mentions, place(&report.text, w.trim())))
                    .collect();
                if referents[0].is_none()
                    || referents.iter().any(|r| *r != referents[0])
                    || seen.contains(&referents[0])
                {
                    wrong.push(format!("{title}: {chain} -> {referents:?}, before {seen:?}"));
                }
                seen.push(referents[0]);
            }
        }
    }
    assert!(wrong.is_empty(), "{} chains:\n{}", wrong.len(), wrong.join("\n"));
}
