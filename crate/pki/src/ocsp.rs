//! OCSPResponse (RFC 6960 §4.2.1): what a responder says of certificates, field by field.

use std::ops::Range;

use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5912, rfc6960};
use der::Tag;
use serde::Serialize;

use crate::algorithm::{Algorithm, read_oid};
use crate::distribution_point::Reason;
use crate::extension::{Extension, not_a, read_all, sequence};
use crate::hex;
use crate::key::whole_octets;
use crate::name::Name;
use crate::oid::Oid;
use crate::problem::{Problem, ProblemKind};
use crate::table::sort_by;
use crate::time::Time;
use crate::tlv::{Cursor, Tlv};

/// A response.
#[derive(Clone, Debug)]
pub enum OcspResponse {
    /// The responder's signed answer.
    Basic(Box<BasicResponse>),
    /// There is none: what the responder says instead. Nobody signed this.
    Refused(ResponderError),
}

/// Why a responder does not answer (OCSPResponseStatus).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ResponderError {
    /// The request did not decode.
    MalformedRequest,
    /// The responder is out of order.
    InternalError,
    /// The responder is busy.
    TryLater,
    /// The responder answers signed requests only.
    SigRequired,
    /// The responder does not answer this client, or does not know the issuer (RFC 5019 §2.2.3).
    Unauthorized,
}

/// A signed answer (BasicOCSPResponse).
#[derive(Clone, Debug)]
pub struct BasicResponse {
    /// The whole response.
    pub der: Vec<u8>,
    pub responder: ResponderId,
    /// When it was signed. That decides nothing: RFC 6960 §3.2 asks for thisUpdate and nextUpdate alone.
    pub produced_at: Time,
    /// Of the response as a whole, in the order of the encoding.
    pub extensions: Vec<Extension>,
    /// What the client asked to have repeated (§4.4.1).
    pub nonce: Option<Vec<u8>>,
    pub signature_algorithm: Algorithm,
    /// The contents of the signature's BIT STRING.
    pub signature: Vec<u8>,
    /// Faults that left the fields above readable.
    pub problems: Vec<Problem>,
    tbs: Range<usize>,
    /// By serial number.
    responses: Vec<SingleResponse>,
    certificates: Vec<Range<usize>>,
}

/// Who signed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ResponderId {
    Name(Name),
    /// SHA-1 of the bits of the key.
    KeyHash(Vec<u8>),
}

/// What is said of one certificate.
#[derive(Clone, Debug)]
pub struct SingleResponse {
    pub certificate: CertificateId,
    pub status: CertificateStatus,
    pub this_update: Time,
    pub next_update: Option<Time>,
    /// When the key became unsafe, where it is told (§4.4.5).
    pub invalidity_date: Option<Time>,
    /// In the order of the encoding.
    pub extensions: Vec<Extension>,
    /// Faults that left the fields above readable.
    pub problems: Vec<Problem>,
}

/// Which certificate is meant (CertID).
#[derive(Clone, Debug)]
pub struct CertificateId {
    /// The function that both hashes are made with.
    pub hash: Oid,
    /// Of the issuer's name in DER.
    pub issuer_name: Vec<u8>,
    /// Of the bits of the issuer's key.
    pub issuer_key: Vec<u8>,
    /// Contents octets of the INTEGER.
    pub serial: Vec<u8>,
}

/// The status of a certificate (CertStatus).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CertificateStatus {
    Good,
    Revoked {
        revocation_date: Time,
        /// `None` where it is not told.
        reason: Option<Reason>,
    },
    /// The responder does not know the certificate.
    Unknown,
}

