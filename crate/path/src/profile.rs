//! Profiles as tables: what a standard asks of a certificate beyond RFC 5280's validation algorithm.
//!
//! A row names the rule, where it is written, whom it binds, and how to tell.

use anchorlight_pki::{Certificate, GeneralName, KeyKind, KeyUsage, KeyUsageBit, Oid};
use der::asn1::{AnyRef, UintRef};
use der::{Decode, SliceReader};
use serde::{Deserialize, Serialize};

use crate::check::Citation;
use crate::name_constraints::has_labels;

/// The rules a check is made by.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Profile {
    /// For organisations' own CAs: RFC 5280's validation, and keys of a size that still protects.
    #[default]
    Private,
    /// Everything RFC 5280 asks of conforming CAs.
    Rfc5280,
    /// RFC 5280's validation algorithm (§6.1) and nothing beyond it.
    Rfc5280Algorithm,
    /// The CA/Browser Forum's baseline requirements for TLS, on top of RFC 5280.
    Webpki,
}

impl Profile {
    /// Conforming issuers number their lists (RFC 5280 §5.2.3); validation needs it for deltas alone.
    pub(crate) fn asks_for_list_number(self) -> bool {
        matches!(self, Self::Rfc5280 | Self::Webpki)
    }

    /// Whoever signs lists and responses is no TLS server.
    pub(crate) fn for_signers(self) -> Self {
        if self == Self::Webpki { Self::Private } else { self }
    }
}

/// What a profile asks for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Rule {
    /// An end entity without a subject has its alternative names critical.
    AlternativeNamesCritical,
    /// A CA's basicConstraints are critical.
    BasicConstraintsCritical,
    /// An end entity's common name is one of its alternative names.
    CommonNameAmongNames,
    /// The key is of a kind and size that is allowed.
    KeyAllowed,
    /// Only CAs may have their key sign certificates.
    KeyCertSignOnlyInCa,
    /// A CA below the anchor states what its key is for. Old roots in public stores do not.
    KeyUsageOfCa,
    /// Only CAs constrain names.
    NameConstraintsOnlyInCa,
    /// Name constraints are critical.
    NameConstraintsCritical,
    /// DNS names follow the preferred syntax: labels of letters, digits and hyphens.
    NameSyntax,
    /// Policy constraints are critical.
    PolicyConstraintsCritical,
    /// An end entity states its key purposes, and not that any will do.
    PurposeStated,
    /// A root states no key purposes.
    RootWithoutPurpose,
    /// A root's authority key identifier is a key identifier and nothing else.
    RootAuthorityKeyId,
    /// The serial number is positive and of at most 20 octets. Roots in every public store break it.
    SerialNumber,
    /// A CA has a subject.
    SubjectOfCa,
    /// A CA has a subject key identifier.
    SubjectKeyIdOfCa,
    /// The subject key identifier is not critical.
    SubjectKeyIdNotCritical,
    /// What others issued has an authority key identifier.
    AuthorityKeyIdPresent,
    /// An end entity is no CA.
    EndEntityNotCa,
    /// The certificate is of version 3.
    Version3,
}

/// Where a certificate stands in its path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Role {
    Anchor,
    EndEntity,
    Intermediate,
}

/// One line of a profile.
struct Row {
    rule: Rule,
    citation: Citation,
    binds: fn(Role) -> bool,
    met: fn(&Certificate) -> bool,
}

const RFC: &str = "RFC 5280";
const BR: &str = "CABF TLS BR";

const fn at(source: &'static str, section: &'static str) -> Citation {
    Citation { source, section }
}

const fn row(
    rule: Rule,
    source: &'static str,
    section: &'static str,
    binds: fn(Role) -> bool,
    met: fn(&Certificate) -> bool,
) -> Row {
    Row { rule, citation: at(source, section), binds, met }
}

/// Shared by both.
const CONFORMING: &[Row] = &[
    row(Rule::SerialNumber, RFC, "4.1.2.2", below_anchor, serial_number),
    row(Rule::SubjectOfCa, RFC, "4.1.2.6", all, subject_of_ca),
    row(Rule::AuthorityKeyIdPresent, RFC, "4.2.1.1", below_anchor, authority_key_id),
    row(Rule::SubjectKeyIdOfCa, RFC, "4.2.1.2", all, subject_key_id_of_ca),
    row(Rule::SubjectKeyIdNotCritical, RFC, "4.2.1.2", all, subject_key_id_not_critical),
    row(Rule::KeyUsageOfCa, RFC, "4.2.1.3", below_anchor, key_usage_of_ca),
    row(Rule::AlternativeNamesCritical, RFC, "4.2.1.6", end_entity, alternative_names_critical),
    row(Rule::NameSyntax, RFC, "4.2.1.6", all, name_syntax),
    row(Rule::BasicConstraintsCritical, RFC, "4.2.1.9", all, basic_constraints_critical),
    row(Rule::KeyCertSignOnlyInCa, RFC, "4.2.1.9", all, key_cert_sign_only_in_ca),
    row(Rule::NameConstraintsOnlyInCa, RFC, "4.2.1.10", all, name_constraints_only_in_ca),
    row(Rule::PolicyConstraintsCritical, RFC, "4.2.1.11", all, policy_constraints_critical),
];

