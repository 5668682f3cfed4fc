//! RSAPrivateKey and RSAPublicKey (PKCS #1, RFC 8017 A.1).

use anchorlight_pki::read::Cursor;
use der::Tag;

use crate::encode::{bit_string, sequence, unsigned};
use crate::number;

/// AlgorithmIdentifier of rsaEncryption, whose parameters are NULL (RFC 3279 §2.3.1).
const RSA: &[u8] = &[0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];

/// SubjectPublicKeyInfo of a key.
pub(super) fn public(der: &[u8]) -> Option<Vec<u8>> {
    Some(sequence(&[RSA, &bit_string(&key(der)?)]))
}

/// SubjectPublicKeyInfo of two numbers that are not negative.
pub(super) fn of_numbers(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let key = sequence(&[&unsigned(modulus), &unsigned(exponent)]);
    sequence(&[RSA, &bit_string(&key)])
}

/// SubjectPublicKeyInfo of an RSAPublicKey that stands alone; `None` where it is two other numbers: a signature,
/// or the parameters of Diffie-Hellman, whose second number is 2 or 5.
pub(crate) fn of_public(der: &[u8]) -> Option<Vec<u8>> {
    const SMALLEST: usize = 512; // What any RSA key has that was ever made for certificates.
    let mut fields = Cursor::new(der).expect(Tag::Sequence, "RSAPublicKey").ok()?.inside();
    let mut number = || fields.expect(Tag::Integer, "RSAPublicKey").ok();
    let (modulus, exponent) = (number()?, number()?);
    let is_odd = |octets: &[u8]| octets.last().is_some_and(|last| last & 1 == 1);
    let is_key = fields.is_done()
        && is_odd(modulus.value)
        && is_odd(exponent.value)
        && number::bits(number::unsigned(modulus.value)) >= SMALLEST
        && (2..=32).contains(&number::bits(exponent.value))
        && exponent.value != [5];
    is_key.then(|| sequence(&[RSA, &bit_string(der)]))
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
