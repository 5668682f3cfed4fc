//! What the document says of a path.

use anchorlight_path::{Fault, Purpose, ReferenceName};
use anchorlight_pki::{Problem, Time};
use serde::Serialize;

use crate::document::TrustedFor;
use crate::rules::{Action, Form, KeyFamily};

/// One thing that a path breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    pub fault: RulingFault,
    pub clause: Clause,
    /// The certificate's place in the path, the end entity's is 0; `None` where it is the path as a whole.
    pub certificate: Option<usize>,
}

/// The part of the document that decides.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Clause {
    /// Where it stands: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The SHA-256 of the document that it stands in, where that is an included one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    pub action: Action,
}

/// An entry of the document.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EntryPlace {
    /// Where it stands: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The SHA-256 of the document that it stands in, where that is an included one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

/// What is broken: a requirement of RFC 5280 that the document sets the bounds of, or one of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum RulingFault {
    Path(Fault),
    Rule(RuleFault),
}

/// A rule, or a constraint of an anchor, that a path breaks.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum RuleFault {
    /// The anchor is none of those that the rule allows.
    #[serde(rename = "anchor.bound")]
    AnchorBound { allowed: Vec<String>, found: String },
    /// The end entity was issued after the anchor's last day for that.
    #[serde(rename = "anchor.distrust_issued_after")]
    AnchorDistrustIssuedAfter { after: Time, not_before: Time },
    /// The end entity states no key purposes, or others than those that the anchor is trusted with.
    #[serde(rename = "anchor.extended_key_usages")]
    AnchorExtendedKeyUsages { allowed: Vec<String>, present: Vec<String> },
    /// The path is valid for none of the policies that the anchor is trusted with.
    #[serde(rename = "anchor.policies")]
    AnchorPolicies { required: Vec<String>, valid: Vec<String> },
    /// The anchor is not trusted for the purpose asked for.
    #[serde(rename = "anchor.purpose")]
    AnchorPurpose { purpose: Purpose, trusted_for: Vec<TrustedFor> },
    /// The anchor is not trusted any more at the time asked for.
    #[serde(rename = "anchor.use_until")]
    AnchorUseUntil { until: Time, time: Time },
    /// A certificate departs from its encoding.
    #[serde(rename = "certificate.problem")]
    CertificateProblem { problem: Problem },
    /// The end entity is trusted itself, and not for the host asked for.
    #[serde(rename = "end_entity.hosts")]
    EndEntityHosts {
        hosts: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        asked: Option<ReferenceName>,
    },
    /// A key is of a kind that is not allowed.
    #[serde(rename = "key.algorithm")]
    KeyAlgorithm { allowed: Vec<KeyFamily>, found: String },
    /// A key is on a curve that is not allowed.
    #[serde(rename = "key.curve")]
    KeyCurve { allowed: Vec<String>, found: String },
    /// No key of the path is pinned.
    #[serde(rename = "key.pinned")]
    KeyPinned { pins: Vec<String>, found: Vec<String> },
    /// A key does not withstand quantum computers.
    #[serde(rename = "key.post_quantum")]
    KeyPostQuantum { found: String },
    /// An RSA key is too short.
    #[serde(rename = "key.rsa_bits")]
    KeyRsaBits { minimum: usize, found: usize },
    /// The end entity has a common name.
    #[serde(rename = "name.common_name")]
    NameCommonName { found: String },
    /// The end entity has no name of a form.
    #[serde(rename = "name.form")]
    NameForm { missing: Vec<Form> },
    /// The path has too many certificates.
    #[serde(rename = "path.certificates")]
    PathCertificates { maximum: usize, found: usize },
    /// The path is valid for none of the policies that are required.
    #[serde(rename = "policy.required")]
    PolicyRequired { required: Vec<String>, valid: Vec<String> },
    /// The end entity does not state a key purpose.
    #[serde(rename = "purpose.required")]
    PurposeRequired { missing: Vec<String>, present: Vec<String> },
    /// The end entity holds too few signed certificate timestamps.
    #[serde(rename = "sct.count")]
    SctCount { minimum: usize, found: usize },
    /// A certificate is signed with an algorithm that is not allowed.
    #[serde(rename = "signature.algorithm")]
    SignatureAlgorithm { allowed: Vec<String>, found: String },
    /// A CA's validity period is too long, in days.
    #[serde(rename = "validity.ca")]
    ValidityCa { maximum: u32, found: i64 },
    /// The end entity's validity period is too long, in days.
    #[serde(rename = "validity.end_entity")]
    ValidityEndEntity { maximum: u32, found: i64 },
}

impl RuleFault {
    /// The id, as in the report and in the document.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::AnchorBound { .. } => "anchor.bound",
            Self::AnchorDistrustIssuedAfter { .. } => "anchor.distrust_issued_after",
            Self::AnchorExtendedKeyUsages { .. } => "anchor.extended_key_usages",
            Self::AnchorPolicies { .. } => "anchor.policies",
            Self::AnchorPurpose { .. } => "anchor.purpose",
            Self::AnchorUseUntil { .. } => "anchor.use_until",
            Self::CertificateProblem { .. } => "certificate.problem",
            Self::EndEntityHosts { .. } => "end_entity.hosts",
            Self::KeyAlgorithm { .. } => "key.algorithm",
            Self::KeyCurve { .. } => "key.curve",
            Self::KeyPinned { .. } => "key.pinned",
            Self::KeyPostQuantum { .. } => "key.post_quantum",
            Self::KeyRsaBits { .. } => "key.rsa_bits",
            Self::NameCommonName { .. } => "name.common_name",
            Self::NameForm { .. } => "name.form",
            Self::PathCertificates { .. } => "path.certificates",
            Self::PolicyRequired { .. } => "policy.required",
            Self::PurposeRequired { .. } => "purpose.required",
            Self::SctCount { .. } => "sct.count",
            Self::SignatureAlgorithm { .. } => "signature.algorithm",
            Self::ValidityCa { .. } => "validity.ca",
            Self::ValidityEndEntity { .. } => "validity.end_entity",
        }
    }
}
