//! What nobody has explained yet, laid out so that it can be looked at.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::case::Case;
use crate::explained::Comparison;
use crate::issue::issue;
use crate::judge::{Judge, openssl, ours, pyca};
use crate::plan::Plan;
use crate::run::Outcome;

/// What is wrong with one hierarchy; shrinking keeps to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Wrong {
    Disagreement { judge: Judge, trusted: bool, errors: Vec<String> },
    Property(String),
}

impl Wrong {
    pub(crate) fn of(outcome: &Outcome) -> Option<Self> {
        if let Some(broken) = &outcome.broken {
            return Some(Self::Property(broken.clone()));
        }
        outcome.comparisons.iter().find_map(|(judge, trusted, comparison)| match comparison {
            Comparison::Unexplained { errors, .. } => Some(Self::Disagreement {
                judge: *judge,
                trusted: *trusted,
                errors: errors.clone(),
            }),
            _ => None,
        })
    }
}

/// Writes the hierarchy as PEM files beside its plan, and says how to ask again.
pub(crate) fn lay_out(out: &Path, number: u32, kind: &Wrong, plan: &Plan) -> Result<String> {
    let hierarchy = issue(plan);
    let folder = out.join(format!("case-{number}"));
    std::fs::create_dir_all(&folder)?;
    openssl::write_pem(&folder, &hierarchy)?;
    std::fs::write(folder.join("plan.txt"), format!("{plan:#?}\n"))?;
    let (judge, theirs) = match kind {
        Wrong::Disagreement { judge, trusted: true, errors } => {
            (*judge, format!("we trust it; {} says {}", judge.name(), errors.join(", ")))
        }
        Wrong::Disagreement { judge, errors, .. } if errors.is_empty() => {
            (*judge, format!("we do not trust it; {} does", judge.name()))
        }
        Wrong::Disagreement { judge, errors, .. } => {
            let errors = errors.join(", ");
            (
                *judge,
                format!("neither trusts it; {} says {errors}, and ours does not", judge.name()),
            )
        }
        Wrong::Property(broken) => (Judge::Pyca, broken.clone()),
    };
    let report = ours::ask(&hierarchy, &plan.question, judge.profile())?;
    let case = Case { plan, hierarchy: &hierarchy, report: &report };
    let mut text = format!("case {number}: {theirs}\n");
    writeln!(text, "  faults on our paths: {}", case.all_faults().join(", "))?;
    writeln!(text, "  cd {}", folder.display())?;
    match judge {
        Judge::OpenSsl | Judge::OpenSslStrict => {
            let strict = judge == Judge::OpenSslStrict;
            let words = openssl::arguments(&hierarchy, &plan.question, strict);
            writeln!(text, "  openssl {}", words.join(" "))?;
        }
        Judge::Pyca | Judge::PycaDefaults => {
            let defaults = judge == Judge::PycaDefaults;
            let line = pyca::line(&hierarchy, &plan.question, defaults);
            std::fs::write(folder.join("question.json"), format!("{line}\n"))?;
            let script = concat!(env!("CARGO_MANIFEST_DIR"), "/judge.py");
            writeln!(text, "  python3 {script} < question.json")?;
        }
    }
    Ok(text)
}
