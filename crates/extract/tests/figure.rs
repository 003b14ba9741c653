//! Figures: the cases of `suite/figure/*.txt` read with the language model, and laws that hold for any text and tree.

use std::path::Path;
use std::sync::OnceLock;

use dateline_extract::figure;
use proptest::prelude::*;
use types::{
    Block, BlockKind, Doc, Figure, Label, Name, Pos, Report, Sentence, Span, Time, TimeKind, Token, TokenSpan,
};

fn pipeline() -> &'static read::Pipeline {
    static PIPELINE: OnceLock<read::Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        let dir = model::locate(None, &mut |_| ()).expect("the language model is there or can be installed");
        read::Pipeline::load(&dir).expect("the language model loads")
    })
}

fn report(text: &str) -> Report {
    Report {
        source: "test".to_owned(),
        text: text.to_owned(),
        blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
        ..Report::default()
    }
}

fn figures(text: &str) -> Vec<Figure> {
    figure::find(&report(text), &pipeline().read(text), &[])
}

fn number(v: Option<f64>) -> String {
    v.map_or_else(String::new, |v| v.to_string())
}

/// A figure as the suite writes it.
fn line(text: &str, f: &Figure) -> String {
    let value = f.value.map_or_else(|| format!("{}..{}", number(f.low), number(f.high)), |v| v.to_string());
    let unit = f.unit.as_deref().unwrap_or("-");
    let counted = f.counted.map_or("-", |c| c.of(text));
    format!("{} | {value} | {} | {unit} | {counted}", f.span.of(text), f.comparator.name())
}

#[test]
fn suite() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/figure");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let (mut cases, mut wrong) = (0, String::new());
    for file in files {
        let suite = std::fs::read_to_string(&file).unwrap();
        for case in suite.split("\n> ").skip(1) {
            let mut lines = case.lines().filter(|l| !l.is_empty());
            let text = lines.next().unwrap();
            let want: Vec<String> = lines.map(str::to_owned).collect();
            let got: Vec<String> = figures(text).iter().map(|f| line(text, f)).collect();
            cases += 1;
            if got != want {
                wrong += &format!("\n{}: {text}\n  want {want:#?}\n  got {got:#?}\n", file.display());
            }
        }
    }
    assert!(cases > 200, "only {cases} cases were found");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn bounds_say_what_the_words_allow() {
    let bounds = |text: &str| figures(text).first().map(|f| (f.low, f.high));
    for (text, low, high) in [
        ("It has 100 beds.", Some(100.0), Some(100.0)),
        ("It has about 100 beds.", Some(90.0), Some(110.0)),
        ("It has more than 100 beds.", Some(100.0), None),
        ("It has just over 100 beds.", Some(100.0), Some(110.0)),
        ("It has at least 100 beds.", Some(100.0), None),
        ("It has fewer than 100 beds.", None, Some(100.0)),
        ("It has up to 100 beds.", None, Some(100.0)),
        ("It has nearly 100 beds.", Some(90.0), Some(100.0)),
        ("It has 10 to 15 beds.", Some(10.0), Some(15.0)),
        ("It has at least two or three beds.", Some(2.0), None),
    ] {
        assert_eq!(bounds(text), Some((low, high)), "{text}");
    }
}

#[test]
fn brackets_convert() {
    let text = "The loan of $200 million (176 million euros) pays for 60 km (37 miles) of track.";
    let found = figures(text);
    let converts: Vec<Option<usize>> = found.iter().map(|f| f.converts).collect();
    assert_eq!(converts, [None, Some(0), None, Some(2)]);
}

#[test]
fn ages_are_marked_and_know_whose() {
    let text = "Jane Roe, 51, has two cats.";
    let found = figures(text);
    assert_eq!((found[0].age, found[0].counted.map(|c| c.of(text))), (true, Some("Jane Roe")));
    assert!(!found[1].age);
}

#[test]
fn a_figure_takes_the_time_of_its_clause() {
    let text = "The army has sent 400 men since 2014, and nine ships came.";
    let doc = pipeline().read(text);
    let at = text.find("2014").unwrap();
    let span = Span::new(at, at + 4);
    let tokens = doc.tokens_in(span);
    let time = Time { span, tokens, kind: TimeKind::Date, value: Some("2014".to_owned()), days: None };
    let found = figure::find(&report(text), &doc, &[time]);
    assert_eq!(found.iter().map(|f| f.time).collect::<Vec<_>>(), [Some(0), None]);
}

