//! What is wrong with a document, and where.

use anchorlight_pki::{KeyKind, Problem, Time, is_misleading};
use serde::Serialize;

use crate::digest::Sha256;
use crate::rules::oid;

/// One thing that keeps a document from being read.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DocumentProblem {
    /// Where it stands in the document: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The SHA-256 of the document that it stands in, where that is an included one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Box<str>>,
    pub fault: DocumentFault,
}

/// The kinds of [`DocumentProblem`].
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum DocumentFault {
    /// It is not JSON; line and column count from one.
    #[serde(rename = "document.json")]
    Json { reason: String, line: usize, column: usize },
    /// A key that is not known, is missing or stands there twice, or a value of the wrong type.
    #[serde(rename = "document.shape")]
    Shape { reason: String, line: usize, column: usize },
    /// A list where an object belongs.
    #[serde(rename = "document.list_for_object")]
    ListForObject,
    /// Null, which stands for nothing: what is absent is left out.
    #[serde(rename = "document.null")]
    Null,
    /// It is larger than any document may be, in bytes.
    #[serde(rename = "document.too_large")]
    TooLarge { limit: usize, length: usize },
    /// Something that may not be empty is.
    #[serde(rename = "document.empty")]
    Empty,
    /// No time in UTC as RFC 3339 writes it.
    #[serde(rename = "document.time")]
    BadTime { value: String },
    /// No SHA-256 in hexadecimal.
    #[serde(rename = "document.sha256")]
    BadSha256 { value: String },
    /// No hexadecimal digits.
    #[serde(rename = "document.hex")]
    BadHex { value: String },
    /// No object identifier.
    #[serde(rename = "document.oid")]
    BadOid { value: String },
    /// No host: a name, `*.` and a domain, an address, a block, or `*`.
    #[serde(rename = "document.host")]
    BadHost { value: String },
    /// No name, or no base of a subtree, of its form; or a label with characters that cannot be seen.
    #[serde(rename = "document.name")]
    BadName { value: String, reason: String },
    /// Not one of the values that are known here.
    #[serde(rename = "document.unknown_value")]
    Unknown { value: String, known: Vec<String> },
    /// Neither base64 of DER nor PEM, or not exactly one object of the kind that belongs here.
    #[serde(rename = "document.not_one_object")]
    NotOneObject { found: usize },
    /// The certificate, key, list or response does not decode.
    #[serde(rename = "document.unreadable")]
    Unreadable { problem: Problem },
    /// A private key. It is neither kept nor shown.
    #[serde(rename = "document.private_key")]
    PrivateKey,
    /// What stands here stands elsewhere too.
    #[serde(rename = "document.duplicate")]
    Duplicate { first: String },
    /// What stands here contradicts what stands elsewhere.
    #[serde(rename = "document.contradiction")]
    Contradiction { with: String, kind: Contradiction },
    /// A document that is included is not at hand.
    #[serde(rename = "document.include_missing")]
    IncludeMissing { document: String },
    /// The public web's roots are included and are not at hand.
    #[serde(rename = "document.public_web_roots_missing")]
    PublicWebRootsMissing,
    /// An included document includes others in turn.
    #[serde(rename = "document.include_nested")]
    IncludeNested,
    /// A certificate that must issue others is no CA.
    #[serde(rename = "document.not_a_ca")]
    NotACa { subject: String },
    /// There are more of something than are read.
    #[serde(rename = "document.too_many")]
    TooMany { limit: usize, found: usize },
    /// A key that signs no documents: neither P-256, P-384 nor Ed25519, or no point of its curve.
    #[serde(rename = "document.signer_key")]
    SignerKey { key: KeyKind },
    /// No base64url without padding (RFC 7515 §2).
    #[serde(rename = "document.base64url")]
    Base64Url { reason: String },
    /// A signature's header is not exactly `alg`, `kid` and `typ`.
    #[serde(rename = "document.signature_header")]
    SignatureHeader { reason: String },
    /// A signature's `alg` is none that is known.
    #[serde(rename = "document.signature_algorithm")]
    SignatureAlgorithm { value: String, known: Vec<String> },
    /// A signature's `typ` says that it signs something else.
    #[serde(rename = "document.signature_type")]
    SignatureType { value: String, expected: String },
    /// A signature's `alg` is not that of the key that it names.
    #[serde(rename = "document.signature_algorithm_mismatch")]
    SignatureAlgorithmMismatch { signer: String, value: String, expected: String },
    /// A signature does not verify.
    #[serde(rename = "document.signature_invalid")]
    SignatureInvalid { signer: String },
    /// Fewer of the document's signers have signed it than it asks for.
    #[serde(rename = "document.signature_threshold")]
    SignatureThreshold { threshold: u32, valid: Vec<String> },
    /// What is to be taken out is not there: a certificate by its SHA-256, or a JSON pointer.
    #[serde(rename = "document.absent")]
    Absent { wanted: String },
    /// No version can follow: the number is the highest there is.
    #[serde(rename = "document.last_version")]
    LastVersion,
}

