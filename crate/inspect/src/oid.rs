//! Object identifiers with their names.

use anchorlight_pki::Oid;
use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, not_a, read_oid};
use der::Tag;
use serde::Serialize;

use crate::names;

/// An object identifier and its name, where one is known.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NamedOid {
    pub oid: Oid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
}

impl NamedOid {
    pub(crate) fn read(tlv: &Tlv<'_>, field: &str) -> Result<Self, Problem> {
        if tlv.tag != Some(Tag::ObjectIdentifier) {
            return Err(not_a(field, "an object identifier", tlv.start));
        }
        read_oid(tlv, field).map(Self::from)
    }

    /// The name, or the dotted form.
    #[must_use]
    pub fn text(&self) -> String {
        self.name.map_or_else(|| self.oid.to_string(), str::to_owned)
    }
}

impl From<Oid> for NamedOid {
    fn from(oid: Oid) -> Self {
        let name = names::of(&oid);
        Self { oid, name }
    }
}
