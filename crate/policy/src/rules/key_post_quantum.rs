use serde::{Deserialize, Serialize};

use super::{Action, KeyFamily, Rule, key_text};
use crate::judge::Judged;
use crate::problem::Reading;
use crate::ruling::RuleFault;

/// Every key of the path withstands quantum computers: ML-DSA (FIPS 204) or SLH-DSA (FIPS 205).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyPostQuantum {
    pub action: Action,
    /// Certificates that are valid beyond this only, RFC 3339 in UTC; all of them where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_beyond: Option<String>,
}

impl Rule for KeyPostQuantum {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        let beyond = self.valid_beyond.as_deref().and_then(anchorlight_pki::Time::from_rfc3339);
        for (place, certificate) in path.certificates() {
            let key = &certificate.public_key;
            let family = KeyFamily::of(key);
            let withstands = matches!(family, Some(KeyFamily::MlDsa | KeyFamily::SlhDsa));
            if !withstands && beyond.is_none_or(|beyond| certificate.not_after > beyond) {
                broken(Some(place), RuleFault::KeyPostQuantum { found: key_text(&key.kind) });
            }
        }
    }

    fn read(&self, reading: &mut Reading) {
        if let Some(text) = &self.valid_beyond {
            reading.time("validBeyond", text);
        }
    }
}
