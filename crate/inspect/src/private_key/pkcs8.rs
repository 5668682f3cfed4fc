//! PrivateKeyInfo and OneAsymmetricKey (PKCS #8, RFC 5208 §5, RFC 5958 §2).

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, Tlv};
use der::Tag;
use ml_dsa::{MlDsa44, MlDsa65, MlDsa87, MlDsaParams, Seed, SigningKey};
use zeroize::Zeroizing;

use super::{dsa, pkcs1, sec1};
use crate::encode::{bit_string, sequence};

const FIELD: &str = "PrivateKeyInfo";

/// SubjectPublicKeyInfo of a key: the same algorithm, and what its kind derives from the private key.
pub(super) fn public(der: &[u8]) -> Option<Vec<u8>> {
    let mut fields = Cursor::new(der).expect(Tag::Sequence, FIELD).ok()?.inside();
    fields.expect(Tag::Integer, FIELD).ok()?;
    let identifier = fields.expect(Tag::Sequence, FIELD).ok()?;
    let key = fields.expect(Tag::OctetString, FIELD).ok()?.value;
    let algorithm = pki::Algorithm::read(&identifier, FIELD).ok()?;
    let octets = derived(&algorithm, key).or_else(|| beside(fields));
    let octets = octets.filter(|octets| !octets.is_empty())?;
    Some(sequence(&[identifier.whole, &bit_string(&octets)]))
}

/// publicKey [1] IMPLICIT BIT STRING, after the attributes.
fn beside(mut fields: Cursor<'_>) -> Option<Vec<u8>> {
    while !fields.is_done() {
        let field = fields.any(FIELD).ok()?;
        if field.context_number() == Some(1) {
            let (unused, octets) = field.value.split_first()?;
            return (*unused == 0).then(|| octets.to_vec());
        }
    }
    None
}

/// The contents of the public key's BIT STRING.
fn derived(algorithm: &pki::Algorithm, key: &[u8]) -> Option<Vec<u8>> {
    let parameters = algorithm.parameters.as_deref();
    match crate::names::of(&algorithm.oid)? {
        "rsaEncryption" | "RSASSA-PSS" | "RSAES-OAEP" => pkcs1::key(key),
        "ecPublicKey" => sec1::point(key, parameters?),
        "DSA" => dsa::y(key, parameters?),
        "Ed25519" => {
            let seed = curve_key(key)?;
            Some(ed25519_dalek::SigningKey::from_bytes(&seed).verifying_key().as_bytes().to_vec())
        }
        "X25519" => {
            let point = curve25519_dalek::MontgomeryPoint::mul_base_clamped(*curve_key(key)?);
            Some(point.as_bytes().to_vec())
        }
        "ML-DSA-44" => ml_dsa::<MlDsa44>(key),
        "ML-DSA-65" => ml_dsa::<MlDsa65>(key),
        "ML-DSA-87" => ml_dsa::<MlDsa87>(key),
        name if name.starts_with("SLH-DSA") => slh_dsa(key),
        _ => None,
    }
}

/// CurvePrivateKey (RFC 8410 §7): an OCTET STRING in the other.
fn curve_key(key: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let octets = Cursor::new(key).expect(Tag::OctetString, FIELD).ok()?.value;
    octets.try_into().ok().map(Zeroizing::new)
}

/// RFC 9881 §6: a seed [0], or a SEQUENCE that begins with one. An expanded key has no seed, and reading one
/// that somebody made up is not safe.
fn ml_dsa<P: MlDsaParams>(key: &[u8]) -> Option<Vec<u8>> {
    let choice: Tlv<'_> = Cursor::new(key).any(FIELD).ok()?;
    let seed = match choice.tag? {
        Tag::ContextSpecific { .. } if choice.context_number() == Some(0) => choice.value,
        Tag::Sequence => choice.inside().expect(Tag::OctetString, FIELD).ok()?.value,
        _ => return None,
    };
    let seed = Zeroizing::new(Seed::try_from(seed).ok()?);
    Some(SigningKey::<P>::from_seed(&seed).expanded_key().verifying_key().encode().to_vec())
}

/// FIPS 205 §9.1: the second half is the public key. The octets stand as they are (RFC 9909 §5).
fn slh_dsa(key: &[u8]) -> Option<Vec<u8>> {
    // Four times n, which is 16, 24 or 32.
    matches!(key.len(), 64 | 96 | 128).then(|| key[key.len() / 2..].to_vec())
}
