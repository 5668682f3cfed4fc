//! Was a certificate of a path revoked? The answer, and why there is none.
//!
//! Lists are searched as RFC 5280 §6.3.3 says; responses as RFC 6960 §3.2 does. Both are arguments:
//! nothing is fetched. Every source that could have answered and did not is in the status, with
//! the reason.

mod list;
mod responder;
mod response;
mod signer;

use anchorlight_pki::{Crl, OcspResponse, Oid, Problem, Reason, ResponderError, Time};
use serde::{Deserialize, Serialize};

use crate::budget::Limit;
use crate::build::Builder;
use crate::fault::Fault;

/// What is known about revocation, and what it takes to believe a certificate.
#[derive(Clone, Copy, Default)]
pub struct Revocation<'a> {
    /// Every list and response at hand, whoever issued them.
    pub sources: &'a [RevocationSource<'a>],
    pub mode: RevocationMode,
    pub scope: RevocationScope,
    /// How many seconds a source may be out of date.
    pub grace: u32,
    /// What a response must repeat, where the caller asked for it (RFC 6960 §4.4.1).
    pub nonce: Option<&'a [u8]>,
    /// Where the certificate of a responder may be that a response names by its key alone.
    pub responders: &'a [usize],
    /// Whether this is asked of whoever signed a source; callers ask of the end entity.
    pub of_signer: bool,
}

/// Something that tells of revocation.
#[derive(Clone, Copy)]
pub enum RevocationSource<'a> {
    List(&'a Crl),
    Response {
        response: &'a OcspResponse,
        /// Positions of the certificates that came with it.
        certificates: &'a [usize],
    },
}

/// What it takes to believe a certificate.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum RevocationMode {
    /// Revocation is not looked at.
    Off,
    /// A revoked certificate is refused; one of which nothing is known is not.
    #[default]
    Prefer,
    /// A certificate is refused unless a valid source says that it is not revoked.
    Require,
}

/// Which certificates must have a status.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum RevocationScope {
    /// The end entity alone.
    EndEntity,
    /// Every certificate but the trust anchor.
    #[default]
    Path,
}

/// The status of one certificate of a path.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RevocationStatus {
    /// Sources that cover every reason say that it is not revoked.
    Good {
        /// Indices of the sources.
        sources: Vec<usize>,
    },
    Revoked(Revoked),
    Unknown(Unknown),
}

/// When and why, and who says so.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Revoked {
    pub revocation_date: Time,
    /// `unspecified` where it is not told (RFC 5280 §5.3.1).
    pub reason: Reason,
    /// When the key became unsafe, where it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invalidity_date: Option<Time>,
    /// Index of the source.
    pub source: usize,
}

/// Why nothing is known.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Unknown {
    /// The sources that could have said something, the first hundred; empty where there is none.
    pub why: Vec<Unusable>,
    /// Reasons that no usable list covers, where some do cover others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uncovered: Vec<Reason>,
}

/// A source that says nothing of a certificate.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Unusable {
    /// Index of the source.
    pub source: usize,
    #[serde(flatten)]
    pub fault: SourceFault,
}

/// Why a source says nothing of a certificate.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum SourceFault {
    /// The responder does not know the certificate (RFC 6960 §2.2).
    #[serde(rename = "source.certificate_unknown")]
    CertificateUnknown,
    /// A critical extension, of the source or of an entry, that is not known (RFC 5280 §5.2, §5.3; RFC 6960 §4.4).
    #[serde(rename = "source.critical_extension_unknown")]
    CriticalExtensionUnknown {
        oid: Oid,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<&'static str>,
    },
    /// A delta list without a complete list that it adds to (RFC 5280 §5.2.4).
    #[serde(rename = "source.delta_without_base")]
    DeltaWithoutBase,
    /// A response names the certificate by hashes of a kind that is not supported.
    #[serde(rename = "source.hash_unsupported")]
    HashUnsupported { algorithm: String },
    /// It does not decode.
    #[serde(rename = "source.malformed")]
    Malformed { problem: Problem },
    /// It does not say until when it holds (RFC 5280 §5.1.2.5, RFC 5019 §4).
    #[serde(rename = "source.next_update_missing")]
    NextUpdateMissing,
    /// The response does not repeat the nonce that the caller asked for (RFC 6960 §4.4.1).
    #[serde(rename = "source.nonce_mismatch")]
    NonceMismatch,
    /// It is from after the time asked for.
    #[serde(rename = "source.not_yet_valid")]
    NotYetValid { this_update: Time, time: Time },
    /// The list has no number, which the profile asks for (RFC 5280 §5.2.3).
    #[serde(rename = "source.number_missing")]
    NumberMissing,
    /// The response is about a certificate with the same serial number of another issuer (RFC 6960 §4.1.1).
    #[serde(rename = "source.other_issuer")]
    OtherIssuer,
    /// The list is for other certificates (RFC 5280 §6.3.3 (b)).
    #[serde(rename = "source.out_of_scope")]
    OutOfScope { scope: Scope },
    /// Whoever signed the response may not answer for the issuer (RFC 6960 §4.2.2.2).
    #[serde(rename = "source.responder_not_authorised")]
    ResponderNotAuthorised {
        responder: String,
        /// What is wrong with its certificate; absent where the issuer did not issue that.
        #[serde(skip_serializing_if = "Option::is_none")]
        fault: Option<Box<Fault>>,
    },
    /// The responder gives no answer (RFC 6960 §2.3).
    #[serde(rename = "source.response_status")]
    ResponseStatus { status: ResponderError },
    /// A bound was reached before it could be judged.
    #[serde(rename = "source.search_stopped")]
    SearchStopped { limit: Limit },
    /// The signature does not match under the key of any issuer at hand.
    #[serde(rename = "source.signature_invalid")]
    SignatureInvalid { algorithm: String },
    /// The signature's algorithm is not accepted or not supported.
    #[serde(rename = "source.signature_algorithm")]
    SignatureAlgorithm { algorithm: String },
    /// Whoever signed it may not sign lists: no cRLSign (RFC 5280 §6.3.3 (f)).
    #[serde(rename = "source.signer_key_usage")]
    SignerKeyUsage { signer: String },
    /// No certificate at hand has the name of whoever signed it.
    #[serde(rename = "source.signer_not_found")]
    SignerNotFound { signer: String },
    /// No path to the same trust anchor holds for whoever signed it (RFC 5280 §6.3.3 (f)).
    #[serde(rename = "source.signer_not_trusted")]
    SignerNotTrusted { signer: String },
    /// It was to be replaced before the time asked for.
    #[serde(rename = "source.stale")]
    Stale { next_update: Time, time: Time },
}

