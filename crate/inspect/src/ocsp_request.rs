//! OCSPRequest (RFC 6960 §4.1.1).

use anchorlight_pki as pki;
use anchorlight_pki::Problem;
use anchorlight_pki::read::{Cursor, Tlv, extensions, not_a, sequence, whole_octets};
use der::Tag;
use serde::Serialize;

use crate::algorithm::Algorithm;
use crate::extension::Extension;
use crate::extension::explicit;
use crate::fingerprint::Fingerprints;
use crate::general_name::GeneralName;
use crate::octets::Octets;
use crate::oid::NamedOid;
use crate::serial::Serial;

/// What is asked.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OcspRequest {
    /// As people count it: 1.
    pub version: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requestor: Option<GeneralName>,
    pub requests: Vec<SingleRequest>,
    pub extensions: Vec<Extension>,
    /// Where it is signed; it is not verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature_algorithm: Option<Algorithm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<Octets>,
    /// How many certificates came with it.
    pub certificates: usize,
    pub fingerprints: Fingerprints,
    /// Faults that left the fields readable.
    pub problems: Vec<Problem>,
}

/// One certificate that is asked about.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SingleRequest {
    pub hash_algorithm: NamedOid,
    pub issuer_name_hash: Octets,
    pub issuer_key_hash: Octets,
    pub serial: Serial,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
}

const FIELD: &str = "OCSPRequest";

/// As many as there are objects of one input: each may ask about one certificate of it.
const MOST_REQUESTS: usize = 100_000;

impl OcspRequest {
    pub(crate) fn read(der: &[u8]) -> Result<Self, Problem> {
        let mut file = Cursor::new(der);
        let mut parts = file.expect(Tag::Sequence, FIELD)?.inside();
        file.finish(FIELD)?;
        let mut asked = parts.expect(Tag::Sequence, "tbsRequest")?.inside();
        let version = explicit(&mut asked, 0, "version")?;
        if version.is_some_and(|version| version.value != [0]) {
            return Err(not_a("version", "1", 0));
        }
        let requestor = explicit(&mut asked, 1, "requestorName")?;
        let requestor = requestor.map(|name| pki::GeneralName::read(&name, "requestorName"));
        let mut problems = Vec::new();
        let mut requests = Vec::new();
        let mut list = asked.expect(Tag::Sequence, "requestList")?.inside();
        while !list.is_done() && requests.len() < MOST_REQUESTS {
            let one = list.expect(Tag::Sequence, "requestList")?;
            requests.push(SingleRequest::read(der, &one, &mut problems)?);
        }
        let list = explicit(&mut asked, 2, "requestExtensions")?;
        let extensions = all(der, list, &mut problems)?;
        asked.finish("tbsRequest")?;
        let mut request = Self {
            version: 1,
            requestor: requestor.transpose()?.as_ref().map(GeneralName::of),
            requests,
            extensions,
            signature_algorithm: None,
            signature: None,
            certificates: 0,
            fingerprints: Fingerprints::of(der),
            problems,
        };
        if let Some(signature) = explicit(&mut parts, 0, "optionalSignature")? {
            request.signed(&signature)?;
        }
        parts.finish(FIELD)?;
        Ok(request)
    }

    /// Signature ::= SEQUENCE { signatureAlgorithm, signature BIT STRING, certs [0] EXPLICIT OPTIONAL }.
    fn signed(&mut self, signature: &Tlv<'_>) -> Result<(), Problem> {
        let mut fields = sequence(signature, "optionalSignature")?;
        let algorithm = fields.expect(Tag::Sequence, "signatureAlgorithm")?;
        let algorithm = pki::Algorithm::read(&algorithm, "signatureAlgorithm")?;
        self.signature_algorithm = Some(Algorithm::of(&algorithm));
        let bits = fields.expect(Tag::BitString, "signature")?;
        self.signature = Some(Octets(whole_octets(&bits, "signature")?.to_vec()));
        if let Some(certificates) = explicit(&mut fields, 0, "certs")? {
            let mut certificates = sequence(&certificates, "certs")?;
            while !certificates.is_done() {
                certificates.any("certs")?;
                self.certificates += 1;
            }
        }
        fields.finish("optionalSignature")
    }
}

impl SingleRequest {
    fn read(der: &[u8], one: &Tlv<'_>, problems: &mut Vec<Problem>) -> Result<Self, Problem> {
        let mut fields = one.inside();
        let id = pki::CertificateId::read(&fields.expect(Tag::Sequence, "reqCert")?)?;
        let list = explicit(&mut fields, 0, "singleRequestExtensions")?;
        let extensions = all(der, list, problems)?;
        fields.finish("Request")?;
        Ok(Self {
            hash_algorithm: id.hash.into(),
            issuer_name_hash: Octets(id.issuer_name),
            issuer_key_hash: Octets(id.issuer_key),
            serial: Serial::of(&id.serial),
            extensions,
        })
    }
}

fn all(
    der: &[u8],
    list: Option<Tlv<'_>>,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Extension>, Problem> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let keep = &mut |_: &pki::Oid, _: &Tlv<'_>| Ok(());
    Ok(Extension::all(der, &extensions(&list, FIELD, problems, keep)?))
}

/// Whether a value has its structure: the first certificate that it asks about tells.
pub(crate) fn is_one(first: &Tlv<'_>) -> bool {
    let of_first = || {
        let mut fields = sequence(first, FIELD).ok()?;
        explicit(&mut fields, 0, FIELD).ok()?;
        explicit(&mut fields, 1, FIELD).ok()?;
        let list = fields.expect(Tag::Sequence, FIELD).ok()?;
        let one = list.inside().expect(Tag::Sequence, FIELD).ok()?;
        let id = one.inside().expect(Tag::Sequence, FIELD).ok()?;
        let mut id = id.inside();
        id.expect(Tag::Sequence, FIELD).ok()?;
        id.expect(Tag::OctetString, FIELD).ok()?;
        id.expect(Tag::OctetString, FIELD).ok()
    };
    of_first().is_some()
}
