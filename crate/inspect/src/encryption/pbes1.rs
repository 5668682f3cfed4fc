//! PBES1 (RFC 8018 §6.1): DES or RC2 with a key and a vector of eight octets each, which PBKDF1 (§5.1) takes from a hash
//! of the password. MD2 is not read: no OpenSSL of today writes it.

use anchorlight_pki::Oid;
use cbc::cipher::KeyInit;
use des::Des;
use md5::Md5;
use rc2::Rc2;
use sha1::Sha1;
use sha2::digest::{Digest, Output};
use zeroize::{Zeroize, Zeroizing};

use super::plain;

#[derive(Clone, Copy)]
pub(crate) enum Pbes1 {
    Md5Des,
    Md5Rc2,
    Sha1Des,
    Sha1Rc2,
}

impl Pbes1 {
    /// RFC 8018 appendix A.3.
    pub fn of(oid: &Oid) -> Option<Self> {
        match oid.to_string().strip_prefix("1.2.840.113549.1.5.")? {
            "3" => Some(Self::Md5Des),
            "6" => Some(Self::Md5Rc2),
            "10" => Some(Self::Sha1Des),
            "11" => Some(Self::Sha1Rc2),
            _ => None,
        }
    }

    /// `None`: the padding does not fit.
    pub fn decrypt(
        self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        encrypted: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        let derived = match self {
            Self::Md5Des | Self::Md5Rc2 => pbkdf1::<Md5>(password, salt, rounds),
            Self::Sha1Des | Self::Sha1Rc2 => pbkdf1::<Sha1>(password, salt, rounds),
        };
        let (key, vector) = (derived.get(..8)?, derived.get(8..16)?);
        match self {
            Self::Md5Des | Self::Sha1Des => {
                plain(&Des::new_from_slice(key).ok()?, vector, encrypted)
            }
            // Its effective bits are the 64 of the key.
            Self::Md5Rc2 | Self::Sha1Rc2 => {
                plain(&Rc2::new_from_slice(key).ok()?, vector, encrypted)
            }
        }
    }
}

/// RFC 8018 §5.1: a hash of the password and the salt, hashed again and again.
fn pbkdf1<D: Digest>(password: &[u8], salt: &[u8], rounds: u32) -> Zeroizing<Vec<u8>>
where
    Output<D>: Zeroize,
{
    let mut hash = D::new().chain_update(password).chain_update(salt).finalize();
    for _ in 1..rounds {
        hash = D::digest(&hash);
    }
    let derived = Zeroizing::new(hash.to_vec());
    hash.zeroize();
    derived
}
