//! Requests from what the repository holds, for a start without other people's suites.

use std::fs;
use std::path::{Path, PathBuf};

use anchorlight::{EndEntity, Profile, Purpose, Request, RevocationRequest, Source};
use anchorlight_pki::{OcspResponse, Problem};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// The golden cases; and a list and a response that know one good and one revoked certificate.
///
/// # Errors
///
/// Where the repository is not as it was when this was built.
pub fn requests() -> Result<Vec<Request>> {
    let mut requests = Vec::new();
    for entry in fs::read_dir(repository("tests/golden"))? {
        let folder = entry?.path();
        if folder.is_dir() {
            requests.push(golden(&folder)?);
        }
    }
    for certificate in ["good", "revoked"] {
        for source in ["list", "response"] {
            requests.push(revocation(certificate, source)?);
        }
    }
    Ok(requests)
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn golden(folder: &Path) -> Result<Request> {
    let mut options: Value = serde_json::from_slice(&fs::read(folder.join("request.json"))?)?;
    let members = options.as_object_mut().context("request.json holds no object")?;
    members.insert("certificates".into(), json!([]));
    members.insert("anchors".into(), json!([]));
    let mut request: Request = serde_json::from_value(options)?;
    request.certificates.push(Source::data(None, fs::read(folder.join("chain.pem"))?));
    request.anchors.push(Source::data(None, fs::read(folder.join("store.pem"))?));
    Ok(request)
}

/// What a list or a response says of a certificate, a minute after all of it was made.
fn revocation(certificate: &str, source: &str) -> Result<Request> {
    let read = |name: &str| -> Result<Source> {
        let path = repository("crate/engine/testdata/revocation").join(name).with_extension("der");
        Ok(Source::data(None, fs::read(path)?))
    };
    let response = read("response")?.data.map(OcspResponse::read);
    let response = response
        .context("no bytes")?
        .map_err(|Problem { kind, .. }| anyhow::anyhow!("{kind:?}"))?;
    let OcspResponse::Basic(response) = response else { bail!("the response has no answer") };
    Ok(Request {
        certificates: vec![read(certificate)?],
        anchors: vec![read("issuer")?],
        time: response.produced_at.0 + 60,
        purpose: Purpose::Any,
        profile: Profile::Rfc5280Algorithm,
        end_entity: EndEntity::First,
        revocation: RevocationRequest {
            sources: vec![read(source)?],
            ..RevocationRequest::default()
        },
        ..Request::default()
    })
}
