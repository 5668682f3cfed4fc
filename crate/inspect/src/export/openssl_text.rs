//! Text in the layout of OpenSSL 3.0: `openssl x509`, `crl`, `req` and `pkey -pubin`, each with `-text -noout`.
//!
//! What is not as OpenSSL prints it: control characters and those that turn the direction of text are dots, and
//! keys and extensions that have no printer here are in hexadecimal, or as OpenSSL prints what it does not know.

use anchorlight_pki as pki;
use anchorlight_pki::hex;
use anchorlight_pki::is_misleading;
use anchorlight_pki::read::{Cursor, Tlv};
use der::Tag;

use crate::inspection::{Content, Object};
use crate::number;

mod dates;
mod distribution_points;
mod extensions;
mod general_name;
mod key;
mod names;
mod policies;
mod pss;
mod request;
mod scts;

/// `None`: OpenSSL has no such text for it.
pub(super) fn text(object: &Object) -> Option<String> {
    let text = match object.content {
        Content::Certificate(_) => certificate(object.der()),
        Content::RevocationList(_) => list(object.der()),
        Content::CertificationRequest(_) => request::text(object.der()),
        Content::PublicKey(_) => key::alone(object.der()),
        _ => None,
    }?;
    Some(text.chars().map(shown).collect())
}

/// Text of others must not steer a terminal.
fn shown(character: char) -> char {
    let is_hostile = character.is_control() || is_misleading(character);
    if is_hostile && character != '\n' { '.' } else { character }
}

fn certificate(der: &[u8]) -> Option<String> {
    let read = pki::Certificate::read(der).ok()?;
    let version = read.version;
    let mut out = "Certificate:\n    Data:\n".to_owned();
    out += &format!("        Version: {version} (0x{:x})\n", version.saturating_sub(1));
    out += &format!("        Serial Number:{}", serial(&read.serial));
    out += &format!("        Signature Algorithm: {}\n", algorithm(&read.signed_algorithm));
    out += &format!("        Issuer: {}\n", crate::name::openssl_text(&read.issuer));
    out += "        Validity\n";
    out += &format!("            Not Before: {}\n", dates::date(read.not_before));
    out += &format!("            Not After : {}\n", dates::date(read.not_after));
    out += &format!("        Subject: {}\n", crate::name::openssl_text(&read.subject));
    out += "        Subject Public Key Info:\n";
    out += &key::text(&read.public_key);
    out += &unique_ids(&read);
    if !read.extensions.all.is_empty() {
        out += "        X509v3 extensions:\n";
        out += &extensions::text(&read.extensions.all, 12);
    }
    Some(out + &signature(&read.signature_algorithm, &read.signature))
}

/// issuerUniqueID [1] and subjectUniqueID [2], after the key.
fn unique_ids(certificate: &pki::Certificate) -> String {
    let mut out = String::new();
    let tbs = Cursor::new(certificate.tbs()).any("tbsCertificate");
    let mut fields = tbs.map_or(Cursor::new(&[]), |tbs| tbs.inside());
    let mut after_key = false;
    while let Ok(field) = fields.any("tbsCertificate") {
        let whose = match field.context_number() {
            Some(1) if after_key => "Issuer",
            Some(2) if after_key => "Subject",
            _ => "",
        };
        if !whose.is_empty() {
            let octets = field.value.get(1..).unwrap_or_default();
            out += &format!("        {whose} Unique ID: {}\n", dump(octets, 12));
        }
        after_key |= field.whole == certificate.public_key.spki;
    }
    out
}

