//! `anchorlight store export`.

use std::path::{Path, PathBuf};

use anchorlight::{ExportFormat, Lost};
use clap::ValueEnum;

use super::document::{Stored, write};
use crate::say;

#[derive(clap::Args)]
pub(crate) struct Export {
    /// The trust store document
    #[arg(value_name = "STORE")]
    store: PathBuf,
    #[arg(long, value_enum)]
    format: Form,
    /// Where firefox-policy writes the certificates that it names
    #[arg(long, value_name = "FOLDER", required_if_eq("format", "firefox-policy"))]
    folder: Option<PathBuf>,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// The anchors' certificates
    Pem,
    /// The document, its keys in the order of the schema
    Json,
    /// /etc/chromium/policies/managed/NAME.json
    ChromiumPolicy,
    /// /etc/firefox/policies/policies.json
    FirefoxPolicy,
}

impl Export {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let stored = Stored::read(&self.store)?;
        let folder = self.folder.as_deref().map(absolute).transpose()?;
        let format = match self.format {
            Form::Pem => ExportFormat::Pem,
            Form::Json => ExportFormat::Json,
            Form::ChromiumPolicy => ExportFormat::ChromiumPolicy,
            Form::FirefoxPolicy => {
                let folder = folder.as_ref().map(|folder| folder.display().to_string());
                ExportFormat::FirefoxPolicy { folder: folder.unwrap_or_default() }
            }
        };
        let export = anchorlight::export(&stored.document, &format);
        for file in &export.files {
            if let Some(folder) = &folder {
                write(&folder.join(&file.name), file.text.as_bytes())?;
            }
        }
        eprint!("{}", export.lost.iter().map(line).collect::<String>());
        match &self.output {
            Some(path) => write(path, export.text.as_bytes())?,
            None => crate::print(&export.text)?,
        }
        Ok(0)
    }
}

/// Firefox looks for bare names elsewhere.
fn absolute(folder: &Path) -> Result<PathBuf, String> {
    let fail = |error: std::io::Error| format!("cannot use {:?}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(fail)?;
    folder.canonicalize().map_err(fail)
}

fn line(lost: &Lost) -> String {
    let (id, pointer) = (lost.fault.id(), lost.pointer.escape_debug());
    let at = if pointer.to_string().is_empty() { String::new() } else { format!(" at {pointer}:") };
    format!("warning:{at} {} [{id}]\n", say::title(id, &()))
}
