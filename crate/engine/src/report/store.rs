//! Trust store documents, as reports and whoever reads one has them.

use anchorlight_pki::Time;
use anchorlight_policy::SignedBy;
use serde::Serialize;

use super::{Certificate, Input, RevocationSource};

/// A trust store document.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StoreView {
    pub name: String,
    pub version: u32,
    /// SHA-256 of the document, hexadecimal.
    pub digest: String,
    pub issued: Time,
    pub expires: Time,
    /// Whether it does not count any more, the grace that it grants taken into account.
    pub expired: bool,
    /// Whose signatures it has; left out where it is not signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<SignedBy>,
}

/// A trust store document, read: what it says, and the certificates in it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StoreReport {
    pub store: StoreView,
    /// The document, as JSON.
    pub document: String,
    /// Its certificates, each with the place it stands at.
    pub certificates: Vec<Certificate>,
    /// Its lists and OCSP responses.
    pub revocation_sources: Vec<RevocationSource>,
    /// The document, then those that it includes, then the public web's roots.
    pub inputs: Vec<Input>,
}

/// A trust store that is kept open.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OpenedStore {
    /// What it is; its digest is what a request calls it by.
    pub store: StoreView,
}
