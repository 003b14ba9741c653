//! `dateline model`: the language models on this machine.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{Exit, Outcome, write_out};

/// The language models on this machine.
#[derive(Parser)]
#[command(
    after_help = "Example:\n  dateline model install sm     the light model\n  dateline model add model.whl  on a machine without a network"
)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Download, check and unpack a model (default: md)
    Install {
        /// `md` (en_core_web_md, the default) or `sm` (en_core_web_sm, lighter and weaker)
        #[arg(default_value = "md")]
        name: String,
    },
    /// Add a model from a wheel or an unpacked folder, without a network
    Add {
        /// The `.whl` file, or the folder that holds `config.cfg`
        path: PathBuf,
    },
    /// What is installed and what can be
    List,
}

pub fn run(args: &Args) -> Outcome {
    let mut say = |line: &str| eprintln!("dateline: {line}");
    match &args.action {
        Action::Install { name } => {
            model::install(name, &mut say)?;
        }
        Action::Add { path } => {
            model::add(path, &mut say)?;
        }
        Action::List => write_out(None, &listing(&model::list()?))?,
    }
    Ok(Exit::Done)
}

/// One paragraph a model: name, size, where it is or how to get it.
fn listing(models: &[model::Listed]) -> String {
    let mut out = String::new();
    for m in models {
        let megabytes = m.bytes.div_ceil(1_000_000);
        let place = match &m.folder {
            Some(folder) => format!("installed, {megabytes} MB, {}", folder.display()),
            None => format!("not installed; `dateline model install {}` downloads {megabytes} MB", m.name),
        };
        out.push_str(&format!("{}\n  {}\n  {place}\n", m.name, m.about));
    }
    out
}
