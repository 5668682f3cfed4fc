//! Extensions of certificates, requests, lists and responses, one file each.

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, Tlv, of_extension};
use anchorlight_pki::{BasicConstraints, ByOid, KeyUsageBit, Oid, Problem, Reason, Time};
use serde::Serialize;

use crate::general_name::GeneralName;
use crate::octets::Octets;
use crate::oid::NamedOid;
use crate::serial::Serial;
use crate::tree::Tree;

mod alternative_names;
mod as_numbers;
mod authority_key_id;
mod basic_constraints;
mod biometric;
mod cabf_organization_id;
mod certificate_policies;
mod crl_number;
mod distribution_points;
mod extended_key_usage;
mod hold_instruction;
mod information_access;
mod inhibit_any_policy;
mod invalidity_date;
mod ip_addresses;
mod issuing_distribution_point;
mod key_usage;
mod logotype;
mod microsoft_ca_version;
mod microsoft_sid;
mod microsoft_template;
mod name_constraints;
mod netscape_cert_type;
mod null;
mod octet_string;
mod parts;
mod policy_constraints;
mod policy_mappings;
mod private_key_usage_period;
mod proxy_cert_info;
mod qc_statements;
mod reason_code;
mod sct_list;
mod smime_capabilities;
pub(crate) mod subject_directory_attributes;
mod subject_key_id;
mod text;
mod tls_feature;
mod tor_descriptor;

pub(crate) use parts::{explicit, integer};

pub use as_numbers::{AsIdentifierChoice, AsIdentifiers, AsRange};
pub use authority_key_id::AuthorityKeyIdentifier;
pub use biometric::{Biometric, Hash};
pub use cabf_organization_id::OrganizationIdentifier;
pub use certificate_policies::{CertificatePolicy, Qualifier};
pub use distribution_points::{DistributionPoint, DistributionPointName};
pub use information_access::AccessDescription;
pub use ip_addresses::IpAddressFamily;
pub use issuing_distribution_point::IssuingDistributionPoint;
pub use logotype::{
    Logotype, LogotypeAudio, LogotypeDetails, LogotypeImage, LogotypeOf, LogotypeResolution,
};
pub use microsoft_ca_version::CaVersion;
pub use microsoft_template::CertificateTemplate;
pub use name_constraints::NameConstraints;
pub use netscape_cert_type::NetscapeCertType;
pub use policy_constraints::PolicyConstraints;
pub use policy_mappings::PolicyMapping;
pub use private_key_usage_period::PrivateKeyUsagePeriod;
pub use proxy_cert_info::ProxyCertInfo;
pub use qc_statements::{PdsLocation, Psd2Role, QcInfo, QcStatement};
pub use sct_list::SignedCertificateTimestamp;
pub use smime_capabilities::SmimeCapability;
pub use subject_directory_attributes::DirectoryAttribute;
pub use tls_feature::TlsFeature;
pub use tor_descriptor::TorServiceDescriptor;

/// One extension. Nothing of it is lost: what is not decoded is there as a tree.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Extension {
    #[serde(flatten)]
    pub oid: NamedOid,
    pub critical: bool,
    /// Where it is defined, of what is decoded here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spec: Option<&'static str>,
    /// Of the contents of extnValue, in the object.
    pub offset: usize,
    pub length: usize,
    /// `None` where it does not decode, or nobody here knows how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Why it does not decode, and where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
    /// Where there is no value: its contents as they stand. Offsets are those in the contents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<Tree>,
}

