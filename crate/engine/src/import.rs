//! What is in files, before a document takes it in.

use anchorlight_crypto::{Allowed, PureRust};
use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};
use anchorlight_pki::{Certificate, Time};
use anchorlight_policy::{Cryptography, Preview, preview};
use serde::{Deserialize, Serialize};

use crate::edit::document;
use crate::engine::Engine;
use crate::request::{RequestError, Source};
use crate::update::bytes;

/// What is in files, seen from a document.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PreviewRequest {
    /// The document, where there is one.
    #[serde(default)]
    pub document: Option<Source>,
    /// The files, PEM or DER.
    pub files: Vec<Source>,
    /// The time to look at dates, in seconds since 1970-01-01T00:00:00Z.
    pub time: i64,
}

impl Engine {
    /// Lists the certificates of files, with what is to be known of each before it is imported.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read.
    pub fn preview(&self, request: PreviewRequest) -> Result<Preview, RequestError> {
        let document = request.document.map(document).transpose()?;
        let files = request.files.into_iter().map(bytes).collect::<Result<Vec<_>, _>>()?;
        let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        // Who signed a certificate is no question of how well.
        let any = Allowed { sha1: true, dsa: true };
        let cryptography = Cryptography {
            is_self_signed: &|certificate| under_own_key(certificate, any).is_ok(),
            is_weakly_signed: &|certificate| {
                let answer = under_own_key(certificate, Allowed::default());
                answer == Err(SignatureFault::AlgorithmRefused)
            },
        };
        Ok(preview(document.as_ref(), &files, Time(request.time), &cryptography))
    }
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
