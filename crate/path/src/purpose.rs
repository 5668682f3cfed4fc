//! What a certificate is to be used for.

use anchorlight_pki::{KeyUsageBit, Oid};
use serde::{Deserialize, Serialize};

/// The purpose asked for (RFC 5280 §4.2.1.12).
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// No purpose in particular: extended key usage is not looked at.
    Any,
    /// TLS client authentication.
    ClientAuth,
    /// Signing of code.
    CodeSigning,
    /// Protection of mail.
    EmailProtection,
    /// Signing of OCSP responses.
    OcspSigning,
    /// TLS server authentication.
    #[default]
    ServerAuth,
    /// Binding hashes to times.
    TimeStamping,
}

/// Whether the purpose must be stated by name, and by whom.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum StrictPurpose {
    /// By nobody: no extension, or any purpose, will do.
    #[default]
    Off,
    /// By the end entity.
    EndEntity,
    /// By the end entity; and a CA that states purposes must name this one.
    Path,
}

impl Purpose {
    /// Whether a certificate with these key purposes may serve this one.
    pub(crate) fn permitted_by(self, purposes: &[Oid], strict: bool) -> bool {
        use const_oid::db::rfc5912 as known;
        let wanted = match self {
            Self::Any => return true,
            Self::ClientAuth => known::ID_KP_CLIENT_AUTH,
            Self::CodeSigning => known::ID_KP_CODE_SIGNING,
            Self::EmailProtection => known::ID_KP_EMAIL_PROTECTION,
            Self::OcspSigning => known::ID_KP_OCSP_SIGNING,
            Self::ServerAuth => known::ID_KP_SERVER_AUTH,
            Self::TimeStamping => known::ID_KP_TIME_STAMPING,
        };
        let any = known::ANY_EXTENDED_KEY_USAGE;
        purposes.iter().any(|purpose| *purpose == wanted || (!strict && *purpose == any))
    }

    /// Key usages of which an end entity needs at least one (RFC 5280 §4.2.1.12).
    pub(crate) fn key_usages(self) -> &'static [KeyUsageBit] {
        use KeyUsageBit::{DigitalSignature, KeyAgreement, KeyEncipherment, NonRepudiation};
        match self {
            Self::Any => &[],
            Self::ClientAuth => &[DigitalSignature, KeyAgreement],
            Self::CodeSigning => &[DigitalSignature],
            Self::EmailProtection => {
                &[DigitalSignature, NonRepudiation, KeyEncipherment, KeyAgreement]
            }
            Self::OcspSigning | Self::TimeStamping => &[DigitalSignature, NonRepudiation],
            Self::ServerAuth => &[DigitalSignature, KeyEncipherment, KeyAgreement],
        }
    }
}
