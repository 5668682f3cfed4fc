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

/// A judge's error, and the ids of our faults that mean the same.
type Word = (&'static str, &'static [&'static str]);

pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    openssl::ROWS.iter().chain([&openssl::ONE_PATH]).chain(pyca::ROWS)
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
    match (answer, case.trusted()) {
        (Answer::Abstains(reason), _) => Comparison::Abstained(reason),
        (Answer::Accepted, true) => Comparison::Agree,
        (Answer::Accepted, false) => accepted(judge, case),
        (Answer::Refused(errors), true) => refused(judge, case, errors),
        (Answer::Refused(errors), false) => both_refuse(judge, case, errors),
    }
}

/// Explained where a path would hold, were it not for faults that the judge is known to overlook.
fn accepted(judge: Judge, case: &Case<'_>) -> Comparison {
    let overlooked: Vec<(&str, &[&str])> = rows_for(judge, case)
        .filter_map(|row| match row.theirs {
            Theirs::Accepts(faults) => Some((row.id, faults)),
            Theirs::Refuses(_) => None,
        })
        .collect();
    let all: Vec<&str> = overlooked.iter().flat_map(|(_, faults)| faults.iter().copied()).collect();
    match case.faults_within(&all) {
        None => unexplained(case, Vec::new()),
        Some(faults) => {
            let needed = |row: &[&str]| faults.iter().any(|fault| row.contains(&fault.as_str()));
            let rows = overlooked.iter().filter(|(_, row)| needed(row));
            Comparison::Explained(rows.map(|(id, _)| *id).collect())
        }
    }
}

/// Explained where each of its errors is: one that is not may be the one that is right.
fn refused(judge: Judge, case: &Case<'_>, errors: &[String]) -> Comparison {
    let explain = |error: &String| explained_by(judge, case, error);
    let left: Vec<_> = errors.iter().filter(|error| explain(error).is_none()).cloned().collect();
    if !left.is_empty() {
        return unexplained(case, left);
    }
    let mut ids: Vec<_> = errors.iter().filter_map(explain).collect();
    ids.sort_unstable();
    ids.dedup();
    Comparison::Explained(ids)
}

/// Ours tells every fault, so OpenSSL's must be among them. (pyca tells one, and not always the
/// one that matters.)
fn both_refuse(judge: Judge, case: &Case<'_>, errors: &[String]) -> Comparison {
    if matches!(judge, Judge::Pyca | Judge::PycaDefaults) {
        return Comparison::Agree;
    }
    // A link that no key verifies is followed to the most promising issuer only; OpenSSL may have
    // followed it to another.
    if case.path_fails_by(&["signature.invalid"]) {
        return Comparison::Agree;
    }
    let untold = errors.iter().filter(|error| explained_by(judge, case, error).is_none());
    let untold: Vec<_> = untold.cloned().collect();
    if untold.is_empty() { Comparison::Agree } else { unexplained(case, untold) }
}

fn unexplained(case: &Case<'_>, errors: Vec<String>) -> Comparison {
    Comparison::Unexplained { errors, faults: case.all_faults() }
}

fn rows_for(judge: Judge, case: &Case<'_>) -> impl Iterator<Item = &'static Row> {
    rows().filter(move |row| row.judges.contains(&judge)).filter(|row| (row.when)(case))
}

/// The first row that explains an error.
fn explained_by(judge: Judge, case: &Case<'_>, error: &str) -> Option<&'static str> {
    // pyca tries every path and tells of the last; why it refuses ours may be untold.
    let pyca = matches!(judge, Judge::Pyca | Judge::PycaDefaults);
    let untold = pyca && pyca::tells_of_another_path(case, error);
    let mut rows = rows_for(judge, case);
    let row = rows.find(|row| match row.theirs {
        Theirs::Refuses(errors) => untold || errors.contains(&error),
        Theirs::Accepts(_) => false,
    });
    let same = |word: &&Word| word.0 == error && case.path_fails_by(word.1);
    let of_one_path = || openssl::SAME.iter().find(same).map(|_| openssl::ONE_PATH.id);
    row.map(|row| row.id).or_else(|| if pyca { None } else { of_one_path() })
}
