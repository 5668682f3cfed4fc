use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::ruling::RuleFault;

/// The end entity has no common name: names stand in subjectAltName (RFC 9525 §2).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NameCommonName {
    pub action: Action,
}

impl Rule for NameCommonName {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        if let Some(found) = path.end_entity().subject.common_name() {
            broken(Some(0), RuleFault::NameCommonName { found });
        }
    }
}
