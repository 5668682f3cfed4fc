//! S/MIME capabilities (RFC 4262 §2, RFC 8551 §2.5.2).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, members, sequence};
use serde::Serialize;

use super::parts::any_text;
use crate::oid::NamedOid;

/// One algorithm that the holder can do, the most wanted first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SmimeCapability {
    #[serde(flatten)]
    pub oid: NamedOid,
    /// A number, such as RC2's bits, or the encoding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameters: Option<String>,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<SmimeCapability>, Problem> {
    const FIELD: &str = "smimeCapabilities";
    let list = value.sole(FIELD)?;
    members(sequence(&list, FIELD)?, FIELD, list.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        let oid = NamedOid::read(&inside.any(FIELD)?, FIELD)?;
        let parameters = if inside.is_done() { None } else { Some(any_text(&inside.any(FIELD)?)) };
        inside.finish(FIELD)?;
        Ok(SmimeCapability { oid, parameters })
    })
}
