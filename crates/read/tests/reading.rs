//! What the pipeline makes of texts: a known sentence, blocks, degenerate texts, and laws that hold of any text.

mod common;

use std::{fmt::Write, sync::OnceLock, thread};

use dateline_read::Pipeline;
use proptest::prelude::*;
use types::{Block, BlockKind, Doc, MAX_SENTENCE_TOKENS, Span};

/// The default pipeline, loaded once.
fn pipeline() -> Option<&'static Pipeline> {
    static PIPELINE: OnceLock<Option<Pipeline>> = OnceLock::new();
    let load =
        || common::folder().map(|folder| Pipeline::load(&folder).expect("the installed model is whole"));
    PIPELINE.get_or_init(load).as_ref()
}

/// One token a line: text, tag, part of speech, lemma, label, head.
fn shown(text: &str, doc: &Doc) -> String {
    let mut out = String::new();
    for (i, t) in doc.tokens.iter().enumerate() {
        let head = if t.head == i { "-" } else { doc.word(text, t.head) };
        writeln!(out, "{} {} {} {} {} {head}", doc.word(text, i), t.tag, t.pos.name(), t.lemma, t.dep)
            .expect("memory");
    }
    out
}

fn names(text: &str, doc: &Doc) -> Vec<String> {
    doc.names.iter().map(|n| format!("{} {}", n.label, doc.span(n.tokens).of(text))).collect()
}

/// The laws of a document: see each assertion.
fn assert_lawful(text: &str, doc: &Doc, blocks: &[Block]) {
    let mut at = 0;
    for token in &doc.tokens {
        assert!(token.span.start >= at && !token.span.is_empty(), "tokens are in order and not empty");
        assert!(token.span.get(text).is_some(), "spans lie on characters");
        assert!(token.head < doc.tokens.len());
        at = token.span.end;
        if token.space {
            assert_eq!(&text[at..=at], " ");
            at += 1;
        }
    }
    for block in blocks {
        let mut at = block.span.start;
        for token in doc.tokens.iter().filter(|t| block.span.contains(t.span)) {
            assert_eq!(token.span.start, at, "the tokens of a block leave nothing out");
            at = token.span.end + usize::from(token.space);
        }
        assert_eq!(at, block.span.end, "and reach its end");
    }
    let mut token = 0;
    for sentence in &doc.sentences {
        assert_eq!(sentence.tokens.start, token, "sentences part the tokens");
        assert!(!sentence.tokens.is_empty() && sentence.tokens.len() <= MAX_SENTENCE_TOKENS);
        token = sentence.tokens.end;
        let block = blocks[sentence.block].span;
        assert!(
            sentence.tokens.iter().all(|t| block.contains(doc.tokens[t].span)),
            "no sentence crosses a block"
        );
    }
    assert_eq!(token, doc.tokens.len());
    let mut token = 0;
    for name in &doc.names {
        assert!(name.tokens.start >= token && !name.tokens.is_empty() && name.tokens.end <= doc.tokens.len());
        token = name.tokens.end;
    }
}

fn whole(text: &str) -> Vec<Block> {
    vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }]
}

fn lawful(pipeline: &Pipeline, text: &str) -> Doc {
    let doc = pipeline.read(text);
    assert_lawful(text, &doc, &whole(text));
    doc
}

#[test]
fn the_worked_example() {
    let Some(pipeline) = pipeline() else { return };
    let text = "Larsen met Ortega in Oslo on Friday, E.U. officials said.";
    let doc = lawful(pipeline, text);
    let expected = "\
Larsen NNP PROPN Larsen nsubj met
met VBD VERB meet ccomp said
Ortega NNP PROPN Ortega dobj met
in IN ADP in prep met
Oslo NNP PROPN Oslo pobj in
on IN ADP on prep met
Friday NNP PROPN Friday pobj on
, , PUNCT , punct said
E.U. NNP PROPN E.U. compound officials
officials NNS NOUN official nsubj said
said VBD VERB say ROOT -
. . PUNCT . punct said
";
    assert_eq!(shown(text, &doc), expected);
    assert_eq!(names(text, &doc), ["PERSON Larsen", "PERSON Ortega", "GPE Oslo", "DATE Friday", "ORG E.U."]);
}

#[test]
fn tokens_with_affixes_and_special_cases() {
    let Some(pipeline) = pipeline() else { return };
    for (text, expected) in [
        ("(don't)", "( do n't )"),
        ("foo:)", "foo :)"),
        ("http://x.com).", "http://x.com ) ."),
        ("a  b", "a ␠ b"),
        ("a \n b", "a ⏎␠ b"),
        ("a\n b", "a ⏎␠ b"),
        (" lead", "␠ lead"),
        ("NATO. U.S. Inc. 10km.", "NATO . U.S. Inc. 10 km ."),
        ("well-known—indeed", "well - known — indeed"),
        ("-start", "-start"),
        ("......x", "...... x"),
        ("10-12 €5m 5€", "10 - 12 € 5 m 5 €"),
        ("she'd've gonna", "she 'd 've gon na"),
        ("a.B e.g. end.Start", "a. B e.g. end . Start"),
        ("me@mail.example.org", "me@mail.example.org"),
    ] {
        let doc = lawful(pipeline, text);
        let words: Vec<String> =
            (0..doc.tokens.len()).map(|i| doc.word(text, i).replace(' ', "␠").replace('\n', "⏎")).collect();
        assert_eq!(words.join(" "), expected, "{text:?}");
    }
}

