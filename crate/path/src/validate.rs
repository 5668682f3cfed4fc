//! Validating one path (RFC 5280 §6.1): every check on every certificate,
//! whatever came out of the others.

use anchorlight_pki::{Certificate, KeyUsageBit, Oid, TLS_FEATURE, hex};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::ID_CE_CRL_DISTRIBUTION_POINTS;

use crate::budget::Effort;
use crate::build::{AnchorUse, End, Links, Search};
use crate::check::{Check, Citation, Requirement};
use crate::fault::Fault;
use crate::name_constraints::{self, By};
use crate::name_match::public_suffix_wildcard;
use crate::policy_graph::PolicyGraph;
use crate::profile::{Profile, Role};
use crate::purpose::{InCa, Purpose, StrictPurpose, Usage};
use crate::revocation::{RevocationMode, RevocationStatus};
use crate::signature::SignatureFault;

/// [MS-WCCE] §2.2.2.7.7.3.
const MS_APPLICATION_POLICIES: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.3.6.1.4.1.311.21.10");

const INITIAL_SUBTREES: Citation = Citation { source: "RFC 5280", section: "6.1.1 (h), (i)" };

/// Extensions that validation processes; any other that is critical refuses the path.
fn is_processed(oid: &Oid, certificate: &Certificate, purpose: Purpose) -> bool {
    use const_oid::db::rfc5912 as known;
    let extensions = &certificate.extensions;
    let by_purpose = purpose.rules().map(|rules| rules.processed).unwrap_or_default();
    // Microsoft's application policies repeat the key purposes, which are processed where they are stated.
    if *oid == MS_APPLICATION_POLICIES {
        return extensions.extended_key_usage.is_some();
    }
    // RFC 5280 §4.2.1.4: a critical extension with a qualifier that is not understood is not either.
    if *oid == known::ID_CE_CERTIFICATE_POLICIES {
        let policies = extensions.policies.as_deref().unwrap_or_default();
        let mut qualifiers = policies.iter().flat_map(|policy| &policy.qualifiers);
        return qualifiers.all(|(id, _)| *id == known::ID_QT_CPS || *id == known::ID_QT_UNOTICE);
    }
    [
        known::ID_CE_AUTHORITY_KEY_IDENTIFIER,
        known::ID_CE_BASIC_CONSTRAINTS,
        known::ID_CE_EXT_KEY_USAGE,
        known::ID_CE_INHIBIT_ANY_POLICY,
        known::ID_CE_KEY_USAGE,
        known::ID_CE_NAME_CONSTRAINTS,
        known::ID_CE_POLICY_CONSTRAINTS,
        known::ID_CE_POLICY_MAPPINGS,
        known::ID_CE_SUBJECT_ALT_NAME,
        known::ID_CE_SUBJECT_KEY_IDENTIFIER,
        // It binds the two ends of a TLS connection (RFC 7633); here it is shown.
        TLS_FEATURE,
    ]
    .iter()
    .chain(by_purpose)
    .any(|processed| oid == processed)
}

/// A path that was built, and what is known of it.
pub(crate) struct Found<'a> {
    pub(crate) path: &'a [usize],
    /// What of the last certificate is in force as an anchor, if it is one.
    pub(crate) anchor: Option<AnchorUse>,
    pub(crate) end: End,
    pub(crate) revocation: &'a [RevocationStatus],
}

/// All checks on the certificates of a path, from its top to the end entity, and the policies that it is valid for.
pub(crate) fn validate(
    search: &Search<'_>,
    found: &Found<'_>,
    links: &Links,
    effort: &mut Effort,
) -> (Vec<Check>, Vec<Oid>) {
    let Found { path, anchor, end, .. } = *found;
    let mut run = Run { search, path, anchor, checks: Vec::with_capacity(path.len() * 10) };
    for place in (0..path.len()).rev() {
        run.certificate(place, end, links);
        if let Some(status) = found.revocation.get(place) {
            run.revocation(place, status);
        }
        run.name_constraints(place, effort);
    }
    let policies = if end == End::Anchor { run.policies() } else { Vec::new() };
    (run.checks, policies)
}

