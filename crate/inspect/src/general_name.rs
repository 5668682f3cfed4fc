//! GeneralName (RFC 5280 §4.2.1.6) in each of its forms, otherName and ediPartyName opened.

use anchorlight_pki as pki;
use anchorlight_pki::hex;
use anchorlight_pki::read::{Cursor, characters, read_oid};
use anchorlight_pki::safe_text;
use serde::Serialize;

use crate::oid::NamedOid;

mod spiffe;
mod x400;

pub use spiffe::SpiffeId;

/// One name.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct GeneralName {
    /// The form's name in RFC 5280; SmtpUTF8Mailbox is RFC 9598's.
    pub form: &'static str,
    /// Safe to show; what is no text is its encoding in hexadecimal.
    pub text: String,
    /// The type of an otherName.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_id: Option<NamedOid>,
    /// What a workload is called, where the URI is one of SPIFFE's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spiffe: Option<SpiffeId>,
}

impl GeneralName {
    pub(crate) fn of(name: &pki::GeneralName) -> Self {
        let mut shown = Self { form: name.form(), text: name.text(), type_id: None, spiffe: None };
        match name {
            pki::GeneralName::Uri(uri) => shown.spiffe = SpiffeId::read(uri),
            pki::GeneralName::Other { form: "otherName", value } => {
                if let Some((type_id, text)) = other_name(value) {
                    shown.type_id = Some(type_id);
                    shown.text = text;
                }
            }
            pki::GeneralName::Other { form: "x400Address", value } => {
                shown.text = x400::read(value).unwrap_or(shown.text);
            }
            pki::GeneralName::Other { form: "ediPartyName", value } => {
                shown.text = edi_party_name(value).unwrap_or(shown.text);
            }
            _ => {}
        }
        shown
    }

    pub(crate) fn all(names: &[pki::GeneralName]) -> Vec<Self> {
        names.iter().map(Self::of).collect()
    }
}

/// OtherName ::= SEQUENCE { type-id, value [0] EXPLICIT ANY }: text where the value is a string, such as
/// a user principal name, else its encoding.
fn other_name(contents: &[u8]) -> Option<(NamedOid, String)> {
    let mut inside = Cursor::new(contents);
    let type_id = read_oid(&inside.any("type-id").ok()?, "type-id").ok()?;
    let value = inside.any("value").ok()?;
    let value = value.sole("value").ok()?;
    let text = string(value.whole).unwrap_or_else(|| hex::encode(value.whole));
    Some((type_id.into(), text))
}

/// EDIPartyName ::= SEQUENCE { nameAssigner [0] DirectoryString OPTIONAL, partyName [1] DirectoryString }.
fn edi_party_name(contents: &[u8]) -> Option<String> {
    let mut inside = Cursor::new(contents);
    let mut parts = Vec::new();
    while !inside.is_done() {
        let part = inside.any("ediPartyName").ok()?;
        parts.push(string(part.sole("ediPartyName").ok()?.whole)?);
    }
    Some(parts.join(": "))
}

/// The characters of a string of any type, safe to show.
pub(crate) fn string(der: &[u8]) -> Option<String> {
    characters_of(der).map(|text| safe_text(&text))
}

/// The characters as they are.
pub(crate) fn characters_of(der: &[u8]) -> Option<String> {
    let tlv = Cursor::new(der).any("string").ok()?;
    let tag = der.first().filter(|tag| *tag & 0xe0 == 0)?;
    characters(u32::from(tag & 0x1f), tlv.value)
}
