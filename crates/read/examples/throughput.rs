//! How fast a pipeline reads: `throughput MODEL_DIR ROUNDS FILE…` reads the files' records again and again.
//!
//! A `.jsonl` file holds records with a `text`; any other file is one text. Prints one JSON object:
//! tokens, processor seconds and wall seconds of loading and of the rounds after the first, peak memory in MB.
//! One thread. `bench/read.py` runs it beside spaCy.

use std::{env, fs, path::Path, time::Instant};

use dateline_read::Pipeline;

/// Processor seconds of this process so far; `None` where the system does not tell.
fn cpu_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/schedstat").ok()?;
    stat.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

/// Peak resident memory in MB; 0 where the system does not tell.
fn peak_megabytes() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().split(' ').next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn texts(file: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let content = fs::read_to_string(file)?;
    if !file.ends_with(".jsonl") {
        return Ok(vec![content]);
    }
    let record = |line: &str| {
        Ok(serde_json::from_str::<serde_json::Value>(line)?["text"].as_str().unwrap_or("").into())
    };
    content.lines().filter(|l| !l.trim().is_empty()).map(record).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [model, rounds, files @ ..] = &args[..] else {
        return Err("throughput MODEL_DIR ROUNDS FILE…".into());
    };
    let texts: Vec<String> = files.iter().map(|f| texts(f)).collect::<Result<Vec<_>, _>>()?.concat();
    let clock = Instant::now();
    let now = || (clock.elapsed().as_secs_f64(), cpu_seconds().unwrap_or(clock.elapsed().as_secs_f64()));
    let start = now();
    let pipeline = Pipeline::load(Path::new(model))?;
    let loaded = now();
    let round = || texts.iter().map(|t| pipeline.read(t).tokens.len()).sum::<usize>();
    let first = round();
    let warm = now();
    let tokens: usize = (0..rounds.parse()?).map(|_| round()).sum();
    let end = now();
    println!(
        "{{\"load_seconds\": {:.4}, \"load_cpu\": {:.4}, \"first_tokens\": {first}, \"first_cpu\": {:.4}, \
         \"tokens\": {tokens}, \"seconds\": {:.4}, \"cpu\": {:.4}, \"peak_mb\": {:.1}}}",
        loaded.0 - start.0,
        loaded.1 - start.1,
        warm.1 - loaded.1,
        end.0 - warm.0,
        end.1 - warm.1,
        peak_megabytes(),
    );
    Ok(())
}
