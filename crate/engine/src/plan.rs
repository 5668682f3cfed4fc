//! What a document is about to be: what takes cryptography, or the files that a document names.

use anchorlight_crypto::{Allowed, PureRust};
use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};
use anchorlight_pki::{Certificate, Time};
use anchorlight_policy::{
    Advice, CalendarEvent, Cryptography, Document, Export, ExportFormat, Preview, Thresholds,
    advise, calendar, export, preview,
};
use serde::{Deserialize, Serialize};

use crate::edit::document;
use crate::engine::Engine;
use crate::request::{RequestError, Source};
use crate::store::StoreRequest;
use crate::update::bytes;

/// What goes out of date.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalendarRequest {
    /// The document.
    pub document: Source,
    /// Files with chains, whose certificates are listed too.
    #[serde(default)]
    pub chains: Vec<Source>,
    /// The time to look at it from, in seconds since 1970-01-01T00:00:00Z.
    pub time: i64,
    #[serde(default)]
    pub thresholds: Thresholds,
}

/// A document in another program's form.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportRequest {
    /// The document.
    pub document: Source,
    pub format: ExportFormat,
}

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

impl Engine {
    /// What is no fault of a store and worth a second look. The time is in seconds since
    /// 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read, each with its place in it.
    pub fn advise(&self, request: StoreRequest, time: i64) -> Result<Vec<Advice>, RequestError> {
        let open = self.read_store(request)?;
        Ok(advise(&open.store, Time(time)))
    }

    /// Everything that goes out of date, what is next first.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read.
    pub fn calendar(&self, request: CalendarRequest) -> Result<Vec<CalendarEvent>, RequestError> {
        let CalendarRequest { document: file, chains, time, thresholds } = request;
        let document = document(file)?;
        let chains = chains.into_iter().map(bytes).collect::<Result<Vec<_>, _>>()?;
        let chains: Vec<&[u8]> = chains.iter().map(Vec::as_slice).collect();
        Ok(calendar(&document, &chains, Time(time), thresholds))
    }

    /// Writes a document in another program's form.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read.
    pub fn export(&self, request: ExportRequest) -> Result<Export, RequestError> {
        Ok(export(&document(request.document)?, &request.format))
    }
}
