//! `dateline verify`: proves every span, quote and number of a brief again, or names what fails.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use types::Report;

use super::{Exit, Outcome, write_out};

/// Prove every span, quote and number of a brief again, or name what fails.
#[derive(Parser)]
#[command(
    after_help = "The sources are read again from where the brief says they are: from this folder, or else from the \
                  brief's own.\n\nExample:\n  dateline brief reports/*.txt -o brief.json && dateline verify brief.json"
)]
pub struct Args {
    /// What `dateline brief --format json` wrote
    brief: PathBuf,
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    allow_private: bool,
}

pub fn run(args: &Args) -> Outcome {
    let bytes =
        std::fs::read(&args.brief).with_context(|| format!("cannot read {}", args.brief.display()))?;
    let json = String::from_utf8(bytes).with_context(|| format!("{} is no UTF-8", args.brief.display()))?;
    let mut sources = Sources::read(&json, &args.brief, args.allow_private);
    let verification = brief::verify(&json, &mut |source, container| sources.report(source, container))
        .with_context(|| format!("cannot verify {}", args.brief.display()))?;
    write_out(None, &verification.to_string())?;
    Ok(if verification.holds() { Exit::Done } else { Exit::Partly })
}

/// The sources of a brief, read again. They are read together, as they were for the brief: what recurs in several reports
/// decides what is furniture.
struct Sources {
    folder: PathBuf,
    batch: ingest::Batch,
}

impl Sources {
    /// Reads all sources that the brief names, each file once.
    fn read(json: &str, brief: &Path, allow_private: bool) -> Sources {
        let folder = brief.parent().unwrap_or(Path::new("")).to_owned();
        let mut inputs: Vec<String> = Vec::new();
        for (source, container) in brief::verify::sources(json) {
            let input = found(&folder, &container.unwrap_or(source));
            // Standard input is gone, and is not this command's.
            if input != "-" && !inputs.contains(&input) {
                inputs.push(input);
            }
        }
        let options = ingest::Options { allow_private, ..ingest::Options::default() };
        Sources { folder, batch: ingest::inputs(&inputs, &options) }
    }

    /// A source's report; each is given once, so that records of one id are told apart by their order.
    fn report(&mut self, source: &str, container: Option<&str>) -> Result<Report, String> {
        if container.unwrap_or(source) == "-" {
            return Err("it came from standard input; save it to a file to verify it".into());
        }
        let file = container.map(|c| found(&self.folder, c));
        let place = if container.is_some() { source.to_owned() } else { found(&self.folder, source) };
        let same = |r: &Report| r.source == place && r.container == file;
        match self.batch.reports.iter().position(same) {
            Some(i) => Ok(self.batch.reports.remove(i)),
            None => {
                let input = file.unwrap_or(place);
                let skipped = self.batch.skipped.iter().find(|s| s.source == source || s.source == input);
                Err(skipped.map_or("it is not there".to_owned(), |s| s.error.clone()))
            }
        }
    }
}

/// Where an input lies: as given, or in the brief's folder when only there.
fn found(folder: &Path, input: &str) -> String {
    let beside = folder.join(input);
    if !input.contains("://") && !Path::new(input).exists() && beside.exists() {
        return beside.display().to_string();
    }
    input.to_owned()
}
