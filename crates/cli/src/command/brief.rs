//! `dateline brief`: reports of one story in, a brief out.

use clap::{Parser, ValueEnum};

use super::{Exit, Outcome, StoryArgs};

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
        Some("html" | "htm") => Format::Html,
        Some("md" | "markdown") => Format::Md,
        _ => Format::Text,
    })
}

pub fn run(args: &Args) -> Outcome {
    let (_, story) = args.story.story("compare")?;
    let text = match format_of(args) {
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&brief::json::document(&story))?),
        Format::Text => brief::terminal(&story, args.story.width(), args.story.colored()),
        Format::Md => brief::markdown(&story),
        Format::Html => brief::html(&story),
    };
    args.story.write(&text)?;
    Ok(if story.skipped.is_empty() { Exit::Done } else { Exit::Partly })
}
