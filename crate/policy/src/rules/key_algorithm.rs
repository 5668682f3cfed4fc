use anchorlight_pki::PublicKey;
use const_oid::db::{rfc5912, rfc8410};
use serde::{Deserialize, Serialize};

use super::{Action, Rule, key_text};
use crate::judge::Judged;
use crate::ruling::RuleFault;

/// Keys of the path are of these kinds; one of a kind that has no name here is of none.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyAlgorithm {
    pub action: Action,
    pub allowed: Vec<KeyFamily>,
}

/// A kind of key.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum KeyFamily {
    Rsa,
    /// RSA for PSS alone (RFC 4055 §1.2).
    RsaPss,
    Dsa,
    /// On an elliptic curve, whichever it is and however it is written.
    Ec,
    Ed25519,
    Ed448,
    MlDsa,
    SlhDsa,
}

impl KeyFamily {
    pub(super) fn of(key: &PublicKey) -> Option<Self> {
        let oid = &key.algorithm.oid;
        let name = key.algorithm.name();
        let is = |names: [&str; 2]| names.iter().any(|family| name.starts_with(family));
        Some(match () {
            () if *oid == rfc5912::RSA_ENCRYPTION => Self::Rsa,
            () if *oid == rfc5912::ID_RSASSA_PSS => Self::RsaPss,
            () if *oid == rfc5912::ID_DSA => Self::Dsa,
            () if *oid == rfc5912::ID_EC_PUBLIC_KEY => Self::Ec,
            () if *oid == rfc8410::ID_ED_25519 => Self::Ed25519,
            () if *oid == rfc8410::ID_ED_448 => Self::Ed448,
            () if is(["ML-DSA", "id-ml-dsa"]) => Self::MlDsa,
            () if is(["SLH-DSA", "id-slh-dsa"]) => Self::SlhDsa,
            () => return None,
        })
    }
}

impl Rule for KeyAlgorithm {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        for (place, certificate) in path.certificates() {
            let key = &certificate.public_key;
            if !KeyFamily::of(key).is_some_and(|family| self.allowed.contains(&family)) {
                let (allowed, found) = (self.allowed.clone(), key_text(&key.kind));
                broken(Some(place), RuleFault::KeyAlgorithm { allowed, found });
            }
        }
    }
}
