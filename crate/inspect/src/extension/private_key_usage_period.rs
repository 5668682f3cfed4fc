//! privateKeyUsagePeriod (RFC 3280 §4.2.1.4; RFC 5280 has dropped it).

use anchorlight_pki::read::{Tlv, not_a, sequence};
use anchorlight_pki::{Problem, Time};
use der::Tag;
use serde::Serialize;

/// How long the private key may sign.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PrivateKeyUsagePeriod {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_after: Option<Time>,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<PrivateKeyUsagePeriod, Problem> {
    const FIELD: &str = "privateKeyUsagePeriod";
    let mut inside = sequence(&value.sole(FIELD)?, FIELD)?;
    let mut period = PrivateKeyUsagePeriod::default();
    while !inside.is_done() {
        let field = inside.any(FIELD)?;
        // IMPLICIT GeneralizedTime.
        let time = Tlv { tag: Some(Tag::GeneralizedTime), ..field };
        match field.context_number() {
            Some(0) => period.not_before = Some(Time::read(&time, FIELD)?),
            Some(1) => period.not_after = Some(Time::read(&time, FIELD)?),
            _ => return Err(not_a(FIELD, "notBefore or notAfter", field.start)),
        }
    }
    Ok(period)
}
