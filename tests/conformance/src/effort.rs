//! What the cases cost, against the bounds of the path builder.

use anchorlight::Effort;
use anchorlight_path::Budget;

use crate::outcome::CaseResult;

/// One kind of work: its name, what a case used of it, and its bound.
type Measure = (&'static str, fn(&Effort) -> usize, fn(&Budget) -> usize);

const MEASURES: [Measure; 3] = [
    ("signatures", |effort| effort.signatures, |budget| budget.signatures),
    ("candidates", |effort| effort.candidates, |budget| budget.candidates),
    ("name comparisons", |effort| effort.name_constraints, |budget| budget.name_constraints),
];

/// Namespaces whose cases are made to be costly.
const COSTLY: &str = "pathological";

/// Prints the largest of each kind; true when all are within their bounds.
pub(crate) fn print(results: &[CaseResult]) -> bool {
    let efforts: Vec<_> = results
        .iter()
        .filter_map(|result| result.effort.as_ref().map(|effort| (result, effort)))
        .collect();
    let budget = Budget::default();
    let mut clean = true;
    if !efforts.is_empty() {
        println!("\n{:<20}{:>8}{:>9}  case", "effort", "most", "limit");
    }
    for (name, used, limit) in MEASURES {
        let Some((result, effort)) = efforts.iter().max_by_key(|(_, effort)| used(effort)) else {
            continue;
        };
        println!("{name:<20}{:>8}{:>9}  {}", used(effort), limit(&budget), result.id);
        clean &= used(effort) <= limit(&budget);
    }
    for (result, effort) in efforts {
        if result.namespace() == COSTLY {
            println!("{}: {}", result.id, costs(result, effort));
        }
    }
    if !clean {
        println!("a case went over a limit");
    }
    clean
}

fn costs(result: &CaseResult, effort: &Effort) -> String {
    let used = MEASURES.map(|(name, used, _)| format!("{} {name}", used(effort)));
    let verdict = match result.actual {
        Some(true) => "trusted",
        _ => result.findings.first().map_or("not trusted", String::as_str),
    };
    let reached = effort.limits_reached.iter().map(|limit| format!(", limit {limit:?}"));
    format!("{verdict}; {}{}", used.join(", "), reached.collect::<String>())
}
