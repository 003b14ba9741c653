//! The spaCy v3 English pipeline runtime in Rust: text to tokens, tags, dependencies, lemmas and names.
//!
//! A pipeline's own files are read as they are (`en_core_web_md`, `en_core_web_sm`); the decisions equal those of spaCy
//! 3.8. Text is read piece by piece, each piece (a block, or a part of a very long one) by itself.
//!
//! ```text
//! text → tokenizer → tok2vec → tagger → parser → attribute ruler → lemmatizer
//!                  ↘ tok2vec of the ner ────────→ ner (needs the parser's sentences)
//! ```
//!
//! ```no_run
//! let pipeline = dateline_read::Pipeline::load(std::path::Path::new("en_core_web_md"))?;
//! let doc = pipeline.read("The minister flew to Lisbon.");
//! assert_eq!(&*doc.tokens[2].lemma, "fly");
//! # Ok::<(), dateline_read::Error>(())
//! ```
//!
//! Where this differs from spaCy: texts over [`MAX_PIECE_CHARS`] characters or 25,000 tokens are cut, best at a blank line
//! (spaCy refuses those over a million characters), stretches without white space over 10,000 bytes are cut, sentences over
//! [`types::MAX_SENTENCE_TOKENS`] are parted, and a regular expression that takes more than
//! 200,000 steps on a stretch counts as not matching.

mod arc_eager;
mod biluo;
mod bound;
mod chars;
mod error;
mod hash;
mod lemmatizer;
mod lexeme;
mod matrix;
mod memory;
mod moves;
mod pack;
mod pattern;
mod piece;
mod pipeline;
mod ruler;
mod special;
mod step;
mod thinc;
mod tok2vec;
mod tokenizer;
mod tree;
mod vectors;

pub use error::Error;
pub use lemmatizer::LemmaOrder;
pub use piece::MAX_PIECE_CHARS;
pub use pipeline::{FILES, Options, Pipeline};