#[test]
fn no_figure_crosses_a_line() {
    assert!(figures("Seven\n\nmen came.").iter().all(|f| f.counted.is_none()));
}

#[test]
fn a_long_line_is_read_in_time() {
    let text = "12 of the 14 men, 33, and 5 to 7 percent or $ 3 million ".repeat(20_000);
    let tags = ["CD", "IN", "DT", "NNS", "NN", ",", "JJ"];
    let doc = flat(&text, &tags, 1);
    assert!(!figure::find(&report(&text), &doc, &[]).is_empty());
}

/// A document whose tokens are the text's words and signs, with tags and heads that mean nothing.
fn flat(text: &str, tags: &[&str], seed: usize) -> Doc {
    let mut doc = Doc::default();
    let mut start = None;
    let mut spans = Vec::new();
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if let Some(s) = start.filter(|_| !c.is_alphanumeric()) {
            spans.push(Span::new(s, i));
            start = None;
        }
        if c.is_alphanumeric() {
            start = start.or(Some(i));
        } else if !c.is_whitespace() {
            spans.push(Span::new(i, i + c.len_utf8()));
        }
    }
    let label = |s: &str| Label::from(s);
    let per_sentence = 3 + seed % 40;
    for (i, span) in spans.iter().enumerate() {
        let first = i - i % per_sentence;
        let last = (first + per_sentence).min(spans.len());
        let head = first + (i * 7 + seed * 13) % (last - first);
        doc.tokens.push(Token {
            span: *span,
            space: true,
            tag: label(tags[(i * 5 + seed) % tags.len()]),
            pos: Pos::X,
            morph: label(""),
            lemma: label(span.of(text)),
            dep: label(["nummod", "nsubj", "prep", "ROOT"][(i + seed) % 4]),
            head,
        });
        if i == first {
            let tokens = TokenSpan::new(first, last);
            doc.sentences.push(Sentence { tokens, block: 0, kind: BlockKind::Paragraph });
            doc.names.push(Name { tokens: TokenSpan::new(first, first + 1), label: label("PERSON") });
        }
    }
    doc
}

const WORDS: &str = "(12|1,200|007|3\\.2\\.1|twenty|one|half|a|an|dozen|of|hundred|million|tens|thousands|and|to|or|more|\
    less|than|between|from|\\$|€|%|percent|-|–|,|\\.|\\(|\\)|year|old|men|dead|killed|were|the|third|two|Jane|aged|under|\
    \\n\\n|5m|3bn|½|quarter|century|pounds|kroner|’s|é|1/2|:|/|\\+)";

#[test]
fn what_is_left_out_moves_no_conversion() {
    let text = "12 12 12 12 thousands % / 5m";
    let doc =
        flat(text, &["CD", "NNS", "NN", "NNP", "JJ", "IN", "DT", "POS", "VBN", "HYPH", ",", "CC", "RB"], 0);
    let found = figure::find(&report(text), &doc, &[]);
    assert!(found.iter().enumerate().all(|(i, f)| f.converts.is_none_or(|c| c < i)), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text and the tree: no panic, spans on characters and in bounds, tokens there, same input same output.
    #[test]
    fn any_text_gives_sound_figures(
        words in prop::collection::vec(prop_oneof![9 => WORDS, 1 => "\\PC{0,6}"], 0..60),
        glue in prop::sample::select(vec![" ", "", " - "]),
        seed in 0usize..1000,
    ) {
        let text = words.join(glue);
        let tags = ["CD", "NNS", "NN", "NNP", "JJ", "IN", "DT", "POS", "VBN", "HYPH", ",", "CC", "RB"];
        let doc = flat(&text, &tags, seed);
        let found = figure::find(&report(&text), &doc, &[]);
        for f in &found {
            let counted = f.counted.into_iter();
            for span in [f.span, f.number].into_iter().chain(counted) {
                prop_assert!(span.get(&text).is_some_and(|s| !s.is_empty()), "{span:?} of {text:?}");
            }
            prop_assert!(f.token < doc.tokens.len() && f.head < doc.tokens.len());
            prop_assert!(f.span.contains(f.number));
            prop_assert!(f.low.zip(f.high).is_none_or(|(low, high)| low <= high), "{f:?}");
            prop_assert!(f.converts.is_none_or(|c| c < found.len()));
        }
        prop_assert_eq!(&found, &figure::find(&report(&text), &doc, &[]));
    }
}
