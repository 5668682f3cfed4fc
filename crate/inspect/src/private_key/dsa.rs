//! DSA keys: OpenSSL's own form, and the public half of those in PKCS #8.

use anchorlight_pki::read::Cursor;
use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use der::Tag;
use zeroize::Zeroizing;

use crate::encode::{bit_string, sequence, unsigned};
use crate::number;

/// AlgorithmIdentifier's identifier (RFC 3279 §2.3.2).
const DSA: &[u8] = &[6, 7, 0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1];

const FIELD: &str = "DSAPrivateKey";

/// SubjectPublicKeyInfo of `BEGIN DSA PRIVATE KEY`: a version, p, q, g, y and x.
pub(super) fn public(der: &[u8]) -> Option<Vec<u8>> {
    let mut fields = Cursor::new(der).expect(Tag::Sequence, FIELD).ok()?.inside();
    let mut number = || fields.expect(Tag::Integer, FIELD).ok().map(|tlv| tlv.whole);
    let (_version, p, q, g, y, _x) =
        (number()?, number()?, number()?, number()?, number()?, number()?);
    fields.finish(FIELD).ok()?;
    Some(sequence(&[&sequence(&[DSA, &sequence(&[p, q, g])]), &bit_string(y)]))
}

/// SubjectPublicKeyInfo of p, q and g, and y, each an INTEGER.
pub(super) fn info(group: &[Vec<u8>; 3], y: &[u8]) -> Vec<u8> {
    let parameters = sequence(&group.each_ref().map(Vec::as_slice));
    sequence(&[&sequence(&[DSA, &parameters]), &bit_string(y)])
}

/// OPENSSL_DSA_MAX_MODULUS_BITS: what OpenSSL calculates with.
const MOST_BITS: usize = 10_000;

/// y = g^x mod p, as an INTEGER: `key` is x in PKCS #8, `parameters` Dss-Parms.
pub(super) fn y(key: &[u8], parameters: &[u8]) -> Option<Vec<u8>> {
    let mut group = Cursor::new(parameters).expect(Tag::Sequence, FIELD).ok()?.inside();
    let mut next = || Some(number::unsigned(group.expect(Tag::Integer, FIELD).ok()?.value));
    let (p, q, g) = (next()?, next()?, next()?);
    let x = number::unsigned(Cursor::new(key).expect(Tag::Integer, FIELD).ok()?.value);
    // x < q < p and g < p (FIPS 186-4 §4.1).
    let is_sound = number::bits(p) <= MOST_BITS && is_less(x, q) && is_less(q, p) && is_less(g, p);
    if !is_sound {
        return None;
    }
    let modulus = BoxedUint::from_be_slice_vartime(p);
    let bits = modulus.bits_precision();
    let x = Zeroizing::new(BoxedUint::from_be_slice(x, bits).ok()?);
    let parameters = BoxedMontyParams::new_vartime(Option::from(Odd::new(modulus))?);
    let base = BoxedMontyForm::new(BoxedUint::from_be_slice(g, bits).ok()?, &parameters);
    let y = base.pow_bounded_exp(&x, u32::try_from(number::bits(q)).ok()?);
    Some(unsigned(&y.retrieve().to_be_bytes()))
}

/// Of numbers without zeros before them.
fn is_less(one: &[u8], other: &[u8]) -> bool {
    (one.len(), one) < (other.len(), other)
}
