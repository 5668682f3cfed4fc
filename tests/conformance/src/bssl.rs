//! BoringSSL's verify_certificate_chain tests.

use std::path::Path;

use anchorlight::{
    Allowed, AnchorUse, DirectTrust, EndEntity, Profile, Purpose, Request, Source, StrictPurpose,
};
use anyhow::{Context, Result, bail};

use crate::judge::Judge;
use crate::outcome::{CaseResult, Run};

/// 2021-10-05T12:00:00Z.
const DEFAULT_TIME: i64 = 1_633_435_200;

pub(crate) fn run(folder: &Path, only: &[String], judge: &mut Judge) -> Result<Run> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?.path();
        if entry.is_dir() {
            for file in std::fs::read_dir(&entry)? {
                let file = file?.path();
                if file.extension().is_some_and(|ending| ending == "test") {
                    files.push(file);
                }
            }
        }
    }
    files.sort();
    let wanted = |id: &str| only.is_empty() || only.iter().any(|prefix| id.starts_with(prefix));
    let cases = files.len();
    let ids = files.into_iter().map(|file| (id(folder, &file), file));
    let results = ids
        .filter(|(id, _)| wanted(id))
        .map(|(id, file)| check(&id, &file, judge).with_context(|| id.clone()))
        .collect::<Result<_>>()?;
    Ok(Run { cases, results })
}

fn id(folder: &Path, file: &Path) -> String {
    let name = file.strip_prefix(folder).unwrap_or(file).with_extension("");
    format!("bssl::{}", name.display())
}

fn check(id: &str, file: &Path, judge: &mut Judge) -> Result<CaseResult> {
    let text = std::fs::read_to_string(file)?;
    let (fields, errors) = text.split_once("expected_errors:").unwrap_or((&text, ""));
    let field = |name: &str| {
        let lines = fields.lines().filter_map(|line| line.split_once(':'));
        lines.filter(|(key, _)| *key == name).map(|(_, value)| value.trim()).next()
    };
    let chain = field("chain").context("no chain")?;
    let pem = std::fs::read_to_string(file.with_file_name(chain))?;
    let blocks: Vec<Source> = pem
        .split_inclusive("-----END CERTIFICATE-----")
        .filter(|block| block.contains("-----BEGIN CERTIFICATE-----"))
        .map(|block| Source::data(None, block.as_bytes().to_vec()))
        .collect();
    let last = blocks.last().cloned().context("an empty chain")?;
    let mut request = Request {
        certificates: blocks,
        time: time(field("utc_time").unwrap_or("DEFAULT"))?,
        end_entity: EndEntity::First,
        profile: Profile::Rfc5280Algorithm,
        allowed: Allowed { sha1: field("digest_policy") != Some("STRONG"), dsa: false },
        anchor_use: AnchorUse {
            dates: false,
            extensions: false,
            basic_constraints: false,
            end_entities: DirectTrust::Off,
        },
        ..Request::default()
    };
    trust(field("last_cert_trust").unwrap_or("TRUSTED_ANCHOR"), last, &mut request)?;
    purpose(field("key_purpose").unwrap_or("ANY_EKU"), &mut request)?;
    let errors: Vec<String> =
        errors.lines().filter_map(|line| line.strip_prefix("ERROR: ").map(str::to_owned)).collect();
    let result = judge.ask(id.to_owned(), errors.is_empty(), &request)?;
    Ok(CaseResult { errors, ..result })
}

fn trust(words: &str, last: Source, request: &mut Request) -> Result<()> {
    let kind = words.split("_WITH_").next().unwrap_or(words);
    let force = &mut request.anchor_use;
    force.dates = words.contains("_EXPIRATION");
    force.extensions =
        words.contains("_CONSTRAINTS") && !words.ends_with("WITH_REQUIRE_BASIC_CONSTRAINTS");
    force.basic_constraints = words.contains("REQUIRE_BASIC_CONSTRAINTS");
    match kind {
        "TRUSTED_ANCHOR" => request.anchors.push(last),
        "TRUSTED_ANCHOR_OR_LEAF" => {
            force.end_entities = DirectTrust::Any;
            request.anchors.push(last);
        }
        "TRUSTED_LEAF" | "TRUSTED_LEAF_REQUIRE_SELF_SIGNED" => {
            let self_signed = kind.ends_with("REQUIRE_SELF_SIGNED");
            force.end_entities =
                if self_signed { DirectTrust::SelfSigned } else { DirectTrust::Any };
            if request.certificates.len() == 1 {
                request.anchors.push(last);
            }
        }
        "UNSPECIFIED" => {}
        other => bail!("last_cert_trust {other} is not known"),
    }
    Ok(())
}

fn purpose(words: &str, request: &mut Request) -> Result<()> {
    let (name, strict) = match words {
        _ if words.ends_with("_STRICT_LEAF") => {
            (words.trim_end_matches("_STRICT_LEAF"), StrictPurpose::EndEntity)
        }
        _ if words.ends_with("_STRICT") => (words.trim_end_matches("_STRICT"), StrictPurpose::Path),
        _ => (words, StrictPurpose::Off),
    };
    request.strict_purpose = strict;
    request.purpose = match name {
        "SERVER_AUTH" => Purpose::ServerAuth,
        "CLIENT_AUTH" => Purpose::ClientAuth,
        "MLS_CLIENT_AUTH" => Purpose::RcsMlsClient,
        "C2PA_MANIFEST" => Purpose::C2paManifest,
        "C2PA_TIMESTAMPING" => Purpose::C2paTimeStamping,
        "ANY_EKU" => Purpose::Any,
        other => bail!("key_purpose {other} is not known"),
    };
    Ok(())
}

/// YYMMDDHHMMSSZ.
fn time(text: &str) -> Result<i64> {
    if text == "DEFAULT" {
        return Ok(DEFAULT_TIME);
    }
    let part = |at: usize| text.get(at..at + 2).context("a short time");
    let rfc3339 = format!(
        "20{}-{}-{}T{}:{}:{}Z",
        part(0)?,
        part(2)?,
        part(4)?,
        part(6)?,
        part(8)?,
        part(10)?
    );
    use time::format_description::well_known::Rfc3339;
    Ok(time::OffsetDateTime::parse(&rfc3339, &Rfc3339)?.unix_timestamp())
}
