//! Why an input gave no report: what was found, and what to do about it.

use thiserror::Error;

/// One cause for skipping an input.
#[derive(Debug, Error)]
pub enum Error {
    /// The path names nothing.
    #[error("no such file or folder; check the path")]
    NoSuchFile,
    /// A glob that is no glob.
    #[error("bad pattern: {0}; quote a path that has [ or * in its name as [[] and [*]")]
    BadPattern(String),
    /// A folder or glob that holds nothing to read.
    #[error("no files found there; hidden files are not read")]
    NoFiles,
    /// More files than one run takes.
    #[error("more than {0} files; read them in several runs")]
    TooManyFiles(usize),
    /// The system would not read it.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// Nothing in it.
    #[error("empty: nothing to read")]
    Empty,
    /// Too much in it.
    #[error("too large: {found} bytes, at most {limit} are read{hint}")]
    TooLarge {
        /// Bytes found, or at least found.
        found: u64,
        /// Bytes allowed.
        limit: u64,
        /// What to do.
        hint: &'static str,
    },
    /// A known kind of file that holds no text that can be read here.
    #[error("{kind}: not supported; {hint}")]
    Unsupported {
        /// What it is.
        kind: &'static str,
        /// What to do.
        hint: &'static str,
    },
    /// Bytes that are no text.
    #[error("binary data, not text; save the report as plain text or HTML")]
    Binary,
    /// Characters, but hardly a letter.
    #[error("no report text in it: only {0} letters; give the page or text of one article")]
    NoText(usize),
    /// A page whose article could not be found.
    #[error("no article found in the page; save the article's text as a .txt file")]
    NoArticle,
    /// A page nested or built beyond reason.
    #[error("a page with {found} {what}, at most {limit} are read; save the article's text as a .txt file")]
    PageShape {
        /// What there was too much of.
        what: &'static str,
        /// How many.
        found: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// The extraction took too long.
    #[error("the page took longer than {0} s to read; save the article's text as a .txt file")]
    TooSlow(u64),
    /// The extraction failed in code of others.
    #[error(
        "the page could not be taken apart (a fault in the HTML reader); save the article's text as a .txt file"
    )]
    Crashed,
    /// Not in English.
    #[error("language: {0}; only English reports can be compared")]
    Language(&'static str),
    /// A line of a JSONL file that is no record.
    #[error("line {line}: {what}; each line must be an object with \"id\" and \"text\" or \"html\"")]
    BadRecord {
        /// Line number, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// An address that cannot be asked.
    #[error("not an address that can be fetched: {0}")]
    BadUrl(String),
    /// An address on this machine or network.
    #[error("leads to a private address ({0}); --allow-private fetches it all the same")]
    PrivateAddress(String),
    /// The server said no.
    #[error("the server answered {0}; open it in a browser and save the page")]
    Status(u16),
    /// Redirected too often.
    #[error("redirected more than {0} times")]
    Redirects(u32),
    /// The server could not be asked, or broke off.
    #[error("could not be fetched: {0}")]
    Fetch(String),
}
