//! Biometric information (RFC 3739 §3.2.5).

use anchorlight_pki::read::{Cursor, Tlv, members, sequence};
use anchorlight_pki::{Algorithm, Problem};
use der::Tag;
use serde::Serialize;

use super::parts::{any_text, octets, string};
use crate::octets::Octets;
use crate::oid::NamedOid;

/// The hash of a picture, a signature by hand, or other data of a person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Biometric {
    /// `picture`, `handwrittenSignature`, or a number or name.
    #[serde(rename = "type")]
    pub kind: String,
    pub hash: Hash,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A hash and the function that made it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Hash {
    pub algorithm: NamedOid,
    pub value: Octets,
}

impl Hash {
    /// An AlgorithmIdentifier and an OCTET STRING.
    pub(super) fn read(inside: &mut Cursor<'_>, field: &str) -> Result<Self, Problem> {
        let algorithm = Algorithm::read(&inside.expect(Tag::Sequence, field)?, field)?;
        let value = Octets(octets(&inside.any(field)?, field)?.to_vec());
        Ok(Self { algorithm: algorithm.oid.into(), value })
    }
}

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<Biometric>, Problem> {
    const FIELD: &str = "biometricInfo";
    let list = value.sole(FIELD)?;
    members(sequence(&list, FIELD)?, FIELD, list.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        let kind = inside.any(FIELD)?;
        let kind = match (kind.tag, kind.value) {
            (Some(Tag::Integer), [0]) => "picture".to_owned(),
            (Some(Tag::Integer), [1]) => "handwrittenSignature".to_owned(),
            _ => any_text(&kind),
        };
        let hash = Hash::read(&mut inside, FIELD)?;
        let source = match inside.is_done() {
            true => None,
            false => Some(string(&inside.any(FIELD)?, FIELD)?),
        };
        inside.finish(FIELD)?;
        Ok(Biometric { kind, hash, source })
    })
}
