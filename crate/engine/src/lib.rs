//! Is this certificate chain trusted under this trust store, and why not?
//!
//! [`check`] takes a [`Request`] and gives a [`Report`]; an [`Engine`] does the
//! same and keeps large files open from check to check. It reads no clock, no
//! file and no network: everything it needs is in the request, and the same
//! request gives the same report, byte for byte, on every platform.

mod calendar;
mod decide;
mod distrust;
mod edit;
mod engine;
mod file;
mod import;
mod intake;
mod report;
mod request;
mod second_opinion;
mod simulate;
mod store;
mod update;
mod view;

use anchorlight_crypto::Memo;
use anchorlight_path::{Budget, Revocation, RevocationSource as Asked, Search, search};

use crate::file::Teller;

pub use anchorlight_crypto::{Allowed, PureRust};
pub use anchorlight_path::{
    AnchorUse, Check, Citation, DirectTrust, DistrustedBy, Effort, Fault, Limit, Profile, Purpose,
    ReferenceName, Requirement, RevocationMode, RevocationScope, RevocationStatus, Revoked, Rule,
    Scope, SourceFault, StrictPurpose, Unknown, Unusable,
};
pub use anchorlight_pki::{
    GeneralName, KeyKind, KeyUsageBit, NameKind, Oid, Problem, ProblemKind, Reason, ResponderError,
    SuffixSection, Time, safe_text,
};
pub use anchorlight_policy::document;
pub use anchorlight_policy::{
    About, Action, Advice, AdviceFault, Appointment, CalendarEvent, CalendarState, Change, Choice,
    Clause, Contradiction, Document, DocumentChange, DocumentFault, DocumentProblem, Effect,
    EntryPlace, Expiring, Export, ExportFault, ExportFile, ExportFormat, FileProblem, Found,
    Gathered, ImportFinding, ListKind, Lost, Parsed, Place, Placement, Preview, Refusal, RuleFault,
    Selector, Sha256, SignedBy, Signer, SigningAlgorithm, Suggestion, SuggestionReason, Term,
    Thresholds, apply, calendar, export, ics, remove,
};
pub use calendar::{AdviseRequest, Calendar, CalendarRequest, ExportRequest, IcsRequest};
pub use distrust::Distrusted;
pub use edit::{EditRequest, Edited};
pub use engine::Engine;
pub use import::PreviewRequest;
pub use report::{
    AbstainReason, Certificate, Extension, Finding, FindingFault, Input, InputFault, InputRole,
    Judgement, ListScope, Name, NameAttribute, Opened, OpenedStore, Opinion, Outcome, PathReport,
    Policy, Report, RevocationSource, Severity, StoreReport, StoreView, Unreadable, Verdict,
};
pub use request::{
    EndEntity, PolicyRequest, Request, RequestError, RevocationRequest, Source, SubtreeRequest,
    WrittenName,
};
pub use simulate::{
    Chain, Decision, DiffRequest, Difference, Scenario, SimulateRequest, Simulated, Simulation,
    VerdictChange,
};
pub use store::StoreRequest;
pub use update::{FirstUse, UpdateReport, UpdateRequest, parse_document, update};

/// Checks a chain.
///
/// # Errors
///
/// Only what a caller can mend in the request itself. Whatever is wrong with
/// the certificates is in the report.
pub fn check(request: &Request) -> Result<Report, RequestError> {
    Engine::default().check(request)
}

/// The phases of one check, in their order.
fn check_with(engine: &Engine, mut request: Request) -> Result<Report, RequestError> {
    request.leaves_to_store()?;
    let name = request.reference_name()?;
    let policies = request.policy_inputs()?;
    let nonce = request.revocation.nonce()?;
    let subtrees = request.name_constraints()?;
    let distrust = request.distrusted.read()?;
    let time = Time(request.time);
    let now = request.store.as_ref().and_then(|store| store.now).map_or(time, Time);
    let intake = intake::read(engine, &mut request)?;
    let store = intake.store.as_ref().map(|open| &open.store);
    if let Some(store) = store {
        store::settle(store, &mut request, name.as_ref());
    }
    let distrusts = |certificate: &_| match (&distrust, store) {
        (Some(distrust), _) => distrust.of(certificate),
        (None, Some(store)) => store.distrusts(certificate),
        (None, None) => None,
    };
    let any_distrust = distrust.is_some() || store.is_some();
    let Some(target) = intake.target else {
        return Ok(decide::without_end_entity(&request, name, intake, now));
    };
    let (responders, beside_stores) = (intake.responders(), intake.beside_stores());
    let sources: Vec<_> = intake
        .sources()
        .zip(&responders)
        .map(|((_, told), certificates)| match &told.by {
            Teller::List(list) => Asked::List(list),
            Teller::Response { response, .. } => Asked::Response { response, certificates },
        })
        .collect();
    let revocation = Revocation {
        sources: &sources,
        mode: request.revocation.mode,
        scope: request.revocation.scope,
        grace: request.revocation.grace,
        nonce: nonce.as_deref(),
        responders: &beside_stores,
        of_signer: false,
    };
    let public_suffixes = intake.public_suffixes();
    let verifier = Memo::new(PureRust { allowed: request.allowed }, &engine.known);
    let budget = Budget::default();
    let (paths, mut effort) = search(&Search {
        certificates: &intake,
        target,
        time,
        purpose: request.purpose,
        name: name.as_ref(),
        policies: &policies,
        subtrees: &subtrees,
        strict_purpose: request.strict_purpose,
        max_path_length: request.max_path_length,
        profile: request.profile,
        public_suffixes: &public_suffixes,
        distrusts: any_distrust.then_some(&distrusts as _),
        revocation,
        budget,
        verifier: &verifier,
    });
    let listed_sources = intake.listed_sources();
    let asked = anchorlight_policy::Question {
        certificates: &intake,
        time,
        purpose: request.purpose,
        name: name.as_ref(),
        sources: &listed_sources,
        name_comparisons: budget.name_constraints,
    };
    let mut judged = Vec::with_capacity(paths.len());
    for path in paths {
        let ruled = decide::rule(store, &asked, &path, &mut effort);
        let opinion = ruled.holds.then(|| {
            let question = second_opinion::Question {
                certificates: &intake,
                path: &path.certificates,
                time,
                purpose: request.purpose,
                name: name.as_ref(),
                anchor_extensions: intake.anchor_counts_whole(&path.certificates),
            };
            second_opinion::ask(&question, &verifier)
        });
        judged.push(decide::Judged { path, ruled, opinion });
    }
    let searched = decide::Searched { target, judged, effort };
    Ok(decide::decide(&request, name, intake, searched, now))
}
