use anchorlight_path::Profile;
use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::ruling::RuleFault;

/// The rules of a standard; `private` is asked for where no rule says otherwise.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProfileRule {
    pub action: Action,
    pub profile: Profile,
}

impl Rule for ProfileRule {
    fn action(&self) -> Action {
        self.action
    }

    /// Whoever validates the path has checked it.
    fn check(&self, _: &Judged<'_>, _: &mut dyn FnMut(Option<usize>, RuleFault)) {}

    fn profile(&self) -> Option<Profile> {
        Some(self.profile)
    }
}
