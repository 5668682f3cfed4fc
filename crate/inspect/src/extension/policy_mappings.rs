//! policyMappings (RFC 5280 §4.2.1.5).

use anchorlight_pki::read::Tlv;
use anchorlight_pki::{Oid, Problem};
use serde::Serialize;

use super::parts::{absent, decoded};
use crate::oid::NamedOid;

/// One of the issuer's policies that it calls equal to one of the subject's.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PolicyMapping {
    pub issuer: NamedOid,
    pub subject: NamedOid,
}

pub(super) fn read(oid: &Oid, value: &Tlv<'_>) -> Result<Vec<PolicyMapping>, Problem> {
    let all = decoded(oid, value)?.policy_mappings.ok_or_else(|| absent(value))?;
    let shown = all
        .into_iter()
        .map(|one| PolicyMapping { issuer: one.issuer.into(), subject: one.subject.into() });
    Ok(shown.collect())
}
