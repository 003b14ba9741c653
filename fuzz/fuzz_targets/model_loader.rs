//! Any bytes as any of a language model's files: refused with an error or taken, never a panic.
//!
//! `cargo +nightly fuzz run model_loader`; the first byte chooses the file, the rest is its content.
#![no_main]

use libfuzzer_sys::fuzz_target;
use read::{FILES, Pipeline};

fuzz_target!(|data: &[u8]| {
    if let Some((choice, bytes)) = data.split_first() {
        let _ = Pipeline::check_file(FILES[usize::from(*choice) % FILES.len()], bytes);
    }
});
