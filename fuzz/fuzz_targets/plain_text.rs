//! Any bytes as a file of text: one report whose blocks lie in its text, or one reason, never a panic.
//!
//! `cargo +nightly fuzz run plain_text`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "taken_in.rs"]
mod taken_in;

fuzz_target!(|data: &[u8]| {
    taken_in::check(data, "txt");
});