#[test]
fn blocks_are_read_by_themselves() {
    let Some(pipeline) = pipeline() else { return };
    let text = "Ferry sinks off Tenby\n\nThe crew was saved, Ms. Odile Vance said. Nobody was hurt.";
    let block = |start, end, kind| Block { span: Span::new(start, end), kind };
    let blocks = [block(0, 21, BlockKind::Title), block(23, text.len(), BlockKind::Paragraph)];
    let doc = pipeline.read_blocks(text, &blocks);
    assert_lawful(text, &doc, &blocks);
    let sentences: Vec<_> = doc.sentences.iter().map(|s| (s.block, doc.span(s.tokens).of(text))).collect();
    assert_eq!(
        sentences,
        [
            (0, "Ferry sinks off Tenby"),
            (1, "The crew was saved, Ms. Odile Vance said."),
            (1, "Nobody was hurt.")
        ]
    );
    let alone = pipeline.read(&text[23..]);
    let first = doc.sentences[1].tokens.start;
    for (together, alone) in doc.tokens[first..].iter().zip(&alone.tokens) {
        assert_eq!(
            (together.head - first, &together.dep, &together.tag),
            (alone.head, &alone.dep, &alone.tag)
        );
        assert_eq!(together.span.start - 23, alone.span.start);
    }
}

#[test]
fn degenerate_texts() {
    let Some(pipeline) = pipeline() else { return };
    assert_eq!(pipeline.read(""), Doc::default());
    let long_line = "x".repeat(250_000);
    let brackets = "(".repeat(30_000);
    let words = "Grey ships wait. ".repeat(20_000);
    let address = format!("http://a.b/{}", ":@.".repeat(3_000));
    let colons = "a:b@".repeat(2_500);
    for text in [
        " ",
        "\n\n\n",
        "\u{1c}",
        "a",
        ".",
        "’",
        "\u{200b}",
        "İİİ",
        "字字字",
        "👍🏽👍",
        "\0\0",
        "e\u{301}",
        "'",
        "\t a \t",
        &long_line,
        &brackets,
        &words,
        &address,
        &colons,
        &"\n".repeat(5_000),
        &".".repeat(9_000),
        &"a.b".repeat(3_000),
    ] {
        lawful(pipeline, text);
    }
    let space = &pipeline.read(" ").tokens[0];
    assert_eq!((&*space.tag, space.pos, &*space.dep), ("_SP", types::Pos::Space, "dep"));
}

#[test]
fn a_sentence_without_end_is_parted_at_its_marks() {
    let Some(pipeline) = pipeline() else { return };
    let text = "Norway praised, praised and praised the crew of the Marta, ".repeat(400);
    let doc = lawful(pipeline, &text);
    let long = doc.sentences.iter().filter(|s| s.tokens.len() > MAX_SENTENCE_TOKENS / 2);
    assert!(long.count() > 0, "it is one sentence to the parser");
    for sentence in &doc.sentences {
        assert!(
            sentence.tokens.iter().all(|t| sentence.tokens.has(doc.tokens[t].head)),
            "no arc leaves a sentence"
        );
        assert_eq!(doc.word(&text, sentence.tokens.end - 1), ",");
    }
}

#[test]
fn threads_read_the_same() {
    let Some(pipeline) = pipeline() else { return };
    let text =
        "Two boats left Gdansk at dawn; one, the Marta, came back. \"We'll wait,\" said Ilse Brandt, 41.";
    let expected = pipeline.read(text);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..5).for_each(|_| assert_eq!(pipeline.read(text), expected)));
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_read_lawfully_and_alike(text in "\\PC{0,200}|([a-zA-Z]{1,9}[ .,'’\\n-]{1,2}){0,60}|[ \\n.:()/@'’\\-$0-9A-Za-z]{0,150}") {
        if let Some(pipeline) = pipeline() {
            let doc = lawful(pipeline, &text);
            prop_assert_eq!(pipeline.read(&text), doc);
        }
    }

    #[test]
    fn blocks_anywhere_do_no_harm(text in "\\PC{0,60}", ends in prop::collection::vec((0usize..80, 0usize..80), 0..5)) {
        if let Some(pipeline) = pipeline() {
            let blocks: Vec<Block> = ends
                .iter()
                .map(|&(a, b)| Block { span: Span::new(a.min(b), a.max(b)), kind: BlockKind::Paragraph })
                .collect();
            let doc = pipeline.read_blocks(&text, &blocks);
            prop_assert!(doc.tokens.iter().all(|t| t.span.get(&text).is_some()));
        }
    }
}
