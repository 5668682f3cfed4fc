//! What the second judge said, counted by reason. It is asked about every path that ours accepts,
//! so a veto is a disagreement even where the suite wants the chain refused.

use std::collections::BTreeMap;

use anchorlight::{Judgement, Opinion};

use crate::outcome::{CaseResult, Excuses};

/// Prints the counts; true when no veto is without an excuse.
pub(crate) fn print(results: &[CaseResult], excuses: &Excuses) -> bool {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut clean = true;
    for result in results {
        for opinion in &result.opinions {
            *counts.entry(kind(opinion)).or_default() += 1;
        }
        let veto = result.opinions.iter().find(|o| o.judgement == Judgement::Vetoes);
        match (veto.map(kind), excuses.of(&result.id, "#veto")) {
            (None, None) => {}
            (Some(veto), Some(excuse)) => {
                println!("excused: {}#veto: {veto}: {excuse}", result.id);
            }
            (Some(veto), None) => {
                clean = false;
                println!("second judge: {} {veto}", result.id);
            }
            (None, Some(excuse)) => {
                clean = false;
                println!("excuse no longer true: {}#veto: {excuse}", result.id);
            }
        }
    }
    if !counts.is_empty() {
        println!("\n{:<52}{:>8}", "second judge", "paths");
    }
    for (kind, count) in counts {
        println!("{kind:<52}{count:>8}");
    }
    clean
}

fn kind(opinion: &Opinion) -> String {
    let error = opinion.error.as_ref().map_or(String::new(), |error| format!(", {error}"));
    match (opinion.judgement, opinion.reason) {
        (Judgement::Abstains, Some(reason)) => format!("abstains: {reason:?}{error}"),
        (judgement, _) => format!("{judgement:?}{error}").to_lowercase(),
    }
}