impl OcspResponse {
    /// Reads one response; `der` must hold nothing else.
    ///
    /// # Errors
    ///
    /// The first fault that leaves a field of RFC 6960 §4.2.1 without a value.
    pub fn read(der: Vec<u8>) -> Result<Self, Problem> {
        let mut file = Cursor::new(&der);
        let outer = file.expect(Tag::Sequence, "OCSPResponse")?;
        file.finish("OCSPResponse")?;
        let mut fields = outer.inside();
        let status = fields.expect(Tag::Enumerated, "responseStatus")?;
        let refused = match status.value {
            [0] => None,
            [1] => Some(ResponderError::MalformedRequest),
            [2] => Some(ResponderError::InternalError),
            [3] => Some(ResponderError::TryLater),
            [5] => Some(ResponderError::SigRequired),
            [6] => Some(ResponderError::Unauthorized),
            _ => return Err(not_a("responseStatus", "a status of RFC 6960", status.start)),
        };
        if let Some(error) = refused {
            fields.finish("OCSPResponse")?;
            return Ok(Self::Refused(error));
        }
        let Some(bytes) = explicit(&mut fields, 0, "responseBytes")? else {
            return Err(not_a("responseBytes", "there", fields.at()));
        };
        fields.finish("OCSPResponse")?;
        let mut bytes = sequence(&bytes, "responseBytes")?;
        let kind = bytes.expect(Tag::ObjectIdentifier, "responseType")?;
        let oid = read_oid(&kind, "responseType")?;
        if oid != rfc6960::ID_PKIX_OCSP_BASIC {
            let oid = oid.to_string();
            return Err(Problem::fatal(ProblemKind::OcspResponseType { oid }, kind.start));
        }
        let response = bytes.expect(Tag::OctetString, "response")?;
        bytes.finish("responseBytes")?;
        let response = response.sole("response")?;
        let mut basic = BasicResponse::read(&response)?;
        basic.der = der;
        Ok(Self::Basic(Box::new(basic)))
    }
}

impl BasicResponse {
    fn read(response: &Tlv<'_>) -> Result<Self, Problem> {
        const FIELD: &str = "BasicOCSPResponse";
        let mut parts = sequence(response, FIELD)?;
        let tbs = parts.expect(Tag::Sequence, "tbsResponseData")?;
        let algorithm = parts.expect(Tag::Sequence, "signatureAlgorithm")?;
        let signature_algorithm = Algorithm::read(&algorithm, "signatureAlgorithm")?;
        let bits = parts.expect(Tag::BitString, "signature")?;
        let signature = whole_octets(&bits, "signature")?.to_vec();
        let mut certificates = Vec::new();
        if let Some(list) = explicit(&mut parts, 0, "certs")? {
            let mut list = sequence(&list, "certs")?;
            while !list.is_done() {
                certificates.push(range(&list.any("certs")?));
            }
        }
        parts.finish(FIELD)?;

        let mut fields = tbs.inside();
        if let Some(version) = explicit(&mut fields, 0, "version")?
            && (version.tag, version.value) != (Some(Tag::Integer), &[0])
        {
            return Err(not_a("version", "1", version.start));
        }
        let responder = ResponderId::read(&mut fields)?;
        let produced_at = time(&fields.any("producedAt")?, "producedAt")?;
        let mut members = fields.expect(Tag::Sequence, "responses")?.inside();
        let mut responses = Vec::new();
        while !members.is_done() {
            responses.push(SingleResponse::read(&members.expect(Tag::Sequence, "responses")?)?);
        }
        sort_by(&mut responses, |one: &SingleResponse, other| {
            one.certificate.serial.cmp(&other.certificate.serial)
        });
        let (mut problems, mut nonce, mut extensions) = (Vec::new(), None, Vec::new());
        if let Some(list) = explicit(&mut fields, 1, "responseExtensions")? {
            const FIELD: &str = "responseExtensions";
            extensions = read_all(&list, FIELD, &mut problems, &mut |oid, value| {
                if *oid == rfc6960::ID_PKIX_OCSP_NONCE {
                    nonce = Some(octets(&value.sole("nonce")?, "nonce")?);
                }
                Ok(())
            })?;
        }
        fields.finish("tbsResponseData")?;
        Ok(Self {
            der: Vec::new(),
            responder,
            produced_at,
            extensions,
            nonce,
            signature_algorithm,
            signature,
            problems,
            tbs: range(&tbs),
            responses,
            certificates,
        })
    }

