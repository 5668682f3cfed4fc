//! What is asked.

use anchorlight_crypto::Allowed;
use anchorlight_path::{
    AnchorUse, PolicyInputs, Profile, Purpose, ReferenceName, RevocationMode, RevocationScope,
    StrictPurpose,
};
use anchorlight_pki::{NameConstraints, NameKind, Oid, Subtree, Time, hex};
use anchorlight_policy::DocumentProblem;
use serde::{Deserialize, Serialize};

use crate::distrust::Distrusted;
use crate::store::StoreRequest;

/// One question to the engine.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// Files with the chain: end entity and intermediates, in any order.
    pub certificates: Vec<Source>,
    /// Files with the trust store: every certificate in them is a trust anchor.
    #[serde(default)]
    pub anchors: Vec<Source>,
    /// A trust store document instead. It decides what of anchors is in force, the profile, what is
    /// distrusted, and revocation but for what `revocation.sources` brings.
    #[serde(default)]
    pub store: Option<StoreRequest>,
    /// Files with certificates that may stand between the chain and an anchor: none of them is
    /// trusted or the end entity, and only those that a path uses are in the report.
    #[serde(default)]
    pub intermediates: Vec<Source>,
    /// The host that is asked for: a DNS name in ASCII or an IP address.
    #[serde(default)]
    pub host: Option<String>,
    /// The name that is asked for instead of a host.
    #[serde(default)]
    pub name: Option<WrittenName>,
    /// The time to check at, in seconds since 1970-01-01T00:00:00Z.
    pub time: i64,
    /// What the certificate is to be used for.
    #[serde(default)]
    pub purpose: Purpose,
    /// How the end entity is told from the intermediates.
    #[serde(default)]
    pub end_entity: EndEntity,
    /// The rules to check by.
    #[serde(default)]
    pub profile: Profile,
    /// Files with lists of public suffixes, as https://publicsuffix.org has them. Where there is one, the
    /// profile `webpki` refuses wildcards directly above what it lists, its private domains included.
    #[serde(default)]
    pub public_suffixes: Vec<Source>,
    /// What of the anchors' certificates is in force.
    #[serde(default)]
    pub anchor_use: AnchorUse,
    /// Whether the purpose must be stated by name.
    #[serde(default)]
    pub strict_purpose: StrictPurpose,
    /// How many intermediate certificates a path may have, self-issued ones not counted.
    #[serde(default)]
    pub max_path_length: Option<u32>,
    /// Algorithms that are refused unless they are asked for.
    #[serde(default)]
    pub allowed: Allowed,
    /// What is asked of certificate policies.
    #[serde(default)]
    pub policies: PolicyRequest,
    /// What names the certificates below the anchor may have.
    #[serde(default)]
    pub subtrees: SubtreeRequest,
    /// What may stand nowhere in a path.
    #[serde(default)]
    pub distrusted: Distrusted,
    /// What is known of revocation, and what it takes to believe a certificate.
    #[serde(default)]
    pub revocation: RevocationRequest,
}

/// Revocation. Lists and responses count wherever they are found, in the files of the chain or of
/// the trust store too: whoever signed them must be trusted, not whoever hands them over.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RevocationRequest {
    /// Files with certificate revocation lists and OCSP responses.
    pub sources: Vec<Source>,
    /// What a certificate of which nothing is known is worth.
    pub mode: RevocationMode,
    /// Which certificates are looked at.
    pub scope: RevocationScope,
    /// How many seconds a source may be out of date.
    pub grace: u32,
    /// What OCSP responses must repeat, hexadecimal: the nonce of the request that they answer.
    pub nonce: Option<String>,
}

impl RevocationRequest {
    pub(crate) fn nonce(&self) -> Result<Option<Vec<u8>>, RequestError> {
        let read = |text: &String| {
            hex::decode(text).ok_or_else(|| RequestError::Nonce { nonce: text.clone() })
        };
        self.nonce.as_ref().map(read).transpose()
    }
}

/// The inputs of RFC 5280 §6.1.1 (c), (e), (f) and (g).
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct PolicyRequest {
    /// The policies that will do, in dotted form; empty for any.
    pub acceptable: Vec<String>,
    /// The path must be valid for at least one acceptable policy.
    pub require_explicit: bool,
    /// No mapping of policies.
    pub inhibit_mapping: bool,
    /// anyPolicy counts for nothing.
    pub inhibit_any: bool,
}

/// The inputs of RFC 5280 §6.1.1 (h) and (i): subtrees of names, as a CA's name constraints have them.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct SubtreeRequest {
    /// Names of a form that is listed here must lie in one of its subtrees.
    pub permitted: Vec<WrittenName>,
    /// No name may lie in these.
    pub excluded: Vec<WrittenName>,
}

