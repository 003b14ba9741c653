//! `dateline verify`: proves every span, quote and number of a brief again, or names what fails.

use std::path::PathBuf;

use clap::Parser;

use super::Outcome;

/// Prove every span, quote and number of a brief again, or name what fails.
#[derive(Parser)]
#[command(
    after_help = "Example:\n  dateline brief reports/*.txt -o brief.json && dateline verify brief.json"
)]
pub struct Args {
    /// What `dateline brief --format json` wrote
    brief: PathBuf,
}

pub fn run(args: &Args) -> Outcome {
    anyhow::bail!("cannot verify {} yet", args.brief.display())
}
