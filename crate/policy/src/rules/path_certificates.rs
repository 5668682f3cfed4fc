use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::ruling::RuleFault;

/// The path has at most this many certificates, end entity and anchor counted.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PathCertificates {
    pub action: Action,
    pub maximum: usize,
}

impl Rule for PathCertificates {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        let (maximum, found) = (self.maximum, path.top() + 1);
        if found > maximum {
            broken(None, RuleFault::PathCertificates { maximum, found });
        }
    }
}
