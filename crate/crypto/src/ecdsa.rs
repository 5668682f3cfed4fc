//! ECDSA on P-256, P-384 and P-521 with any accepted hash (FIPS 186-5, RFC 5480).

use anchorlight_path::{SignatureFault, SignatureInput};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912;
use ecdsa::signature::hazmat::PrehashVerifier;

use crate::algorithm::{Hash, split};

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
