//! ECPrivateKey (SEC 1 C.4, RFC 5915 §3).

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, whole_octets};
use der::Tag;

use super::ec::{self, EC};
use crate::encode::{bit_string, sequence};
use crate::explicit_curve::ExplicitCurve;

const FIELD: &str = "ECPrivateKey";

/// SubjectPublicKeyInfo of a key that says its curve.
pub(super) fn public(der: &[u8]) -> Option<Vec<u8>> {
    let key = Fields::read(der)?;
    let parameters = key.parameters?;
    let algorithm = sequence(&[EC, parameters]);
    Some(sequence(&[&algorithm, &bit_string(&key.point(parameters)?)]))
}

/// The point of a key whose curve stands beside it, in PKCS #8.
pub(super) fn point(der: &[u8], parameters: &[u8]) -> Option<Vec<u8>> {
    Fields::read(der)?.point(parameters)
}

struct Fields<'a> {
    scalar: &'a [u8],
    parameters: Option<&'a [u8]>,
    public: Option<&'a [u8]>,
}

impl<'a> Fields<'a> {
    fn read(der: &'a [u8]) -> Option<Self> {
        let mut fields = Cursor::new(der).expect(Tag::Sequence, FIELD).ok()?.inside();
        fields.expect(Tag::Integer, FIELD).ok()?;
        let scalar = fields.expect(Tag::OctetString, FIELD).ok()?.value;
        let mut key = Self { scalar, parameters: None, public: None };
        while !fields.is_done() {
            let field = fields.any(FIELD).ok()?;
            let inner = field.sole(FIELD).ok()?;
            match field.context_number()? {
                0 => key.parameters = Some(inner.whole),
                1 => {
                    key.public = whole_octets(&inner, FIELD).ok().filter(|point| !point.is_empty())
                }
                _ => return None,
            }
        }
        Some(key)
    }

    /// Calculated where the curve is known: what stands beside a key can be another one's.
    fn point(&self, parameters: &[u8]) -> Option<Vec<u8>> {
        let named = Cursor::new(parameters).expect(Tag::ObjectIdentifier, FIELD).ok();
        let curve = match named {
            Some(tlv) => pki::Oid::from_contents(tlv.value),
            None => ExplicitCurve::read(parameters)
                .and_then(|curve| curve.same_as)
                .map(|curve| curve.oid),
        };
        let name = curve.as_ref().and_then(pki::Oid::name).unwrap_or_default();
        if matches!(name, "P-256" | "P-384" | "P-521") {
            return ec::point(name, self.scalar).map(Into::into);
        }
        self.public.map(<[u8]>::to_vec)
    }
}
