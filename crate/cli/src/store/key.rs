//! Keys that sign documents. A private one is read from its file, used, and wiped; it is never shown.

use std::path::Path;

use anchorlight::{PureRust, Signer, SigningAlgorithm};
use ed25519_dalek::Signer as _;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePublicKey};
use zeroize::Zeroizing;

use crate::files;
use crate::say;

pub(crate) struct PrivateKey {
    secret: Secret,
    signer: Signer,
}

enum Secret {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    Ed25519(ed25519_dalek::SigningKey),
}

impl PrivateKey {
    /// A PKCS#8 file (RFC 5958), PEM or DER.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let label = path.display().to_string();
        let file =
            std::fs::read(path).map_err(|error| format!("cannot read {label:?}: {error}"))?;
        let file = Zeroizing::new(file);
        let secret = Secret::read(&file).ok_or_else(|| {
            format!(
                "{label:?} is no private key that signs documents: PKCS#8, not encrypted, P-256, P-384 \
                 or Ed25519 (openssl pkcs8 -topk8 -nocrypt writes one)"
            )
        })?;
        let public = secret.public().ok_or_else(|| format!("{label:?} has no public key"))?;
        let signer = Signer::open(&public, &PureRust::default())
            .map_err(|fault| format!("{label:?} cannot sign documents [{}]", fault.id()))?;
        Ok(Self { secret, signer })
    }

    pub(crate) fn signer(&self) -> &Signer {
        &self.signer
    }

    pub(crate) fn algorithm(&self) -> SigningAlgorithm {
        self.signer.algorithm
    }

    /// The same for the same message: ECDSA with RFC 6979, Ed25519.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
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
}

/// A public key: SubjectPublicKeyInfo, PEM or DER.
pub(crate) fn public(path: &Path) -> Result<Signer, String> {
    let file = files::read(path)?.data.unwrap_or_default();
    Signer::open(&file, &PureRust::default()).map_err(|fault| {
        let label = path.display().to_string();
        let told = say::told("error", &fault, &[]);
        format!("{}: no public key that signs documents\n{}", label.escape_debug(), told.trim_end())
    })
}

impl Secret {
    fn read(file: &[u8]) -> Option<Self> {
        fn key<K: DecodePrivateKey>(file: &[u8]) -> Option<K> {
            match std::str::from_utf8(file) {
                Ok(pem) if pem.contains("-----BEGIN") => K::from_pkcs8_pem(pem.trim()).ok(),
                _ => K::from_pkcs8_der(file).ok(),
            }
        }
        key(file)
            .map(Self::P256)
            .or_else(|| key(file).map(Self::P384))
            .or_else(|| key(file).map(Self::Ed25519))
    }

    /// Its SubjectPublicKeyInfo.
    fn public(&self) -> Option<Vec<u8>> {
        let public = match self {
            Self::P256(key) => key.verifying_key().to_public_key_der(),
            Self::P384(key) => key.verifying_key().to_public_key_der(),
            Self::Ed25519(key) => key.verifying_key().to_public_key_der(),
        };
        Some(public.ok()?.into_vec())
    }
}
