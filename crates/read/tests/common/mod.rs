//! Where the model lies that the tests share.

use std::path::PathBuf;

/// The folder of the default model, or `None` (said loudly) on a machine that has none and cannot get it.
pub fn folder() -> Option<PathBuf> {
    match model::locate(None, &mut |line| eprintln!("{line}")) {
        Ok(folder) => Some(folder),
        Err(error) => {
            eprintln!("TEST NOT RUN: {error}");
            None
        }
    }
}
