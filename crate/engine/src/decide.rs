//! From paths and opinions to the verdict, and the findings in the order that helps.

use anchorlight_path::{Effort, Path, ReferenceName};
use anchorlight_pki::{Time, sort_by_key};

use crate::intake::Intake;
use crate::report::{
    Finding, FindingFault, InputFault, InputRole, Judgement, Opinion, Outcome, PathReport, Report,
    Severity, Verdict,
};
use crate::request::Request;
use crate::view;

/// What the search and the second judge brought.
pub(crate) struct Searched {
    pub(crate) target: usize,
    pub(crate) paths: Vec<Path>,
    /// One per path; only paths that hold are put to the second judge.
    pub(crate) opinions: Vec<Option<Opinion>>,
    pub(crate) effort: Effort,
}

/// The report on a chain with an end entity.
pub(crate) fn decide(
    request: &Request,
    name: Option<ReferenceName>,
    intake: Intake,
    searched: Searched,
) -> Report {
    let mut judged: Vec<(Path, Option<Opinion>, bool)> = searched
        .paths
        .into_iter()
        .zip(searched.opinions)
        .map(|(path, opinion)| {
            let vetoed = opinion.as_ref().is_some_and(|o| o.judgement == Judgement::Vetoes);
            let trusted = path.holds() && !vetoed;
            (path, opinion, trusted)
        })
        .collect();
    sort_by_key(&mut judged, |(_, _, trusted)| !trusted);
    let trusted = judged.first().is_some_and(|(_, _, trusted)| *trusted);

    let places = Places::new(&intake, &judged);
    let mut findings = Findings::default();
    if !intake.has_anchors() {
        findings.add_input(InputFault::NoAnchor, Severity::Error, None, None);
    }
    for (index, (path, opinion, _)) in judged.iter().enumerate() {
        let severity = match (trusted, index) {
            (true, _) => Severity::Info,
            (false, 0) => Severity::Error,
            (false, _) => Severity::Warning,
        };
        if let Some(error) = opinion.as_ref().filter(|o| o.judgement == Judgement::Vetoes) {
            let error = error.error.clone().unwrap_or_default();
            findings.add_input(InputFault::Veto { error }, severity, None, Some(index));
        }
        findings.add_path(path, index, severity, &places);
    }
    if !intake.other_targets.is_empty() {
        let others = intake.other_targets.iter().filter_map(|at| places.of(*at)).collect();
        let fault = InputFault::SeveralEndEntities { others };
        findings.add_input(fault, Severity::Info, None, None);
    }
    findings.add_problems(&intake);

    let outcome = if trusted { Outcome::Trusted } else { Outcome::NotTrusted };
    let anchor = judged.first().filter(|(_, _, trusted)| *trusted);
    let anchor = anchor.and_then(|(path, _, _)| path.certificates.last().copied());
    let verdict = Verdict {
        outcome,
        end_entity: places.of(searched.target),
        anchor: anchor.and_then(|index| places.of(index)),
    };
    let paths =
        judged.into_iter().map(|(path, opinion, trusted)| places.path(path, opinion, trusted));
    Report {
        verdict,
        findings: findings.sorted(),
        paths: paths.collect(),
        certificates: places.views(&intake),
        revocation_sources: intake.sources().map(view::source).collect(),
        inputs: intake.inputs,
        time: Time(request.time),
        purpose: request.purpose,
        name,
        effort: searched.effort,
    }
}

/// The report on files in which no end entity could be found.
pub(crate) fn without_end_entity(
    request: &Request,
    name: Option<ReferenceName>,
    intake: Intake,
) -> Report {
    let places = Places::new(&intake, &[]);
    let mut findings = Findings::default();
    let fault = if intake.chain.is_empty() {
        InputFault::NoCertificate
    } else {
        InputFault::EndEntityUnreadable
    };
    findings.add_input(fault, Severity::Error, None, None);
    findings.add_problems(&intake);
    Report {
        verdict: Verdict { outcome: Outcome::CannotSay, end_entity: None, anchor: None },
        findings: findings.sorted(),
        paths: Vec::new(),
        certificates: places.views(&intake),
        revocation_sources: intake.sources().map(view::source).collect(),
        inputs: intake.inputs,
        time: Time(request.time),
        purpose: request.purpose,
        name,
        effort: Effort::default(),
    }
}

