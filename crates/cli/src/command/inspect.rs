//! `dateline inspect`: what each stage makes of a text.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, ValueEnum};
use types::{Block, BlockKind, Published, Report, Span};

use super::{Exit, Outcome, load_model, write_out};
use crate::progress::Progress;

/// How it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person
    Text,
    /// One JSON object a record
    Jsonl,
}

/// Show what each stage makes of a text.
#[derive(Parser)]
#[command(
    after_help = "Example:\n  dateline inspect report.txt\n  dateline inspect texts.jsonl --raw --format jsonl"
)]
pub struct Args {
    /// A file of records {"id", "text", "date"?, "title"?} (.jsonl), or any report
    file: PathBuf,
    /// Take each record's text as it is: nothing is cleaned, so spans fit it
    #[arg(long)]
    raw: bool,
    /// Print the language pipeline's tokens and names too, the text read as one piece
    #[arg(long)]
    tokens: bool,
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Language model: a name or a folder
    #[arg(long, value_name = "NAME_OR_DIR")]
    model: Option<String>,
}

/// A record's text as a report, untouched: every run between blank lines is a paragraph.
fn raw_report(line: &str, number: usize) -> anyhow::Result<Report> {
    let record: serde_json::Value =
        serde_json::from_str(line).with_context(|| format!("line {number} is no JSON"))?;
    let field = |name: &str| record.get(name).and_then(|v| v.as_str()).map(str::to_owned);
    let id = match record.get("id") {
        Some(serde_json::Value::String(id)) => id.clone(),
        Some(id) => id.to_string(),
        None => anyhow::bail!("line {number} has no \"id\""),
    };
    let text = field("text").with_context(|| format!("line {number} has no \"text\""))?;
    let date = field("date").and_then(|d| d.get(..10).and_then(|d| d.parse().ok()));
    Ok(Report {
        source: id,
        container: None,
        url: None,
        outlet: None,
        title: field("title"),
        bylines: Vec::new(),
        agencies: Vec::new(),
        published: date.map(|date| Published { date, time: None, offset_minutes: None }),
        modified: None,
        language: Some("en".to_owned()),
        blocks: paragraphs(&text),
        text,
        removed: Vec::new(),
        notes: Vec::new(),
    })
}

/// The stretches of `text` between blank lines, without the white space around them.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut push = |start: usize, end: usize| {
        let piece = &text[start..end];
        let lead = piece.len() - piece.trim_start().len();
        let trimmed = piece.trim().len();
        if trimmed > 0 {
            let span = Span::new(start + lead, start + lead + trimmed);
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
    };
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            push(start, at);
            start = at;
        }
        at += line.len();
    }
    push(start, text.len());
    blocks
}

pub fn run(args: &Args) -> Outcome {
    let reports = if args.raw {
        let file = std::fs::read_to_string(&args.file)
            .with_context(|| format!("cannot read {}", args.file.display()))?;
        let lines = file.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
        lines.map(|(i, l)| raw_report(l, i + 1)).collect::<anyhow::Result<Vec<_>>>()?
    } else {
        let batch = ingest::inputs(&[args.file.display().to_string()], &ingest::Options::default());
        super::report_skipped(&batch.skipped);
        batch.reports
    };
    let pipeline = load_model(args.model.as_deref())?;
    let progress = Progress::new();
    progress.now(&format!("reading {} texts", reports.len()));
    let lines = pipeline::in_parallel(&reports, |report| {
        if args.tokens {
            let doc = pipeline.read(&report.text);
            return (doc, types::Extract::default());
        }
        let doc = pipeline::read(&pipeline, report);
        let extract = pipeline::extract_of(report, &doc);
        (doc, extract)
    });
    drop(progress);
    let mut out = String::new();
    for (report, (doc, extract)) in reports.iter().zip(&lines) {
        match args.format {
            Format::Text => out += &brief::inspect(report, doc, extract),
            Format::Jsonl => {
                let record = brief::json::inspect(&report.source, report, doc, extract, args.tokens);
                out += &serde_json::to_string(&record)?;
            }
        }
        out.push('\n');
    }
    write_out(None, &out)?;
    Ok(Exit::Done)
}
