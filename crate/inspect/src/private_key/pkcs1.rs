//! RSAPrivateKey (PKCS #1, RFC 8017 A.1.2).

use anchorlight_pki::read::Cursor;
use der::Tag;

use crate::encode::{bit_string, sequence};

/// AlgorithmIdentifier of rsaEncryption, whose parameters are NULL (RFC 3279 §2.3.1).
const RSA: &[u8] = &[0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];

/// SubjectPublicKeyInfo of a key.
pub(super) fn public(der: &[u8]) -> Option<Vec<u8>> {
    Some(sequence(&[RSA, &bit_string(&key(der)?)]))
}

/// Its RSAPublicKey (A.1.1).
pub(super) fn key(der: &[u8]) -> Option<Vec<u8>> {
    let mut fields = Cursor::new(der).expect(Tag::Sequence, "RSAPrivateKey").ok()?.inside();
    let mut number = || fields.expect(Tag::Integer, "RSAPrivateKey").ok();
    let (_version, modulus, exponent) = (number()?, number()?, number()?);
    // The private exponent, two primes, two exponents and the coefficient; OpenSSL's DSA keys have fewer numbers.
    for _ in 0..6 {
        number()?;
    }
    Some(sequence(&[modulus.whole, exponent.whole]))
}