/// A name, or the base of a subtree, as people write it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WrittenName {
    pub kind: NameKind,
    pub value: String,
}

/// One file: its bytes, or the digest under which the engine keeps it open.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// What people call it; shown in the report.
    #[serde(default)]
    pub label: Option<String>,
    /// PEM or DER.
    #[serde(default, with = "serde_bytes")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<u8>>"))]
    pub data: Option<Vec<u8>>,
    /// Instead of the bytes: what opening the file gave as its digest.
    #[serde(default)]
    pub opened: Option<String>,
}

impl Source {
    /// A file by its bytes, PEM or DER.
    #[must_use]
    pub fn data(label: Option<String>, data: Vec<u8>) -> Self {
        Self { label, data: Some(data), opened: None }
    }

    /// A file that is kept open.
    #[must_use]
    pub fn opened(label: Option<String>, digest: String) -> Self {
        Self { label, data: None, opened: Some(digest) }
    }
}

/// How the end entity is told from the intermediates.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum EndEntity {
    /// The first certificate that is no CA and issued no other; otherwise the first that issued no other.
    #[default]
    Find,
    /// The first certificate, as in a TLS handshake (RFC 8446 §4.4.2).
    First,
}

/// A request that cannot be answered.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RequestError {
    /// A distrusted certificate or key is not named by a SHA-256 in hexadecimal.
    Distrusted { hash: String },
    /// What is known of a first document: this is no SHA-256 in hexadecimal; or where there is none, fewer
    /// keys are pinned than must have signed, or none must.
    FirstUse { digest: Option<String> },
    /// The host is neither a DNS name in ASCII nor an IP address.
    Host { host: String, offset: usize, reason: &'static str },
    /// The name is not of its kind.
    Name { name: WrittenName, offset: usize, reason: &'static str },
    /// Both a host and a name.
    NameTwice,
    /// The nonce is not written in hexadecimal.
    Nonce { nonce: String },
    /// An acceptable policy is no object identifier in dotted form.
    Policy { policy: String },
    /// A file holds no list of public suffixes.
    PublicSuffixes { label: Option<String> },
    /// A file has neither or both of `data` and `opened`, or is not open.
    Source { label: Option<String>, opened: Option<String> },
    /// The trust store document cannot be read.
    Store { problems: Vec<DocumentProblem> },
    /// A store decides what the request says as well.
    StoreDecides { field: &'static str },
    /// A permitted or excluded subtree is not of its kind.
    Subtree { base: WrittenName, reason: &'static str },
    /// The time is outside the years 0000 to 9999.
    Time { time: i64 },
}

impl RequestError {
    /// A stable id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Distrusted { .. } => "request.distrusted",
            Self::FirstUse { .. } => "request.first_use",
            Self::Host { .. } => "request.host",
            Self::Name { .. } | Self::NameTwice => "request.name",
            Self::Nonce { .. } => "request.nonce",
            Self::Policy { .. } => "request.policy",
            Self::PublicSuffixes { .. } => "request.public_suffixes",
            Self::Source { .. } => "request.source",
            Self::Store { .. } => "request.store",
            Self::StoreDecides { .. } => "request.store_decides",
            Self::Subtree { .. } => "request.subtree",
            Self::Time { .. } => "request.time",
        }
    }
}

impl std::fmt::Display for RequestError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Distrusted { hash } => {
                write!(
                    f,
                    "distrusted \"{}\" is no SHA-256: write its 64 hexadecimal digits",
                    shown(hash)
                )
            }
            Self::FirstUse { digest: Some(digest) } => {
                let digest = shown(digest);
                write!(f, "\"{digest}\" is no SHA-256: write its 64 hexadecimal digits")
            }
            Self::FirstUse { digest: None } => {
                write!(f, "the threshold must lie between one and the number of pinned signers")
            }
            Self::Host { host, offset, reason } => {
                let host = shown(host);
                write!(f, "host \"{host}\" cannot be asked for: at offset {offset}, {reason}")
            }
            Self::Name { name, offset, reason } => {
                let (kind, value) = (name.kind.words(), shown(&name.value));
                write!(f, "{kind} \"{value}\" cannot be asked for: at offset {offset}, {reason}")
            }
            Self::NameTwice => {
                write!(f, "both a host and a name are asked for: leave out one of them")
            }
            Self::Nonce { nonce } => {
                write!(f, "nonce \"{}\" is not written in hexadecimal digits", shown(nonce))
            }
            Self::Policy { policy } => {
                let policy = shown(policy);
                write!(f, "policy \"{policy}\" is no object identifier: write it as 2.23.140.1.2.1")
            }
            Self::PublicSuffixes { label } => {
                let label = label.as_deref().unwrap_or_default();
                write!(f, "file \"{}\" holds no list of public suffixes", shown(label))
            }
            Self::Source { label, opened } => {
                let label = label.as_deref().unwrap_or_default();
                write!(f, "file \"{}\": ", shown(label))?;
                match opened {
                    Some(digest) => write!(f, "none is open with the digest {}", shown(digest)),
                    None => f.write_str("either its bytes or its digest is needed, not both"),
                }
            }
            Self::Store { problems } => {
                f.write_str("the trust store document cannot be read")?;
                match problems.as_slice() {
                    [] => Ok(()),
                    [first, rest @ ..] => {
                        write!(f, ": {} at \"{}\"", first.fault.id(), shown(&first.pointer))?;
                        if rest.is_empty() {
                            Ok(())
                        } else {
                            write!(f, ", and {} more", rest.len())
                        }
                    }
                }
            }
            Self::StoreDecides { field } => {
                write!(
                    f,
                    "{field} is for the trust store document to say: leave it out of the request"
                )
            }
            Self::Subtree { base, reason } => {
                let (kind, value) = (base.kind.words(), shown(&base.value));
                write!(f, "subtree \"{value}\" is not one of {kind}s: {reason}")
            }
            Self::Time { time } => {
                write!(f, "time {time} is not within the years 0000 to 9999 (seconds since 1970)")
            }
        }
    }
}

