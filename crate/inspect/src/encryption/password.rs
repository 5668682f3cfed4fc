//! Passwords, and the keys that PKCS #12 derives from them.

use ::pkcs12::kdf::{Pkcs12KeyType, derive_key};
use sha2::digest::block_api::BlockSizeUser;
use sha2::digest::{Digest, FixedOutputReset};
use zeroize::Zeroizing;

/// A password, or that there is none: to PKCS #12 that is another one than the empty one.
pub(crate) enum Password<'a> {
    None,
    Text(&'a str),
}

/// What a key is for.
#[derive(Clone, Copy)]
pub(crate) enum Use {
    Encryption,
    Vector,
    Mac,
}

impl<'a> Password<'a> {
    /// What is tried where somebody knows these: after them the empty one, and none.
    pub fn all(known: &[&'a str]) -> Vec<Self> {
        let given = known.iter().filter(|text| !text.is_empty()).map(|text| Self::Text(text));
        given.chain([Self::Text(""), Self::None]).collect()
    }

    /// As PBKDF2 and scrypt take it.
    pub fn plain(&self) -> &'a [u8] {
        match self {
            Self::None => &[],
            Self::Text(text) => text.as_bytes(),
        }
    }

    /// In UTF-16 with two octets of zero at its end (RFC 7292 §B.1).
    fn wide(&self) -> Zeroizing<Vec<u8>> {
        let units = match self {
            Self::None => return Zeroizing::default(),
            Self::Text(text) => text.encode_utf16(),
        };
        Zeroizing::new(units.chain([0]).flat_map(u16::to_be_bytes).collect())
    }
}

/// RFC 7292 appendix B.
pub(crate) fn derived<D>(
    password: &Password<'_>,
    salt: &[u8],
    rounds: u32,
    of: Use,
    octets: usize,
) -> Zeroizing<Vec<u8>>
where
    D: Digest + FixedOutputReset + BlockSizeUser,
{
    let of = match of {
        Use::Encryption => Pkcs12KeyType::EncryptionKey,
        Use::Vector => Pkcs12KeyType::Iv,
        Use::Mac => Pkcs12KeyType::Mac,
    };
    // There is room for far fewer.
    let rounds = i32::try_from(rounds).unwrap_or(i32::MAX);
    Zeroizing::new(derive_key::<D>(&password.wide(), salt, of, rounds, octets))
}