struct Run<'a> {
    search: &'a Search<'a>,
    path: &'a [usize],
    anchor: Option<AnchorUse>,
    checks: Vec<Check>,
}

impl Run<'_> {
    /// `place` counts from the end entity, which is 0.
    fn certificate(&mut self, place: usize, end: End, links: &Links) {
        let certificate = &self.search.certificates[self.path[place]];
        let issuer = self.path.get(place + 1).copied();
        let in_force = self.in_force(place);
        if let Some(distrusts) = self.search.distrusts {
            let fault = distrusts(certificate).map(|by| Fault::PathDistrusted { by });
            self.record(place, Requirement::Distrust, fault);
        }
        if in_force.extensions {
            self.well_formed(place, certificate);
        }
        if let Some(issuer) = issuer {
            self.record(place, Requirement::AlgorithmsAgree, algorithms(certificate));
            let key = self.search.certificates[issuer].public_key.algorithm.name();
            if let Some(answer) = links.get(&(self.path[place], issuer)) {
                self.record(place, Requirement::Signature, signature(certificate, key, *answer));
            }
        }
        if in_force.dates {
            self.record(place, Requirement::Validity, self.validity(certificate));
        }
        if issuer.is_some() {
            // Candidates are found by name, so the names chain.
            self.record(place, Requirement::Issuer, None);
        } else if let Some(fault) = dead_end(certificate, end, self.anchor) {
            self.record(place, Requirement::Issuer, Some(fault));
        }
        if place == 0 {
            self.end_entity(certificate);
        } else {
            self.issuer(place, certificate, in_force);
        }
        if in_force.extensions {
            self.critical_extensions(place, certificate);
            self.profile(place, certificate);
        }
    }

    /// RFC 5280 §6.1.3 (a)(3). Where nothing is known and nothing need be, there is no check: one
    /// that passed would say more than is known.
    fn revocation(&mut self, place: usize, status: &RevocationStatus) {
        let fault = match status {
            RevocationStatus::Good { .. } => None,
            RevocationStatus::Revoked(revoked) if place == 0 => {
                Some(Fault::RevocationRevoked(revoked.clone()))
            }
            RevocationStatus::Revoked(revoked) => {
                Some(Fault::RevocationIssuerRevoked(revoked.clone()))
            }
            RevocationStatus::Unknown(_)
                if self.search.revocation.mode != RevocationMode::Require =>
            {
                return;
            }
            RevocationStatus::Unknown(unknown) => Some(Fault::RevocationUnknown(unknown.clone())),
        };
        self.record(place, Requirement::Revocation, fault);
    }

    /// What of a certificate counts: of an anchor, what the caller says; of any other, all of it.
    fn in_force(&self, place: usize) -> AnchorUse {
        let anchor = self.anchor.filter(|_| place > 0 && self.is_anchor(place));
        anchor.unwrap_or_default()
    }

    fn profile(&mut self, place: usize, certificate: &Certificate) {
        let role = match place {
            0 => Role::EndEntity,
            _ if self.is_anchor(place) => Role::Anchor,
            _ => Role::Intermediate,
        };
        let profile = self.search.profile;
        let broken: Vec<_> = profile.check(certificate, role).filter(|(_, _, met)| !met).collect();
        let requirement = Requirement::Profile;
        if broken.is_empty() {
            self.record_cited(place, requirement, None, Some(profile.citation()));
        }
        for (rule, citation, _) in broken {
            let fault = Fault::ProfileRule { profile, rule };
            self.record_cited(place, requirement, Some(fault), Some(citation));
        }
    }

    fn is_anchor(&self, place: usize) -> bool {
        self.path.len() == place + 1 && self.anchor.is_some()
    }

    fn well_formed(&mut self, place: usize, certificate: &Certificate) {
        let fatal: Vec<_> = certificate.problems.iter().filter(|problem| problem.fatal).collect();
        if fatal.is_empty() {
            return self.record(place, Requirement::WellFormed, None);
        }
        for problem in fatal {
            let fault = Fault::CertificateMalformed { problem: problem.clone() };
            self.record(place, Requirement::WellFormed, Some(fault));
        }
    }

    fn validity(&self, certificate: &Certificate) -> Option<Fault> {
        let time = self.search.time;
        if time > certificate.not_after {
            Some(Fault::ValidityExpired { not_after: certificate.not_after, time })
        } else if time < certificate.not_before {
            Some(Fault::ValidityNotYetValid { not_before: certificate.not_before, time })
        } else {
            None
        }
    }

    /// RFC 5280 §6.1.4 (k) to (n).
    fn issuer(&mut self, place: usize, certificate: &Certificate, in_force: AnchorUse) {
        let extensions = &certificate.extensions;
        let constraints = extensions.basic_constraints;
        // A version 1 certificate cannot say what it is. As a trust anchor it
        // needs not: RFC 5280 §6.1.1 (d) takes an anchor for a CA.
        let silent =
            self.is_anchor(place) && (certificate.version < 3 || !in_force.basic_constraints);
        if in_force.extensions {
            let not_ca = match constraints {
                Some(constraints) if constraints.ca => None,
                Some(_) => Some(Fault::BasicConstraintsNotCa),
                None if silent => None,
                None => Some(Fault::BasicConstraintsMissing),
            };
            self.record(place, Requirement::BasicConstraints, not_ca);
        }
        // §6.1.2 (k): the limit asked for is the anchor's, as it were.
        let asked = self.search.max_path_length.filter(|_| self.is_anchor(place));
        let own = constraints.filter(|_| in_force.extensions).and_then(|c| c.path_length);
        if let Some(allowed) = [asked, own].into_iter().flatten().min() {
            let between = self.path[1..place].iter();
            let counted =
                between.filter(|index| !self.search.certificates[**index].is_self_issued());
            let found = u32::try_from(counted.count()).unwrap_or(u32::MAX);
            let fault = (found > allowed).then_some(Fault::PathLengthExceeded { allowed, found });
            self.record(place, Requirement::PathLength, fault);
        }
        if !in_force.extensions {
            return;
        }
        if let Some(usage) = extensions.key_usage {
            let fault = (!usage.has(KeyUsageBit::KeyCertSign))
                .then(|| Fault::KeyUsageCertSignMissing { present: usage.bits() });
            self.record(place, Requirement::KeyUsage, fault);
        }
        self.extended_key_usage(place, certificate);
    }

    /// The request and every CA above constrain the names of what is below. Self-issued
    /// certificates are exempt unless they are the last (§6.1.3 (b)).
    fn name_constraints(&mut self, place: usize, effort: &mut Effort) {
        let certificate = &self.search.certificates[self.path[place]];
        if place > 0 && (certificate.is_self_issued() || self.is_anchor(place)) {
            return;
        }
        let mut above = Vec::new();
        let initial = self.search.subtrees;
        if !initial.is_empty() {
            above.push((initial, By::Request));
        }
        for place in (place + 1..self.path.len()).rev() {
            let ca = &self.search.certificates[self.path[place]];
            let constraints = ca.extensions.name_constraints.as_ref();
            if let Some(constraints) = constraints.filter(|_| self.in_force(place).extensions) {
                above.push((constraints, By::Ca(ca)));
            }
        }
        if above.is_empty() {
            return;
        }
        let names = name_constraints::names_of(certificate);
        for (constraints, by) in above {
            let most = self.search.budget.name_constraints;
            let fault = name_constraints::check(constraints, by, &names, effort, most);
            let citation = matches!(by, By::Request).then_some(INITIAL_SUBTREES);
            self.record_cited(place, Requirement::NameConstraints, fault, citation);
        }
    }

    /// From the anchor down, in the order of the RFC. An anchor in force counts
    /// like any CA; one that is a name and a key has no policies (§6.1.1 (d)).
    fn policies(&mut self) -> Vec<Oid> {
        let below = self.path.len() - 1;
        let mut graph = PolicyGraph::new(self.search.policies, below, self.search.budget.policies);
        let anchor = &self.search.certificates[self.path[below]];
        if self.in_force(below).extensions {
            graph.process_anchor(anchor);
        }
        for place in (0..below).rev() {
            let certificate = &self.search.certificates[self.path[place]];
            let fault = graph.process(certificate, place == 0);
            if place == 0 {
                let valid = graph.valid();
                let fault = fault.or(graph.wrap_up(certificate));
                self.record(place, Requirement::Policy, fault);
                return valid;
            }
            for fault in [fault, graph.prepare(certificate)].into_iter().flatten() {
                self.record(place, Requirement::Policy, Some(fault));
            }
        }
        graph.valid()
    }

    fn end_entity(&mut self, certificate: &Certificate) {
        self.key_usage(certificate);
        self.extended_key_usage(0, certificate);
        // One that is trusted directly issues nothing by that trust.
        if self.search.strict_purpose != StrictPurpose::Off && self.path.len() > 1 {
            let fault = certificate.is_ca().then_some(Fault::BasicConstraintsIsCa);
            self.record(0, Requirement::BasicConstraints, fault);
        }
        let lists = self.search.public_suffixes;
        if self.search.profile == Profile::Webpki && !lists.is_empty() {
            let fault = public_suffix_wildcard(certificate, lists);
            self.record(0, Requirement::PublicSuffixes, fault);
        }
        if let Some(name) = self.search.name {
            self.record_cited(0, Requirement::Name, name.check(certificate), name.citation());
        }
    }

    /// RFC 5280 §4.2.1.12 asks CAs to keep key usage and purposes consistent, and validation to look at each by itself.
    fn key_usage(&mut self, certificate: &Certificate) {
        let Some(rules) = self.search.purpose.rules() else { return };
        let usage = certificate.extensions.key_usage;
        let present = usage.map(|usage| usage.bits()).unwrap_or_default();
        let fault = match rules.key_usage {
            Usage::Exactly(needed) => (present != needed)
                .then(|| Fault::KeyUsageNotExactly { needed: needed.to_vec(), present }),
            Usage::OneOf(needed) => {
                let algorithm_alone =
                    matches!(self.search.profile, Profile::Rfc5280 | Profile::Rfc5280Algorithm);
                if usage.is_none() || algorithm_alone {
                    return;
                }
                (!needed.iter().any(|bit| present.contains(bit)))
                    .then(|| Fault::KeyUsagePurposeMissing { needed: needed.to_vec(), present })
            }
        };
        self.record_cited(0, Requirement::KeyUsage, fault, rules.citation);
    }

    /// RFC 5280 §4.2.1.12 for the end entity. For CAs it is no rule of the RFC,
    /// but of the CA/Browser Forum's (TLS BR §7.1.2.10.6) and of every browser.
    fn extended_key_usage(&mut self, place: usize, certificate: &Certificate) {
        let purpose = self.search.purpose;
        let stated = certificate.extensions.extended_key_usage.as_ref();
        let Some(rules) = purpose.rules() else {
            // Nothing is asked; the check says so where there was something to look at.
            if stated.is_some() {
                self.record(place, Requirement::ExtendedKeyUsage, None);
            }
            return;
        };
        let strict = self.search.strict_purpose;
        let (by_name, needed) = if place == 0 {
            let by_name = rules.by_name || strict != StrictPurpose::Off;
            (by_name, by_name)
        } else if rules.in_ca == InCa::Ignored {
            return;
        } else {
            let must = rules.in_ca == InCa::Stated;
            (must || strict == StrictPurpose::Path, must && !self.is_anchor(place))
        };
        let Some(stated) = stated else {
            if needed {
                let fault = Fault::ExtendedKeyUsagePurposeMissing { purpose, present: Vec::new() };
                let requirement = Requirement::ExtendedKeyUsage;
                self.record_cited(place, requirement, Some(fault), rules.citation);
            }
            return;
        };
        let named = |oids: Vec<&Oid>| oids.into_iter().map(Oid::named).collect();
        let forbidden = rules.forbidden(stated);
        let fault = if !rules.permitted_by(stated, by_name) {
            let present = named(stated.iter().collect());
            Some(Fault::ExtendedKeyUsagePurposeMissing { purpose, present })
        } else if !forbidden.is_empty() {
            let forbidden = named(forbidden);
            Some(Fault::ExtendedKeyUsagePurposeForbidden { purpose, forbidden })
        } else {
            None
        };
        self.record_cited(place, Requirement::ExtendedKeyUsage, fault, rules.citation);
    }

    fn critical_extensions(&mut self, place: usize, certificate: &Certificate) {
        let (all, purpose) = (&certificate.extensions.all, self.search.purpose);
        let looks_at_lists = self.search.revocation.mode != RevocationMode::Off;
        let mut unknown = all
            .iter()
            .filter(|e| e.critical && !is_processed(&e.oid, certificate, purpose))
            .filter(|e| !looks_at_lists || e.oid != ID_CE_CRL_DISTRIBUTION_POINTS)
            .peekable();
        if unknown.peek().is_none() {
            return self.record(place, Requirement::CriticalExtensions, None);
        }
        for extension in unknown {
            let (oid, name) = (extension.oid.clone(), extension.oid.name());
            let fault = Fault::CriticalExtensionUnknown { oid, name };
            self.record(place, Requirement::CriticalExtensions, Some(fault));
        }
    }

    fn record(&mut self, place: usize, requirement: Requirement, fault: Option<Fault>) {
        self.record_cited(place, requirement, fault, None);
    }

    /// With a citation where it is written elsewhere than the requirement in general.
    fn record_cited(
        &mut self,
        place: usize,
        requirement: Requirement,
        fault: Option<Fault>,
        citation: Option<Citation>,
    ) {
        self.checks.push(Check {
            requirement,
            certificate: self.path[place],
            passed: fault.is_none(),
            fault,
            citation: citation.unwrap_or_else(|| requirement.citation(place == 0)),
        });
    }
}

