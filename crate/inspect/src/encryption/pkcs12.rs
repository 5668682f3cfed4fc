//! The ciphers of PKCS #12 before PBES2 (RFC 7292 appendix C), which old files still need.

use anchorlight_pki::Oid;
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit};
use des::{TdesEde2, TdesEde3};
use rc2::Rc2;
use rc4::{Rc4, StreamCipher};
use sha1::Sha1;
use zeroize::Zeroizing;

use super::password::{Password, Use, derived};

#[derive(Clone, Copy)]
pub(crate) enum Cipher {
    Rc4Of128Bits,
    Rc4Of40Bits,
    TripleDes3Key,
    TripleDes2Key,
    Rc2Of128Bits,
    Rc2Of40Bits,
}

impl Cipher {
    pub fn of(oid: &Oid) -> Option<Self> {
        match oid.to_string().strip_prefix("1.2.840.113549.1.12.1.")? {
            "1" => Some(Self::Rc4Of128Bits),
            "2" => Some(Self::Rc4Of40Bits),
            "3" => Some(Self::TripleDes3Key),
            "4" => Some(Self::TripleDes2Key),
            "5" => Some(Self::Rc2Of128Bits),
            "6" => Some(Self::Rc2Of40Bits),
            _ => None,
        }
    }

    /// What the length of all that is encrypted is a multiple of.
    pub fn block(self) -> usize {
        if matches!(self, Self::Rc4Of128Bits | Self::Rc4Of40Bits) { 1 } else { 8 }
    }

    /// `None`: the padding does not fit.
    pub fn decrypt(
        self,
        password: &Password<'_>,
        salt: &[u8],
        rounds: u32,
        encrypted: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        let octets = match self {
            Self::TripleDes3Key => 24,
            Self::TripleDes2Key | Self::Rc2Of128Bits | Self::Rc4Of128Bits => 16,
            Self::Rc2Of40Bits | Self::Rc4Of40Bits => 5,
        };
        let key = derived::<Sha1>(password, salt, rounds, Use::Encryption, octets);
        // All but RC4, which takes none, have blocks of eight octets.
        let vector = derived::<Sha1>(password, salt, rounds, Use::Vector, 8);
        match self {
            Self::Rc4Of128Bits | Self::Rc4Of40Bits => rc4(&key, encrypted),
            Self::TripleDes3Key => plain(&TdesEde3::new_from_slice(&key).ok()?, &vector, encrypted),
            Self::TripleDes2Key => plain(&TdesEde2::new_from_slice(&key).ok()?, &vector, encrypted),
            // Its effective bits are those of the key.
            Self::Rc2Of128Bits | Self::Rc2Of40Bits => {
                plain(&Rc2::new_from_slice(&key).ok()?, &vector, encrypted)
            }
        }
    }
}

/// What RC4 was given: nothing in it tells a wrong key.
pub(crate) fn rc4(key: &[u8], encrypted: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut buffer = Zeroizing::new(encrypted.to_vec());
    Rc4::new_from_slice(key).ok()?.apply_keystream(&mut buffer);
    Some(buffer)
}

/// What a cipher in CBC mode with padding was given; `None`: the padding does not fit.
pub(crate) fn plain<C>(cipher: &C, vector: &[u8], encrypted: &[u8]) -> Option<Zeroizing<Vec<u8>>>
where
    C: BlockCipherDecrypt + Clone,
{
    let mode = Decryptor::inner_iv_slice_init(cipher.clone(), vector).ok()?;
    let mut buffer = Zeroizing::new(encrypted.to_vec());
    let length = mode.decrypt_padded::<Pkcs7>(&mut buffer).ok()?.len();
    buffer.truncate(length);
    Some(buffer)
}
