//! What a document is about to be: what takes cryptography, or the files that a document names.

use anchorlight_crypto::{Allowed, PureRust};
use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};
use anchorlight_pki::{Certificate, Time};
use anchorlight_policy::{Cryptography, Document, Preview, preview};

/// Lists the certificates of files, with what is to be known of each before it is imported.
/// The time is in seconds since 1970-01-01T00:00:00Z.
#[must_use]
pub fn preview_import(document: Option<&Document>, files: &[&[u8]], time: i64) -> Preview {
    // Who signed a certificate is no question of how well.
    let any = Allowed { sha1: true, dsa: true };
    let cryptography = Cryptography {
        is_self_signed: &|certificate| under_own_key(certificate, any).is_ok(),
        is_weakly_signed: &|certificate| {
            let answer = under_own_key(certificate, Allowed::default());
            answer == Err(SignatureFault::AlgorithmRefused)
        },
    };
    preview(document, files, Time(time), &cryptography)
}

fn under_own_key(certificate: &Certificate, allowed: Allowed) -> Result<(), SignatureFault> {
    PureRust { allowed }.verify(&SignatureInput {
        key_algorithm: &certificate.public_key.algorithm.contents,
        key: &certificate.public_key.bits,
        algorithm: &certificate.signature_algorithm.contents,
        message: certificate.tbs(),
        signature: &certificate.signature,
        digest: None,
    })
}
