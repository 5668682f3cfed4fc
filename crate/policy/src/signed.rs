//! A signed document: JWS in its general JSON serialisation (RFC 7515 §7.2.1) around the document's JSON.
//!
//! Whoever signs is named by the document itself. Everything that is not needed is refused: no
//! unprotected header, no member of the protected one but `alg`, `kid` and `typ`.

use std::collections::BTreeMap;

use anchorlight_path::SignatureVerifier;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use der::Encode;
use der::asn1::UintRef;
use serde::{Deserialize, Serialize};

use crate::digest::Sha256;
use crate::problem::{DocumentFault, DocumentProblem};
use crate::read::json_of;
use crate::signers::{MOST_SIGNERS, Signer, SigningAlgorithm};

/// The `typ` of every signature: what signs a document signs nothing else (RFC 8725 §3.11).
pub const TYPE: &str = "anchorlight-store+json";

/// In a rotation those who were signers sign beside those who are.
const MOST_SIGNATURES: usize = 2 * MOST_SIGNERS;

/// A JWS as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Jws {
    /// The document, base64url.
    payload: String,
    signatures: Vec<JwsSignature>,
}

/// One signature of it, as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct JwsSignature {
    /// [`Header`] as JSON, base64url.
    protected: String,
    /// Base64url.
    signature: String,
}

/// What a signature says of itself, and signs with the document.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

/// Who signed a document.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedBy {
    /// How many of its signers it asks for.
    pub threshold: u32,
    /// Those of its signers who signed it, by the SHA-256 of their SubjectPublicKeyInfo.
    pub valid: Vec<String>,
    /// Others who are said to have signed it: without their keys nobody can tell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
}

/// A signed document, opened. Nothing of it is verified yet.
#[derive(Debug)]
pub(crate) struct Signed {
    jws: Jws,
    pub(crate) payload: Vec<u8>,
    signatures: Vec<Signature>,
}

#[derive(Debug)]
struct Signature {
    signer: Sha256,
    algorithm: SigningAlgorithm,
    value: Vec<u8>,
}

impl Signed {
    /// A document that nobody has signed yet.
    pub(crate) fn of(document: &[u8]) -> Self {
        let jws = Jws { payload: URL_SAFE_NO_PAD.encode(document), signatures: Vec::new() };
        Self { jws, payload: document.to_vec(), signatures: Vec::new() }
    }

    /// Opens a file that [`crate::read::is_signed`].
    pub(crate) fn open(file: &[u8]) -> Result<Self, DocumentProblem> {
        let jws: Jws = json_of(file, &["signatures"])?;
        let payload = decode(&jws.payload).map_err(|fault| at("/payload".into(), fault))?;
        let found = jws.signatures.len();
        if found > MOST_SIGNATURES {
            let fault = DocumentFault::TooMany { limit: MOST_SIGNATURES, found };
            return Err(at("/signatures".into(), fault));
        }
        let mut places: BTreeMap<Sha256, usize> = BTreeMap::new();
        let mut signatures = Vec::with_capacity(found);
        for (index, written) in jws.signatures.iter().enumerate() {
            let (signer, algorithm) = header(&written.protected)
                .map_err(|fault| at(pointer(index, "protected"), fault))?;
            let place = *places.entry(signer).or_insert(index);
            if place != index {
                let fault = DocumentFault::Duplicate { first: pointer(place, "protected") };
                return Err(at(pointer(index, "protected"), fault));
            }
            let value = decode(&written.signature)
                .map_err(|fault| at(pointer(index, "signature"), fault))?;
            signatures.push(Signature { signer, algorithm, value });
        }
        Ok(Self { jws, payload, signatures })
    }

    /// Everybody who is said to have signed it.
    pub(crate) fn named(&self) -> impl Iterator<Item = Sha256> {
        self.signatures.iter().map(|signature| signature.signer)
    }

    /// What a signer has to sign: the header of the signature, and the bytes.
    pub(crate) fn to_sign(&self, signer: Sha256, algorithm: SigningAlgorithm) -> (String, Vec<u8>) {
        let (alg, kid) = (algorithm.name(), signer);
        // Nothing in it needs escaping, and its members always stand in this order.
        let header = format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":"{TYPE}"}}"#);
        let protected = URL_SAFE_NO_PAD.encode(header);
        let message = signing_input(&protected, &self.jws.payload);
        (protected, message)
    }

    /// The file with one more signature.
    pub(crate) fn with(&self, protected: String, signature: &[u8]) -> String {
        let signature = URL_SAFE_NO_PAD.encode(signature);
        let mut jws = self.jws.clone();
        jws.signatures.push(JwsSignature { protected, signature });
        jws.text()
    }

    /// The file.
    pub(crate) fn text(&self) -> String {
        self.jws.text()
    }

