//! Building candidate paths (RFC 4158), depth first from the end entity.

use std::ops::Index;

use anchorlight_pki::{
    Certificate, NameConstraints, Oid, PublicSuffixes, Table, Time, sort_by_key,
};
use serde::{Deserialize, Serialize};

use crate::budget::{Budget, Effort, Limit};
use crate::check::{Check, Requirement};
use crate::fault::{DistrustedBy, Fault};
use crate::policy_graph::{NO_POLICIES, PolicyInputs};
use crate::profile::Profile;
use crate::purpose::{Purpose, StrictPurpose};
use crate::reference_name::ReferenceName;
use crate::revocation::{self, Revocation, RevocationStatus};
use crate::signature::{SignatureFault, SignatureInput, SignatureVerifier};
use crate::validate::{Found, validate};

/// Where a search finds certificates: each has one position, which stays the same throughout.
///
/// A search asks by name and never for all of them, so that what it costs does not grow with
/// certificates that no path needs.
pub trait Certificates: Index<usize, Output = Certificate> {
    /// Every certificate that has this subject, in the comparable form of its name, each once.
    fn with_subject(&self, subject: &[u8]) -> Vec<Candidate>;
}

/// A certificate that may have issued another.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Its position.
    pub certificate: usize,
    /// What of it is in force as a trust anchor; `None` where it is none.
    pub anchor: Option<AnchorUse>,
}

impl Candidate {
    /// Whether a path may end with it.
    pub(crate) fn is_anchor(&self) -> bool {
        self.anchor.is_some_and(AnchorUse::issues)
    }
}

/// A question: does a path lead from `target` to a trust anchor?
pub struct Search<'a> {
    /// The end entity, trust anchors, and certificates that may stand between them.
    pub certificates: &'a dyn Certificates,
    /// The end entity's position.
    pub target: usize,
    pub time: Time,
    pub purpose: Purpose,
    pub strict_purpose: StrictPurpose,
    pub name: Option<&'a ReferenceName>,
    pub policies: &'a PolicyInputs,
    /// RFC 5280 §6.1.1 (h) and (i); a form that is not among the permitted is permitted.
    pub subtrees: &'a NameConstraints,
    pub profile: Profile,
    /// Lists of names under which anybody can register; the profile `webpki` asks about wildcards above them.
    pub public_suffixes: &'a [&'a PublicSuffixes],
    /// How many intermediate certificates a path may have, self-issued ones not counted (RFC 5280 §6.1.2 (k)).
    pub max_path_length: Option<u32>,
    /// Which certificates may stand nowhere in a path, and why.
    pub distrusts: Option<&'a Distrusts<'a>>,
    pub revocation: Revocation<'a>,
    pub budget: Budget,
    pub verifier: &'a dyn SignatureVerifier,
}

/// Nothing is asked of names.
pub(crate) static NO_SUBTREES: NameConstraints =
    NameConstraints { permitted: Vec::new(), excluded: Vec::new() };

impl<'a> Search<'a> {
    /// With nothing asked that need not be.
    pub fn new(
        certificates: &'a dyn Certificates,
        target: usize,
        time: Time,
        verifier: &'a dyn SignatureVerifier,
    ) -> Self {
        Self {
            certificates,
            target,
            time,
            purpose: Purpose::default(),
            strict_purpose: StrictPurpose::default(),
            name: None,
            policies: &NO_POLICIES,
            subtrees: &NO_SUBTREES,
            profile: Profile::default(),
            public_suffixes: &[],
            max_path_length: None,
            distrusts: None,
            revocation: Revocation::default(),
            budget: Budget::default(),
            verifier,
        }
    }
}

/// What of a certificate is distrusted, if anything is.
pub type Distrusts<'a> = dyn Fn(&Certificate) -> Option<DistrustedBy> + 'a;

/// What of an anchor's certificate is in force. RFC 5280 §6.1.1 (d) needs its
/// name and key alone; the rest is for whoever keeps the store to say.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AnchorUse {
    /// Its validity period.
    pub dates: bool,
    /// Everything its extensions say: constraints, key usage, key purposes, policies, and what is critical.
    pub extensions: bool,
    /// With its extensions in force: a version 3 anchor must say that it is a CA.
    pub basic_constraints: bool,
    /// Which end entities are trusted because they are anchors themselves.
    pub end_entities: DirectTrust,
}

