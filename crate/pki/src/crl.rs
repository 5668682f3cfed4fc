//! CertificateList (RFC 5280 §5): read once, looked up by serial number.

use std::ops::Range;

use der::Tag;

use crate::algorithm::Algorithm;
use crate::crl_index::{Builder, Index};
use crate::distribution_point::{IssuingDistributionPoint, Reason};
use crate::extension::{
    AuthorityKeyId, Extension, authority_key_id, general_names, read_all, read_one,
};
use crate::general_name::GeneralName;
use crate::hex;
use crate::key::whole_octets;
use crate::name::Name;
use crate::oid::Oid;
use crate::problem::{Problem, ProblemKind};
use crate::time::Time;
use crate::tlv::{Cursor, Tlv};

/// A certificate revocation list.
#[derive(Clone, Debug)]
pub struct Crl {
    /// The whole list.
    pub der: Vec<u8>,
    /// Its SHA-256, where somebody has computed it: who verifies the signature on a long list can
    /// then remember the answer without reading the list again.
    pub digest: Option<[u8; 32]>,
    /// 1 or 2.
    pub version: u8,
    /// tbsCertList.signature: the algorithm as the signed part names it.
    pub signed_algorithm: Algorithm,
    pub issuer: Name,
    pub this_update: Time,
    pub next_update: Option<Time>,
    pub extensions: CrlExtensions,
    /// The first critical extension of an entry that is not known: such a list says nothing (§5.3).
    pub entry_extension_unknown: Option<Oid>,
    /// signatureAlgorithm: the algorithm as the outer part names it.
    pub signature_algorithm: Algorithm,
    /// The contents of the signature's BIT STRING.
    pub signature: Vec<u8>,
    /// Faults that left the fields above readable.
    pub problems: Vec<Problem>,
    tbs: Range<usize>,
    index: Index,
    /// Offsets of the entries with a certificateIssuer, which holds for those after it as well (§5.3.3).
    issuer_changes: Vec<u32>,
}

/// The extensions of a list (§5.2).
#[derive(Clone, Debug, Default)]
pub struct CrlExtensions {
    /// In the order of the encoding.
    pub all: Vec<Extension>,
    pub authority_key_id: Option<AuthorityKeyId>,
    /// Contents octets of the INTEGER.
    pub number: Option<Vec<u8>>,
    /// deltaCRLIndicator: the number of the complete list that this one adds to.
    pub delta_base: Option<Vec<u8>>,
    pub issuing_distribution_point: Option<IssuingDistributionPoint>,
}

/// One revoked certificate.
#[derive(Clone, Debug)]
pub struct CrlEntry {
    /// Contents octets of the INTEGER.
    pub serial: Vec<u8>,
    pub revocation_date: Time,
    /// `None` where it is not told.
    pub reason: Option<Reason>,
    /// When the key became unsafe, where it is told (§5.3.2).
    pub invalidity_date: Option<Time>,
}

/// Odd serial numbers that are told one by one; all of them are kept and found.
const MOST_ODD_SERIALS: usize = 10;

