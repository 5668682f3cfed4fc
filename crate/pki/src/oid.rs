//! Object identifiers of any length, and the names of those this project knows.
//!
//! `const_oid::ObjectIdentifier` stops at 39 bytes and 32-bit arcs; certificates
//! carry UUID arcs (2.25.x) of 128 bits, so the encoded bytes are kept here.

use std::fmt::{self, Write};

use serde::{Serialize, Serializer};

use crate::by_oid::ByOid;

/// An OBJECT IDENTIFIER, as the contents octets of its DER encoding.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Oid(Box<[u8]>);

impl Oid {
    /// Takes the contents octets. `None` where they are not base-128 arcs in
    /// their shortest form (X.690 §8.19).
    #[must_use]
    pub fn from_contents(bytes: &[u8]) -> Option<Self> {
        if bytes.last().is_none_or(|last| last & 0x80 != 0) {
            return None;
        }
        let mut first = true;
        for byte in bytes {
            if first && *byte == 0x80 {
                return None;
            }
            first = byte & 0x80 == 0;
        }
        Some(Self(bytes.into()))
    }

    /// Reads the dotted form: at least two arcs, each of at most 128 bits.
    #[must_use]
    pub fn from_dotted(text: &str) -> Option<Self> {
        let arcs: Vec<u128> = text.split('.').map(|arc| arc.parse().ok()).collect::<Option<_>>()?;
        let [root @ 0..=2, second, rest @ ..] = arcs.as_slice() else { return None };
        if *root < 2 && *second >= 40 {
            return None;
        }
        let first = root.checked_mul(40)?.checked_add(*second)?;
        let mut bytes = Vec::new();
        for arc in std::iter::once(&first).chain(rest) {
            let length = (128 - arc.leading_zeros()).div_ceil(7).max(1);
            for group in (0..length).rev() {
                let bits = u8::try_from(arc >> (7 * group) & 0x7f).ok()?;
                bytes.push(if group == 0 { bits } else { bits | 0x80 });
            }
        }
        Self::from_contents(&bytes)
    }

    /// The identifier that [`Oid::name`] calls so; case does not matter.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        BY_OID.find(|known| known.eq_ignore_ascii_case(name))
    }

    /// The contents octets.
    #[must_use]
    pub fn contents(&self) -> &[u8] {
        &self.0
    }

    /// The name RFCs use for it, where this project knows one.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        BY_OID.get(self)
    }

    /// The name RFCs use for it, or the dotted form.
    #[must_use]
    pub fn named(&self) -> String {
        self.name().map_or_else(|| self.to_string(), str::to_owned)
    }
}

impl PartialEq<const_oid::ObjectIdentifier> for Oid {
    fn eq(&self, other: &const_oid::ObjectIdentifier) -> bool {
        self.contents() == other.as_bytes()
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A store of certificates has thousands: in one piece each is written in half the time.
        let mut dotted = String::with_capacity(4 * self.0.len());
        let mut arc: u128 = 0;
        for byte in &self.0 {
            // An arc over 128 bits (a UUID is the longest in use) is shown cut off at the front.
            arc = (arc << 7) | u128::from(byte & 0x7f);
            if byte & 0x80 != 0 {
                continue;
            }
            if dotted.is_empty() {
                let root = if arc < 80 { arc / 40 } else { 2 };
                push(&mut dotted, root);
                arc -= root * 40;
            }
            dotted.push('.');
            push(&mut dotted, arc);
            arc = 0;
        }
        f.write_str(&dotted)
    }
}

/// Appends an arc in decimal.
fn push(dotted: &mut String, arc: u128) {
    let Ok(mut rest) = u32::try_from(arc) else {
        // Writing to a String cannot fail.
        let _ = write!(dotted, "{arc}");
        return;
    };
    // Nearly all are short, and the standard library takes many times as long.
    let mut digits = [b'0'; 10];
    let mut first = digits.len();
    while rest > 0 || first == digits.len() {
        first -= 1;
        digits[first] += (rest % 10) as u8;
        rest /= 10;
    }
    dotted.extend(digits[first..].iter().copied().map(char::from));
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Oid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Oid {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Oid".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An object identifier in dotted form: 2.5.29.19."
        })
    }
}

