use anchorlight_pki::Problem;
use serde::{Deserialize, Serialize};

use super::{Action, Rule};
use crate::judge::Judged;
use crate::problem::{DocumentFault, Reading, join};
use crate::ruling::{Clause, RuleFault};

/// No certificate of the path departs from its encoding in one of these ways.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertificateProblem {
    /// Of problems that have no severity of their own.
    pub action: Action,
    /// Ids of problems, such as `extension.duplicate`; all of them where this is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// What becomes of a path for one problem or the other, whatever the action for the rest is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severities: Option<Severities>,
}

/// Actions by the ids of problems.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Severities {
    #[serde(rename = "certificate.extensions_before_v3", skip_serializing_if = "Option::is_none")]
    extensions_before_v3: Option<Action>,
    #[serde(rename = "der.malformed", skip_serializing_if = "Option::is_none")]
    der_malformed: Option<Action>,
    #[serde(rename = "der.trailing", skip_serializing_if = "Option::is_none")]
    der_trailing: Option<Action>,
    #[serde(rename = "extension.duplicate", skip_serializing_if = "Option::is_none")]
    extension_duplicate: Option<Action>,
    #[serde(rename = "extension.malformed", skip_serializing_if = "Option::is_none")]
    extension_malformed: Option<Action>,
}

impl Severities {
    /// What can be wrong with a certificate that could be read.
    fn each(&self) -> [(&'static str, Option<Action>); 5] {
        [
            ("certificate.extensions_before_v3", self.extensions_before_v3),
            ("der.malformed", self.der_malformed),
            ("der.trailing", self.der_trailing),
            ("extension.duplicate", self.extension_duplicate),
            ("extension.malformed", self.extension_malformed),
        ]
    }
}

impl CertificateProblem {
    fn severity(&self, problem: &Problem) -> Option<Action> {
        let each = self.severities.iter().flat_map(Severities::each);
        each.filter(|(id, _)| *id == problem.kind.id()).find_map(|(_, action)| action)
    }

    fn applies(&self, problem: &Problem) -> bool {
        let action = self.severity(problem).or_else(|| {
            let listed = self.ids.is_empty() || self.ids.iter().any(|id| id == problem.kind.id());
            listed.then_some(self.action)
        });
        action.is_some_and(|action| action != Action::Off)
    }
}

impl Rule for CertificateProblem {
    /// The strictest of all.
    fn action(&self) -> Action {
        let each = self.severities.iter().flat_map(Severities::each);
        each.filter_map(|(_, action)| action).fold(self.action, Action::max)
    }

    fn check(&self, path: &Judged<'_>, broken: &mut dyn FnMut(Option<usize>, RuleFault)) {
        for (place, certificate) in path.certificates() {
            for problem in certificate.problems.iter().filter(|problem| self.applies(problem)) {
                let problem = problem.clone();
                broken(Some(place), RuleFault::CertificateProblem { problem });
            }
        }
    }

    fn clause(&self, fault: &RuleFault, rule: &Clause) -> Clause {
        let severity = match fault {
            RuleFault::CertificateProblem { problem } => {
                self.severity(problem).map(|action| (problem.kind.id(), action))
            }
            _ => None,
        };
        match severity {
            Some((id, action)) => {
                let pointer = join(&join(&rule.pointer, "severities"), id);
                Clause { pointer, action, ..rule.clone() }
            }
            None => Clause { action: self.action, ..rule.clone() },
        }
    }

    fn read(&self, reading: &mut Reading) {
        let known = Severities::default().each().map(|(id, _)| id);
        for (index, id) in self.ids.iter().enumerate() {
            if !known.contains(&id.as_str()) {
                let known = known.iter().map(|known| (*known).to_owned()).collect();
                let fault = DocumentFault::Unknown { value: id.clone(), known };
                reading.problem(&["ids", &index.to_string()], fault);
            }
        }
    }
}
