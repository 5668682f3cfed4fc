//! Results by namespace, and the excuses.

use std::collections::BTreeMap;

use anchorlight::{Outcome, Request};
use anyhow::Result;
use serde::Serialize;

/// One case's result.
#[derive(Debug, Serialize)]
pub(crate) struct CaseResult {
    pub(crate) id: String,
    /// What the suite expects: accepted or not.
    pub(crate) expected: bool,
    /// What the engine says; absent where the case was not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) actual: Option<bool>,
    /// The ids of our findings, the first of which decided.
    pub(crate) findings: Vec<String>,
    /// Why the case was not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) skipped: Option<String>,
}

impl CaseResult {
    /// What the engine says to a request that a suite has an expectation for.
    pub(crate) fn of(id: String, expected: bool, request: &Request) -> Self {
        let (accepted, findings) = match anchorlight::check(request) {
            Ok(report) => {
                let ids = report.findings.iter().map(|finding| finding.fault.id().to_owned());
                (report.verdict.outcome == Outcome::Trusted, ids.collect())
            }
            Err(error) => (false, vec![error.id().to_owned()]),
        };
        Self { id, expected, actual: Some(accepted), findings, skipped: None }
    }
}

/// Disagreements that are understood: id and reason, in one file.
const EXCUSES: &str = include_str!("../excuses.json");

/// Prints the table and the disagreements; true when nothing is left to mend.
pub(crate) fn print(results: &[CaseResult]) -> Result<bool> {
    let excuses: BTreeMap<String, String> = serde_json::from_str(EXCUSES)?;
    let mut table: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut clean = true;
    for result in results {
        // Wycheproof is one suite of many sets; of the others, the id's first part is the namespace.
        let id = result.id.strip_prefix("wycheproof::").unwrap_or(&result.id);
        let namespace = id.split("::").next().unwrap_or_default();
        let row = table.entry(namespace).or_default();
        let agrees = result.actual == Some(result.expected);
        let excuse = excuses.get(&result.id);
        match (result.actual.is_none(), agrees, excuse) {
            (true, ..) => row[3] += 1,
            (_, true, None) => row[0] += 1,
            (_, true, Some(reason)) => {
                row[0] += 1;
                clean = false;
                println!("excuse no longer true: {}: {reason}", result.id);
            }
            (_, false, Some(reason)) => {
                row[2] += 1;
                println!("excused: {}: {reason}", result.id);
            }
            (_, false, None) => {
                row[1] += 1;
                clean = false;
                let wanted = if result.expected { "accepted" } else { "refused" };
                println!(
                    "disagree: {} should be {wanted}; ours: {}",
                    result.id,
                    result.findings.join(", ")
                );
            }
        }
    }
    println!(
        "\n{:<42}{:>8}{:>10}{:>9}{:>9}",
        "namespace", "agree", "disagree", "excused", "skipped"
    );
    let mut total = [0; 4];
    for (namespace, row) in &table {
        println!("{namespace:<42}{:>8}{:>10}{:>9}{:>9}", row[0], row[1], row[2], row[3]);
        for (sum, count) in total.iter_mut().zip(row) {
            *sum += count;
        }
    }
    println!("{:<42}{:>8}{:>10}{:>9}{:>9}", "all", total[0], total[1], total[2], total[3]);
    Ok(clean)
}
