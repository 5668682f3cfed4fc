//! From paths and opinions to the verdict, and the findings in the order that helps.

use anchorlight_path::{Check, Effort, Path, ReferenceName};
use anchorlight_pki::{Time, sort_by_key};
use anchorlight_policy::{Action, Clause, Question, Ruling, RulingFault, Sha256, Store, refuses};

use crate::intake::Intake;
use crate::report::{
    Finding, FindingFault, InputFault, InputRole, Judgement, Opinion, Outcome, PathReport, Report,
    Severity, Verdict,
};
use crate::request::Request;
use crate::view;

/// What the search and both judges brought.
pub(crate) struct Searched {
    pub(crate) target: usize,
    pub(crate) judged: Vec<Judged>,
    pub(crate) effort: Effort,
}

/// A path, and what was made of it.
pub(crate) struct Judged {
    pub(crate) path: Path,
    pub(crate) ruled: Ruled,
    /// Only paths that hold are put to the second judge.
    pub(crate) opinion: Option<Opinion>,
}

/// What the trust store document makes of a path.
#[derive(Default)]
pub(crate) struct Ruled {
    /// Whether it holds: checks whose failure the document only warns of apart.
    pub(crate) holds: bool,
    rulings: Vec<Ruling>,
    /// Of each check that failed, in the order of the checks: the part of the document that decides it.
    clauses: Vec<Option<Clause>>,
}

/// Puts a path to the trust store document.
pub(crate) fn rule(
    store: Option<&Store>,
    question: &Question<'_>,
    path: &Path,
    effort: &mut Effort,
) -> Ruled {
    let Some(store) = store else {
        return Ruled { holds: path.holds(), ..Ruled::default() };
    };
    let mut holds = path.anchored;
    let mut clauses = Vec::new();
    for check in path.checks.iter().filter(|check| !check.passed) {
        let clause = store.clause_of(check, question, path);
        holds &= !refuses(check, clause.as_ref());
        clauses.push(clause);
    }
    Ruled { holds, rulings: store.judge(question, path, effort), clauses }
}

impl Judged {
    fn is_vetoed(&self) -> bool {
        self.opinion.as_ref().is_some_and(|opinion| opinion.judgement == Judgement::Vetoes)
    }

    fn is_denied(&self) -> bool {
        self.ruled.rulings.iter().any(|ruling| ruling.clause.action == Action::Deny)
    }

    fn is_trusted(&self) -> bool {
        self.ruled.holds && !self.is_vetoed() && !self.is_denied()
    }

    fn warns(&self) -> bool {
        !self.ruled.rulings.is_empty() || !self.ruled.clauses.is_empty()
    }

    /// The part of the document that decides a check that failed.
    fn clause(&self, check: &Check) -> Option<&Clause> {
        let failed = self.path.checks.iter().filter(|check| !check.passed);
        let of = failed.zip(&self.ruled.clauses).find(|(known, _)| std::ptr::eq(*known, check));
        of.and_then(|(_, clause)| clause.as_ref())
    }
}

/// The report on a chain with an end entity.
pub(crate) fn decide(
    request: &Request,
    name: Option<ReferenceName>,
    intake: Intake,
    searched: Searched,
    now: Time,
) -> Report {
    let mut judged = searched.judged;
    sort_by_key(&mut judged, |judged| {
        (!judged.is_trusted(), judged.is_trusted() && judged.warns())
    });
    let best = judged.first().filter(|best| best.is_trusted());
    let trusted = best.is_some();
    let expired = expired(&intake, now);
    // What the document counts on and nobody brought could have said otherwise.
    let missing = intake.missing_sources();
    let outcome = match best {
        _ if expired.is_some() => Outcome::CannotSay,
        Some(best) if best.warns() || !missing.is_empty() => Outcome::TrustedWithWarnings,
        Some(_) => Outcome::Trusted,
        None => Outcome::NotTrusted,
    };

    let places = Places::new(&intake, &judged);
    let mut findings = Findings::default();
    if let Some((fault, clause)) = expired {
        findings.add_input(fault, Severity::Error, None, None);
        findings.with_clause(clause);
    }
    if !intake.has_anchors() {
        findings.add_input(InputFault::NoAnchor, Severity::Error, None, None);
    }
    for (index, judged) in judged.iter().enumerate() {
        let severity = match (trusted, index) {
            (true, 0) if judged.warns() => Severity::Warning,
            (true, _) => Severity::Info,
            (false, 0) => Severity::Error,
            (false, _) => Severity::Warning,
        };
        if let Some(error) = judged.opinion.as_ref().filter(|_| judged.is_vetoed()) {
            let error = error.error.clone().unwrap_or_default();
            findings.add_input(InputFault::Veto { error }, severity, None, Some(index));
        }
        findings.add_path(judged, index, severity, &places);
    }
    if !intake.other_targets.is_empty() {
        let others = intake.other_targets.iter().filter_map(|at| places.of(*at)).collect();
        let fault = InputFault::SeveralEndEntities { others };
        findings.add_input(fault, Severity::Info, None, None);
    }
    findings.add_missing_sources(missing);
    findings.add_problems(&intake);

    let anchor = best.and_then(|best| best.path.certificates.last().copied());
    let store = intake.store.as_ref().map(|open| &open.store);
    let verdict = Verdict {
        outcome,
        end_entity: places.of(searched.target),
        anchor: anchor.and_then(|index| places.of(index)),
        place: store.zip(anchor).and_then(|(store, anchor)| {
            store.place_of(&Sha256(intake.origin(anchor).entry.sha256))
        }),
    };
    let paths = judged.into_iter().map(|judged| places.path(judged)).collect();
    let effort = searched.effort;
    Report {
        verdict,
        paths,
        effort,
        ..nothing_searched(request, name, intake, now, &places, findings)
    }
}

