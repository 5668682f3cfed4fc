use anchorlight_pki::Certificate;
use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::ruling::RuleFault;

/// The end entity is valid for at most this many days.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ValidityEndEntity {
    pub action: Action,
    pub maximum_days: u32,
}

/// A CA below the anchor is valid for at most this many days.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ValidityCa {
    pub action: Action,
    pub maximum_days: u32,
}

impl Rule for ValidityEndEntity {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        let (maximum, found) = (self.maximum_days, days(path.end_entity()));
        if found > i64::from(maximum) {
            broken(Some(0), RuleFault::ValidityEndEntity { maximum, found });
        }
    }
}

impl Rule for ValidityCa {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        for (place, certificate) in path.certificates().take(path.top()).skip(1) {
            let (maximum, found) = (self.maximum_days, days(certificate));
            if found > i64::from(maximum) {
                broken(Some(place), RuleFault::ValidityCa { maximum, found });
            }
        }
    }
}

/// Both ends are part of the period (RFC 5280 §4.1.2.5); a day that has begun counts.
fn days(certificate: &Certificate) -> i64 {
    (certificate.not_after.0 - certificate.not_before.0 + 86_400).div_euclid(86_400)
}
