use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::problem::{DocumentFault, Reading};
use crate::ruling::RuleFault;

/// No certificate of the path departs from its encoding in one of these ways.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertificateProblem {
    pub action: Action,
    /// Ids of problems, such as `extension.duplicate`; all of them where this is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
}

/// What can be wrong with a certificate that could be read.
const KNOWN: [&str; 5] = [
    "certificate.extensions_before_v3",
    "der.malformed",
    "der.trailing",
    "extension.duplicate",
    "extension.malformed",
];

impl Rule for CertificateProblem {
    fn action(&self) -> Action {
        self.action
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        for (place, certificate) in path.certificates() {
            for problem in &certificate.problems {
                if self.ids.is_empty() || self.ids.iter().any(|id| id == problem.kind.id()) {
                    let problem = problem.clone();
                    broken(Some(place), RuleFault::CertificateProblem { problem });
                }
            }
        }
    }

    fn read(&self, reading: &mut Reading) {
        for (index, id) in self.ids.iter().enumerate() {
            if !KNOWN.contains(&id.as_str()) {
                let known = KNOWN.iter().map(|known| (*known).to_owned()).collect();
                let fault = DocumentFault::Unknown { value: id.clone(), known };
                reading.problem(&["ids", &index.to_string()], fault);
            }
        }
    }
}
