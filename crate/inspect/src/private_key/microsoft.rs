//! Private keys in Microsoft's own forms, which OpenSSL writes as well: named, and whether they are encrypted.

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
