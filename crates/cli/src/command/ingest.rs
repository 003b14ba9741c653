//! `dateline ingest`: reports cleaned, with what was cut and why.

use clap::{Parser, ValueEnum};
use types::{BlockKind, Report};

use super::{Exit, Outcome, report_skipped, write_out};

/// Columns of the text format.
const WIDTH: usize = 80;

/// Characters of a cut piece that the text format shows.
const SHOWN_OF_CUT: usize = 100;

/// How the reports are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person
    Text,
    /// One JSON object a line
    Jsonl,
}

/// Clean reports: text, metadata, and what was cut and why.
#[derive(Parser)]
#[command(
    after_help = "Example:\n  dateline ingest page.html\n  dateline ingest archive/ --format jsonl > reports.jsonl"
)]
pub struct Args {
    /// Files, folders, globs, addresses, or `-` for standard input
    #[arg(required = true)]
    inputs: Vec<String>,
    /// Publication date of reports that give none themselves
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<types::Date>,
    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Skip reports in other languages than English
    #[arg(long)]
    english_only: bool,
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    allow_private: bool,
}

pub fn run(args: &Args) -> Outcome {
    let options = ingest::Options {
        date: args.date,
        allow_private: args.allow_private,
        english_only: args.english_only,
    };
    let batch = ingest::inputs(&args.inputs, &options);
    report_skipped(&batch.skipped);
    let print = match args.format {
        Format::Text => text,
        Format::Jsonl => json,
    };
    write_out(None, &batch.reports.iter().map(print).collect::<String>())?;
    Ok(match (batch.reports.is_empty(), batch.skipped.is_empty()) {
        (true, false) => Exit::Failed,
        (_, false) => Exit::Partly,
        _ => Exit::Done,
    })
}

/// One line for programs.
fn json(report: &Report) -> String {
    let removed = report.removed.iter().map(|r| serde_json::json!({"text": r.text, "reason": r.reason}));
    let record = serde_json::json!({
        "source": report.source,
        "container": report.container,
        "title": report.title,
        "text": report.text,
        "removed": removed.collect::<Vec<_>>(),
        "published": report.published.map(|p| p.to_string()),
        "modified": report.modified.map(|p| p.to_string()),
        "bylines": report.bylines,
        "agencies": report.agencies,
        "outlet": report.outlet,
        "url": report.url,
        "language": report.language,
        "notes": report.notes,
    });
    format!("{record}\n")
}

/// A page for a person: the report with its headings, then what is known of it and what was cut.
fn text(report: &Report) -> String {
    let mut out = format!("{}\n{}\n\n", plain(&report.source), "=".repeat(WIDTH));
    for block in &report.blocks {
        let words = plain(block.span.of(&report.text));
        let mark = match block.kind {
            BlockKind::Title => "# ",
            BlockKind::Crosshead => "## ",
            BlockKind::Paragraph => "",
        };
        out += &format!("{}\n\n", wrapped(&format!("{mark}{words}"), ""));
    }
    let list = |items: &[String]| items.join(", ");
    let shown = |p: Option<types::Published>| p.map(|p| p.to_string()).unwrap_or_default();
    for (name, value) in [
        ("published", shown(report.published)),
        ("changed", shown(report.modified)),
        ("by", list(&report.bylines)),
        ("agencies", list(&report.agencies)),
        ("outlet", report.outlet.clone().unwrap_or_default()),
        ("address", report.url.clone().unwrap_or_default()),
        ("language", report.language.clone().unwrap_or_default()),
        ("repaired", list(&report.notes)),
    ] {
        if !value.is_empty() {
            out += &format!("{}\n", wrapped(&format!("{name:<10} {}", plain(&value)), "           "));
        }
    }
    for cut in &report.removed {
        let words = plain(&cut.text);
        let start: String = words.chars().take(SHOWN_OF_CUT).collect();
        let more = if start.len() < words.len() { " …" } else { "" };
        out +=
            &format!("{}\n", wrapped(&format!("{:<10} {}: {start}{more}", "cut", cut.reason), "           "));
    }
    out + "\n"
}

/// Without characters that steer a terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .collect()
}

/// Lines of at most [`WIDTH`] columns (one word longer than that stays whole); the later ones indented.
fn wrapped(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for (i, word) in text.split(' ').enumerate() {
        let width = word.chars().count();
        if i > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            out.push_str(indent);
            column = indent.len();
        } else if i > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out
}
