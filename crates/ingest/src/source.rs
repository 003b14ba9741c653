//! What the user named → single inputs, in order; folders and globs sorted by name.

use std::path::{Path, PathBuf};

use types::Skipped;
use walkdir::WalkDir;

use crate::error::Error;
use crate::limit::{MAX_FILES, MAX_FOLDER_DEPTH};

/// One input.
#[derive(Debug)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// An http(s) address.
    Url(String),
    /// A name that leads to nothing.
    Bad(Skipped),
}

impl Source {
    /// Its name, as given or found.
    pub fn name(&self) -> String {
        match self {
            Source::Stdin => "-".to_owned(),
            Source::File(path) => path.display().to_string(),
            Source::Url(url) => url.clone(),
            Source::Bad(skipped) => skipped.source.clone(),
        }
    }
}

/// Resolves all names.
pub fn resolve(inputs: &[String]) -> Vec<Source> {
    let mut out = Vec::new();
    for input in inputs {
        if let Err(error) = one(input, &mut out) {
            out.push(Source::Bad(Skipped { source: input.clone(), error: error.to_string() }));
        }
    }
    out
}

fn one(input: &str, out: &mut Vec<Source>) -> Result<(), Error> {
    let path = Path::new(input);
    if input == "-" {
        out.push(Source::Stdin);
    } else if is_url(input) {
        out.push(Source::Url(input.to_owned()));
    } else if path.is_dir() {
        folder(path, out)?;
    } else if path.exists() {
        out.push(Source::File(path.to_owned()));
    } else if input.contains(['*', '?', '[']) {
        pattern(input, out)?;
    } else {
        return Err(Error::NoSuchFile);
    }
    Ok(())
}

fn is_url(input: &str) -> bool {
    let scheme = input.split_once("://").map(|(s, _)| s);
    scheme.is_some_and(|s| s.len() >= 2 && s.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)))
}

fn folder(path: &Path, out: &mut Vec<Source>) -> Result<(), Error> {
    let first = out.len();
    let walk = WalkDir::new(path).max_depth(MAX_FOLDER_DEPTH).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|e| e.depth() == 0 || !hidden(e.path())) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            // A link to a file is read; one to a folder may lead in a circle and is not followed.
            Ok(entry) if entry.path().is_file() => out.push(Source::File(entry.into_path())),
            Ok(_) => {}
            Err(error) => {
                let source = error.path().unwrap_or(path).display().to_string();
                let cause = error.into_io_error().map_or(Error::NoFiles, Error::Io);
                out.push(Source::Bad(Skipped { source, error: cause.to_string() }));
            }
        }
        if out.len() - first > MAX_FILES {
            return Err(Error::TooManyFiles(MAX_FILES));
        }
    }
    if out.len() == first { Err(Error::NoFiles) } else { Ok(()) }
}

fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'))
}

fn pattern(input: &str, out: &mut Vec<Source>) -> Result<(), Error> {
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
    let paths = glob::glob_with(input, options).map_err(|e| Error::BadPattern(e.to_string()))?;
    let first = out.len();
    for path in paths.take(MAX_FILES) {
        match path {
            Ok(path) if path.is_dir() => {
                // An empty folder among others is no error of the pattern.
                let _ = folder(&path, out);
            }
            Ok(path) => out.push(Source::File(path)),
            Err(error) => out.push(Source::Bad(Skipped {
                source: error.path().display().to_string(),
                error: Error::Io(error.into()).to_string(),
            })),
        }
    }
    if out.len() == first { Err(Error::NoFiles) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_paths() {
        assert!(is_url("https://a.example/x") && is_url("ftp://a.example"));
        assert!(!is_url("C:\\reports\\a.txt") && !is_url("reports/a.txt"));
    }
}
