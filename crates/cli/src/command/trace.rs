//! `dateline trace`: a quotation, phrase or figure and reports in, its versions out: who carries them, and how they changed.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use super::{Exit, Outcome, load_model, report_skipped, write_out};
use crate::progress::Progress;

/// How the brief is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For the terminal
    Text,
    /// For programs
    Json,
}

/// Show every version of a quotation or figure, who carries it, in what order, and what changed.
///
/// Words need not be exact. A figure ("12 dead", "$40m") is met by its value, its unit and what it counts; other numbers for the same
/// thing are shown too. Exits with 1 when no report says it (what comes nearest is shown), or when an input was skipped.
#[derive(Parser)]
#[command(
    after_help = "Examples:\n  dateline trace \"we have nothing to hide\" reports/*.txt --date 2024-05-14\n  dateline trace \"12 dead\" reports/ --format json -o toll.json"
)]
pub struct Args {
    /// The words or the figure
    #[arg(value_name = "WORDS_OR_FIGURE")]
    asked: String,
    /// Files, folders, globs, addresses, or `-` for standard input
    #[arg(required = true)]
    inputs: Vec<String>,
    /// Publication date of reports that give none themselves
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<types::Date>,
    /// How to print it [default: by the name of the output file, else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Columns of the text format [default: the terminal's, at most 100]
    #[arg(long)]
    width: Option<usize>,
    /// When to use colour
    #[arg(long, value_enum, default_value = "auto")]
    color: clap::ColorChoice,
    /// Language model: a name or a folder
    #[arg(long, value_name = "NAME_OR_DIR")]
    model: Option<String>,
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    allow_private: bool,
}

/// The format asked for, or the one that the output file's name tells.
fn format_of(args: &Args) -> Format {
    let extension = args.output.as_ref().and_then(|p| p.extension()).and_then(|e| e.to_str());
    args.format.unwrap_or(match extension {
        Some("json") => Format::Json,
        _ => Format::Text,
    })
}

/// Most columns of the text format when none are asked for: longer lines are hard to read.
const MAX_WIDTH: usize = 100;
/// Columns when the terminal does not tell.
const DEFAULT_WIDTH: usize = 80;

/// The columns asked for, or the terminal's.
fn width_of(args: &Args) -> usize {
    let told = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    args.width.unwrap_or_else(|| told.unwrap_or(DEFAULT_WIDTH).min(MAX_WIDTH))
}

/// Whether to colour: as asked for, else only on a terminal, and never with `NO_COLOR`.
fn color_of(args: &Args) -> bool {
    match args.color {
        clap::ColorChoice::Always => true,
        clap::ColorChoice::Never => false,
        clap::ColorChoice::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
            args.output.is_none() && !refused && std::io::stdout().is_terminal()
        }
    }
}

pub fn run(args: &Args) -> Outcome {
    if !args.asked.chars().any(char::is_alphanumeric) {
        anyhow::bail!("nothing to look for: give some words or a figure before the reports");
    }
    let options = ingest::Options { date: args.date, allow_private: args.allow_private, english_only: true };
    // The model loads while the reports are taken in.
    let (batch, pipeline) = std::thread::scope(|scope| {
        let loading = scope.spawn(|| load_model(args.model.as_deref()));
        let batch = ingest::inputs(&args.inputs, &options);
        let pipeline = loading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (batch, pipeline)
    });
    report_skipped(&batch.skipped);
    if batch.reports.is_empty() {
        anyhow::bail!("no report could be read; nothing to trace in");
    }
    let pipeline = pipeline?;
    let progress = Progress::new();
    progress.now(&format!("reading {} reports", batch.reports.len()));
    let story = pipeline::story(&pipeline, batch.reports, batch.skipped);
    let trace = pipeline::trace(&pipeline, &story, &args.asked);
    drop(progress);
    let text = match format_of(args) {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&brief::trace::json(&story, &trace))?),
        Format::Text => brief::trace::terminal(&story, &trace, width_of(args), color_of(args)),
    };
    write_out(args.output.as_ref(), &text)?;
    Ok(if story.skipped.is_empty() && !trace.versions.is_empty() { Exit::Done } else { Exit::Partly })
}