fn list(der: &[u8]) -> Option<String> {
    let read = pki::Crl::read(der.to_vec()).ok()?;
    let mut out = "Certificate Revocation List (CRL):\n".to_owned();
    let version = read.version;
    out += &format!("        Version {version} (0x{:x})\n", version.saturating_sub(1));
    out += &format!("        Signature Algorithm: {}\n", algorithm(&read.signed_algorithm));
    out += &format!("        Issuer: {}\n", crate::name::openssl_text(&read.issuer));
    out += &format!("        Last Update: {}\n", dates::date(read.this_update));
    let next = read.next_update.map_or("NONE".to_owned(), dates::date);
    out += &format!("        Next Update: {next}\n");
    if !read.extensions.all.is_empty() {
        out += "        CRL extensions:\n";
        out += &extensions::text(&read.extensions.all, 12);
    }
    let entries = entries(der)?;
    out +=
        if entries.is_empty() { "No Revoked Certificates.\n" } else { "Revoked Certificates:\n" };
    for entry in entries {
        let mut inside = entry.inside();
        let serial = inside.expect(Tag::Integer, "userCertificate").ok()?;
        let time = pki::Time::read(&inside.any("revocationDate").ok()?, "revocationDate").ok()?;
        out += &format!("    Serial Number: {}\n", upper(serial.value));
        out += &format!("        Revocation Date: {}\n", dates::date(time));
        if let Ok(own) = inside.any("crlEntryExtensions") {
            out += "        CRL entry extensions:\n";
            out += &extensions::text(&extensions::all(&own)?, 12);
        }
    }
    Some(out + &signature(&read.signature_algorithm, &read.signature))
}

/// revokedCertificates, which follow a time.
fn entries(der: &[u8]) -> Option<Vec<Tlv<'_>>> {
    let mut outer = Cursor::new(der).expect(Tag::Sequence, "CertificateList").ok()?.inside();
    let mut fields = outer.expect(Tag::Sequence, "tbsCertList").ok()?.inside();
    let mut after_time = false;
    while let Ok(field) = fields.any("tbsCertList") {
        if after_time && field.tag == Some(Tag::Sequence) {
            return extensions::each(&field);
        }
        after_time |= matches!(field.tag, Some(Tag::UtcTime | Tag::GeneralizedTime));
    }
    Some(Vec::new())
}

/// What fits into a long is a number (X509_print_ex).
fn serial(contents: &[u8]) -> String {
    let (magnitude, negative) = magnitude(contents);
    let digits = number::unsigned(&magnitude);
    let shifted = |value: u64, octet: &u8| value.checked_mul(256)?.checked_add((*octet).into());
    let value = digits.iter().try_fold(0, shifted);
    let most = if negative { 1 << 63 } else { (1 << 63) - 1 };
    match value {
        // A long of -1 stands for one that does not fit.
        Some(value) if value <= most && !(negative && value == 1) => {
            let sign = if negative { "-" } else { "" };
            format!(" {sign}{value} ({sign}0x{value:x})\n")
        }
        _ => {
            let sign = if negative { " (Negative)" } else { "" };
            format!("\n            {sign}{}\n", pairs(digits).join(":"))
        }
    }
}

fn magnitude(contents: &[u8]) -> (Vec<u8>, bool) {
    let negative = contents.first().is_some_and(|first| first & 0x80 != 0);
    let mut magnitude = contents.to_vec();
    if negative {
        number::negate(&mut magnitude);
    }
    (magnitude, negative)
}

/// i2a_ASN1_INTEGER.
fn upper(contents: &[u8]) -> String {
    let (magnitude, negative) = magnitude(contents);
    let digits = hex::encode(number::unsigned(&magnitude)).to_uppercase();
    let digits = if digits.is_empty() { "00".to_owned() } else { digits };
    if negative { format!("-{digits}") } else { digits }
}

/// Of RSASSA-PSS, its parameters as well (X509_signature_print).
fn algorithm(algorithm: &pki::Algorithm) -> String {
    names::long(&algorithm.oid) + &pss::text(algorithm)
}

fn signature(algorithm: &pki::Algorithm, octets: &[u8]) -> String {
    let name = names::long(&algorithm.oid);
    let parameters = pss::text(algorithm);
    let mut out = format!("    Signature Algorithm: {name}\n    Signature Value:{parameters}\n");
    out += &dump(octets, 8);
    out.push('\n');
    out
}

/// X509_signature_dump: eighteen octets a line.
fn dump(octets: &[u8], indent: usize) -> String {
    rows(&pairs(octets), 18, indent)
}

/// Octets in hexadecimal, so many a line.
fn rows(pairs: &[String], width: usize, indent: usize) -> String {
    let line = |line: &[String]| format!("{:indent$}{}", "", line.join(":"));
    pairs.chunks(width).map(line).collect::<Vec<_>>().join(":\n")
}

fn pairs(octets: &[u8]) -> Vec<String> {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Octets in capitals with colons (i2s_ASN1_OCTET_STRING).
fn colons(octets: &[u8]) -> String {
    pairs(octets).join(":").to_uppercase()
}
