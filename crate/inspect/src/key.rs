//! Public keys: their numbers, their size, and the hashes that they are known by.

use anchorlight_pki as pki;
use anchorlight_pki::read::Cursor;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use der::Tag;
use serde::Serialize;
use sha1::Digest;

use crate::algorithm::Algorithm;
use crate::curve;
use crate::explicit_curve::{ExplicitCurve, compressed};
use crate::number;
use crate::octets::Octets;
use crate::oid::NamedOid;
use crate::weak::{Weakness, weaknesses};

/// A SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PublicKey {
    pub algorithm: Algorithm,
    pub key: Key,
    /// Of the modulus, the prime or the order of the curve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bits: Option<usize>,
    /// The contents of the BIT STRING, without the count of unused bits; left out where the numbers of `key` say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub octets: Option<Octets>,
    /// SHA-256 of the whole SubjectPublicKeyInfo, as pins write it.
    pub pin: Pin,
    /// Identifiers that CAs derive from the key.
    pub key_ids: KeyIds,
    /// Why it is not to be trusted, as far as the key alone tells; empty where nobody asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weaknesses: Vec<Weakness>,
    /// The whole of it, as it is encoded.
    #[serde(skip)]
    pub(crate) spki: Vec<u8>,
}

/// The numbers of a key; each is a whole number in hexadecimal, without zeros before it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Key {
    /// RFC 8017 A.1.1.
    Rsa {
        modulus: Octets,
        exponent: Octets,
        /// `None`: it has more digits than anybody reads.
        #[serde(skip_serializing_if = "Option::is_none")]
        exponent_decimal: Option<String>,
    },
    /// RFC 5480: a named curve, or one with parameters of its own.
    Ec {
        #[serde(skip_serializing_if = "Option::is_none")]
        curve: Option<NamedOid>,
        #[serde(skip_serializing_if = "Option::is_none")]
        explicit: Option<ExplicitCurve>,
        /// As in the encoding: 04 and both coordinates, or 02 or 03 and one.
        point: Octets,
        compressed: bool,
    },
    /// RFC 3279 §2.3.2; the parameters can be those of the issuer's key.
    Dsa {
        #[serde(skip_serializing_if = "Option::is_none")]
        parameters: Option<DsaParameters>,
        y: Octets,
    },
    /// ML-DSA (FIPS 204 §4) and SLH-DSA (FIPS 205 §11): a parameter set and octets.
    PostQuantum {
        parameter_set: &'static str,
        /// Of NIST's five categories of strength.
        category: u8,
        /// How many octets a key of the set has.
        octets: usize,
        /// Whether it has as many.
        right_size: bool,
    },
    /// A key whose octets are all there is, or one that nobody here reads.
    Other,
}

/// The group that a DSA key is of.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DsaParameters {
    pub p: Octets,
    pub q: Octets,
    pub g: Octets,
}

/// One hash in two notations.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Pin {
    pub base64: String,
    pub hex: Octets,
}

/// What subjectKeyIdentifier usually holds.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct KeyIds {
    /// SHA-1 of the octets (RFC 5280 §4.2.1.2 (1)).
    pub sha1: Octets,
    /// The first 160 bits of their SHA-256 (RFC 7093 §2 (1)).
    pub sha256_short: Octets,
}

impl PublicKey {
    pub(crate) fn of(key: &pki::PublicKey) -> Self {
        let algorithm = Algorithm::of(&key.algorithm);
        let parameters = key.algorithm.parameters.as_deref();
        let known = match algorithm.oid.name {
            Some("rsaEncryption" | "RSASSA-PSS" | "RSAES-OAEP") => rsa(&key.bits),
            Some("ecPublicKey") => Some(ec(&key.bits, parameters)),
            Some("DSA") => dsa(&key.bits, parameters),
            Some(name) => post_quantum(name, key.bits.len()),
            None => None,
        };
        let key_octets = &key.bits;
        let hash = sha2::Sha256::digest(&key.spki);
        let known = known.unwrap_or(Key::Other);
        let bits = size(&known, &algorithm, parameters);
        let are_all = matches!(known, Key::PostQuantum { .. } | Key::Other);
        let octets = are_all.then(|| Octets(key_octets.clone()));
        Self {
            weaknesses: Vec::new(),
            bits,
            key: known,
            algorithm,
            octets,
            pin: Pin { base64: STANDARD.encode(hash), hex: Octets(hash.to_vec()) },
            key_ids: KeyIds {
                sha1: Octets(sha1::Sha1::digest(key_octets).to_vec()),
                sha256_short: Octets(sha2::Sha256::digest(key_octets)[..20].to_vec()),
            },
            spki: key.spki.clone(),
        }
    }
}

impl PublicKey {
    pub(crate) fn look_for_weaknesses(&mut self) {
        self.weaknesses = weaknesses(&self.key, self.bits);
    }

