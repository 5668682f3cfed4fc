//! The hash functions that signatures are computed over.

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912;

/// A hash function.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

/// An expression in which `$digest` is the type that computes the hash.
macro_rules! with_digest {
    ($hash:expr, $digest:ident => $body:expr) => {{
        macro_rules! of_type {
            ($type:ty) => {{
                type $digest = $type;
                $body
            }};
        }
        match $hash {
            $crate::hash::Hash::Sha1 => of_type!(sha1::Sha1),
            $crate::hash::Hash::Sha224 => of_type!(sha2::Sha224),
            $crate::hash::Hash::Sha256 => of_type!(sha2::Sha256),
            $crate::hash::Hash::Sha384 => of_type!(sha2::Sha384),
            $crate::hash::Hash::Sha512 => of_type!(sha2::Sha512),
        }
    }};
}
pub(crate) use with_digest;

impl Hash {
    pub(crate) fn digest(self, message: &[u8]) -> Vec<u8> {
        use sha2::Digest;
        with_digest!(self, D => D::digest(message).to_vec())
    }

    pub(crate) fn from_oid(oid: ObjectIdentifier) -> Option<Self> {
        match oid {
            rfc5912::ID_SHA_1 => Some(Self::Sha1),
            rfc5912::ID_SHA_224 => Some(Self::Sha224),
            rfc5912::ID_SHA_256 => Some(Self::Sha256),
            rfc5912::ID_SHA_384 => Some(Self::Sha384),
            rfc5912::ID_SHA_512 => Some(Self::Sha512),
            _ => None,
        }
    }
}
