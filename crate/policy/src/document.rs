//! The trust store document as it is written: JSON, every key known.
//!
//! These types are the schema. What they hold is text; [`crate::Store`] is the same, read.

use anchorlight_path::{AnchorUse, DirectTrust, Purpose, RevocationMode, RevocationScope};
use anchorlight_pki::{NameKind, Time};
use serde::{Deserialize, Serialize};

use crate::rules::Rules;

/// Whom an organisation trusts, for what, until when, and under which conditions.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Document {
    /// Where the schema is; for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// What the store is called. An update has the same name.
    pub name: String,
    /// Grows with every update.
    pub version: u32,
    /// When this version was issued, RFC 3339 in UTC: 2026-11-23T00:00:00Z.
    pub issued: String,
    /// From when it no longer counts, RFC 3339 in UTC.
    pub expires: String,
    /// How many seconds after `expires` it still counts, for clients that cannot update.
    #[serde(default, skip_serializing_if = "is_default")]
    pub expiry_grace: u32,
    /// Who may sign updates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signers: Option<Signers>,
    /// The portals that use this store.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub portals: Vec<Portal>,
    /// Trust anchors.
    #[serde(default)]
    pub anchors: Vec<Anchor>,
    /// Intermediate certificates, used where a path needs them and never trusted for being here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Hint>,
    /// End entities that are trusted themselves, for these hosts and nothing else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub end_entities: Vec<EndEntity>,
    /// What may stand in no path.
    #[serde(default, skip_serializing_if = "is_default")]
    pub distrusted: Distrusted,
    /// What is known of revocation, and what it takes to believe a certificate.
    #[serde(default, skip_serializing_if = "is_default")]
    pub revocation: Revocation,
    /// Rules for every path.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rules: Rules,
    /// Rules for some hosts, in place of those with the same id for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<HostRules>,
    /// Anchors that are kept elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<Include>,
}

impl Document {
    /// Whether it does not count any more at this time; `expires` is what it says of that.
    pub(crate) fn has_expired(&self, expires: Time, now: Time) -> bool {
        now.0 >= expires.0.saturating_add(self.expiry_grace.into())
    }
}

/// Who may sign updates, and how many of them it takes.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signers {
    /// How many different keys must have signed.
    pub threshold: u32,
    pub keys: Vec<SignerKey>,
}

/// A key that may sign updates.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignerKey {
    /// SubjectPublicKeyInfo: base64 of its DER, or PEM. P-256, P-384 or Ed25519.
    pub public_key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A portal that uses the store.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Portal {
    /// What the portal is known by: its address or its ARN.
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A trust anchor.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Anchor {
    /// Base64 of its DER, or PEM.
    pub certificate: String,
    /// What it is trusted for.
    pub purposes: Vec<TrustedFor>,
    /// What of the certificate itself is in force.
    #[serde(default, skip_serializing_if = "is_default")]
    pub enforce: Enforce,
    /// What the organisation adds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub constraints: Constraints,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// What an anchor is trusted for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum TrustedFor {
    /// TLS servers.
    Server,
    /// TLS clients.
    Client,
    /// Mail.
    Email,
    /// Signing of code.
    Code,
    /// Time stamps.
    TimeStamping,
}

impl TrustedFor {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Server, Self::Client, Self::Email, Self::Code, Self::TimeStamping];

    /// What it is for a purpose asked for; `None` where nothing of this kind is asked.
    #[must_use]
    pub fn of(purpose: Purpose) -> Option<Self> {
        Some(match purpose {
            Purpose::ServerAuth => Self::Server,
            Purpose::ClientAuth | Purpose::RcsMlsClient => Self::Client,
            Purpose::EmailProtection => Self::Email,
            Purpose::CodeSigning | Purpose::C2paManifest => Self::Code,
            Purpose::TimeStamping | Purpose::C2paTimeStamping => Self::TimeStamping,
            Purpose::Any | Purpose::OcspSigning => return None,
        })
    }
}

/// What of an anchor's certificate is in force; all of it unless this says otherwise.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Enforce {
    /// Its validity period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<bool>,
    /// What its extensions say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraints: Option<bool>,
    /// A version 3 certificate must say that it is a CA, whatever else of it is in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basic_constraints: Option<bool>,
}

impl Enforce {
    /// What the path is validated by; what is left out is in force.
    pub(crate) fn anchor_use(self) -> AnchorUse {
        AnchorUse {
            dates: self.dates.unwrap_or(true),
            extensions: self.constraints.unwrap_or(true),
            basic_constraints: self.basic_constraints.unwrap_or(true),
            end_entities: DirectTrust::Off,
        }
    }
}

