//! CertificateList (RFC 5280 §5.1), every field of it and the first of its entries.

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, extension, sequence};
use anchorlight_pki::{Problem, Time};
use der::Tag;
use serde::Serialize;

use crate::algorithm::Algorithm;
use crate::extension::Extension;
use crate::fingerprint::{Fingerprints, NameHash};
use crate::name::Name;
use crate::octets::Octets;
use crate::serial::Serial;

/// A certificate revocation list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RevocationList {
    /// 1 or 2.
    pub version: u8,
    pub signed_algorithm: Algorithm,
    pub issuer: Name,
    pub this_update: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_update: Option<Time>,
    /// How many certificates are on it.
    pub entries: usize,
    /// The first of them.
    pub first: Vec<Entry>,
    pub extensions: Vec<Extension>,
    pub signature_algorithm: Algorithm,
    pub signature: Octets,
    pub fingerprints: Fingerprints,
    pub issuer_hash: NameHash,
    /// Faults that left the fields readable.
    pub problems: Vec<Problem>,
}

/// One revoked certificate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    pub serial: Serial,
    pub revocation_date: Time,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
}

/// A page of entries to look at; a load balancer takes lists of 500,000, and nobody reads those.
const MOST_ENTRIES: usize = 1_000;

impl RevocationList {
    pub(crate) fn read(der: &[u8]) -> Result<Self, Problem> {
        let mut read = pki::Crl::read(der.to_vec())?;
        let mut problems = std::mem::take(&mut read.problems);
        let mut first = Vec::new();
        if let Err(problem) = entries(der, &mut first) {
            problems.push(problem);
        }
        Ok(Self {
            version: read.version,
            signed_algorithm: Algorithm::of(&read.signed_algorithm),
            issuer: Name::of(&read.issuer),
            this_update: read.this_update,
            next_update: read.next_update,
            entries: read.entries(),
            first,
            extensions: Extension::all(der, &read.extensions.all),
            signature_algorithm: Algorithm::of(&read.signature_algorithm),
            signature: Octets(read.signature.clone()),
            fingerprints: Fingerprints::of(der),
            issuer_hash: NameHash::of(&read.issuer),
            problems,
        })
    }
}

/// The list has been read before, so its fields are where they belong.
fn entries(der: &[u8], all: &mut Vec<Entry>) -> Result<(), Problem> {
    const FIELD: &str = "revokedCertificates";
    let list = Cursor::new(der).expect(Tag::Sequence, FIELD)?;
    let mut fields = sequence(&list.inside().any(FIELD)?, FIELD)?;
    fields.optional(Tag::Integer, FIELD)?;
    // signature, issuer, thisUpdate.
    for _ in 0..3 {
        fields.any(FIELD)?;
    }
    for tag in [Tag::UtcTime, Tag::GeneralizedTime] {
        fields.optional(tag, FIELD)?;
    }
    let Some(list) = fields.optional(Tag::Sequence, FIELD)? else { return Ok(()) };
    let mut members = list.inside();
    while !members.is_done() && all.len() < MOST_ENTRIES {
        let mut fields = sequence(&members.any(FIELD)?, FIELD)?;
        let serial = Serial::of(fields.expect(Tag::Integer, FIELD)?.value);
        let revocation_date = Time::read(&fields.any(FIELD)?, FIELD)?;
        let mut extensions = Vec::new();
        if let Some(list) = fields.optional(Tag::Sequence, FIELD)? {
            let mut members = list.inside();
            while !members.is_done() {
                let (one, _) = extension(&members.expect(Tag::Sequence, FIELD)?)?;
                extensions.push(Extension::of(der, &one));
            }
        }
        all.push(Entry { serial, revocation_date, extensions });
    }
    Ok(())
}
