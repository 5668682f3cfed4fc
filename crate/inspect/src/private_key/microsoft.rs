//! Private keys in Microsoft's own forms, which OpenSSL writes as well: whether they are encrypted, and the public key.

use super::{dsa, pkcs1};
use crate::encode::{sequence, unsigned};
use zeroize::Zeroizing;

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

/// SubjectPublicKeyInfo of a key that is not encrypted (RSAPUBKEY and DSSPUBKEY, wincrypt.h): numbers in little endian.
pub(super) fn public(value: &[u8]) -> Option<Vec<u8>> {
    let number = |octets: &[u8]| Some(u32::from_le_bytes(octets.try_into().ok()?) as usize);
    // A PVK file has a header of six numbers before the blob; the fifth is the length of a salt after it.
    let blob = match value.starts_with(&PVK) {
        true => value.get(24..)?.get(number(value.get(16..20)?)?..)?,
        false => value,
    };
    let (magic, size) = (blob.get(8..12)?, number(blob.get(12..16)?)?.div_ceil(8));
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
