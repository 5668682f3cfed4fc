//! Certificate extensions (RFC 5280 §4.2): all of them listed, the ones path
//! validation rests on decoded.

use std::collections::BTreeSet;

use const_oid::ObjectIdentifier;
use der::Tag;
use serde::Serialize;
use x509_cert::ext::pkix as rfc5280;

use crate::algorithm::read_oid;
use crate::distribution_point::{self, DistributionPoint};
use crate::general_name::GeneralName;
use crate::name_constraints::NameConstraints;
use crate::oid::Oid;
use crate::policies::{self, Policy, PolicyConstraints, PolicyMapping};
use crate::problem::{Problem, ProblemKind};
use crate::tlv::{Cursor, Tlv};

/// The extensions of a certificate.
#[derive(Clone, Debug, Default)]
pub struct Extensions {
    /// In the order of the encoding.
    pub all: Vec<Extension>,
    pub authority_key_id: Option<AuthorityKeyId>,
    pub basic_constraints: Option<BasicConstraints>,
    pub crl_distribution_points: Option<Vec<DistributionPoint>>,
    pub extended_key_usage: Option<Vec<Oid>>,
    pub inhibit_any_policy: Option<u32>,
    pub key_usage: Option<KeyUsage>,
    pub name_constraints: Option<NameConstraints>,
    pub policies: Option<Vec<Policy>>,
    pub policy_constraints: Option<PolicyConstraints>,
    pub policy_mappings: Option<Vec<PolicyMapping>>,
    pub subject_alt_names: Option<Vec<GeneralName>>,
    pub subject_key_id: Option<Vec<u8>>,
    pub tls_features: Option<Vec<u16>>,
}

/// id-pe-tlsfeature (RFC 7633); missing from const-oid.
pub const TLS_FEATURE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.1.24");

/// One extension as it stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Extension {
    pub oid: Oid,
    pub critical: bool,
    /// The contents of extnValue.
    pub value: Vec<u8>,
    /// Offset in the object of the OCTET STRING extnValue.
    pub start: usize,
}

/// RFC 5280 §4.2.1.1.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuthorityKeyId {
    pub key_id: Option<Vec<u8>>,
    /// Whether it also names the issuer's certificate, by issuer or serial number.
    pub names_certificate: bool,
}

/// RFC 5280 §4.2.1.9.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BasicConstraints {
    /// Whether the subject is a certification authority.
    pub ca: bool,
    /// How many intermediate certificates may follow in a path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_length: Option<u32>,
}

/// RFC 5280 §4.2.1.3.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KeyUsage(rfc5280::KeyUsage);

/// The purposes of a key, in the words of RFC 5280 §4.2.1.3.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum KeyUsageBit {
    DigitalSignature,
    NonRepudiation,
    KeyEncipherment,
    DataEncipherment,
    KeyAgreement,
    KeyCertSign,
    #[serde(rename = "cRLSign")]
    CrlSign,
    EncipherOnly,
    DecipherOnly,
}

impl KeyUsage {
    #[must_use]
    pub fn has(self, bit: KeyUsageBit) -> bool {
        self.bits().contains(&bit)
    }

    /// The bits that are set, in the order of the RFC.
    #[must_use]
    pub fn bits(self) -> Vec<KeyUsageBit> {
        use KeyUsageBit as Bit;
        let usage = &self.0;
        [
            (usage.digital_signature(), Bit::DigitalSignature),
            (usage.non_repudiation(), Bit::NonRepudiation),
            (usage.key_encipherment(), Bit::KeyEncipherment),
            (usage.data_encipherment(), Bit::DataEncipherment),
            (usage.key_agreement(), Bit::KeyAgreement),
            (usage.key_cert_sign(), Bit::KeyCertSign),
            (usage.crl_sign(), Bit::CrlSign),
            (usage.encipher_only(), Bit::EncipherOnly),
            (usage.decipher_only(), Bit::DecipherOnly),
        ]
        .into_iter()
        .filter_map(|(set, bit)| set.then_some(bit))
        .collect()
    }
}

impl Extensions {
    /// Reads the `[3]` field. Faults inside one extension do not hide the others.
    pub(crate) fn read(field: &Tlv<'_>, problems: &mut Vec<Problem>) -> Result<Self, Problem> {
        const FIELD: &str = "extensions";
        let mut extensions = Self::default();
        let mut decode = |oid: &Oid, value: &Tlv<'_>| extensions.decode(oid, value);
        let all = read_all(&field.sole(FIELD)?, FIELD, problems, &mut decode)?;
        extensions.all = all;
        Ok(extensions)
    }

    /// The first extension with this identifier.
    #[must_use]
    pub fn find(&self, oid: &Oid) -> Option<&Extension> {
        self.all.iter().find(|extension| extension.oid == *oid)
    }

