//! Keys that may sign a document.

use std::collections::BTreeMap;

use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};
use anchorlight_pki::{ProblemKind, PublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::digest::Sha256;
use crate::document::Signers;
use crate::problem::{Contradiction, DocumentFault, Reading};

/// More keys are not read: the DNS root, whose keys most people watch over, has 21 of them for its
/// ceremonies (ICANN's trusted community representatives); three times as many is room enough.
pub(crate) const MOST_SIGNERS: usize = 64;

/// How a key signs (RFC 7518 §3.4, RFC 8037 §3.1). Each kind of key signs in one way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SigningAlgorithm {
    Es256,
    Es384,
    EdDsa,
}

/// What belongs to an algorithm.
struct Facts {
    name: &'static str,
    /// Contents octets of the key's AlgorithmIdentifier. Nothing else will do, so that a key can be
    /// written in one way only.
    key: &'static [u8],
    /// Octets of the subjectPublicKey; points of a curve are not compressed (RFC 5480 §2.2).
    key_length: usize,
    /// Contents octets of the signature's AlgorithmIdentifier.
    signature: &'static [u8],
    /// Octets of `r`, and as many of `s`; 0 where a signature is not made of them.
    integer: usize,
}

impl SigningAlgorithm {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Es256, Self::Es384, Self::EdDsa];

    /// As `alg` has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// By its `alg`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// The octets of `r`, and as many of `s`; 0 where a signature is not made of them.
    pub(crate) fn integer(self) -> usize {
        self.facts().integer
    }

    fn facts(self) -> Facts {
        match self {
            Self::Es256 => Facts {
                name: "ES256",
                key:
                    b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07",
                key_length: 65,
                signature: b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02",
                integer: 32,
            },
            Self::Es384 => Facts {
                name: "ES384",
                key: b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22",
                key_length: 97,
                signature: b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03",
                integer: 48,
            },
            Self::EdDsa => Facts {
                name: "EdDSA",
                key: b"\x06\x03\x2b\x65\x70",
                key_length: 32,
                signature: b"\x06\x03\x2b\x65\x70",
                integer: 0,
            },
        }
    }
}

/// A key that may sign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signer {
    /// SHA-256 of its SubjectPublicKeyInfo: what `kid` has.
    pub id: Sha256,
    pub algorithm: SigningAlgorithm,
    key: PublicKey,
}

impl Signer {
    /// The signer whose public key a file holds: a SubjectPublicKeyInfo in DER or PEM.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn open(file: &[u8], verifier: &dyn SignatureVerifier) -> Result<Self, DocumentFault> {
        let key = PublicKey::open(file).map_err(|problem| match problem.kind {
            ProblemKind::InputPrivateKey { .. } => DocumentFault::PrivateKey,
            _ => DocumentFault::Unreadable { problem },
        })?;
        let kind = key.kind.clone();
        Self::new(key, verifier).ok_or(DocumentFault::SignerKey { key: kind })
    }

    /// The key's SubjectPublicKeyInfo in DER.
    #[must_use]
    pub fn spki(&self) -> &[u8] {
        &self.key.spki
    }

    /// `None` where the key is of no kind that signs documents, or no key of its kind.
    fn new(key: PublicKey, verifier: &dyn SignatureVerifier) -> Option<Self> {
        let algorithm = SigningAlgorithm::ALL.into_iter().find(|algorithm| {
            let facts = algorithm.facts();
            facts.key == key.algorithm.contents && facts.key_length == key.bits.len()
        })?;
        let signer = Self { id: Sha256::of(&key.spki), algorithm, key };
        // Only the verifier knows whether a point lies on its curve. No signature is nothing it
        // could accept, and what it says is about the key wherever the key is at fault.
        let answer = signer.verify(&[], &[], verifier);
        matches!(answer, Err(SignatureFault::Invalid)).then_some(signer)
    }

    /// Verifies one signature, as the verifier takes it: an ECDSA-Sig-Value, or 64 octets of Ed25519.
    pub(crate) fn verify(
        &self,
        message: &[u8],
        signature: &[u8],
        verifier: &dyn SignatureVerifier,
    ) -> Result<(), SignatureFault> {
        verifier.verify(&SignatureInput {
            key_algorithm: &self.key.algorithm.contents,
            key: &self.key.bits,
            algorithm: self.algorithm.facts().signature,
            message,
            signature,
            digest: None,
        })
    }
}

/// The signers that a document names.
pub(crate) fn read(
    reading: &mut Reading,
    signers: &Signers,
    verifier: &dyn SignatureVerifier,
) -> Vec<Signer> {
    let mut read = Vec::new();
    let mut places: BTreeMap<Sha256, usize> = BTreeMap::new();
    reading.at(&["signers"], |reading| {
        let found = signers.keys.len();
        if found > MOST_SIGNERS {
            let fault = DocumentFault::TooMany { limit: MOST_SIGNERS, found };
            return reading.problem(&["keys"], fault);
        }
        reading.at_least_one("keys", &signers.keys);
        let kind = match usize::try_from(signers.threshold) {
            Ok(0) => Some(Contradiction::ThresholdZero),
            Ok(threshold) if threshold <= found => None,
            _ => Some(Contradiction::ThresholdTooHigh),
        };
        if let Some(kind) = kind {
            let with = "/signers/keys".to_owned();
            reading.problem(&["threshold"], DocumentFault::Contradiction { with, kind });
        }
        for (index, key) in signers.keys.iter().enumerate() {
            let keys = ["keys", &index.to_string(), "publicKey"];
            match signer(&key.public_key, verifier) {
                Ok(signer) => {
                    let place = *places.entry(signer.id).or_insert(index);
                    if place == index {
                        read.push(signer);
                    } else {
                        let first = format!("/signers/keys/{place}/publicKey");
                        reading.problem(&keys, DocumentFault::Duplicate { first });
                    }
                }
                Err(fault) => reading.problem(&keys, fault),
            }
        }
    });
    read
}

fn signer(text: &str, verifier: &dyn SignatureVerifier) -> Result<Signer, DocumentFault> {
    if text.contains("-----BEGIN") {
        return Signer::open(text.as_bytes(), verifier);
    }
    let compact: String = text.split_ascii_whitespace().collect();
    match STANDARD.decode(compact) {
        Ok(der) => Signer::open(&der, verifier),
        Err(_) => Err(DocumentFault::NotOneObject { found: 0 }),
    }
}
