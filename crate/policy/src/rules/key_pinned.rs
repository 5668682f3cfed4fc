use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::digest::Sha256;
use crate::judge::Judged;
use crate::problem::Reading;
use crate::ruling::RuleFault;

/// A certificate of the path has one of these keys.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyPinned {
    pub action: Action,
    /// SHA-256 of SubjectPublicKeyInfos: hexadecimal, colons do not matter.
    pub keys: Vec<String>,
}

impl Rule for KeyPinned {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        let found: Vec<Sha256> =
            path.certificates().map(|(_, c)| Sha256::of(&c.public_key.spki)).collect();
        let pinned = |text: &String| Sha256::read(text).is_some_and(|pin| found.contains(&pin));
        if !self.keys.iter().any(pinned) {
            let found = found.iter().map(Sha256::to_string).collect();
            broken(None, RuleFault::KeyPinned { pins: self.keys.clone(), found });
        }
    }

    fn read(&self, reading: &mut Reading) {
        reading.at_least_one("keys", &self.keys);
        reading.hashes("keys", &self.keys);
    }
}
