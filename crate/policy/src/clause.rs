//! The part of the document because of which a check of RFC 5280 is made as it is.

use anchorlight_path::{Check, Fault, Path, Requirement, SourceFault};
use anchorlight_pki::Certificate;

use crate::judge::Question;
use crate::rules::Action;
use crate::ruling::Clause;
use crate::store::Store;

impl Store {
    /// `None` where RFC 5280 alone asks.
    #[must_use]
    pub fn clause_of(&self, check: &Check, question: &Question<'_>, path: &Path) -> Option<Clause> {
        let certificate = &question.certificates[check.certificate];
        match (check.requirement, check.fault.as_ref()?) {
            (Requirement::Distrust, _) => {
                self.distrusted.find(certificate).map(|(_, clause)| clause)
            }
            (Requirement::Profile, _) => self.profile_rule(question.name).map(|(_, clause)| clause),
            (_, Fault::PathNotTrustedDirectly { .. }) => {
                self.bounds_of(certificate).next().map(|bounds| bounds.clause(&[]))
            }
            (Requirement::Revocation, fault) => self.revocation_clause(fault, question),
            (requirement, fault) => {
                let anchor = path.certificates.last().filter(|_| path.anchored)?;
                let at_anchor = check.certificate == *anchor;
                let anchor = &question.certificates[*anchor];
                let bounds = self.bounds_of(anchor).next()?;
                if requirement == Requirement::Validity {
                    return at_anchor.then(|| bounds.dates_clause());
                }
                let between = path.certificates.iter().rev().skip(1);
                let between = between.map(|position| &question.certificates[*position]);
                let is_its_own = path.certificates.len() > 1
                    && says(anchor, requirement, fault, at_anchor, between);
                is_its_own.then(|| bounds.extensions_clause())
            }
        }
    }

    /// What was revoked, the source says; what is unknown, the mode refuses, or the grace that is too short.
    fn revocation_clause(&self, fault: &Fault, question: &Question<'_>) -> Option<Clause> {
        let revocation = &self.document.revocation;
        let of_source = |source: usize| {
            let index = question.sources.get(source).copied().flatten()?;
            Some(format!("/revocation/sources/{index}"))
        };
        let stated = |there: bool, key: &str| there.then(|| format!("/revocation/{key}"));
        let mode = stated(revocation.mode.is_some(), "mode");
        let pointer = match fault {
            Fault::RevocationRevoked(revoked) | Fault::RevocationIssuerRevoked(revoked) => {
                of_source(revoked.source).or(mode)
            }
            Fault::RevocationUnknown(unknown) => {
                let is_stale = |fault: &SourceFault| matches!(fault, SourceFault::Stale { .. });
                let stale = unknown.why.iter().find(|unusable| is_stale(&unusable.fault));
                let stale = stale.and_then(|unusable| {
                    let grace = stated(revocation.grace.is_some(), "grace");
                    grace.or_else(|| of_source(unusable.source))
                });
                stale.or(mode)
            }
            _ => None,
        };
        pointer.map(|pointer| Clause { pointer, document: None, action: Action::Deny })
    }
}

/// Whether it is the anchor's own extensions that ask for what was not met.
fn says<'a>(
    anchor: &Certificate,
    requirement: Requirement,
    fault: &Fault,
    at_anchor: bool,
    mut below: impl Iterator<Item = &'a Certificate>,
) -> bool {
    let extensions = &anchor.extensions;
    match requirement {
        Requirement::WellFormed
        | Requirement::BasicConstraints
        | Requirement::KeyUsage
        | Requirement::ExtendedKeyUsage
        | Requirement::CriticalExtensions => at_anchor,
        // The request may allow fewer.
        Requirement::PathLength => {
            let own = extensions.basic_constraints.and_then(|constraints| constraints.path_length);
            let asked = match fault {
                Fault::PathLengthExceeded { allowed, .. } => Some(*allowed),
                _ => None,
            };
            at_anchor && own.is_some() && own == asked
        }
        Requirement::NameConstraints => {
            let by = match fault {
                Fault::NameNotPermitted { by, .. }
                | Fault::NameExcludedSubtree { by, .. }
                | Fault::NameConstraintUnprocessable { by, .. } => Some(by),
                _ => None,
            };
            let constrains = |ca: &Certificate| {
                let name = ca.subject.to_string();
                ca.extensions.name_constraints.is_some() && by.is_some_and(|by| *by == name)
            };
            constrains(anchor) && !below.any(constrains)
        }
        // Without one that asks for policies, none is missing.
        Requirement::Policy => {
            let asks = |ca: &Certificate| {
                let constraints = ca.extensions.policy_constraints.as_ref();
                constraints.is_some_and(|constraints| constraints.require_explicit_policy.is_some())
            };
            asks(anchor) && !below.any(asks)
        }
        _ => false,
    }
}

/// Whether a check that failed refuses its path: one of a profile that only warns does not.
#[must_use]
pub fn refuses(check: &Check, clause: Option<&Clause>) -> bool {
    let warns = clause.is_some_and(|clause| clause.action == Action::Warn);
    let told_only = check.requirement == Requirement::Profile && warns;
    !check.passed && !told_only
}