impl Crl {
    /// Reads one list; `der` must hold nothing else.
    ///
    /// # Errors
    ///
    /// The first fault that leaves a field of RFC 5280 §5.1 or an entry without a value.
    pub fn read(der: Vec<u8>) -> Result<Self, Problem> {
        let mut file = Cursor::new(&der);
        let outer = file.expect(Tag::Sequence, "CertificateList")?;
        file.finish("CertificateList")?;
        let mut parts = outer.inside();
        let tbs = parts.expect(Tag::Sequence, "tbsCertList")?;
        let algorithm = parts.expect(Tag::Sequence, "signatureAlgorithm")?;
        let signature_algorithm = Algorithm::read(&algorithm, "signatureAlgorithm")?;
        let bits = parts.expect(Tag::BitString, "signatureValue")?;
        let signature = whole_octets(&bits, "signatureValue")?.to_vec();
        parts.finish("CertificateList")?;

        let mut fields = tbs.inside();
        let version = match fields.optional(Tag::Integer, "version")? {
            None => 1,
            Some(number) if number.value == [1] => 2,
            Some(number) => {
                return Err(Problem::malformed("version", "neither 1 nor 2", number.start));
            }
        };
        let signed_algorithm =
            Algorithm::read(&fields.expect(Tag::Sequence, "signature")?, "signature")?;
        let issuer = Name::read(&fields.expect(Tag::Sequence, "issuer")?, "issuer")?;
        let this_update = Time::read(&fields.any("thisUpdate")?, "thisUpdate")?;
        let next_update = optional_time(&mut fields)?;
        let mut entries = Entries::default();
        if let Some(list) = fields.optional(Tag::Sequence, "revokedCertificates")? {
            entries.read(&list)?;
        }
        let mut problems = std::mem::take(&mut entries.problems);
        let mut extensions = CrlExtensions::default();
        if !fields.is_done() {
            let field = fields.any("crlExtensions")?;
            if field.context_number() != Some(0) {
                return Err(Problem::malformed(
                    "tbsCertList",
                    "a field that does not belong here",
                    field.start,
                ));
            }
            extensions = CrlExtensions::read(&field, &mut problems)?;
        }
        fields.finish("tbsCertList")?;
        if version == 1 && (entries.extended || !extensions.all.is_empty()) {
            problems.push(Problem::fatal(ProblemKind::CrlExtensionsBeforeV2, tbs.start));
        }
        let tbs = tbs.start..tbs.start + tbs.whole.len();
        Ok(Self {
            version,
            signed_algorithm,
            issuer,
            this_update,
            next_update,
            extensions,
            entry_extension_unknown: entries.unknown_extension,
            signature_algorithm,
            signature,
            problems,
            tbs,
            index: entries.index.finish(),
            issuer_changes: entries.issuer_changes,
            digest: None,
            der,
        })
    }

    /// The bytes the signature covers.
    #[must_use]
    pub fn tbs(&self) -> &[u8] {
        &self.der[self.tbs.clone()]
    }

    /// How many certificates are on it.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.index.len()
    }

    #[must_use]
    pub fn is_delta(&self) -> bool {
        self.extensions.delta_base.is_some()
    }

    /// The last entry for a certificate with this issuer and these contents octets of its serial number.
    ///
    /// # Errors
    ///
    /// Where an entry has the serial number and its other fields do not decode.
    pub fn find(&self, issuer: &Name, serial: &[u8]) -> Result<Option<CrlEntry>, Problem> {
        let mut found = None;
        for offset in self.index.candidates(serial) {
            let entry = self.entry_at(offset)?;
            if serial_of(&entry)? == serial && self.is_issued_by(offset, issuer)? {
                found = Some(read_entry(&entry)?);
            }
        }
        Ok(found)
    }

    fn entry_at(&self, offset: u32) -> Result<Tlv<'_>, Problem> {
        Cursor::new_at(&self.der, offset as usize).expect(Tag::Sequence, "revokedCertificates")
    }

    /// §5.3.3: the last certificateIssuer at or before the entry, or else the list's issuer.
    fn is_issued_by(&self, offset: u32, issuer: &Name) -> Result<bool, Problem> {
        let changes = self.issuer_changes.partition_point(|change| *change <= offset);
        let Some(change) = changes.checked_sub(1).map(|last| self.issuer_changes[last]) else {
            return Ok(self.issuer == *issuer);
        };
        let mut is_issuer = false;
        each_extension(&self.entry_at(change)?, |oid, _, value| {
            if *oid == CERTIFICATE_ISSUER {
                let names = general_names(&value.sole("extnValue")?, "certificateIssuer")?;
                is_issuer = names
                    .iter()
                    .any(|name| matches!(name, GeneralName::Directory(name) if **name == *issuer));
            }
            Ok(())
        })?;
        Ok(is_issuer)
    }
}

