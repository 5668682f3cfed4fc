//! Promises of every report.

use std::collections::BTreeSet;

use anchorlight::{
    Engine, Input, InputRole, Judgement, Outcome, PathReport, Report, Request, RevocationSource,
    RevocationStatus, Severity,
};
use anchorlight_path::Budget;

/// The report on a request, which keeps every promise; `None` where the request cannot be answered.
pub(crate) fn ask(request: &Request) -> Option<Report> {
    let report = anchorlight::check(request).ok()?;
    verdict(&report);
    effort(&report);
    indices(&report);
    offsets(&report);
    text(&report);
    Some(report)
}

/// A path is trusted only if every check on it passed and the second judge does not object.
fn verdict(report: &Report) {
    let trusted = report.paths.iter().any(|path| path.trusted);
    assert_eq!(report.verdict.outcome == Outcome::Trusted, trusted, "a verdict without a path");
    assert_eq!(
        report.verdict.anchor.is_some(),
        trusted,
        "an anchor is told with trust, and only then"
    );
    for path in &report.paths {
        let passed = path.checks.iter().all(|check| check.passed);
        let opinion = path.second_opinion.as_ref().map(|opinion| opinion.judgement);
        let vetoed = opinion == Some(Judgement::Vetoes);
        assert_eq!(path.trusted, path.anchored && passed && !vetoed, "trust is not what was found");
        assert_eq!(opinion.is_some(), path.anchored && passed, "the second judge hears what holds");
        assert!(
            !(path.trusted && path.revocation.iter().any(is_revoked)),
            "trusted though revoked"
        );
        for check in &path.checks {
            assert_eq!(check.passed, check.fault.is_none(), "a check that failed says why");
        }
    }
    let error = report.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(error, !trusted, "whatever is not trusted has an error, and nothing else has");
}

fn is_revoked(status: &RevocationStatus) -> bool {
    matches!(status, RevocationStatus::Revoked(_))
}

fn effort(report: &Report) {
    let (spent, budget) = (&report.effort, Budget::default());
    assert!(spent.candidates <= budget.candidates, "{spent:?}");
    assert!(spent.distribution_points <= budget.distribution_points, "{spent:?}");
    assert!(spent.name_constraints <= budget.name_constraints, "{spent:?}");
    assert!(spent.signatures <= budget.signatures, "{spent:?}");
    assert!(report.paths.len() <= budget.paths, "{} paths", report.paths.len());
    let longest = report.paths.iter().map(|path| path.certificates.len()).max();
    assert!(longest <= Some(budget.depth), "{longest:?}");
}

/// Whatever the report points to is in it.
fn indices(report: &Report) {
    let (certificates, inputs) = (report.certificates.len(), report.inputs.len());
    let verdict = [report.verdict.end_entity, report.verdict.anchor];
    assert!(verdict.into_iter().flatten().all(|index| index < certificates));
    for finding in &report.findings {
        assert!(finding.certificate.is_none_or(|index| index < certificates), "{finding:?}");
        assert!(finding.input.is_none_or(|index| index < inputs), "{finding:?}");
        assert!(finding.paths.iter().all(|index| *index < report.paths.len()), "{finding:?}");
    }
    for path in &report.paths {
        assert!(path.certificates.iter().all(|index| *index < certificates));
        assert!(path.checks.iter().all(|check| path.certificates.contains(&check.certificate)));
        // The anchor has no status.
        assert!(path.revocation.len() < path.certificates.len().max(1));
        let sources = path.revocation.iter().flat_map(|status| match status {
            RevocationStatus::Good { sources } => sources.clone(),
            RevocationStatus::Revoked(revoked) => vec![revoked.source],
            RevocationStatus::Unknown(unknown) => {
                unknown.why.iter().map(|why| why.source).collect()
            }
        });
        assert!(sources.into_iter().all(|index| index < report.revocation_sources.len()));
    }
}

