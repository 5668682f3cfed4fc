//! Proxy certificates (RFC 3820 §3.8).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, sequence};
use der::Tag;
use serde::Serialize;

use super::parts::{octets, small};
use crate::octets::Octets;
use crate::oid::NamedOid;

/// What whoever holds the proxy may do in the name of the issuer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProxyCertInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_length: Option<u64>,
    pub policy_language: NamedOid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<Octets>,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<ProxyCertInfo, Problem> {
    const FIELD: &str = "proxyCertInfo";
    let mut inside = sequence(&value.sole(FIELD)?, FIELD)?;
    let path_length = match inside.optional(Tag::Integer, FIELD)? {
        Some(number) => Some(small(&number, FIELD)?),
        None => None,
    };
    let mut policy = inside.expect(Tag::Sequence, FIELD)?.inside();
    inside.finish(FIELD)?;
    let policy_language = NamedOid::read(&policy.any(FIELD)?, FIELD)?;
    let text = match policy.is_done() {
        true => None,
        false => Some(Octets(octets(&policy.any(FIELD)?, FIELD)?.to_vec())),
    };
    policy.finish(FIELD)?;
    Ok(ProxyCertInfo { path_length, policy_language, policy: text })
}