impl std::error::Error for RequestError {}

/// What somebody wrote, short enough for a message and without control characters.
fn shown(text: &str) -> String {
    text.chars().take(80).flat_map(char::escape_debug).collect()
}

const YEARS: std::ops::RangeInclusive<i64> = Time::FIRST.0..=Time::LAST.0;

impl Request {
    /// What a store decides may not be in the request as well: nobody could say which counts.
    pub(crate) fn leaves_to_store(&self) -> Result<(), RequestError> {
        if self.store.is_none() {
            return Ok(());
        }
        let RevocationRequest { mode, scope, grace, .. } = &self.revocation;
        let revocation = (*mode, *scope, *grace) != Default::default();
        let Distrusted { certificates, keys } = &self.distrusted;
        for (field, said) in [
            ("anchors", !self.anchors.is_empty()),
            ("profile", self.profile != Profile::default()),
            ("anchorUse", self.anchor_use != AnchorUse::default()),
            ("allowed", self.allowed != Allowed::default()),
            ("distrusted", !certificates.is_empty() || !keys.is_empty()),
            ("revocation", revocation),
        ] {
            if said {
                return Err(RequestError::StoreDecides { field });
            }
        }
        Ok(())
    }

    pub(crate) fn policy_inputs(&self) -> Result<PolicyInputs, RequestError> {
        let policies = &self.policies;
        let read = |text: &String| {
            Oid::from_dotted(text).ok_or_else(|| RequestError::Policy { policy: text.clone() })
        };
        Ok(PolicyInputs {
            acceptable: policies.acceptable.iter().map(read).collect::<Result<_, _>>()?,
            explicit_policy: policies.require_explicit,
            inhibit_policy_mapping: policies.inhibit_mapping,
            inhibit_any_policy: policies.inhibit_any,
        })
    }

    pub(crate) fn name_constraints(&self) -> Result<NameConstraints, RequestError> {
        let read = |base: &WrittenName| {
            Subtree::from_text(base.kind, &base.value)
                .map_err(|reason| RequestError::Subtree { base: base.clone(), reason })
        };
        let read_all = |bases: &[WrittenName]| bases.iter().map(read).collect::<Result<_, _>>();
        let SubtreeRequest { permitted, excluded } = &self.subtrees;
        Ok(NameConstraints { permitted: read_all(permitted)?, excluded: read_all(excluded)? })
    }

    pub(crate) fn reference_name(&self) -> Result<Option<ReferenceName>, RequestError> {
        if !YEARS.contains(&self.time) {
            return Err(RequestError::Time { time: self.time });
        }
        match (&self.host, &self.name) {
            (None, None) => Ok(None),
            (Some(_), Some(_)) => Err(RequestError::NameTwice),
            (Some(host), None) => ReferenceName::host(host).map(Some).map_err(|bad| {
                let (offset, reason) = (bad.offset, bad.reason);
                RequestError::Host { host: host.clone(), offset, reason }
            }),
            (None, Some(name)) => {
                ReferenceName::parse(name.kind, &name.value).map(Some).map_err(|bad| {
                    let (offset, reason) = (bad.offset, bad.reason);
                    RequestError::Name { name: name.clone(), offset, reason }
                })
            }
        }
    }
}