/// Constraints that an organisation adds to an anchor.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Constraints {
    /// Names of a form that is listed here must lie in one of its subtrees.
    #[serde(skip_serializing_if = "is_default")]
    pub permitted: Subtrees,
    /// No name may lie in these.
    #[serde(skip_serializing_if = "is_default")]
    pub excluded: Subtrees,
    /// The end entity must state its key purposes, and each must be one of these: dotted, or by their RFC names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extended_key_usages: Vec<String>,
    /// The path must be valid for one of these certificate policies: dotted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<String>,
    /// How many intermediate certificates a path may have, self-issued ones not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_length: Option<u32>,
    /// End entities that were issued after this are not trusted, RFC 3339 in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distrust_issued_after: Option<String>,
    /// It is not trusted after this, RFC 3339 in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_until: Option<String>,
}

/// Subtrees of names, by form, as a CA's name constraints have them (RFC 5280 §4.2.1.10).
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Subtrees {
    /// A domain: itself and everything below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dns: Vec<String>,
    /// An address or a block: 10.0.0.0/8.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ip: Vec<String>,
    /// A mailbox, a host, or with a leading dot every host below a domain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub email: Vec<String>,
    /// A host, or with a leading dot every host below a domain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uri: Vec<String>,
    /// A distinguished name, RFC 4514: every name that begins with its RDNs, O=Corp,C=SE.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub directory: Vec<String>,
}

impl Subtrees {
    /// Every form with the key it has in the document.
    #[must_use]
    pub fn forms(&self) -> [(NameKind, &'static str, &[String]); 5] {
        [
            (NameKind::Dns, "dns", &self.dns),
            (NameKind::Ip, "ip", &self.ip),
            (NameKind::Email, "email", &self.email),
            (NameKind::Uri, "uri", &self.uri),
            (NameKind::Directory, "directory", &self.directory),
        ]
    }
}

/// An intermediate certificate.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Hint {
    /// Base64 of its DER, or PEM.
    pub certificate: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An end entity that is trusted itself.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndEntity {
    /// Base64 of its DER, or PEM.
    pub certificate: String,
    /// The hosts it is trusted for: a name, `*.` and a domain for every name below it, an address, or a block.
    pub hosts: Vec<String>,
    /// What it is trusted for.
    pub purposes: Vec<TrustedFor>,
    /// It is not trusted after this, RFC 3339 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// What may stand in no path, whatever else says that it is trusted.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Distrusted {
    /// Certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<DistrustedHash>,
    /// Keys: every certificate with such a key.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<DistrustedHash>,
    /// Certificates by issuer and serial number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub serials: Vec<DistrustedSerial>,
}

/// A certificate or a key by its hash.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DistrustedHash {
    /// SHA-256 of the certificate, or of the SubjectPublicKeyInfo: hexadecimal, colons do not matter.
    pub sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A certificate by its issuer and serial number.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DistrustedSerial {
    /// RFC 4514.
    pub issuer: String,
    /// Hexadecimal; colons and leading zeros do not matter.
    pub serial: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Revocation.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Revocation {
    /// What a certificate of which nothing is known is worth; `prefer` where this is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<RevocationMode>,
    /// Which certificates are looked at.
    #[serde(skip_serializing_if = "is_default")]
    pub scope: RevocationScope,
    /// How many seconds a list or response may be out of date; none where this is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grace: Option<u32>,
    /// Lists and OCSP responses that belong to the store.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<NamedSource>,
}

/// A list or an OCSP response: itself, or what it is called, for whoever asks to bring it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NamedSource {
    /// What people call it. One without data is looked for among the files of the request by this label.
    pub name: String,
    /// Base64 of its DER, or PEM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

/// Rules for some hosts.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostRules {
    /// A name, `*.` and a domain for every name below it, an address, a block, or `*`.
    pub hosts: Vec<String>,
    pub rules: Rules,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Anchors that are kept elsewhere: exactly one of `publicWebRoots` and `document`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Include {
    /// The public web's roots (Mozilla's list).
    #[serde(default, skip_serializing_if = "is_default")]
    pub public_web_roots: bool,
    /// Another document, by the SHA-256 of its bytes in hexadecimal: its anchors, hints, end entities
    /// and what it distrusts. Its rules, revocation and includes stay behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// What its anchors are trusted for at most; all that they are trusted for where this is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purposes: Option<Vec<TrustedFor>>,
    /// Added to those that its anchors have.
    #[serde(default, skip_serializing_if = "is_default")]
    pub constraints: Constraints,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
