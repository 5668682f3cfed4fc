use serde::{Deserialize, Serialize};

use super::{Action, Rule, oid};
use crate::judge::Judged;
use crate::problem::Reading;
use crate::ruling::RuleFault;

/// Certificates below the anchor are signed with one of these algorithms.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignatureAlgorithm {
    pub action: Action,
    /// By their RFC names, such as `ecdsa-with-SHA256`, or dotted.
    pub allowed: Vec<String>,
}

impl Rule for SignatureAlgorithm {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        // The anchor is believed without its signature.
        for (place, certificate) in path.certificates().take(path.top().max(1)) {
            let algorithm = &certificate.signature_algorithm;
            if !self.allowed.iter().any(|text| oid(text).as_ref() == Some(&algorithm.oid)) {
                let (allowed, found) = (self.allowed.clone(), algorithm.name());
                broken(Some(place), RuleFault::SignatureAlgorithm { allowed, found });
            }
        }
    }

    fn read(&self, reading: &mut Reading) {
        reading.at_least_one("allowed", &self.allowed);
        reading.oids("allowed", &self.allowed);
    }
}
