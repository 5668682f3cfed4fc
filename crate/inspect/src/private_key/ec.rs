//! The point that belongs to a private key on a curve.

use zeroize::Zeroizing;

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
