//! The point that belongs to a private key on a curve.

use zeroize::Zeroizing;

use crate::encode::{bit_string, sequence};

/// Identifier of ecPublicKey (RFC 5480 §2.1.1).
pub(super) const EC: &[u8] = &[6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];

/// SubjectPublicKeyInfo of a point on a curve of NIST (RFC 5480 §2.1.1.1).
pub(super) fn info(curve: &str, point: &[u8]) -> Option<Vec<u8>> {
    let curve: &[u8] = match curve {
        "P-256" => &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
        "P-384" => &[6, 5, 0x2b, 0x81, 4, 0, 0x22],
        "P-521" => &[6, 5, 0x2b, 0x81, 4, 0, 0x23],
        _ => return None,
    };
    Some(sequence(&[&sequence(&[EC, curve]), &bit_string(point)]))
}

/// The scalar times the base point of a curve of NIST (SP 800-186 §3.2.1), not compressed. `curve` is its
/// name; of any other curve, and of a scalar out of range, there is none.
pub(super) fn point(curve: &str, scalar: &[u8]) -> Option<Box<[u8]>> {
    match curve {
        "P-256" => {
            let key = p256::SecretKey::from_slice(&*padded::<32>(scalar)?).ok()?;
            Some(key.public_key().to_sec1_bytes())
        }
        "P-384" => {
            let key = p384::SecretKey::from_slice(&*padded::<48>(scalar)?).ok()?;
            Some(key.public_key().to_sec1_bytes())
        }
        "P-521" => {
            let key = p521::SecretKey::from_slice(&*padded::<66>(scalar)?).ok()?;
            Some(key.public_key().to_sec1_bytes())
        }
        _ => None,
    }
}

/// RFC 5915 §3 pads to the size of the order; some tools write fewer octets, or more.
fn padded<const SIZE: usize>(scalar: &[u8]) -> Option<Zeroizing<[u8; SIZE]>> {
    let number = crate::number::unsigned(scalar);
    let mut padded = Zeroizing::new([0; SIZE]);
    let start = SIZE.checked_sub(number.len())?;
    padded[start..].copy_from_slice(number);
    Some(padded)
}
