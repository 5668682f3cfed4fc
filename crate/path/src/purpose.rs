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
    /// TLS server authentication.
    #[default]
    ServerAuth,
}

impl Purpose {
    /// Whether a certificate with these key purposes may serve this one.
    pub(crate) fn permitted_by(self, purposes: &[Oid]) -> bool {
        use const_oid::db::rfc5912::{
            ANY_EXTENDED_KEY_USAGE, ID_KP_CLIENT_AUTH, ID_KP_SERVER_AUTH,
        };
        let wanted = match self {
            Self::Any => return true,
            Self::ClientAuth => ID_KP_CLIENT_AUTH,
            Self::ServerAuth => ID_KP_SERVER_AUTH,
        };
        purposes.iter().any(|purpose| *purpose == wanted || *purpose == ANY_EXTENDED_KEY_USAGE)
    }

    /// Key usages of which an end entity needs at least one (RFC 5280 §4.2.1.12).
    pub(crate) fn key_usages(self) -> &'static [KeyUsageBit] {
        use KeyUsageBit::{DigitalSignature, KeyAgreement, KeyEncipherment};
        match self {
            Self::Any => &[],
            Self::ClientAuth => &[DigitalSignature, KeyAgreement],
            Self::ServerAuth => &[DigitalSignature, KeyEncipherment, KeyAgreement],
        }
    }
}
