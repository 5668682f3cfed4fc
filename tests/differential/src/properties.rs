//! What must hold of our own answer, whatever anybody else says.

use anchorlight::{Outcome, Profile, Report, Request, Source, check};
use anyhow::Result;

use crate::issue::Hierarchy;
use crate::judge::ours;
use crate::plan::Question;

/// The first property that does not hold, in words.
pub(crate) fn broken(
    hierarchy: &Hierarchy,
    stranger: &[u8],
    question: &Question,
) -> Result<Option<String>> {
    let request = ours::request(hierarchy, question, Profile::Rfc5280Algorithm);
    let report = check(&request)?;
    let outcome = report.verdict.outcome;
    if let Some(broken) = inside(&report) {
        return Ok(Some(broken));
    }
    let outcome_of = |request: &Request| check(request).map(|report| report.verdict.outcome);

    let mut turned = request.clone();
    turned.certificates[1..].reverse();
    turned.anchors.reverse();
    if outcome_of(&turned)? != outcome {
        return Ok(Some("the order of the files changes the verdict".to_owned()));
    }

    let mut more = request.clone();
    more.certificates.insert(1, Source::data(None, stranger.to_vec()));
    if outcome_of(&more)? != outcome {
        return Ok(Some("an unrelated intermediate changes the verdict".to_owned()));
    }

    for removed in 0..request.anchors.len() {
        let mut fewer = request.clone();
        fewer.anchors.remove(removed);
        if outcome != Outcome::Trusted && outcome_of(&fewer)? == Outcome::Trusted {
            return Ok(Some("removing an anchor makes the chain trusted".to_owned()));
        }
    }
    Ok(None)
}

/// Of one report alone.
fn inside(report: &Report) -> Option<String> {
    for path in &report.paths {
        let failed = path.checks.iter().any(|check| !check.passed);
        if path.trusted && (failed || !path.anchored) {
            return Some("a path is trusted although a check failed".to_owned());
        }
        if path.anchored && !failed && !path.trusted && path.second_opinion.is_none() {
            return Some("every check passed, and the path is not trusted".to_owned());
        }
    }
    let any = report.paths.iter().any(|path| path.trusted);
    if any != (report.verdict.outcome == Outcome::Trusted) {
        return Some("the verdict is not that of the paths".to_owned());
    }
    let vetoed = report.findings.iter().any(|f| f.fault.id() == "second_opinion.veto");
    if vetoed {
        return Some("the second judge vetoes a path that we accept".to_owned());
    }
    None
}
