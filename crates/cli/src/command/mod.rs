//! The commands, one file each, and what they share.

pub mod brief;
pub mod eval;
pub mod events;
pub mod ingest;
pub mod inspect;
pub mod model;
pub mod trace;
pub mod verify;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use types::{Skipped, Story};

use crate::progress::Progress;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done = 0,
    /// Done, but inputs were skipped or a check failed.
    Partly = 1,
    /// It could not be done.
    Failed = 2,
}

/// What a command gives back: how it ended, or why it could not be done.
pub type Outcome = anyhow::Result<Exit>;

/// Whether the error only says that the reader of our output went away.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// Names each skipped input on standard error.
pub fn report_skipped(skipped: &[Skipped]) {
    for s in skipped {
        eprintln!("dateline: skipped {}: {}", s.source, s.error);
    }
}

/// Loads the language model, installing it first if need be.
pub fn load_model(name_or_dir: Option<&str>) -> anyhow::Result<read::Pipeline> {
    let progress = Progress::new();
    progress.now("loading the language model");
    let dir = ::model::locate(name_or_dir, &mut |line| eprintln!("dateline: {line}"))?;
    Ok(read::Pipeline::load(&dir)?)
}

/// Writes to the file, or to standard output when none is named.
pub fn write_out(path: Option<&PathBuf>, text: &str) -> anyhow::Result<()> {
    match path {
        Some(path) => {
            std::fs::write(path, text).map_err(|e| anyhow::anyhow!("cannot write {}: {e}", path.display()))
        }
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes())?;
            Ok(out.flush()?)
        }
    }
}

/// The story that the inputs tell, and the pipeline that read it; the model loads while the reports are taken in. `purpose` ends the error that no
/// report could be read.
fn story_of(
    inputs: &[String],
    options: &::ingest::Options,
    model: Option<&str>,
    purpose: &str,
) -> anyhow::Result<(read::Pipeline, Story)> {
    let (batch, pipeline) = std::thread::scope(|scope| {
        let loading = scope.spawn(|| load_model(model));
        let batch = ::ingest::inputs(inputs, options);
        let pipeline = loading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (batch, pipeline)
    });
    report_skipped(&batch.skipped);
    if batch.reports.is_empty() {
        anyhow::bail!("no report could be read; nothing to {purpose}");
    }
    let pipeline = pipeline?;
    let progress = Progress::new();
    progress.now(&format!("reading {} reports", batch.reports.len()));
    let story = pipeline::story(&pipeline, batch.reports, batch.skipped);
    Ok((pipeline, story))
}

/// What `brief`, `events` and `trace` ask of the user alike: which reports, read how, printed where.
#[derive(clap::Args)]
pub struct StoryArgs {
    /// Files, folders, globs, addresses, or `-` for standard input
    #[arg(required = true)]
    inputs: Vec<String>,
    /// Publication date of reports that give none themselves
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<types::Date>,
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

impl StoryArgs {
    /// The story that the reports tell, and the pipeline that read it. `purpose` ends the error that no report could be read.
    fn story(&self, purpose: &str) -> anyhow::Result<(read::Pipeline, Story)> {
        let options =
            ::ingest::Options { date: self.date, allow_private: self.allow_private, english_only: true };
        story_of(&self.inputs, &options, self.model.as_deref(), purpose)
    }

    /// What the output file's name ends with.
    fn extension(&self) -> Option<&str> {
        self.output.as_ref()?.extension()?.to_str()
    }

    /// The columns asked for, or the terminal's.
    fn width(&self) -> usize {
        let told = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        self.width.unwrap_or_else(|| told.unwrap_or(DEFAULT_WIDTH).min(MAX_WIDTH))
    }

    /// Whether to colour: as asked for, else only on a terminal, and never with `NO_COLOR`.
    fn colored(&self) -> bool {
        match self.color {
            clap::ColorChoice::Always => true,
            clap::ColorChoice::Never => false,
            clap::ColorChoice::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
                self.output.is_none() && !refused && std::io::stdout().is_terminal()
            }
        }
    }

    /// Writes where it is asked for.
    fn write(&self, text: &str) -> anyhow::Result<()> {
        write_out(self.output.as_ref(), text)
    }
}

/// Most columns of the text format when none are asked for: longer lines are hard to read.
const MAX_WIDTH: usize = 100;
/// Columns when the terminal does not tell.
const DEFAULT_WIDTH: usize = 80;
