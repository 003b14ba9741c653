//! How long loading and reading take, one thread: `cargo bench -p dateline-read`. Needs the model `en_core_web_md`.
//!
//! `bench/read.py` measures the same beside spaCy, with far more text; this is for a quick look while changing code.

use std::path::PathBuf;

use dateline_read::Pipeline;
use divan::{Bencher, counter::BytesCount};

/// A report of the examples, untidy as they are.
const REPORT: &str = include_str!("../../../examples/kardova-talks/05-aldermoor-examiner.txt");

fn main() {
    divan::main();
}

/// Where the model lies; `None`, and the benchmarks do nothing, where it cannot be had.
fn folder() -> Option<PathBuf> {
    let found = model::locate(Some("en_core_web_md"), &mut |_| ());
    found.inspect_err(|e| eprintln!("NOT MEASURED: {e}")).ok()
}

/// Files to pipeline.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn load(bencher: Bencher) {
    let Some(folder) = folder() else { return };
    bencher.bench_local(|| Pipeline::load(&folder).expect("the installed model is whole"));
}

/// A report whose words were all met before.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn known_words(bencher: Bencher) {
    let Some(folder) = folder() else { return };
    let pipeline = Pipeline::load(&folder).expect("the installed model is whole");
    pipeline.read(REPORT);
    bencher.counter(BytesCount::of_str(REPORT)).bench_local(|| pipeline.read(REPORT));
}

/// A report read first of all: every word is new.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn new_words(bencher: Bencher) {
    let Some(folder) = folder() else { return };
    let load = || Pipeline::load(&folder).expect("the installed model is whole");
    bencher
        .counter(BytesCount::of_str(REPORT))
        .with_inputs(load)
        .bench_local_refs(|pipeline| pipeline.read(REPORT));
}
