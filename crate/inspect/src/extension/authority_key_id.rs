//! authorityKeyIdentifier (RFC 5280 §4.2.1.1).

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, general_names_of, not_a, sequence};
use serde::Serialize;

use crate::general_name::GeneralName;
use crate::octets::Octets;
use crate::serial::Serial;

/// Which key signed: by its identifier, by its certificate's issuer and serial number, or both.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuthorityKeyIdentifier {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_identifier: Option<Octets>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issuer: Vec<GeneralName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<Serial>,
}

const FIELD: &str = "authorityKeyIdentifier";

pub(super) fn read(value: &Tlv<'_>) -> Result<AuthorityKeyIdentifier, Problem> {
    let mut inside = sequence(&value.sole(FIELD)?, FIELD)?;
    let mut id = AuthorityKeyIdentifier::default();
    let mut next = 0;
    while !inside.is_done() {
        let field = inside.any(FIELD)?;
        let number = field.context_number().filter(|number| *number >= next);
        match number {
            Some(0) => id.key_identifier = Some(Octets::of(&field)),
            Some(1) => {
                let names = general_names_of(field.inside(), FIELD, field.start)?;
                id.issuer = GeneralName::all(&names);
            }
            Some(2) => id.serial = Some(Serial::of(field.value)),
            _ => return Err(not_a(FIELD, "a field in its place", field.start)),
        }
        next = number.unwrap_or_default() + 1;
    }
    Ok(id)
}