/// What an extension says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "data", rename_all = "camelCase")]
#[non_exhaustive]
pub enum Value {
    AuthorityKeyIdentifier(AuthorityKeyIdentifier),
    SubjectKeyIdentifier(Octets),
    KeyUsage(Vec<KeyUsageBit>),
    PrivateKeyUsagePeriod(PrivateKeyUsagePeriod),
    CertificatePolicies(Vec<CertificatePolicy>),
    PolicyMappings(Vec<PolicyMapping>),
    AlternativeNames(Vec<GeneralName>),
    SubjectDirectoryAttributes(Vec<DirectoryAttribute>),
    BasicConstraints(BasicConstraints),
    NameConstraints(NameConstraints),
    PolicyConstraints(PolicyConstraints),
    ExtendedKeyUsage(Vec<NamedOid>),
    DistributionPoints(Vec<DistributionPoint>),
    InhibitAnyPolicy(u32),
    InformationAccess(Vec<AccessDescription>),
    CrlNumber(Serial),
    IssuingDistributionPoint(IssuingDistributionPoint),
    ReasonCode(Reason),
    Time(Time),
    HoldInstruction(NamedOid),
    SctList(Vec<SignedCertificateTimestamp>),
    TlsFeature(Vec<TlsFeature>),
    QcStatements(Vec<QcStatement>),
    OrganizationIdentifier(OrganizationIdentifier),
    TorDescriptor(Vec<TorServiceDescriptor>),
    SmimeCapabilities(Vec<SmimeCapability>),
    CertificateTemplate(CertificateTemplate),
    CaVersion(CaVersion),
    SecurityIdentifier(String),
    NetscapeCertType(Vec<NetscapeCertType>),
    IpAddresses(Vec<IpAddressFamily>),
    AsNumbers(AsIdentifiers),
    Logotype(Vec<Logotype>),
    Biometric(Vec<Biometric>),
    ProxyCertInfo(ProxyCertInfo),
    /// One string.
    Text(String),
    /// One OCTET STRING.
    Octets(Octets),
    /// It is there, and that is all it says.
    Present,
}

impl Extension {
    /// Shows one extension of an object.
    pub(crate) fn of(der: &[u8], extension: &pki::Extension) -> Self {
        let string = Cursor::new_at(der, extension.start).any("extnValue");
        let offset = string.as_ref().map_or(extension.start, Tlv::value_start);
        let decoded = string.and_then(|string| decode(&extension.oid, &string));
        let (value, problem) = match decoded {
            Ok(value) => (value, None),
            Err(problem) => (None, Some(of_extension(&extension.oid, problem))),
        };
        let contents = &extension.value;
        Self {
            oid: extension.oid.clone().into(),
            critical: extension.critical,
            spec: BY_OID.get(&extension.oid).map(|(spec, _)| spec),
            offset,
            length: contents.len(),
            tree: value.is_none().then(|| Tree::read(contents)),
            value,
            problem,
        }
    }

    pub(crate) fn all(der: &[u8], extensions: &[pki::Extension]) -> Vec<Self> {
        extensions.iter().map(|extension| Self::of(der, extension)).collect()
    }
}

