//! x509-limbo (C2SP/x509-limbo): one JSON file, one verdict per case.

use std::path::Path;

use anchorlight::{
    EndEntity, NameKind, Profile, Purpose, Request, RevocationMode, RevocationRequest, Source,
    WrittenName,
};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::judge::Judge;
use crate::outcome::{CaseResult, Run};
use crate::public_suffixes;

#[derive(Deserialize)]
struct Suite {
    testcases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    features: Vec<String>,
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
    /// Of clients: the certificate has to be for each of them.
    expected_peer_names: Vec<PeerName>,
}

#[derive(Deserialize)]
struct PeerName {
    kind: String,
    value: String,
}

pub(crate) fn run(file: &Path, only: &[String], judge: &mut Judge) -> Result<Run> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let suite: Suite = serde_json::from_str(&text)?;
    let wanted = |id: &str| only.is_empty() || only.iter().any(|prefix| id.starts_with(prefix));
    let suffixes = Suffixes::open(judge)?;
    let cases = suite.testcases.iter().filter(|case| wanted(&case.id));
    let results = cases.map(|case| check(case, &suffixes, judge)).collect::<Result<_>>()?;
    Ok(Run { cases: suite.testcases.len(), results })
}

/// Cases of the web PKI are judged by its rules, all others by RFC 5280's.
fn profile(id: &str) -> Profile {
    if id.starts_with("webpki::") || id.starts_with("online::") {
        Profile::Webpki
    } else {
        Profile::Rfc5280
    }
}

/// The list of public suffixes. The Forum asks CAs for its ICANN domains alone (TLS BR 3.2.2.6), and those who
/// run a private domain do have wildcards for it: the suite's own online::s3.amazonaws.com is to be accepted.
struct Suffixes {
    icann: Source,
    all: Source,
}

impl Suffixes {
    fn open(judge: &mut Judge) -> Result<Self> {
        let all = public_suffixes::list()?;
        let (icann, _) =
            all.split_once("// ===BEGIN PRIVATE DOMAINS===").context("the list has two parts")?;
        Ok(Self { icann: judge.open(icann.into())?, all: judge.open(all.into_bytes())? })
    }

    fn of(&self, case: &Case) -> &Source {
        let pedantic = case.features.iter().any(|name| name == "pedantic-public-suffix-wildcard");
        if pedantic { &self.all } else { &self.icann }
    }
}

fn check(case: &Case, suffixes: &Suffixes, judge: &mut Judge) -> Result<CaseResult> {
    let source = |pem: &String| Source::data(None, pem.clone().into_bytes());
    let mut certificates = vec![source(&case.peer_certificate)];
    certificates.extend(case.untrusted_intermediates.iter().map(source));
    let time = match &case.validation_time {
        Some(text) => OffsetDateTime::parse(text, &Rfc3339)?,
        None => OffsetDateTime::now_utc(),
    };
    let mut request = Request {
        certificates,
        anchors: case.trusted_certs.iter().map(source).collect(),
        time: time.unix_timestamp(),
        purpose: if case.validation_kind == "CLIENT" {
            Purpose::ClientAuth
        } else {
            Purpose::ServerAuth
        },
        end_entity: EndEntity::First,
        profile: profile(&case.id),
        public_suffixes: vec![suffixes.of(case).clone()],
        max_path_length: case.max_chain_depth,
        revocation: RevocationRequest {
            sources: case.crls.iter().map(source).collect(),
            // Where a case has lists, they are to be heard; where it has none, nobody is to have one.
            mode: if case.crls.is_empty() { RevocationMode::Off } else { RevocationMode::Require },
            ..RevocationRequest::default()
        },
        ..Request::default()
    };
    let (id, expected) = (case.id.clone(), case.expected_result == "SUCCESS");
    let mut names = case.expected_peer_name.iter().chain(&case.expected_peer_names).peekable();
    if names.peek().is_none() {
        return judge.ask(id, expected, &request);
    }
    // The first name that it is not accepted for decides.
    let mut result = None;
    for name in names {
        request.name = Some(name.written()?);
        let of_name = judge.ask(id.clone(), expected, &request)?;
        let accepted = of_name.actual == Some(true);
        result = Some(of_name);
        if !accepted {
            break;
        }
    }
    result.context("no name")
}

impl PeerName {
    fn written(&self) -> Result<WrittenName> {
        let kind = match self.kind.as_str() {
            "DNS" => NameKind::Dns,
            "IP" => NameKind::Ip,
            "RFC822" => NameKind::Email,
            other => bail!("peer name kind {other} is not known"),
        };
        Ok(WrittenName { kind, value: self.value.clone() })
    }
}
