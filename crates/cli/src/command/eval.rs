//! `dateline eval`: briefs measured against stories with hand annotation.

use std::path::PathBuf;

use clap::Parser;

use super::Outcome;

/// Measure briefs against stories with hand annotation.
#[derive(Parser)]
#[command(after_help = "Example:\n  dateline eval stories/ --misses")]
pub struct Args {
    /// A story (texts and gold.json), or a folder of stories
    #[arg(required = true)]
    folders: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Outcome {
    anyhow::bail!("cannot measure {} stories yet", args.folders.len())
}