type Read = fn(&Oid, &Tlv<'_>) -> Result<Value, Problem>;

/// `None`: nobody here knows how.
fn decode(oid: &Oid, string: &Tlv<'_>) -> Result<Option<Value>, Problem> {
    BY_OID.get(oid).map(|(_, read)| read(oid, string)).transpose()
}

const PRESENT: Read = |_, v| null::read(v).map(|()| Value::Present);
const TEXT: Read = |_, v| text::read(v).map(Value::Text);
const OCTETS: Read = |_, v| octet_string::read(v).map(Value::Octets);
const NAMES: Read = |_, v| alternative_names::read(v).map(Value::AlternativeNames);
const POINTS: Read = |_, v| distribution_points::read(v).map(Value::DistributionPoints);
const ACCESS: Read = |_, v| information_access::read(v).map(Value::InformationAccess);
const NUMBER: Read = |_, v| crl_number::read(v).map(Value::CrlNumber);
const POLICIES: Read = |_, v| certificate_policies::read(v).map(Value::CertificatePolicies);
const TIMESTAMPS: Read = |_, v| sct_list::read(v).map(Value::SctList);

static BY_OID: ByOid<(&str, Read), { READERS.len() }> = ByOid::new(READERS);

/// Sorted by the text of the identifier, each with where it is defined.
const READERS: &[(&str, (&str, Read))] = &[
    (
        "1.2.840.113549.1.9.15",
        ("RFC 4262 §2", |_, v| smime_capabilities::read(v).map(Value::SmimeCapabilities)),
    ),
    ("1.3.6.1.4.1.11129.2.4.2", ("RFC 6962 §3.3", TIMESTAMPS)),
    ("1.3.6.1.4.1.11129.2.4.3", ("RFC 6962 §3.1", PRESENT)),
    ("1.3.6.1.4.1.11129.2.4.5", ("RFC 6962 §3.3", TIMESTAMPS)),
    ("1.3.6.1.4.1.311.20.2", ("[MS-WCCE] §2.2.2.7.7.1", TEXT)),
    (
        "1.3.6.1.4.1.311.21.1",
        ("[MS-WCCE] §2.2.2.7.7.4", |_, v| microsoft_ca_version::read(v).map(Value::CaVersion)),
    ),
    ("1.3.6.1.4.1.311.21.10", ("[MS-WCCE] §2.2.2.7.7.8", POLICIES)),
    ("1.3.6.1.4.1.311.21.2", ("[MS-WCCE] §2.2.2.7.7.3", OCTETS)),
    (
        "1.3.6.1.4.1.311.21.7",
        ("[MS-WCCE] §2.2.2.7.7.2", |_, v| {
            microsoft_template::read(v).map(Value::CertificateTemplate)
        }),
    ),
    (
        "1.3.6.1.4.1.311.25.2",
        ("[MS-WCCE] §2.2.2.7.7.5", |_, v| microsoft_sid::read(v).map(Value::SecurityIdentifier)),
    ),
    ("1.3.6.1.4.1.44363.44", ("RFC 9345 §4.2", PRESENT)),
    ("1.3.6.1.5.5.7.1.1", ("RFC 5280 §4.2.2.1", ACCESS)),
    ("1.3.6.1.5.5.7.1.11", ("RFC 5280 §4.2.2.2", ACCESS)),
    ("1.3.6.1.5.5.7.1.12", ("RFC 9399 §4.1", |_, v| logotype::read(v).map(Value::Logotype))),
    (
        "1.3.6.1.5.5.7.1.14",
        ("RFC 3820 §3.8", |_, v| proxy_cert_info::read(v).map(Value::ProxyCertInfo)),
    ),
    ("1.3.6.1.5.5.7.1.2", ("RFC 3739 §3.2.5", |_, v| biometric::read(v).map(Value::Biometric))),
    ("1.3.6.1.5.5.7.1.24", ("RFC 7633", |oid, v| tls_feature::read(oid, v).map(Value::TlsFeature))),
    (
        "1.3.6.1.5.5.7.1.28",
        ("RFC 8360 §4.2.2.1", |_, v| ip_addresses::read(v).map(Value::IpAddresses)),
    ),
    ("1.3.6.1.5.5.7.1.29", ("RFC 8360 §4.2.2.2", |_, v| as_numbers::read(v).map(Value::AsNumbers))),
    (
        "1.3.6.1.5.5.7.1.3",
        ("RFC 3739 §3.2.6", |_, v| qc_statements::read(v).map(Value::QcStatements)),
    ),
    ("1.3.6.1.5.5.7.1.31", ("RFC 8737 §3", OCTETS)),
    (
        "1.3.6.1.5.5.7.1.7",
        ("RFC 3779 §2.2.3", |_, v| ip_addresses::read(v).map(Value::IpAddresses)),
    ),
    ("1.3.6.1.5.5.7.1.8", ("RFC 3779 §3.2.3", |_, v| as_numbers::read(v).map(Value::AsNumbers))),
    ("1.3.6.1.5.5.7.48.1.2", ("RFC 9654 §2.1", OCTETS)),
    ("1.3.6.1.5.5.7.48.1.5", ("RFC 6960 §4.2.2.2.1", PRESENT)),
    (
        "2.16.840.1.113730.1.1",
        ("Netscape Certificate Extensions, 1998", |_, v| {
            netscape_cert_type::read(v).map(Value::NetscapeCertType)
        }),
    ),
    ("2.16.840.1.113730.1.12", ("Netscape Certificate Extensions, 1998", TEXT)),
    ("2.16.840.1.113730.1.13", ("Netscape Certificate Extensions, 1998", TEXT)),
    ("2.16.840.1.113730.1.2", ("Netscape Certificate Extensions, 1998", TEXT)),
    ("2.16.840.1.113730.1.3", ("Netscape Certificate Extensions, 1998", TEXT)),
    ("2.16.840.1.113730.1.4", ("Netscape Certificate Extensions, 1998", TEXT)),
    ("2.16.840.1.113730.1.7", ("Netscape Certificate Extensions, 1998", TEXT)),
    ("2.16.840.1.113730.1.8", ("Netscape Certificate Extensions, 1998", TEXT)),
    (
        "2.23.140.1.31",
        ("EV Guidelines, Appendix F", |_, v| tor_descriptor::read(v).map(Value::TorDescriptor)),
    ),
    (
        "2.23.140.3.1",
        ("EV Guidelines §9.8.2", |_, v| {
            cabf_organization_id::read(v).map(Value::OrganizationIdentifier)
        }),
    ),
    (
        "2.5.29.14",
        ("RFC 5280 §4.2.1.2", |_, v| subject_key_id::read(v).map(Value::SubjectKeyIdentifier)),
    ),
    ("2.5.29.15", ("RFC 5280 §4.2.1.3", |oid, v| key_usage::read(oid, v).map(Value::KeyUsage))),
    (
        "2.5.29.16",
        ("RFC 3280 §4.2.1.4", |_, v| {
            private_key_usage_period::read(v).map(Value::PrivateKeyUsagePeriod)
        }),
    ),
    ("2.5.29.17", ("RFC 5280 §4.2.1.6", NAMES)),
    ("2.5.29.18", ("RFC 5280 §4.2.1.7", NAMES)),
    (
        "2.5.29.19",
        ("RFC 5280 §4.2.1.9", |oid, v| {
            basic_constraints::read(oid, v).map(Value::BasicConstraints)
        }),
    ),
    ("2.5.29.20", ("RFC 5280 §5.2.3", NUMBER)),
    ("2.5.29.21", ("RFC 5280 §5.3.1", |_, v| reason_code::read(v).map(Value::ReasonCode))),
    (
        "2.5.29.23",
        ("RFC 3280 §5.3.2", |_, v| hold_instruction::read(v).map(Value::HoldInstruction)),
    ),
    ("2.5.29.24", ("RFC 5280 §5.3.2", |_, v| invalidity_date::read(v).map(Value::Time))),
    ("2.5.29.27", ("RFC 5280 §5.2.4", NUMBER)),
    (
        "2.5.29.28",
        ("RFC 5280 §5.2.5", |_, v| {
            issuing_distribution_point::read(v).map(Value::IssuingDistributionPoint)
        }),
    ),
    ("2.5.29.29", ("RFC 5280 §5.3.3", NAMES)),
    (
        "2.5.29.30",
        ("RFC 5280 §4.2.1.10", |oid, v| {
            name_constraints::read(oid, v).map(Value::NameConstraints)
        }),
    ),
    ("2.5.29.31", ("RFC 5280 §4.2.1.13", POINTS)),
    ("2.5.29.32", ("RFC 5280 §4.2.1.4", POLICIES)),
    (
        "2.5.29.33",
        ("RFC 5280 §4.2.1.5", |oid, v| policy_mappings::read(oid, v).map(Value::PolicyMappings)),
    ),
    (
        "2.5.29.35",
        ("RFC 5280 §4.2.1.1", |_, v| authority_key_id::read(v).map(Value::AuthorityKeyIdentifier)),
    ),
    (
        "2.5.29.36",
        ("RFC 5280 §4.2.1.11", |oid, v| {
            policy_constraints::read(oid, v).map(Value::PolicyConstraints)
        }),
    ),
    (
        "2.5.29.37",
        ("RFC 5280 §4.2.1.12", |_, v| extended_key_usage::read(v).map(Value::ExtendedKeyUsage)),
    ),
    ("2.5.29.46", ("RFC 5280 §4.2.1.15", POINTS)),
    (
        "2.5.29.54",
        ("RFC 5280 §4.2.1.14", |oid, v| {
            inhibit_any_policy::read(oid, v).map(Value::InhibitAnyPolicy)
        }),
    ),
    ("2.5.29.56", ("RFC 9608 §2", PRESENT)),
    ("2.5.29.60", ("X.509 §9.5.2.8", |_, v| invalidity_date::read(v).map(Value::Time))),
    (
        "2.5.29.9",
        ("RFC 5280 §4.2.1.8", |_, v| {
            subject_directory_attributes::read(v).map(Value::SubjectDirectoryAttributes)
        }),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_identifier_has_a_name() {
        assert!(READERS.is_sorted_by(|a, b| a.0 < b.0));
        for (dotted, (spec, _)) in READERS {
            let oid = Oid::from_dotted(dotted).unwrap();
            assert!(crate::names::of(&oid).is_some(), "{dotted}");
            assert!(!spec.is_empty(), "{dotted}");
        }
    }
}
