//! Requests from what the repository holds, for a start without other people's suites.

use std::fs;
use std::path::{Path, PathBuf};

use anchorlight::{EndEntity, Profile, Purpose, Request, RevocationRequest, Source};
use anchorlight_pki::OcspResponse;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// Containers by other tools, each for the target of its format.
///
/// # Errors
///
/// Where the repository is not as it was when this was built.
pub fn containers() -> Result<Vec<(&'static str, Vec<u8>)>> {
    let targets = [
        ("zip", "zip"),
        ("gz", "gzip"),
        ("tar", "tar"),
        ("jks", "java"),
        ("jceks", "java"),
        ("p12", "pkcs12"),
        ("p7b", "signed_data"),
        ("p7m", "signed_data"),
    ];
    let mut containers = Vec::new();
    for entry in fs::read_dir(repository("crate/inspect/testdata/containers"))? {
        let file = entry?.path();
        let extension = file.extension().and_then(|extension| extension.to_str());
        if let Some((_, target)) = targets.iter().find(|(name, _)| Some(*name) == extension) {
            containers.push((*target, fs::read(file)?));
        }
    }
    // The order of a folder is another one on every machine.
    containers.sort();
    Ok(containers)
}

/// Requests and a certificate with trust settings, by OpenSSL.
///
/// # Errors
///
/// Where the repository is not as it was when this was built.
pub(crate) fn objects() -> Result<Vec<Vec<u8>>> {
    let folder = repository("crate/inspect/testdata/objects");
    let names = ["request.der", "ocsp-request.der", "trusted.pem"];
    Ok(names.iter().map(|name| fs::read(folder.join(name))).collect::<Result<_, _>>()?)
}

/// The head of a key store of Bouncy Castle, which is all that is read of it.
pub(crate) fn bks() -> Vec<u8> {
    [&[0, 0, 0, 2, 0, 0, 0, 20][..], &[7; 20], &[0, 0, 5, 0xdc, 1]].concat()
}

/// The golden cases; a wildcard above a public suffix; and a list and responses that know good and revoked certificates.
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
    requests.push(wildcard()?);
    // By the issuer itself; and by a responder to whom it delegated that.
    let made = [
        ("crate/engine/testdata/revocation", &["good", "revoked"][..], ["list", "response"]),
        ("crate/pki/testdata/ocsp", &["good", "revoked", "held", "unheard"], ["by-key", "several"]),
    ];
    for (folder, certificates, sources) in made {
        for certificate in certificates {
            for source in sources {
                requests.push(revocation(folder, certificate, source, sources[1])?);
            }
        }
    }
    Ok(requests)
}

/// One of each form.
pub(crate) fn private_keys() -> Result<Vec<Vec<u8>>> {
    let mut keys = Vec::new();
    for entry in fs::read_dir(repository("crate/inspect/testdata/keys"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "der" || kind == "pem") {
            keys.push(fs::read(path)?);
        }
    }
    Ok(keys)
}

pub(crate) fn repository(path: &str) -> PathBuf {
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

fn wildcard() -> Result<Request> {
    let file = || -> Result<Vec<Source>> {
        let data = fs::read(repository("crate/engine/testdata/wildcard.pem"))?;
        Ok(vec![Source::data(None, data)])
    };
    let list = "// ===BEGIN ICANN DOMAINS===\n*.example\n!corp.example\n公司.cn\n!odd\n";
    Ok(Request {
        certificates: file()?,
        anchors: file()?,
        time: 4_102_444_800,
        profile: Profile::Webpki,
        public_suffixes: vec![Source::data(None, list.into())],
        ..Request::default()
    })
}

/// What a source says of a certificate, a minute after the response was made.
fn revocation(folder: &str, certificate: &str, source: &str, response: &str) -> Result<Request> {
    let read = |name: &str| -> Result<Vec<u8>> {
        let path = repository(folder).join(name).with_extension("der");
        fs::read(&path).with_context(|| path.display().to_string())
    };
    let file = |name| -> Result<Vec<Source>> { Ok(vec![Source::data(None, read(name)?)]) };
    let Ok(OcspResponse::Basic(basic)) = OcspResponse::read(read(response)?) else {
        bail!("{folder}: {response} has no answer")
    };
    Ok(Request {
        certificates: file(certificate)?,
        anchors: file("issuer")?,
        time: basic.produced_at.0 + 60,
        purpose: Purpose::Any,
        profile: Profile::Rfc5280Algorithm,
        end_entity: EndEntity::First,
        revocation: RevocationRequest { sources: file(source)?, ..RevocationRequest::default() },
        ..Request::default()
    })
}
