//! A loaded pipeline reads: text in, a `Doc` out. [`load`] makes it of its files.

mod load;

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use types::{Block, BlockKind, Doc, Label, MAX_SENTENCE_TOKENS, Name, Pos, Sentence, Span, Token, TokenSpan};

pub use load::{FILES, Options};

use crate::{
    arc_eager, biluo, bound,
    chars::is_space,
    hash::string_id,
    lemmatizer::Lemmatizer,
    lexeme::Norms,
    matrix::Weights,
    memory::{Memory, Word},
    moves::Move,
    piece::{Piece, pieces},
    ruler::{Facts, Ruler},
    step::StepModel,
    tok2vec::Tok2Vec,
    tokenizer::{RawToken, Tokenizer, chunks},
    tree,
    vectors::{Keys, Table},
};

/// Tokens after which a batch of pieces is read. Batches only save time: pieces never see each other.
const BATCH_TOKENS: usize = 1024;
/// Most tokens of a piece; more (a piece of nothing but marks) are read as several. Holds memory at about 2 KB a token.
const MAX_PIECE_TOKENS: usize = 25_000;
/// Memories kept for the next reads; more threads than this at a time start some with an empty one.
const MAX_MEMORIES: usize = 16;

/// A loaded language pipeline. Shared between threads; reading never changes it visibly.
pub struct Pipeline {
    tokenizer: Tokenizer,
    norms: Norms,
    vectors: Table,
    keys: Keys,
    shared: Tok2Vec,
    named: Tok2Vec,
    tagger: Weights,
    tagger_bias: Vec<f32>,
    tags: Vec<Label>,
    parser: StepModel,
    parser_moves: Vec<Move>,
    arcs: Arcs,
    ner: StepModel,
    ner_moves: Vec<Move>,
    ruler: Ruler,
    lemmatizer: Lemmatizer,
    memories: Mutex<Vec<Memory>>,
}

/// The dependency labels.
struct Arcs {
    labels: Vec<Label>,
    /// For each class of the parser its label.
    of_class: Vec<usize>,
    /// For each label `A||B` the labels `A` and `B`.
    decorated: Vec<Option<(usize, usize)>>,
    root: usize,
}

/// A token of a batch.
struct Raw {
    start: usize,
    len: usize,
    space: bool,
    word: u32,
}

/// A piece of a batch with its tokens and where its rows begin.
struct Part {
    piece: Piece,
    tokens: Vec<Raw>,
    row: usize,
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pipeline")
            .field("tags", &self.tags.len())
            .field("vectors", &self.vectors.rows)
            .finish()
    }
}

