//! Any text under any tree: times in order, inside the text, with the days of their values, never a panic.
//!
//! `cargo +nightly fuzz run times`; the first byte chooses the tags and the day of publication, the rest is the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use types::{
    Block, BlockKind, Date, Doc, Label, Pos, Published, Report, Sentence, Span, Time, Token, TokenSpan,
};

const TAGS: [&str; 12] = ["VBD", "VBN", "VB", "VBZ", "VBG", "MD", "TO", "IN", "NN", "NNP", "JJ", "RB"];

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
            pos: if (i + seed) % 3 == 0 { Pos::Verb } else { Pos::Noun },
            morph: label(""),
            lemma: label(word),
            dep: label(if i % 2 == 0 { "aux" } else { "pobj" }),
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
        published: Date::new(i16::from(*seed) * 39, 1 + (*seed % 12) as i8, 1 + (*seed % 28) as i8)
            .ok()
            .map(|date| Published { date, time: None, offset_minutes: None }),
        text: text.to_owned(),
        blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
        ..Report::default()
    };
    let mut end = 0;
    for time in extract::time::find(&report, &read(text, usize::from(*seed))) {
        assert!(time.span.start >= end && time.span.get(text).is_some());
        assert_eq!(time.days, time.value.as_deref().and_then(Time::days_of));
        end = time.span.end;
    }
});
