//! authorityInfoAccess and subjectInfoAccess (RFC 5280 §4.2.2.1, §4.2.2.2).

use anchorlight_pki as pki;
use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, members, sequence};
use serde::Serialize;

use crate::general_name::GeneralName;
use crate::oid::NamedOid;

/// What is offered, and where.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccessDescription {
    pub method: NamedOid,
    pub location: GeneralName,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<AccessDescription>, Problem> {
    const FIELD: &str = "accessDescription";
    let list = value.sole(FIELD)?;
    members(sequence(&list, FIELD)?, FIELD, list.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        let method = NamedOid::read(&inside.any(FIELD)?, FIELD)?;
        let location = pki::GeneralName::read(&inside.any(FIELD)?, FIELD)?;
        inside.finish(FIELD)?;
        Ok(AccessDescription { method, location: GeneralName::of(&location) })
    })
}
