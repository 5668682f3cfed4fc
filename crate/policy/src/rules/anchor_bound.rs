use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::digest::Sha256;
use crate::judge::Judged;
use crate::problem::Reading;
use crate::ruling::RuleFault;

/// Only these anchors will do.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnchorBound {
    pub action: Action,
    /// SHA-256 of the anchors' certificates: hexadecimal, colons do not matter.
    pub anchors: Vec<String>,
}

impl Rule for AnchorBound {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        let found = Sha256::of(&path.anchor().der);
        if !self.anchors.iter().any(|text| Sha256::read(text) == Some(found)) {
            let (allowed, found) = (self.anchors.clone(), found.to_string());
            broken(Some(path.top()), RuleFault::AnchorBound { allowed, found });
        }
    }

    fn read(&self, reading: &mut Reading) {
        reading.at_least_one("anchors", &self.anchors);
        reading.hashes("anchors", &self.anchors);
    }
}