/// What puts a certificate outside what a list covers.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Scope {
    /// The list is of a distribution point that the certificate does not name.
    DistributionPoint {
        list: Vec<String>,
    },
    /// The certificate names this issuer of lists, and the list is not for other issuers' certificates.
    NotIndirect,
    OnlyAttributeCerts,
    OnlyCaCerts,
    OnlyUserCerts,
}

impl SourceFault {
    /// The id, as in the report.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::CertificateUnknown => "source.certificate_unknown",
            Self::CriticalExtensionUnknown { .. } => "source.critical_extension_unknown",
            Self::DeltaWithoutBase => "source.delta_without_base",
            Self::HashUnsupported { .. } => "source.hash_unsupported",
            Self::Malformed { .. } => "source.malformed",
            Self::NextUpdateMissing => "source.next_update_missing",
            Self::NonceMismatch => "source.nonce_mismatch",
            Self::NotYetValid { .. } => "source.not_yet_valid",
            Self::NumberMissing => "source.number_missing",
            Self::OtherIssuer => "source.other_issuer",
            Self::OutOfScope { .. } => "source.out_of_scope",
            Self::ResponderNotAuthorised { .. } => "source.responder_not_authorised",
            Self::ResponseStatus { .. } => "source.response_status",
            Self::SearchStopped { .. } => "source.search_stopped",
            Self::SignatureInvalid { .. } => "source.signature_invalid",
            Self::SignatureAlgorithm { .. } => "source.signature_algorithm",
            Self::SignerKeyUsage { .. } => "source.signer_key_usage",
            Self::SignerNotFound { .. } => "source.signer_not_found",
            Self::SignerNotTrusted { .. } => "source.signer_not_trusted",
            Self::Stale { .. } => "source.stale",
        }
    }

    fn critical_extension(oid: &Oid) -> Self {
        Self::CriticalExtensionUnknown { oid: oid.clone(), name: oid.name() }
    }
}

/// The status of every certificate of a path that leads to an anchor, from the end entity up; none for the anchor.
pub(crate) fn statuses(builder: &mut Builder<'_>, path: &[usize]) -> Vec<RevocationStatus> {
    let revocation = builder.search.revocation;
    let last = match (revocation.mode, revocation.scope) {
        (RevocationMode::Off, _) => 0,
        (_, RevocationScope::EndEntity) => 1,
        (_, RevocationScope::Path) => path.len(),
    };
    (0..last.min(path.len() - 1)).map(|place| status(builder, path, place)).collect()
}

/// Sources told of one certificate. A refusal to answer has five bytes, so that a small file holds
/// many thousands; nobody reads on after as many as there are paths in a report.
const MOST_TOLD: usize = 100;

fn status(builder: &mut Builder<'_>, path: &[usize], place: usize) -> RevocationStatus {
    let responses = response::answer(builder, path, place);
    if let Some(revoked) = responses.revoked {
        return RevocationStatus::Revoked(revoked);
    }
    let good = responses.good;
    match list::status(builder, path, place) {
        RevocationStatus::Good { sources } => {
            RevocationStatus::Good { sources: [good, sources].concat() }
        }
        // A response answers for every reason at once.
        RevocationStatus::Unknown(_) if !good.is_empty() => {
            RevocationStatus::Good { sources: good }
        }
        RevocationStatus::Unknown(Unknown { why, uncovered }) => {
            let mut why = [responses.why, why].concat();
            why.truncate(MOST_TOLD);
            RevocationStatus::Unknown(Unknown { why, uncovered })
        }
        revoked @ RevocationStatus::Revoked(_) => revoked,
    }
}

/// Whether a source is in force at the time asked for.
fn in_force(
    builder: &Builder<'_>,
    this_update: Time,
    next_update: Option<Time>,
) -> Result<(), SourceFault> {
    let time = builder.search.time;
    if this_update > time {
        return Err(SourceFault::NotYetValid { this_update, time });
    }
    let oldest = time.0.saturating_sub(i64::from(builder.search.revocation.grace));
    match next_update {
        Some(next_update) if oldest > next_update.0 => {
            Err(SourceFault::Stale { next_update, time })
        }
        // RFC 6960 §2.4: newer information is to be had all the time, so that this was out of date
        // from the start. RFC 5019 §4 refuses it; grace covers it as it does any other age.
        None if oldest > this_update.0 => Err(SourceFault::NextUpdateMissing),
        _ => Ok(()),
    }
}
