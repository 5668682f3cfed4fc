//! Certificates and keys that may stand nowhere in a path.

use anchorlight_path::DistrustedBy;
use anchorlight_pki::{Certificate, Set};
use anchorlight_policy::Sha256;
use serde::{Deserialize, Serialize};

use crate::request::RequestError;

/// What is distrusted, by SHA-256 in hexadecimal; colons between the digits do not matter.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Distrusted {
    /// Of whole certificates.
    pub certificates: Vec<String>,
    /// Of SubjectPublicKeyInfos: every certificate with such a key.
    pub keys: Vec<String>,
}

/// The same, read.
#[derive(Debug)]
pub(crate) struct Distrust {
    certificates: Set<[u8; 32]>,
    keys: Set<[u8; 32]>,
}

impl Distrusted {
    /// `None` where nothing is distrusted.
    pub(crate) fn read(&self) -> Result<Option<Distrust>, RequestError> {
        let (certificates, keys) = (hashes(&self.certificates)?, hashes(&self.keys)?);
        let any = !certificates.is_empty() || !keys.is_empty();
        Ok(any.then_some(Distrust { certificates, keys }))
    }
}

impl Distrust {
    pub(crate) fn of(&self, certificate: &Certificate) -> Option<DistrustedBy> {
        let holds = |set: &Set<[u8; 32]>, bytes: &[u8]| {
            !set.is_empty() && set.contains(&Sha256::of(bytes).0)
        };
        if holds(&self.certificates, &certificate.der) {
            Some(DistrustedBy::Certificate)
        } else if holds(&self.keys, &certificate.public_key.spki) {
            Some(DistrustedBy::Key)
        } else {
            None
        }
    }
}

fn hashes(texts: &[String]) -> Result<Set<[u8; 32]>, RequestError> {
    let read = |text: &String| {
        let hash = Sha256::read(text).map(|hash| hash.0);
        hash.ok_or_else(|| RequestError::Distrusted { hash: text.clone() })
    };
    texts.iter().map(read).collect()
}
