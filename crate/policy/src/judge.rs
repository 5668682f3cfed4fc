//! A path against the document: who is trusted for what, and every rule.
//!
//! Precedence is simple. Distrust beats trust: a distrusted certificate refuses its paths while they
//! are validated, whatever else is said of it. Specific beats general: a rule for the most specific
//! hosts that match replaces the one with the same id for all. Deny beats warn: of rules that are
//! equally specific the strictest counts.

use std::cmp::Reverse;

use anchorlight_path::{
    Certificates, DistrustedBy, Effort, Fault, Path, Profile, Purpose, ReferenceName, names_outside,
};
use anchorlight_pki::{Certificate, Oid, Time};

use crate::bounds::Bounds;
use crate::document::TrustedFor;
use crate::rules::{Action, Rule, oid};
use crate::ruling::{Clause, RuleFault, Ruling, RulingFault};
use crate::store::Store;

/// What is asked of a path.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    pub certificates: &'a dyn Certificates,
    pub time: Time,
    pub purpose: Purpose,
    pub name: Option<&'a ReferenceName>,
    /// Of each list and response: its index among the document's sources, where it is one of them.
    pub sources: &'a [Option<usize>],
    /// How many comparisons of names the whole check may cost.
    pub name_comparisons: usize,
}

/// A path that is judged.
pub(crate) struct Judged<'a> {
    question: &'a Question<'a>,
    path: &'a Path,
}

impl<'a> Judged<'a> {
    /// From the end entity to the top, with their places.
    pub(crate) fn certificates(&self) -> impl Iterator<Item = (usize, &'a Certificate)> {
        let all = self.question.certificates;
        self.path.certificates.iter().map(|position| &all[*position]).enumerate()
    }

    pub(crate) fn end_entity(&self) -> &'a Certificate {
        self.at(0)
    }

    pub(crate) fn anchor(&self) -> &'a Certificate {
        self.at(self.top())
    }

    /// The anchor's place.
    pub(crate) fn top(&self) -> usize {
        self.path.certificates.len() - 1
    }

    fn at(&self, place: usize) -> &'a Certificate {
        &self.question.certificates[self.path.certificates[place]]
    }

    /// Whether the path is valid for one of these policies (RFC 5280 §6.1.6).
    pub(crate) fn is_valid_for_one_of(&self, policies: &[String]) -> bool {
        let valid = &self.path.policies;
        let any = valid.iter().any(|policy| *policy == anchorlight_path::ANY_POLICY);
        any || policies.iter().filter_map(|text| oid(text)).any(|policy| valid.contains(&policy))
    }

    pub(crate) fn valid_policies(&self) -> Vec<String> {
        self.path.policies.iter().map(Oid::to_string).collect()
    }
}

impl Store {
    /// Everything in the document that a path to one of its anchors breaks; nothing of a path that
    /// leads to none.
    #[must_use]
    pub fn judge(&self, question: &Question<'_>, path: &Path, effort: &mut Effort) -> Vec<Ruling> {
        let judged = Judged { question, path };
        if !path.anchored {
            return Vec::new();
        }
        let mut rulings = Vec::new();
        let by = format!("trust store {}", self.document.name);
        for bounds in self.bounds_of(judged.anchor()) {
            bounds.judge(&judged, &by, effort, &mut rulings);
        }
        for (rule, clause) in self.rules_for(question.name) {
            rule.check(&judged, &mut |certificate, fault| {
                let clause = rule.clause(&fault, &clause);
                let fault = RulingFault::Rule(fault);
                rulings.push(Ruling { fault, clause, certificate });
            });
        }
        rulings
    }

    /// The profile to validate by.
    #[must_use]
    pub fn profile(&self, name: Option<&ReferenceName>) -> Profile {
        self.profile_rule(name).and_then(|(rule, _)| rule.profile()).unwrap_or_default()
    }

    /// A path is validated by one profile: of rules that are equally specific the strictest, of equally
    /// strict ones the first.
    pub(crate) fn profile_rule(&self, name: Option<&ReferenceName>) -> Option<(&dyn Rule, Clause)> {
        let rules = self.rules_for(name).into_iter().filter(|(rule, _)| rule.profile().is_some());
        rules.min_by_key(|(rule, _)| Reverse(rule.action()))
    }

    /// What of a certificate is distrusted, if anything is.
    #[must_use]
    pub fn distrusts(&self, certificate: &Certificate) -> Option<DistrustedBy> {
        self.distrusted.find(certificate).map(|(by, _)| by)
    }

