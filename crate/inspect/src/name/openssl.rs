//! A name as OpenSSL 3 prints it by default (`-nameopt oneline`: XN_FLAG_ONELINE).

use std::borrow::Cow;

use anchorlight_pki as pki;
use anchorlight_pki::hex;

/// `C = GB, O = "Northmoor, Inc.", CN = Root`: in the order of the encoding.
pub(crate) fn one_line(name: &pki::Name) -> String {
    let mut line = String::new();
    for rdn in &name.rdns {
        for (at, attribute) in rdn.iter().enumerate() {
            line += if at > 0 {
                " + "
            } else if line.is_empty() {
                ""
            } else {
                ", "
            };
            line += &short_name(attribute);
            line += " = ";
            line += &attribute.text.as_deref().map_or_else(|| dump(attribute), quoted);
        }
    }
    line
}

/// Where OpenSSL's short name (objects.txt) is not RFC 4519's.
pub(crate) fn short_name(attribute: &pki::Attribute) -> Cow<'static, str> {
    match crate::names::of(&attribute.oid) {
        Some("STREET") => "street".into(),
        Some("jurisdictionLocality") => "jurisdictionL".into(),
        Some("jurisdictionStateOrProvince") => "jurisdictionST".into(),
        Some("jurisdictionCountry") => "jurisdictionC".into(),
        Some(name) => name.into(),
        None => attribute.oid.to_string().into(),
    }
}

/// ASN1_STRFLGS_DUMP_UNKNOWN and ASN1_STRFLGS_DUMP_DER: the whole encoding.
fn dump(attribute: &pki::Attribute) -> String {
    format!("#{}", hex::encode(&attribute.der).to_uppercase())
}

/// ASN1_STRFLGS_ESC_2253, _CTRL, _MSB and _QUOTE: quotes where RFC 2253 would escape, and
/// octets that are no printable ASCII in hexadecimal.
fn quoted(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut quotes = text.starts_with(['#', ' ']) || text.ends_with(' ');
    for octet in text.bytes() {
        match octet {
            b',' | b'+' | b'<' | b'>' | b';' => {
                quotes = true;
                shown.push(char::from(octet));
            }
            b'"' | b'\\' => {
                shown.push('\\');
                shown.push(char::from(octet));
            }
            0x20..=0x7e => shown.push(char::from(octet)),
            _ => shown += &format!("\\{octet:02X}"),
        }
    }
    if quotes { format!("\"{shown}\"") } else { shown }
}
