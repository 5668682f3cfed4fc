//! What containers say of themselves and of their entries.

use anchorlight_pki::safe_text;
use serde::Serialize;

/// One thing that a container says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    pub said: Said,
    /// Of which entry, or of what in the container; of the container itself where it is empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub entry: String,
    /// Safe to show.
    pub text: String,
}

/// What a [`Detail`] is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Said {
    /// Whose output it is.
    Command,
    /// A member of it.
    Field,
    /// A file that it names and does not hold.
    File,
    /// What is said of a key beside its numbers.
    Key,
    /// What kind of object it is and how it is called.
    Object,
    /// In OpenSSL's words.
    OpenSsl,
    PermittedCidrs,
    PermittedDnsNames,
}

/// What is longer is cut: nobody reads it, and it was made to be long.
const LONGEST_TEXT: usize = 1_000;

impl Detail {
    pub(crate) fn of(said: Said, entry: String, text: &str) -> Self {
        let cut: String = text.chars().take(LONGEST_TEXT).collect();
        let more = if cut.len() < text.len() { "…" } else { "" };
        Self { said, entry, text: safe_text(&cut) + more }
    }
}
