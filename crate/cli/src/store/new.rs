//! `anchorlight store new`.

use std::path::PathBuf;

use anchorlight::document::{Include, Portal};
use anchorlight::{Document, Time};

use super::document::{Dates, text, write};

#[derive(clap::Args)]
pub(crate) struct New {
    /// The file to write
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// What the store is called; updates have the same name
    #[arg(long)]
    name: String,
    #[command(flatten)]
    dates: Dates,
    /// A portal that uses the store: its address or its ARN; repeatable
    #[arg(long, value_name = "ID")]
    portal: Vec<String>,
    /// Include the public web's roots (Mozilla's list)
    #[arg(long)]
    public_roots: bool,
    /// Replace a file that is there
    #[arg(long)]
    replace: bool,
}

/// A year: what a document lasts whose writer does not say.
const LASTS: i64 = 365 * 86_400;

impl New {
    pub(crate) fn run(&self) -> Result<u8, String> {
        if self.store.exists() && !self.replace {
            let path = self.store.display().to_string();
            return Err(format!("{path:?} is there already: name another file, or use --replace"));
        }
        if self.name.trim().is_empty() {
            return Err("the name of a store cannot be empty".into());
        }
        let issued = self.dates.issued()?;
        let expires = self.dates.expires().unwrap_or(Time(issued.saturating_add(LASTS)));
        if expires.0 <= issued {
            return Err(format!("{expires} is not after {}, when it is issued", Time(issued)));
        }
        let include = Include { public_web_roots: true, ..Include::default() };
        let document = Document {
            name: self.name.clone(),
            version: 1,
            issued: Time(issued).to_string(),
            expires: expires.to_string(),
            portals: self.portal.iter().map(|id| Portal { id: id.clone(), note: None }).collect(),
            includes: if self.public_roots { vec![include] } else { Vec::new() },
            ..Document::default()
        };
        write(&self.store, text(&document)?.as_bytes())?;
        Ok(0)
    }
}
