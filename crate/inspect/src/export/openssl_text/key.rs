//! Public keys (EVP_PKEY_print_public).

use anchorlight_pki as pki;
use anchorlight_pki::read::Cursor;

use super::{names, pairs, rows};
use crate::key::{ExplicitCurve, Key, PublicKey};
use crate::private_key::pkcs1;

/// From the name of the algorithm on.
pub(super) fn text(key: &pki::PublicKey) -> String {
    let name = names::long(&key.algorithm.oid);
    format!("            Public Key Algorithm: {name}\n{}", body(key, &name))
}

/// A key alone stands at the margin. `None`: its numbers are none.
pub(super) fn alone(der: &[u8]) -> Option<String> {
    let whole = Cursor::new(der).any("SubjectPublicKeyInfo").ok()?;
    let key = match pkcs1::of_public(der) {
        Some(spki) => pki::PublicKey::read(&Cursor::new(&spki).any("SubjectPublicKeyInfo").ok()?),
        None => pki::PublicKey::read(&whole),
    };
    let key = key.ok()?;
    let name = names::long(&key.algorithm.oid);
    let lines = body(&key, &name);
    Some(lines.lines().map(|line| line.get(16..).unwrap_or_default().to_owned() + "\n").collect())
}

fn body(key: &pki::PublicKey, name: &str) -> String {
    let read = PublicKey::of(key);
    let bits = read.bits.unwrap_or(0);
    let size = format!("{:16}Public-Key: ({bits} bit)\n", "");
    match &read.key {
        Key::Rsa { modulus, exponent, .. } => {
            let modulus = numbers("Modulus:", &modulus.0);
            let title = if name == "rsassaPss" { "PSS " } else { "" };
            let size = format!("{:16}{title}Public-Key: ({bits} bit)\n", "");
            size + &modulus + &exponent_line(&exponent.0)
        }
        Key::Ec { curve: Some(curve), point, .. } => {
            let named = names::long(&curve.oid);
            let nist = curve.name.filter(|name| name.starts_with("P-"));
            let nist =
                nist.map(|nist| format!("{:16}NIST CURVE: {nist}\n", "")).unwrap_or_default();
            size + &octets("pub:", &point.0) + &format!("{:16}ASN1 OID: {named}\n", "") + &nist
        }
        Key::Ec { explicit: Some(curve), point, .. } => {
            size + &octets("pub:", &point.0) + &explicit(curve, &key.algorithm)
        }
        Key::Dsa { parameters, y } => {
            let mut out = size + &numbers("pub: ", &y.0);
            if let Some(group) = parameters {
                for (title, number) in
                    [("P:   ", &group.p), ("Q:   ", &group.q), ("G:   ", &group.g)]
                {
                    out += &numbers(title, &number.0);
                }
            }
            out
        }
        _ if matches!(name, "ED25519" | "ED448" | "X25519" | "X448") => {
            format!("{:16}{name} Public-Key:\n", "") + &octets("pub:", &key.bits)
        }
        _ => octets("octets:", &key.bits),
    }
}

/// What fits into a word is a number (ASN1_bn_print).
fn exponent_line(exponent: &[u8]) -> String {
    if exponent.len() > 8 {
        return numbers("Exponent:", exponent);
    }
    let value = exponent.iter().fold(0_u64, |value, octet| value << 8 | u64::from(*octet));
    format!("{:16}Exponent: {value} (0x{value:x})\n", "")
}

/// A number with the octet that holds its sign.
fn numbers(title: &str, number: &[u8]) -> String {
    let sign: &[u8] =
        if number.first().is_some_and(|first| first & 0x80 != 0) { &[0] } else { &[] };
    octets(title, &[sign, number].concat())
}

fn octets(title: &str, octets: &[u8]) -> String {
    format!("{:16}{title}\n{}\n", "", rows(&pairs(octets), 15, 20))
}

/// ECPKParameters_print.
fn explicit(curve: &ExplicitCurve, algorithm: &pki::Algorithm) -> String {
    let form = match curve.base.0.first() {
        Some(2 | 3) => "compressed",
        Some(4) => "uncompressed",
        _ => "hybrid",
    };
    let mut out = format!("{:16}Field Type: prime-field\n", "");
    out += &numbers("Prime:", &curve.prime.0);
    out += &numbers("A:   ", crate::number::unsigned(&curve.a.0));
    out += &numbers("B:   ", crate::number::unsigned(&curve.b.0));
    out += &octets(&format!("Generator ({form}):"), &curve.base.0);
    out += &numbers("Order: ", &curve.order.0);
    let (cofactor, seed) = algorithm.parameters.as_deref().map(rest).unwrap_or_default();
    if let Some(cofactor) = cofactor.filter(|one| one.len() <= 8) {
        let value = cofactor.iter().fold(0_u64, |value, octet| value << 8 | u64::from(*octet));
        out += &format!("{:16}Cofactor:  {value} (0x{value:x})\n", "");
    }
    seed.map(|seed| out.clone() + &octets("Seed:", &seed)).unwrap_or(out)
}

/// Cofactor and seed of ECParameters (RFC 3279 §2.3.5).
fn rest(der: &[u8]) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
    let read = || {
        let mut fields = Cursor::new(der).any("ECParameters").ok()?.inside();
        let (_version, _field) = (fields.any("").ok()?, fields.any("").ok()?);
        let mut curve = fields.any("curve").ok()?.inside();
        let (_a, _b) = (curve.any("").ok()?, curve.any("").ok()?);
        // A BIT STRING, the first octet of which counts unused bits.
        let seed = curve.any("seed").ok().and_then(|seed| seed.value.get(1..).map(<[u8]>::to_vec));
        let (_base, _order) = (fields.any("").ok()?, fields.any("").ok()?);
        let cofactor = fields.any("cofactor").ok();
        Some((cofactor.map(|tlv| crate::number::unsigned(tlv.value).to_vec()), seed))
    };
    read().unwrap_or_default()
}
