//! RSA: PKCS#1 v1.5 and PSS (RFC 8017, RFC 4055).

use anchorlight_path::{SignatureFault, SignatureInput};
use const_oid::db::rfc5912;
use der::Decode;
use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::{BoxedUint, RsaPublicKey};

use crate::algorithm::{null_or_absent, split};
use crate::hash::{Hash, with_digest};
use crate::pss::Pss;

pub(crate) fn verify_pkcs1(input: &SignatureInput<'_>, hash: Hash) -> Result<(), SignatureFault> {
    match split(input.key_algorithm) {
        Some((rfc5912::RSA_ENCRYPTION, parameters)) if null_or_absent(parameters) => {}
        _ => return Err(SignatureFault::KeyMismatch),
    }
    let scheme = with_digest!(hash, D => Pkcs1v15Sign::new::<D>());
    key(input.key)?
        .verify(scheme, &hash.digest(input.message), input.signature)
        .map_err(|_| SignatureFault::Invalid)
}

pub(crate) fn verify_pss(input: &SignatureInput<'_>, wanted: Pss) -> Result<(), SignatureFault> {
    match split(input.key_algorithm) {
        Some((rfc5912::RSA_ENCRYPTION, parameters)) if null_or_absent(parameters) => {}
        Some((rfc5912::ID_RSASSA_PSS, None)) => {}
        // RFC 4055 §3.3: parameters of the key bind the signature; the salt may be longer.
        Some((rfc5912::ID_RSASSA_PSS, Some(parameters))) => {
            let bound = Pss::read(parameters).ok_or(SignatureFault::KeyUnusable)?;
            if bound.hash != wanted.hash || bound.salt_length > wanted.salt_length {
                return Err(SignatureFault::KeyMismatch);
            }
        }
        _ => return Err(SignatureFault::KeyMismatch),
    }
    let (key, digest) = (key(input.key)?, wanted.hash.digest(input.message));
    with_digest!(wanted.hash, D => {
        let scheme = rsa::pss::Pss::<D>::new_with_salt(wanted.salt_length);
        key.verify(scheme, &digest, input.signature)
    })
    .map_err(|_| SignatureFault::Invalid)
}

/// RSAPublicKey of RFC 8017 A.1.1. The `rsa` crate takes moduli of 1,024 to
/// 8,192 bits and exponents below 2^33.
fn key(bits: &[u8]) -> Result<RsaPublicKey, SignatureFault> {
    let parts = pkcs1::RsaPublicKeyRef::from_der(bits).map_err(|_| SignatureFault::KeyUnusable)?;
    let modulus = BoxedUint::from_be_slice_vartime(parts.modulus.as_bytes());
    let exponent = BoxedUint::from_be_slice_vartime(parts.public_exponent.as_bytes());
    RsaPublicKey::new(modulus, exponent).map_err(|_| SignatureFault::KeyUnusable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Allowed;
    use crate::self_signed::{ALL, SelfSigned, testdata};

    #[test]
    fn pkcs1_with_every_hash() {
        for (name, der) in [
            ("sha1", testdata!("rsa-pkcs1-sha1")),
            ("sha224", testdata!("rsa-pkcs1-sha224")),
            ("sha256", testdata!("rsa-pkcs1-sha256")),
            ("sha384", testdata!("rsa-pkcs1-sha384")),
            ("sha512", testdata!("rsa-pkcs1-sha512")),
        ] {
            SelfSigned::read(der).assert_sound(name);
        }
    }

    #[test]
    fn pss_with_any_salt_length() {
        for (name, der) in [
            ("sha1, 20 octets", testdata!("rsa-pss-sha1-salt20")),
            ("sha256, none", testdata!("rsa-pss-sha256-salt0")),
            ("sha256, 32 octets", testdata!("rsa-pss-sha256-salt32")),
            ("sha512, 446 octets", testdata!("rsa-pss-sha512-salt446")),
            ("free key", testdata!("rsa-pss-key-free")),
            ("bound key", testdata!("rsa-pss-key-bound")),
            ("bound key, longer salt", testdata!("rsa-pss-key-bound-longer-salt")),
        ] {
            SelfSigned::read(der).assert_sound(name);
        }
    }

    #[test]
    fn sha1_is_refused_by_default_and_md5_always() {
        for der in [testdata!("rsa-pkcs1-sha1"), testdata!("rsa-pss-sha1-salt20")] {
            let answer = SelfSigned::read(der).verify(Allowed::default());
            assert_eq!(answer, Err(SignatureFault::AlgorithmRefused));
        }
        let md5 = SelfSigned::read(testdata!("rsa-pkcs1-md5"));
        assert_eq!(md5.verify(ALL), Err(SignatureFault::AlgorithmRefused));
    }

    #[test]
    fn a_mask_of_another_hash_is_unsupported() {
        let certificate = SelfSigned::read(testdata!("rsa-pss-sha256-mask-sha1"));
        assert_eq!(certificate.verify(ALL), Err(SignatureFault::AlgorithmUnsupported));
    }

    #[test]
    fn a_key_for_pss_binds() {
        let bound = SelfSigned::read(testdata!("rsa-pss-key-bound"));
        let mut other = bound.clone();
        other.algorithm = SelfSigned::read(testdata!("rsa-pss-sha256-salt0")).algorithm;
        assert_eq!(other.verify(ALL), Err(SignatureFault::KeyMismatch), "a shorter salt");
        other.algorithm = SelfSigned::read(testdata!("rsa-pss-sha512-salt446")).algorithm;
        assert_eq!(other.verify(ALL), Err(SignatureFault::KeyMismatch), "another hash");
        other.algorithm = SelfSigned::read(testdata!("rsa-pkcs1-sha256")).algorithm;
        assert_eq!(other.verify(ALL), Err(SignatureFault::KeyMismatch), "PKCS#1 v1.5");
        let mut other = bound.clone();
        other.key_algorithm = SelfSigned::read(testdata!("rsa-pss-sha256-mask-sha1")).algorithm;
        assert_eq!(other.verify(ALL), Err(SignatureFault::KeyUnusable), "a mask of another hash");
    }

    #[test]
    fn salt_length_is_as_announced() {
        let mut certificate = SelfSigned::read(testdata!("rsa-pss-sha256-salt32"));
        certificate.algorithm = SelfSigned::read(testdata!("rsa-pss-sha256-salt0")).algorithm;
        assert_eq!(certificate.verify(ALL), Err(SignatureFault::Invalid));
        certificate.algorithm = SelfSigned::read(testdata!("rsa-pss-sha512-salt446")).algorithm;
        assert_eq!(certificate.verify(ALL), Err(SignatureFault::Invalid), "no room for the salt");
    }
}
