use anchorlight_pki::GeneralName;
use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::problem::Reading;
use crate::ruling::RuleFault;

/// The end entity has a name of each of these forms among its alternative names.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NameForm {
    pub action: Action,
    pub required: Vec<Form>,
}

/// A form of name (RFC 5280 §4.2.1.6).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Form {
    Dns,
    Ip,
    Email,
    Uri,
    Directory,
}

impl Form {
    fn is_of(self, name: &GeneralName) -> bool {
        match name {
            GeneralName::Dns(_) => self == Self::Dns,
            GeneralName::Ip(_) => self == Self::Ip,
            GeneralName::Email(_) | GeneralName::SmtpUtf8Mailbox(_) => self == Self::Email,
            GeneralName::Uri(_) => self == Self::Uri,
            GeneralName::Directory(_) => self == Self::Directory,
            _ => false,
        }
    }
}

impl Rule for NameForm {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        let names = path.end_entity().extensions.subject_alt_names.as_deref().unwrap_or_default();
        let has = |form: &Form| names.iter().any(|name| form.is_of(name));
        let missing: Vec<Form> = self.required.iter().copied().filter(|form| !has(form)).collect();
        if !missing.is_empty() {
            broken(Some(0), RuleFault::NameForm { missing });
        }
    }

    fn read(&self, reading: &mut Reading) {
        reading.at_least_one("required", &self.required);
    }
}
