//! Names as people write them.

use serde::{Deserialize, Serialize};

/// The forms of names that people can write.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum NameKind {
    /// A DNS name in ASCII.
    #[default]
    Dns,
    /// A mailbox, its domain in ASCII.
    Email,
    /// A URI in ASCII.
    Uri,
    /// An IP address.
    Ip,
    /// A distinguished name as RFC 4514 text: `CN=Name,O=Organisation`.
    Directory,
}

impl NameKind {
    /// What people call it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Dns => "DNS name",
            Self::Email => "email address",
            Self::Uri => "URI",
            Self::Ip => "IP address",
            Self::Directory => "directory name",
        }
    }
}

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BadName {
    /// Offset of the first byte that does not belong.
    pub offset: usize,
    pub reason: &'static str,
}

impl BadName {
    #[must_use]
    pub fn new(offset: usize, reason: &'static str) -> Self {
        Self { offset, reason }
    }
}
