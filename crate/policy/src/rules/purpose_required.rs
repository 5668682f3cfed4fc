use anchorlight_pki::Oid;
use serde::{Deserialize, Serialize};

use super::{Action, Rule, oid};
use crate::judge::Judged;
use crate::problem::Reading;
use crate::ruling::RuleFault;

/// The end entity states each of these key purposes (RFC 5280 §4.2.1.12).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PurposeRequired {
    pub action: Action,
    /// Dotted, or by their RFC names.
    pub all_of: Vec<String>,
}

impl Rule for PurposeRequired {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        let stated = path.end_entity().extensions.extended_key_usage.as_deref().unwrap_or_default();
        let states = |text: &String| oid(text).is_some_and(|oid| stated.contains(&oid));
        let missing: Vec<String> =
            self.all_of.iter().filter(|text| !states(text)).cloned().collect();
        if !missing.is_empty() {
            let present = stated.iter().map(Oid::named).collect();
            broken(Some(0), RuleFault::PurposeRequired { missing, present });
        }
    }

    fn read(&self, reading: &mut Reading) {
        reading.at_least_one("allOf", &self.all_of);
        reading.oids("allOf", &self.all_of);
    }
}