impl CrlExtensions {
    fn read(field: &Tlv<'_>, problems: &mut Vec<Problem>) -> Result<Self, Problem> {
        let mut outer = field.inside();
        let list = outer.expect(Tag::Sequence, "crlExtensions")?;
        outer.finish("crlExtensions")?;
        let mut extensions = Self::default();
        let mut decode = |oid: &Oid, value: &Tlv<'_>| extensions.decode(oid, value);
        let all = read_all(&list, "crlExtensions", problems, &mut decode)?;
        extensions.all = all;
        Ok(extensions)
    }

    fn decode(&mut self, oid: &Oid, value: &Tlv<'_>) -> Result<(), Problem> {
        use const_oid::db::rfc5912 as known;
        if *oid == known::ID_CE_AUTHORITY_KEY_IDENTIFIER {
            self.authority_key_id = Some(authority_key_id(&value.sole("extnValue")?)?);
        } else if *oid == known::ID_CE_CRL_NUMBER {
            self.number = Some(number(&value.sole("extnValue")?, "cRLNumber")?);
        } else if *oid == known::ID_CE_DELTA_CRL_INDICATOR {
            self.delta_base = Some(number(&value.sole("extnValue")?, "deltaCRLIndicator")?);
        } else if *oid == known::ID_CE_ISSUING_DISTRIBUTION_POINT {
            let point = IssuingDistributionPoint::read(&value.sole("extnValue")?)?;
            self.issuing_distribution_point = Some(point);
        }
        Ok(())
    }

    /// Critical extensions of the list that are not processed.
    pub fn unknown_critical(&self) -> impl Iterator<Item = &Extension> {
        use const_oid::db::rfc5912 as known;
        let processed = [
            known::ID_CE_AUTHORITY_KEY_IDENTIFIER,
            known::ID_CE_CRL_NUMBER,
            known::ID_CE_DELTA_CRL_INDICATOR,
            known::ID_CE_ISSUING_DISTRIBUTION_POINT,
        ];
        self.all.iter().filter(move |e| e.critical && !processed.iter().any(|oid| e.oid == *oid))
    }
}

/// What one pass over the entries gathers.
#[derive(Default)]
struct Entries {
    index: Builder,
    issuer_changes: Vec<u32>,
    unknown_extension: Option<Oid>,
    extended: bool,
    problems: Vec<Problem>,
}

impl Entries {
    fn read(&mut self, list: &Tlv<'_>) -> Result<(), Problem> {
        let mut members = list.inside();
        while !members.is_done() {
            let entry = members.expect(Tag::Sequence, "revokedCertificates")?;
            let mut fields = entry.inside();
            let serial = fields.expect(Tag::Integer, "userCertificate")?;
            if serial.value.is_empty() {
                return Err(Problem::malformed(
                    "userCertificate",
                    "an INTEGER without octets",
                    serial.start,
                ));
            }
            // Its digits are read when the entry is asked for.
            let date = fields.any("revocationDate")?;
            if !matches!(date.tag, Some(Tag::UtcTime | Tag::GeneralizedTime)) {
                return Err(Problem::malformed("revocationDate", "not a time", date.start));
            }
            // Lengths in the der crate end at 256 MiB, so every offset fits.
            let offset = u32::try_from(entry.start).unwrap_or(u32::MAX);
            if !fields.is_done() {
                self.extended = true;
                self.extensions(&entry, offset)?;
            }
            self.odd_serial(&serial);
            self.index.add(offset, serial.value);
        }
        Ok(())
    }

    fn extensions(&mut self, entry: &Tlv<'_>, offset: u32) -> Result<(), Problem> {
        each_extension(entry, |oid, critical, _| {
            if *oid == CERTIFICATE_ISSUER {
                self.issuer_changes.push(offset);
            } else if critical && *oid != REASON_CODE && *oid != INVALIDITY_DATE {
                self.unknown_extension.get_or_insert_with(|| oid.clone());
            }
            Ok(())
        })
    }

