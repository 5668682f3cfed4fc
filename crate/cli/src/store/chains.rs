//! Chains on the command line, and what becomes of their verdicts.

use std::path::PathBuf;

use anchorlight::{Chain, Decision, Purpose, VerdictChange};

use crate::say;
use crate::{For, ascii_host, files};

/// Chains with the hosts that they are asked for.
#[derive(clap::Args)]
pub(crate) struct Chains {
    /// A file with a chain, PEM or DER; repeatable
    #[arg(long = "chain", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The host that is asked for: of one chain or of all, or as often as there are chains, in their order
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// What the certificates are to be used for
    #[arg(long, value_enum, default_value_t)]
    purpose: For,
}

impl Chains {
    pub(crate) fn read(&self) -> Result<Vec<Chain>, String> {
        if self.hosts.len() > 1 && self.hosts.len() != self.files.len() {
            let (hosts, chains) = (self.hosts.len(), self.files.len());
            return Err(format!(
                "{hosts} hosts for {chains} chains: name one for all, or one for each"
            ));
        }
        let chain = |(index, path): (usize, &PathBuf)| {
            let host = self.hosts.get(index).or(self.hosts.first());
            Ok(Chain {
                certificates: vec![files::read(path)?],
                host: host.map(|host| ascii_host(host)).transpose()?,
                purpose: Purpose::from(self.purpose),
                ..Chain::default()
            })
        };
        self.files.iter().enumerate().map(chain).collect()
    }

    pub(crate) fn labels(&self) -> Vec<String> {
        self.files
            .iter()
            .map(|path| path.display().to_string().escape_debug().to_string())
            .collect()
    }
}

/// A line for each chain of which the verdict is another, with what decides it now.
pub(crate) fn verdicts(changes: &[VerdictChange], labels: &[String]) -> String {
    let mut text = String::new();
    for change in changes {
        let label = labels.get(change.chain).map(String::as_str).unwrap_or_default();
        let subject = change.after.subject.as_deref().or(change.before.subject.as_deref());
        let [before, after] = [&change.before, &change.after].map(outcome);
        text += &format!("{label}: {before} -> {after}: {}\n", subject.unwrap_or_default());
        for decision in [&change.before, &change.after] {
            text += &why(decision);
        }
    }
    let (count, all) = (changes.len(), labels.len());
    text + &format!("{count} of {all} chains change their verdict\n")
}

fn outcome(decision: &Decision) -> String {
    let id = serde_json::to_value(decision.outcome).unwrap_or_default();
    say::title(id.as_str().unwrap_or_default(), &()).to_lowercase()
}

fn why(decision: &Decision) -> String {
    let Some(finding) = &decision.finding else { return String::new() };
    let id = finding.id();
    let clause = decision.clause.as_ref().map(|clause| {
        let of = clause.document.as_deref().map(|sha256| format!(" of document {sha256}"));
        format!(", trust store {}{}", clause.pointer.escape_debug(), of.unwrap_or_default())
    });
    let title = say::title(id, finding);
    format!("  {}: {title} [{id}]{}\n", outcome(decision), clause.unwrap_or_default())
}
