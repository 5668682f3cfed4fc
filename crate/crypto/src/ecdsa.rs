//! ECDSA on P-256, P-384 and P-521 with any accepted hash (FIPS 186-5, RFC 5480).

use anchorlight_path::{SignatureFault, SignatureInput};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912;
use ecdsa::signature::hazmat::PrehashVerifier;

use crate::algorithm::split;
use crate::hash::Hash;

pub(crate) fn verify(input: &SignatureInput<'_>, hash: Hash) -> Result<(), SignatureFault> {
    let curve: ObjectIdentifier = match split(input.key_algorithm) {
        Some((rfc5912::ID_EC_PUBLIC_KEY, Some(parameters))) => {
            parameters.decode_as().map_err(|_| SignatureFault::KeyUnusable)?
        }
        _ => return Err(SignatureFault::KeyMismatch),
    };
    let digest = hash.digest(input.message);
    macro_rules! on_curve {
        ($curve:ident) => {{
            let key = $curve::ecdsa::VerifyingKey::from_sec1_bytes(input.key)
                .map_err(|_| SignatureFault::KeyUnusable)?;
            let signature = $curve::ecdsa::Signature::from_der(input.signature)
                .map_err(|_| SignatureFault::Invalid)?;
            key.verify_prehash(&digest, &signature).map_err(|_| SignatureFault::Invalid)
        }};
    }
    match curve {
        rfc5912::SECP_256_R_1 => on_curve!(p256),
        rfc5912::SECP_384_R_1 => on_curve!(p384),
        rfc5912::SECP_521_R_1 => on_curve!(p521),
        _ => Err(SignatureFault::KeyUnusable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Allowed;
    use crate::self_signed::{ALL, SelfSigned, testdata};

    /// P-521 is longer than every hash; P-256 is shorter than most.
    #[test]
    fn every_curve_with_every_hash() {
        for (name, der) in [
            ("P-256, sha1", testdata!("ecdsa-P-256-sha1")),
            ("P-256, sha224", testdata!("ecdsa-P-256-sha224")),
            ("P-256, sha256", testdata!("ecdsa-P-256-sha256")),
            ("P-256, sha512", testdata!("ecdsa-P-256-sha512")),
            ("P-384, sha1", testdata!("ecdsa-P-384-sha1")),
            ("P-384, sha224", testdata!("ecdsa-P-384-sha224")),
            ("P-384, sha256", testdata!("ecdsa-P-384-sha256")),
            ("P-384, sha512", testdata!("ecdsa-P-384-sha512")),
            ("P-521, sha1", testdata!("ecdsa-P-521-sha1")),
            ("P-521, sha224", testdata!("ecdsa-P-521-sha224")),
            ("P-521, sha256", testdata!("ecdsa-P-521-sha256")),
            ("P-521, sha512", testdata!("ecdsa-P-521-sha512")),
        ] {
            SelfSigned::read(der).assert_sound(name);
        }
    }

    #[test]
    fn sha1_is_refused_by_default() {
        let answer = SelfSigned::read(testdata!("ecdsa-P-256-sha1")).verify(Allowed::default());
        assert_eq!(answer, Err(SignatureFault::AlgorithmRefused));
    }

    #[test]
    fn other_curves_and_explicit_parameters_are_unusable() {
        let certificate = SelfSigned::read(testdata!("ecdsa-secp256k1-sha256"));
        assert_eq!(certificate.verify(ALL), Err(SignatureFault::KeyUnusable));
        let mut explicit = SelfSigned::read(testdata!("ecdsa-P-256-sha256"));
        // id-ecPublicKey with a SEQUENCE where the name of a curve should be.
        explicit.key_algorithm.truncate(9);
        explicit.key_algorithm.extend([0x30, 0]);
        assert_eq!(explicit.verify(ALL), Err(SignatureFault::KeyUnusable));
    }
}