/// "As an explicit exception from RFC 5280" the Forum lets name constraints be not critical (TLS BR 7.1.2.5.2).
const RFC5280: &[Row] =
    &[row(Rule::NameConstraintsCritical, RFC, "4.2.1.10", all, name_constraints_critical)];

const WEBPKI: &[Row] = &[
    row(Rule::KeyAllowed, BR, "6.1.5", all, webpki_key),
    row(Rule::Version3, BR, "7.1.1", below_anchor, version_3),
    row(Rule::RootAuthorityKeyId, BR, "7.1.2.1.3", anchor, root_authority_key_id),
    row(Rule::RootWithoutPurpose, BR, "7.1.2.1.2", anchor, without_purpose),
    row(Rule::EndEntityNotCa, BR, "7.1.2.7.8", end_entity, not_ca),
    row(Rule::PurposeStated, BR, "7.1.2.7.10", end_entity, purpose_stated),
    row(Rule::CommonNameAmongNames, BR, "7.1.4.3", end_entity, common_name_among_names),
];

const PRIVATE: &[Row] = &[row(Rule::KeyAllowed, "NIST SP 800-57 Part 1", "5.6.2", all, strong_key)];

/// Keys below this were broken in public, so no algorithm over them means anything.
const ALGORITHM: &[Row] = &[row(Rule::KeyAllowed, "NIST SP 800-131A", "3", all, not_broken_key)];

impl Profile {
    fn tables(self) -> &'static [&'static [Row]] {
        match self {
            Self::Private => &[PRIVATE],
            Self::Rfc5280 => &[CONFORMING, RFC5280],
            Self::Rfc5280Algorithm => &[ALGORITHM],
            Self::Webpki => &[CONFORMING, WEBPKI],
        }
    }

    /// Where the profile as a whole is written.
    pub(crate) fn citation(self) -> Citation {
        match self {
            Self::Private => at("NIST SP 800-57 Part 1", "5.6.2"),
            Self::Rfc5280 => at(RFC, "4"),
            Self::Rfc5280Algorithm => at(RFC, "6.1"),
            Self::Webpki => at(BR, "7"),
        }
    }

    /// The rules that bind a certificate in this role, each with its citation and whether it is met.
    pub(crate) fn check(
        self,
        certificate: &Certificate,
        role: Role,
    ) -> impl Iterator<Item = (Rule, Citation, bool)> {
        let rows = self.tables().iter().flat_map(|table| table.iter());
        rows.filter(move |row| (row.binds)(role))
            .map(|row| (row.rule, row.citation, (row.met)(certificate)))
    }
}

fn all(_: Role) -> bool {
    true
}

fn anchor(role: Role) -> bool {
    role == Role::Anchor
}

fn below_anchor(role: Role) -> bool {
    role != Role::Anchor
}

fn end_entity(role: Role) -> bool {
    role == Role::EndEntity
}

fn is_critical(certificate: &Certificate, oid: const_oid::ObjectIdentifier) -> Option<bool> {
    certificate.extensions.all.iter().find(|e| e.oid == oid).map(|e| e.critical)
}

fn alternative_names_critical(certificate: &Certificate) -> bool {
    !certificate.subject.is_empty()
        || is_critical(certificate, const_oid::db::rfc5912::ID_CE_SUBJECT_ALT_NAME) == Some(true)
}

fn authority_key_id(certificate: &Certificate) -> bool {
    let id = certificate.extensions.authority_key_id.as_ref();
    certificate.is_self_issued() || id.is_some_and(|id| id.key_id.is_some())
}

fn basic_constraints_critical(certificate: &Certificate) -> bool {
    !certificate.is_ca()
        || is_critical(certificate, const_oid::db::rfc5912::ID_CE_BASIC_CONSTRAINTS) == Some(true)
}

/// The text of the common name must be the text of an alternative name.
fn common_name_among_names(certificate: &Certificate) -> bool {
    let Some(common_name) = certificate.subject.common_name() else { return true };
    let names = certificate.extensions.subject_alt_names.as_deref().unwrap_or_default();
    names.iter().any(|name| match name {
        GeneralName::Dns(name) => name.eq_ignore_ascii_case(&common_name),
        GeneralName::Ip(address) => address.to_string() == common_name,
        _ => false,
    })
}

fn key_cert_sign_only_in_ca(certificate: &Certificate) -> bool {
    let signs = |usage: KeyUsage| usage.has(KeyUsageBit::KeyCertSign);
    certificate.is_ca() || !certificate.extensions.key_usage.is_some_and(signs)
}

