//! privateKeyUsagePeriod (RFC 3280 §4.2.1.4; RFC 5280 has dropped it).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, not_a, sequence};
use serde::Serialize;

use super::parts::text;

/// How long the private key may sign: both times are those of the encoding.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PrivateKeyUsagePeriod {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_after: Option<String>,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<PrivateKeyUsagePeriod, Problem> {
    const FIELD: &str = "privateKeyUsagePeriod";
    let mut inside = sequence(&value.sole(FIELD)?, FIELD)?;
    let mut period = PrivateKeyUsagePeriod::default();
    while !inside.is_done() {
        let field = inside.any(FIELD)?;
        // IMPLICIT GeneralizedTime.
        match field.context_number() {
            Some(0) => period.not_before = Some(text(&field)),
            Some(1) => period.not_after = Some(text(&field)),
            _ => return Err(not_a(FIELD, "notBefore or notAfter", field.start)),
        }
    }
    Ok(period)
}