    /// The bytes the signature covers.
    #[must_use]
    pub fn tbs(&self) -> &[u8] {
        &self.der[self.tbs.clone()]
    }

    /// What is said of certificates with these contents octets of the serial number, whoever issued them.
    #[must_use]
    pub fn with_serial(&self, serial: &[u8]) -> &[SingleResponse] {
        let from = self.responses.partition_point(|single| *single.certificate.serial < *serial);
        let to = self.responses.partition_point(|single| *single.certificate.serial <= *serial);
        &self.responses[from..to]
    }

    /// What is said of each certificate, by serial number.
    #[must_use]
    pub fn all(&self) -> &[SingleResponse] {
        &self.responses
    }

    /// How many certificates it tells of.
    #[must_use]
    pub fn responses(&self) -> usize {
        self.responses.len()
    }

    /// When the first of its answers is to be replaced, if any says so.
    #[must_use]
    pub fn next_update(&self) -> Option<Time> {
        self.responses.iter().filter_map(|single| single.next_update).min()
    }

    /// The certificates that came with it, not yet read, each with its offset in `der`.
    pub fn certificates(&self) -> impl Iterator<Item = (usize, &[u8])> {
        self.certificates.iter().map(|range| (range.start, &self.der[range.clone()]))
    }

    /// The first critical extension of the response that is not processed.
    #[must_use]
    pub fn unknown_critical(&self) -> Option<&Oid> {
        // §4.4.8: that revoked may mean never issued changes nothing for whoever asks.
        const PROCESSED: [ObjectIdentifier; 2] =
            [rfc6960::ID_PKIX_OCSP_NONCE, rfc6960::ID_PKIX_OCSP_EXTENDED_REVOKE];
        unknown_critical(&self.extensions, &PROCESSED)
    }
}

impl ResponderId {
    fn read(fields: &mut Cursor<'_>) -> Result<Self, Problem> {
        const FIELD: &str = "responderID";
        if let Some(name) = explicit(fields, 1, FIELD)? {
            sequence(&name, FIELD)?;
            return Ok(Self::Name(Name::read(&name, FIELD)?));
        }
        match explicit(fields, 2, FIELD)? {
            Some(hash) => Ok(Self::KeyHash(octets(&hash, FIELD)?)),
            None => Err(not_a(FIELD, "a name or the hash of a key", fields.at())),
        }
    }
}

/// RFC 4514, or the hash of the key; safe to show.
impl std::fmt::Display for ResponderId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Name(name) => name.fmt(f),
            Self::KeyHash(hash) => write!(f, "SHA-1 {}", hex::encode(hash)),
        }
    }
}

impl SingleResponse {
    fn read(member: &Tlv<'_>) -> Result<Self, Problem> {
        let mut fields = member.inside();
        let certificate = CertificateId::read(&fields.expect(Tag::Sequence, "certID")?)?;
        let status = CertificateStatus::read(&fields.any("certStatus")?)?;
        let this_update = time(&fields.any("thisUpdate")?, "thisUpdate")?;
        let next_update = explicit(&mut fields, 0, "nextUpdate")?;
        let next_update = next_update.map(|field| time(&field, "nextUpdate")).transpose()?;
        let (mut problems, mut invalidity_date, mut extensions) = (Vec::new(), None, Vec::new());
        if let Some(list) = explicit(&mut fields, 1, "singleExtensions")? {
            const FIELD: &str = "singleExtensions";
            extensions = read_all(&list, FIELD, &mut problems, &mut |oid, value| {
                if *oid == rfc5912::ID_CE_INVALIDITY_DATE {
                    let date = value.sole("invalidityDate")?;
                    invalidity_date = Some(time(&date, "invalidityDate")?);
                }
                Ok(())
            })?;
        }
        fields.finish("responses")?;
        Ok(Self {
            certificate,
            status,
            this_update,
            next_update,
            invalidity_date,
            extensions,
            problems,
        })
    }

