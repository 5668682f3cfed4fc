use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::problem::Reading;
use crate::ruling::RuleFault;

/// The path is valid for one of these certificate policies (RFC 5280 §6.1.6).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyRequired {
    pub action: Action,
    /// Dotted.
    pub one_of: Vec<String>,
}

impl Rule for PolicyRequired {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        if !path.is_valid_for_one_of(&self.one_of) {
            let (required, valid) = (self.one_of.clone(), path.valid_policies());
            broken(None, RuleFault::PolicyRequired { required, valid });
        }
    }

    fn read(&self, reading: &mut Reading) {
        reading.at_least_one("oneOf", &self.one_of);
        reading.oids("oneOf", &self.one_of);
    }
}
