//! Certificate (RFC 5280 §4.1), field by field.
//!
//! The fields are read one by one and not by one derive, for three things a
//! derive does not give: the exact bytes that are signed, the offset of a
//! fault, and an object that survives a fault in one of its extensions.

use std::ops::Range;

use der::Tag;

use crate::algorithm::Algorithm;
use crate::extension::Extensions;
use crate::key::{PublicKey, whole_octets};
use crate::name::Name;
use crate::problem::{Problem, ProblemKind};
use crate::time::Time;
use crate::tlv::Cursor;

/// The version of a certificate as people count it.
pub type Version = u8;

/// A certificate.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The whole certificate.
    pub der: Vec<u8>,
    /// 1, 2 or 3.
    pub version: Version,
    /// The contents octets of the INTEGER.
    pub serial: Vec<u8>,
    /// tbsCertificate.signature: the algorithm as the signed part names it.
    pub signed_algorithm: Algorithm,
    pub issuer: Name,
    pub not_before: Time,
    pub not_after: Time,
    pub subject: Name,
    pub public_key: PublicKey,
    /// Whether issuerUniqueID or subjectUniqueID is there; nobody processes them (RFC 5280 §4.1.2.8).
    pub has_unique_ids: bool,
    pub extensions: Extensions,
    /// signatureAlgorithm: the algorithm as the outer part names it.
    pub signature_algorithm: Algorithm,
    /// The contents of the signature's BIT STRING.
    pub signature: Vec<u8>,
    /// Faults that left the fields above readable.
    pub problems: Vec<Problem>,
    tbs: Range<usize>,
}

impl Certificate {
    /// Reads one certificate; `der` must hold nothing else.
    ///
    /// # Errors
    ///
    /// The first fault that leaves a field of RFC 5280 §4.1 without a value.
    pub fn read(der: &[u8]) -> Result<Self, Problem> {
        let mut file = Cursor::new(der);
        let outer = file.expect(Tag::Sequence, "Certificate")?;
        file.finish("Certificate")?;
        let mut parts = outer.inside();
        let tbs = parts.expect(Tag::Sequence, "tbsCertificate")?;
        let algorithm = parts.expect(Tag::Sequence, "signatureAlgorithm")?;
        let signature_algorithm = Algorithm::read(&algorithm, "signatureAlgorithm")?;
        let bits = parts.expect(Tag::BitString, "signatureValue")?;
        parts.finish("Certificate")?;

        let mut fields = tbs.inside();
        let mut problems = Vec::new();
        // What is signed can be read without it, and a signature of no octets verifies under no key.
        let signature = match whole_octets(&bits, "signatureValue") {
            Ok(octets) => octets.to_vec(),
            Err(problem) => {
                problems.push(problem);
                Vec::new()
            }
        };
        let version = version(&mut fields)?;
        let serial = fields.expect(Tag::Integer, "serialNumber")?;
        if serial.value.is_empty() {
            return Err(Problem::malformed(
                "serialNumber",
                "an INTEGER without octets",
                serial.start,
            ));
        }
        let signed_algorithm =
            Algorithm::read(&fields.expect(Tag::Sequence, "signature")?, "signature")?;
        let issuer = Name::read(&fields.expect(Tag::Sequence, "issuer")?, "issuer")?;
        let mut validity = fields.expect(Tag::Sequence, "validity")?.inside();
        let not_before = Time::read(&validity.any("notBefore")?, "notBefore")?;
        let not_after = Time::read(&validity.any("notAfter")?, "notAfter")?;
        validity.finish("validity")?;
        let subject = Name::read(&fields.expect(Tag::Sequence, "subject")?, "subject")?;
        let public_key = PublicKey::read(&fields.expect(Tag::Sequence, "subjectPublicKeyInfo")?)?;
        let (has_unique_ids, extensions) = rest_of_tbs(&mut fields, version, &mut problems)?;

        Ok(Self {
            der: der.to_vec(),
            version,
            serial: serial.value.to_vec(),
            signed_algorithm,
            issuer,
            not_before,
            not_after,
            subject,
            public_key,
            has_unique_ids,
            extensions,
            signature_algorithm,
            signature,
            problems,
            tbs: tbs.start..tbs.start + tbs.whole.len(),
        })
    }

    /// The bytes the signature covers.
    #[must_use]
    pub fn tbs(&self) -> &[u8] {
        &self.der[self.tbs.clone()]
    }

    /// Whether issuer and subject are the same name (RFC 5280 §3.2).
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.issuer == self.subject
    }

    /// Whether it says of itself that it is a CA.
    #[must_use]
    pub fn is_ca(&self) -> bool {
        self.extensions.basic_constraints.is_some_and(|constraints| constraints.ca)
    }
}

fn version(fields: &mut Cursor<'_>) -> Result<Version, Problem> {
    const FIELD: &str = "version";
    let mut ahead = *fields;
    let field = ahead.any(FIELD)?;
    if field.context_number() != Some(0) {
        return Ok(1);
    }
    *fields = ahead;
    let mut inside = field.inside();
    let number = inside.expect(Tag::Integer, FIELD)?;
    inside.finish(FIELD)?;
    match number.value {
        [value @ 0..=2] => Ok(value + 1),
        _ => Err(Problem::malformed(FIELD, "neither 1, 2 nor 3", number.start)),
    }
}

/// Unique identifiers and extensions, in this order, each at most once.
fn rest_of_tbs(
    fields: &mut Cursor<'_>,
    version: Version,
    problems: &mut Vec<Problem>,
) -> Result<(bool, Extensions), Problem> {
    let mut unique_ids = false;
    let mut extensions = Extensions::default();
    let mut last = 0;
    while !fields.is_done() {
        let start = fields.at();
        let field = fields.any("tbsCertificate")?;
        let number = field.context_number().filter(|number| (last + 1..=3).contains(number));
        last = number.ok_or_else(|| {
            Problem::malformed("tbsCertificate", "a field that does not belong here", start)
        })?;
        if last == 3 {
            if version != 3 {
                problems.push(Problem::fatal(ProblemKind::ExtensionsBeforeV3 { version }, start));
            }
            extensions = Extensions::read(&field, problems)?;
        } else {
            unique_ids = true;
        }
    }
    Ok((unique_ids, extensions))
}
