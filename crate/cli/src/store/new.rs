//! `anchorlight store new`.

use std::path::PathBuf;

use anchorlight::document::{Include, Portal, SignerKey, Signers};
use anchorlight::{Document, Time};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::document::{Dates, text, write};
use super::key::public;

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
    /// A public key that may sign the document and its updates: SubjectPublicKeyInfo, PEM or DER; repeatable
    #[arg(long, value_name = "FILE")]
    signer: Vec<PathBuf>,
    /// How many of the signers must have signed [default: all of them]
    #[arg(long, value_name = "NUMBER", requires = "signer")]
    threshold: Option<u32>,
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
        let signers = self.signers()?;
        let include = Include { public_web_roots: true, ..Include::default() };
        let document = Document {
            name: self.name.clone(),
            version: 1,
            issued: Time(issued).to_string(),
            expires: expires.to_string(),
            signers,
            portals: self.portal.iter().map(|id| Portal { id: id.clone(), note: None }).collect(),
            includes: if self.public_roots { vec![include] } else { Vec::new() },
            ..Document::default()
        };
        write(&self.store, text(&document)?.as_bytes())?;
        Ok(0)
    }
    fn signers(&self) -> Result<Option<Signers>, String> {
        let mut keys = Vec::new();
        for path in &self.signer {
            let public_key = STANDARD.encode(public(path)?.spki());
            if keys.iter().any(|key: &SignerKey| key.public_key == public_key) {
                return Err(format!("{:?} is the key of another signer", path.display()));
            }
            keys.push(SignerKey { public_key, note: None });
        }
        let all = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let threshold = self.threshold.unwrap_or(all);
        if all > 0 && !(1..=all).contains(&threshold) {
            return Err(format!("--threshold must lie between 1 and {all}"));
        }
        Ok((all > 0).then_some(Signers { threshold, keys }))
    }
}
