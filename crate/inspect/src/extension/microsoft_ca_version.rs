//! szOID_CERTSRV_CA_VERSION ([MS-WCCE] §2.2.2.7.7.4): how often a CA's certificate and its key were renewed.

use anchorlight_pki::Problem;
use anchorlight_pki::read::Tlv;
use serde::Serialize;

use super::parts::small;

/// The key index follows the certificate index when a renewal makes a new key.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CaVersion {
    pub certificate_index: u64,
    pub key_index: u64,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<CaVersion, Problem> {
    const FIELD: &str = "caVersion";
    let number = small(&value.sole(FIELD)?, FIELD)?;
    Ok(CaVersion { certificate_index: number & 0xffff, key_index: number >> 16 })
}
