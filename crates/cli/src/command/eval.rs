//! `dateline eval`: briefs measured against stories with hand annotation.
//!
//! A story is a folder with texts (`*.txt`) and their annotation: `gold.json` inside it, or `gold/NAME.json` beside it.
//! The texts go the way of an archive: as records with their file's name and the publication date that the gold gives.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use serde_json::{Value, json};

use super::{Exit, Outcome, load_model, write_out};
use crate::progress::Progress;

/// Measure briefs against stories with hand annotation.
#[derive(Parser)]
#[command(
    after_help = "Example:\n  dateline eval stories/ --misses\n\nThe annotation's format: docs/gold.md"
)]
pub struct Args {
    /// A story (texts and gold.json), or a folder of stories
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// The annotation of the one story given [default: gold.json in its folder, or gold/NAME.json beside it]
    #[arg(long, value_name = "FILE")]
    gold: Option<PathBuf>,
    /// List what was missed
    #[arg(long)]
    misses: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Language model: a name or a folder
    #[arg(long, value_name = "NAME_OR_DIR")]
    model: Option<String>,
}

/// A folder of texts and the file that annotates them.
struct Story {
    name: String,
    folder: PathBuf,
    gold: PathBuf,
}

/// The folder as a story, if an annotation is found for it.
fn story_at(folder: &Path) -> Option<Story> {
    let folder = folder.canonicalize().ok()?;
    let name = folder.file_name()?.to_str()?.to_owned();
    let beside = folder.parent().map(|p| p.join("gold").join(format!("{name}.json")));
    let gold = [Some(folder.join("gold.json")), beside].into_iter().flatten().find(|p| p.is_file())?;
    Some(Story { name, folder, gold })
}

/// The stories that the arguments name, in their order; those of a folder by name.
fn stories(args: &Args) -> anyhow::Result<Vec<Story>> {
    if let Some(gold) = &args.gold {
        let [folder] = args.folders.as_slice() else { anyhow::bail!("--gold goes with one story folder") };
        let name =
            folder.file_name().map_or_else(|| folder.display().to_string(), |n| n.to_string_lossy().into());
        return Ok(vec![Story { name, folder: folder.clone(), gold: gold.clone() }]);
    }
    let mut found = Vec::new();
    for folder in &args.folders {
        if let Some(story) = story_at(folder) {
            found.push(story);
            continue;
        }
        let entries =
            std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        let mut inside: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        inside.sort();
        let before = found.len();
        found.extend(inside.iter().filter(|p| p.is_dir()).filter_map(|p| story_at(p)));
        if found.len() == before {
            anyhow::bail!("no gold.json for {} or a folder in it; see docs/gold.md", folder.display());
        }
    }
    Ok(found)
}

/// A file that goes when it is no longer needed.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing is lost when the system's own cleaning takes it instead.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The story's texts as records, one a line.
fn records(folder: &Path, gold: &Value) -> anyhow::Result<String> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut texts: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    texts.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    texts.sort();
    anyhow::ensure!(!texts.is_empty(), "no *.txt in {}", folder.display());
    let mut out = String::new();
    for path in texts {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let date = gold.get("dates").and_then(|d| d.get(&name)).cloned().unwrap_or(Value::Null);
        let record = json!({"id": name, "text": String::from_utf8_lossy(&bytes), "date": date});
        writeln!(out, "{record}")?;
    }
    Ok(out)
}

/// The brief of a story, scored.
fn measure(story: &Story, pipeline: &read::Pipeline) -> anyhow::Result<eval::Score> {
    let text = std::fs::read_to_string(&story.gold)
        .with_context(|| format!("cannot read {}", story.gold.display()))?;
    let gold: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", story.gold.display()))?;
    let file = format!("dateline-eval-{}-{}.jsonl", std::process::id(), story.name);
    let scratch = Scratch(std::env::temp_dir().join(file));
    std::fs::write(&scratch.0, records(&story.folder, &gold)?)
        .with_context(|| format!("cannot write {}", scratch.0.display()))?;
    let input = scratch.0.to_string_lossy().into_owned();
    let batch = ingest::inputs(&[input], &ingest::Options::default());
    let read = pipeline::story(pipeline, batch.reports, batch.skipped);
    let mut brief = serde_json::to_value(brief::json::document(&read))?;
    brief["referents"] = referents(&read, &brief)?;
    Ok(eval::score(&brief, &gold))
}

