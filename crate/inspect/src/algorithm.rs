//! Algorithms with their parameters.

use anchorlight_pki as pki;
use anchorlight_pki::Problem;
use anchorlight_pki::read::{Cursor, Tlv, sequence};
use der::Tag;
use serde::Serialize;

use crate::octets::Octets;
use crate::oid::NamedOid;

/// An AlgorithmIdentifier (RFC 5280 §4.1.1.2).
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Algorithm {
    #[serde(flatten)]
    pub oid: NamedOid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Parameters>,
}

/// What its parameters say.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Parameters {
    Null,
    /// A named curve (RFC 5480 §2.1.1).
    Named {
        id: NamedOid,
    },
    /// RSASSA-PSS (RFC 4055 §3.1), defaults filled in.
    Pss {
        hash: NamedOid,
        mask: NamedOid,
        mask_hash: NamedOid,
        salt_length: String,
        trailer: String,
    },
    /// Their encoding.
    Other {
        value: Octets,
    },
}

impl Algorithm {
    pub(crate) fn of(algorithm: &pki::Algorithm) -> Self {
        let oid = NamedOid::from(algorithm.oid.clone());
        let parameters = algorithm.parameters.as_deref().map(|der| {
            let known = match oid.name {
                Some("RSASSA-PSS") => pss(der).ok(),
                _ => plain(der),
            };
            known.unwrap_or_else(|| Parameters::Other { value: Octets(der.to_vec()) })
        });
        Self { oid, parameters }
    }
}

fn plain(der: &[u8]) -> Option<Parameters> {
    let tlv = Cursor::new(der).any("parameters").ok()?;
    match tlv.tag? {
        Tag::Null if tlv.value.is_empty() => Some(Parameters::Null),
        Tag::ObjectIdentifier => {
            NamedOid::read(&tlv, "parameters").ok().map(|id| Parameters::Named { id })
        }
        _ => None,
    }
}

/// SHA-1, MGF1 with SHA-1, 20 octets of salt and trailer 1 where nothing else is said.
fn pss(der: &[u8]) -> Result<Parameters, Problem> {
    const FIELD: &str = "RSASSA-PSS-params";
    let known = |oid: const_oid::ObjectIdentifier| {
        pki::Oid::from_contents(oid.as_bytes()).map(NamedOid::from)
    };
    let sha1 = known(const_oid::db::rfc5912::ID_SHA_1);
    let mgf1 = known(const_oid::db::rfc5912::ID_MGF_1);
    let (mut hash, mut mask, mut mask_hash) = (sha1.clone(), mgf1, sha1);
    let (mut salt_length, mut trailer) = ("20".to_owned(), "1".to_owned());
    let mut fields = sequence(&Cursor::new(der).any(FIELD)?, FIELD)?;
    while !fields.is_done() {
        let field = fields.any(FIELD)?;
        let inner = field.sole(FIELD)?;
        match field.context_number() {
            Some(0) => hash = Some(algorithm(&inner)?.oid.into()),
            Some(1) => {
                let of_mask = algorithm(&inner)?;
                if let Some(parameters) = &of_mask.parameters {
                    mask_hash = Some(algorithm(&Cursor::new(parameters).any(FIELD)?)?.oid.into());
                }
                mask = Some(of_mask.oid.into());
            }
            Some(2) => salt_length = crate::extension::integer(&inner, FIELD)?,
            Some(3) => trailer = crate::extension::integer(&inner, FIELD)?,
            _ => return Err(Problem::malformed(FIELD, "not a parameter", field.start)),
        }
    }
    match (hash, mask, mask_hash) {
        (Some(hash), Some(mask), Some(mask_hash)) => {
            Ok(Parameters::Pss { hash, mask, mask_hash, salt_length, trailer })
        }
        _ => Err(Problem::malformed(FIELD, "not parameters", 0)),
    }
}

fn algorithm(tlv: &Tlv<'_>) -> Result<pki::Algorithm, Problem> {
    pki::Algorithm::read(tlv, "AlgorithmIdentifier")
}
