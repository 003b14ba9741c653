//! `dateline events`: reports of one story in, what happened out, for a person or in the formats of event data.

use clap::{Parser, ValueEnum};

use super::{Exit, Outcome, StoryArgs};

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
    /// How to write them [default: by the name of the output file (.csv, .tsv, .jsonl), else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    story: StoryArgs,
}

/// The format asked for, or the one that the output file's name tells; `None` for the list.
fn format_of(args: &Args) -> Option<brief::export::Format> {
    let told = args.format.unwrap_or(match args.story.extension() {
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
    let (_, story) = args.story.story("list")?;
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
        None => brief::export::list(&story, args.story.width(), args.story.colored()),
    };
    args.story.write(&text)?;
    Ok(if story.skipped.is_empty() { Exit::Done } else { Exit::Partly })
}