    /// Decodes the contents of one extnValue, if it is one of these.
    ///
    /// # Errors
    ///
    /// What does not belong there.
    pub fn decode(&mut self, oid: &Oid, value: &Tlv<'_>) -> Result<(), Problem> {
        use const_oid::db::rfc5912 as known;
        // The value of an extension is itself one DER value inside an OCTET STRING.
        let single = || value.sole("extnValue");
        if *oid == known::ID_CE_AUTHORITY_KEY_IDENTIFIER {
            self.authority_key_id = Some(authority_key_id(&single()?)?);
        } else if *oid == known::ID_CE_BASIC_CONSTRAINTS {
            self.basic_constraints = Some(basic_constraints(&single()?)?);
        } else if *oid == known::ID_CE_CRL_DISTRIBUTION_POINTS {
            self.crl_distribution_points = Some(distribution_point::points(&single()?)?);
        } else if *oid == known::ID_CE_EXT_KEY_USAGE {
            self.extended_key_usage = Some(extended_key_usage(&single()?)?);
        } else if *oid == known::ID_CE_KEY_USAGE {
            self.key_usage = Some(KeyUsage(single()?.decode("keyUsage")?));
        } else if *oid == known::ID_CE_CERTIFICATE_POLICIES {
            self.policies = Some(policies::policies(&single()?)?);
        } else if *oid == known::ID_CE_INHIBIT_ANY_POLICY {
            self.inhibit_any_policy = Some(policies::inhibit_any(&single()?)?);
        } else if *oid == known::ID_CE_NAME_CONSTRAINTS {
            self.name_constraints = Some(NameConstraints::read(&single()?)?);
        } else if *oid == known::ID_CE_POLICY_CONSTRAINTS {
            self.policy_constraints = Some(policies::constraints(&single()?)?);
        } else if *oid == known::ID_CE_POLICY_MAPPINGS {
            self.policy_mappings = Some(policies::mappings(&single()?)?);
        } else if *oid == known::ID_CE_SUBJECT_ALT_NAME {
            self.subject_alt_names = Some(general_names(&single()?, "subjectAltName")?);
        } else if *oid == known::ID_CE_SUBJECT_KEY_IDENTIFIER {
            let id: rfc5280::SubjectKeyIdentifier = single()?.decode("subjectKeyIdentifier")?;
            self.subject_key_id = Some(id.0.as_bytes().to_vec());
        } else if *oid == TLS_FEATURE {
            self.tls_features = Some(tls_features(&single()?)?);
        }
        Ok(())
    }

    /// Whether a TLS server with this certificate must show an OCSP response: "must staple" (RFC 7633).
    #[must_use]
    pub fn must_staple(&self) -> bool {
        // status_request (RFC 6066 §8) and status_request_v2 (RFC 6961 §2.2).
        let features = self.tls_features.as_deref().unwrap_or_default();
        features.iter().any(|feature| matches!(feature, 5 | 17))
    }
}

/// Reads a list of extensions and decodes the known ones. Faults inside one do not hide the others.
///
/// # Errors
///
/// Where the list itself breaks.
pub fn read_all<'a>(
    list: &Tlv<'a>,
    field: &str,
    problems: &mut Vec<Problem>,
    decode: &mut dyn FnMut(&Oid, &Tlv<'a>) -> Result<(), Problem>,
) -> Result<Vec<Extension>, Problem> {
    let (mut all, mut known) = (Vec::new(), BTreeSet::new());
    let mut members = sequence(list, field)?;
    while !members.is_done() {
        let member = members.expect(Tag::Sequence, field)?;
        let (extension, value) = read_one(&member)?;
        if !known.insert(extension.oid.clone()) {
            let kind = ProblemKind::ExtensionDuplicate { oid: extension.oid.to_string() };
            problems.push(Problem::fatal(kind, member.start));
        } else if let Err(problem) = decode(&extension.oid, &value) {
            problems.push(of_extension(&extension.oid, problem));
        }
        all.push(extension);
    }
    Ok(all)
}

/// Reads one extension; beside it its extnValue.
///
/// # Errors
///
/// What does not belong there.
pub fn read_one<'a>(member: &Tlv<'a>) -> Result<(Extension, Tlv<'a>), Problem> {
    const FIELD: &str = "extensions";
    let mut inside = member.inside();
    let oid = read_oid(&inside.expect(Tag::ObjectIdentifier, FIELD)?, FIELD)?;
    let critical = match inside.optional(Tag::Boolean, FIELD)? {
        Some(flag) => flag.decode::<bool>("critical")?,
        None => false,
    };
    let value = inside.expect(Tag::OctetString, FIELD)?;
    inside.finish(FIELD)?;
    let start = value.start;
    Ok((Extension { oid, critical, value: value.value.to_vec(), start }, value))
}

/// The same fault, said of the extension it stands in.
#[must_use]
pub fn of_extension(oid: &Oid, problem: Problem) -> Problem {
    let reason = match problem.kind {
        ProblemKind::DerMalformed { reason, .. } => reason,
        ProblemKind::DerTrailing { length, .. } => format!("{length} bytes after its end"),
        _ => return problem,
    };
    Problem::fatal(ProblemKind::ExtensionMalformed { oid: oid.to_string(), reason }, problem.offset)
}

