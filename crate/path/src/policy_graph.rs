//! Certificate policies along a path (RFC 5280 §6.1, with the graph of RFC 9618).
//!
//! RFC 5280's tree can grow exponentially; RFC 9618 gives the same answers from
//! one node per policy and certificate. Here each node also carries the policies
//! of the anchor's domain that lead to it, so that the user's set is compared at
//! the end without walking back.

use anchorlight_pki::{Certificate, Oid, PolicyMapping, Set, Table, sort_by};
use const_oid::ObjectIdentifier;

use crate::budget::Limit;
use crate::fault::Fault;

/// RFC 5280 §4.2.1.4; missing from const-oid.
pub const ANY_POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.32.0");

/// What the user asks of policies (RFC 5280 §6.1.1 (c), (e), (f), (g)).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PolicyInputs {
    /// The policies that will do; empty for any.
    pub acceptable: Set<Oid>,
    pub explicit_policy: bool,
    pub inhibit_policy_mapping: bool,
    pub inhibit_any_policy: bool,
}

/// Nothing is asked.
pub(crate) static NO_POLICIES: PolicyInputs = PolicyInputs {
    acceptable: Set::new(),
    explicit_policy: false,
    inhibit_policy_mapping: false,
    inhibit_any_policy: false,
};

/// The state variables of §6.1.2 that are about policies.
pub(crate) struct PolicyGraph<'a> {
    inputs: &'a PolicyInputs,
    /// How many nodes it may still grow by.
    room: usize,
    /// The nodes of the last certificate; `None` once no policy is valid.
    level: Option<Level>,
    explicit_policy: usize,
    policy_mapping: usize,
    inhibit_any_policy: usize,
}

type Level = Table<Oid, Node>;

#[derive(Clone, Debug, Default)]
struct Node {
    expected: Set<Oid>,
    /// Policies of the anchor's domain from which this one comes; anyPolicy where it stands for all.
    origins: Set<Oid>,
}

fn is_any(oid: &Oid) -> bool {
    *oid == ANY_POLICY
}

impl<'a> PolicyGraph<'a> {
    /// For a path of `length` certificates below the anchor, with room for as many nodes.
    pub(crate) fn new(inputs: &'a PolicyInputs, length: usize, room: usize) -> Self {
        let unless = |set: bool| if set { 0 } else { length + 1 };
        let any = Oid::from_contents(ANY_POLICY.as_bytes());
        let level = any.map(|any| {
            let only = Set::from_iter([any.clone()]);
            let mut level = Level::default();
            level.insert(any, Node { expected: only.clone(), origins: only });
            level
        });
        Self {
            inputs,
            room,
            level,
            explicit_policy: unless(inputs.explicit_policy),
            policy_mapping: unless(inputs.inhibit_policy_mapping),
            inhibit_any_policy: unless(inputs.inhibit_any_policy),
        }
    }

    /// An anchor in force, whose certificate is none of the path's: it has its say without being counted.
    pub(crate) fn process_anchor(&mut self, anchor: &Certificate) {
        if anchor.extensions.policies.is_some() {
            // What the anchor is not certified for cannot be needed of it, so no fault here.
            let _ = self.process(anchor, false);
            if let Some(mappings) = &anchor.extensions.policy_mappings {
                self.map_all(mappings);
            }
        }
        self.lower(anchor);
    }

    /// §6.1.3 (d) to (f).
    pub(crate) fn process(&mut self, certificate: &Certificate, last: bool) -> Option<Fault> {
        let above = self.level.take();
        if let (Some(above), Some(policies)) = (above, &certificate.extensions.policies) {
            let expected: usize = above.values().map(|node| node.expected.len()).sum();
            let Some(room) = self.room.checked_sub(expected + policies.len()) else {
                return Some(Fault::PathSearchStopped { limit: Limit::Policies });
            };
            self.room = room;
            let take_any = self.inhibit_any_policy > 0 || (!last && certificate.is_self_issued());
            let level = next_level(&above, policies.iter().map(|policy| &policy.oid), take_any);
            self.level = Some(level).filter(|level| !level.is_empty());
        }
        (self.explicit_policy == 0 && self.level.is_none())
            .then(|| Fault::PolicyNoneValid { present: policies_of(certificate) })
    }

    /// §6.1.4 (a) and (b), (h) to (j): after each certificate but the last.
    pub(crate) fn prepare(&mut self, certificate: &Certificate) -> Option<Fault> {
        let mut fault = None;
        if let Some(mappings) = &certificate.extensions.policy_mappings {
            if mappings.iter().any(|m| is_any(&m.issuer) || is_any(&m.subject)) {
                fault = Some(Fault::PolicyMapsAnyPolicy);
            }
            self.map_all(mappings);
        }
        if !certificate.is_self_issued() {
            for counter in
                [&mut self.explicit_policy, &mut self.policy_mapping, &mut self.inhibit_any_policy]
            {
                *counter = counter.saturating_sub(1);
            }
        }
        self.lower(certificate);
        fault
    }

