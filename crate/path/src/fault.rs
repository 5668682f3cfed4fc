//! Why a path does not hold. Facts only: the sentences are at the doors.

use anchorlight_pki::{GeneralName, KeyUsageBit, Oid, Problem, SuffixSection, Time};
use serde::Serialize;

use crate::build::DirectTrust;
use crate::profile::{Profile, Rule};
use crate::purpose::Purpose;
use crate::reference_name::ReferenceName;
use crate::revocation::{Revoked, Unknown};

/// One requirement that is not met, with what it was found on.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Fault {
    /// The end entity says that it is a CA, and its purpose must be stated strictly.
    #[serde(rename = "basic_constraints.is_ca")]
    BasicConstraintsIsCa,
    /// The certificate issues others but does not say that it is a CA: no basicConstraints.
    #[serde(rename = "basic_constraints.missing")]
    BasicConstraintsMissing,
    /// The certificate issues others but says that it is not a CA.
    #[serde(rename = "basic_constraints.not_ca")]
    BasicConstraintsNotCa,
    /// The certificate, or one of its extensions, does not decode.
    #[serde(rename = "certificate.malformed")]
    CertificateMalformed { problem: Problem },
    /// A critical extension that is not known or not processed.
    #[serde(rename = "critical_extension.unknown")]
    CriticalExtensionUnknown {
        oid: Oid,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<&'static str>,
    },
    /// The extended key usage does not include the purpose asked for.
    #[serde(rename = "extended_key_usage.purpose_missing")]
    ExtendedKeyUsagePurposeMissing {
        purpose: Purpose,
        /// Key purposes, by their RFC names or dotted identifiers.
        present: Vec<String>,
    },
    /// The extended key usage names purposes that must not stand beside the one asked for.
    #[serde(rename = "extended_key_usage.purpose_forbidden")]
    ExtendedKeyUsagePurposeForbidden {
        purpose: Purpose,
        /// Key purposes, by their RFC names or dotted identifiers.
        forbidden: Vec<String>,
    },
    /// The certificate issues others but its key may not sign certificates.
    #[serde(rename = "key_usage.cert_sign_missing")]
    KeyUsageCertSignMissing { present: Vec<KeyUsageBit> },
    /// The key may be used in other ways than the purpose allows, or does not say how.
    #[serde(rename = "key_usage.not_exactly")]
    KeyUsageNotExactly { needed: Vec<KeyUsageBit>, present: Vec<KeyUsageBit> },
    /// The key may not be used in any of the ways the purpose needs.
    #[serde(rename = "key_usage.purpose_missing")]
    KeyUsagePurposeMissing { needed: Vec<KeyUsageBit>, present: Vec<KeyUsageBit> },
    /// A name of a form that is constrained and cannot be compared (RFC 5280 §4.2.1.10).
    #[serde(rename = "name.constraint_unprocessable")]
    NameConstraintUnprocessable { name: GeneralName, by: String },
    /// The mailbox asked for stands in the subject, where it does not count (RFC 5280 §4.2.1.6).
    #[serde(rename = "name.email_only_in_subject")]
    NameEmailOnlyInSubject { asked: ReferenceName },
    /// A name lies in a subtree that a CA above excludes.
    #[serde(rename = "name.excluded_subtree")]
    NameExcludedSubtree { name: GeneralName, subtree: String, by: String },
    /// A name lies in none of the subtrees that a CA above permits for its form.
    #[serde(rename = "name.not_permitted")]
    NameNotPermitted { name: GeneralName, permitted: Vec<String>, by: String },
    /// None of the certificate's names is the one asked for.
    #[serde(rename = "name.mismatch")]
    NameMismatch { asked: ReferenceName, present: Vec<GeneralName> },
    /// The certificate has no subject alternative name; the common name does not count (RFC 9525 §2).
    #[serde(rename = "name.no_subject_alt_name")]
    NameNoSubjectAltName {
        asked: ReferenceName,
        #[serde(skip_serializing_if = "Option::is_none")]
        common_name: Option<String>,
    },
    /// A wildcard stands directly above a public suffix, where the names of everybody are.
    #[serde(rename = "name.public_suffix_wildcard")]
    NamePublicSuffixWildcard { name: GeneralName, suffix: String, section: SuffixSection },
    /// The certificate is on the list of what is distrusted.
    #[serde(rename = "path.distrusted")]
    PathDistrusted { by: DistrustedBy },
    /// No certificate at hand has the issuer's name as its subject.
    #[serde(rename = "path.issuer_not_found")]
    PathIssuerNotFound {
        /// The name looked for, RFC 4514.
        issuer: String,
        /// The key identifier looked for, hexadecimal.
        #[serde(skip_serializing_if = "Option::is_none")]
        key_id: Option<String>,
    },
    /// The path returns to a certificate that it already holds, and goes nowhere else.
    #[serde(rename = "path.loop")]
    PathLoop { issuer: String },
    /// The end entity is in the trust store, which does not trust it for that.
    #[serde(rename = "path.not_trusted_directly")]
    PathNotTrustedDirectly { trusted: DirectTrust },
    /// The path ends in a self-signed certificate that is not in the trust store.
    #[serde(rename = "path.root_not_trusted")]
    PathRootNotTrusted { subject: String },
    /// The search stopped here because a bound was reached.
    #[serde(rename = "path.search_stopped")]
    PathSearchStopped { limit: crate::budget::Limit },
    /// More intermediate certificates follow than the CA allows.
    #[serde(rename = "path_length.exceeded")]
    PathLengthExceeded { allowed: u32, found: u32 },
    /// A mapping from or to anyPolicy (RFC 5280 §6.1.4 (a)).
    #[serde(rename = "policy.maps_any_policy")]
    PolicyMapsAnyPolicy,
    /// A policy is required and none is valid for all certificates down to this one.
    #[serde(rename = "policy.none_valid")]
    PolicyNoneValid { present: Vec<Oid> },
    /// A policy is required and none of those that hold for the path is among the acceptable ones.
    #[serde(rename = "policy.not_acceptable")]
    PolicyNotAcceptable { acceptable: Vec<Oid>, present: Vec<Oid> },
    /// A rule of the profile is not met.
    #[serde(rename = "profile.rule")]
    ProfileRule { profile: Profile, rule: Rule },
    /// The certificate of a CA was revoked, and with it everything below.
    #[serde(rename = "revocation.issuer_revoked")]
    RevocationIssuerRevoked(Revoked),
    /// The end entity was revoked.
    #[serde(rename = "revocation.revoked")]
    RevocationRevoked(Revoked),
    /// Nothing usable says whether the certificate was revoked, and something must.
    #[serde(rename = "revocation.unknown")]
    RevocationUnknown(Unknown),
    /// The signature algorithm is known and not accepted unless it is asked for: broken or retired.
    #[serde(rename = "signature.algorithm_refused")]
    SignatureAlgorithmRefused { algorithm: String },
    /// The algorithm inside the signed part is not the one outside it.
    #[serde(rename = "signature.algorithms_differ")]
    SignatureAlgorithmsDiffer { inner: String, outer: String },
    /// The signature algorithm, or its parameters, are not supported.
    #[serde(rename = "signature.algorithm_unsupported")]
    SignatureAlgorithmUnsupported { algorithm: String },
    /// The signature does not match the certificate under the issuer's key.
    #[serde(rename = "signature.invalid")]
    SignatureInvalid { algorithm: String },
    /// The issuer's key is not of the kind that the signature algorithm needs.
    #[serde(rename = "signature.key_mismatch")]
    SignatureKeyMismatch { algorithm: String, key: String },
    /// The issuer's key does not decode or is of an unsupported size or curve.
    #[serde(rename = "signature.key_unusable")]
    SignatureKeyUnusable { key: String },
    /// The time asked for is after notAfter.
    #[serde(rename = "validity.expired")]
    ValidityExpired { not_after: Time, time: Time },
    /// The time asked for is before notBefore.
    #[serde(rename = "validity.not_yet_valid")]
    ValidityNotYetValid { not_before: Time, time: Time },
}