    /// Equal for two keys exactly when they are the same key, however their parameters and points are encoded.
    pub(crate) fn identity(&self) -> Vec<u8> {
        let mut parts: Vec<Vec<u8>> = Vec::new();
        match &self.key {
            Key::Rsa { modulus, exponent, .. } => {
                parts.push(b"RSA".to_vec());
                parts.extend([modulus.0.clone(), exponent.0.clone()]);
            }
            Key::Ec { curve, explicit, point, .. } => {
                let curve = match (curve, explicit) {
                    (Some(named), _) => {
                        curve::first_of_its_parameters(&named.oid).contents().to_vec()
                    }
                    (None, Some(explicit)) => explicit.identity(),
                    (None, None) => Vec::new(),
                };
                parts.extend([curve, compressed(&point.0)]);
            }
            Key::Dsa { parameters, y } => {
                parts.push(b"DSA".to_vec());
                if let Some(DsaParameters { p, q, g }) = parameters {
                    parts.extend([p, q, g].map(|number| number.0.clone()));
                }
                parts.push(y.0.clone());
            }
            Key::PostQuantum { .. } | Key::Other => {
                parts.push(self.algorithm.oid.oid.contents().to_vec());
                parts.extend(self.octets.iter().map(|octets| octets.0.clone()));
            }
        }
        let each = parts.iter().map(|part| crate::encode::tlv(4, part));
        each.collect::<Vec<_>>().concat()
    }
}

fn magnitude(contents: &[u8]) -> Octets {
    Octets(number::unsigned(contents).to_vec())
}

fn rsa(bits: &[u8]) -> Option<Key> {
    let mut inside = Cursor::new(bits).expect(Tag::Sequence, "RSAPublicKey").ok()?.inside();
    let modulus = inside.expect(Tag::Integer, "modulus").ok()?.value;
    let exponent = inside.expect(Tag::Integer, "publicExponent").ok()?.value;
    Some(Key::Rsa {
        modulus: magnitude(modulus),
        exponent: magnitude(exponent),
        exponent_decimal: (exponent.len() <= number::LONGEST).then(|| number::decimal(exponent)),
    })
}

fn ec(point: &[u8], parameters: Option<&[u8]>) -> Key {
    let parameters = parameters.and_then(|der| Cursor::new(der).any("parameters").ok());
    Key::Ec {
        curve: parameters.and_then(|tlv| NamedOid::read(&tlv, "namedCurve").ok()),
        explicit: parameters.and_then(|tlv| ExplicitCurve::read(tlv.whole)),
        point: Octets(point.to_vec()),
        compressed: matches!(point, [2 | 3, ..]),
    }
}

fn dsa(bits: &[u8], parameters: Option<&[u8]>) -> Option<Key> {
    let y = magnitude(Cursor::new(bits).expect(Tag::Integer, "y").ok()?.value);
    let group = |der| {
        let mut inside = Cursor::new(der).expect(Tag::Sequence, "Dss-Parms").ok()?.inside();
        let mut next = || inside.expect(Tag::Integer, "Dss-Parms").ok().map(|t| magnitude(t.value));
        Some(DsaParameters { p: next()?, q: next()?, g: next()? })
    };
    Some(Key::Dsa { parameters: parameters.and_then(group), y })
}

/// Parameter sets with their category and the octets of a public key: FIPS 204 table 1 and 2, FIPS 205 table 2.
/// A set of SLH-DSA is told by its hash function, its strength in bits, and whether it is small or fast.
const POST_QUANTUM: [(&str, u8, usize); 6] = [
    ("ML-DSA-44", 2, 1312),
    ("ML-DSA-65", 3, 1952),
    ("ML-DSA-87", 5, 2592),
    ("128", 1, 32),
    ("192", 3, 48),
    ("256", 5, 64),
];

fn post_quantum(name: &'static str, length: usize) -> Option<Key> {
    let is = |set: &str| match name.strip_prefix("SLH-DSA-") {
        Some(slh) => slh.rsplit('-').next().is_some_and(|bits| bits.starts_with(set)),
        None => name == set,
    };
    let (_, category, octets) = *POST_QUANTUM.iter().find(|(set, _, _)| is(set))?;
    Some(Key::PostQuantum { parameter_set: name, category, octets, right_size: length == octets })
}

fn size(key: &Key, algorithm: &Algorithm, parameters: Option<&[u8]>) -> Option<usize> {
    match key {
        Key::Rsa { modulus, .. } => Some(number::bits(&modulus.0)),
        Key::Dsa { parameters, .. } => parameters.as_ref().map(|group| number::bits(&group.p.0)),
        Key::Ec { explicit: Some(curve), .. } => Some(number::bits(&curve.order.0)),
        Key::Ec { curve, .. } => curve::bits(&curve.as_ref()?.oid),
        Key::PostQuantum { .. } => None,
        Key::Other => match algorithm.oid.name? {
            "dhKeyAgreement" | "dhPublicNumber" => prime(parameters?).map(|p| number::bits(&p.0)),
            "Ed25519" | "X25519" => Some(256),
            "Ed448" => Some(456),
            "X448" => Some(448),
            _ => None,
        },
    }
}

/// The first of a Diffie-Hellman group's numbers (PKCS #3 §9, RFC 3279 §2.3.3).
fn prime(parameters: &[u8]) -> Option<Octets> {
    let mut inside = Cursor::new(parameters).expect(Tag::Sequence, "DHParameter").ok()?.inside();
    inside.expect(Tag::Integer, "prime").ok().map(|tlv| magnitude(tlv.value))
}
