//! The commands, one file each, and what they share.

pub mod brief;
pub mod eval;
pub mod events;
pub mod ingest;
pub mod inspect;
pub mod model;
pub mod trace;
pub mod verify;

use std::io::Write;
use std::path::PathBuf;

use types::Skipped;

use crate::progress::Progress;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done = 0,
    /// Done, but inputs were skipped or a check failed.
    Partly = 1,
    /// It could not be done.
    Failed = 2,
}

/// What a command gives back: how it ended, or why it could not be done.
pub type Outcome = anyhow::Result<Exit>;

/// Whether the error only says that the reader of our output went away.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// Names each skipped input on standard error.
pub fn report_skipped(skipped: &[Skipped]) {
    for s in skipped {
        eprintln!("dateline: skipped {}: {}", s.source, s.error);
    }
}

/// Loads the language model, installing it first if need be.
pub fn load_model(name_or_dir: Option<&str>) -> anyhow::Result<read::Pipeline> {
    let progress = Progress::new();
    progress.now("loading the language model");
    let dir = ::model::locate(name_or_dir, &mut |line| eprintln!("dateline: {line}"))?;
    Ok(read::Pipeline::load(&dir)?)
}

/// Writes to the file, or to standard output when none is named.
pub fn write_out(path: Option<&PathBuf>, text: &str) -> anyhow::Result<()> {
    match path {
        Some(path) => {
            std::fs::write(path, text).map_err(|e| anyhow::anyhow!("cannot write {}: {e}", path.display()))
        }
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes())?;
            Ok(out.flush()?)
        }
    }
}
