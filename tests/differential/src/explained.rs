//! The list of disagreements that are understood, each by the section that settles it.

mod openssl;
mod pyca;

use crate::case::Case;
use crate::judge::{Answer, Judge};

/// One kind of disagreement.
pub(crate) struct Row {
    /// What to call it.
    pub(crate) id: &'static str,
    pub(crate) judges: &'static [Judge],
    pub(crate) theirs: Theirs,
    /// What of the hierarchy or of our report it comes from.
    pub(crate) when: fn(&Case<'_>) -> bool,
    /// Where it is written.
    pub(crate) section: &'static str,
    /// Who is right, and why.
    pub(crate) why: &'static str,
}

/// The judge's answer; ours is the other.
#[derive(Clone, Copy)]
pub(crate) enum Theirs {
    /// It accepts: it overlooks these faults.
    Accepts(&'static [&'static str]),
    /// It refuses, with one of these errors.
    Refuses(&'static [&'static str]),
}

pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    openssl::ROWS.iter().chain(pyca::ROWS)
}

/// What became of one comparison.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Comparison {
    Agree,
    /// By these rows.
    Explained(Vec<&'static str>),
    /// Their errors that no row explains, none where they accept; and the faults of our paths.
    Unexplained {
        errors: Vec<String>,
        faults: Vec<String>,
    },
    Abstained(&'static str),
}

pub(crate) fn compare(judge: Judge, case: &Case<'_>, answer: &Answer) -> Comparison {
    let mine = rows().filter(|row| row.judges.contains(&judge));
    match (answer, case.trusted()) {
        (Answer::Abstains(reason), _) => Comparison::Abstained(reason),
        (Answer::Accepted, true) | (Answer::Refused(_), false) => Comparison::Agree,
        (Answer::Accepted, false) => accepted(mine, case),
        (Answer::Refused(errors), true) => refused(judge, mine, case, errors),
    }
}

/// Explained where a path would hold, were it not for faults that the judge is known to overlook.
fn accepted(rows: impl Iterator<Item = &'static Row>, case: &Case<'_>) -> Comparison {
    let overlooked: Vec<(&str, &[&str])> = rows
        .filter(|row| (row.when)(case))
        .filter_map(|row| match row.theirs {
            Theirs::Accepts(faults) => Some((row.id, faults)),
            Theirs::Refuses(_) => None,
        })
        .collect();
    let all: Vec<&str> = overlooked.iter().flat_map(|(_, faults)| faults.iter().copied()).collect();
    match case.faults_within(&all) {
        None => Comparison::Unexplained { errors: Vec::new(), faults: case.all_faults() },
        Some(faults) => {
            let needed = |row: &[&str]| faults.iter().any(|fault| row.contains(&fault.as_str()));
            let rows = overlooked.iter().filter(|(_, row)| needed(row));
            Comparison::Explained(rows.map(|(id, _)| *id).collect())
        }
    }
}

/// Explained where each of its errors is: one that is not may be the one that is right.
fn refused(
    judge: Judge,
    rows: impl Iterator<Item = &'static Row>,
    case: &Case<'_>,
    errors: &[String],
) -> Comparison {
    let fitting: Vec<(&str, &[&str])> = rows
        .filter(|row| (row.when)(case))
        .filter_map(|row| match row.theirs {
            Theirs::Refuses(errors) => Some((row.id, errors)),
            Theirs::Accepts(_) => None,
        })
        .collect();
    // pyca tries every path and tells of the last; why it refuses ours may be untold.
    let pyca = matches!(judge, Judge::Pyca | Judge::PycaDefaults);
    let untold = |error: &str| pyca && pyca::tells_of_another_path(case, error);
    let explains = |error: &String| {
        fitting.iter().find(|(_, row)| row.contains(&error.as_str()) || untold(error))
    };
    let left: Vec<String> =
        errors.iter().filter(|error| explains(error).is_none()).cloned().collect();
    if !left.is_empty() {
        return Comparison::Unexplained { errors: left, faults: case.all_faults() };
    }
    let mut ids: Vec<_> = errors.iter().filter_map(explains).map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    Comparison::Explained(ids)
}
