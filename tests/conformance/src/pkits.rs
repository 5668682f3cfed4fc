//! NIST PKITS, the Public Key Interoperability Test Suite.

use std::path::Path;

use anchorlight::{
    Allowed, EndEntity, PolicyRequest, Profile, Purpose, Request, RevocationMode,
    RevocationRequest, Source,
};
use anyhow::{Context, Result};
use serde::Deserialize;

use crate::judge::Judge;
use crate::outcome::{CaseResult, Run};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Row {
    name: String,
    cert_path: Vec<String>,
    #[serde(rename = "CRLPath")]
    crl_path: Vec<String>,
    should_validate: bool,
    initial_policy_set: Vec<String>,
    initial_policy_mapping_inhibit: bool,
    initial_explicit_policy: bool,
    initial_any_policy_inhibit: bool,
}

/// 2011-04-15T00:00:00Z, when all that should be valid is.
const TIME: i64 = 1_302_825_600;

pub(crate) fn run(folder: &Path, only: &[String], judge: &mut Judge) -> Result<Run> {
    let text = std::fs::read_to_string(folder.join("vectors.json")).context("vectors.json")?;
    let rows: Vec<Row> = serde_json::from_str(&text)?;
    let wanted = |id: &str| only.is_empty() || only.iter().any(|prefix| id.starts_with(prefix));
    let results = rows
        .iter()
        .map(|row| (id(&row.name), row))
        .filter(|(id, _)| wanted(id))
        .map(|(id, row)| check(folder, id, row, judge))
        .collect::<Result<_>>()?;
    Ok(Run { cases: rows.len(), results })
}

/// "4.1.3 Invalid EE Signature Test3" as `pkits-4.01::4.1.3 Invalid EE Signature Test3`.
fn id(name: &str) -> String {
    let section: u32 = name.split('.').nth(1).and_then(|n| n.parse().ok()).unwrap_or_default();
    format!("pkits-4.{section:02}::{name}")
}

fn check(folder: &Path, id: String, row: &Row, judge: &mut Judge) -> Result<CaseResult> {
    let read_from = |kind: &str, name: &String| -> Result<Source> {
        let data = std::fs::read(folder.join(kind).join(name)).context(name.clone())?;
        Ok(Source::data(Some(name.clone()), data))
    };
    let read = |name: &String| read_from("certs", name);
    let lists = row.crl_path.iter().map(|name| read_from("crls", name));
    let (anchor, path) = row.cert_path.split_first().context("a path without an anchor")?;
    let request = Request {
        certificates: path.iter().rev().map(read).collect::<Result<_>>()?,
        anchors: vec![read(anchor)?],
        time: TIME,
        purpose: Purpose::Any,
        end_entity: EndEntity::First,
        profile: Profile::Rfc5280Algorithm,
        // The suite is of 2011 and signs with DSA and SHA-1.
        allowed: Allowed { sha1: true, dsa: true },
        policies: PolicyRequest {
            acceptable: acceptable(&row.initial_policy_set),
            require_explicit: row.initial_explicit_policy,
            inhibit_mapping: row.initial_policy_mapping_inhibit,
            inhibit_any: row.initial_any_policy_inhibit,
        },
        revocation: RevocationRequest {
            sources: lists.collect::<Result<_>>()?,
            mode: RevocationMode::Require,
            ..RevocationRequest::default()
        },
        ..Request::default()
    };
    judge.ask(id, row.should_validate, &request)
}

/// The test policies are numbered below 2.16.840.1.101.3.2.1.48.
fn acceptable(names: &[String]) -> Vec<String> {
    let numbers = names.iter().filter_map(|name| name.strip_prefix("NIST-test-policy-"));
    numbers.map(|number| format!("2.16.840.1.101.3.2.1.48.{number}")).collect()
}
