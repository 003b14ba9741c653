//! `dateline events`: reports of one story in, what happened out, for a person or in the formats of event data.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use super::{Exit, Outcome, story_of, width_of, write_out};

/// How the events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A list for the terminal
    Text,
    /// PLOVER gold-standard records, one JSON object a line
    Plover,
    /// Fields of NGEC and POLECAT, one JSON object a line
    Ngec,
    /// CAMEO codes, tab-separated, one row a pair of source and target
    Cameo,
    /// One flat table (RFC 4180)
    Csv,
    /// All that is known of each event, one JSON object a line
    Jsonl,
}

/// List who did what to whom, joined across the reports of one story.
///
/// Each event comes with its evidence (report, first character, one past the last), how many reports tell of it, and how many independent
/// origins these have. docs/events.md describes the columns.
#[derive(Parser)]
#[command(
    after_help = "Examples:\n  dateline events reports/*.txt --date 2024-05-14\n  dateline events reports/ --format cameo -o events.tsv\n  dateline events reports/ --format ngec | jq '.\"Event Type\"'"
)]
pub struct Args {
    /// Files, folders, globs, addresses, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    inputs: Vec<String>,
    /// How to write them [default: by the name of the output file (.csv, .tsv, .jsonl), else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Publication date of reports that give none themselves
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<types::Date>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Columns of the text format [default: the terminal's, at most 100]
    #[arg(long)]
    width: Option<usize>,
    /// Language model: a name or a folder
    #[arg(long, value_name = "NAME_OR_DIR")]
    model: Option<String>,
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    allow_private: bool,
}

/// The format asked for, or the one that the output file's name tells; `None` for the list.
fn format_of(args: &Args) -> Option<brief::export::Format> {
    let extension = args.output.as_ref().and_then(|p| p.extension()).and_then(|e| e.to_str());
    let told = args.format.unwrap_or(match extension {
        Some("csv") => Format::Csv,
        Some("tsv" | "tab") => Format::Cameo,
        Some("jsonl" | "ndjson" | "json") => Format::Jsonl,
        _ => Format::Text,
    });
    match told {
        Format::Text => None,
        Format::Plover => Some(brief::export::Format::Plover),
        Format::Ngec => Some(brief::export::Format::Ngec),
        Format::Cameo => Some(brief::export::Format::Cameo),
        Format::Csv => Some(brief::export::Format::Csv),
        Format::Jsonl => Some(brief::export::Format::Jsonl),
    }
}

pub fn run(args: &Args) -> Outcome {
    let options = ingest::Options { date: args.date, allow_private: args.allow_private, english_only: true };
    let (_, story) = story_of(&args.inputs, &options, args.model.as_deref(), "list")?;
    let text = match format_of(args) {
        Some(format) => {
            let left = brief::export::outside(&story);
            if format.is_political() && left > 0 {
                eprintln!(
                    "dateline: {left} of {} events are accidents and the like, outside PLOVER; csv and jsonl list them",
                    story.events.len()
                );
            }
            brief::export::export(&story, format)
        }
        None => {
            let width = width_of(args.width);
            let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
            let color = args.output.is_none() && !refused && std::io::stdout().is_terminal();
            brief::export::list(&story, width, color)
        }
    };
    write_out(args.output.as_ref(), &text)?;
    Ok(if story.skipped.is_empty() { Exit::Done } else { Exit::Partly })
}
