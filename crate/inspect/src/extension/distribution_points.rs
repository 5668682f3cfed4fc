//! cRLDistributionPoints and freshestCRL (RFC 5280 §4.2.1.13, §4.2.1.15).

use anchorlight_pki::read::{Tlv, distribution_points};
use anchorlight_pki::{PointName, Problem, Reason};
use serde::Serialize;

use crate::general_name::GeneralName;
use crate::name::Attribute;

/// Where a list is found.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DistributionPoint {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<DistributionPointName>,
    /// The reasons that its lists cover; all where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Vec<Reason>>,
    /// Who issues its lists, where that is not the certificate's issuer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub crl_issuer: Vec<GeneralName>,
}

/// The name of a point.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "names", rename_all = "camelCase")]
pub enum DistributionPointName {
    FullName(Vec<GeneralName>),
    /// Below the name of the list's issuer.
    NameRelativeToCrlIssuer(Vec<Attribute>),
}

impl DistributionPointName {
    pub(super) fn of(name: &PointName) -> Self {
        match name {
            PointName::Full(names) => Self::FullName(GeneralName::all(names)),
            PointName::Relative(rdn) => {
                Self::NameRelativeToCrlIssuer(rdn.iter().map(Attribute::of).collect())
            }
        }
    }
}

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<DistributionPoint>, Problem> {
    let points = distribution_points(&value.sole("cRLDistributionPoints")?)?;
    let shown = points.iter().map(|point| DistributionPoint {
        name: point.name.as_ref().map(DistributionPointName::of),
        reasons: point.reasons.map(anchorlight_pki::Reasons::list),
        crl_issuer: point.crl_issuer.as_deref().map(GeneralName::all).unwrap_or_default(),
    });
    Ok(shown.collect())
}