    /// RFC 5280 §4.1.2.2 gives CAs positive numbers of at most 20 octets; lists tell of others.
    fn odd_serial(&mut self, serial: &Tlv<'_>) {
        let odd = serial.value[0] & 0x80 != 0 || serial.value.len() > 20 || serial.value == [0];
        if odd && self.problems.len() < MOST_ODD_SERIALS {
            let kind = ProblemKind::CrlSerialOdd { serial: hex::encode(serial.value) };
            self.problems.push(Problem::note(kind, serial.start));
        }
    }
}

use const_oid::db::rfc5912::{
    ID_CE_CERTIFICATE_ISSUER as CERTIFICATE_ISSUER, ID_CE_CRL_REASONS as REASON_CODE,
    ID_CE_INVALIDITY_DATE as INVALIDITY_DATE,
};

fn each_extension<'a>(
    entry: &Tlv<'a>,
    mut read: impl FnMut(&Oid, bool, &Tlv<'a>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    const FIELD: &str = "crlEntryExtensions";
    let mut fields = entry.inside();
    fields.any("userCertificate")?;
    fields.any("revocationDate")?;
    let mut members = fields.expect(Tag::Sequence, FIELD)?.inside();
    fields.finish("revokedCertificates")?;
    while !members.is_done() {
        let (extension, value) = read_one(&members.expect(Tag::Sequence, FIELD)?)?;
        read(&extension.oid, extension.critical, &value)?;
    }
    Ok(())
}

fn serial_of<'a>(entry: &Tlv<'a>) -> Result<&'a [u8], Problem> {
    Ok(entry.inside().any("userCertificate")?.value)
}

fn read_entry(entry: &Tlv<'_>) -> Result<CrlEntry, Problem> {
    let mut fields = entry.inside();
    let serial = fields.any("userCertificate")?.value.to_vec();
    let revocation_date = Time::read(&fields.any("revocationDate")?, "revocationDate")?;
    let (mut reason, mut invalidity_date) = (None, None);
    if !fields.is_done() {
        each_extension(entry, |oid, _, value| {
            if *oid == REASON_CODE {
                reason = Some(Reason::read(&value.sole("extnValue")?, "reasonCode")?);
            } else if *oid == INVALIDITY_DATE {
                invalidity_date = Some(Time::read(&value.sole("extnValue")?, "invalidityDate")?);
            }
            Ok(())
        })?;
    }
    Ok(CrlEntry { serial, revocation_date, reason, invalidity_date })
}

fn optional_time(fields: &mut Cursor<'_>) -> Result<Option<Time>, Problem> {
    for tag in [Tag::UtcTime, Tag::GeneralizedTime] {
        if let Some(time) = fields.optional(tag, "nextUpdate")? {
            return Time::read(&time, "nextUpdate").map(Some);
        }
    }
    Ok(None)
}

/// A number of a list: not negative (§5.2.3).
fn number(tlv: &Tlv<'_>, field: &str) -> Result<Vec<u8>, Problem> {
    match (tlv.tag, tlv.value) {
        (Some(Tag::Integer), [first, ..]) if first & 0x80 == 0 => Ok(tlv.value.to_vec()),
        _ => Err(Problem::malformed(field, "not a number of a list", tlv.start)),
    }
}

/// Which of two numbers of lists (contents octets of INTEGERs that are not negative) is the greater.
#[must_use]
pub fn compare_numbers(one: &[u8], other: &[u8]) -> std::cmp::Ordering {
    let digits = |number: &[u8]| -> Vec<u8> {
        number.iter().copied().skip_while(|octet| *octet == 0).collect()
    };
    let (one, other) = (digits(one), digits(other));
    one.len().cmp(&other.len()).then_with(|| one.cmp(&other))
}