    /// The first critical extension that is not processed.
    #[must_use]
    pub fn unknown_critical(&self) -> Option<&Oid> {
        // §4.4.2 and §4.4.4 say where more is to be had, and take nothing back.
        const PROCESSED: [ObjectIdentifier; 3] = [
            rfc5912::ID_CE_INVALIDITY_DATE,
            rfc6960::ID_PKIX_OCSP_ARCHIVE_CUTOFF,
            rfc6960::ID_PKIX_OCSP_CRL,
        ];
        unknown_critical(&self.extensions, &PROCESSED)
    }
}

impl CertificateId {
    /// Reads one, of a response or of a request.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(tlv: &Tlv<'_>) -> Result<Self, Problem> {
        let mut fields = tlv.inside();
        let hash = fields.expect(Tag::Sequence, "hashAlgorithm")?;
        let hash = Algorithm::read(&hash, "hashAlgorithm")?.oid;
        let issuer_name = octets(&fields.any("issuerNameHash")?, "issuerNameHash")?;
        let issuer_key = octets(&fields.any("issuerKeyHash")?, "issuerKeyHash")?;
        let serial = fields.expect(Tag::Integer, "serialNumber")?;
        if serial.value.is_empty() {
            return Err(not_a("serialNumber", "an INTEGER with octets", serial.start));
        }
        fields.finish("certID")?;
        Ok(Self { hash, issuer_name, issuer_key, serial: serial.value.to_vec() })
    }
}

impl CertificateStatus {
    fn read(tlv: &Tlv<'_>) -> Result<Self, Problem> {
        const FIELD: &str = "certStatus";
        match (tlv.context_number(), tlv.value) {
            (Some(0), []) => Ok(Self::Good),
            (Some(1), _) => {
                let mut fields = tlv.inside();
                let revocation_date = time(&fields.any("revocationTime")?, "revocationTime")?;
                let reason = explicit(&mut fields, 0, "revocationReason")?;
                let reason = reason.map(|field| Reason::read(&field, "revocationReason"));
                let reason = reason.transpose()?;
                fields.finish(FIELD)?;
                Ok(Self::Revoked { revocation_date, reason })
            }
            (Some(2), []) => Ok(Self::Unknown),
            _ => Err(not_a(FIELD, "good, revoked or unknown", tlv.start)),
        }
    }
}

fn unknown_critical<'a>(
    extensions: &'a [Extension],
    processed: &[ObjectIdentifier],
) -> Option<&'a Oid> {
    let mut critical = extensions.iter().filter(|extension| extension.critical);
    critical
        .find(|extension| !processed.iter().any(|oid| extension.oid == *oid))
        .map(|extension| &extension.oid)
}

/// The value inside the next field, if that has an EXPLICIT tag of this number.
fn explicit<'a>(
    fields: &mut Cursor<'a>,
    number: u32,
    field: &str,
) -> Result<Option<Tlv<'a>>, Problem> {
    let mut ahead = *fields;
    if ahead.is_done() {
        return Ok(None);
    }
    let tlv = ahead.any(field)?;
    if tlv.context_number() != Some(number) {
        return Ok(None);
    }
    *fields = ahead;
    tlv.sole(field).map(Some)
}

fn octets(tlv: &Tlv<'_>, field: &str) -> Result<Vec<u8>, Problem> {
    if tlv.tag == Some(Tag::OctetString) {
        Ok(tlv.value.to_vec())
    } else {
        Err(not_a(field, "an OCTET STRING", tlv.start))
    }
}

/// §4.2.2.1: times are GeneralizedTime.
fn time(tlv: &Tlv<'_>, field: &str) -> Result<Time, Problem> {
    if tlv.tag == Some(Tag::GeneralizedTime) {
        Time::read(tlv, field)
    } else {
        Err(not_a(field, "a GeneralizedTime", tlv.start))
    }
}

fn range(tlv: &Tlv<'_>) -> Range<usize> {
    tlv.start..tlv.start + tlv.whole.len()
}
