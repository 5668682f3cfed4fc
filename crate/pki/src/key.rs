//! SubjectPublicKeyInfo (RFC 5280 §4.1.2.7): the key, its kind and its size.

use der::Tag;
use serde::Serialize;

use crate::algorithm::Algorithm;
use crate::intake::private_key;
use crate::oid::Oid;
use crate::pem;
use crate::problem::{Problem, ProblemKind};
use crate::tlv::{Cursor, Tlv};

/// A subject's public key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublicKey {
    pub algorithm: Algorithm,
    /// The contents of the BIT STRING, without the count of unused bits.
    pub bits: Vec<u8>,
    /// The whole SubjectPublicKeyInfo in DER.
    pub spki: Vec<u8>,
    pub kind: KeyKind,
}

/// What kind of key it is.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "algorithm", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum KeyKind {
    /// RSA with the size of its modulus in bits and its public exponent in hexadecimal (RFC 3279 §2.3.1).
    #[serde(rename = "RSA")]
    Rsa { bits: usize, exponent: String },
    /// An elliptic curve key on a named curve (RFC 5480).
    #[serde(rename = "EC")]
    Ec { curve: String },
    /// Ed25519 (RFC 8410).
    #[serde(rename = "Ed25519")]
    Ed25519,
    /// Any other key, by the name or number of its algorithm.
    #[serde(rename = "other")]
    Other { name: String },
}

impl PublicKey {
    /// The one key that a file holds: a SubjectPublicKeyInfo in DER, or in PEM (RFC 7468 §13).
    ///
    /// # Errors
    ///
    /// What it is instead, or why it does not decode.
    pub fn open(file: &[u8]) -> Result<Self, Problem> {
        if !pem::is_pem(file) {
            return Self::from_der(file);
        }
        let mut blocks = Vec::new();
        pem::blocks(file, |block| {
            blocks.push(block);
            blocks.len() < 2
        });
        let mut blocks = blocks.into_iter();
        let (Some(block), None) = (blocks.next(), blocks.next()) else {
            return Err(Problem::fatal(ProblemKind::InputTooManyObjects { limit: 1 }, 0));
        };
        let kind = match block.label {
            label if label == "PUBLIC KEY" => {
                return Self::from_der(&block.body.map_err(|broken| broken.problem)?);
            }
            label if label.contains("PRIVATE KEY") => ProblemKind::InputPrivateKey { label },
            label => ProblemKind::PemLabelIgnored { label },
        };
        Err(Problem::fatal(kind, block.start))
    }

    fn from_der(der: &[u8]) -> Result<Self, Problem> {
        const FIELD: &str = "subjectPublicKeyInfo";
        if let Some(label) = private_key(der) {
            let kind = ProblemKind::InputPrivateKey { label: label.to_owned() };
            return Err(Problem::fatal(kind, 0));
        }
        let mut cursor = Cursor::new(der);
        let tlv = cursor.expect(Tag::Sequence, FIELD)?;
        cursor.finish(FIELD)?;
        Self::read(&tlv)
    }

    /// Reads a SubjectPublicKeyInfo.
    ///
    /// # Errors
    ///
    /// What does not belong there.
    pub fn read(tlv: &Tlv<'_>) -> Result<Self, Problem> {
        const FIELD: &str = "subjectPublicKeyInfo";
        let mut inside = tlv.inside();
        let algorithm = Algorithm::read(&inside.expect(Tag::Sequence, FIELD)?, FIELD)?;
        let bit_string = inside.expect(Tag::BitString, FIELD)?;
        inside.finish(FIELD)?;
        let bits = whole_octets(&bit_string, FIELD)?.to_vec();
        let kind = kind_of(&algorithm, &bits);
        Ok(Self { algorithm, bits, spki: tlv.whole.to_vec(), kind })
    }
}