impl Pipeline {
    /// Reads a text as one piece.
    pub fn read(&self, text: &str) -> Doc {
        self.read_blocks(text, &[Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }])
    }

    /// The static vector of a word as written; `None` when the pipeline has none for it. Names often share one: the table was pruned.
    pub fn vector(&self, word: &str) -> Option<&[f32]> {
        self.keys.row(string_id(word)).map(|row| self.vectors.row(row))
    }

    /// Reads a report's text block by block; offsets and token numbers are those of the whole text.
    ///
    /// Blocks come in order and do not overlap; one that does not fit the text is passed over.
    pub fn read_blocks(&self, text: &str, blocks: &[Block]) -> Doc {
        let mut doc = Doc::default();
        let lock = || self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = lock().pop().unwrap_or_default();
        let mut batch: Vec<Part> = Vec::new();
        for piece in pieces(text, blocks) {
            if memory.is_full() {
                // Tokens that wait in the batch know their words by number: they go first.
                self.read_batch(&mut memory, &mut batch, &mut doc);
                memory = Memory::default();
            }
            let mut rest = self.tokenize(&mut memory, text, piece.span);
            while !rest.is_empty() {
                let later = rest.split_off(rest.len().min(MAX_PIECE_TOKENS));
                let tokens = std::mem::replace(&mut rest, later);
                let waiting: usize = batch.iter().map(|p| p.tokens.len()).sum();
                if waiting + tokens.len() > BATCH_TOKENS {
                    self.read_batch(&mut memory, &mut batch, &mut doc);
                }
                batch.push(Part { piece, tokens, row: 0 });
            }
        }
        self.read_batch(&mut memory, &mut batch, &mut doc);
        let mut memories = lock();
        if memories.len() < MAX_MEMORIES {
            memories.push(memory);
        }
        doc
    }

    /// The tokens of a piece, both passes.
    fn tokenize(&self, memory: &mut Memory, text: &str, span: Span) -> Vec<Raw> {
        let words = span.of(text);
        let mut tokens: Vec<Raw> = Vec::with_capacity(words.len() / 4);
        chunks(words, |start, end, space| {
            let chunk = &words[start..end];
            let mut at = span.start + start;
            let mut push = |len: u32, word: u32| {
                tokens.push(Raw { start: at, len: len as usize, space: false, word });
                at += len as usize;
            };
            match memory.chunk(chunk) {
                Some(known) => known.iter().for_each(|&(len, word)| push(len, word)),
                None => {
                    let made = self.words(memory, chunk, self.tokenizer.chunk(chunk, true));
                    memory.keep_chunk(chunk, &made);
                    made.iter().for_each(|&(len, word)| push(len, word));
                }
            }
            if let Some(last) = tokens.last_mut() {
                last.space = space;
            }
        });
        let spans = self.tokenizer.trie.spans(
            tokens.len(),
            |i| memory.words[tokens[i].word as usize].root,
            |i| &text[tokens[i].start..tokens[i].start + tokens[i].len],
        );
        if spans.is_empty() { tokens } else { self.join(memory, text, tokens, &spans) }
    }

    /// Puts the special cases that the second pass found in the place of their tokens.
    fn join(&self, memory: &mut Memory, text: &str, tokens: Vec<Raw>, spans: &[(usize, usize)]) -> Vec<Raw> {
        let mut out = Vec::with_capacity(tokens.len());
        let mut spans = spans.iter().peekable();
        let mut rest = tokens.into_iter().enumerate();
        while let Some((i, token)) = rest.next() {
            let Some(&&(_, end)) = spans.peek().filter(|&&&(start, _)| start == i) else {
                out.push(token);
                continue;
            };
            spans.next();
            let mut taken = vec![token];
            taken.extend(rest.by_ref().take(end - i - 1).map(|(_, t)| t));
            let last = &taken[taken.len() - 1];
            let (start, space) = (taken[0].start, last.space);
            let case = &text[start..last.start + last.len];
            let Some(parts) = self.tokenizer.special(case) else {
                out.append(&mut taken);
                continue;
            };
            let mut at = start;
            for (len, word) in self.words(memory, case, parts.iter().map(RawToken::from)) {
                out.push(Raw { start: at, len: len as usize, space: false, word });
                at += len as usize;
            }
            if let Some(last) = out.last_mut() {
                last.space = space;
            }
        }
        out
    }

    /// Lengths and words of tokens that make up `text`.
    fn words<'a>(
        &self,
        memory: &mut Memory,
        text: &str,
        tokens: impl IntoIterator<Item = RawToken<'a>>,
    ) -> Vec<(u32, u32)> {
        let mut at = 0;
        let number = |token: RawToken| {
            let word = &text[at..at + token.len];
            at += token.len;
            (token.len as u32, memory.word(word, token.norm, || self.word(word, token.norm)))
        };
        tokens.into_iter().map(number).collect()
    }

    fn word(&self, text: &str, norm: Option<&str>) -> Word {
        Word {
            text: text.into(),
            features: self.norms.features(text, norm),
            row: self.keys.row(string_id(text)),
            space: text.chars().all(is_space),
            root: self.tokenizer.trie.root(text),
            tests: self.ruler.word_tests(&text.to_lowercase()),
            embedded: [None; 2],
        }
    }

    /// Reads the pieces of a batch and empties it.
    fn read_batch(&self, memory: &mut Memory, batch: &mut Vec<Part>, doc: &mut Doc) {
        if batch.is_empty() {
            return;
        }
        self.embed(memory, batch);
        let padding = self.shared.padding().max(self.named.padding());
        let mut rows = padding;
        for part in batch.iter_mut() {
            part.row = rows;
            rows += part.tokens.len() + padding;
        }
        let shared = encoded(&self.shared, &memory.shared, memory, batch, rows);
        let named = encoded(&self.named, &memory.named, memory, batch, rows);
        let mut tag_scores = vec![0.0; rows * self.tags.len()];
        self.tagger.multiply(&shared, self.shared.width, rows, &mut tag_scores);
        let mut parser = self.parser.start(&shared, rows);
        let mut ner = self.ner.start(&named, rows);
        for part in batch.drain(..) {
            let n = part.tokens.len();
            let space: Vec<bool> = part.tokens.iter().map(|t| memory.words[t.word as usize].space).collect();
            let tags: Vec<usize> = (part.row..part.row + n).map(|row| self.tag(&tag_scores, row)).collect();
            let arcs = arc_eager::parse(&mut parser, &self.parser_moves, part.row, n);
            let mut head: Vec<usize> =
                arcs.iter().enumerate().map(|(i, arc)| arc.map_or(i, |a| a.0)).collect();
            let mut dep: Vec<usize> =
                arcs.iter().map(|arc| arc.map_or(self.arcs.root, |a| self.arcs.of_class[a.1])).collect();
            tree::deprojectivise(&mut head, &mut dep, &space, |label| self.arcs.decorated[label]);
            let mut starts = tree::sentence_starts(&head);
            let word = |i: usize| &*memory.words[part.tokens[i].word as usize].text;
            for root in bound::part(MAX_SENTENCE_TOKENS, &mut head, &mut starts, word) {
                dep[root] = self.arcs.root;
            }
            let names = biluo::find(&mut ner, &self.ner_moves, part.row, &space, &starts);
            let base = doc.tokens.len();
            self.label(memory, &part, &tags, &dep, &head, doc);
            add_sentences(doc, base, &starts, part.piece);
            doc.names.extend(
                names
                    .into_iter()
                    .map(|(a, b, label)| Name { tokens: TokenSpan::new(base + a, base + b), label }),
            );
        }
    }

    /// Makes the embeddings that the batch needs and that are not remembered.
    fn embed(&self, memory: &mut Memory, batch: &[Part]) {
        let mut wanted = Vec::new();
        let mut next = (memory.shared.len() / self.shared.width) as u32;
        for token in batch.iter().flat_map(|p| &p.tokens) {
            let word = &mut memory.words[token.word as usize];
            let place = &mut word.embedded[usize::from(token.space)];
            if place.is_none() {
                *place = Some(next);
                next += 1;
                let [norm, prefix, suffix, shape] = word.features;
                wanted.push((
                    [norm, prefix, suffix, shape, u64::from(token.space), u64::from(word.space)],
                    word.row,
                ));
            }
        }
        self.shared.embed(&wanted, &self.vectors, &mut memory.shared);
        self.named.embed(&wanted, &self.vectors, &mut memory.named);
    }

    /// The tag of a row: the first of the best.
    fn tag(&self, scores: &[f32], row: usize) -> usize {
        let n = self.tags.len();
        let scores = scores[row * n..(row + 1) * n].iter().zip(&self.tagger_bias).map(|(s, b)| s + b);
        let mut best = (0, f32::NEG_INFINITY);
        for (tag, score) in scores.enumerate() {
            if score > best.1 {
                best = (tag, score);
            }
        }
        best.0
    }

    /// Attribute ruler and lemmatizer: adds the piece's tokens to the document.
    fn label(
        &self,
        memory: &mut Memory,
        part: &Part,
        tags: &[usize],
        dep: &[usize],
        head: &[usize],
        doc: &mut Doc,
    ) {
        let base = doc.tokens.len();
        let empty: Label = Label::default();
        let mut lemmas: Vec<Option<Label>> = vec![None; part.tokens.len()];
        doc.tokens.extend(part.tokens.iter().enumerate().map(|(i, raw)| Token {
            span: Span::new(raw.start, raw.start + raw.len),
            space: raw.space,
            tag: self.tags[tags[i]].clone(),
            pos: Pos::X,
            morph: empty.clone(),
            lemma: empty.clone(),
            dep: self.arcs.labels[dep[i]].clone(),
            head: base + head[i],
        }));
        let facts = |i: usize| {
            let word = &memory.words[part.tokens[i].word as usize];
            Facts { tag: tags[i], dep: dep[i], space: word.space, word: &word.tests }
        };
        self.ruler.apply(part.tokens.len(), facts, |i, attrs| {
            let token = &mut doc.tokens[base + i];
            if let Some(tag) = &attrs.tag {
                token.tag = tag.clone();
            }
            if let Some(pos) = attrs.pos {
                token.pos = pos;
            }
            if let Some(morph) = &attrs.morph {
                token.morph = morph.clone();
            }
            if let Some(dep) = &attrs.dep {
                token.dep = dep.clone();
            }
            if attrs.lemma.is_some() {
                lemmas[i].clone_from(&attrs.lemma);
            }
        });
        for (i, (raw, lemma)) in part.tokens.iter().zip(lemmas).enumerate() {
            let token = &mut doc.tokens[base + i];
            token.lemma = lemma.filter(|l| !l.is_empty()).unwrap_or_else(|| {
                let text = memory.words[raw.word as usize].text.clone();
                memory.lemma(raw.word, token.pos, &token.morph, || {
                    let lemma = self.lemmatizer.lemma(&text, token.pos, &token.morph);
                    if lemma == *text { text } else { lemma.into() }
                })
            });
        }
    }
}

/// The encoded rows of a batch by one of the networks.
fn encoded(network: &Tok2Vec, embedded: &[f32], memory: &Memory, batch: &[Part], rows: usize) -> Vec<f32> {
    let width = network.width;
    let mut x = vec![0.0; (rows + 2) * width];
    for part in batch {
        let places = x[(part.row + 1) * width..].chunks_exact_mut(width);
        for (place, token) in places.zip(&part.tokens) {
            let word = &memory.words[token.word as usize];
            if let Some(row) = word.embedded[usize::from(token.space)] {
                let start = row as usize * width;
                place.copy_from_slice(&embedded[start..start + width]);
            }
        }
    }
    network.encode(&mut x, rows);
    x.drain(..width);
    x
}

fn add_sentences(doc: &mut Doc, base: usize, starts: &[bool], piece: Piece) {
    let mut start = 0;
    for end in 1..=starts.len() {
        if end == starts.len() || starts[end] {
            let tokens = TokenSpan::new(base + start, base + end);
            doc.sentences.push(Sentence { tokens, block: piece.block, kind: piece.kind });
            start = end;
        }
    }
}

#[cfg(test)]
#[path = "worked_example.rs"]
mod worked_example;
