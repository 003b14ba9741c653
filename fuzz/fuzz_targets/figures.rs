//! Any text under any tree: figures whose spans lie in the text, never a panic.
//!
//! `cargo +nightly fuzz run figures`; the first byte chooses the tags and heads, the rest is the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use types::{Block, BlockKind, Doc, Label, Pos, Report, Sentence, Span, Token, TokenSpan};

const TAGS: [&str; 12] = ["CD", "NNS", "NN", "NNP", "JJ", "IN", "DT", "POS", "VBN", "HYPH", ",", "CC"];

/// Words and signs as tokens, in sentences of twenty.
fn read(text: &str, seed: usize) -> Doc {
    let mut doc = Doc::default();
    for (i, word) in text.split_whitespace().enumerate() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let label = |s: &str| Label::from(s);
        doc.tokens.push(Token {
            span: Span::new(start, start + word.len()),
            space: true,
            tag: label(TAGS[(i * 5 + seed) % TAGS.len()]),
            pos: Pos::X,
            morph: label(""),
            lemma: label(word),
            dep: label("nsubj"),
            head: i - i % 20,
        });
    }
    for first in (0..doc.tokens.len()).step_by(20) {
        let tokens = TokenSpan::new(first, (first + 20).min(doc.tokens.len()));
        doc.sentences.push(Sentence { tokens, block: 0, kind: BlockKind::Paragraph });
    }
    doc
}

fuzz_target!(|data: &[u8]| {
    let Some((seed, bytes)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let report = Report {
        text: text.to_owned(),
        blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
        ..Report::default()
    };
    for figure in extract::figure::find(&report, &read(text, usize::from(*seed)), &[]) {
        assert!(figure.span.get(text).is_some() && figure.span.contains(figure.number));
    }
});
