//! What is wrong with an input, an object or a container, and where.

use anchorlight_pki::{self as pki, ProblemKind};
use serde::Serialize;

/// One thing that is wrong. In JSON it has the shape of `anchorlight_pki::Problem`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "InspectionProblem")
)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    pub kind: Reason,
    /// Byte offset at which it was found.
    pub offset: usize,
    /// Whether something was not read because of it.
    pub fatal: bool,
}

#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ProblemReason"))]
#[serde(untagged)]
pub enum Reason {
    Object(ProblemKind),
    Container(ContainerProblem),
}

/// Why a container was not opened, or not all of it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum ContainerProblem {
    /// Containers in containers, deeper than anybody packs them by hand.
    #[serde(rename = "container.too_deep")]
    TooDeep { limit: usize },
    /// More entries than there is room for.
    #[serde(rename = "container.too_many")]
    TooMany { limit: usize },
    /// More octets than are unpacked of one input.
    #[serde(rename = "container.too_large")]
    TooLarge { limit: usize },
    /// More values than are read of one document.
    #[serde(rename = "container.too_many_values")]
    TooManyValues { limit: usize },
    /// It is not JSON from there on.
    #[serde(rename = "container.json")]
    Json,
    /// It is not YAML from there on.
    #[serde(rename = "container.yaml")]
    Yaml,
    /// A key that an object has twice.
    #[serde(rename = "container.duplicate_key")]
    DuplicateKey { entry: String },
    /// An entry that should hold something and does not.
    #[serde(rename = "container.entry_unread")]
    EntryUnread { entry: String },
    /// A file in an archive that is of no kind that is opened. Nothing of it is shown.
    #[serde(rename = "container.entry_unrecognised")]
    EntryUnrecognised { size: usize },
    /// The key is not that of its certificate (RFC 7517 §4.7).
    #[serde(rename = "container.jwk_certificate")]
    JwkCertificate { entry: String },
    /// A digest that is not that of the first certificate (RFC 7517 §4.8, §4.9).
    #[serde(rename = "container.jwk_thumbprint")]
    JwkThumbprint { entry: String, member: &'static str },
    /// It ends too soon, or contradicts itself. What was read up to there is shown.
    #[serde(rename = "container.damaged")]
    Damaged,
    /// Packed or encrypted in a way that is not opened here.
    #[serde(rename = "container.method_unsupported")]
    MethodUnsupported { method: String },
    /// An entry of an archive that is encrypted; such archives are not opened.
    #[serde(rename = "container.encrypted")]
    Encrypted,
    /// Deriving keys from passwords would take too long.
    #[serde(rename = "container.too_slow")]
    TooSlow { limit: u64 },
    /// The password fits, and its code shows that somebody altered it.
    #[serde(rename = "container.mac_wrong")]
    MacWrong,
    /// None of the passwords that were given verifies it: they are others, or it was altered.
    #[serde(rename = "container.not_verified")]
    NotVerified,
    /// A private key that is read, but its public key is not in it, and nothing here calculates it.
    #[serde(rename = "container.public_key_unknown")]
    PublicKeyUnknown,
    /// A container that has no tree, because a private key stands in it that is not encrypted, or may do so.
    #[serde(rename = "container.tree_withheld")]
    TreeWithheld,
    /// Encrypted, and no password was given.
    #[serde(rename = "container.password_needed")]
    PasswordNeeded,
    /// Encrypted, and none of the passwords that were given opens it.
    #[serde(rename = "container.password_wrong")]
    PasswordWrong,
}

impl ContainerProblem {
    /// Why what is encrypted with a password was not opened.
    pub(crate) fn no_password(known: &[&str]) -> Self {
        if known.is_empty() { Self::PasswordNeeded } else { Self::PasswordWrong }
    }
}

impl Problem {
    /// Something was not read.
    #[must_use]
    pub fn fatal(kind: ContainerProblem, offset: usize) -> Self {
        Self { kind: Reason::Container(kind), offset, fatal: true }
    }

    /// All was read nevertheless.
    #[must_use]
    pub fn note(kind: ContainerProblem, offset: usize) -> Self {
        Self { kind: Reason::Container(kind), offset, fatal: false }
    }

    /// Whether it is a limit that was reached, not a fault of what was read.
    pub(crate) fn is_of_limit(&self) -> bool {
        use ContainerProblem::{TooDeep, TooLarge, TooManyValues};
        let Reason::Container(kind) = &self.kind else { return false };
        matches!(kind, TooDeep { .. } | TooLarge { .. } | TooManyValues { .. })
    }
}

impl From<pki::Problem> for Problem {
    fn from(pki::Problem { kind, offset, fatal }: pki::Problem) -> Self {
        Self { kind: Reason::Object(kind), offset, fatal }
    }
}
