//! A report's text as read: tokens, sentences, tags, dependencies, names.

use std::sync::Arc;

use crate::{BlockKind, Span, TokenSpan};

/// A label of the language pipeline (tag, dependency, lemma, …), shared between tokens.
pub type Label = Arc<str>;

/// Coarse part of speech (Universal Dependencies).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the standard's own")]
pub enum Pos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Space,
    Sym,
    Verb,
    X,
}

impl Pos {
    /// All values with the names that the standard gives them.
    pub const ALL: [(Pos, &'static str); 18] = [
        (Pos::Adj, "ADJ"),
        (Pos::Adp, "ADP"),
        (Pos::Adv, "ADV"),
        (Pos::Aux, "AUX"),
        (Pos::Cconj, "CCONJ"),
        (Pos::Det, "DET"),
        (Pos::Intj, "INTJ"),
        (Pos::Noun, "NOUN"),
        (Pos::Num, "NUM"),
        (Pos::Part, "PART"),
        (Pos::Pron, "PRON"),
        (Pos::Propn, "PROPN"),
        (Pos::Punct, "PUNCT"),
        (Pos::Sconj, "SCONJ"),
        (Pos::Space, "SPACE"),
        (Pos::Sym, "SYM"),
        (Pos::Verb, "VERB"),
        (Pos::X, "X"),
    ];

    /// The part of speech with this name (`"NOUN"`), or `None`.
    pub fn parse(name: &str) -> Option<Pos> {
        Pos::ALL.iter().find(|(_, n)| *n == name).map(|(p, _)| *p)
    }

    /// The standard's name (`"NOUN"`).
    pub fn name(self) -> &'static str {
        Pos::ALL.iter().find(|(p, _)| *p == self).map_or("X", |(_, n)| n)
    }
}

/// One token. Everything but `span` is a decision of the language pipeline, uncorrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands in the text that was read.
    pub span: Span,
    /// Whether one U+0020 follows it.
    pub space: bool,
    /// Fine tag (Penn Treebank: `NNP`, `VBD`, …).
    pub tag: Label,
    /// Coarse part of speech.
    pub pos: Pos,
    /// Morphology, `Feature=Value|…`, features in alphabetical order; empty when it has none.
    pub morph: Label,
    /// Dictionary form.
    pub lemma: Label,
    /// Dependency label (ClearNLP: `nsubj`, `dobj`, …; `ROOT` for the head of a sentence).
    pub dep: Label,
    /// Number of the token it depends on; its own number when it is a root.
    pub head: usize,
}

/// Most tokens of a sentence. The longest sentences of reports have some 300 (lists of names); a text without full stops is parted, so
/// that work on each token that looks at its whole sentence stays linear in the text.
pub const MAX_SENTENCE_TOKENS: usize = 1_000;

/// One sentence and the block it stands in. No sentence crosses a block or is longer than
/// [`MAX_SENTENCE_TOKENS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Number of its block in the report's `blocks` (0 when the text was read as one piece).
    pub block: usize,
    /// What kind of block that is.
    pub kind: BlockKind,
}

/// A name as the language pipeline found it, before any correction.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// OntoNotes label (`PERSON`, `GPE`, `DATE`, …).
    pub label: Label,
}

/// A text as read. Tokens are in order of the text; sentences part them without gap or overlap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doc {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The pipeline's names, in order, not overlapping.
    pub names: Vec<Name>,
}

impl Doc {
    /// The bytes of the text that the tokens cover, from the first to the last.
    ///
    /// # Panics
    /// When the token span is empty or reaches outside the document.
    pub fn span(&self, tokens: TokenSpan) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The words of one token.
    ///
    /// # Panics
    /// When there is no such token, or `text` is not the text that was read.
    pub fn word<'t>(&self, text: &'t str, token: usize) -> &'t str {
        self.tokens[token].span.of(text)
    }

    /// Number of the sentence that the token stands in.
    ///
    /// # Panics
    /// When there is no such token.
    pub fn sentence_of(&self, token: usize) -> usize {
        assert!(token < self.tokens.len(), "no token {token} in a document of {}", self.tokens.len());
        self.sentences.partition_point(|s| s.tokens.end <= token)
    }

    /// The tokens that overlap the bytes `span`; empty when none does.
    pub fn tokens_in(&self, span: Span) -> TokenSpan {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        TokenSpan::new(start.min(end), end)
    }

    /// The direct dependants of a token, in order of the text.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let range = match self.tokens.get(token) {
            Some(_) => self.sentences[self.sentence_of(token)].tokens.iter(),
            None => 0..0,
        };
        range.filter(move |&i| i != token && self.tokens[i].head == token)
    }

    /// The token with all that depends on it, directly or not, as the smallest token span that holds them.
    ///
    /// # Panics
    /// When there is no such token.
    pub fn subtree(&self, token: usize) -> TokenSpan {
        let sentence = self.sentences[self.sentence_of(token)].tokens;
        // Whether each token is below the one asked for, as far as known.
        let mut below: Vec<Option<bool>> = vec![None; sentence.len()];
        below[token - sentence.start] = Some(true);
        let (mut first, mut last) = (token, token);
        let mut way = Vec::new();
        for i in sentence.iter() {
            let mut at = i;
            let known = loop {
                if let Some(known) = below[at - sentence.start] {
                    break known;
                }
                // Until the way up has been walked, it leads nowhere: a circle ends here.
                below[at - sentence.start] = Some(false);
                way.push(at);
                match self.tokens[at].head {
                    head if sentence.has(head) => at = head,
                    _ => break false,
                }
            };
            way.drain(..).for_each(|t| below[t - sentence.start] = Some(known));
            if known {
                (first, last) = (first.min(i), last.max(i));
            }
        }
        TokenSpan::new(first, last + 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A document of one sentence with these heads.
    fn doc(heads: &[usize]) -> Doc {
        let label = Label::default();
        let token = |(i, &head): (usize, &usize)| Token {
            span: Span::new(i, i + 1),
            space: false,
            tag: label.clone(),
            pos: Pos::X,
            morph: label.clone(),
            lemma: label.clone(),
            dep: label.clone(),
            head,
        };
        let tokens = TokenSpan::new(0, heads.len());
        Doc {
            tokens: heads.iter().enumerate().map(token).collect(),
            sentences: vec![Sentence { tokens, block: 0, kind: BlockKind::Paragraph }],
            names: Vec::new(),
        }
    }

    #[test]
    fn a_subtree_reaches_from_its_first_to_its_last_token() {
        let doc = doc(&[1, 4, 3, 1, 4, 4]);
        assert_eq!(doc.subtree(1), TokenSpan::new(0, 4));
        assert_eq!(doc.subtree(4), TokenSpan::new(0, 6));
        assert_eq!(doc.subtree(5), TokenSpan::new(5, 6));
    }

    proptest! {
        /// Circles and heads outside the document too: no reader of a tree may hang on them.
        #[test]
        fn a_subtree_is_what_dependants_add_up_to(heads in prop::collection::vec(0usize..14, 1..12)) {
            let doc = doc(&heads);
            for token in 0..heads.len() {
                let mut inside = vec![token];
                let mut at = 0;
                while at < inside.len() {
                    let more: Vec<usize> = doc.children(inside[at]).filter(|c| !inside.contains(c)).collect();
                    inside.extend(more);
                    at += 1;
                }
                inside.sort_unstable();
                prop_assert_eq!(doc.subtree(token), TokenSpan::new(inside[0], inside[inside.len() - 1] + 1));
            }
        }
    }
}
