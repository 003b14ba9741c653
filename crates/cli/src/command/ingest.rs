//! `dateline ingest`: reports cleaned, with what was cut and why.

use clap::{Parser, ValueEnum};

use super::{Exit, Outcome, report_skipped, write_out};

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
    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Fetch from private and loopback addresses too
    #[arg(long)]
    allow_private: bool,
}

pub fn run(args: &Args) -> Outcome {
    let options = ingest::Options { allow_private: args.allow_private, ..ingest::Options::default() };
    let batch = ingest::inputs(&args.inputs, &options);
    report_skipped(&batch.skipped);
    let mut out = String::new();
    for report in &batch.reports {
        match args.format {
            Format::Text => out.push_str(&format!("{}\n\n{}\n\n", report.source, report.text)),
            Format::Jsonl => {
                let removed: Vec<_> = report
                    .removed
                    .iter()
                    .map(|r| serde_json::json!({"text": r.text, "reason": r.reason}))
                    .collect();
                let record = serde_json::json!({
                    "source": report.source, "title": report.title, "text": report.text, "removed": removed,
                    "published": report.published.map(|p| p.to_string()),
                    "modified": report.modified.map(|p| p.to_string()),
                    "bylines": report.bylines, "agencies": report.agencies, "outlet": report.outlet,
                    "url": report.url, "language": report.language, "notes": report.notes,
                });
                out.push_str(&record.to_string());
                out.push('\n');
            }
        }
    }
    write_out(None, &out)?;
    Ok(match (batch.reports.is_empty(), batch.skipped.is_empty()) {
        (true, false) => Exit::Failed,
        (_, false) => Exit::Partly,
        _ => Exit::Done,
    })
}