/// Each report's referents with all their mentions: a brief itself keeps those with a name only.
fn referents(story: &types::Story, brief: &Value) -> anyhow::Result<Value> {
    let mut all: Vec<Value> = Vec::new();
    for (number, ((report, doc), extract)) in
        story.reports.iter().zip(&story.docs).zip(&story.extracts).enumerate()
    {
        let inspected = serde_json::to_value(brief::json::inspect("", report, doc, extract, false))?;
        let id = &brief["reports"][number]["id"];
        for entity in inspected["entities"].as_array().into_iter().flatten() {
            all.push(json!({"report": id, "mentions": entity["mentions"]}));
        }
    }
    Ok(Value::Array(all))
}

/// A measure over several stories: each value it has, in the order of the stories.
type Summary = BTreeMap<&'static str, Vec<f64>>;

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn lowest(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}

fn print_table(measured: &[(String, eval::Score)], misses: bool) -> String {
    let mut out = String::new();
    for (name, score) in measured {
        out.push_str(&format!("{name}\n"));
        for row in &score.rows {
            let value = row.value.map_or_else(|| "  n/a".to_owned(), |v| format!("{v:5.2}"));
            out.push_str(&format!("  {:30} {value}   {}\n", row.name, row.detail));
        }
        for miss in score.misses.iter().filter(|_| misses) {
            out.push_str(&format!("    {:12} {}\n", miss.stage, miss.what));
        }
        out.push('\n');
    }
    if measured.len() > 1 {
        out.push_str(&format!("{:32} {:>5} {:>7}   stories\n", "all stories", "mean", "lowest"));
        for (name, values) in in_order(measured) {
            out.push_str(&format!(
                "  {name:30} {:5.2} {:7.2}   {}\n",
                mean(&values),
                lowest(&values),
                values.len()
            ));
        }
    }
    out
}

/// The measures with their values, in the order in which they are first printed.
fn in_order(measured: &[(String, eval::Score)]) -> Vec<(&'static str, Vec<f64>)> {
    let mut summary = Summary::new();
    let mut names: Vec<&'static str> = Vec::new();
    for row in measured.iter().flat_map(|(_, s)| &s.rows) {
        if let Some(value) = row.value {
            if !summary.contains_key(row.name) {
                names.push(row.name);
            }
            summary.entry(row.name).or_default().push(value);
        }
    }
    names.into_iter().filter_map(|n| Some((n, summary.remove(n)?))).collect()
}

fn as_json(measured: &[(String, eval::Score)]) -> Value {
    let story = |(name, score): &(String, eval::Score)| {
        let rows: Vec<Value> = score
            .rows
            .iter()
            .map(|r| json!({"name": r.name, "value": r.value, "detail": r.detail}))
            .collect();
        let misses: Vec<Value> =
            score.misses.iter().map(|m| json!({"stage": m.stage, "what": m.what})).collect();
        json!({"story": name, "rows": rows, "misses": misses, "warnings": score.warnings})
    };
    let summary: Vec<Value> = in_order(measured)
        .into_iter()
        .map(|(name, v)| json!({"name": name, "mean": mean(&v), "lowest": lowest(&v), "stories": v.len()}))
        .collect();
    json!({"schema": "dateline/eval/1", "stories": measured.iter().map(story).collect::<Vec<_>>(), "summary": summary})
}

pub fn run(args: &Args) -> Outcome {
    let stories = stories(args)?;
    let pipeline = load_model(args.model.as_deref())?;
    let progress = Progress::new();
    let mut measured = Vec::new();
    let mut exit = Exit::Done;
    for story in &stories {
        progress.now(&format!("measuring {}", story.name));
        let score = measure(story, &pipeline)?;
        for warning in &score.warnings {
            eprintln!("dateline: {}: {warning}", story.name);
            exit = Exit::Partly;
        }
        measured.push((story.name.clone(), score));
    }
    drop(progress);
    let text = if args.json {
        format!("{}\n", serde_json::to_string_pretty(&as_json(&measured))?)
    } else {
        print_table(&measured, args.misses)
    };
    write_out(None, &text)?;
    Ok(exit)
}
