//! A reader for tests that need no language model: words by their letters, sentences by their stops, kinds of word by their looks. One line is one
//! block.

use std::sync::Arc;

use types::{Block, BlockKind, Doc, Extract, Label, Pos, Report, Sentence, Span, Token, TokenSpan};

const FUNCTION: &str = " a an the this that these those its his her their my our your it he she they we i you who whom which what of in on at by for \
 from to with without within into onto over under about after before since until between among against during near across and or but nor so if because \
 while when where as than is are was were be been being am has have had do does did will would can could may might must shall should not no n't ";

/// A report with this text; each line a paragraph.
pub fn report(text: &str) -> Report {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(at, at + line.len()), kind: BlockKind::Paragraph });
        }
        at += line.len() + 1;
    }
    Report { text: text.to_owned(), blocks, ..Report::default() }
}

/// The report read.
pub fn doc(report: &Report) -> Doc {
    let mut doc = Doc::default();
    for (number, block) in report.blocks.iter().enumerate() {
        let first = doc.tokens.len();
        tokens(&report.text, block.span, &mut doc);
        let last = doc.tokens.len();
        let mut start = first;
        for i in first..last {
            let stop = matches!(doc.tokens[i].span.of(&report.text), "." | "?" | "!");
            let ends = stop
                && doc.tokens.get(i + 1).is_none_or(|t| !t.span.of(&report.text).starts_with(['"', '”']));
            if ends || i + 1 == last {
                doc.sentences.push(Sentence {
                    tokens: TokenSpan::new(start, i + 1),
                    block: number,
                    kind: block.kind,
                });
                start = i + 1;
            }
        }
    }
    doc
}

/// Nothing understood.
pub fn extract() -> Extract {
    Extract::default()
}

fn tokens(text: &str, span: Span, doc: &mut Doc) {
    let block = span.of(text);
    let mut at = 0;
    let mut opening = true;
    while let Some(c) = block[at..].chars().next() {
        let word: usize = block[at..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-'))
            .map(char::len_utf8)
            .sum();
        let len = if word > 0 { word } else { c.len_utf8() };
        if !c.is_whitespace() {
            let here = Span::new(span.start + at, span.start + at + len);
            let pos = pos(here.of(text), opening);
            opening = matches!(c, '.' | '?' | '!' | '"' | '“');
            let label = |s: &str| -> Label { Arc::from(s) };
            doc.tokens.push(Token {
                span: here,
                space: block[at + len..].starts_with(' '),
                tag: label(""),
                pos,
                morph: label(""),
                lemma: label(&lemma(here.of(text))),
                dep: label(""),
                head: doc.tokens.len(),
            });
        }
        at += len;
    }
}

fn pos(word: &str, opening: bool) -> Pos {
    let first = word.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        Pos::Num
    } else if !first.is_alphanumeric() {
        Pos::Punct
    } else if FUNCTION.contains(&format!(" {} ", word.to_lowercase())) {
        Pos::Det
    } else if first.is_uppercase() && !opening {
        Pos::Propn
    } else {
        Pos::Noun
    }
}

fn lemma(word: &str) -> String {
    let word = word.to_lowercase();
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 3) {
            return stem.to_owned();
        }
    }
    word
}
