//! `dateline brief`: reports of one story in, a brief out.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use super::{Exit, Outcome, color_of, story_of, width_of, write_out};

/// How the brief is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For the terminal
    Text,
    /// Markdown
    Md,
    /// One self-contained web page
    Html,
    /// For programs
    Json,
}

/// Compare reports of one story and write a brief.
#[derive(Parser)]
#[command(
    after_help = "Example:\n  dateline brief reports/*.txt --date 2024-05-14\n  dateline brief reports/ -o brief.html"
)]
pub struct Args {
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
        Some("html" | "htm") => Format::Html,
        Some("md" | "markdown") => Format::Md,
        _ => Format::Text,
    })
}

pub fn run(args: &Args) -> Outcome {
    let options = ingest::Options { date: args.date, allow_private: args.allow_private, english_only: true };
    let (_, story) = story_of(&args.inputs, &options, args.model.as_deref(), "compare")?;
    let text = match format_of(args) {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&brief::json::document(&story))?),
        Format::Text => {
            brief::terminal(&story, width_of(args.width), color_of(args.color, args.output.is_some()))
        }
        Format::Md => brief::markdown(&story),
        Format::Html => brief::html(&story),
    };
    write_out(args.output.as_ref(), &text)?;
    Ok(if story.skipped.is_empty() { Exit::Done } else { Exit::Partly })
}
