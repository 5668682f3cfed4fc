//! Requests (X509_REQ_print_ex).

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, Tlv, read_oid};
use der::Tag;

use super::{extensions, key, names, signature};

const FIELD: &str = "CertificationRequest";

/// extensionRequest (RFC 2985 §5.4.2) and Microsoft's attribute of the same syntax.
const EXTENSIONS: [&str; 2] = ["1.2.840.113549.1.9.14", "1.3.6.1.4.1.311.2.1.14"];

pub(super) fn text(der: &[u8]) -> Option<String> {
    let mut parts = Cursor::new(der).expect(Tag::Sequence, FIELD).ok()?.inside();
    let mut info = parts.expect(Tag::Sequence, FIELD).ok()?.inside();
    let signed = pki::Algorithm::read(&parts.expect(Tag::Sequence, FIELD).ok()?, FIELD).ok()?;
    let octets = parts.expect(Tag::BitString, FIELD).ok()?;
    info.expect(Tag::Integer, "version").ok()?;
    let subject = pki::Name::read(&info.expect(Tag::Sequence, FIELD).ok()?, FIELD).ok()?;
    let public = pki::PublicKey::read(&info.expect(Tag::Sequence, FIELD).ok()?).ok()?;
    let mut out = "Certificate Request:\n    Data:\n        Version: 1 (0x0)\n".to_owned();
    out += &format!("        Subject: {}\n", crate::name::openssl_text(&subject));
    out += "        Subject Public Key Info:\n";
    out += &key::text(&public);
    out += "        Attributes:\n";
    let all = match info.any("attributes") {
        Ok(attributes) => extensions::each(&attributes)?,
        Err(_) => Vec::new(),
    };
    if all.is_empty() {
        out += "            (none)\n";
    }
    let mut asked = None;
    for attribute in all {
        let mut inside = attribute.inside();
        let oid = read_oid(&inside.any(FIELD).ok()?, FIELD).ok()?;
        let values = inside.any(FIELD).ok()?;
        if EXTENSIONS.contains(&oid.to_string().as_str()) {
            asked = asked.or(values.sole(FIELD).ok());
            continue;
        }
        for (at, value) in extensions::each(&values)?.iter().enumerate() {
            out += &line(&names::long(&oid), value, at == 0);
        }
    }
    // OpenSSL writes the title wherever it looks for them and finds no fault.
    out += "            Requested Extensions:\n";
    if let Some(list) = asked {
        out += &extensions::text(&extensions::all(&list)?, 16);
    }
    Some(out + &signature(&signed, octets.value.get(1..)?))
}

/// The name takes twenty-five columns; what comes after its first value has none, and no margin.
fn line(name: &str, value: &Tlv<'_>, is_first: bool) -> String {
    let said = match value.tag {
        Some(Tag::PrintableString | Tag::TeletexString | Tag::Ia5String | Tag::Utf8String) => {
            String::from_utf8_lossy(value.value).into_owned()
        }
        _ => "unable to print attribute".to_owned(),
    };
    if is_first { format!("            {name:25}:{said}\n") } else { format!("{:25}:{said}\n", "") }
}
