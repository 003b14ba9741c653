//! Trees that no grammar allows but a model may give: nothing panics or runs for ever.

use dateline_extract as extract;
use types::{Block, BlockKind, Doc, Label, Pos, Report, Sentence, Span, Token, TokenSpan};

/// A report of these words: (word, tag, part of speech, label, head).
fn read(words: &[(&str, &str, Pos, &str, usize)]) -> (Report, Doc) {
    let (mut text, mut doc) = (String::new(), Doc::default());
    for &(word, tag, pos, dep, head) in words {
        let start = text.len();
        text.push_str(word);
        doc.tokens.push(Token {
            span: Span::new(start, text.len()),
            space: true,
            tag: Label::from(tag),
            pos,
            morph: Label::default(),
            lemma: Label::from(word),
            dep: Label::from(dep),
            head,
        });
        text.push(' ');
    }
    let tokens = TokenSpan::new(0, words.len());
    doc.sentences.push(Sentence { tokens, block: 0, kind: BlockKind::Paragraph });
    let blocks = vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
    (Report { text, blocks, ..Report::default() }, doc)
}

#[test]
fn the_object_of_an_of_may_stand_before_it() {
    let noun = |dep, head| ("rebels", "NNS", Pos::Noun, dep, head);
    let the = ("the", "DT", Pos::Det, "det", 1);
    let of = |head, dep| ("of", "IN", Pos::Adp, dep, head);
    for words in [
        vec![the, noun("pobj", 2), of(2, "ROOT"), ("fled", "VBD", Pos::Verb, "conj", 2)],
        vec![noun("pobj", 3), the, noun("nsubj", 3), of(3, "ROOT"), ("fled", "VBD", Pos::Verb, "conj", 3)],
    ] {
        let (report, doc) = read(&words);
        let found = extract::report(&report, &doc);
        assert!(found.mentions.iter().all(|m| m.span.get(&report.text).is_some()));
    }
}
