//! Any bytes as a web page: one report whose blocks lie in its text, or one reason, never a panic of our own.
//!
//! `cargo +nightly fuzz run html`. The page's parser is code of others and its panics are caught by the reader (on the thread
//! `page`); those are let pass here, everything else ends the run.
#![no_main]

use std::panic;

use libfuzzer_sys::fuzz_target;

#[path = "taken_in.rs"]
mod taken_in;

/// Lets the panics pass that the reader catches: those of other people's code on the page's own thread.
fn pass_caught_panics() {
    let abort = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let foreign = info.location().is_none_or(|l| !l.file().contains("crates/ingest/"));
        if !(foreign && std::thread::current().name() == Some("page")) {
            abort(info);
        }
    }));
}

fuzz_target!(init: pass_caught_panics(), |data: &[u8]| {
    taken_in::check(data, "html");
});
