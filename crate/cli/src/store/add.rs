//! `anchorlight store add`.

mod anchored;
mod files;

use std::path::PathBuf;

use anchorlight::document::TrustedFor;
use anchorlight::{Choice, Document, Found, ListKind, Placement, Sha256, Source, Time};
use clap::ValueEnum;
use serde::Serialize;

use super::document::{Dates, Stored, Target, refused, write_next};
use crate::opened::PasswordFile;
use crate::say;
use anchored::Anchored;
use files::Preview;

#[derive(clap::Args)]
pub(crate) struct Add {
    /// The trust store document
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// Files with certificates: PEM, DER or a container that `inspect` opens (PKCS #7 and #12, JKS, ZIP and others);
    /// - reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What they are to be [default: what is suggested for each of them]
    #[arg(long = "as", value_enum)]
    kind: Option<As>,
    #[command(flatten)]
    password_file: PasswordFile,
    /// Take these certificates of the files alone, by their SHA-256; repeatable
    #[arg(long, value_name = "SHA256")]
    only: Vec<String>,
    /// What anchors and end entities are trusted for; repeatable
    #[arg(long, value_enum, default_value = "server")]
    purpose: Vec<For>,
    #[command(flatten)]
    anchored: Anchored,
    /// Not trusted after this
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    use_until: Option<i64>,
    /// A host that an end entity is trusted for; repeatable
    #[arg(long, value_name = "HOST")]
    host: Vec<String>,
    /// Words that are kept with each of them
    #[arg(long)]
    note: Option<String>,
    /// Who answers for them
    #[arg(long)]
    owner: Option<String>,
    #[command(flatten)]
    dates: Dates,
    #[command(flatten)]
    target: Target,
    /// Write nothing: show what would become of them
    #[arg(long)]
    dry_run: bool,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Eq, PartialEq, ValueEnum)]
enum As {
    Anchor,
    Hint,
    EndEntity,
}

#[derive(Clone, Copy, ValueEnum)]
enum For {
    Server,
    Client,
    Email,
    Code,
    TimeStamping,
}

/// What was found, and what of it was added.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Added<'a> {
    preview: &'a Preview,
    /// SHA-256 of each certificate that was added, or would be.
    added: &'a [String],
    version: u32,
    written: bool,
}

impl Add {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let stored = Stored::read(&self.store)?;
        let term = self.dates.term()?;
        let document = Source::data(None, stored.bytes.clone());
        let passwords = self.password_file.read()?;
        let preview = Preview::read(&self.files, &passwords, document, term.issued.0)?;
        let (added, choices) = self.choose(&preview)?;
        let next = anchorlight::apply(&stored.document, &choices, term)
            .map_err(|problem| refused("the new version", &[problem]))?;
        let written = !self.dry_run && !choices.is_empty();
        if written {
            write_next(&self.store, &self.target, &stored, &next)?;
        }
        if self.json {
            let version = if written { next.version } else { stored.document.version };
            say::json(&Added { preview: &preview, added: &added, version, written })?;
        } else {
            crate::print(&self.text(&preview, &added, &next))?;
        }
        Ok(u8::from(choices.is_empty()))
    }

    /// The certificates to add, with their SHA-256.
    fn choose(&self, preview: &Preview) -> Result<(Vec<String>, Vec<Choice>), String> {
        let mut only = Vec::new();
        for text in &self.only {
            let wanted = Sha256::read(text).map(|hash| hash.to_string());
            let known = wanted.filter(|hash| {
                preview.certificates.iter().any(|placed| placed.found.sha256 == *hash)
            });
            only.push(
                known.ok_or_else(|| format!("no certificate of the files has SHA-256 {text:?}"))?,
            );
        }
        let (mut added, mut choices) = (Vec::new(), Vec::new());
        for found in preview.certificates.iter().map(|placed| &placed.found) {
            let there = found.findings.iter().any(|one| one.id() == "import.already_there");
            if there || !(only.is_empty() || only.contains(&found.sha256)) {
                continue;
            }
            if let Some(placement) = self.placement(found)? {
                added.push(found.sha256.clone());
                choices.push(Choice { certificate: found.certificate.clone(), placement });
            }
        }
        Ok((added, choices))
    }

    fn placement(&self, found: &Found) -> Result<Option<Placement>, String> {
        let kind = match (self.kind, found.suggestion.kind) {
            (Some(kind), _) => kind,
            (None, ListKind::Anchor) => As::Anchor,
            (None, ListKind::Hint) => As::Hint,
            // Nobody but a person can say for which hosts.
            (None, ListKind::EndEntity) if !self.host.is_empty() => As::EndEntity,
            (None, _) => return Ok(None),
        };
        let purposes = self.purposes();
        let (note, owner) = (self.note.clone(), self.owner.clone());
        let use_until = self.use_until.map(|time| Time(time).to_string());
        Ok(Some(match kind {
            As::Anchor => Placement::Anchor {
                purposes,
                enforce: self.anchored.enforce(),
                constraints: Box::new(self.anchored.constraints(use_until)),
                note,
                owner,
            },
            As::Hint => Placement::Hint { note },
            As::EndEntity if self.host.is_empty() => {
                return Err("an end entity is trusted for hosts: name each with --host".into());
            }
            As::EndEntity => {
                let hosts = self.host.clone();
                Placement::EndEntity { purposes, hosts, use_until, note, owner }
            }
        }))
    }

    fn purposes(&self) -> Vec<TrustedFor> {
        let of = |purpose: &For| match purpose {
            For::Server => TrustedFor::Server,
            For::Client => TrustedFor::Client,
            For::Email => TrustedFor::Email,
            For::Code => TrustedFor::Code,
            For::TimeStamping => TrustedFor::TimeStamping,
        };
        let mut purposes: Vec<TrustedFor> = self.purpose.iter().map(of).collect();
        purposes.sort_unstable();
        purposes.dedup();
        purposes
    }

    fn text(&self, preview: &Preview, added: &[String], next: &Document) -> String {
        let mut text = String::new();
        for problem in &preview.problems {
            text += &problem.told.text();
        }
        for placed in &preview.certificates {
            let found = &placed.found;
            text += &format!("{}\n  in {}\n", found.subject, placed.way);
            text += &format!("  SHA-256 {}\n", found.sha256);
            text += &format!("  valid from {} to {}\n", found.not_before, found.not_after);
            for finding in &found.findings {
                text += &format!("  {} [{}]\n", say::title(finding.id(), finding), finding.id());
            }
            let id = found.suggestion.reason.id();
            let suggested = say::title(id, &found.suggestion);
            let verb = if added.contains(&found.sha256) { "added" } else { "left out" };
            text += &format!("  {verb}; {suggested} [{id}]\n");
        }
        let (count, version) = (added.len(), next.version);
        text += &match (count, self.dry_run) {
            (0, _) => "nothing to add\n".to_owned(),
            (_, true) => format!("{count} would be added, in version {version}\n"),
            (_, false) => format!("{count} added, version {version} written\n"),
        };
        text
    }
}
