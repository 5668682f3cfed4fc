//! What OpenSSL puts behind the certificate of a TRUSTED CERTIFICATE: X509_CERT_AUX, documented in
//! openssl-x509(1) under "Trust options" and nowhere else.

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Cursor, Tlv, not_a};
use der::Tag;
use serde::Serialize;

use crate::octets::Octets;
use crate::oid::NamedOid;

/// For what a certificate is trusted, and how it is called.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TrustSettings {
    /// Uses that it is trusted for; `None`: nothing is said, and every use is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted: Option<Vec<NamedOid>>,
    /// Uses that it is refused for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected: Option<Vec<NamedOid>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_id: Option<Octets>,
}

const FIELD: &str = "X509_CERT_AUX";

impl TrustSettings {
    /// trust SEQUENCE OF OID OPTIONAL, reject [0] IMPLICIT the same, alias UTF8String, keyid OCTET STRING,
    /// other [1] SEQUENCE OF AlgorithmIdentifier, of which OpenSSL makes nothing.
    pub(crate) fn read(der: &[u8]) -> Result<Self, Problem> {
        let mut file = Cursor::new(der);
        let mut fields = file.expect(Tag::Sequence, FIELD)?.inside();
        file.finish(FIELD)?;
        let mut settings = Self::default();
        while !fields.is_done() {
            let field = fields.any(FIELD)?;
            match (field.tag, field.context_number()) {
                (Some(Tag::Sequence), _) => settings.trusted = Some(uses(&field)?),
                (_, Some(0)) => settings.rejected = Some(uses(&field)?),
                (Some(Tag::Utf8String), _) => {
                    settings.alias = crate::general_name::string(field.whole);
                }
                (Some(Tag::OctetString), _) => settings.key_id = Some(Octets::of(&field)),
                (_, Some(1)) => {}
                _ => return Err(not_a(FIELD, "a field of it", field.start)),
            }
        }
        Ok(settings)
    }
}

fn uses(list: &Tlv<'_>) -> Result<Vec<NamedOid>, Problem> {
    let mut inside = list.inside();
    let mut all = Vec::new();
    while !inside.is_done() {
        all.push(NamedOid::read(&inside.any(FIELD)?, FIELD)?);
    }
    Ok(all)
}
