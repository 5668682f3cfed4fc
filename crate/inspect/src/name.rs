//! Names, in the orders and notations that people and tools use.

use anchorlight_pki as pki;
use anchorlight_pki::read::Cursor;
use serde::Serialize;

use crate::names;
use crate::octets::Octets;
use crate::oid::NamedOid;
use crate::tree::Class;

mod openssl;

pub(crate) use openssl::{one_line as openssl_text, short_name as openssl_short};

/// A distinguished name.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Name {
    /// RFC 4514: most specific first. Load balancers and audit reports write it so.
    pub rfc4514: String,
    /// The same notation in the order of the encoding.
    pub forward: String,
    /// As `openssl x509 -subject` prints it.
    pub openssl: String,
    /// Relative distinguished names, in the order of the encoding.
    pub rdns: Vec<Vec<Attribute>>,
}

/// One attribute of a name.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Attribute {
    #[serde(flatten)]
    pub oid: NamedOid,
    /// The type of its value: PrintableString, UTF8String, BMPString.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<&'static str>,
    /// Safe to show; what is no text is its encoding in hexadecimal.
    pub text: String,
    /// The value's contents.
    pub value: Octets,
}

impl Name {
    pub(crate) fn of(name: &pki::Name) -> Self {
        let rdns = |rdn: &Vec<pki::Attribute>| rdn.iter().map(Attribute::of).collect();
        let texts: Vec<String> = name.rdns.iter().map(|rdn| pki::Name::rdn_text(rdn)).collect();
        let backwards: Vec<&str> = texts.iter().rev().map(String::as_str).collect();
        Self {
            rfc4514: backwards.join(","),
            forward: texts.join(", "),
            openssl: openssl::one_line(name),
            rdns: name.rdns.iter().map(rdns).collect(),
        }
    }
}

impl Attribute {
    pub(crate) fn of(attribute: &pki::Attribute) -> Self {
        let tlv = Cursor::new(&attribute.der).any("value").ok();
        let number = attribute.der.first().filter(|tag| *tag & 0xe0 == 0).map(|tag| tag & 0x1f);
        Self {
            oid: attribute.oid.clone().into(),
            type_name: number.and_then(|tag| names::universal(Class::Universal, tag.into())),
            text: attribute.safe_text(),
            value: Octets(tlv.map_or_else(Vec::new, |tlv| tlv.value.to_vec())),
        }
    }
}
