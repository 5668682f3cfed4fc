use anchorlight_pki::KeyKind;
use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::ruling::RuleFault;

/// RSA keys of the path have at least this many bits; keys of other kinds are not looked at.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyRsaBits {
    pub action: Action,
    pub minimum: usize,
}

impl Rule for KeyRsaBits {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        for (place, certificate) in path.certificates() {
            if let KeyKind::Rsa { bits, .. } = certificate.public_key.kind {
                let (minimum, found) = (self.minimum, bits);
                if found < minimum {
                    broken(Some(place), RuleFault::KeyRsaBits { minimum, found });
                }
            }
        }
    }
}
