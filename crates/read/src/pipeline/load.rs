//! The files of a pipeline: a folder or any source of bytes in, a [`Pipeline`] or an error that names file and node out.
//!
//! Formats: spaCy's `to_disk` (msgpack, thinc's `Model.to_bytes`, JSON).

use std::{collections::HashMap, fs, path::Path, sync::Mutex};

use types::Label;

use super::{Arcs, Pipeline};
use crate::{
    LemmaOrder, arc_eager, biluo,
    error::Error,
    lemmatizer::Lemmatizer,
    lexeme::Norms,
    matrix::Weights,
    moves::{self, Move},
    ruler::Ruler,
    step::StepModel,
    thinc,
    tok2vec::Tok2Vec,
    tokenizer::Tokenizer,
    vectors::{Keys, Table},
};

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
