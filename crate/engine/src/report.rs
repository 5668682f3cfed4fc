//! The report: the public contract. Every door shows these values and no others.

use anchorlight_path::{Check, Citation, Effort, Fault, Purpose, ReferenceName, RevocationStatus};
use anchorlight_pki::{Problem, Reason, ResponderError, Time};
use anchorlight_policy::{Clause, EntryPlace, RuleFault};
use serde::Serialize;

mod certificate;
mod store;

pub use certificate::{Certificate, Extension, Name, NameAttribute, Policy};
pub use store::{OpenedStore, StoreReport, StoreView};

/// The answer to one request.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub verdict: Verdict,
    /// What is wrong, the line that helps most first.
    pub findings: Vec<Finding>,
    /// Every path that was tried, the best first.
    pub paths: Vec<PathReport>,
    /// Every certificate of the chain, and those of the other files that a path uses.
    pub certificates: Vec<Certificate>,
    /// Every revocation list and OCSP response that was found, in the order of the files.
    pub revocation_sources: Vec<RevocationSource>,
    /// Every file, in the order given.
    pub inputs: Vec<Input>,
    /// The trust store document that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreView>,
    /// The time checked at.
    pub time: Time,
    pub purpose: Purpose,
    /// The name asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<ReferenceName>,
    /// What the search cost, and whether it reached a bound.
    pub effort: Effort,
}

/// The answer in one word.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    pub outcome: Outcome,
    /// The end entity: index into `certificates`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_entity: Option<usize>,
    /// The trust anchor it is trusted by: index into `certificates`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<usize>,
    /// The entry of the trust store document that it is trusted by: under `/includes` where that is
    /// one of the public web's roots.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<EntryPlace>,
}

/// Trusted or not.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// A path to an anchor holds and the second judge does not object.
    Trusted,
    /// The same, and the trust store document warns of something.
    TrustedWithWarnings,
    /// No path holds.
    NotTrusted,
    /// There is no end entity to judge, or the trust store document has expired.
    CannotSay,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    pub severity: Severity,
    pub fault: FindingFault,
    /// The certificate it is about: index into `certificates`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<usize>,
    /// The file it is about: index into `inputs`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<usize>,
    /// The paths it was found on: indices into `paths`.
    pub paths: Vec<usize>,
    /// Where the requirement is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
    /// The part of the trust store document that decides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Clause>,
}

/// How much a finding matters to the verdict.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// It decides the verdict.
    Error,
    /// It may be why something is missing.
    Warning,
    /// It changes nothing: another path holds, or it is only told.
    Info,
}

/// What a finding says: of a path, of a file, or of the judges.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum FindingFault {
    Path(Fault),
    Rule(RuleFault),
    Input(InputFault),
}

/// What is wrong with the files, or between the judges.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum InputFault {
    /// No certificate could be read from the chain's files.
    #[serde(rename = "input.no_certificate")]
    NoCertificate,
    /// The trust store has no certificate.
    #[serde(rename = "input.no_anchor")]
    NoAnchor,
    /// A certificate does not decode, and only CAs are left: the one that does not may be the end entity.
    #[serde(rename = "input.end_entity_unreadable")]
    EndEntityUnreadable,
    /// Besides the end entity there are others that issued nothing.
    #[serde(rename = "input.several_end_entities")]
    SeveralEndEntities { others: Vec<usize> },
    /// A file, or an object in it, is not as it should be.
    #[serde(rename = "input.problem")]
    Problem { problem: Problem },
    /// The trust store document has expired: an attacker may be holding back a newer one.
    #[serde(rename = "store.expired")]
    StoreExpired { expires: Time, now: Time },
    /// A list or a response that the trust store names and that nobody brought.
    #[serde(rename = "store.source_missing")]
    StoreSourceMissing { name: String },
    /// Our own validator accepts the path and rustls-webpki does not: a fault of ours until shown otherwise.
    #[serde(rename = "second_opinion.veto")]
    Veto { error: String },
}

impl FindingFault {
    /// The stable id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Path(fault) => fault.id(),
            Self::Rule(fault) => fault.id(),
            Self::Input(fault) => match fault {
                InputFault::NoCertificate => "input.no_certificate",
                InputFault::NoAnchor => "input.no_anchor",
                InputFault::EndEntityUnreadable => "input.end_entity_unreadable",
                InputFault::SeveralEndEntities { .. } => "input.several_end_entities",
                InputFault::Problem { .. } => "input.problem",
                InputFault::StoreExpired { .. } => "store.expired",
                InputFault::StoreSourceMissing { .. } => "store.source_missing",
                InputFault::Veto { .. } => "second_opinion.veto",
            },
        }
    }
}

/// One path that was tried.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PathReport {
    /// Indices into `certificates`: the end entity first.
    pub certificates: Vec<usize>,
    /// Whether the last certificate is a trust anchor.
    pub anchored: bool,
    /// Whether it is trusted: every check passed and no veto.
    pub trusted: bool,
    /// Every check on every certificate, from the last certificate to the end entity.
    pub checks: Vec<Check>,
    /// Of a path that leads to an anchor: what is known of the revocation of its certificates, in
    /// their order; none for the anchor, nor for those that were not looked at.
    pub revocation: Vec<RevocationStatus>,
    /// What rustls-webpki says of a path on which every check passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_opinion: Option<Opinion>,
}

