//! `anchorlight store update`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anchorlight::{Change, FirstUse, Refusal, Source, UpdateReport, UpdateRequest};
use serde_json::Value;

use super::document::{Included, write, write_unless_changed};
use crate::refused::listed;
use crate::say;
use crate::{files, now};

#[derive(clap::Args)]
pub(crate) struct Update {
    /// The trust store document as it is; a file that is not there yet is a first use
    #[arg(value_name = "CURRENT")]
    current: PathBuf,
    /// The document that is to take its place
    #[arg(value_name = "CANDIDATE")]
    candidate: PathBuf,
    /// Where to write it [default: over CURRENT]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// On first use: a key that must have signed it, by the SHA-256 that `store verify` shows; repeatable
    #[arg(long, value_name = "SHA256", conflicts_with = "accept_digest")]
    pin: Vec<String>,
    /// How many of the pinned keys must have signed it [default: all of them]
    #[arg(long, value_name = "NUMBER", requires = "pin")]
    threshold: Option<u32>,
    /// On first use: take this document, by the SHA-256 of its file
    #[arg(long, value_name = "SHA256")]
    accept_digest: Option<String>,
    #[command(flatten)]
    included: Included,
    /// The time at which the document must not have expired [default: now]
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    time: Option<i64>,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
}

impl Update {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let mut current = current(&self.current)?;
        let candidate = files::read(&self.candidate)?;
        let bytes = candidate.data.clone().unwrap_or_default();
        let with = self.included.request(candidate)?;
        let first = self.first();
        let now = self.time.map_or_else(now, Ok)?;
        let report = loop {
            let report = anchorlight::update(UpdateRequest {
                current: current.clone(),
                candidate: with.document.clone(),
                included: with.included.clone(),
                public_web_roots: with.public_web_roots.clone(),
                first: first.clone(),
                now,
            })
            .map_err(|error| error.to_string())?;
            if self.write(&report, current.as_ref(), &bytes)? {
                break report;
            }
            // Another update came first: the candidate has to be newer than that one.
            current = self::current(&self.current)?;
        };
        let target = self.out.as_ref().unwrap_or(&self.current);
        if self.json {
            say::json(&report)?;
        } else {
            crate::print(&text(&report, target))?;
        }
        Ok(u8::from(matches!(report, UpdateReport::Refused { .. })))
    }

    /// Writes what was accepted; false where the current document is no longer the one that was looked at.
    fn write(
        &self,
        report: &UpdateReport,
        current: Option<&Source>,
        bytes: &[u8],
    ) -> Result<bool, String> {
        match (report, &self.out) {
            (UpdateReport::Refused { .. }, _) => Ok(true),
            (_, Some(out)) => write(out, bytes).map(|()| true),
            (UpdateReport::Accepted { change: Change::Unchanged, .. }, None) => Ok(true),
            (_, None) => {
                let before = current.and_then(|source| source.data.as_deref());
                write_unless_changed(&self.current, before, bytes)
            }
        }
    }

    fn first(&self) -> Option<FirstUse> {
        if let Some(digest) = self.accept_digest.clone() {
            return Some(FirstUse::Accepted { digest });
        }
        let all = u32::try_from(self.pin.len()).unwrap_or(u32::MAX);
        let threshold = self.threshold.unwrap_or(all);
        (all > 0).then(|| FirstUse::Pinned { signers: self.pin.clone(), threshold })
    }
}

/// Only a file that is not there is no current document: one that cannot be read still is one.
fn current(path: &Path) -> Result<Option<Source>, String> {
    match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        _ => files::read(path).map(Some),
    }
}

fn text(report: &UpdateReport, target: &Path) -> String {
    let target = target.display().to_string();
    let target = target.escape_debug();
    match report {
        UpdateReport::Accepted { change, store } => {
            let kind = match change {
                Change::First => "update.kind.first",
                Change::Unchanged => "update.kind.unchanged",
                Change::Updated { .. } => "update.kind.updated",
            };
            let mut data = serde_json::to_value(change).unwrap_or_default();
            if let (Some(data), Ok(Value::Object(store))) =
                (data.as_object_mut(), serde_json::to_value(store))
            {
                data.extend(store);
            }
            let mut text = say::title(kind, &data) + "\n";
            text += &format!("  {target}: sha256 {}\n", store.digest);
            let signed = match &store.signed {
                Some(by) => say::title("update.is_signed", by),
                None => say::title("update.is_unsigned", &Value::Null),
            };
            text += &format!("  {signed}\n");
            if let Change::Updated { signers_changed: true, .. } = change {
                text += &format!("  {}\n", say::title("update.signers_changed", &Value::Null));
            }
            if let Change::Updated { unprotected: true, .. } = change {
                text += &format!("  {}\n", say::title("update.unprotected", &Value::Null));
            }
            text
        }
        UpdateReport::Refused { refusal } => {
            let mut text = say::told("refused", refusal, &[]);
            let problems = match &**refusal {
                Refusal::Unreadable { problems } | Refusal::CurrentUnreadable { problems } => {
                    problems.as_slice()
                }
                Refusal::Signature { problem } => std::slice::from_ref(problem),
                _ => &[],
            };
            text += &listed(problems);
            text + &format!("{target} is left as it was\n")
        }
    }
}