/// The octets of a BIT STRING whose length is a multiple of eight.
///
/// # Errors
///
/// Where it is another.
pub fn whole_octets<'a>(tlv: &Tlv<'a>, field: &str) -> Result<&'a [u8], Problem> {
    match tlv.value.split_first() {
        Some((0, bits)) => Ok(bits),
        _ => {
            let reason = "a BIT STRING that is not whole octets";
            Err(Problem::malformed(field, reason, tlv.value_start()))
        }
    }
}

fn kind_of(algorithm: &Algorithm, bits: &[u8]) -> KeyKind {
    use const_oid::db::{rfc5912, rfc8410};
    let other = || KeyKind::Other { name: algorithm.name() };
    if algorithm.oid == rfc5912::RSA_ENCRYPTION {
        rsa(bits).unwrap_or_else(other)
    } else if algorithm.oid == rfc5912::ID_EC_PUBLIC_KEY {
        curve(algorithm).map_or_else(other, |curve| KeyKind::Ec { curve })
    } else if algorithm.oid == rfc8410::ID_ED_25519 {
        KeyKind::Ed25519
    } else {
        other()
    }
}

fn rsa(bits: &[u8]) -> Option<KeyKind> {
    use der::Decode;
    let key = der::asn1::AnyRef::from_der(bits).ok()?;
    let mut inside = Cursor::new(key.value());
    let modulus = inside.expect(Tag::Integer, "modulus").ok()?.value;
    let exponent = inside.expect(Tag::Integer, "publicExponent").ok()?.value;
    let modulus = unsigned(modulus);
    let top = modulus.first()?;
    let bits = modulus.len() * 8 - usize::try_from(top.leading_zeros()).ok()?;
    Some(KeyKind::Rsa { bits, exponent: crate::hex::encode(unsigned(exponent)) })
}

/// An INTEGER's contents without leading zero octets.
fn unsigned(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    &bytes[zeros..]
}

/// The named curve; explicit parameters have none.
fn curve(algorithm: &Algorithm) -> Option<String> {
    let parameters = algorithm.parameters.as_deref()?;
    let tlv = Cursor::new(parameters).expect(Tag::ObjectIdentifier, "namedCurve").ok()?;
    let oid = Oid::from_contents(tlv.value)?;
    Some(oid.named())
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    /// RFC 8410 §10.1 and §10.3.
    const PUBLIC: &str = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
    const PRIVATE: &str = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC";

    fn pem(label: &str, body: &str) -> String {
        format!("text\n-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
    }

    #[test]
    fn one_key_is_opened_from_der_and_pem() {
        let der = STANDARD.decode(PUBLIC).unwrap();
        let key = PublicKey::open(&der).unwrap();
        assert_eq!((&key.kind, &key.spki), (&KeyKind::Ed25519, &der));
        assert_eq!(PublicKey::open(pem("PUBLIC KEY", PUBLIC).as_bytes()).unwrap(), key);
    }

    #[test]
    fn anything_else_is_told() {
        let id = |file: &[u8]| PublicKey::open(file).unwrap_err().kind.id();
        let der = |body| STANDARD.decode(body).unwrap();
        assert_eq!(id(&der(PRIVATE)), "input.private_key");
        assert_eq!(id(pem("PRIVATE KEY", PRIVATE).as_bytes()), "input.private_key");
        assert_eq!(id(pem("PUBLIC KEY", PRIVATE).as_bytes()), "input.private_key");
        assert_eq!(id(pem("RSA PUBLIC KEY", PUBLIC).as_bytes()), "pem.label_ignored");
        assert_eq!(id(pem("PUBLIC KEY", "?").as_bytes()), "pem.base64");
        assert_eq!(id(pem("PUBLIC KEY", PUBLIC).repeat(2).as_bytes()), "input.too_many_objects");
        assert_eq!(id(&[der(PUBLIC), vec![0]].concat()), "der.trailing");
        assert_eq!(id(b""), "der.malformed");
    }
}
