//! Private keys in Microsoft's own forms, which OpenSSL writes as well: what a password opens, and the public key.

use sha1::{Digest, Sha1};
use zeroize::{Zeroize, Zeroizing};

use super::{dsa, pkcs1};
use crate::container::Room;
use crate::encode::{sequence, unsigned};
use crate::encryption::rc4;
use crate::problem::ContainerProblem;

/// Of a PVK file, a number in little endian: 0xB0B5F11E (OpenSSL's `MS_PVKMAGIC`).
const PVK: [u8; 4] = [0x1e, 0xf1, 0xb5, 0xb0];

/// PRIVATEKEYBLOB, version 2, and nothing in the reserved octets ([BLOBHEADER], wincrypt.h).
const BLOB: [u8; 4] = [7, 2, 0, 0];

/// By its first octets.
pub(super) fn kind(value: &[u8]) -> Option<&'static str> {
    if value.starts_with(&PVK) {
        return Some("PVK PRIVATE KEY");
    }
    // After the header and the algorithm: RSA2 or DSS2.
    let magic = value.get(8..12).filter(|_| value.starts_with(&BLOB))?;
    matches!(magic, b"RSA2" | b"DSS2").then_some("BLOB PRIVATE KEY")
}

/// A PVK file says so after its magic, its reserved octets and the kind of its key.
pub(super) fn is_encrypted(value: &[u8]) -> bool {
    value.starts_with(&PVK) && value.get(12..16).is_some_and(|way| way != [0; 4])
}

/// A PVK file that is encrypted, as one that is not. Only the magic of the key in it tells that a password fits: RC4 has
/// no padding, and there is no code over what it makes.
pub(super) fn open(
    value: &[u8],
    passwords: &[&str],
    room: &mut Room,
) -> Result<Zeroizing<Vec<u8>>, ContainerProblem> {
    let Sealed { salt, header, encrypted } =
        Sealed::read(value).ok_or(ContainerProblem::Damaged)?;
    for password in passwords {
        room.derive(1)?;
        let mut hash = Sha1::new().chain_update(salt).chain_update(password).finalize();
        // 128 bits of it, or 40 and eleven octets of zero, which was for export.
        let mut key = Zeroizing::new([0; 16]);
        for bits in [128, 40] {
            key.fill(0);
            key[..bits / 8].copy_from_slice(&hash[..bits / 8]);
            let opened = rc4(&*key, encrypted).unwrap_or_default();
            if opened.starts_with(b"RSA2") || opened.starts_with(b"DSS2") {
                hash.zeroize();
                return Ok(Zeroizing::new([header, &opened].concat()));
            }
        }
        hash.zeroize();
    }
    Err(ContainerProblem::no_password(passwords))
}

/// What stands behind the header of an encrypted PVK file.
struct Sealed<'a> {
    salt: &'a [u8],
    /// [BLOBHEADER], in clear.
    header: &'a [u8],
    encrypted: &'a [u8],
}

impl<'a> Sealed<'a> {
    /// `None`: not all of it is there, or it is no key.
    fn read(value: &'a [u8]) -> Option<Self> {
        let (salt, blob) = (little(value.get(16..20)?)?, little(value.get(20..24)?)?);
        let (salt, rest) = value.get(24..)?.split_at_checked(salt)?;
        let (header, encrypted) = rest.get(..blob)?.split_at_checked(8)?;
        let is_key = !salt.is_empty() && header.starts_with(&BLOB) && encrypted.len() > 8;
        is_key.then_some(Self { salt, header, encrypted })
    }
}

fn little(octets: &[u8]) -> Option<usize> {
    Some(u32::from_le_bytes(octets.try_into().ok()?) as usize)
}

/// SubjectPublicKeyInfo of a key that is not encrypted (RSAPUBKEY and DSSPUBKEY, wincrypt.h): numbers in little endian.
pub(super) fn public(value: &[u8]) -> Option<Vec<u8>> {
    // A PVK file has a header of six numbers before the blob; the fifth is the length of a salt after it.
    let blob = match value.starts_with(&PVK) {
        true => value.get(24..)?.get(little(value.get(16..20)?)?..)?,
        false => value,
    };
    let (magic, size) = (blob.get(8..12)?, little(blob.get(12..16)?)?.div_ceil(8));
    let mut rest = blob.get(16..)?;
    let mut next = |octets: usize| {
        let (number, after) = rest.split_at_checked(octets)?;
        rest = after;
        Some(Zeroizing::new(number.iter().rev().copied().collect::<Vec<u8>>()))
    };
    if magic == b"RSA2" {
        let (exponent, modulus) = (next(4)?, next(size)?);
        return Some(pkcs1::of_numbers(&modulus, &exponent));
    }
    // q and x have 160 bits.
    let group = [unsigned(&next(size)?), unsigned(&next(20)?), unsigned(&next(size)?)];
    let x = Zeroizing::new(unsigned(&next(20)?));
    let parameters = sequence(&group.each_ref().map(Vec::as_slice));
    Some(dsa::info(&group, &dsa::y(&x, &parameters)?))
}
