//! policyConstraints (RFC 5280 §4.2.1.11).

use anchorlight_pki::read::Tlv;
use anchorlight_pki::{Oid, Problem};
use serde::Serialize;

use super::parts::{absent, decoded};

/// After how many certificates an explicit policy is needed, and mapping ends.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PolicyConstraints {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_explicit_policy: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inhibit_policy_mapping: Option<u32>,
}

pub(super) fn read(oid: &Oid, value: &Tlv<'_>) -> Result<PolicyConstraints, Problem> {
    let all = decoded(oid, value)?.policy_constraints.ok_or_else(|| absent(value))?;
    Ok(PolicyConstraints {
        require_explicit_policy: all.require_explicit_policy,
        inhibit_policy_mapping: all.inhibit_policy_mapping,
    })
}
