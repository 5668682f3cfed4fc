//! CertificationRequest (PKCS #10, RFC 2986 §4).

use anchorlight_pki as pki;
use anchorlight_pki::Problem;
use anchorlight_pki::read::{Cursor, Tlv, extensions, not_a, whole_octets};
use der::Tag;
use serde::Serialize;

use crate::algorithm::Algorithm;
use crate::extension::subject_directory_attributes::attribute;
use crate::extension::{DirectoryAttribute, Extension};
use crate::fingerprint::Fingerprints;
use crate::key::PublicKey;
use crate::name::Name;
use crate::octets::Octets;

/// A request for a certificate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CertificationRequest {
    pub subject: Name,
    pub public_key: PublicKey,
    /// The extensions asked for (RFC 2985 §5.4.2, and Microsoft's attribute of the same syntax).
    pub extensions: Vec<Extension>,
    /// All other attributes.
    pub attributes: Vec<DirectoryAttribute>,
    pub signature_algorithm: Algorithm,
    pub signature: Octets,
    pub fingerprints: Fingerprints,
    /// Faults that left the fields readable.
    pub problems: Vec<Problem>,
}

const FIELD: &str = "CertificationRequest";

impl CertificationRequest {
    pub(crate) fn read(der: &[u8]) -> Result<Self, Problem> {
        let mut file = Cursor::new(der);
        let mut parts = file.expect(Tag::Sequence, FIELD)?.inside();
        file.finish(FIELD)?;
        let mut info = parts.expect(Tag::Sequence, "certificationRequestInfo")?.inside();
        let algorithm = parts.expect(Tag::Sequence, "signatureAlgorithm")?;
        let signature = parts.expect(Tag::BitString, "signature")?;
        parts.finish(FIELD)?;
        let version = info.expect(Tag::Integer, "version")?;
        if version.value != [0] {
            return Err(not_a("version", "1", version.start));
        }
        let subject = pki::Name::read(&info.expect(Tag::Sequence, "subject")?, "subject")?;
        let key = info.expect(Tag::Sequence, "subjectPKInfo")?;
        let mut request = Self {
            subject: Name::of(&subject),
            public_key: PublicKey::of(&pki::PublicKey::read(&key)?),
            extensions: Vec::new(),
            attributes: Vec::new(),
            signature_algorithm: Algorithm::of(&pki::Algorithm::read(&algorithm, FIELD)?),
            signature: Octets(whole_octets(&signature, "signature")?.to_vec()),
            fingerprints: Fingerprints::of(der),
            problems: Vec::new(),
        };
        // attributes [0] IMPLICIT SET OF: some tools leave it out where it is empty.
        if !info.is_done() {
            let attributes = info.any("attributes")?;
            if attributes.context_number() != Some(0) {
                return Err(not_a("attributes", "in its place", attributes.start));
            }
            request.attributes(der, &attributes)?;
        }
        info.finish(FIELD)?;
        Ok(request)
    }

    fn attributes(&mut self, der: &[u8], attributes: &Tlv<'_>) -> Result<(), Problem> {
        let mut members = attributes.inside();
        while !members.is_done() {
            let member = members.expect(Tag::Sequence, "attributes")?;
            let one = attribute(&member)?;
            if matches!(one.oid.name, Some("extensionRequest" | "certificateExtensions")) {
                let mut inside = member.inside();
                inside.any("attributes")?;
                let list = inside.any("attributes")?.sole("extensionRequest")?;
                let keep = &mut |_: &pki::Oid, _: &Tlv<'_>| Ok(());
                let all = extensions(&list, "extensionRequest", &mut self.problems, keep)?;
                self.extensions.extend(Extension::all(der, &all));
            } else {
                self.attributes.push(one);
            }
        }
        Ok(())
    }
}
