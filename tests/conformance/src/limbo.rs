//! x509-limbo (C2SP/x509-limbo): one JSON file, one verdict per case.

use std::path::Path;

use anchorlight::{
    EndEntity, Profile, Purpose, Request, RevocationMode, RevocationRequest, Source,
};
use anyhow::{Context, Result};
use serde::Deserialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::outcome::CaseResult;

#[derive(Deserialize)]
struct Suite {
    testcases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    validation_kind: String,
    trusted_certs: Vec<String>,
    untrusted_intermediates: Vec<String>,
    peer_certificate: String,
    validation_time: Option<String>,
    expected_result: String,
    max_chain_depth: Option<u32>,
    expected_peer_name: Option<PeerName>,
    #[serde(default)]
    crls: Vec<String>,
}

#[derive(Deserialize)]
struct PeerName {
    kind: String,
    value: String,
}

pub(crate) fn run(file: &Path, only: &[String]) -> Result<Vec<CaseResult>> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let suite: Suite = serde_json::from_str(&text)?;
    let wanted = |id: &str| only.is_empty() || only.iter().any(|prefix| id.starts_with(prefix));
    suite.testcases.iter().filter(|case| wanted(&case.id)).map(check).collect()
}

/// Cases of the web PKI are judged by its rules, all others by RFC 5280's.
fn profile(id: &str) -> Profile {
    if id.starts_with("webpki::") || id.starts_with("online::") {
        Profile::Webpki
    } else {
        Profile::Rfc5280
    }
}

fn check(case: &Case) -> Result<CaseResult> {
    let source = |pem: &String| Source::data(None, pem.clone().into_bytes());
    let mut certificates = vec![source(&case.peer_certificate)];
    certificates.extend(case.untrusted_intermediates.iter().map(source));
    let time = match &case.validation_time {
        Some(text) => OffsetDateTime::parse(text, &Rfc3339)?,
        None => OffsetDateTime::now_utc(),
    };
    let host = case.expected_peer_name.as_ref().filter(|name| name.kind != "RFC822");
    let request = Request {
        certificates,
        anchors: case.trusted_certs.iter().map(source).collect(),
        host: host.map(|name| name.value.clone()),
        time: time.unix_timestamp(),
        purpose: if case.validation_kind == "CLIENT" {
            Purpose::ClientAuth
        } else {
            Purpose::ServerAuth
        },
        end_entity: EndEntity::First,
        profile: profile(&case.id),
        max_path_length: case.max_chain_depth,
        revocation: RevocationRequest {
            sources: case.crls.iter().map(source).collect(),
            // Where a case has lists, they are to be heard; where it has none, nobody is to have one.
            mode: if case.crls.is_empty() { RevocationMode::Off } else { RevocationMode::Require },
            ..RevocationRequest::default()
        },
        ..Request::default()
    };
    Ok(CaseResult::of(case.id.clone(), case.expected_result == "SUCCESS", &request))
}
