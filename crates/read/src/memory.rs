//! What is remembered from word to word: tokens of chunks, features, embeddings, lemmas.
//!
//! All of it is a function of the word and the pipeline, so remembering changes nothing but speed. A memory serves one
//! read at a time; the pipeline keeps a few and hands them out.

use std::{collections::HashMap, sync::Arc};

use types::{Label, Pos};

/// Words after which a memory is given up for an empty one, at about 2 KB a word.
const MAX_WORDS: usize = 12_000;
/// Longest chunk that is remembered, in bytes.
const MAX_CHUNK_BYTES: usize = 64;

/// A word with everything that does not depend on where it stands.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) text: Arc<str>,
    /// NORM, PREFIX, SUFFIX, SHAPE.
    pub(crate) features: [u64; 4],
    /// The row of its static vector.
    pub(crate) row: Option<usize>,
    pub(crate) space: bool,
    /// Where a special case of several tokens can begin with it.
    pub(crate) root: usize,
    /// The ruler's conditions that it fulfils.
    pub(crate) tests: Vec<u16>,
    /// Its embeddings without and with a space after it.
    pub(crate) embedded: [Option<u32>; 2],
}

/// What is remembered.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) words: Vec<Word>,
    plain: HashMap<Arc<str>, u32>,
    /// Words whose norm a special case gives, by text and norm.
    normed: HashMap<(Arc<str>, Arc<str>), u32>,
    /// Lengths and words of a chunk's tokens.
    chunks: HashMap<Box<str>, Arc<[(u32, u32)]>>,
    lemmas: HashMap<(u32, Pos, Label), Label>,
    /// Embeddings of the pipeline's two networks, one row after the other.
    pub(crate) shared: Vec<f32>,
    pub(crate) named: Vec<f32>,
}

impl Memory {
    /// Whether there is so much in it that it is time for an empty one.
    pub(crate) fn is_full(&self) -> bool {
        self.words.len() > MAX_WORDS || self.chunks.len() > 2 * MAX_WORDS || self.lemmas.len() > 2 * MAX_WORDS
    }

    /// The number of a word, made by `make` when it is new.
    pub(crate) fn word(&mut self, text: &str, norm: Option<&str>, make: impl FnOnce() -> Word) -> u32 {
        let known = match norm {
            None => self.plain.get(text),
            Some(norm) => self.normed.get(&(text.into(), norm.into())),
        };
        if let Some(&number) = known {
            return number;
        }
        let number = self.words.len() as u32;
        let word = make();
        match norm {
            None => self.plain.insert(word.text.clone(), number),
            Some(norm) => self.normed.insert((word.text.clone(), norm.into()), number),
        };
        self.words.push(word);
        number
    }

    /// The tokens of a chunk, when they are remembered.
    pub(crate) fn chunk(&self, text: &str) -> Option<Arc<[(u32, u32)]>> {
        self.chunks.get(text).cloned()
    }

    /// Remembers the tokens of a chunk.
    pub(crate) fn keep_chunk(&mut self, text: &str, tokens: &[(u32, u32)]) {
        if text.len() <= MAX_CHUNK_BYTES {
            self.chunks.insert(text.into(), tokens.into());
        }
    }

    /// The lemma of a word, made by `make` when it is new.
    pub(crate) fn lemma(
        &mut self,
        word: u32,
        pos: Pos,
        morph: &Label,
        make: impl FnOnce() -> Label,
    ) -> Label {
        self.lemmas.entry((word, pos, morph.clone())).or_insert_with(make).clone()
    }
}