/// What only warns decides nothing where something else refuses.
fn of_clause(severity: Severity, clause: Option<&Clause>) -> Severity {
    match clause {
        Some(Clause { action: Action::Warn, .. }) => severity.max(Severity::Warning),
        _ => severity,
    }
}

/// A document that has expired says nothing any more.
fn expired(intake: &Intake, now: Time) -> Option<(InputFault, Clause)> {
    let store = &intake.store.as_ref()?.store;
    let fault = InputFault::StoreExpired { expires: store.expires, now };
    let pointer = "/expires".to_owned();
    let clause = Clause { pointer, document: None, action: Action::Deny };
    store.has_expired(now).then_some((fault, clause))
}

/// The report on files in which no end entity could be found.
pub(crate) fn without_end_entity(
    request: &Request,
    name: Option<ReferenceName>,
    intake: Intake,
    now: Time,
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
    nothing_searched(request, name, intake, now, &places, findings)
}

/// The report on the files alone.
fn nothing_searched(
    request: &Request,
    name: Option<ReferenceName>,
    intake: Intake,
    now: Time,
    places: &Places,
    findings: Findings,
) -> Report {
    Report {
        verdict: Verdict {
            outcome: Outcome::CannotSay,
            end_entity: None,
            anchor: None,
            place: None,
        },
        findings: findings.sorted(),
        paths: Vec::new(),
        certificates: places.views(&intake),
        revocation_sources: intake.sources().map(view::source).collect(),
        store: intake.store.as_ref().map(|store| store.view(now)),
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
    fn new(intake: &Intake, judged: &[Judged]) -> Self {
        // The chain is in ascending order already.
        let mut shown = intake.chain.clone();
        for position in judged.iter().flat_map(|judged| &judged.path.certificates) {
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

    fn path(&self, judged: Judged) -> PathReport {
        let trusted = judged.is_trusted();
        let Judged { path, opinion: second_opinion, .. } = judged;
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
    fn add_path(&mut self, judged: &Judged, path: usize, severity: Severity, places: &Places) {
        for check in judged.path.failed() {
            let Some(fault) = check.fault.clone().map(FindingFault::Path) else { continue };
            let clause = judged.clause(check);
            self.add(Finding {
                severity: of_clause(severity, clause),
                fault,
                certificate: places.of(check.certificate),
                input: None,
                paths: vec![path],
                citation: Some(check.citation),
                clause: clause.cloned(),
            });
        }
        let mut rulings: Vec<&Ruling> = judged.ruled.rulings.iter().collect();
        sort_by_key(&mut rulings, |ruling| ruling.clause.action != Action::Deny);
        for ruling in rulings {
            let position = ruling.certificate.and_then(|at| judged.path.certificates.get(at));
            self.add(Finding {
                severity: of_clause(severity, Some(&ruling.clause)),
                fault: match &ruling.fault {
                    RulingFault::Path(fault) => FindingFault::Path(fault.clone()),
                    RulingFault::Rule(fault) => FindingFault::Rule(fault.clone()),
                },
                certificate: position.and_then(|position| places.of(*position)),
                input: None,
                paths: vec![path],
                citation: None,
                clause: Some(ruling.clause.clone()),
            });
        }
    }

    /// The same thing on several paths is told once.
    fn add(&mut self, finding: Finding) {
        let known = self.0.iter_mut().find(|known| {
            known.certificate == finding.certificate
                && known.fault == finding.fault
                && known.clause == finding.clause
        });
        match known {
            Some(known) => {
                let new: Vec<usize> =
                    finding.paths.into_iter().filter(|path| !known.paths.contains(path)).collect();
                known.paths.extend(new);
            }
            None => self.0.push(finding),
        }
    }

    /// Says of the last finding which part of the document decides it.
    fn with_clause(&mut self, clause: Clause) {
        if let Some(last) = self.0.last_mut() {
            last.clause = Some(clause);
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
            clause: None,
        });
    }

    fn add_missing_sources(&mut self, missing: Vec<(usize, String)>) {
        for (index, name) in missing {
            self.add_input(InputFault::StoreSourceMissing { name }, Severity::Warning, None, None);
            let pointer = format!("/revocation/sources/{index}");
            self.with_clause(Clause { pointer, document: None, action: Action::Warn });
        }
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
