//! Is a refused chain refused for the right reason? The tables in `reasons/` say, case by case, which
//! finding stands first. They are written from the suites' own descriptions, never from our output.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;

use crate::outcome::{CaseResult, Excuses, First, Run};

/// The reasons that one suite's refused cases are expected to give.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    /// How many cases the file has that the table is for. In a file with more or fewer,
    /// a case without a row is told and does not fail the run.
    cases: usize,
    /// Namespaces in which every refused case has a row; empty for all.
    namespaces: Vec<String>,
    reasons: BTreeMap<String, Reason>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
    /// The id of the first finding.
    first: String,
    /// The place of its certificate in the path: 0 is the end entity.
    on: Option<usize>,
    /// What its data hold, at least.
    with: Option<Value>,
    /// Where the case's description does not say it all.
    why: Option<String>,
}

impl Table {
    pub(crate) fn limbo() -> Result<Self> {
        Ok(serde_json::from_str(include_str!("../reasons/limbo.json"))?)
    }

    pub(crate) fn pkits() -> Result<Self> {
        Ok(serde_json::from_str(include_str!("../reasons/pkits.json"))?)
    }

    /// Prints what differs; true when nothing is left to mend.
    pub(crate) fn print(&self, run: &Run, excuses: &Excuses) -> bool {
        let (mut right, mut excused, mut wrong, mut gaps) = (0, 0, 0, 0);
        let mut clean = true;
        for result in run.results.iter().filter(|result| self.covers(result)) {
            let Some(reason) = self.reasons.get(&result.id) else {
                if !result.expected {
                    gaps += 1;
                    println!("no reason is written down for {}", result.id);
                }
                continue;
            };
            if result.expected {
                clean = false;
                println!("reason for a case that is to be accepted: {}", result.id);
            }
            if result.actual != Some(false) {
                continue;
            }
            let holds = result.first.as_ref().is_some_and(|first| reason.holds(first));
            match (holds, excuses.of(&result.id, "#reason")) {
                (true, None) => right += 1,
                (true, Some(excuse)) => {
                    right += 1;
                    clean = false;
                    println!("excuse no longer true: {}#reason: {excuse}", result.id);
                }
                (false, Some(excuse)) => {
                    excused += 1;
                    println!("excused: {}#reason: {excuse}", result.id);
                }
                (false, None) => {
                    wrong += 1;
                    println!("wrong reason: {} should be {reason}", result.id);
                    let ours = result.first.as_ref().map_or("nothing".into(), First::to_string);
                    println!("  ours: {ours}; all: {}", result.findings.join(", "));
                }
            }
        }
        println!("right reason {right} of {}, {excused} excused", right + excused + wrong);
        if gaps > 0 {
            println!("refused cases without a reason in the table: {gaps}");
        }
        clean && wrong == 0 && (gaps == 0 || run.cases != self.cases)
    }

    fn covers(&self, result: &CaseResult) -> bool {
        self.namespaces.is_empty() || self.namespaces.iter().any(|name| name == result.namespace())
    }
}

impl Reason {
    fn holds(&self, first: &First) -> bool {
        first.fault["id"] == self.first
            && (self.on.is_none() || self.on == first.on)
            && self.with.as_ref().is_none_or(|with| includes(&first.fault, with))
    }
}

/// Objects by the keys that are wanted; anything else as a whole.
fn includes(value: &Value, wanted: &Value) -> bool {
    match wanted {
        Value::Object(wanted) => wanted
            .iter()
            .all(|(key, wanted)| value.get(key).is_some_and(|value| includes(value, wanted))),
        other => value == other,
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first)?;
        if let Some(on) = self.on {
            write!(f, " on {on}")?;
        }
        if let Some(with) = &self.with {
            write!(f, " with {with}")?;
        }
        self.why.as_ref().map_or(Ok(()), |why| write!(f, " ({why})"))
    }
}

impl fmt::Display for First {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.fault)?;
        self.on.map_or(Ok(()), |on| write!(f, " on {on}"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn table(reasons: Value) -> Table {
        serde_json::from_value(json!({ "cases": 1, "namespaces": ["a"], "reasons": reasons }))
            .unwrap()
    }

    fn refused(id: &str, fault: Value) -> CaseResult {
        let first = Some(First { fault, on: Some(0) });
        CaseResult { id: id.into(), actual: Some(false), first, ..CaseResult::default() }
    }

    fn holds(table: &Table, cases: usize, result: CaseResult) -> bool {
        table.print(&Run { cases, results: vec![result] }, &Excuses::read().unwrap())
    }

    #[test]
    fn id_place_and_data_count() {
        let fault = json!({ "id": "x", "name": { "form": "dNSName", "text": "y" }, "all": [1, 2] });
        for (reason, right) in [
            (json!({ "first": "x" }), true),
            (json!({ "first": "z" }), false),
            (json!({ "first": "x", "on": 0 }), true),
            (json!({ "first": "x", "on": 1 }), false),
            (json!({ "first": "x", "with": { "name": { "form": "dNSName" } } }), true),
            (json!({ "first": "x", "with": { "name": { "form": "iPAddress" } } }), false),
            (json!({ "first": "x", "with": { "all": [1] } }), false),
            (json!({ "first": "x", "with": { "absent": 1 } }), false),
        ] {
            let table = table(json!({ "a::b": reason }));
            assert_eq!(holds(&table, 1, refused("a::b", fault.clone())), right, "{reason}");
        }
    }

    #[test]
    fn a_case_without_a_row_fails_only_the_file_that_the_table_is_for() {
        let table = table(json!({}));
        assert!(!holds(&table, 1, refused("a::b", json!({ "id": "x" }))));
        assert!(holds(&table, 2, refused("a::b", json!({ "id": "x" }))));
        assert!(holds(&table, 1, refused("other::b", json!({ "id": "x" }))));
    }

    #[test]
    fn a_row_for_a_case_that_is_to_be_accepted_fails() {
        let table = table(json!({ "a::b": { "first": "x" } }));
        let accepted = CaseResult { expected: true, ..refused("a::b", json!({ "id": "x" })) };
        assert!(!holds(&table, 1, accepted));
    }
}
