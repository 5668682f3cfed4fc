//! Results by namespace, and the excuses.

use std::collections::BTreeMap;

use anchorlight::{Effort, Opinion, Outcome, Report};
use anyhow::Result;
use serde::Serialize;
use serde_json::Value;

/// What one run of a suite brought.
pub(crate) struct Run {
    /// How many cases the suite's file has, those that were not asked for included.
    pub(crate) cases: usize,
    pub(crate) results: Vec<CaseResult>,
}

/// One case's result.
#[derive(Debug, Default, Serialize)]
pub(crate) struct CaseResult {
    pub(crate) id: String,
    /// What the suite expects: accepted or not.
    pub(crate) expected: bool,
    /// What the engine says; absent where the case was not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) actual: Option<bool>,
    /// The ids of our findings, the first of which decided.
    pub(crate) findings: Vec<String>,
    /// Why the suite wants it refused, in its own words, where it says so in a form of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) errors: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<First>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) effort: Option<Effort>,
    /// What the second judge said of each path that holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) opinions: Vec<Opinion>,
    /// Why the case was not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) skipped: Option<String>,
}

/// The finding in first place.
#[derive(Debug, Serialize)]
pub(crate) struct First {
    /// Its id and its data, as in the report.
    pub(crate) fault: Value,
    /// The place of its certificate in its path, counted from the end entity, which is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) on: Option<usize>,
}

impl CaseResult {
    pub(crate) fn of(id: String, expected: bool, report: &Report) -> Result<Self> {
        let ids = report.findings.iter().map(|finding| finding.fault.id().to_owned());
        Ok(Self {
            id,
            expected,
            actual: Some(report.verdict.outcome == Outcome::Trusted),
            findings: ids.collect(),
            first: first(report)?,
            effort: Some(report.effort.clone()),
            opinions: report.paths.iter().filter_map(|path| path.second_opinion.clone()).collect(),
            ..Self::default()
        })
    }

    /// The id's first part; Wycheproof is one suite of many sets.
    pub(crate) fn namespace(&self) -> &str {
        let id = self.id.strip_prefix("wycheproof::").unwrap_or(&self.id);
        id.split("::").next().unwrap_or_default()
    }
}

fn first(report: &Report) -> Result<Option<First>> {
    let Some(finding) = report.findings.first() else { return Ok(None) };
    let path = finding.paths.first().and_then(|path| report.paths.get(*path));
    let on = path.and_then(|path| {
        path.certificates.iter().position(|index| Some(*index) == finding.certificate)
    });
    Ok(Some(First { fault: serde_json::to_value(&finding.fault)?, on }))
}

/// What is understood and not mended, by case: id and reason, in one file. A case's id alone excuses
/// its verdict; with `#reason`, its first finding; with `#veto`, the second judge's objection.
pub(crate) struct Excuses(BTreeMap<String, String>);

impl Excuses {
    pub(crate) fn read() -> Result<Self> {
        Ok(Self(serde_json::from_str(include_str!("../excuses.json"))?))
    }

    pub(crate) fn of(&self, id: &str, part: &str) -> Option<&String> {
        self.0.get(&format!("{id}{part}"))
    }
}

/// Prints the table and the disagreements; true when nothing is left to mend.
pub(crate) fn print(results: &[CaseResult], excuses: &Excuses) -> bool {
    let mut table: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut clean = true;
    for result in results {
        let row = table.entry(result.namespace()).or_default();
        let agrees = result.actual == Some(result.expected);
        let excuse = excuses.of(&result.id, "");
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
    clean
}