static BY_OID: ByOid<&str, { NAMES.len() }> = ByOid::new(NAMES);

/// Sorted by the text of the identifier.
const NAMES: &[(&str, &str)] = &[
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.10040.4.3", "dsa-with-SHA1"),
    ("1.2.840.10045.2.1", "ecPublicKey"),
    ("1.2.840.10045.3.1.1", "P-192"),
    ("1.2.840.10045.3.1.7", "P-256"),
    ("1.2.840.10045.4.1", "ecdsa-with-SHA1"),
    ("1.2.840.10045.4.3.1", "ecdsa-with-SHA224"),
    ("1.2.840.10045.4.3.2", "ecdsa-with-SHA256"),
    ("1.2.840.10045.4.3.3", "ecdsa-with-SHA384"),
    ("1.2.840.10045.4.3.4", "ecdsa-with-SHA512"),
    ("1.2.840.113549.1.1.1", "rsaEncryption"),
    ("1.2.840.113549.1.1.10", "RSASSA-PSS"),
    ("1.2.840.113549.1.1.11", "sha256WithRSAEncryption"),
    ("1.2.840.113549.1.1.12", "sha384WithRSAEncryption"),
    ("1.2.840.113549.1.1.13", "sha512WithRSAEncryption"),
    ("1.2.840.113549.1.1.14", "sha224WithRSAEncryption"),
    ("1.2.840.113549.1.1.2", "md2WithRSAEncryption"),
    ("1.2.840.113549.1.1.4", "md5WithRSAEncryption"),
    ("1.2.840.113549.1.1.5", "sha1WithRSAEncryption"),
    ("1.2.840.113549.1.1.8", "MGF1"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
    ("1.3.101.110", "X25519"),
    ("1.3.101.112", "Ed25519"),
    ("1.3.101.113", "Ed448"),
    ("1.3.132.0.10", "secp256k1"),
    ("1.3.132.0.33", "P-224"),
    ("1.3.132.0.34", "P-384"),
    ("1.3.132.0.35", "P-521"),
    ("1.3.14.3.2.26", "SHA-1"),
    ("1.3.6.1.4.1.11129.2.4.2", "signedCertificateTimestampList"),
    ("1.3.6.1.4.1.11129.2.4.3", "precertificatePoison"),
    ("1.3.6.1.4.1.311.20.2.2", "smartcardLogon"),
    ("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionLocality"),
    ("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionStateOrProvince"),
    ("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionCountry"),
    ("1.3.6.1.4.1.62558.2.1", "c2paClaimSigning"),
    ("1.3.6.1.5.5.7.1.1", "authorityInfoAccess"),
    ("1.3.6.1.5.5.7.1.11", "subjectInfoAccess"),
    ("1.3.6.1.5.5.7.1.24", "tlsFeature"),
    ("1.3.6.1.5.5.7.1.3", "qcStatements"),
    ("1.3.6.1.5.5.7.3.1", "serverAuth"),
    ("1.3.6.1.5.5.7.3.2", "clientAuth"),
    ("1.3.6.1.5.5.7.3.3", "codeSigning"),
    ("1.3.6.1.5.5.7.3.36", "documentSigning"),
    ("1.3.6.1.5.5.7.3.4", "emailProtection"),
    ("1.3.6.1.5.5.7.3.8", "timeStamping"),
    ("1.3.6.1.5.5.7.3.9", "OCSPSigning"),
    ("1.3.6.1.5.5.7.48.1.5", "ocspNoCheck"),
    ("2.16.840.1.101.3.4.2.1", "SHA-256"),
    ("2.16.840.1.101.3.4.2.2", "SHA-384"),
    ("2.16.840.1.101.3.4.2.3", "SHA-512"),
    ("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
    ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
    ("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
    ("2.16.840.1.101.3.4.3.2", "dsa-with-SHA256"),
    ("2.16.840.1.113730.1.1", "netscapeCertType"),
    ("2.16.840.1.113730.1.13", "netscapeComment"),
    ("2.23.140.1.1", "extended-validation"),
    ("2.23.140.1.2.1", "domain-validated"),
    ("2.23.140.1.2.2", "organization-validated"),
    ("2.23.140.1.2.3", "individual-validated"),
    ("2.23.146.2.1.3", "rcsMlsClient"),
    ("2.5.29.14", "subjectKeyIdentifier"),
    ("2.5.29.15", "keyUsage"),
    ("2.5.29.16", "privateKeyUsagePeriod"),
    ("2.5.29.17", "subjectAltName"),
    ("2.5.29.18", "issuerAltName"),
    ("2.5.29.19", "basicConstraints"),
    ("2.5.29.20", "cRLNumber"),
    ("2.5.29.27", "deltaCRLIndicator"),
    ("2.5.29.28", "issuingDistributionPoint"),
    ("2.5.29.30", "nameConstraints"),
    ("2.5.29.31", "cRLDistributionPoints"),
    ("2.5.29.32", "certificatePolicies"),
    ("2.5.29.32.0", "anyPolicy"),
    ("2.5.29.33", "policyMappings"),
    ("2.5.29.35", "authorityKeyIdentifier"),
    ("2.5.29.36", "policyConstraints"),
    ("2.5.29.37", "extKeyUsage"),
    ("2.5.29.37.0", "anyExtendedKeyUsage"),
    ("2.5.29.46", "freshestCRL"),
    ("2.5.29.54", "inhibitAnyPolicy"),
    ("2.5.29.9", "subjectDirectoryAttributes"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "title"),
    ("2.5.4.13", "description"),
    ("2.5.4.15", "businessCategory"),
    ("2.5.4.17", "postalCode"),
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.42", "GN"),
    ("2.5.4.43", "initials"),
    ("2.5.4.44", "generationQualifier"),
    ("2.5.4.45", "x500UniqueIdentifier"),
    ("2.5.4.46", "dnQualifier"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.6", "C"),
    ("2.5.4.65", "pseudonym"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.9", "STREET"),
    ("2.5.4.97", "organizationIdentifier"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_uuid_arc_is_shown_in_full() {
        let contents = [
            0x69, 0x83, 0xf8, 0xa9, 0xbe, 0x9f, 0xbf, 0xd4, 0xb1, 0x90, 0x94, 0xda, 0x9f, 0x8c,
            0x98, 0xd3, 0xa4, 0xc9, 0x50,
        ];
        let oid = Oid::from_contents(&contents).unwrap();
        assert!(oid.to_string().starts_with("2.25."));
        assert!(oid.to_string().len() > 35);
    }

    #[test]
    fn the_dotted_form_is_read_back() {
        for text in
            ["2.5.29.32.0", "1.3.6.1.4.1.311.60.2.1.3", "2.999.1", "0.9.2342.19200300.100.1.25"]
        {
            assert_eq!(Oid::from_dotted(text).unwrap().to_string(), text);
        }
        for text in ["", "1", "3.1", "1.40", "1..2", "1.2.x"] {
            assert!(Oid::from_dotted(text).is_none(), "{text}");
        }
    }

    #[test]
    fn padded_and_cut_arcs_are_refused() {
        assert!(Oid::from_contents(&[]).is_none());
        assert!(Oid::from_contents(&[0x55, 0x80, 0x01]).is_none());
        assert!(Oid::from_contents(&[0x55, 0x9d]).is_none());
    }
}
