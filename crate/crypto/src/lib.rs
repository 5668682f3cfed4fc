//! Implements [`SignatureVerifier`] with RustCrypto: RSA, ECDSA, Ed25519, ML-DSA and DSA.
//!
//! [`PureRust`] answers for every algorithm; [`Memo`] remembers answers, so
//! that a signature two judges ask about is computed once.

mod algorithm;
mod allowed;
mod dsa;
mod ecdsa;
mod ed25519;
mod hash;
mod memo;
mod ml_dsa;
mod pss;
mod rsa;
#[cfg(test)]
mod self_signed;

use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};
use const_oid::ObjectIdentifier;

use crate::algorithm::{Family, signature_algorithm};
use crate::hash::Hash;

pub use allowed::Allowed;
pub use memo::{Known, Memo};

/// Verifies with the pure-Rust implementations.
#[derive(Clone, Copy, Debug, Default)]
pub struct PureRust {
    /// Retired algorithms that are not refused.
    pub allowed: Allowed,
}

impl SignatureVerifier for PureRust {
    fn verify(&self, input: &SignatureInput<'_>) -> Result<(), SignatureFault> {
        match signature_algorithm(input.algorithm, self.allowed)? {
            Family::Dsa(hash) => dsa::verify(input, hash),
            Family::Ecdsa(hash) => ecdsa::verify(input, hash),
            Family::Ed25519 => ed25519::verify(input),
            Family::MlDsa(parameter_set) => ml_dsa::verify(input, parameter_set),
            Family::RsaPkcs1(hash) => rsa::verify_pkcs1(input, hash),
            Family::RsaPss(parameters) => rsa::verify_pss(input, parameters),
        }
    }

    fn digest(&self, function: &[u8], message: &[u8]) -> Option<Vec<u8>> {
        let function = Hash::from_oid(ObjectIdentifier::from_bytes(function).ok()?)?;
        Some(function.digest(message))
    }
}
