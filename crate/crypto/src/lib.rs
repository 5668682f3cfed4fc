//! Implements [`SignatureVerifier`] with RustCrypto: RSA, ECDSA and Ed25519.
//!
//! [`PureRust`] answers for every algorithm; [`Memo`] remembers answers, so
//! that a signature two judges ask about is computed once.

mod algorithm;
mod ecdsa;
mod ed25519;
mod memo;
mod rsa;

use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};

use crate::algorithm::{Family, signature_algorithm};

pub use memo::Memo;

/// Verifies with the pure-Rust implementations.
#[derive(Clone, Copy, Debug, Default)]
pub struct PureRust;

impl SignatureVerifier for PureRust {
    fn verify(&self, input: &SignatureInput<'_>) -> Result<(), SignatureFault> {
        match signature_algorithm(input.algorithm)? {
            Family::RsaPkcs1(hash) => rsa::verify_pkcs1(input, hash),
            Family::RsaPss(parameters) => rsa::verify_pss(input, parameters),
            Family::Ecdsa(hash) => ecdsa::verify(input, hash),
            Family::Ed25519 => ed25519::verify(input),
        }
    }
}
