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
