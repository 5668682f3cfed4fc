//! A name as OpenSSL 3 prints it by default (`-nameopt oneline`: XN_FLAG_ONELINE).

use anchorlight_pki as pki;
use anchorlight_pki::hex;

/// `C = GB, O = "Northmoor, Inc.", CN = Root`: in the order of the encoding.
pub(crate) fn one_line(name: &pki::Name) -> String {
    let rdn = |rdn: &Vec<pki::Attribute>| rdn.iter().map(attribute).collect::<Vec<_>>().join(" + ");
    name.rdns.iter().map(rdn).collect::<Vec<_>>().join(", ")
}

fn attribute(attribute: &pki::Attribute) -> String {
    let text = attribute.text.as_deref().map_or_else(|| dump(attribute), quoted);
    format!("{} = {text}", short_name(attribute))
}

/// Where OpenSSL's short name (objects.txt) is not RFC 4519's.
pub(crate) fn short_name(attribute: &pki::Attribute) -> String {
    match attribute.oid.name() {
        Some("STREET") => "street".to_owned(),
        Some("jurisdictionLocality") => "jurisdictionL".to_owned(),
        Some("jurisdictionStateOrProvince") => "jurisdictionST".to_owned(),
        Some("jurisdictionCountry") => "jurisdictionC".to_owned(),
        _ => crate::names::named(&attribute.oid),
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
