//! Trust store documents, and signers whose keys everybody knows.

use std::fs;
use std::sync::OnceLock;

use anchorlight::{Gathered, PureRust, Signer, SigningAlgorithm};
use anyhow::{Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer as _;
use serde_json::{Value, json};

use crate::own::repository;

/// Those who may sign updates of [`current`], and as many who may not.
pub(crate) const SIGNERS: usize = 3;
pub(crate) const THRESHOLD: u32 = 2;
/// When every document here is in force: 2026-12-01T00:00:00Z.
pub(crate) const NOW: i64 = 1_796_083_200;

/// A key pair: on P-256, on P-384 and Ed25519 in turn.
pub(crate) struct KeyPair {
    secret: Secret,
    pub(crate) signer: Signer,
    spki: Vec<u8>,
}

enum Secret {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    Ed25519(ed25519_dalek::SigningKey),
}

/// What stands before the key in a SubjectPublicKeyInfo (RFC 5480, RFC 8410).
const P256_PREFIX: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\
    \x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";
const P384_PREFIX: &[u8] = b"\x30\x76\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\
    \x06\x05\x2b\x81\x04\x00\x22\x03\x62\x00";
const ED25519_PREFIX: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00";

impl KeyPair {
    fn new(number: u8) -> Result<Self> {
        let seed = [number + 1; 48];
        let (secret, spki) = match number % 3 {
            0 => {
                let key = p256::ecdsa::SigningKey::from_slice(&seed[..32])?;
                let point = key.verifying_key().to_sec1_point(false);
                let spki = [P256_PREFIX, point.as_bytes()].concat();
                (Secret::P256(key), spki)
            }
            1 => {
                let key = p384::ecdsa::SigningKey::from_slice(&seed)?;
                let point = key.verifying_key().to_sec1_point(false);
                let spki = [P384_PREFIX, point.as_bytes()].concat();
                (Secret::P384(key), spki)
            }
            _ => {
                let key = ed25519_dalek::SigningKey::from_bytes(&[number + 1; 32]);
                let spki = [ED25519_PREFIX, key.verifying_key().as_bytes()].concat();
                (Secret::Ed25519(key), spki)
            }
        };
        let signer = Signer::open(&spki, &PureRust::default());
        let signer = signer.map_err(|fault| anyhow!("key {number}: {}", fault.id()))?;
        Ok(Self { secret, signer, spki })
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.secret {
            Secret::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message);
                signature.to_bytes().to_vec()
            }
            Secret::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign(message);
                signature.to_bytes().to_vec()
            }
            Secret::Ed25519(key) => key.sign(message).to_bytes().to_vec(),
        }
    }

    fn algorithm(&self) -> SigningAlgorithm {
        self.signer.algorithm
    }
}

/// The signers, then the others.
pub(crate) fn keys() -> &'static [KeyPair] {
    static KEYS: OnceLock<Vec<KeyPair>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let keys =
            (0..2 * SIGNERS).filter_map(|number| KeyPair::new(u8::try_from(number).ok()?).ok());
        keys.collect()
    })
}

/// The document signed by those keys whose bits are set; `None` where it is none that they would sign.
pub(crate) fn signed(document: &[u8], mask: usize) -> Option<Vec<u8>> {
    let verifier = PureRust::default();
    let mut gathered = Gathered::open(document, &verifier).ok().filter(Gathered::is_bare)?;
    for (index, key) in keys().iter().enumerate() {
        if mask & (1 << index) != 0 {
            let (header, message) = gathered.to_sign(key.signer.id, key.algorithm());
            gathered = gathered.add(header, &key.sign(&message), &verifier).ok()?;
        }
    }
    Some(gathered.text().into_bytes())
}

/// The store that everything has to get past.
pub(crate) fn current() -> &'static [u8] {
    static CURRENT: OnceLock<Vec<u8>> = OnceLock::new();
    CURRENT.get_or_init(|| {
        let document = document(2, Some((0..SIGNERS, THRESHOLD))).to_string();
        signed(document.as_bytes(), 0b111).unwrap_or_default()
    })
}

/// What those signers have signed once: nothing else may ever follow [`current`] by itself.
pub(crate) fn published() -> &'static [(Vec<u8>, Vec<u8>)] {
    static PUBLISHED: OnceLock<Vec<(Vec<u8>, Vec<u8>)>> = OnceLock::new();
    PUBLISHED.get_or_init(|| {
        let next = document(3, Some((0..SIGNERS, THRESHOLD)));
        let rotated = document(4, Some((SIGNERS..2 * SIGNERS, THRESHOLD)));
        let all = [(next.clone(), 0b011), (next, 0b111), (rotated, 0b01_1110)];
        let sign = |(document, mask): (Value, usize)| {
            let document = document.to_string().into_bytes();
            Some((signed(&document, mask)?, document))
        };
        all.into_iter().filter_map(sign).collect()
    })
}

fn document(version: u32, signers: Option<(std::ops::Range<usize>, u32)>) -> Value {
    let mut document = json!({
        "name": "Corp", "version": version,
        "issued": "2026-11-01T00:00:00Z", "expires": "2027-11-01T00:00:00Z",
        "anchors": [],
    });
    if let (Some((range, threshold)), Some(members)) = (signers, document.as_object_mut()) {
        let keys: Vec<Value> = keys()[range]
            .iter()
            .map(|key| json!({ "publicKey": STANDARD.encode(&key.spki) }))
            .collect();
        members.insert("signers".into(), json!({ "threshold": threshold, "keys": keys }));
    }
    document
}