    /// §6.1.4 (i) and (j).
    fn lower(&mut self, certificate: &Certificate) {
        let lower = |counter: &mut usize, to: Option<u32>| {
            if let Some(to) = to.and_then(|to| usize::try_from(to).ok()) {
                *counter = (*counter).min(to);
            }
        };
        let constraints = certificate.extensions.policy_constraints.unwrap_or_default();
        lower(&mut self.explicit_policy, constraints.require_explicit_policy);
        lower(&mut self.policy_mapping, constraints.inhibit_policy_mapping);
        lower(&mut self.inhibit_any_policy, certificate.extensions.inhibit_any_policy);
    }

    /// §6.1.4 (b).
    fn map_all(&mut self, mappings: &[PolicyMapping]) {
        let Some(level) = &mut self.level else { return };
        let mut sorted: Vec<&PolicyMapping> = mappings.iter().collect();
        sort_by(&mut sorted, |one, other| {
            (&one.issuer, &one.subject).cmp(&(&other.issuer, &other.subject))
        });
        for mappings in sorted.chunk_by(|one, other| one.issuer == other.issuer) {
            let issuer = &mappings[0].issuer;
            let subjects = mappings.iter().map(|mapping| mapping.subject.clone()).collect();
            if self.policy_mapping == 0 {
                level.remove(issuer);
            } else if let Some(node) = level.get_mut(issuer) {
                node.expected = subjects;
            } else if level.keys().any(is_any) {
                let origins = Set::from_iter([issuer.clone()]);
                level.insert(issuer.clone(), Node { expected: subjects, origins });
            }
        }
        if level.is_empty() {
            self.level = None;
        }
    }

    /// The policies of the anchor's domain that the path is valid for so far; anyPolicy for all.
    pub(crate) fn valid(&self) -> Vec<Oid> {
        let nodes = self.level.iter().flat_map(Level::values);
        let origins: Set<Oid> = nodes.flat_map(|node| node.origins.keys().cloned()).collect();
        origins.keys().cloned().collect()
    }

    /// §6.1.5 (a), (b) and (g).
    pub(crate) fn wrap_up(mut self, certificate: &Certificate) -> Option<Fault> {
        self.explicit_policy = self.explicit_policy.saturating_sub(1);
        let constraints = certificate.extensions.policy_constraints.unwrap_or_default();
        if constraints.require_explicit_policy == Some(0) {
            self.explicit_policy = 0;
        }
        if self.explicit_policy > 0 {
            return None;
        }
        let present = policies_of(certificate);
        let Some(level) = self.level else { return Some(Fault::PolicyNoneValid { present }) };
        let acceptable = &self.inputs.acceptable;
        let mut nodes = level.iter();
        let valid = acceptable.is_empty()
            || nodes.any(|(oid, node)| {
                is_any(oid) || node.origins.keys().any(|origin| acceptable.contains(origin))
            });
        let acceptable = acceptable.keys().cloned().collect();
        (!valid).then_some(Fault::PolicyNotAcceptable { acceptable, present })
    }
}

fn next_level<'a>(above: &Level, policies: impl Iterator<Item = &'a Oid>, take_any: bool) -> Level {
    let mut level = Level::default();
    let mut any = false;
    let has_any = above.keys().any(is_any);
    let node = |oid: &Oid, origins| Node { expected: Set::from_iter([oid.clone()]), origins };
    for policy in policies {
        if is_any(policy) {
            any = true;
            continue;
        }
        let origins = origins_of(above, policy);
        if !origins.is_empty() {
            level.insert(policy.clone(), node(policy, origins));
        } else if has_any {
            level.insert(policy.clone(), node(policy, Set::from_iter([policy.clone()])));
        }
    }
    if any && take_any {
        for expected in above.values().flat_map(|node| node.expected.keys()) {
            if !level.contains(expected) {
                level.insert(expected.clone(), node(expected, origins_of(above, expected)));
            }
        }
    }
    level
}

/// From where the nodes above that expect this policy come.
fn origins_of(above: &Level, policy: &Oid) -> Set<Oid> {
    let expecting = above.values().filter(|node| node.expected.contains(policy));
    expecting.flat_map(|node| node.origins.keys().cloned()).collect()
}

fn policies_of(certificate: &Certificate) -> Vec<Oid> {
    let policies = certificate.extensions.policies.as_deref().unwrap_or_default();
    policies.iter().map(|policy| policy.oid.clone()).collect()
}
