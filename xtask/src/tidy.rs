//! Rules of the house that neither the compiler nor the linter knows.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;

/// A file of more lines than this is two files.
const MAX_LINES: usize = 800;
/// Names that say nothing about what a module holds.
const EMPTY_NAMES: [&str; 5] = ["utils", "util", "helpers", "helper", "misc"];

/// Checks all rules; the error lists every breach.
pub fn check() -> anyhow::Result<()> {
    let mut breaches = Vec::new();
    for root in ["crates", "xtask"] {
        for file in files_below(Path::new(root)) {
            check_file(&file, &mut breaches);
        }
    }
    check_architecture(&mut breaches);
    if !breaches.is_empty() {
        bail!("untidy:\n  {}", breaches.join("\n  "));
    }
    println!("tidy: every file has its head and its size");
    Ok(())
}

fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let Ok(entries) = fs::read_dir(dir) else { return out };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            out.extend(files_below(&path));
        } else {
            out.push(path);
        }
    }
    out.sort();
    out
}

fn check_file(file: &Path, breaches: &mut Vec<String>) {
    let name = file.display();
    let Ok(text) = fs::read_to_string(file) else { return };
    match file.extension().and_then(|e| e.to_str()) {
        Some("rs") => {
            if !text.starts_with("//!") {
                breaches.push(format!("{name}: begins without `//!` (what it is for, what goes in and out)"));
            }
            let lines = text.lines().count();
            if lines > MAX_LINES {
                breaches.push(format!("{name}: {lines} lines; {MAX_LINES} are the most"));
            }
            let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
            if EMPTY_NAMES.contains(&stem) {
                breaches.push(format!("{name}: the name says nothing"));
            }
        }
        Some("tsv") if file.components().any(|c| c.as_os_str() == "data") => {
            let head: Vec<&str> = text.lines().take_while(|l| l.starts_with('#')).collect();
            let head = head.join(" ").to_lowercase();
            if !head.contains("licence") && !head.contains("license") {
                breaches.push(format!("{name}: its head names no source and licence"));
            }
        }
        _ => {}
    }
}

/// Every crate is explained.
fn check_architecture(breaches: &mut Vec<String>) {
    let page = fs::read_to_string("ARCHITECTURE.md").unwrap_or_default();
    let Ok(entries) = fs::read_dir("crates") else { return };
    let mut crates: Vec<String> =
        entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    crates.sort();
    for name in crates {
        if !page.lines().any(|l| l.starts_with("## ") && l.contains(&format!("`{name}`"))) {
            breaches.push(format!("ARCHITECTURE.md: no heading for `{name}`"));
        }
    }
}
