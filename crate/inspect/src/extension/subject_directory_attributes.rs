//! subjectDirectoryAttributes (RFC 5280 §4.2.1.8).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, members, sequence};
use der::Tag;
use serde::Serialize;

use super::parts::{any_text, of_type};
use crate::oid::NamedOid;

/// One attribute with its values: text where they are strings, else their encoding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DirectoryAttribute {
    #[serde(flatten)]
    pub oid: NamedOid,
    pub values: Vec<String>,
}

const FIELD: &str = "subjectDirectoryAttributes";

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<DirectoryAttribute>, Problem> {
    let list = value.sole(FIELD)?;
    members(sequence(&list, FIELD)?, FIELD, list.start, attribute)
}

/// Attribute ::= SEQUENCE { type, values SET OF ANY }, of requests as well (RFC 2986 §4.1).
pub(crate) fn attribute(member: &Tlv<'_>) -> Result<DirectoryAttribute, Problem> {
    let mut inside = sequence(member, FIELD)?;
    let oid = NamedOid::read(&inside.any(FIELD)?, FIELD)?;
    let values = of_type(&inside.any(FIELD)?, Tag::Set, FIELD)?;
    inside.finish(FIELD)?;
    let values = members(values.inside(), FIELD, values.start, |value| Ok(any_text(value)))?;
    Ok(DirectoryAttribute { oid, values })
}