/// Documents of every kind; between them they have every member and every rule.
///
/// # Errors
///
/// Where the repository is not as it was when this was built.
pub fn documents() -> Result<Vec<Vec<u8>>> {
    let mut documents = vec![rich()?.to_string().into_bytes(), current().to_vec()];
    documents.push(document(1, None).to_string().into_bytes());
    documents.extend(published().iter().flat_map(|(signed, bare)| [signed.clone(), bare.clone()]));
    Ok(documents)
}

fn rich() -> Result<Value> {
    let pem = |path: &str| fs::read_to_string(repository(path));
    let list = STANDARD.encode(fs::read(repository("crate/engine/testdata/revocation/list.der"))?);
    let hash = "ab".repeat(32);
    let mut document = document(7, Some((0..4, 3)));
    let more = json!({
        "$schema": "document.schema.json",
        "expiryGrace": 86_400,
        "portals": [{ "id": "https://portal.example", "note": "partners" }],
        "anchors": [{
            "certificate": pem("tests/golden/trusted/store.pem")?,
            "purposes": ["server", "client", "email", "code", "timeStamping"],
            "enforce": { "dates": false, "constraints": true, "basicConstraints": true },
            "constraints": {
                "permitted": { "dns": ["corp.example"], "ip": ["10.0.0.0/8", "2001:db8::/32"],
                    "email": [".corp.example"], "uri": ["corp.example"], "directory": ["O=Corp,C=SE"] },
                "excluded": { "dns": ["old.corp.example"] },
                "extendedKeyUsages": ["serverAuth", "1.3.6.1.5.5.7.3.2"],
                "policies": ["1.2.3"], "pathLength": 2,
                "distrustIssuedAfter": "2026-12-01T00:00:00Z", "useUntil": "2027-06-01T00:00:00Z"
            },
            "note": "root", "owner": "PKI"
        }],
        "hints": [{ "certificate": pem("tests/golden/cross-signed/store.pem")?, "note": "x" }],
        "endEntities": [{
            "certificate": pem("crate/engine/testdata/wildcard.pem")?,
            "hosts": ["*.corp.example", "10.1.2.3"], "purposes": ["server"],
            "useUntil": "2027-06-01T00:00:00Z", "note": "x", "owner": "y"
        }],
        "distrusted": {
            "certificates": [{ "sha256": hash, "note": "stolen" }], "keys": [{ "sha256": hash }],
            "serials": [{ "issuer": "CN=Old CA,O=Corp", "serial": "00:ab", "note": "x" }]
        },
        "revocation": {
            "mode": "require", "scope": "endEntity", "grace": 60,
            "sources": [{ "name": "list", "data": list }, { "name": "elsewhere" }]
        },
        "rules": {
            "anchor.bound": { "action": "warn", "anchors": [hash] },
            "certificate.problem": { "action": "warn", "ids": ["extension.duplicate"] },
            "key.curve": { "action": "deny", "allowed": ["P-256"] },
            "key.pinned": { "action": "deny", "keys": [hash] },
            "key.post_quantum": { "action": "off", "validBeyond": "2030-01-01T00:00:00Z" },
            "key.rsa_bits": { "action": "deny", "minimum": 3072 },
            "name.common_name": { "action": "warn" },
            "name.form": { "action": "warn", "required": ["dns"] },
            "path.certificates": { "action": "deny", "maximum": 4 },
            "policy.required": { "action": "deny", "oneOf": ["1.2.3"] },
            "profile": { "action": "deny", "profile": "webpki" },
            "purpose.required": { "action": "deny", "allOf": ["serverAuth"] },
            "sct.count": { "action": "warn", "minimum": 2 },
            "signature.algorithm": { "action": "deny", "allowed": ["ecdsa-with-SHA256"] },
            "validity.ca": { "action": "warn", "maximumDays": 3650 },
            "validity.end_entity": { "action": "deny", "maximumDays": 398 }
        },
        "hosts": [{ "hosts": ["*.corp.example"], "rules": { "profile": { "action": "off", "profile": "private" } }, "note": "x" }],
        "includes": [{ "publicWebRoots": true, "purposes": ["server"], "constraints": { "pathLength": 1 }, "note": "x" }]
    });
    if let (Some(document), Value::Object(more)) = (document.as_object_mut(), more) {
        document.extend(more);
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchorlight::parse_document;

    #[test]
    fn every_document_is_one() {
        for document in documents().unwrap() {
            let parsed = parse_document(&document).map_err(|problems| format!("{problems:?}"));
            assert!(parsed.is_ok(), "{parsed:?}: {}", String::from_utf8_lossy(&document));
        }
        assert_eq!((keys().len(), published().len()), (2 * SIGNERS, 3));
        // Of the signers, and of the others, one for each algorithm.
        for half in keys().chunks(SIGNERS) {
            let names: Vec<&str> = half.iter().map(|key| key.algorithm().name()).collect();
            assert_eq!(names, ["ES256", "ES384", "EdDSA"]);
        }
    }
}
