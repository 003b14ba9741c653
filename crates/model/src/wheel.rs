//! A wheel to a pipeline's folder: checksum, then only the files that are needed and the licences.
//!
//! A wheel may come from anywhere: names that point outside of the folder are refused, and what is unpacked is
//! limited in size whatever the archive's directory claims.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::error::Error;

/// Most bytes that a wheel may unpack to. The medium model takes 65 MB.
const MAX_UNPACKED_BYTES: u64 = 2 << 30;
/// Most files in a wheel. spaCy's have about 40.
const MAX_FILES: usize = 10_000;

/// What the crate `read` needs of a pipeline, and what tells where it comes from.
const NEEDED: [&str; 18] = [
    "config.cfg",
    "meta.json",
    "tokenizer",
    "vocab/lookups.bin",
    "vocab/vectors",
    "vocab/vectors.cfg",
    "vocab/key2row",
    "tok2vec/model",
    "tagger/model",
    "tagger/cfg",
    "parser/model",
    "parser/moves",
    "ner/model",
    "ner/moves",
    "attribute_ruler/patterns",
    "lemmatizer/lookups/lookups.bin",
    "LICENSE",
    "LICENSES_SOURCES",
];

/// Whether a file inside a pipeline's folder is needed.
pub(crate) fn is_needed(name: &str) -> bool {
    NEEDED.contains(&name)
}

/// SHA-256 of a file, in lower-case hexadecimal.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn sha256(file: &Path) -> Result<String, Error> {
    let mut reader = File::open(file).map_err(Error::io(file, "opening it"))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = reader.read(&mut buffer).map_err(Error::io(file, "reading it"))?;
        if n == 0 {
            break;
        }
        hasher.update(&buffer[..n]);
    }
    Ok(hasher.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

/// Unpacks the pipeline of a wheel into `folder`, which is made. Gives the name of the pipeline's folder in the wheel.
///
/// # Errors
/// When the file is no wheel, holds no pipeline, holds a name that leaves the folder, or is too large.
pub(crate) fn unpack(wheel: &Path, folder: &Path) -> Result<String, Error> {
    let foreign = |problem: String| Error::Wheel { file: wheel.to_owned(), problem };
    let file = File::open(wheel).map_err(Error::io(wheel, "opening it"))?;
    let mut archive = ZipArchive::new(io::BufReader::new(file)).map_err(|e| foreign(e.to_string()))?;
    if archive.len() > MAX_FILES {
        return Err(foreign(format!("{} files in it", archive.len())));
    }
    let names = archive.file_names().map(|name| name.map(|n| n.into_owned()));
    let names: Vec<String> = names.collect::<Result<_, _>>().map_err(|e| foreign(e.to_string()))?;
    if let Some(name) = names.iter().find(|n| !is_inside(n)) {
        return Err(foreign(format!("the name {name:?} leads outside of it")));
    }
    // The shortest path is the pipeline itself; a config.cfg further down belongs to something else.
    let config = names.iter().filter(|n| *n == "config.cfg" || n.ends_with("/config.cfg"));
    let config = config.min_by_key(|n| (n.matches('/').count(), n.len()));
    let root = config.ok_or_else(|| foreign("no config.cfg in it".to_owned()))?;
    let root = root[..root.len() - "config.cfg".len()].to_owned();
    let mut left = MAX_UNPACKED_BYTES;
    for name in names.iter().filter(|n| !n.ends_with('/')) {
        let Some(inner) = name.strip_prefix(&root).filter(|inner| is_needed(inner)) else { continue };
        let mut entry = archive.by_name(name).map_err(|e| foreign(e.to_string()))?;
        let path = folder.join(inner);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Error::io(parent, "making the folder"))?;
        }
        let mut out = File::create(&path).map_err(Error::io(&path, "writing it"))?;
        let written = io::copy(&mut entry.by_ref().take(left + 1), &mut out)
            .map_err(Error::io(&path, "unpacking it"))?;
        left = left.checked_sub(written).ok_or_else(|| foreign("it unpacks to more than 2 GB".to_owned()))?;
    }
    Ok(root.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned())
}

/// Whether a name in an archive stays inside the folder it is unpacked to.
fn is_inside(name: &str) -> bool {
    !name.contains('\\') && Path::new(name).components().all(|c| matches!(c, Component::Normal(_)))
}

/// Copies the needed files of a pipeline's folder into `folder`, which is made.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn copy(from: &Path, folder: &Path) -> Result<(), Error> {
    for inner in NEEDED {
        let (source, path): (PathBuf, PathBuf) = (from.join(inner), folder.join(inner));
        if !source.is_file() {
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Error::io(parent, "making the folder"))?;
        }
        fs::copy(&source, &path).map_err(Error::io(&source, "copying it"))?;
    }
    Ok(())
}
