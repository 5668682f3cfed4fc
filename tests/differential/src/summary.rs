//! What is printed at the end.

use std::collections::BTreeMap;

use crate::Arguments;
use crate::explained::{Comparison, rows};
use crate::judge::{Judge, openssl};
use crate::run::Outcome;

/// From so many hierarchies on, every row must have been matched.
const FULL_RUN: u32 = 20_000;

#[derive(Default)]
struct Tally {
    accepted: usize,
    refused: usize,
    agree: usize,
    explained: usize,
    unexplained: usize,
    abstained: BTreeMap<&'static str, usize>,
}

/// True when nothing is left to explain.
pub(crate) fn print(arguments: &Arguments, openssl: Option<&str>, outcomes: &[Outcome]) -> bool {
    let mut tallies: BTreeMap<Judge, Tally> = BTreeMap::new();
    let mut matched: BTreeMap<&str, usize> = BTreeMap::new();
    for (judge, trusted, comparison) in outcomes.iter().flat_map(|outcome| &outcome.comparisons) {
        let tally = tallies.entry(*judge).or_default();
        match comparison {
            Comparison::Abstained(reason) => {
                *tally.abstained.entry(reason).or_default() += 1;
                continue;
            }
            Comparison::Agree => tally.agree += 1,
            Comparison::Unexplained { .. } => tally.unexplained += 1,
            Comparison::Explained(ids) => {
                tally.explained += 1;
                for id in ids {
                    *matched.entry(id).or_default() += 1;
                }
            }
        }
        *(if *trusted { &mut tally.accepted } else { &mut tally.refused }) += 1;
    }

    println!(
        "\n{:<18}{:>8}{:>10}{:>9}{:>9}{:>11}{:>13}{:>11}",
        "judge", "cases", "accepted", "refused", "agree", "explained", "unexplained", "abstained"
    );
    for (judge, tally) in &tallies {
        let cases = tally.accepted + tally.refused;
        println!(
            "{:<18}{:>8}{:>10}{:>9}{:>9}{:>11}{:>13}{:>11}",
            judge.name(),
            cases,
            tally.accepted,
            tally.refused,
            tally.agree,
            tally.explained,
            tally.unexplained,
            tally.abstained.values().sum::<usize>(),
        );
    }
    for (judge, tally) in &tallies {
        for (reason, count) in &tally.abstained {
            println!("{} abstains {count} times: {reason}", judge.name());
        }
    }
    println!("\n{:>7}  disagreement, section: why", "cases");
    for row in rows() {
        let count = matched.get(row.id).copied().unwrap_or_default();
        println!("{count:>7}  {}, {}: {}", row.id, row.section, row.why);
    }

    let mut clean = true;
    kinds(outcomes);
    for wrong in outcomes.iter().filter_map(|outcome| outcome.wrong.as_ref()) {
        clean = false;
        println!("\n{wrong}");
    }
    let unexplained: usize = tallies.values().map(|tally| tally.unexplained).sum();
    let broken = outcomes.iter().filter(|outcome| outcome.broken.is_some()).count();
    println!(
        "\n{} hierarchies, {unexplained} unexplained, {broken} broken properties",
        outcomes.len()
    );
    clean &= unexplained == 0 && broken == 0;

    // The list is for these versions; others may have mended what it explains.
    let same_version = openssl.is_some_and(|version| version.starts_with(openssl::VERSION));
    let asked = |judge: &Judge| match judge {
        Judge::OpenSsl | Judge::OpenSslStrict => same_version,
        Judge::Pyca | Judge::PycaDefaults => arguments.python.is_some(),
    };
    if arguments.case.is_none() && arguments.cases >= FULL_RUN {
        for row in rows().filter(|row| row.judges.iter().all(asked)) {
            if !matched.contains_key(row.id) {
                clean = false;
                println!("nothing matched {}: delete the row, or draw what it is for", row.id);
            }
        }
    }
    clean
}

/// What nobody has explained, by kind, the most frequent first.
fn kinds(outcomes: &[Outcome]) {
    let mut kinds: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for outcome in outcomes {
        for (judge, trusted, comparison) in &outcome.comparisons {
            if let Comparison::Unexplained { errors, faults } = comparison {
                let ours = if *trusted { "trusted".to_owned() } else { faults.join(", ") };
                let accepts = errors.is_empty();
                let theirs = if accepts { "accepts".to_owned() } else { errors.join(", ") };
                let kind = format!("ours: {ours}; {}: {theirs}", judge.name());
                kinds.entry(kind).or_default().push(outcome.number);
            }
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.len()));
    if !kinds.is_empty() {
        println!("\n{:>7}  unexplained, first case", "cases");
    }
    for (kind, numbers) in kinds {
        println!("{:>7}  {kind}; {}", numbers.len(), numbers[0]);
    }
}
