use anchorlight_pki::KeyKind;
use serde::{Deserialize, Serialize};

use super::{Action, KeyFamily, Rule};
use crate::judge::Judged;
use crate::problem::{DocumentFault, Reading};
use crate::ruling::RuleFault;

/// Elliptic curve keys of the path are on these curves; keys of other kinds are not looked at.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyCurve {
    pub action: Action,
    /// P-256, P-384, P-521, Ed25519.
    pub allowed: Vec<String>,
}

const KNOWN: [&str; 4] = ["P-256", "P-384", "P-521", "Ed25519"];

impl Rule for KeyCurve {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        for (place, certificate) in path.certificates() {
            let key = &certificate.public_key;
            let found = match &key.kind {
                KeyKind::Ec { curve } => curve.as_str(),
                KeyKind::Ed25519 => "Ed25519",
                // Parameters that are written out name no curve (RFC 5480 §2.1.1).
                KeyKind::Other { name } if KeyFamily::of(key) == Some(KeyFamily::Ec) => name,
                _ => continue,
            };
            if !self.allowed.iter().any(|allowed| allowed == found) {
                let (allowed, found) = (self.allowed.clone(), found.to_owned());
                broken(Some(place), RuleFault::KeyCurve { allowed, found });
            }
        }
    }

    fn read(&self, reading: &mut Reading) {
        for (index, curve) in self.allowed.iter().enumerate() {
            if !KNOWN.contains(&curve.as_str()) {
                let known = KNOWN.iter().map(|known| (*known).to_owned()).collect();
                let fault = DocumentFault::Unknown { value: curve.clone(), known };
                reading.problem(&["allowed", &index.to_string()], fault);
            }
        }
    }
}
