//! Ed25519 (RFC 8032, RFC 8410).

use anchorlight_path::{SignatureFault, SignatureInput};
use const_oid::db::rfc8410;
use ed25519_dalek::{Signature, VerifyingKey};

use crate::algorithm::split;

pub(crate) fn verify(input: &SignatureInput<'_>) -> Result<(), SignatureFault> {
    if !matches!(split(input.key_algorithm), Some((rfc8410::ID_ED_25519, None))) {
        return Err(SignatureFault::KeyMismatch);
    }
    let bytes = input.key.try_into().map_err(|_| SignatureFault::KeyUnusable)?;
    let key = VerifyingKey::from_bytes(bytes).map_err(|_| SignatureFault::KeyUnusable)?;
    let signature = Signature::from_slice(input.signature).map_err(|_| SignatureFault::Invalid)?;
    // Strict: without it a signature can hold for more than one message (RFC 8032 §8.4).
    key.verify_strict(input.message, &signature).map_err(|_| SignatureFault::Invalid)
}

#[cfg(test)]
mod tests {
    use crate::self_signed::{SelfSigned, testdata};

    #[test]
    fn ed25519() {
        SelfSigned::read(testdata!("ed25519")).assert_sound("ed25519");
    }
}
