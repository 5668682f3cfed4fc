//! Public keys (EVP_PKEY_print_public).

use anchorlight_pki as pki;
use anchorlight_pki::read::Cursor;

use super::{names, pairs, rows};
use crate::explicit_curve::{Basis, CurveField, ExplicitCurve};
use crate::key::{Key, PublicKey};
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
            size + &modulus + &numbers("Exponent:", &exponent.0)
        }
        Key::Ec { curve: Some(curve), point, .. } => {
            let named = names::long(&curve.oid);
            let nist = curve.name.filter(|name| name.starts_with("P-"));
            let nist =
                nist.map(|nist| format!("{:16}NIST CURVE: {nist}\n", "")).unwrap_or_default();
            size + &octets("pub:", &point.0) + &format!("{:16}ASN1 OID: {named}\n", "") + &nist
        }
        Key::Ec { explicit: Some(curve), point, .. } => match explicit(curve) {
            Some(curve) => size + &octets("pub:", &point.0) + &curve,
            None => octets("octets:", &key.bits),
        },
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

/// What fits into a word in decimal, and any other number with the octet that holds its sign (print_labeled_bignum).
fn numbers(title: &str, number: &[u8]) -> String {
    if number.is_empty() {
        return format!("{:16}{title} 0\n", "");
    }
    if number.len() <= 8 {
        let value = number.iter().fold(0_u64, |value, octet| value << 8 | u64::from(*octet));
        return format!("{:16}{title} {value} (0x{value:x})\n", "");
    }
    let sign: &[u8] =
        if number.first().is_some_and(|first| first & 0x80 != 0) { &[0] } else { &[] };
    octets(title, &[sign, number].concat())
}

fn octets(title: &str, octets: &[u8]) -> String {
    format!("{:16}{title}\n{}\n", "", rows(&pairs(octets), 15, 20))
}

/// ec_param_to_text. `None`: OpenSSL reads no such field.
fn explicit(curve: &ExplicitCurve) -> Option<String> {
    let form = match curve.base.0.first() {
        Some(2 | 3) => "compressed",
        Some(4) => "uncompressed",
        _ => "hybrid",
    };
    let mut out = match &curve.field {
        CurveField::Prime { prime } => {
            format!("{:16}Field Type: prime-field\n", "") + &numbers("Prime:", &prime.0)
        }
        CurveField::CharacteristicTwo { m, basis } => {
            let name = if matches!(basis, Basis::Trinomial { .. }) { "tp" } else { "pp" };
            format!("{:16}Field Type: characteristic-two-field\n", "")
                + &format!("{:16}Basis Type: {name}Basis\n", "")
                + &numbers("Polynomial:", &basis.polynomial(*m)?)
        }
    };
    out += &numbers("A:   ", crate::number::unsigned(&curve.a.0));
    out += &numbers("B:   ", crate::number::unsigned(&curve.b.0));
    out += &octets(&format!("Generator ({form}):"), &curve.base.0);
    out += &numbers("Order: ", &curve.order.0);
    if let Some(cofactor) = &curve.cofactor {
        out += &numbers("Cofactor: ", &cofactor.0);
    }
    if let Some(seed) = &curve.seed {
        out += &octets("Seed:", &seed.0);
    }
    Some(out)
}