fn key_usage_of_ca(certificate: &Certificate) -> bool {
    !certificate.is_ca() || certificate.extensions.key_usage.is_some()
}

fn name_constraints_critical(certificate: &Certificate) -> bool {
    is_critical(certificate, const_oid::db::rfc5912::ID_CE_NAME_CONSTRAINTS) != Some(false)
}

fn name_constraints_only_in_ca(certificate: &Certificate) -> bool {
    certificate.is_ca() || certificate.extensions.name_constraints.is_none()
}

fn name_syntax(certificate: &Certificate) -> bool {
    let names = certificate.extensions.subject_alt_names.as_deref().unwrap_or_default();
    names.iter().all(|name| match name {
        GeneralName::Dns(name) => has_labels(name) && !name.contains('_'),
        _ => true,
    })
}

fn policy_constraints_critical(certificate: &Certificate) -> bool {
    is_critical(certificate, const_oid::db::rfc5912::ID_CE_POLICY_CONSTRAINTS) != Some(false)
}

fn purpose_stated(certificate: &Certificate) -> bool {
    let is_any = |oid: &Oid| *oid == const_oid::db::rfc5912::ANY_EXTENDED_KEY_USAGE;
    let purposes = certificate.extensions.extended_key_usage.as_deref();
    purposes.is_some_and(|purposes| !purposes.iter().any(is_any))
}

fn root_authority_key_id(certificate: &Certificate) -> bool {
    let id = certificate.extensions.authority_key_id.as_ref();
    id.is_none_or(|id| id.key_id.is_some() && !id.names_certificate)
}

fn not_ca(certificate: &Certificate) -> bool {
    !certificate.is_ca()
}

fn not_broken_key(certificate: &Certificate) -> bool {
    !matches!(certificate.public_key.kind, KeyKind::Rsa { bits, .. } if bits < 1024)
}

/// INTEGER contents: positive, and at most 20 octets of value.
fn serial_number(certificate: &Certificate) -> bool {
    match certificate.serial.as_slice() {
        [0] => false,
        [first, ..] if first & 0x80 != 0 => false,
        serial => serial.len() <= 20,
    }
}

/// Whether the key is of a size that still protects (NIST SP 800-57 Part 1 §5.6.2).
#[must_use]
pub fn strong_key(certificate: &Certificate) -> bool {
    match &certificate.public_key.kind {
        KeyKind::Rsa { bits, .. } => *bits >= 2048,
        KeyKind::Ec { .. } => wide_point(&certificate.public_key.bits),
        KeyKind::Other { .. } => {
            let key = &certificate.public_key;
            match &key.algorithm.oid {
                oid if *oid == const_oid::db::rfc5912::ID_EC_PUBLIC_KEY => wide_point(&key.bits),
                oid if *oid == const_oid::db::rfc5912::ID_DSA => {
                    dsa_prime(key.algorithm.parameters.as_deref()).is_some_and(|bits| bits >= 2048)
                }
                _ => true,
            }
        }
        _ => true,
    }
}

/// A point of a field of at least 256 bits, uncompressed or compressed (SEC 1 §2.3.3), whatever its curve is called.
fn wide_point(bits: &[u8]) -> bool {
    let octets = match bits.split_first() {
        Some((4, both)) => both.len() / 2,
        Some((_, one)) => one.len(),
        None => 0,
    };
    octets >= 32
}

/// The size in bits of the prime in a DSA key's parameters (RFC 3279 §2.3.2).
fn dsa_prime(parameters: Option<&[u8]>) -> Option<usize> {
    let sequence = AnyRef::from_der(parameters?).ok()?;
    let prime = UintRef::decode(&mut SliceReader::new(sequence.value()).ok()?).ok()?;
    let prime = prime.as_bytes();
    let top = usize::try_from(prime.first()?.leading_zeros()).ok()?;
    Some(prime.len() * 8 - top)
}

fn subject_key_id_not_critical(certificate: &Certificate) -> bool {
    is_critical(certificate, const_oid::db::rfc5912::ID_CE_SUBJECT_KEY_IDENTIFIER) != Some(true)
}

fn subject_key_id_of_ca(certificate: &Certificate) -> bool {
    !certificate.is_ca() || certificate.extensions.subject_key_id.is_some()
}

fn subject_of_ca(certificate: &Certificate) -> bool {
    !certificate.is_ca() || !certificate.subject.is_empty()
}

fn version_3(certificate: &Certificate) -> bool {
    certificate.version == 3
}

fn webpki_key(certificate: &Certificate) -> bool {
    match &certificate.public_key.kind {
        KeyKind::Rsa { bits, .. } => *bits >= 2048 && bits % 8 == 0,
        KeyKind::Ec { curve } => ["P-256", "P-384", "P-521"].contains(&curve.as_str()),
        _ => false,
    }
}

fn without_purpose(certificate: &Certificate) -> bool {
    certificate.extensions.extended_key_usage.is_none()
}