pub(crate) fn authority_key_id(tlv: &Tlv<'_>) -> Result<AuthorityKeyId, Problem> {
    const FIELD: &str = "authorityKeyIdentifier";
    let mut inside = sequence(tlv, FIELD)?;
    let mut id = AuthorityKeyId { key_id: None, names_certificate: false };
    while !inside.is_done() {
        let member = inside.any(FIELD)?;
        // [0] keyIdentifier; [1] and [2] name the issuer's certificate and do not bind (RFC 5280 §4.2.1.1).
        if member.whole.first() == Some(&0x80) {
            id.key_id = Some(member.value.to_vec());
        } else {
            id.names_certificate = true;
        }
    }
    Ok(id)
}

fn basic_constraints(tlv: &Tlv<'_>) -> Result<BasicConstraints, Problem> {
    const FIELD: &str = "basicConstraints";
    let mut inside = sequence(tlv, FIELD)?;
    let ca = match inside.optional(Tag::Boolean, FIELD)? {
        Some(flag) => flag.decode::<bool>("cA")?,
        None => false,
    };
    let path_length = match inside.optional(Tag::Integer, FIELD)? {
        Some(number) => Some(policies::skip_certs(&number, "pathLenConstraint")?),
        None => None,
    };
    inside.finish(FIELD)?;
    Ok(BasicConstraints { ca, path_length })
}

fn extended_key_usage(tlv: &Tlv<'_>) -> Result<Vec<Oid>, Problem> {
    const FIELD: &str = "extKeyUsage";
    members(sequence(tlv, FIELD)?, FIELD, tlv.start, |member| {
        if member.tag != Some(Tag::ObjectIdentifier) {
            return Err(not_a(FIELD, "an object identifier", member.start));
        }
        read_oid(member, FIELD)
    })
}

fn tls_features(tlv: &Tlv<'_>) -> Result<Vec<u16>, Problem> {
    const FIELD: &str = "tlsFeature";
    let mut features = Vec::new();
    let mut members = sequence(tlv, FIELD)?;
    while !members.is_done() {
        features.push(members.expect(Tag::Integer, FIELD)?.decode(FIELD)?);
    }
    Ok(features)
}

/// GeneralNames (RFC 5280 §4.2.1.6).
///
/// # Errors
///
/// Where one of them does not decode, or there is none.
pub fn general_names(tlv: &Tlv<'_>, field: &str) -> Result<Vec<GeneralName>, Problem> {
    general_names_of(sequence(tlv, field)?, field, tlv.start)
}

/// The same under a tag of its own.
///
/// # Errors
///
/// Where one of them does not decode, or there is none.
pub fn general_names_of(
    names: Cursor<'_>,
    field: &str,
    start: usize,
) -> Result<Vec<GeneralName>, Problem> {
    members(names, field, start, |member| GeneralName::read(member, field))
}

/// The members of a SEQUENCE SIZE (1..MAX).
///
/// # Errors
///
/// Where one of them does not decode, or there is none.
pub fn members<T>(
    mut inside: Cursor<'_>,
    field: &str,
    start: usize,
    read: impl Fn(&Tlv<'_>) -> Result<T, Problem>,
) -> Result<Vec<T>, Problem> {
    let mut all = Vec::new();
    while !inside.is_done() {
        all.push(read(&inside.any(field)?)?);
    }
    if all.is_empty() {
        return Err(not_a(field, "a list of at least one", start));
    }
    Ok(all)
}

/// What is in a SEQUENCE.
///
/// # Errors
///
/// Where it is none.
pub fn sequence<'a>(tlv: &Tlv<'a>, field: &str) -> Result<Cursor<'a>, Problem> {
    if tlv.tag == Some(Tag::Sequence) {
        Ok(tlv.inside())
    } else {
        Err(not_a(field, "a SEQUENCE", tlv.start))
    }
}

/// A value that is something else.
#[must_use]
pub fn not_a(field: &str, what: &str, offset: usize) -> Problem {
    Problem::malformed(field, &format!("not {what}"), offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn must_staple_is_one_of_two_tls_features() {
        for (der, features, must_staple) in [
            (&[0x30, 3, 2, 1, 5][..], Some(&[5][..]), true),
            (&[0x30, 6, 2, 1, 10, 2, 1, 17], Some(&[10, 17]), true),
            (&[0x30, 4, 2, 2, 1, 5], Some(&[0x105]), false),
            (&[0x30, 0], Some(&[]), false),
            (&[0x30, 3, 2, 1, 0xff], None, false),
            (&[0x30, 5, 2, 3, 1, 0, 0], None, false),
            (&[0x31, 3, 2, 1, 5], None, false),
        ] {
            let value = Cursor::new(der).any("test").unwrap();
            let tls_features = tls_features(&value).ok();
            assert_eq!(tls_features.as_deref(), features, "{der:x?}");
            let extensions = Extensions { tls_features, ..Extensions::default() };
            assert_eq!(extensions.must_staple(), must_staple, "{der:x?}");
        }
    }
}