/// Which end entities are trusted because they are in the store.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DirectTrust {
    /// Every one.
    #[default]
    Any,
    /// Those whose own key verifies their signature.
    SelfSigned,
    /// None: an anchor is for what it issued.
    Off,
    /// This certificate, and nothing that it issued.
    Alone,
}

impl AnchorUse {
    /// Whether it is an anchor for what it issued.
    #[must_use]
    pub fn issues(self) -> bool {
        self.end_entities != DirectTrust::Alone
    }
}

impl Default for AnchorUse {
    fn default() -> Self {
        Self {
            dates: true,
            extensions: true,
            basic_constraints: true,
            end_entities: DirectTrust::Any,
        }
    }
}

/// A path that was tried.
#[derive(Clone, Debug)]
pub struct Path {
    /// The end entity first; the trust anchor last, if one was reached.
    pub certificates: Vec<usize>,
    /// Whether the last certificate is a trust anchor.
    pub anchored: bool,
    /// Every check on every certificate, from the last certificate to the end entity.
    pub checks: Vec<Check>,
    /// Of an anchored path: what is known of the revocation of its certificates, from the end entity
    /// up to the last that was looked at.
    pub revocation: Vec<RevocationStatus>,
    /// Of an anchored path: the certificate policies it is valid for, in the anchor's domain
    /// (RFC 5280 §6.1.6); anyPolicy stands for all.
    pub policies: Vec<Oid>,
}

impl Path {
    /// Whether it leads to an anchor and every check passed.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.anchored && self.checks.iter().all(|check| check.passed)
    }

    /// The checks that failed, the one that explains most first.
    #[must_use]
    pub fn failed(&self) -> Vec<&Check> {
        let mut failed: Vec<_> = self.checks.iter().filter(|check| !check.passed).collect();
        // Among equals the one nearest to the end entity, which people know best; of policies the one
        // nearest to the anchor, because what is not valid there is not valid below it either.
        let places = &self.certificates;
        let place = |check: &Check| {
            let mut from_end_entity = places.iter();
            let mut from_anchor = places.iter().rev();
            match check.requirement {
                Requirement::Policy => from_anchor.position(|index| *index == check.certificate),
                _ => from_end_entity.position(|index| *index == check.certificate),
            }
        };
        sort_by_key(&mut failed, |check| (check.fault.as_ref().map(Fault::rank), place(check)));
        failed
    }
}

/// Why a candidate path ends where it ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum End {
    Anchor,
    /// No candidate has the issuer's name.
    IssuerNotFound,
    /// Self-signed, and not in the store.
    RootNotTrusted,
    /// In the store, and not trusted for that alone.
    NotTrustedDirectly,
    /// Every candidate is in the path already.
    Loop,
    /// The last certificate does not verify the one before; a sibling does.
    NotTheIssuer,
    Stopped(Limit),
}

/// Builds and validates every path within the budget. The best come first:
/// those that hold, then those that reach an anchor, then by what is wrong.
#[must_use]
pub fn search(search: &Search<'_>) -> (Vec<Path>, Effort) {
    let mut builder = Builder::new(search);
    builder.extend(&mut vec![search.target]);
    let found = std::mem::take(&mut builder.found);
    let mut paths: Vec<Path> =
        found.into_iter().map(|(certificates, end)| builder.judge(certificates, end)).collect();
    sort_by_key(&mut paths, order);
    (paths, builder.effort)
}

/// Stable, so that paths that are equal in this stay in the order of discovery.
fn order(path: &Path) -> (bool, bool, usize, Option<u8>, usize) {
    let failed = path.failed();
    let worst = failed.first().and_then(|check| check.fault.as_ref()).map(Fault::rank);
    (!path.holds(), !path.anchored, failed.len(), worst, path.certificates.len())
}

/// Signatures already verified, by certificate and issuer.
pub(crate) type Links = Table<(usize, usize), Result<(), SignatureFault>>;

