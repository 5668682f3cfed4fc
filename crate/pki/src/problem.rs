//! What is wrong with the bytes, and where.

use serde::Serialize;

/// One departure from what the container or RFC 5280 asks for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Byte offset at which it was found: in the input for a container's
    /// problem, in the DER value for an object's problem.
    pub offset: usize,
    /// Whether the object cannot be relied upon because of it.
    pub fatal: bool,
}

/// The kinds of [`Problem`].
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum ProblemKind {
    /// The input has no bytes.
    #[serde(rename = "input.empty")]
    InputEmpty,
    /// The input is neither PEM nor DER.
    #[serde(rename = "input.unrecognised")]
    InputUnrecognised,
    /// The input holds more objects than are read from one input.
    #[serde(rename = "input.too_many_objects")]
    InputTooManyObjects { limit: usize },
    /// A private key was found. It is neither kept nor shown.
    #[serde(rename = "input.private_key")]
    InputPrivateKey { label: String },
    /// A PEM block of a kind that holds no certificate.
    #[serde(rename = "pem.label_ignored")]
    PemLabelIgnored { label: String },
    /// A BEGIN line without its END line (RFC 7468 §2).
    #[serde(rename = "pem.unclosed")]
    PemUnclosed { label: String },
    /// A character outside the base64 alphabet, or a wrong length or padding (RFC 7468 §3).
    #[serde(rename = "pem.base64")]
    PemBase64 { label: String, reason: String },
    /// A value that is not DER, or not the type that belongs here (X.690).
    #[serde(rename = "der.malformed")]
    DerMalformed { field: String, reason: String },
    /// Bytes after the end of a value.
    #[serde(rename = "der.trailing")]
    DerTrailing { field: String, length: usize },
    /// An extension that appears more than once (RFC 5280 §4.2).
    #[serde(rename = "extension.duplicate")]
    ExtensionDuplicate { oid: String },
    /// A known extension whose value does not decode.
    #[serde(rename = "extension.malformed")]
    ExtensionMalformed { oid: String, reason: String },
    /// Extensions in a list, or in one of its entries, that is not version 2 (RFC 5280 §5.1.2.1).
    #[serde(rename = "crl.extensions_before_v2")]
    CrlExtensionsBeforeV2,
    /// A serial number on a list that no CA should have given (RFC 5280 §4.1.2.2): zero, negative
    /// or over 20 octets. It is kept and found like any other.
    #[serde(rename = "crl.serial_odd")]
    CrlSerialOdd { serial: String },
    /// A rule of a public suffix list that is none.
    #[serde(rename = "public_suffix.malformed")]
    PublicSuffixMalformed { rule: String, reason: String },
    /// A response of a type other than the basic one of RFC 6960 §4.2.1.
    #[serde(rename = "ocsp.response_type")]
    OcspResponseType { oid: String },
    /// Extensions in a certificate that is not version 3 (RFC 5280 §4.1.2.9).
    #[serde(rename = "certificate.extensions_before_v3")]
    ExtensionsBeforeV3 { version: u8 },
}

impl Problem {
    /// The object cannot be relied upon.
    #[must_use]
    pub fn fatal(kind: ProblemKind, offset: usize) -> Self {
        Self { kind, offset, fatal: true }
    }

    /// A value that is not what belongs at this field.
    #[must_use]
    pub fn malformed(field: &str, reason: &str, offset: usize) -> Self {
        let (field, reason) = (field.to_owned(), reason.to_owned());
        Self::fatal(ProblemKind::DerMalformed { field, reason }, offset)
    }

    /// The object can be relied upon all the same.
    #[must_use]
    pub fn note(kind: ProblemKind, offset: usize) -> Self {
        Self { kind, offset, fatal: false }
    }
}

impl ProblemKind {
    /// The id, as in the report.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::PublicSuffixMalformed { .. } => "public_suffix.malformed",
            Self::InputEmpty => "input.empty",
            Self::InputUnrecognised => "input.unrecognised",
            Self::InputTooManyObjects { .. } => "input.too_many_objects",
            Self::InputPrivateKey { .. } => "input.private_key",
            Self::PemLabelIgnored { .. } => "pem.label_ignored",
            Self::PemUnclosed { .. } => "pem.unclosed",
            Self::PemBase64 { .. } => "pem.base64",
            Self::DerMalformed { .. } => "der.malformed",
            Self::DerTrailing { .. } => "der.trailing",
            Self::ExtensionDuplicate { .. } => "extension.duplicate",
            Self::ExtensionMalformed { .. } => "extension.malformed",
            Self::CrlExtensionsBeforeV2 => "crl.extensions_before_v2",
            Self::CrlSerialOdd { .. } => "crl.serial_odd",
            Self::OcspResponseType { .. } => "ocsp.response_type",
            Self::ExtensionsBeforeV3 { .. } => "certificate.extensions_before_v3",
        }
    }
}
