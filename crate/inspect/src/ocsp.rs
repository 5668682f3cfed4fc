//! OCSPResponse (RFC 6960 §4.2.1).

use anchorlight_pki as pki;
use anchorlight_pki::{Problem, Reason, ResponderError, Time};
use serde::Serialize;

use crate::algorithm::Algorithm;
use crate::certificate::Certificate;
use crate::extension::Extension;
use crate::fingerprint::Fingerprints;
use crate::name::Name;
use crate::octets::Octets;
use crate::oid::NamedOid;
use crate::serial::Serial;

/// A response.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "camelCase")]
pub enum OcspResponse {
    Successful(Box<BasicResponse>),
    /// There is no answer; nobody signed this.
    Refused {
        reason: ResponderError,
    },
}

/// A signed answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BasicResponse {
    /// Who signed: a name, or the SHA-1 of a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responder_name: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responder_key: Option<Octets>,
    pub produced_at: Time,
    /// By serial number.
    pub responses: Vec<SingleResponse>,
    pub extensions: Vec<Extension>,
    pub signature_algorithm: Algorithm,
    pub signature: Octets,
    /// Those that came with it; offsets in them are their own.
    pub certificates: Vec<Certificate>,
    pub fingerprints: Fingerprints,
    /// Faults that left the fields readable.
    pub problems: Vec<Problem>,
}

/// What is said of one certificate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SingleResponse {
    pub hash_algorithm: NamedOid,
    pub issuer_name_hash: Octets,
    pub issuer_key_hash: Octets,
    pub serial: Serial,
    pub status: CertificateStatus,
    pub this_update: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_update: Option<Time>,
    pub extensions: Vec<Extension>,
}

/// The status of a certificate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CertificateStatus {
    Good,
    Revoked {
        revocation_date: Time,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// The responder does not know the certificate.
    Unknown,
}

impl OcspResponse {
    pub(crate) fn read(der: &[u8]) -> Result<Self, Problem> {
        Ok(match pki::OcspResponse::read(der.to_vec())? {
            pki::OcspResponse::Basic(basic) => {
                Self::Successful(Box::new(BasicResponse::of(&basic)))
            }
            pki::OcspResponse::Refused(reason) => Self::Refused { reason },
        })
    }
}

impl BasicResponse {
    fn of(basic: &pki::BasicResponse) -> Self {
        let (responder_name, responder_key) = match &basic.responder {
            pki::ResponderId::Name(name) => (Some(Name::of(name)), None),
            pki::ResponderId::KeyHash(hash) => (None, Some(Octets(hash.clone()))),
        };
        let mut problems = basic.problems.clone();
        let mut certificates = Vec::new();
        for (offset, der) in basic.certificates() {
            match Certificate::read(der) {
                Ok(certificate) => certificates.push(certificate),
                Err(problem) => {
                    problems.push(Problem { offset: offset + problem.offset, ..problem });
                }
            }
        }
        Self {
            responder_name,
            responder_key,
            produced_at: basic.produced_at,
            responses: basic.all().iter().map(|one| SingleResponse::of(&basic.der, one)).collect(),
            extensions: Extension::all(&basic.der, &basic.extensions),
            signature_algorithm: Algorithm::of(&basic.signature_algorithm),
            signature: Octets(basic.signature.clone()),
            certificates,
            fingerprints: Fingerprints::of(&basic.der),
            problems,
        }
    }
}

impl SingleResponse {
    fn of(der: &[u8], single: &pki::SingleResponse) -> Self {
        let id = &single.certificate;
        Self {
            hash_algorithm: id.hash.clone().into(),
            issuer_name_hash: Octets(id.issuer_name.clone()),
            issuer_key_hash: Octets(id.issuer_key.clone()),
            serial: Serial::of(&id.serial),
            status: match single.status {
                pki::CertificateStatus::Good => CertificateStatus::Good,
                pki::CertificateStatus::Revoked { revocation_date, reason } => {
                    CertificateStatus::Revoked { revocation_date, reason }
                }
                pki::CertificateStatus::Unknown => CertificateStatus::Unknown,
            },
            this_update: single.this_update,
            next_update: single.next_update,
            extensions: Extension::all(der, &single.extensions),
        }
    }
}
