//! Hashes of Tor service descriptors (CA/Browser Forum, EV Guidelines, Appendix F of version 1.7).

use anchorlight_pki::read::{Tlv, members, sequence, whole_octets};
use anchorlight_pki::{Algorithm, Problem};
use der::Tag;
use serde::Serialize;

use super::parts::{of_type, string};
use crate::octets::Octets;
use crate::oid::NamedOid;

/// One onion service.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TorServiceDescriptor {
    pub onion_uri: String,
    pub hash_algorithm: NamedOid,
    /// Of its public key.
    pub hash: Octets,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<TorServiceDescriptor>, Problem> {
    const FIELD: &str = "torServiceDescriptor";
    let list = value.sole(FIELD)?;
    members(sequence(&list, FIELD)?, FIELD, list.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        let onion_uri = string(&inside.any(FIELD)?, FIELD)?;
        let algorithm = Algorithm::read(&inside.expect(Tag::Sequence, FIELD)?, FIELD)?;
        let hash = of_type(&inside.any(FIELD)?, Tag::BitString, FIELD)?;
        let hash = Octets(whole_octets(&hash, FIELD)?.to_vec());
        inside.finish(FIELD)?;
        Ok(TorServiceDescriptor { onion_uri, hash_algorithm: algorithm.oid.into(), hash })
    })
}