/// What of a certificate is on the list of what is distrusted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DistrustedBy {
    /// The certificate itself.
    Certificate,
    /// Its key.
    Key,
    /// Its issuer and serial number.
    Serial,
}

impl Fault {
    /// The id, as in the report.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::BasicConstraintsIsCa => "basic_constraints.is_ca",
            Self::BasicConstraintsMissing => "basic_constraints.missing",
            Self::BasicConstraintsNotCa => "basic_constraints.not_ca",
            Self::CertificateMalformed { .. } => "certificate.malformed",
            Self::CriticalExtensionUnknown { .. } => "critical_extension.unknown",
            Self::ExtendedKeyUsagePurposeMissing { .. } => "extended_key_usage.purpose_missing",
            Self::ExtendedKeyUsagePurposeForbidden { .. } => "extended_key_usage.purpose_forbidden",
            Self::KeyUsageCertSignMissing { .. } => "key_usage.cert_sign_missing",
            Self::KeyUsageNotExactly { .. } => "key_usage.not_exactly",
            Self::KeyUsagePurposeMissing { .. } => "key_usage.purpose_missing",
            Self::NameConstraintUnprocessable { .. } => "name.constraint_unprocessable",
            Self::NameEmailOnlyInSubject { .. } => "name.email_only_in_subject",
            Self::NameExcludedSubtree { .. } => "name.excluded_subtree",
            Self::NameNotPermitted { .. } => "name.not_permitted",
            Self::PolicyMapsAnyPolicy => "policy.maps_any_policy",
            Self::PolicyNoneValid { .. } => "policy.none_valid",
            Self::PolicyNotAcceptable { .. } => "policy.not_acceptable",
            Self::NameMismatch { .. } => "name.mismatch",
            Self::NameNoSubjectAltName { .. } => "name.no_subject_alt_name",
            Self::NamePublicSuffixWildcard { .. } => "name.public_suffix_wildcard",
            Self::PathDistrusted { .. } => "path.distrusted",
            Self::PathIssuerNotFound { .. } => "path.issuer_not_found",
            Self::PathLoop { .. } => "path.loop",
            Self::PathNotTrustedDirectly { .. } => "path.not_trusted_directly",
            Self::PathRootNotTrusted { .. } => "path.root_not_trusted",
            Self::PathSearchStopped { .. } => "path.search_stopped",
            Self::PathLengthExceeded { .. } => "path_length.exceeded",
            Self::ProfileRule { .. } => "profile.rule",
            Self::RevocationIssuerRevoked(_) => "revocation.issuer_revoked",
            Self::RevocationRevoked(_) => "revocation.revoked",
            Self::RevocationUnknown(_) => "revocation.unknown",
            Self::SignatureAlgorithmRefused { .. } => "signature.algorithm_refused",
            Self::SignatureAlgorithmsDiffer { .. } => "signature.algorithms_differ",
            Self::SignatureAlgorithmUnsupported { .. } => "signature.algorithm_unsupported",
            Self::SignatureInvalid { .. } => "signature.invalid",
            Self::SignatureKeyMismatch { .. } => "signature.key_mismatch",
            Self::SignatureKeyUnusable { .. } => "signature.key_unusable",
            Self::ValidityExpired { .. } => "validity.expired",
            Self::ValidityNotYetValid { .. } => "validity.not_yet_valid",
        }
    }

    /// Where this fault stands among others of one path: the lower, the more
    /// it explains. What makes a link meaningless comes before what limits it;
    /// what the person asked for (purpose, name) comes after both, because it
    /// matters only once the path holds; and the form that a profile asks for comes last.
    #[must_use]
    pub fn rank(&self) -> u8 {
        match self {
            Self::CertificateMalformed { .. } => 0,
            Self::PathDistrusted { .. } => 5,
            // The reason why a signature does not verify, where it does not.
            Self::SignatureAlgorithmsDiffer { .. } => 9,
            Self::SignatureInvalid { .. } => 10,
            Self::SignatureAlgorithmRefused { .. } => 11,
            Self::SignatureAlgorithmUnsupported { .. } => 12,
            Self::SignatureKeyMismatch { .. } => 13,
            Self::SignatureKeyUnusable { .. } => 14,
            Self::PathIssuerNotFound { .. } => 20,
            Self::PathRootNotTrusted { .. } | Self::PathNotTrustedDirectly { .. } => 20,
            Self::PathLoop { .. } => 21,
            Self::PathSearchStopped { .. } => 22,
            Self::RevocationIssuerRevoked(_) => 28,
            Self::RevocationRevoked(_) => 29,
            // Often a consequence of what is wrong above: whoever issued badly signs lists badly.
            Self::RevocationUnknown(_) => 45,
            Self::BasicConstraintsNotCa => 30,
            // What a certificate says of itself comes before what it leaves out.
            Self::KeyUsageCertSignMissing { .. } => 31,
            Self::BasicConstraintsMissing => 32,
            Self::PathLengthExceeded { .. } => 33,
            Self::CriticalExtensionUnknown { .. } => 34,
            Self::NameExcludedSubtree { .. } => 35,
            Self::NameNotPermitted { .. } => 36,
            Self::NameConstraintUnprocessable { .. } => 37,
            Self::PolicyMapsAnyPolicy => 38,
            Self::PolicyNoneValid { .. } | Self::PolicyNotAcceptable { .. } => 39,
            Self::ValidityExpired { .. } => 40,
            Self::ValidityNotYetValid { .. } => 41,
            Self::ProfileRule { rule: Rule::KeyAllowed, .. } => 42,
            // Two reasons why purpose and names are not as they should be.
            Self::ProfileRule { rule: Rule::Version3, .. } => 43,
            Self::BasicConstraintsIsCa | Self::ProfileRule { rule: Rule::EndEntityNotCa, .. } => 44,
            Self::ExtendedKeyUsagePurposeMissing { .. } => 50,
            Self::ExtendedKeyUsagePurposeForbidden { .. } => 50,
            Self::KeyUsagePurposeMissing { .. } | Self::KeyUsageNotExactly { .. } => 51,
            Self::NameMismatch { .. } | Self::NameEmailOnlyInSubject { .. } => 60,
            Self::NameNoSubjectAltName { .. } => 61,
            Self::NamePublicSuffixWildcard { .. } => 62,
            // Form: the CA's to mend, and often nothing that a person meets.
            Self::ProfileRule { .. } => 70,
        }
    }
}
