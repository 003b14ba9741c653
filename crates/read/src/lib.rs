//! The spaCy v3 English pipeline runtime in Rust: text to tokens, tags, dependencies, lemmas and names.

use std::path::Path;

use types::{Block, Doc};

/// Why a pipeline could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Error {}

/// A loaded language pipeline. Shared between threads; reading never changes it visibly.
#[derive(Debug)]
pub struct Pipeline {}

impl Pipeline {
    /// Loads the pipeline that lies unpacked in `dir` (the folder that holds `config.cfg`).
    ///
    /// # Errors
    /// When a file is missing, damaged or of another kind of pipeline; the error names the file and node.
    pub fn load(dir: &Path) -> Result<Pipeline, Error> {
        let _ = dir;
        Ok(Pipeline {})
    }

    /// Reads a text as one piece.
    pub fn read(&self, text: &str) -> Doc {
        let _ = text;
        Doc::default()
    }

    /// Reads a report's text block by block; offsets and token numbers are those of the whole text.
    pub fn read_blocks(&self, text: &str, blocks: &[Block]) -> Doc {
        let _ = (text, blocks);
        Doc::default()
    }
}
