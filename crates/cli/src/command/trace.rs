//! `dateline trace`: a quotation, phrase or figure and reports in, its versions out: who carries them, and how they changed.

use clap::{Parser, ValueEnum};

use super::{Exit, Outcome, StoryArgs};

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
    /// How to print it [default: by the name of the output file, else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    story: StoryArgs,
}

/// The format asked for, or the one that the output file's name tells.
fn format_of(args: &Args) -> Format {
    args.format.unwrap_or(match args.story.extension() {
        Some("json") => Format::Json,
        _ => Format::Text,
    })
}

pub fn run(args: &Args) -> Outcome {
    if !args.asked.chars().any(char::is_alphanumeric) {
        anyhow::bail!("nothing to look for: give some words or a figure before the reports");
    }
    let (pipeline, story) = args.story.story("trace in")?;
    let trace = pipeline::trace(&pipeline, &story, &args.asked);
    let text = match format_of(args) {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&brief::trace::json(&story, &trace))?),
        Format::Text => brief::trace::terminal(&story, &trace, args.story.width(), args.story.colored()),
    };
    args.story.write(&text)?;
    Ok(if story.skipped.is_empty() && !trace.versions.is_empty() { Exit::Done } else { Exit::Partly })
}
