//! cabfOrganizationIdentifier (CA/Browser Forum, EV Guidelines §7.1.2.2 and its ASN.1 in §9.8.2).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, sequence};
use serde::Serialize;

use super::parts::{string, text};

/// How an organisation is registered.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrganizationIdentifier {
    /// NTR, VAT or PSD.
    pub scheme: String,
    pub country: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_or_province: Option<String>,
    pub reference: String,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<OrganizationIdentifier, Problem> {
    const FIELD: &str = "cabfOrganizationIdentifier";
    let mut inside = sequence(&value.sole(FIELD)?, FIELD)?;
    let scheme = string(&inside.any(FIELD)?, FIELD)?;
    let country = string(&inside.any(FIELD)?, FIELD)?;
    let mut last = inside.any(FIELD)?;
    let mut state_or_province = None;
    if last.context_number() == Some(0) {
        state_or_province = Some(text(&last));
        last = inside.any(FIELD)?;
    }
    let reference = string(&last, FIELD)?;
    inside.finish(FIELD)?;
    Ok(OrganizationIdentifier { scheme, country, state_or_province, reference })
}
