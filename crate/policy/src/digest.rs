//! SHA-256, by which certificates, keys and documents are called.

use anchorlight_pki::hex;
use sha2::Digest;

/// A SHA-256 digest.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Sha256(pub [u8; 32]);

impl Sha256 {
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// As people write it: hexadecimal, colons do not matter.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        hex::decode(&text.replace(':', "")).and_then(|bytes| bytes.try_into().ok()).map(Self)
    }
}

impl std::fmt::Display for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}
