//! Two reports of any words under any trees (dependencies never run in circles), through every stage behind `read`: events in every
//! export, the brief in every form, a trace of the second report's words; spans of events lie in the text, and nothing panics.
//!
//! `cargo +nightly fuzz run story`; three bytes make a token: its word, its tag and label, its head.
#![no_main]

use libfuzzer_sys::fuzz_target;
use types::{
    Block, BlockKind, Date, Doc, Extract, Label, Name, Pos, Published, Report, Sentence, Span, Story, Token,
    TokenSpan,
};

const WORDS: [&str; 64] = [
    "Peru",
    "Norway",
    "Lima",
    "Oslo",
    "Mayor",
    "Orr",
    "Vance",
    "Reuters",
    "he",
    "they",
    "who",
    "the",
    "a",
    "its",
    "rebels",
    "troops",
    "police",
    "ministry",
    "talks",
    "deal",
    "storm",
    "ship",
    "homes",
    "attacked",
    "bombed",
    "killed",
    "said",
    "told",
    "met",
    "signed",
    "rejected",
    "will",
    "was",
    "not",
    "to",
    "be",
    "by",
    "with",
    "of",
    "in",
    "on",
    "from",
    "and",
    "or",
    "but",
    "that",
    "12",
    "5,000",
    "three",
    "$2m",
    "percent",
    "Tuesday",
    "yesterday",
    "March",
    "2024",
    "\"",
    "“",
    "”",
    "'",
    ",",
    ".",
    "(",
    ")",
    "—",
];
const TAGS: [(&str, Pos); 12] = [
    ("NNP", Pos::Propn),
    ("NN", Pos::Noun),
    ("NNS", Pos::Noun),
    ("VBD", Pos::Verb),
    ("VBN", Pos::Verb),
    ("VB", Pos::Verb),
    ("VBG", Pos::Verb),
    ("IN", Pos::Adp),
    ("CD", Pos::Num),
    ("PRP", Pos::Pron),
    ("JJ", Pos::Adj),
    ("CC", Pos::Cconj),
];
const DEPS: [&str; 21] = [
    "nsubj",
    "nsubjpass",
    "dobj",
    "pobj",
    "prep",
    "agent",
    "ccomp",
    "xcomp",
    "advcl",
    "relcl",
    "acl",
    "appos",
    "amod",
    "compound",
    "poss",
    "conj",
    "cc",
    "attr",
    "aux",
    "neg",
    "nummod",
];
/// Tokens of a sentence.
const SENTENCE: usize = 20;

/// A report and its document.
fn read(data: &[u8]) -> (Report, Doc) {
    let (mut text, mut doc) = (String::new(), Doc::default());
    let last = data.len() / 3 - 1;
    for (i, bytes) in data.chunks_exact(3).enumerate() {
        let word = WORDS[usize::from(bytes[0]) % WORDS.len()];
        let (tag, pos) = TAGS[usize::from(bytes[1]) % TAGS.len()];
        let first = i - i % SENTENCE;
        // Left of the root every token hangs on one further right, right of it on one further left: a tree, if a wild one.
        let root = (first + usize::from(data[first * 3]) % SENTENCE).min(last);
        let reach = if i < root { root - i } else { i - root };
        let step = if reach == 0 { 0 } else { 1 + usize::from(bytes[2]) % reach };
        let start = text.len();
        text.push_str(word);
        doc.tokens.push(Token {
            span: Span::new(start, text.len()),
            space: true,
            tag: Label::from(tag),
            pos,
            morph: Label::default(),
            lemma: Label::from(word.to_lowercase()),
            dep: if i == root {
                Label::from("ROOT")
            } else {
                Label::from(DEPS[usize::from(bytes[1] ^ bytes[2]) % DEPS.len()])
            },
            head: if i < root { i + step } else { i - step },
        });
        if tag == "NNP" {
            let label = ["PERSON", "ORG", "GPE"][usize::from(bytes[2]) % 3];
            doc.names.push(Name { tokens: TokenSpan::new(i, i + 1), label: Label::from(label) });
        }
        text.push(' ');
    }
    text.truncate(text.trim_end().len());
    let n = doc.tokens.len();
    for first in (0..n).step_by(SENTENCE) {
        let tokens = TokenSpan::new(first, (first + SENTENCE).min(n));
        doc.sentences.push(Sentence { tokens, block: 0, kind: BlockKind::Paragraph });
    }
    let date: Option<Date> = "2024-03-12".parse().ok();
    let report = Report {
        blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
        published: date.map(|date| Published { date, time: None, offset_minutes: None }),
        text,
        ..Report::default()
    };
    (report, doc)
}

/// What `pipeline` makes of reports that have been read.
fn told(read: Vec<(Report, Doc)>) -> Story {
    let mut story = Story::default();
    for (report, doc) in read {
        let extract: Extract = extract::report(&report, &doc);
        story.rewritten.push(lineage::rewritten(&report, &doc, &extract));
        story.extracts.push(extract);
        story.docs.push(doc);
        story.reports.push(report);
    }
    story.entities = link::entities(&story.reports, &story.extracts);
    story.events = link::events(&story.reports, &story.docs, &story.extracts, &story.entities);
    link::settle_codes(&mut story.events, &story.entities);
    story.lineage =
        lineage::trace_with(&story.reports, &story.docs, &story.extracts, &story.entities, &|_| None);
    story.findings = compare::claims(&story);
    story.brief = brief::write(&story);
    story
}

fuzz_target!(|data: &[u8]| {
    // Longer inputs find nothing that two screens of text do not.
    if data.len() < 6 || data.len() > 1_800 {
        return;
    }
    let (first, second) = data.split_at(data.len() / 2);
    let story = told(vec![read(first), read(second)]);
    for (report, extract) in story.reports.iter().zip(&story.extracts) {
        assert!(extract.events.iter().all(|e| e.span.get(&report.text).is_some()));
    }
    use brief::export::Format;
    for format in [Format::Plover, Format::Ngec, Format::Cameo, Format::Csv, Format::Jsonl] {
        let _ = brief::export::export(&story, format);
    }
    let _ = (brief::export::list(&story, 80, false), brief::terminal(&story, 80, false));
    let _ = (brief::markdown(&story), brief::html(&story), brief::json::document(&story));
    let (report, doc) = (&story.reports[1], &story.docs[1]);
    let question = compare::Question { text: &report.text, doc, extract: &story.extracts[1] };
    let trace = compare::trace(&story, &question);
    let _ = (brief::trace::terminal(&story, &trace, 80, false), brief::trace::json(&story, &trace));
});
