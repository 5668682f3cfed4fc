//! Certificate (RFC 5280 §4.1), every field of it.

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, whole_octets};
use anchorlight_pki::{Problem, Time};
use der::Tag;
use serde::Serialize;

use crate::algorithm::Algorithm;
use crate::extension::Extension;
use crate::fingerprint::{Fingerprints, NameHash};
use crate::key::PublicKey;
use crate::name::Name;
use crate::octets::Octets;
use crate::serial::Serial;

/// A certificate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Certificate {
    /// 1, 2 or 3.
    pub version: u8,
    pub serial: Serial,
    /// What the signed part says that it is signed with.
    pub signed_algorithm: Algorithm,
    pub issuer: Name,
    pub not_before: Time,
    pub not_after: Time,
    pub subject: Name,
    pub public_key: PublicKey,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer_unique_id: Option<Octets>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_unique_id: Option<Octets>,
    /// In the order of the encoding.
    pub extensions: Vec<Extension>,
    /// What it is signed with.
    pub signature_algorithm: Algorithm,
    pub signature: Octets,
    /// Issuer and subject are one name. Whether the key is one as well, only a verification tells.
    pub self_issued: bool,
    pub fingerprints: Fingerprints,
    pub subject_hash: NameHash,
    pub issuer_hash: NameHash,
    /// Faults that left the fields readable.
    pub problems: Vec<Problem>,
}

impl Certificate {
    pub(crate) fn read(der: &[u8]) -> Result<Self, Problem> {
        let read = pki::Certificate::read(der)?;
        let (issuer_unique_id, subject_unique_id) = unique_ids(&read);
        let (subject, subject_hash) = named(&read.subject);
        let is_same = read.issuer.der == read.subject.der;
        let (issuer, issuer_hash) =
            if is_same { (subject.clone(), subject_hash.clone()) } else { named(&read.issuer) };
        Ok(Self {
            version: read.version,
            serial: Serial::of(&read.serial),
            signed_algorithm: Algorithm::of(&read.signed_algorithm),
            issuer,
            not_before: read.not_before,
            not_after: read.not_after,
            subject,
            public_key: PublicKey::of(&read.public_key),
            issuer_unique_id,
            subject_unique_id,
            extensions: Extension::all(der, &read.extensions.all),
            signature_algorithm: Algorithm::of(&read.signature_algorithm),
            self_issued: read.is_self_issued(),
            signature: Octets(read.signature),
            fingerprints: Fingerprints::of(der),
            issuer_hash,
            subject_hash,
            problems: read.problems,
        })
    }
}

fn named(name: &pki::Name) -> (Name, NameHash) {
    (Name::of(name), NameHash::of(name))
}

/// issuerUniqueID [1] and subjectUniqueID [2] IMPLICIT BIT STRING: nobody processes them (RFC 5280 §4.1.2.8).
fn unique_ids(certificate: &pki::Certificate) -> (Option<Octets>, Option<Octets>) {
    let (mut issuer, mut subject) = (None, None);
    if certificate.has_unique_ids {
        let tbs = Cursor::new(certificate.tbs()).expect(Tag::Sequence, "tbsCertificate");
        let mut fields = tbs.map_or(Cursor::new(&[]), |tbs| tbs.inside());
        let mut seen_key = false;
        while let Ok(field) = fields.any("tbsCertificate") {
            seen_key |= field.whole == certificate.public_key.spki;
            let octets = || whole_octets(&field, "uniqueID").map_or(field.value, |octets| octets);
            match field.context_number() {
                Some(1) if seen_key => issuer = Some(Octets(octets().to_vec())),
                Some(2) if seen_key => subject = Some(Octets(octets().to_vec())),
                _ => {}
            }
        }
    }
    (issuer, subject)
}
