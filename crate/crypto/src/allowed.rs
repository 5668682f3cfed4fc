//! What is off unless a request asks for it.

use serde::{Deserialize, Serialize};

/// Retired algorithms that a request may allow. Each one is off by default.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Allowed {
    /// Signatures over SHA-1 (RFC 6194, NIST SP 800-131A): collisions are practical.
    pub sha1: bool,
    /// DSA, which FIPS 186-5 no longer approves.
    pub dsa: bool,
}
