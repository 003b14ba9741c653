//! Bytes to reports through `ingest`, and what must hold for every report.

/// Takes the bytes in as those of a file with this ending.
///
/// # Panics
/// When nothing comes of them (bytes that are records may give many outcomes), or a block lies outside its report's text or before the one it follows.
pub fn check(bytes: &[u8], ending: &str) {
    let batch = ingest::bytes(&format!("fuzz.{ending}"), bytes, None, &ingest::Options::default());
    assert!(!batch.reports.is_empty() || !batch.skipped.is_empty());
    for report in batch.reports {
        let mut end = 0;
        for block in &report.blocks {
            assert!(block.span.start >= end && block.span.get(&report.text).is_some());
            end = block.span.end;
        }
    }
}
