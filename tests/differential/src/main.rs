//! `npm run differential`: generated hierarchies, put to the engine and to outside judges.

mod case;
mod der;
mod explained;
mod extensions;
mod issue;
mod judge;
mod names;
mod plan;
mod properties;
mod run;
mod strategy;
mod summary;
mod wrong;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

/// Puts generated hierarchies to the engine, OpenSSL and pyca/cryptography, and prints where they
/// disagree. Exit code 1: a disagreement that no row explains, a row that nothing matched in a
/// full run, or a property of the engine that does not hold.
#[derive(Parser)]
#[command(name = "differential")]
pub(crate) struct Arguments {
    /// How many hierarchies
    #[arg(long, default_value_t = 2000)]
    pub(crate) cases: u32,
    /// Another seed draws other hierarchies; the same seed draws the same ones
    #[arg(long, default_value_t = 5280)]
    pub(crate) seed: u64,
    /// Only this one
    #[arg(long, value_name = "NUMBER")]
    pub(crate) case: Option<u32>,
    /// A python3 with pyca/cryptography; without it, only OpenSSL is asked
    #[arg(long, value_name = "PATH")]
    pub(crate) python: Option<PathBuf>,
    /// How many unexplained disagreements each thread shrinks and lays out
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    pub(crate) shrink: usize,
    /// Where disagreements are laid out as PEM files
    #[arg(long, value_name = "FOLDER", default_value = "target/differential")]
    pub(crate) out: PathBuf,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let openssl = judge::openssl::version();
    match &openssl {
        Some(version) => println!("asking {version}"),
        None => println!("skipped: openssl (install OpenSSL and put it on the PATH)"),
    }
    let results = run::all(&arguments, openssl.is_some())?;
    Ok(if summary::print(&arguments, openssl.as_deref(), &results) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
