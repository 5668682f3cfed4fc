//! `anchorlight store verify`.

use std::path::PathBuf;

use anchorlight::{Gathered, PureRust, Sha256, Signer, Time};
use serde::Serialize;

use super::document::refused;
use super::key::public;
use super::sign;
use crate::refused::problem;
use crate::say;
use crate::{files, now};

#[derive(clap::Args)]
pub(crate) struct Verify {
    /// The signed trust store document
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// A public key that must be among those who signed: SubjectPublicKeyInfo, PEM or DER; repeatable
    #[arg(long, value_name = "FILE")]
    signer: Vec<PathBuf>,
    /// How many of these must have signed [default: all of them]
    #[arg(long, value_name = "NUMBER", requires = "signer")]
    threshold: Option<usize>,
    /// The time at which the document must not have expired [default: now]
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    time: Option<i64>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Verified {
    name: String,
    version: u32,
    issued: String,
    expires: String,
    /// SHA-256 of the file.
    digest: String,
    /// Whether the threshold of its own signers is met.
    complete: bool,
    threshold: u32,
    signers: Vec<Listed>,
    /// Who is said to have signed and is none of its signers.
    unknown: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<Asked>,
    expired: bool,
}

/// One of the document's signers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    id: String,
    algorithm: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    signed: bool,
}

/// Those whose signatures were asked for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    threshold: usize,
    valid: Vec<String>,
    met: bool,
}

impl Verify {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let source = files::read(&self.store)?;
        let label = source.label.unwrap_or_default();
        let file = source.data.unwrap_or_default();
        let gathered = Gathered::open(&file, &PureRust::default())
            .map_err(|problems| refused(&label, &problems))?;
        let verified = Verified {
            asked: self.asked(&gathered)?,
            expired: self.has_expired(&gathered)?,
            ..Verified::of(&gathered, &file)
        };
        if self.json {
            say::json(&verified)?;
        } else {
            crate::print(&verified.text(&sign::count(&gathered)))?;
        }
        let met = verified.asked.as_ref().is_none_or(|asked| asked.met);
        Ok(u8::from(!verified.complete || !met || verified.expired))
    }

    fn asked(&self, gathered: &Gathered) -> Result<Option<Asked>, String> {
        if self.signer.is_empty() {
            return Ok(None);
        }
        let verifier = PureRust::default();
        let mut signers: Vec<Signer> = Vec::new();
        for path in &self.signer {
            let signer = public(path)?;
            if !signers.contains(&signer) {
                signers.push(signer);
            }
        }
        let threshold = self.threshold.unwrap_or(signers.len());
        if !(1..=signers.len()).contains(&threshold) {
            return Err(format!("--threshold must lie between 1 and {}", signers.len()));
        }
        let valid = gathered
            .verify(&signers, &verifier)
            .map_err(|found| problem(&found).trim_end().to_owned())?;
        let met = valid.len() >= threshold;
        let valid = valid.iter().map(Sha256::to_string).collect();
        Ok(Some(Asked { threshold, valid, met }))
    }

    fn has_expired(&self, gathered: &Gathered) -> Result<bool, String> {
        let now = self.time.map_or_else(now, Ok)?;
        let expires = &gathered.document.expires;
        gathered.has_expired(Time(now)).ok_or_else(|| format!("expires {expires:?} is no time"))
    }
}

impl Verified {
    fn of(gathered: &Gathered, file: &[u8]) -> Self {
        let document = &gathered.document;
        let named = document.signers.as_ref();
        let notes = named.into_iter().flat_map(|named| &named.keys).map(|key| key.note.clone());
        let listed = gathered.signers.iter().zip(notes).map(|(signer, note)| Listed {
            id: signer.id.to_string(),
            algorithm: signer.algorithm.name(),
            note,
            signed: gathered.valid.contains(&signer.id),
        });
        let unknown = gathered.named().filter(|id| !gathered.valid.contains(id));
        Self {
            name: document.name.clone(),
            version: document.version,
            issued: document.issued.clone(),
            expires: document.expires.clone(),
            digest: Sha256::of(file).to_string(),
            complete: gathered.is_complete(),
            threshold: named.map_or(0, |named| named.threshold),
            signers: listed.collect(),
            unknown: unknown.map(|id| id.to_string()).collect(),
            asked: None,
            expired: false,
        }
    }

    fn text(&self, count: &str) -> String {
        let Self { name, version, issued, expires, digest, .. } = self;
        let shown = |text: &str| text.escape_debug().to_string();
        let (name, issued, expires) = (shown(name), shown(issued), shown(expires));
        let mut text = format!("{name}, version {version}, issued {issued}, expires {expires}\n");
        text += &format!("sha256 {digest}\n{count}\n");
        for Listed { id, algorithm, note, signed } in &self.signers {
            let mark = if *signed { "signed" } else { "not signed" };
            let note = note.as_deref().map(|note| format!(" {}", shown(note))).unwrap_or_default();
            text += &format!("  {mark}: {id} {algorithm}{note}\n");
        }
        for id in &self.unknown {
            text += &format!("  not among the signers, not verified: {id}\n");
        }
        if let Some(Asked { threshold, valid, .. }) = &self.asked {
            text += &format!("of the keys given {} signed, {threshold} needed\n", valid.len());
        }
        if self.expired {
            text += "it has expired\n";
        }
        text
    }
}
