//! Certificates, as reports have them.

use anchorlight_pki::{BasicConstraints, GeneralName, KeyKind, KeyUsageBit, Oid, Problem, Time};
use serde::Serialize;

/// A certificate's main fields.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Certificate {
    /// The file it was first found in: index into `inputs`.
    pub input: usize,
    /// Where it starts in that file, in bytes; 0 in a trust store document.
    pub start: usize,
    /// Its length in that file, in bytes.
    pub length: usize,
    /// Where it stands in a trust store document: a JSON pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Whether it was given as part of the chain.
    pub in_chain: bool,
    /// Whether it is a trust anchor.
    pub in_store: bool,
    /// 1, 2 or 3.
    pub version: u8,
    /// Contents octets of the INTEGER, hexadecimal.
    pub serial: String,
    pub subject: Name,
    pub issuer: Name,
    pub not_before: Time,
    pub not_after: Time,
    pub key: KeyKind,
    /// The signature algorithm, by its RFC name or dotted identifier.
    pub signature_algorithm: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basic_constraints: Option<BasicConstraints>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_usage: Option<Vec<KeyUsageBit>>,
    /// Key purposes, by their RFC names or dotted identifiers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended_key_usage: Option<Vec<String>>,
    /// Whether a TLS server must show an OCSP response with it (RFC 7633: "must staple"). That is
    /// for the connection to enforce, and changes no verdict here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub must_staple: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policies: Option<Vec<Policy>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_alt_names: Option<Vec<GeneralName>>,
    /// Hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_key_id: Option<String>,
    /// Hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_key_id: Option<String>,
    pub extensions: Vec<Extension>,
    /// SHA-256 of the certificate, hexadecimal.
    pub sha256: String,
    /// SHA-1 of the certificate, hexadecimal: for comparison with other tools only.
    pub sha1: String,
    /// SHA-256 of the SubjectPublicKeyInfo, hexadecimal.
    pub spki_sha256: String,
    /// Whether subject and issuer are the same name.
    pub self_issued: bool,
    /// What is wrong with it; offsets are bytes in its DER.
    pub problems: Vec<Problem>,
}

/// A certificate policy, and what its qualifiers say to people.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    pub oid: Oid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    /// Addresses of certification practice statements. Safe to show.
    pub cps: Vec<String>,
    /// Texts of user notices. Safe to show.
    pub notices: Vec<String>,
}

/// A distinguished name.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Name {
    /// RFC 4514, safe to show: control and bidirectional characters are escaped.
    pub text: String,
    /// What to call it in one word: the common name, or else the most specific attribute. Safe to show.
    pub short: String,
    /// In the order of the encoding.
    pub attributes: Vec<NameAttribute>,
}

/// One attribute of a name.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NameAttribute {
    /// The attribute type, by its short name or dotted identifier.
    #[serde(rename = "type")]
    pub kind: String,
    /// Safe to show.
    pub value: String,
}

/// An extension as it stands.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Extension {
    pub oid: Oid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    pub critical: bool,
    /// Length of its value in bytes.
    pub length: usize,
}
