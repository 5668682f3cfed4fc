//! `BEGIN OPENSSH PRIVATE KEY` (OpenSSH's PROTOCOL.key): whether it is encrypted, and the public key, which stands in
//! it in clear (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4).

use super::{dsa, ec, pkcs1};
use crate::encode::{bit_string, sequence, unsigned};

const MARK: &[u8] = b"openssh-key-v1\0";

/// After its mark stands the name of a cipher; `none` where there is none.
pub(super) fn is_encrypted(body: &[u8]) -> bool {
    let cipher = body.strip_prefix(MARK).and_then(|rest| Strings(rest).next());
    cipher.is_some_and(|cipher| cipher != b"none")
}

/// SubjectPublicKeyInfo of the one key that there is in every file of today.
pub(super) fn public(body: &[u8]) -> Option<Vec<u8>> {
    let mut rest = Strings(body.strip_prefix(MARK)?);
    let (_cipher, _derivation, _options) = (rest.next()?, rest.next()?, rest.next()?);
    (rest.number()? == 1).then_some(())?;
    let mut key = Strings(rest.next()?);
    match key.next()? {
        b"ssh-rsa" => {
            let (exponent, modulus) = (key.next()?, key.next()?);
            Some(pkcs1::of_numbers(modulus, exponent))
        }
        b"ssh-dss" => {
            let mut number = || Some(unsigned(key.next()?));
            let group = [number()?, number()?, number()?];
            Some(dsa::info(&group, &number()?))
        }
        // id-Ed25519 (RFC 8410 §3).
        b"ssh-ed25519" => {
            let point = key.next()?;
            Some(sequence(&[&[0x30, 5, 6, 3, 0x2b, 0x65, 0x70], &bit_string(point)]))
        }
        name if name.starts_with(b"ecdsa-sha2-") => {
            let (curve, point) = (key.next()?, key.next()?);
            let curve = match curve {
                b"nistp256" => "P-256",
                b"nistp384" => "P-384",
                b"nistp521" => "P-521",
                _ => return None,
            };
            ec::info(curve, point)
        }
        // Among them those whose private half is in a token.
        _ => None,
    }
}

/// Strings with their lengths before them (RFC 4251 §5).
struct Strings<'a>(&'a [u8]);

impl<'a> Strings<'a> {
    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        usize::try_from(u32::from_be_bytes(*number)).ok()
    }

    fn next(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        let (string, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(string)
    }
}