    /// Which of these signers signed it. One wrong signature by one of them is one too many.
    pub(crate) fn verify(
        &self,
        signers: &[Signer],
        verifier: &dyn SignatureVerifier,
    ) -> Result<Vec<Sha256>, DocumentProblem> {
        let mut valid = Vec::new();
        for (index, signature) in self.signatures.iter().enumerate() {
            let Some(signer) = signers.iter().find(|signer| signer.id == signature.signer) else {
                continue;
            };
            if signature.algorithm != signer.algorithm {
                let fault = DocumentFault::SignatureAlgorithmMismatch {
                    signer: signer.id.to_string(),
                    value: signature.algorithm.name().to_owned(),
                    expected: signer.algorithm.name().to_owned(),
                };
                return Err(at(pointer(index, "protected"), fault));
            }
            let protected = self.jws.signatures.get(index).map_or("", |written| &written.protected);
            let message = signing_input(protected, &self.jws.payload);
            let verified = der_signature(signature)
                .is_some_and(|der| signer.verify(&message, &der, verifier).is_ok());
            if !verified {
                let fault = DocumentFault::SignatureInvalid { signer: signer.id.to_string() };
                return Err(at(pointer(index, "signature"), fault));
            }
            valid.push(signer.id);
        }
        Ok(valid)
    }

    /// The same, where the threshold of the document's own signers must be met.
    pub(crate) fn signed_by(
        &self,
        threshold: u32,
        signers: &[Signer],
        verifier: &dyn SignatureVerifier,
    ) -> Result<SignedBy, DocumentProblem> {
        let valid = self.verify(signers, verifier)?;
        let others = self.named().filter(|signer| !valid.contains(signer));
        let unknown = others.map(|signer| signer.to_string()).collect();
        let reached = meets(valid.len(), threshold);
        let valid = valid.iter().map(Sha256::to_string).collect();
        if !reached {
            let fault = DocumentFault::SignatureThreshold { threshold, valid };
            return Err(at("/signatures".into(), fault));
        }
        Ok(SignedBy { threshold, valid, unknown })
    }
}

/// Whether so many signatures are enough. None never are.
pub(crate) fn meets(count: usize, threshold: u32) -> bool {
    count > 0 && usize::try_from(threshold).is_ok_and(|threshold| count >= threshold)
}

impl Jws {
    /// One line.
    fn text(&self) -> String {
        let entry = |signature: &JwsSignature| {
            let JwsSignature { protected, signature } = signature;
            format!(r#"{{"protected":"{protected}","signature":"{signature}"}}"#)
        };
        let signatures: Vec<String> = self.signatures.iter().map(entry).collect();
        // Base64url needs no escaping.
        format!("{{\"payload\":\"{}\",\"signatures\":[{}]}}\n", self.payload, signatures.join(","))
    }
}

/// RFC 7515 §5.1, step 8.
fn signing_input(protected: &str, payload: &str) -> Vec<u8> {
    [protected, ".", payload].concat().into_bytes()
}

fn header(protected: &str) -> Result<(Sha256, SigningAlgorithm), DocumentFault> {
    let bytes = decode(protected)?;
    let header: Header =
        json_of(&bytes, &[]).map_err(|problem| DocumentFault::SignatureHeader {
            reason: match problem.fault {
                DocumentFault::Json { reason, .. } | DocumentFault::Shape { reason, .. } => reason,
                other => other.id().to_owned(),
            },
        })?;
    if header.typ != TYPE {
        let expected = TYPE.to_owned();
        return Err(DocumentFault::SignatureType { value: header.typ, expected });
    }
    let Some(algorithm) = SigningAlgorithm::find(&header.alg) else {
        let known = SigningAlgorithm::ALL.map(|algorithm| algorithm.name().to_owned());
        let (value, known) = (header.alg, known.to_vec());
        return Err(DocumentFault::SignatureAlgorithm { value, known });
    };
    // Written in one way, so that nobody has two.
    match Sha256::read(&header.kid).filter(|signer| signer.to_string() == header.kid) {
        Some(signer) => Ok((signer, algorithm)),
        None => Err(DocumentFault::BadSha256 { value: header.kid }),
    }
}

/// What the verifier takes: an ECDSA-Sig-Value (RFC 3279 §2.2.3) of `r` and `s` (RFC 7518 §3.4),
/// or the octets of Ed25519 as they are (RFC 8037 §3.1).
fn der_signature(signature: &Signature) -> Option<Vec<u8>> {
    let length = signature.algorithm.integer();
    if length == 0 {
        return Some(signature.value.clone());
    }
    if signature.value.len() != 2 * length {
        return None;
    }
    let (r, s) = signature.value.split_at(length);
    vec![UintRef::new(r).ok()?, UintRef::new(s).ok()?].to_der().ok()
}

fn decode(text: &str) -> Result<Vec<u8>, DocumentFault> {
    URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|error| DocumentFault::Base64Url { reason: error.to_string() })
}

fn pointer(index: usize, key: &str) -> String {
    format!("/signatures/{index}/{key}")
}

fn at(pointer: String, fault: DocumentFault) -> DocumentProblem {
    DocumentProblem { pointer, document: None, fault }
}
