//! issuingDistributionPoint (RFC 5280 §5.2.5).

use anchorlight_pki as pki;
use anchorlight_pki::read::Tlv;
use anchorlight_pki::{Problem, Reason};
use serde::Serialize;

use super::distribution_points::DistributionPointName;

/// What a list covers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct IssuingDistributionPoint {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<DistributionPointName>,
    pub only_user_certs: bool,
    pub only_ca_certs: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_some_reasons: Option<Vec<Reason>>,
    pub indirect_crl: bool,
    pub only_attribute_certs: bool,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<IssuingDistributionPoint, Problem> {
    let point = pki::IssuingDistributionPoint::read(&value.sole("issuingDistributionPoint")?)?;
    Ok(IssuingDistributionPoint {
        name: point.name.as_ref().map(DistributionPointName::of),
        only_user_certs: point.only_user_certs,
        only_ca_certs: point.only_ca_certs,
        only_some_reasons: point.only_some_reasons.map(pki::Reasons::list),
        indirect_crl: point.indirect,
        only_attribute_certs: point.only_attribute_certs,
    })
}
