//! Hashes that objects and names are known by.

use anchorlight_pki as pki;
use anchorlight_pki::hex;
use serde::Serialize;
use sha1::Digest;

use crate::encode::{put, tlv};
use crate::octets::Octets;

/// Of a whole object.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Fingerprints {
    pub sha1: Octets,
    pub sha256: Octets,
    pub sha512: Octets,
}

impl Fingerprints {
    pub(crate) fn of(der: &[u8]) -> Self {
        Self {
            sha1: Octets(sha1::Sha1::digest(der).to_vec()),
            sha256: Octets(sha2::Sha256::digest(der).to_vec()),
            sha512: Octets(sha2::Sha512::digest(der).to_vec()),
        }
    }
}

/// What OpenSSL calls the file of a certificate in a folder of trusted ones: `openssl x509 -subject_hash`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NameHash {
    /// Since OpenSSL 1.0.0: SHA-1 of the canonical name.
    pub current: String,
    /// Before it: MD5 of the name as it is encoded (`-subject_hash_old`).
    pub old: String,
}

impl NameHash {
    pub(crate) fn of(name: &pki::Name) -> Self {
        Self {
            current: first_four(&sha1::Sha1::digest(canonical(name))),
            old: first_four(&md5::Md5::digest(&name.der)),
        }
    }
}

/// Four octets, the last one first.
fn first_four(hash: &[u8]) -> String {
    let octets: Vec<u8> = hash.iter().take(4).rev().copied().collect();
    hex::encode(&octets)
}

/// The name as x509_name_canon of OpenSSL writes it: strings as UTF8String in lower case with single
/// spaces, without the SEQUENCE around all.
fn canonical(name: &pki::Name) -> Vec<u8> {
    let mut canonical = Vec::with_capacity(name.der.len() + 32);
    for rdn in &name.rdns {
        let mut members: Vec<Vec<u8>> = rdn.iter().map(canonical_attribute).collect();
        members.sort();
        put(&mut canonical, 0x31, &members.concat());
    }
    canonical
}

fn canonical_attribute(attribute: &pki::Attribute) -> Vec<u8> {
    // ASN1_MASK_CANON: NumericString and all that is no string stay as they are.
    let is_string = matches!(attribute.der.first(), Some(12 | 19 | 20 | 22 | 26 | 28 | 30));
    let mut fields = Vec::with_capacity(attribute.der.len() + 32);
    put(&mut fields, 6, attribute.oid.contents());
    match crate::general_name::characters_of(&attribute.der).filter(|_| is_string) {
        Some(text) => put(&mut fields, 12, canonical_text(&text).as_bytes()),
        None => fields.extend(&attribute.der),
    }
    tlv(0x30, &fields)
}

/// asn1_string_canon: ASCII alone knows spaces and cases.
fn canonical_text(text: &str) -> String {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\x0b' | '\x0c' | '\r');
    let mut canonical = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !canonical.is_empty() {
            canonical.push(' ');
        }
        canonical.push_str(word);
    }
    canonical.make_ascii_lowercase();
    canonical
}