pub(crate) struct Builder<'a> {
    pub(crate) search: &'a Search<'a>,
    /// What was asked for already, by the comparable form of the subject.
    named: Table<&'a [u8], Vec<Candidate>>,
    pub(crate) links: Links,
    pub(crate) effort: Effort,
    found: Vec<(Vec<usize>, End)>,
}

impl<'a> Builder<'a> {
    fn new(search: &'a Search<'a>) -> Self {
        Self {
            search,
            named: Table::default(),
            links: Links::default(),
            effort: Effort::default(),
            found: Vec::new(),
        }
    }

    fn judge(&mut self, certificates: Vec<usize>, end: End) -> Path {
        let anchored = end == End::Anchor;
        let revocation =
            if anchored { revocation::statuses(self, &certificates) } else { Vec::new() };
        let anchor = self.anchor_use(certificates[certificates.len() - 1]);
        let anchor = anchor.filter(|anchor| certificates.len() == 1 || anchor.issues());
        let candidate = Found { path: &certificates, anchor, end, revocation: &revocation };
        let (checks, policies) = validate(self.search, &candidate, &self.links, &mut self.effort);
        Path { certificates, anchored, checks, revocation, policies }
    }

    pub(crate) fn certificate(&self, position: usize) -> &'a Certificate {
        &self.search.certificates[position]
    }

    pub(crate) fn named(&mut self, subject: &'a [u8]) -> &[Candidate] {
        let certificates = self.search.certificates;
        self.named.get_or_insert_with(subject, || certificates.with_subject(subject))
    }

    /// What of a certificate is in force as an anchor; `None` where it is none.
    pub(crate) fn anchor_use(&mut self, certificate: usize) -> Option<AnchorUse> {
        let subject = self.search.certificates[certificate].subject.comparable();
        let mut named = self.named(subject).iter();
        named.find(|candidate| candidate.certificate == certificate)?.anchor
    }

    fn extend(&mut self, path: &mut Vec<usize>) {
        let head = path[path.len() - 1];
        let certificate = &self.search.certificates[head];
        if path.len() == 1 && self.trusts_directly(head) {
            self.report(path, End::Anchor);
        }
        if path.len() >= self.search.budget.depth {
            return self.stop(path, Limit::Depth);
        }
        let named = self.named(certificate.issuer.comparable()).to_vec();
        if self.effort.candidates + named.len() > self.search.budget.candidates {
            return self.stop(path, Limit::Candidates);
        }
        self.effort.candidates += named.len();
        let mut candidates: Vec<Candidate> = named
            .iter()
            .copied()
            .filter(|candidate| !self.repeats(path, candidate.certificate))
            .collect();
        if candidates.is_empty() {
            let end = match (certificate.is_self_issued(), named.is_empty()) {
                (true, _) if path.len() == 1 && self.trusts_directly(head) => return,
                (true, _) if self.anchor_use(head).is_some() => End::NotTrustedDirectly,
                // Its own name and another's key: the certificate of the CA's older key is missing.
                (true, _) if self.key_ids_differ(head, head) => End::IssuerNotFound,
                (true, _) => End::RootNotTrusted,
                (false, true) => End::IssuerNotFound,
                (false, false) => End::Loop,
            };
            return self.report(path, end);
        }
        sort_by_key(&mut candidates, |candidate| self.promise(certificate, *candidate));
        self.follow(path, head, &candidates);
    }

    /// Goes on with every candidate whose key verifies the head, the most promising first and to
    /// the end, so that the budget is spent on the path that is most likely to hold. Where none
    /// does, goes on with the most promising, so that the rest of the path is explained as well.
    fn follow(&mut self, path: &mut Vec<usize>, head: usize, candidates: &[Candidate]) {
        let mut failed = Vec::new();
        for candidate in candidates {
            match self.link(head, candidate.certificate) {
                None => return self.stop(path, Limit::Signatures),
                Some(Ok(())) => self.step(path, *candidate),
                Some(Err(_)) => failed.push(*candidate),
            }
        }
        let none_verified = failed.len() == candidates.len();
        let mut explained = false;
        for candidate in failed {
            if none_verified && (candidate.is_anchor() || !explained) {
                explained |= !candidate.is_anchor();
                self.step(path, candidate);
            } else if none_verified || !self.key_ids_differ(head, candidate.certificate) {
                path.push(candidate.certificate);
                self.report(path, End::NotTheIssuer);
                path.pop();
            }
        }
    }

    fn step(&mut self, path: &mut Vec<usize>, candidate: Candidate) {
        path.push(candidate.certificate);
        if candidate.is_anchor() {
            self.report(path, End::Anchor);
        } else {
            self.extend(path);
        }
        path.pop();
    }

    fn trusts_directly(&mut self, end_entity: usize) -> bool {
        match self.anchor_use(end_entity).map(|anchor| anchor.end_entities) {
            Some(DirectTrust::Any | DirectTrust::Alone) => true,
            Some(DirectTrust::Off) | None => false,
            Some(DirectTrust::SelfSigned) => {
                self.search.certificates[end_entity].is_self_issued()
                    && self.link(end_entity, end_entity) == Some(Ok(()))
            }
        }
    }

    /// The lower, the sooner: anchors, then matching key identifiers, then
    /// certificates valid at the time asked for (RFC 4158 §3.5).
    fn promise(&self, certificate: &Certificate, candidate: Candidate) -> (bool, u8, bool, usize) {
        let issuer = &self.search.certificates[candidate.certificate];
        let key_id = match key_ids(certificate, issuer) {
            Some(true) => 0,
            None => 1,
            Some(false) => 2,
        };
        let valid = (issuer.not_before..=issuer.not_after).contains(&self.search.time);
        (!candidate.is_anchor(), key_id, !valid, candidate.certificate)
    }

    fn key_ids_differ(&self, head: usize, issuer: usize) -> bool {
        let certificates = self.search.certificates;
        key_ids(&certificates[head], &certificates[issuer]) == Some(false)
    }

    /// RFC 4158 §5.2: the same name with the same key twice in a path is a loop.
    fn repeats(&self, path: &[usize], candidate: usize) -> bool {
        let certificates = self.search.certificates;
        let candidate = &certificates[candidate];
        path.iter().any(|index| {
            let known = &certificates[*index];
            known.subject == candidate.subject && known.public_key.spki == candidate.public_key.spki
        })
    }

    /// Whether `issuer`'s key verifies `head`; `None` once the budget is spent.
    pub(crate) fn link(
        &mut self,
        head: usize,
        issuer: usize,
    ) -> Option<Result<(), SignatureFault>> {
        if let Some(known) = self.links.get(&(head, issuer)) {
            return Some(*known);
        }
        if self.effort.signatures >= self.search.budget.signatures {
            return None;
        }
        self.effort.signatures += 1;
        let certificate = &self.search.certificates[head];
        let key = &self.search.certificates[issuer].public_key;
        let answer = self.search.verifier.verify(&SignatureInput {
            key_algorithm: &key.algorithm.contents,
            key: &key.bits,
            algorithm: &certificate.signature_algorithm.contents,
            message: certificate.tbs(),
            signature: &certificate.signature,
            digest: None,
        });
        self.links.insert((head, issuer), answer);
        Some(answer)
    }

    fn stop(&mut self, path: &[usize], limit: Limit) {
        self.effort.reached(limit);
        self.report(path, End::Stopped(limit));
    }

    fn report(&mut self, path: &[usize], end: End) {
        if self.found.len() < self.search.budget.paths {
            self.found.push((path.to_vec(), end));
        } else if end == End::Anchor {
            // A path to an anchor is worth more than any that came to nothing.
            self.effort.reached(Limit::Paths);
            if let Some(worst) = self.found.iter().rposition(|(_, end)| *end != End::Anchor) {
                self.found[worst] = (path.to_vec(), end);
            }
        } else {
            self.effort.reached(Limit::Paths);
        }
    }
}

/// Whether the key identifiers of a certificate and its issuer match; `None` where one is absent.
fn key_ids(certificate: &Certificate, issuer: &Certificate) -> Option<bool> {
    let wanted = certificate.extensions.authority_key_id.as_ref()?.key_id.as_ref()?;
    let present = issuer.extensions.subject_key_id.as_ref()?;
    Some(wanted == present)
}
