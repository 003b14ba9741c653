//! The whole pipeline: files in, a `Pipeline`; text in, a `Doc`.

use std::{
    collections::HashMap,
    fmt, fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use types::{Block, BlockKind, Doc, Label, Name, Pos, Sentence, Span, Token, TokenSpan};

use crate::{
    LemmaOrder, arc_eager, biluo,
    chars::is_space,
    error::Error,
    hash::string_id,
    lemmatizer::Lemmatizer,
    lexeme::Norms,
    matrix::Weights,
    memory::{Memory, Word},
    moves::{self, Move},
    piece::{Piece, pieces},
    ruler::{Facts, Ruler},
    step::StepModel,
    thinc,
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

/// The files of a pipeline that are needed.
const TOKENIZER: &str = "tokenizer";
const NORMS: &str = "vocab/lookups.bin";
const VECTORS: &str = "vocab/vectors";
const KEYS: &str = "vocab/key2row";
const TOK2VEC: &str = "tok2vec/model";
const TAGGER: &str = "tagger/model";
const TAGS: &str = "tagger/cfg";
const PARSER: &str = "parser/model";
const PARSER_MOVES: &str = "parser/moves";
const NER: &str = "ner/model";
const NER_MOVES: &str = "ner/moves";
const RULER: &str = "attribute_ruler/patterns";
const LEMMAS: &str = "lemmatizer/lookups/lookups.bin";
/// The files of a pipeline that are read, by their names in its folder.
pub const FILES: [&str; 13] = [
    TOKENIZER,
    NORMS,
    VECTORS,
    KEYS,
    TOK2VEC,
    TAGGER,
    TAGS,
    PARSER,
    PARSER_MOVES,
    NER,
    NER_MOVES,
    RULER,
    LEMMAS,
];

/// How to read, where spaCy's versions differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which of several possible lemmas wins.
    pub lemma_order: LemmaOrder,
}

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
    /// Loads the pipeline that lies unpacked in `dir` (the folder that holds `config.cfg`).
    ///
    /// # Errors
    /// When a file is missing, damaged or of another kind of pipeline; the error names the file and node.
    pub fn load(dir: &Path) -> Result<Pipeline, Error> {
        Pipeline::load_with(dir, Options::default())
    }

    /// As [`Pipeline::load`], with a choice of [`Options`].
    ///
    /// # Errors
    /// As for [`Pipeline::load`].
    pub fn load_with(dir: &Path, options: Options) -> Result<Pipeline, Error> {
        let read = |file: &str| {
            let path = dir.join(file);
            fs::read(&path).map_err(|source| Error::Unreadable { file: path, source })
        };
        Pipeline::from_files(&read, options)
    }

    /// Loads a pipeline whose files, named as in its folder (`"parser/model"`), are given by `read`.
    ///
    /// # Errors
    /// As for [`Pipeline::load`], and when `read` fails.
    pub fn from_files(
        read: &dyn Fn(&str) -> Result<Vec<u8>, Error>,
        options: Options,
    ) -> Result<Pipeline, Error> {
        let tok2vec = read(TOK2VEC)?;
        let shared = Tok2Vec::parse(TOK2VEC, &thinc::nodes(TOK2VEC, &tok2vec)?)?;
        drop(tok2vec);
        let ner = read(NER)?;
        let ner_nodes = thinc::nodes(NER, &ner)?;
        let named = Tok2Vec::parse(NER, &ner_nodes)?;
        let ner_steps = StepModel::parse(NER, &ner_nodes, named.width)?;
        drop(ner_nodes);
        drop(ner);
        let vectors = vectors(read, [&shared, &named])?;
        let keys =
            if vectors.rows > 0 { Keys::parse(KEYS, &read(KEYS)?, vectors.rows)? } else { Keys::default() };
        let tags = tags(&read(TAGS)?)?;
        let (tagger, tagger_bias) = tagger(&read(TAGGER)?, shared.width, tags.len())?;
        let parser = read(PARSER)?;
        let parser = StepModel::parse(PARSER, &thinc::nodes(PARSER, &parser)?, shared.width)?;
        let parser_moves = moves::parse(PARSER_MOVES, &read(PARSER_MOVES)?, 0..=arc_eager::BREAK)?;
        let ner_moves = moves::parse(NER_MOVES, &read(NER_MOVES)?, 0..=biluo::OUT)?;
        fits(PARSER, &parser, arc_eager::FEATURES, &parser_moves)?;
        fits(NER, &ner_steps, biluo::FEATURES, &ner_moves)?;
        let arcs = Arcs::new(&parser_moves);
        Ok(Pipeline {
            tokenizer: Tokenizer::parse(TOKENIZER, &read(TOKENIZER)?)?,
            norms: Norms::parse(NORMS, &read(NORMS)?)?,
            ruler: Ruler::parse(RULER, &read(RULER)?, &tags, &arcs.labels)?,
            lemmatizer: Lemmatizer::parse(LEMMAS, &read(LEMMAS)?, options.lemma_order)?,
            vectors,
            keys,
            shared,
            named,
            tagger,
            tagger_bias,
            tags,
            parser,
            parser_moves,
            arcs,
            ner: ner_steps,
            ner_moves,
            memories: Mutex::default(),
        })
    }

    /// Parses one of a pipeline's files by itself, as [`Pipeline::load`] would; `file` is its name in the folder
    /// (`"parser/model"`). A file that is not used is always well.
    ///
    /// # Errors
    /// When the bytes are damaged or of another kind.
    pub fn check_file(file: &str, bytes: &[u8]) -> Result<(), Error> {
        let width = |nodes: &[thinc::Node]| match thinc::named(nodes, "linear").nth(1) {
            Some(hidden) => Ok(hidden.tensor("W", 2)?.shape[1]),
            None => Err(Error::missing(file, "two linear layers")),
        };
        match file {
            TOKENIZER => Tokenizer::parse(file, bytes).map(drop),
            NORMS => Norms::parse(file, bytes).map(drop),
            VECTORS => Table::parse(file, bytes).map(drop),
            KEYS => Keys::parse(file, bytes, usize::MAX).map(drop),
            TOK2VEC => Tok2Vec::parse(file, &thinc::nodes(file, bytes)?).map(drop),
            TAGGER => thinc::nodes(file, bytes)
                .and_then(|n| thinc::first(file, &n, "softmax")?.tensor("W", 2))
                .map(drop),
            TAGS => tags(bytes).map(drop),
            PARSER | NER => {
                let nodes = thinc::nodes(file, bytes)?;
                StepModel::parse(file, &nodes, width(&nodes)?).map(drop)?;
                if file == NER { Tok2Vec::parse(file, &nodes).map(drop) } else { Ok(()) }
            }
            PARSER_MOVES => {
                moves::parse(file, bytes, 0..=arc_eager::BREAK).map(|moves| drop(Arcs::new(&moves)))
            }
            NER_MOVES => moves::parse(file, bytes, 0..=biluo::OUT).map(drop),
            RULER => Ruler::parse(file, bytes, &[], &[]).map(drop),
            LEMMAS => Lemmatizer::parse(file, bytes, LemmaOrder::default()).map(drop),
            _ => Ok(()),
        }
    }

    /// Reads a text as one piece.
    pub fn read(&self, text: &str) -> Doc {
        self.read_blocks(text, &[Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }])
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
            let starts = tree::sentence_starts(&head);
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

impl Arcs {
    fn new(moves: &[Move]) -> Arcs {
        let mut labels: Vec<Label> = vec!["ROOT".into(), "dep".into()];
        let mut numbers: HashMap<Label, usize> = labels.iter().cloned().zip(0..).collect();
        let mut number = |label: &str| {
            *numbers.entry(label.into()).or_insert_with(|| {
                labels.push(label.into());
                labels.len() - 1
            })
        };
        let of_class: Vec<usize> = moves.iter().map(|m| number(&m.label)).collect();
        let pair = |m: &Move| m.label.split_once("||").map(|(bare, wanted)| (number(bare), number(wanted)));
        let pairs: Vec<Option<(usize, usize)>> = moves.iter().map(pair).collect();
        let mut decorated = vec![None; labels.len()];
        for (&label, pair) in of_class.iter().zip(pairs) {
            decorated[label] = pair;
        }
        Arcs { labels, of_class, decorated, root: 0 }
    }
}

/// The static vectors, when the networks want them.
fn vectors(read: &dyn Fn(&str) -> Result<Vec<u8>, Error>, networks: [&Tok2Vec; 2]) -> Result<Table, Error> {
    let widths = networks.map(Tok2Vec::vector_width);
    if widths == [None, None] {
        return Ok(Table::default());
    }
    let table = Table::parse(VECTORS, &read(VECTORS)?)?;
    for width in widths.into_iter().flatten() {
        if table.rows == 0 || table.width != width {
            let found = format!("{} x {}", table.rows, table.width);
            return Err(Error::unexpected(
                VECTORS,
                "the table",
                format!("vectors of {width} numbers"),
                found,
            ));
        }
    }
    Ok(table)
}

fn tags(bytes: &[u8]) -> Result<Vec<Label>, Error> {
    #[derive(serde::Deserialize)]
    struct Config {
        labels: Vec<Label>,
    }
    let config: Config = serde_json::from_slice(bytes)
        .map_err(|e| Error::unexpected(TAGS, "labels", "a JSON object with a list of tags", e.to_string()))?;
    if config.labels.is_empty() { Err(Error::missing(TAGS, "labels")) } else { Ok(config.labels) }
}

fn tagger(bytes: &[u8], width: usize, tags: usize) -> Result<(Weights, Vec<f32>), Error> {
    let nodes = thinc::nodes(TAGGER, bytes)?;
    let node = thinc::first(TAGGER, &nodes, "softmax")?;
    let (weights, bias) = (node.tensor("W", 2)?, node.tensor("b", 1)?);
    if weights.shape != [tags, width] || bias.shape != [tags] {
        let found = format!("{:?} and {:?}", weights.shape, bias.shape);
        return Err(node.unexpected("W and b", format!("{tags} tags of {width} numbers"), found));
    }
    Ok((Weights::new(tags, width, weights.data), bias.data))
}

/// Whether a step model has the features of its transition system and a class for each move.
fn fits(file: &str, model: &StepModel, features: usize, moves: &[Move]) -> Result<(), Error> {
    if model.features == features && model.classes == moves.len() {
        return Ok(());
    }
    let found = format!("{} and {}", model.features, model.classes);
    Err(Error::unexpected(file, "the layers", format!("{features} features, {} classes", moves.len()), found))
}

#[cfg(test)]
#[path = "worked_example.rs"]
mod worked_example;
