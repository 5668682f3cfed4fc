//! What a value is, told by what only its kind has.

use anchorlight_pki::Oid;
use anchorlight_pki::read::{Cursor, Tlv};
use const_oid::db::rfc5911::ID_SIGNED_DATA;
use der::Tag;

use crate::ocsp_request;
use crate::private_key::pkcs1;
use crate::tree::Header;
use crate::trust_settings::TrustSettings;

/// The kinds that are read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Certificate,
    RevocationList,
    CertificationRequest,
    PublicKey,
    RsaPublicKey,
    OcspRequest,
    OcspResponse,
    SignedData,
    TrustSettings,
    Other,
}

impl Kind {
    /// A damaged value is what its label says, so that its reader tells what is wrong with it.
    pub fn of(der: &[u8], label: Option<&str>) -> Self {
        if label == Some("TRUSTED CERTIFICATE") && TrustSettings::read(der).is_ok() {
            return Self::TrustSettings;
        }
        let is_rsa = matches!(label, None | Some("RSA PUBLIC KEY" | "base64"));
        if is_rsa && pkcs1::of_public(der).is_some() {
            return Self::RsaPublicKey;
        }
        Self::of_content(der).unwrap_or(match label {
            Some("CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE") => Self::Certificate,
            Some("X509 CRL") => Self::RevocationList,
            Some("CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST") => Self::CertificationRequest,
            Some("PUBLIC KEY") => Self::PublicKey,
            Some("OCSP REQUEST") => Self::OcspRequest,
            Some("OCSP RESPONSE") => Self::OcspResponse,
            Some("PKCS7" | "CMS") => Self::SignedData,
            _ => Self::Other,
        })
    }

    /// Whether it begins as SignedData does, in DER or in BER.
    pub fn may_be_signed_data(input: &[u8]) -> bool {
        let identifier = ID_SIGNED_DATA.as_bytes();
        let inside = || {
            let header = Header::read(input).ok().filter(|_| input[0] == 0x30)?;
            input.get(header.octets()..)?.strip_prefix(&[6])?.get(1..)
        };
        inside().is_some_and(|rest| rest.starts_with(identifier))
    }

    /// `None`: its structure is that of none of them.
    fn of_content(der: &[u8]) -> Option<Self> {
        let mut members = inside(&Cursor::new(der).any("input").ok()?)?;
        let first = members.any("input").ok()?;
        if first.tag == Some(Tag::Enumerated) {
            return Some(Self::OcspResponse);
        }
        if first.tag == Some(Tag::ObjectIdentifier) {
            let is_signed = Oid::from_contents(first.value)? == ID_SIGNED_DATA;
            return is_signed.then_some(Self::SignedData);
        }
        if ocsp_request::is_one(&first) {
            return Some(Self::OcspRequest);
        }
        let mut fields = inside(&first)?;
        let second = members.any("input").ok()?;
        if second.tag == Some(Tag::BitString) && members.is_done() {
            return Some(Self::PublicKey);
        }
        // All others are a signed part, an algorithm and a signature.
        members.expect(Tag::BitString, "input").ok()?;
        let mut field = fields.any("input").ok()?;
        let versioned = field.tag == Some(Tag::Integer) || field.context_number() == Some(0);
        if field.context_number() == Some(0) {
            return Some(Self::Certificate);
        }
        if versioned {
            field = fields.any("input").ok()?;
        }
        inside(&field)?;
        let third = fields.any("input").ok()?;
        if versioned && is_key(&third) {
            return Some(Self::CertificationRequest);
        }
        inside(&third)?;
        // A list has a time where a certificate has its period; version 1 of both begins alike.
        let fourth = fields.any("input").ok()?;
        Some(match fourth.tag {
            Some(Tag::UtcTime | Tag::GeneralizedTime) => Self::RevocationList,
            _ => Self::Certificate,
        })
    }
}

fn inside<'a>(tlv: &Tlv<'a>) -> Option<Cursor<'a>> {
    (tlv.tag == Some(Tag::Sequence)).then(|| tlv.inside())
}

/// A SubjectPublicKeyInfo ends with a BIT STRING; a name has sets.
fn is_key(tlv: &Tlv<'_>) -> bool {
    let last = || {
        let mut members = inside(tlv)?;
        members.expect(Tag::Sequence, "input").ok()?;
        members.expect(Tag::BitString, "input").ok()
    };
    last().is_some()
}