/// Whatever is said to stand at some place of a file lies in that file.
fn offsets(report: &Report) {
    for input in &report.inputs {
        for problem in &input.problems {
            assert!(problem.offset <= input.length, "{problem:?} of {}", input.length);
        }
        for object in &input.unreadable {
            assert!(object.start + object.problem.offset <= input.length, "{object:?}");
        }
    }
    let certificates =
        report.certificates.iter().map(|c| (c.input, c.start, c.length, &c.problems));
    let sources = report.revocation_sources.iter().map(|source| match source {
        RevocationSource::List { input, start, length, problems, .. }
        | RevocationSource::Response { input, start, length, problems, .. } => {
            (*input, *start, *length, problems)
        }
    });
    for (input, start, length, problems) in certificates.chain(sources) {
        assert!(start + length <= report.inputs[input].length, "{start} and {length}");
        assert!(problems.iter().all(|problem| problem.offset <= length), "{problems:?}");
    }
}

/// It can be written down, and names cannot make it say something else.
fn text(report: &Report) {
    let text = serde_json::to_string(report);
    assert!(text.is_ok(), "the report cannot be written as JSON");
    for certificate in &report.certificates {
        for name in [&certificate.subject, &certificate.issuer] {
            let shown = [&name.text, &name.short].into_iter();
            for text in shown.chain(name.attributes.iter().map(|attribute| &attribute.value)) {
                assert!(!text.chars().any(anchorlight_pki::is_misleading), "{text:?}");
            }
        }
    }
}

/// The same files in another order: the same verdict, by the same paths. How a path that comes to
/// nothing is explained may differ: of issuers that are equally unlikely one is followed.
pub(crate) fn same_in_any_order(report: &Report, shuffled: &Report) {
    let complete = |report: &Report| report.effort.limits_reached.is_empty();
    // Of several that could be the end entity, the first one is.
    if complete(report) && complete(shuffled) && end_entity(report) == end_entity(shuffled) {
        assert_eq!(
            report.verdict.outcome, shuffled.verdict.outcome,
            "the order of the files decides"
        );
        assert_eq!(trusted(report), trusted(shuffled), "the order of the files decides");
    }
}

fn end_entity(report: &Report) -> Option<&str> {
    report.verdict.end_entity.map(|index| report.certificates[index].sha256.as_str())
}

fn trusted(report: &Report) -> BTreeSet<Vec<&str>> {
    let digests = |path: &PathReport| -> Vec<&str> {
        path.certificates.iter().map(|index| report.certificates[*index].sha256.as_str()).collect()
    };
    report.paths.iter().filter(|path| path.trusted).map(digests).collect()
}

/// Kept open or given anew: the same report.
pub(crate) fn same_when_opened(request: &Request) {
    let mut engine = Engine::default();
    let mut opened = request.clone();
    let lists = [
        &mut opened.certificates,
        &mut opened.anchors,
        &mut opened.intermediates,
        &mut opened.revocation.sources,
        &mut opened.public_suffixes,
    ];
    for source in lists.into_iter().flatten() {
        source.opened = source.data.take().map(|data| engine.open(data).digest);
    }
    let text = |report: &Report| serde_json::to_string(report).unwrap_or_default();
    let given = ask(request).map(|report| text(&report));
    assert_eq!(
        given,
        engine.check(&opened).ok().map(|report| text(&report)),
        "opening changes the report"
    );
}

fn file_of(source: &RevocationSource) -> usize {
    match source {
        RevocationSource::List { input, .. } | RevocationSource::Response { input, .. } => *input,
    }
}

/// Links (certificate, issuer) that a file of revocation data says are good.
fn good(report: &Report, input: usize) -> BTreeSet<(&str, &str)> {
    let mut links = BTreeSet::new();
    for path in &report.paths {
        for (place, status) in path.revocation.iter().enumerate() {
            let RevocationStatus::Good { sources } = status else { continue };
            if sources.iter().any(|source| file_of(&report.revocation_sources[*source]) == input) {
                let digest = |at: usize| report.certificates[path.certificates[at]].sha256.as_str();
                links.insert((digest(place), digest(place + 1)));
            }
        }
    }
    links
}

/// A file that was changed makes nothing good that it did not make good before. Where the change
/// leaves it without a word, others may still answer as they would without it.
pub(crate) fn no_new_good(before: &Report, after: &Report) {
    // Of the revocation files, the last is the one that was changed.
    let is_revocation = |input: &Input| input.role == InputRole::Revocation;
    let Some(input) = before.inputs.iter().rposition(is_revocation) else { return };
    let (before, after) = (good(before, input), good(after, input));
    assert!(
        after.is_subset(&before),
        "a change made a certificate good: {after:?}, not {before:?}"
    );
}
