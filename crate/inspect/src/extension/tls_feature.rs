//! TLS features (RFC 7633): extensions that a server with this certificate must offer.

use anchorlight_pki::read::Tlv;
use anchorlight_pki::{Oid, Problem};
use serde::Serialize;

use super::parts::{absent, decoded};

/// One TLS extension, by its number and its name in IANA's registry.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TlsFeature {
    pub number: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
}

pub(super) fn read(oid: &Oid, value: &Tlv<'_>) -> Result<Vec<TlsFeature>, Problem> {
    let numbers = decoded(oid, value)?.tls_features.ok_or_else(|| absent(value))?;
    let feature = |number| TlsFeature {
        number,
        name: match number {
            5 => Some("status_request"),
            17 => Some("status_request_v2"),
            _ => None,
        },
    };
    Ok(numbers.into_iter().map(feature).collect())
}