    /// For each id the rule of the most specific hosts that match, or else the one for all. Rules
    /// that are off are left out.
    pub(crate) fn rules_for(&self, name: Option<&ReferenceName>) -> Vec<(&dyn Rule, Clause)> {
        let mut effective: Vec<Effective<'_>> = Vec::new();
        for (id, rule) in self.document.rules.each() {
            effective.push(Effective { id, specificity: None, rule, entry: None });
        }
        for (entry, (hosts, patterns)) in self.document.hosts.iter().zip(&self.hosts).enumerate() {
            let matches =
                name.and_then(|name| patterns.iter().filter_map(|p| p.matches(name)).max());
            let Some(specificity) = matches else { continue };
            for (id, rule) in hosts.rules.each() {
                let known = effective.iter().position(|known| known.id == id);
                let new =
                    Effective { id, specificity: Some(specificity), rule, entry: Some(entry) };
                match known {
                    None => effective.push(new),
                    // Equally specific rules with parameters of their own all count.
                    Some(place) if effective[place].specificity == new.specificity => {
                        effective.push(new)
                    }
                    Some(place) if effective[place].specificity < new.specificity => {
                        effective.retain(|known| known.id != id);
                        effective.push(new);
                    }
                    Some(_) => {}
                }
            }
        }
        let on = effective.into_iter().filter(|effective| effective.rule.action() != Action::Off);
        on.map(|effective| (effective.rule, effective.clause())).collect()
    }
}

struct Effective<'a> {
    id: &'static str,
    /// `None` for the rules for all.
    specificity: Option<usize>,
    rule: &'a dyn Rule,
    /// Index in `hosts`.
    entry: Option<usize>,
}

impl Effective<'_> {
    fn clause(&self) -> Clause {
        let id = self.id;
        let pointer = match self.entry {
            None => format!("/rules/{id}"),
            Some(entry) => format!("/hosts/{entry}/rules/{id}"),
        };
        Clause { pointer, document: None, action: self.rule.action() }
    }
}

impl Bounds {
    /// `by` is what the trust store is called where it speaks like a CA.
    fn judge(&self, judged: &Judged<'_>, by: &str, effort: &mut Effort, rulings: &mut Vec<Ruling>) {
        let Judged { question, path } = judged;
        let mut broken = |certificate, fault, keys: &[&str]| {
            let fault = RulingFault::Rule(fault);
            rulings.push(Ruling { fault, clause: self.clause(keys), certificate });
        };
        let top = Some(judged.top());
        let (purpose, end_entity) = (question.purpose, judged.end_entity());
        if let (Some(trusted_for), Some(asked)) = (&self.purposes, TrustedFor::of(purpose))
            && !trusted_for.contains(&asked)
        {
            let trusted_for = trusted_for.clone();
            broken(top, RuleFault::AnchorPurpose { purpose, trusted_for }, &["purposes"]);
        }
        if let Some(until) = self.use_until.filter(|until| question.time > *until) {
            let time = question.time;
            broken(top, RuleFault::AnchorUseUntil { until, time }, &self.constraint("useUntil"));
        }
        if let Some(after) = self.distrust_issued_after.filter(|at| end_entity.not_before > *at) {
            let not_before = end_entity.not_before;
            let fault = RuleFault::AnchorDistrustIssuedAfter { after, not_before };
            broken(Some(0), fault, &self.constraint("distrustIssuedAfter"));
        }
        if !self.extended_key_usages.is_empty() {
            let stated = end_entity.extensions.extended_key_usage.as_deref().unwrap_or_default();
            let allowed = |stated: &Oid| {
                self.extended_key_usages.iter().any(|text| oid(text).as_ref() == Some(stated))
            };
            if stated.is_empty() || !stated.iter().all(allowed) {
                let present = stated.iter().map(Oid::named).collect();
                let allowed = self.extended_key_usages.clone();
                let fault = RuleFault::AnchorExtendedKeyUsages { allowed, present };
                broken(Some(0), fault, &self.constraint("extendedKeyUsages"));
            }
        }
        if !self.policies.is_empty() && !judged.is_valid_for_one_of(&self.policies) {
            let (required, valid) = (self.policies.clone(), judged.valid_policies());
            let fault = RuleFault::AnchorPolicies { required, valid };
            broken(None, fault, &self.constraint("policies"));
        }
        if let Some((texts, patterns)) = &self.hosts {
            let asked = question.name;
            if !asked.is_some_and(|name| patterns.iter().any(|p| p.matches(name).is_some())) {
                let (hosts, asked) = (texts.clone(), asked.cloned());
                broken(Some(0), RuleFault::EndEntityHosts { hosts, asked }, &["hosts"]);
            }
        }
        self.judge_path_length(judged, rulings);
        if !self.names.is_empty() {
            let most = question.name_comparisons;
            let certificates = question.certificates;
            for (place, fault) in
                names_outside(certificates, &path.certificates, &self.names, by, effort, most)
            {
                let clause = self.names_clause(&fault);
                let fault = RulingFault::Path(fault);
                rulings.push(Ruling { fault, clause, certificate: Some(place) });
            }
        }
    }

    fn judge_path_length(&self, judged: &Judged<'_>, rulings: &mut Vec<Ruling>) {
        let Some(allowed) = self.path_length else { return };
        let between = judged.certificates().take(judged.top()).skip(1);
        let counted = between.filter(|(_, certificate)| !certificate.is_self_issued()).count();
        let found = u32::try_from(counted).unwrap_or(u32::MAX);
        if found > allowed {
            let fault = RulingFault::Path(Fault::PathLengthExceeded { allowed, found });
            let clause = self.clause(&self.constraint("pathLength"));
            rulings.push(Ruling { fault, clause, certificate: Some(judged.top()) });
        }
    }
}
