//! `dateline`: many reports of the same events, and what they agree and differ on.
//!
//! Only the command line lives here: options to the stages, their results to the terminal. Data goes to standard
//! output, everything else to standard error. Exit codes: 0 done, 1 done but some inputs were skipped (or a check
//! failed), 2 could not be done.

mod command;
mod progress;

use clap::{Parser, Subcommand};

/// Reads many reports of the same events and shows what they agree on, where they differ, who said what, and how
/// many independent sources each fact has.
#[derive(Parser)]
#[command(name = "dateline", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compare reports of one story and write a brief
    Brief(command::brief::Args),
    /// List who did what to whom, for a person or as event data
    Events(command::events::Args),
    /// Show every version of a quotation or figure, who carries it, and how it changed
    Trace(command::trace::Args),
    /// Show what each stage makes of a text
    Inspect(command::inspect::Args),
    /// Clean reports: text, metadata, and what was cut and why
    Ingest(command::ingest::Args),
    /// Prove every span, quote and number of a brief again, or name what fails
    Verify(command::verify::Args),
    /// Install, add and list language models
    Model(command::model::Args),
    /// Measure briefs against stories with hand annotation
    Eval(command::eval::Args),
}

fn main() -> std::process::ExitCode {
    let outcome = match Cli::parse().command {
        Command::Brief(args) => command::brief::run(&args),
        Command::Events(args) => command::events::run(&args),
        Command::Trace(args) => command::trace::run(&args),
        Command::Inspect(args) => command::inspect::run(&args),
        Command::Ingest(args) => command::ingest::run(&args),
        Command::Verify(args) => command::verify::run(&args),
        Command::Model(args) => command::model::run(&args),
        Command::Eval(args) => command::eval::run(&args),
    };
    match outcome {
        Ok(exit) => std::process::ExitCode::from(exit as u8),
        // Whoever reads our output has closed it (`dateline … | head`): no error of ours.
        Err(error) if command::is_broken_pipe(&error) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            std::process::ExitCode::from(command::Exit::Failed as u8)
        }
    }
}
