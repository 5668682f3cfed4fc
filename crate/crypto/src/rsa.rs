//! RSA: PKCS#1 v1.5 and PSS (RFC 8017, RFC 4055).

use anchorlight_path::{SignatureFault, SignatureInput};
use const_oid::db::rfc5912;
use der::Decode;
use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::pss::Pss as PssScheme;
use rsa::{BoxedUint, RsaPublicKey};
use sha2::{Sha256, Sha384, Sha512};

use crate::algorithm::{Hash, Pss, pss, split};

pub(crate) fn verify_pkcs1(input: &SignatureInput<'_>, hash: Hash) -> Result<(), SignatureFault> {
    match split(input.key_algorithm) {
        Some((rfc5912::RSA_ENCRYPTION, _)) => {}
        _ => return Err(SignatureFault::KeyMismatch),
    }
    let scheme = match hash {
        Hash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
        Hash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
        Hash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
    };
    key(input.key)?
        .verify(scheme, &hash.digest(input.message), input.signature)
        .map_err(|_| SignatureFault::Invalid)
}

pub(crate) fn verify_pss(input: &SignatureInput<'_>, wanted: Pss) -> Result<(), SignatureFault> {
    match split(input.key_algorithm) {
        Some((rfc5912::RSA_ENCRYPTION | rfc5912::ID_RSASSA_PSS, None)) => {}
        Some((rfc5912::RSA_ENCRYPTION, Some(null))) if null.is_null() => {}
        // RFC 4055 §3.3: parameters of the key bind the signature; the salt may be longer.
        Some((rfc5912::ID_RSASSA_PSS, Some(parameters))) => {
            let bound = pss(Some(parameters))?;
            if bound.hash != wanted.hash || bound.salt_length > wanted.salt_length {
                return Err(SignatureFault::KeyMismatch);
            }
        }
        _ => return Err(SignatureFault::KeyMismatch),
    }
    let (key, digest) = (key(input.key)?, wanted.hash.digest(input.message));
    let salt = wanted.salt_length;
    let answer = match wanted.hash {
        Hash::Sha256 => {
            key.verify(PssScheme::<Sha256>::new_with_salt(salt), &digest, input.signature)
        }
        Hash::Sha384 => {
            key.verify(PssScheme::<Sha384>::new_with_salt(salt), &digest, input.signature)
        }
        Hash::Sha512 => {
            key.verify(PssScheme::<Sha512>::new_with_salt(salt), &digest, input.signature)
        }
    };
    answer.map_err(|_| SignatureFault::Invalid)
}

/// RSAPublicKey of RFC 8017 A.1.1. The `rsa` crate takes moduli of 1,024 to
/// 8,192 bits and exponents below 2^33.
fn key(bits: &[u8]) -> Result<RsaPublicKey, SignatureFault> {
    let parts = pkcs1::RsaPublicKeyRef::from_der(bits).map_err(|_| SignatureFault::KeyUnusable)?;
    let modulus = BoxedUint::from_be_slice_vartime(parts.modulus.as_bytes());
    let exponent = BoxedUint::from_be_slice_vartime(parts.public_exponent.as_bytes());
    RsaPublicKey::new(modulus, exponent).map_err(|_| SignatureFault::KeyUnusable)
}