/// The positions of what the report shows, in ascending order. It leaves out
/// certificates beside the chain that no path uses: stores hold thousands.
struct Places(Vec<usize>);

impl Places {
    fn new(intake: &Intake, judged: &[(Path, Option<Opinion>, bool)]) -> Self {
        // The chain is in ascending order already.
        let mut shown = intake.chain.clone();
        for position in judged.iter().flat_map(|(path, _, _)| &path.certificates) {
            if let Err(place) = shown.binary_search(position) {
                shown.insert(place, *position);
            }
        }
        Self(shown)
    }

    fn of(&self, position: usize) -> Option<usize> {
        self.0.binary_search(&position).ok()
    }

    fn views(&self, intake: &Intake) -> Vec<crate::report::Certificate> {
        self.0.iter().map(|position| view::certificate(&intake.origin(*position))).collect()
    }

    fn path(&self, path: Path, second_opinion: Option<Opinion>, trusted: bool) -> PathReport {
        let mut checks = path.checks;
        for check in &mut checks {
            check.certificate = self.of(check.certificate).unwrap_or_default();
        }
        PathReport {
            certificates: path.certificates.iter().filter_map(|index| self.of(*index)).collect(),
            anchored: path.anchored,
            trusted,
            checks,
            revocation: path.revocation,
            second_opinion,
        }
    }
}

/// Per file; the rest is in the report's inputs.
const MOST_PROBLEMS_TOLD: usize = 10;

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add_path(&mut self, path: &Path, index: usize, severity: Severity, places: &Places) {
        for check in path.failed() {
            let Some(fault) = check.fault.clone().map(FindingFault::Path) else { continue };
            let certificate = places.of(check.certificate);
            let known = self
                .0
                .iter_mut()
                .find(|finding| finding.certificate == certificate && finding.fault == fault);
            match known {
                Some(known) if known.paths.contains(&index) => {}
                Some(known) => known.paths.push(index),
                None => self.0.push(Finding {
                    severity,
                    fault,
                    certificate,
                    input: None,
                    paths: vec![index],
                    citation: Some(check.citation),
                }),
            }
        }
    }

    fn add_input(
        &mut self,
        fault: InputFault,
        severity: Severity,
        input: Option<usize>,
        path: Option<usize>,
    ) {
        self.0.push(Finding {
            severity,
            fault: FindingFault::Input(fault),
            certificate: None,
            input,
            paths: path.into_iter().collect(),
            citation: None,
        });
    }

    /// Problems of the files: of the chain's first, because they are why a link can be missing.
    fn add_problems(&mut self, intake: &Intake) {
        for role in [
            InputRole::Chain,
            InputRole::TrustStore,
            InputRole::Intermediates,
            InputRole::Revocation,
            InputRole::PublicSuffixes,
        ] {
            for (index, input) in intake.inputs.iter().enumerate().filter(|(_, i)| i.role == role) {
                let unreadable = input.unreadable.iter().map(|object| &object.problem);
                // All of them are in the inputs; a list of thousands helps nobody at the top.
                for problem in input.problems.iter().chain(unreadable).take(MOST_PROBLEMS_TOLD) {
                    let severity = if problem.fatal { Severity::Warning } else { Severity::Info };
                    let fault = InputFault::Problem { problem: problem.clone() };
                    self.add_input(fault, severity, Some(index), None);
                }
            }
        }
    }

    /// By severity; within one, in the order they were added, which is by path and rank.
    fn sorted(mut self) -> Vec<Finding> {
        sort_by_key(&mut self.0, |finding| finding.severity);
        self.0
    }
}
