//! `cargo xtask TASK`: builds what Cargo alone cannot.

mod module;
mod roots;
mod schema;

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: cargo xtask module [engine|inspector]|schema|roots

module   compile crate/wasm and crate/wasm-inspect, generate their JavaScript, optimise them
schema   write the JSON Schemas of all that is asked and said from the Rust types
roots    write the public web's root certificates as a JavaScript module";

fn main() -> Result<()> {
    let task = std::env::args().nth(1);
    match task.as_deref() {
        Some("module") => module::build(std::env::args().nth(2).as_deref()),
        Some("roots") => roots::write(),
        Some("schema") => schema::write(),
        _ => bail!("{USAGE}"),
    }
}

/// The project's folder.
fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2).context("crate/xtask stands two folders down")?;
    Ok(root.to_owned())
}

/// Writes a file only where it differs, so that nothing is rebuilt for nothing.
fn write_if_changed(path: &Path, contents: &[u8]) -> Result<()> {
    if std::fs::read(path).is_ok_and(|present| present == contents) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, contents).with_context(|| format!("writing {}", path.display()))
}
