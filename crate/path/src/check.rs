//! What was asked of each certificate, and the answer.

use serde::Serialize;

use crate::fault::Fault;

/// One requirement, checked on one certificate of one path.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Check {
    pub requirement: Requirement,
    /// The certificate it was checked on: index into the report's certificates.
    pub certificate: usize,
    /// Whether the requirement is met.
    pub passed: bool,
    /// Why it is not met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    pub citation: Citation,
}

/// What can be asked of a certificate in a path.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Requirement {
    /// Neither the certificate nor its key is distrusted.
    Distrust,
    /// Every field and known extension decodes.
    WellFormed,
    /// The signed part and the outer part name the same signature algorithm.
    AlgorithmsAgree,
    /// The issuer's key verifies the signature.
    Signature,
    /// The time asked for lies within the validity period.
    Validity,
    /// It was not revoked.
    Revocation,
    /// An issuer is at hand.
    Issuer,
    /// Every name lies where the CAs above allow it.
    NameConstraints,
    /// A certificate policy holds where one is required.
    Policy,
    /// A CA certificate says that it is one.
    BasicConstraints,
    /// No more intermediate certificates follow than allowed.
    PathLength,
    /// The key usage allows what the key was or will be used for.
    KeyUsage,
    /// The extended key usage allows the purpose.
    ExtendedKeyUsage,
    /// Every critical extension is processed.
    CriticalExtensions,
    /// Every rule of the profile is met.
    Profile,
    /// No wildcard stands directly above a public suffix.
    PublicSuffixes,
    /// The certificate is for the name asked for.
    Name,
}

/// Where a requirement is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// The document: "RFC 5280".
    pub source: &'static str,
    /// The section: "6.1.3 (a)(1)".
    pub section: &'static str,
}

impl Requirement {
    /// Where it is written; the last certificate of a path, the end entity,
    /// has rules of its own.
    #[must_use]
    pub fn citation(self, end_entity: bool) -> Citation {
        let section = match self {
            // Whoever validates may limit the set of valid paths further.
            Self::Distrust => "6.2",
            Self::WellFormed => "4.1",
            Self::AlgorithmsAgree => "4.1.1.2",
            Self::Signature => "6.1.3 (a)(1)",
            Self::Validity => "6.1.3 (a)(2)",
            Self::Revocation => "6.1.3 (a)(3)",
            Self::Issuer => "6.1.3 (a)(4)",
            Self::NameConstraints => "6.1.3 (b), (c)",
            Self::Policy if end_entity => "6.1.5 (g)",
            Self::Policy => "6.1.3 (f)",
            Self::BasicConstraints => "6.1.4 (k)",
            Self::PathLength => "6.1.4 (m)",
            Self::KeyUsage if end_entity => "4.2.1.3",
            Self::KeyUsage => "6.1.4 (n)",
            Self::ExtendedKeyUsage => "4.2.1.12",
            Self::CriticalExtensions if end_entity => "6.1.5 (f)",
            Self::CriticalExtensions => "6.1.4 (o)",
            // Each profile and each of its rules cites for itself.
            Self::Profile => "4",
            Self::PublicSuffixes => {
                return Citation { source: "CABF TLS BR", section: "3.2.2.6" };
            }
            Self::Name => return Citation { source: "RFC 9525", section: "6" },
        };
        Citation { source: "RFC 5280", section }
    }
}
