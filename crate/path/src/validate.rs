//! Validating one path (RFC 5280 §6.1): every check on every certificate,
//! whatever came out of the others.

use anchorlight_pki::{Certificate, KeyUsageBit, hex};

use crate::build::{End, Links, Search};
use crate::check::{Check, Requirement};
use crate::fault::Fault;
use crate::signature::SignatureFault;

/// Extensions that validation processes; any other that is critical refuses the path.
fn is_processed(oid: &anchorlight_pki::Oid) -> bool {
    use const_oid::db::rfc5912 as known;
    [
        known::ID_CE_AUTHORITY_KEY_IDENTIFIER,
        known::ID_CE_BASIC_CONSTRAINTS,
        known::ID_CE_EXT_KEY_USAGE,
        known::ID_CE_KEY_USAGE,
        known::ID_CE_SUBJECT_ALT_NAME,
        known::ID_CE_SUBJECT_KEY_IDENTIFIER,
    ]
    .iter()
    .any(|processed| oid == processed)
}

/// All checks on the certificates of a path, from its top to the end entity.
pub(crate) fn validate(search: &Search<'_>, path: &[usize], end: End, links: &Links) -> Vec<Check> {
    let mut run = Run { search, path, checks: Vec::with_capacity(path.len() * 10) };
    for place in (0..path.len()).rev() {
        run.certificate(place, end, links);
    }
    run.checks
}

struct Run<'a> {
    search: &'a Search<'a>,
    path: &'a [usize],
    checks: Vec<Check>,
}

impl Run<'_> {
    /// `place` counts from the end entity, which is 0.
    fn certificate(&mut self, place: usize, end: End, links: &Links) {
        let certificate = &self.search.certificates[self.path[place]];
        let issuer = self.path.get(place + 1).copied();
        self.well_formed(place, certificate);
        if let Some(issuer) = issuer {
            self.record(place, Requirement::AlgorithmsAgree, algorithms(certificate));
            let key = self.search.certificates[issuer].public_key.algorithm.name();
            if let Some(answer) = links.get(&(self.path[place], issuer)) {
                self.record(place, Requirement::Signature, signature(certificate, key, *answer));
            }
        }
        self.record(place, Requirement::Validity, self.validity(certificate));
        if issuer.is_some() {
            // Candidates are found by name, so the names chain.
            self.record(place, Requirement::Issuer, None);
        } else if let Some(fault) = dead_end(certificate, end) {
            self.record(place, Requirement::Issuer, Some(fault));
        }
        if place == 0 {
            self.end_entity(certificate);
        } else {
            self.issuer(place, certificate);
        }
        self.critical_extensions(place, certificate);
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
    fn issuer(&mut self, place: usize, certificate: &Certificate) {
        let extensions = &certificate.extensions;
        let constraints = extensions.basic_constraints;
        // A version 1 certificate cannot say what it is. As a trust anchor it
        // needs not: RFC 5280 §6.1.1 (d) takes an anchor for a CA.
        let anchor =
            self.path.len() == place + 1 && self.search.anchors.contains(&self.path[place]);
        let not_ca = match constraints {
            Some(constraints) if constraints.ca => None,
            Some(_) => Some(Fault::BasicConstraintsNotCa),
            None if anchor && certificate.version < 3 => None,
            None => Some(Fault::BasicConstraintsMissing),
        };
        self.record(place, Requirement::BasicConstraints, not_ca);
        if let Some(allowed) = constraints.and_then(|constraints| constraints.path_length) {
            let between = self.path[1..place].iter();
            let counted =
                between.filter(|index| !self.search.certificates[**index].is_self_issued());
            let found = u32::try_from(counted.count()).unwrap_or(u32::MAX);
            let fault = (found > allowed).then_some(Fault::PathLengthExceeded { allowed, found });
            self.record(place, Requirement::PathLength, fault);
        }
        if let Some(usage) = extensions.key_usage {
            let fault = (!usage.has(KeyUsageBit::KeyCertSign))
                .then(|| Fault::KeyUsageCertSignMissing { present: usage.bits() });
            self.record(place, Requirement::KeyUsage, fault);
        }
        self.extended_key_usage(place, certificate);
    }

    fn end_entity(&mut self, certificate: &Certificate) {
        let needed = self.search.purpose.key_usages();
        if let Some(usage) = certificate.extensions.key_usage.filter(|_| !needed.is_empty()) {
            let fault = (!needed.iter().any(|bit| usage.has(*bit))).then(|| {
                Fault::KeyUsagePurposeMissing { needed: needed.to_vec(), present: usage.bits() }
            });
            self.record(0, Requirement::KeyUsage, fault);
        }
        self.extended_key_usage(0, certificate);
        if let Some(name) = self.search.name {
            self.record(0, Requirement::Name, name.check(certificate));
        }
    }

    /// RFC 5280 §4.2.1.12 for the end entity. For CAs it is no rule of the RFC,
    /// but of the CA/Browser Forum's (TLS BR §7.1.2.10.6) and of every browser.
    fn extended_key_usage(&mut self, place: usize, certificate: &Certificate) {
        let Some(present) = &certificate.extensions.extended_key_usage else { return };
        let purpose = self.search.purpose;
        let fault = (!purpose.permitted_by(present))
            .then(|| Fault::ExtendedKeyUsagePurposeMissing { purpose, present: present.clone() });
        self.record(place, Requirement::ExtendedKeyUsage, fault);
    }

    fn critical_extensions(&mut self, place: usize, certificate: &Certificate) {
        let all = &certificate.extensions.all;
        let mut unknown = all.iter().filter(|e| e.critical && !is_processed(&e.oid)).peekable();
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
        self.checks.push(Check {
            requirement,
            certificate: self.path[place],
            passed: fault.is_none(),
            fault,
            citation: requirement.citation(place == 0),
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

fn dead_end(certificate: &Certificate, end: End) -> Option<Fault> {
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
        End::RootNotTrusted => Fault::PathRootNotTrusted { subject: issuer() },
        End::Loop => Fault::PathLoop { issuer: issuer() },
        End::Stopped(limit) => Fault::PathSearchStopped { limit },
    })
}