/// The second judge's answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Opinion {
    pub judgement: Judgement,
    /// The name of its error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Why the question is outside what it supports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<AbstainReason>,
}

/// What the second judge does with a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Judgement {
    /// It accepts the path too.
    Agrees,
    /// It refuses the path: the path is not trusted.
    Vetoes,
    /// It cannot judge this path.
    Abstains,
}

/// What rustls-webpki does not support.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AbstainReason {
    /// A CA certificate as end entity.
    CaAsEndEntity,
    /// An end entity that is itself in the trust store.
    DirectlyTrusted,
    /// A critical extension that it does not process.
    CriticalExtension,
    /// Constraints on names of a form other than DNS names and addresses.
    NameConstraintForm,
    /// Names that are equal under RFC 5280 §7.1 but not byte for byte.
    NameComparison,
    /// A name asked for that is neither a DNS name nor an address; it accepts the path.
    NameForm,
    /// More than six intermediate certificates.
    PathTooLong,
    /// Self-issued certificates, which RFC 5280 does not count for the path length.
    SelfIssued,
    /// The signature algorithm or its parameters.
    SignatureAlgorithm,
    /// Dates before 1970 or in a form that it does not read.
    Time,
    /// Unique identifiers of issuer or subject.
    UniqueIdentifiers,
    /// Certificates of version 1 or 2 below the anchor.
    Version,
}

/// A file that was given.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Input {
    /// What the request calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    pub role: InputRole,
    /// Length in bytes.
    pub length: usize,
    /// Certificates that could be read from it.
    pub certificates: usize,
    /// Revocation lists and OCSP responses that could be read from it.
    pub revocation_sources: usize,
    /// Rules that could be read from it, where it is a list of public suffixes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_suffixes: Option<usize>,
    /// What is wrong with the file itself; offsets are bytes in the file.
    pub problems: Vec<Problem>,
    /// Objects in it that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// What a file was given as.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum InputRole {
    Chain,
    Intermediates,
    PublicSuffixes,
    Revocation,
    TrustStore,
}

/// A file that is kept open.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// SHA-256 of the file, hexadecimal: what a request calls it by.
    pub digest: String,
    /// Certificates that could be read from it.
    pub certificates: usize,
    /// Revocation lists and OCSP responses that could be read from it.
    pub revocation_sources: usize,
    /// Rules that could be read from it, where it is a list of public suffixes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_suffixes: Option<usize>,
    /// What is wrong with the file itself; offsets are bytes in the file.
    pub problems: Vec<Problem>,
    /// Objects in it that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// An object that could not be read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Unreadable {
    /// Where the object starts in the file, in bytes.
    pub start: usize,
    /// What is wrong; its offset is in the object's DER.
    pub problem: Problem,
}

/// Something that tells of revocation: its main fields.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RevocationSource {
    /// A certificate revocation list.
    List {
        /// The file it was found in: index into `inputs`.
        input: usize,
        /// Where it starts in that file, in bytes.
        start: usize,
        /// Its length in that file, in bytes.
        length: usize,
        issuer: Name,
        /// Contents octets of its number, hexadecimal.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        /// Of a delta list: the number of the complete list that it adds to, hexadecimal.
        #[serde(skip_serializing_if = "Option::is_none")]
        delta_base: Option<String>,
        this_update: Time,
        #[serde(skip_serializing_if = "Option::is_none")]
        next_update: Option<Time>,
        /// How many certificates are on it.
        entries: usize,
        /// What it covers, where that is not all that its issuer issued.
        #[serde(skip_serializing_if = "Option::is_none")]
        scope: Option<ListScope>,
        /// The signature algorithm, by its RFC name or dotted identifier.
        signature_algorithm: String,
        extensions: Vec<Extension>,
        /// What is wrong with it; offsets are bytes in its DER.
        problems: Vec<Problem>,
    },
    /// An OCSP response.
    Response {
        /// The file it was found in: index into `inputs`.
        input: usize,
        /// Where it starts in that file, in bytes.
        start: usize,
        /// Its length in that file, in bytes.
        length: usize,
        /// Why the responder does not answer; nothing else is there then.
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<ResponderError>,
        /// Who signed it, where it says so by name.
        #[serde(skip_serializing_if = "Option::is_none")]
        responder: Option<Name>,
        /// Who signed it, where it says so by key: SHA-1 of the key's bits, hexadecimal.
        #[serde(skip_serializing_if = "Option::is_none")]
        responder_key: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        produced_at: Option<Time>,
        /// What it repeats of the request, hexadecimal.
        #[serde(skip_serializing_if = "Option::is_none")]
        nonce: Option<String>,
        /// How many certificates it tells of.
        answers: usize,
        /// The signature algorithm, by its RFC name or dotted identifier.
        #[serde(skip_serializing_if = "Option::is_none")]
        signature_algorithm: Option<String>,
        /// What is wrong with it; offsets are bytes in its DER.
        problems: Vec<Problem>,
    },
}

/// What a list covers (RFC 5280 §5.2.5).
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ListScope {
    /// Names of its distribution point. Safe to show.
    pub distribution_point: Vec<String>,
    pub only_user_certs: bool,
    pub only_ca_certs: bool,
    pub only_attribute_certs: bool,
    /// Certificates of other issuers too.
    pub indirect: bool,
    /// The only reasons it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_some_reasons: Option<Vec<Reason>>,
}
