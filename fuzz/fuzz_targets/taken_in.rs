//! Bytes to a file of this process, the file to a report through `ingest`, and what must hold for every report.

use std::{env, fs, process};

/// Takes the bytes in as a file with this ending.
///
/// # Panics
/// When there is not one outcome, or a block lies outside its report's text or before the one it follows.
pub fn check(bytes: &[u8], ending: &str) {
    let file = env::temp_dir().join(format!("dateline-fuzz-{}.{ending}", process::id()));
    fs::write(&file, bytes).expect("the folder for temporary files can be written to");
    let name = file.to_str().expect("the folder's name is UTF-8").to_owned();
    let batch = ingest::inputs(&[name], &ingest::Options::default());
    assert_eq!(batch.reports.len() + batch.skipped.len(), 1);
    for report in batch.reports {
        let mut end = 0;
        for block in &report.blocks {
            assert!(block.span.start >= end && block.span.get(&report.text).is_some());
            end = block.span.end;
        }
    }
}
