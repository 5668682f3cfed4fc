//! `anchorlight store add`.

use std::path::PathBuf;

use anchorlight::document::{Constraints, Enforce, Subtrees, TrustedFor};
use anchorlight::{
    Choice, Document, Engine, Found, ListKind, Placement, Preview, PreviewRequest, Sha256, Source,
    Time,
};
use clap::ValueEnum;
use serde::Serialize;

use super::document::{Dates, Stored, refused, write_next};
use crate::files;
use crate::say;

#[derive(clap::Args)]
pub(crate) struct Add {
    /// The trust store document
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// Files with certificates, PEM or DER; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What they are to be [default: what is suggested for each of them]
    #[arg(long = "as", value_enum)]
    kind: Option<As>,
    /// Take these certificates of the files alone, by their SHA-256; repeatable
    #[arg(long, value_name = "SHA256")]
    only: Vec<String>,
    /// What anchors and end entities are trusted for; repeatable
    #[arg(long, value_enum, default_value = "server")]
    purpose: Vec<For>,
    #[command(flatten)]
    names: Names,
    /// How many intermediate certificates a path to the anchor may have
    #[arg(long, value_name = "NUMBER")]
    path_length: Option<u32>,
    /// Not trusted are end entities that were issued after this
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    distrust_issued_after: Option<i64>,
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
    /// Write nothing: show what would become of them
    #[arg(long)]
    dry_run: bool,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// Names that paths to an anchor may have and may not have.
#[derive(clap::Args)]
struct Names {
    /// Permit this domain and what is below it; repeatable
    #[arg(long, value_name = "DOMAIN")]
    permit_dns: Vec<String>,
    /// Permit this address or block; repeatable
    #[arg(long, value_name = "BLOCK")]
    permit_ip: Vec<String>,
    /// Permit this mailbox, host, or with a leading dot what is below a domain; repeatable
    #[arg(long, value_name = "NAME")]
    permit_email: Vec<String>,
    /// Permit URIs of this host, or with a leading dot below a domain; repeatable
    #[arg(long, value_name = "HOST")]
    permit_uri: Vec<String>,
    /// Permit names that begin with this one, RFC 4514; repeatable
    #[arg(long, value_name = "NAME")]
    permit_directory: Vec<String>,
    /// Exclude this domain and what is below it; repeatable
    #[arg(long, value_name = "DOMAIN")]
    exclude_dns: Vec<String>,
    /// Exclude this address or block; repeatable
    #[arg(long, value_name = "BLOCK")]
    exclude_ip: Vec<String>,
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
        let files = self.files.iter().map(|path| files::read(path)).collect::<Result<_, _>>()?;
        let term = self.dates.term()?;
        let asked = PreviewRequest {
            document: Some(Source::data(None, stored.bytes.clone())),
            files,
            time: term.issued.0,
        };
        let preview = Engine::default().preview(asked).map_err(|error| error.to_string())?;
        let (added, choices) = self.choose(&preview)?;
        let next = anchorlight::apply(&stored.document, &choices, term)
            .map_err(|problem| refused("the new version", &[problem]))?;
        let written = !self.dry_run && !choices.is_empty();
        if written {
            write_next(&self.store, &stored, &next)?;
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
            let known =
                wanted.filter(|hash| preview.certificates.iter().any(|f| f.sha256 == *hash));
            only.push(
                known.ok_or_else(|| format!("no certificate of the files has SHA-256 {text:?}"))?,
            );
        }
        let (mut added, mut choices) = (Vec::new(), Vec::new());
        for found in &preview.certificates {
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
        let time = |time: Option<i64>| time.map(|time| Time(time).to_string());
        let use_until = time(self.use_until);
        Ok(Some(match kind {
            As::Anchor => Placement::Anchor {
                purposes,
                enforce: Enforce::default(),
                constraints: Box::new(Constraints {
                    permitted: self.names.permitted(),
                    excluded: self.names.excluded(),
                    path_length: self.path_length,
                    distrust_issued_after: time(self.distrust_issued_after),
                    use_until,
                    ..Constraints::default()
                }),
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
            let file = self.files.get(problem.file).map(|path| path.display().to_string());
            let at = file.map(|file| format!("in {}", file.escape_debug())).unwrap_or_default();
            text += &say::told("note", &problem.problem.kind, &[at]);
        }
        for found in &preview.certificates {
            text += &format!("{}\n  SHA-256 {}\n", found.subject, found.sha256);
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

impl Names {
    fn permitted(&self) -> Subtrees {
        Subtrees {
            dns: self.permit_dns.clone(),
            ip: self.permit_ip.clone(),
            email: self.permit_email.clone(),
            uri: self.permit_uri.clone(),
            directory: self.permit_directory.clone(),
        }
    }

    fn excluded(&self) -> Subtrees {
        Subtrees {
            dns: self.exclude_dns.clone(),
            ip: self.exclude_ip.clone(),
            ..Subtrees::default()
        }
    }
}