impl DocumentFault {
    /// A stable id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Json { .. } => "document.json",
            Self::Shape { .. } => "document.shape",
            Self::ListForObject => "document.list_for_object",
            Self::Null => "document.null",
            Self::TooLarge { .. } => "document.too_large",
            Self::Empty => "document.empty",
            Self::BadTime { .. } => "document.time",
            Self::BadSha256 { .. } => "document.sha256",
            Self::BadHex { .. } => "document.hex",
            Self::BadOid { .. } => "document.oid",
            Self::BadHost { .. } => "document.host",
            Self::BadName { .. } => "document.name",
            Self::Unknown { .. } => "document.unknown_value",
            Self::NotOneObject { .. } => "document.not_one_object",
            Self::Unreadable { .. } => "document.unreadable",
            Self::PrivateKey => "document.private_key",
            Self::Duplicate { .. } => "document.duplicate",
            Self::Contradiction { .. } => "document.contradiction",
            Self::IncludeMissing { .. } => "document.include_missing",
            Self::PublicWebRootsMissing => "document.public_web_roots_missing",
            Self::IncludeNested => "document.include_nested",
            Self::NotACa { .. } => "document.not_a_ca",
            Self::TooMany { .. } => "document.too_many",
            Self::SignerKey { .. } => "document.signer_key",
            Self::Base64Url { .. } => "document.base64url",
            Self::SignatureHeader { .. } => "document.signature_header",
            Self::SignatureAlgorithm { .. } => "document.signature_algorithm",
            Self::SignatureType { .. } => "document.signature_type",
            Self::SignatureAlgorithmMismatch { .. } => "document.signature_algorithm_mismatch",
            Self::SignatureInvalid { .. } => "document.signature_invalid",
            Self::SignatureThreshold { .. } => "document.signature_threshold",
            Self::Absent { .. } => "document.absent",
            Self::LastVersion => "document.last_version",
        }
    }
}

/// How two parts of a document contradict each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Contradiction {
    /// It expires before it is issued.
    ExpiresBeforeIssued,
    /// Every permitted subtree of a form lies in an excluded one.
    NothingPermitted,
    /// None of the key purposes that an end entity may state is one of those that the anchor is trusted for.
    NoPurposeFits,
    /// More signers are needed than there are.
    ThresholdTooHigh,
    /// No signer is needed, so that anybody could sign.
    ThresholdZero,
    /// An include names both a document and the public web's roots, or neither.
    IncludeOfOne,
}

/// Collects problems while a document is read.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) problems: Vec<DocumentProblem>,
    at: String,
}

impl Reading {
    /// Where the reading stands.
    pub(crate) fn pointer(&self, keys: &[&str]) -> String {
        keys.iter().fold(self.at.clone(), |at, key| join(&at, key))
    }

    /// What stands beside the place where the reading stands.
    pub(crate) fn beside(&self, key: &str) -> String {
        let above = self.at.rsplit_once('/').map_or("", |(above, _)| above);
        join(above, key)
    }

    /// Reads what stands at a key.
    pub(crate) fn at<T>(&mut self, keys: &[&str], read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.at.len();
        self.at = self.pointer(keys);
        let result = read(self);
        self.at.truncate(length);
        result
    }

    pub(crate) fn problem(&mut self, keys: &[&str], fault: DocumentFault) {
        self.problems.push(DocumentProblem { pointer: self.pointer(keys), document: None, fault });
    }

    /// What people know something by: it is there, and all of it can be seen.
    pub(crate) fn label(&mut self, key: &str, text: &str) {
        if text.trim().is_empty() {
            self.problem(&[key], DocumentFault::Empty);
        } else if text.chars().any(is_misleading) {
            let (value, reason) = (text.to_owned(), "a character cannot be seen".to_owned());
            self.problem(&[key], DocumentFault::BadName { value, reason });
        }
    }

    pub(crate) fn time(&mut self, key: &str, text: &str) -> Option<Time> {
        let time = Time::from_rfc3339(text);
        if time.is_none() {
            self.problem(&[key], DocumentFault::BadTime { value: text.to_owned() });
        }
        time
    }

    pub(crate) fn hash(&mut self, keys: &[&str], text: &str) -> Option<Sha256> {
        let hash = Sha256::read(text);
        if hash.is_none() {
            self.problem(keys, DocumentFault::BadSha256 { value: text.to_owned() });
        }
        hash
    }

    pub(crate) fn hashes(&mut self, key: &str, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            self.hash(&[key, &index.to_string()], text);
        }
    }

    pub(crate) fn oids(&mut self, key: &str, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            if oid(text).is_none() {
                let fault = DocumentFault::BadOid { value: text.clone() };
                self.problem(&[key, &index.to_string()], fault);
            }
        }
    }

    pub(crate) fn at_least_one<T>(&mut self, key: &str, items: &[T]) {
        if items.is_empty() {
            self.problem(&[key], DocumentFault::Empty);
        }
    }
}

/// One step further (RFC 6901 §3).
pub(crate) fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}
