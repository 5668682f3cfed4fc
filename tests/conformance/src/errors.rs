//! BoringSSL's tests name their errors. Each of them is to be among our findings, whichever stands first
//! there, and our first finding is to be one of them: nothing is hidden and nothing else decides.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::outcome::{CaseResult, Excuses};

/// The suite's errors, and the findings that say the same.
pub(crate) struct Errors(BTreeMap<String, Vec<String>>);

impl Errors {
    pub(crate) fn read() -> Result<Self> {
        Ok(Self(serde_json::from_str(include_str!("../reasons/bssl.json"))?))
    }

    /// Prints what differs; true when nothing is left to mend.
    pub(crate) fn print(&self, results: &[CaseResult], excuses: &Excuses) -> bool {
        let (mut right, mut all, mut clean) = (0, 0, true);
        let refused = results.iter().filter(|result| result.actual == Some(false));
        for result in refused.filter(|result| !result.errors.is_empty()) {
            all += 1;
            let holds = self.holds(result);
            right += usize::from(holds);
            match (holds, excuses.of(&result.id, "#reason")) {
                (true, None) => {}
                (false, Some(excuse)) => println!("excused: {}#reason: {excuse}", result.id),
                (true, Some(excuse)) => {
                    clean = false;
                    println!("excuse no longer true: {}#reason: {excuse}", result.id);
                }
                (false, None) => {
                    clean = false;
                    println!("wrong reason: {} should be {}", result.id, result.errors.join("; "));
                    println!("  ours: {}", result.findings.join(", "));
                }
            }
        }
        if all > 0 {
            println!("right reason {right} of {all}");
        }
        clean
    }

    fn holds(&self, result: &CaseResult) -> bool {
        let ids = |error: &String| self.0.get(error).map_or(&[][..], Vec::as_slice);
        let first = result.findings.first();
        result.errors.iter().all(|error| ids(error).iter().any(|id| result.findings.contains(id)))
            && result.errors.iter().any(|error| ids(error).iter().any(|id| Some(id) == first))
    }
}