/// RFC 5280 §4.1.1.2 asks for the same AlgorithmIdentifier, parameters included.
fn algorithms(certificate: &Certificate) -> Option<Fault> {
    let (inner, outer) = (&certificate.signed_algorithm, &certificate.signature_algorithm);
    (inner != outer)
        .then(|| Fault::SignatureAlgorithmsDiffer { inner: inner.name(), outer: outer.name() })
}

fn signature(
    certificate: &Certificate,
    key: String,
    answer: Result<(), SignatureFault>,
) -> Option<Fault> {
    let algorithm = certificate.signature_algorithm.name();
    Some(match answer.err()? {
        SignatureFault::AlgorithmRefused => Fault::SignatureAlgorithmRefused { algorithm },
        SignatureFault::AlgorithmUnsupported => Fault::SignatureAlgorithmUnsupported { algorithm },
        SignatureFault::Invalid => Fault::SignatureInvalid { algorithm },
        SignatureFault::KeyMismatch => Fault::SignatureKeyMismatch { algorithm, key },
        SignatureFault::KeyUnusable => Fault::SignatureKeyUnusable { key },
    })
}

fn dead_end(certificate: &Certificate, end: End, anchor: Option<AnchorUse>) -> Option<Fault> {
    let issuer = || certificate.issuer.to_string();
    Some(match end {
        End::Anchor | End::NotTheIssuer => return None,
        End::IssuerNotFound => Fault::PathIssuerNotFound {
            issuer: issuer(),
            key_id: certificate
                .extensions
                .authority_key_id
                .as_ref()
                .and_then(|id| id.key_id.as_deref())
                .map(hex::encode),
        },
        End::NotTrustedDirectly => {
            Fault::PathNotTrustedDirectly { trusted: anchor.unwrap_or_default().end_entities }
        }
        End::RootNotTrusted => Fault::PathRootNotTrusted { subject: issuer() },
        End::Loop => Fault::PathLoop { issuer: issuer() },
        End::Stopped(limit) => Fault::PathSearchStopped { limit },
    })
}
