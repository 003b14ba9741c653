//! Why a pipeline's files could not be used. Each cause names the file and the place in it.

use std::path::PathBuf;

/// Why a pipeline could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file is not there or cannot be read.
    #[error("{}: cannot be read; the folder of a spaCy v3 pipeline holds config.cfg and this file", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The bytes are not what the file's format allows.
    #[error("{file}: damaged at byte {at}: {problem}")]
    Damaged {
        /// The file, as named inside the pipeline's folder.
        file: String,
        /// Where, in bytes from the file's start.
        at: usize,
        /// What is wrong there.
        problem: &'static str,
    },
    /// A part that the pipeline needs is not in the file.
    #[error(
        "{file}: {node} is missing; this is not an English tok2vec, tagger, parser and ner pipeline of spaCy v3"
    )]
    Missing {
        /// The file, as named inside the pipeline's folder.
        file: String,
        /// The part.
        node: String,
    },
    /// A part is of another kind, size or value than this program can run.
    #[error("{file}: {node}: expected {expected}, found {found}")]
    Unexpected {
        /// The file, as named inside the pipeline's folder.
        file: String,
        /// The part.
        node: String,
        /// What was expected.
        expected: String,
        /// What the file has.
        found: String,
    },
    /// A regular expression of the tokenizer or the attribute ruler uses something unknown.
    #[error("{file}: {node}: regular expression not understood at character {at}: {problem}")]
    Pattern {
        /// The file, as named inside the pipeline's folder.
        file: String,
        /// Which expression.
        node: String,
        /// Where in it, in characters.
        at: usize,
        /// What is not understood.
        problem: &'static str,
    },
}

impl Error {
    /// An [`Error::Missing`].
    pub(crate) fn missing(file: &str, node: impl Into<String>) -> Error {
        Error::Missing { file: file.to_owned(), node: node.into() }
    }

    /// An [`Error::Unexpected`].
    pub(crate) fn unexpected(
        file: &str,
        node: impl Into<String>,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Error {
        Error::Unexpected {
            file: file.to_owned(),
            node: node.into(),
            expected: expected.into(),
            found: found.into(),
        }
    }
}
