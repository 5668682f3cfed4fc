//! Octets, shown in hexadecimal.

use anchorlight_pki::hex;
use anchorlight_pki::read::Tlv;
use serde::{Serialize, Serializer};

/// Octets, shown as lower-case hexadecimal digits.
#[derive(Clone, Eq, PartialEq)]
pub struct Octets(pub Vec<u8>);

impl Octets {
    /// The contents of a value.
    pub(crate) fn of(tlv: &Tlv<'_>) -> Self {
        Self(tlv.value.to_vec())
    }
}

impl std::fmt::Display for Octets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl std::fmt::Debug for Octets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl Serialize for Octets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(&self.0))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Octets {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Octets".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "Lower-case hexadecimal digits." })
    }
}
