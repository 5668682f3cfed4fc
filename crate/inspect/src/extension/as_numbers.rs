//! Delegated autonomous system numbers (RFC 3779 §3.2.3).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, members, not_a, sequence};
use der::Tag;
use serde::Serialize;

use super::parts::small;

/// Numbers, and routing domain identifiers, which nobody uses.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AsIdentifiers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_numbers: Option<AsIdentifierChoice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routing_domains: Option<AsIdentifierChoice>,
}

/// Which ones.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "ranges", rename_all = "camelCase")]
pub enum AsIdentifierChoice {
    /// Those of the issuer.
    Inherit,
    Ranges(Vec<AsRange>),
}

/// From one to another; both are the same where there is one.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AsRange {
    pub from: u64,
    pub to: u64,
}

const FIELD: &str = "autonomousSysIds";

pub(super) fn read(value: &Tlv<'_>) -> Result<AsIdentifiers, Problem> {
    let mut inside = sequence(&value.sole(FIELD)?, FIELD)?;
    let mut ids = AsIdentifiers::default();
    while !inside.is_done() {
        let field = inside.any(FIELD)?;
        let slot = match field.context_number() {
            Some(0) => &mut ids.as_numbers,
            Some(1) => &mut ids.routing_domains,
            _ => return Err(not_a(FIELD, "asnum or rdi", field.start)),
        };
        *slot = Some(choice(&field.sole(FIELD)?)?);
    }
    Ok(ids)
}

fn choice(tlv: &Tlv<'_>) -> Result<AsIdentifierChoice, Problem> {
    if tlv.tag == Some(Tag::Null) {
        return Ok(AsIdentifierChoice::Inherit);
    }
    let ranges = members(sequence(tlv, FIELD)?, FIELD, tlv.start, |member| {
        if member.tag != Some(Tag::Sequence) {
            let number = small(member, FIELD)?;
            return Ok(AsRange { from: number, to: number });
        }
        let mut inside = member.inside();
        let from = small(&inside.any(FIELD)?, FIELD)?;
        let to = small(&inside.any(FIELD)?, FIELD)?;
        inside.finish(FIELD)?;
        Ok(AsRange { from, to })
    })?;
    Ok(AsIdentifierChoice::Ranges(ranges))
}
