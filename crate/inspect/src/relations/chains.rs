//! From every certificate that issued none to its root, and the bundle that a server sends.

use std::collections::BTreeSet;

use serde::Serialize;

use super::issuers::{self, Issuer};
use super::keys::SharedKey;
use super::{Known, Place, Relations};

/// Certificates, each before its issuers. Where one has several, as when it is cross-signed, all are there.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Chain {
    pub certificates: Vec<Place>,
    /// Those of them that are CAs and issued by themselves.
    pub roots: Vec<Place>,
    /// Those of them whose issuer is not here.
    pub without_issuer: Vec<Place>,
    /// What is known of the weakest link; nothing of a certificate alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
}

/// How an issuer is told. No signature is verified.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum By {
    Name,
    NameAndKeyId,
}

/// Of one chain. Paths have a handful of certificates; libraries stop at ten or less (OpenSSL at 100).
const MOST_LONG: usize = 32;

pub(super) fn of(all: &[Known], keys: &[SharedKey]) -> Vec<Chain> {
    let issuers = issuers::of(all);
    let named: BTreeSet<usize> = issuers.iter().flatten().map(|issuer| issuer.position).collect();
    let with_private: BTreeSet<Place> = keys
        .iter()
        .filter(|key| !key.private_keys.is_empty())
        .flat_map(|key| key.certificates.iter().copied())
        .collect();
    let mut leaves: Vec<usize> = (0..all.len()).filter(|at| !named.contains(at)).collect();
    // First what somebody has the key of, then other end entities, then CAs.
    leaves.sort_by_key(|at| {
        let one = &all[*at];
        (!with_private.contains(&one.place), issuers::may_issue(one), one.place)
    });
    // Where two issue one another, no leaf leads to them.
    let others = (0..all.len()).filter(|at| named.contains(at));
    let mut seen = BTreeSet::new();
    let mut chains = Vec::new();
    for start in leaves.into_iter().chain(others) {
        if !seen.contains(&start) {
            let order = upwards(start, &issuers);
            seen.extend(order.iter().copied());
            chains.push(chain(&order, all, &issuers));
        }
    }
    chains
}

/// Depth first; whoever is left last comes first, so that each stands before all that it leads to.
fn upwards(start: usize, issuers: &[Vec<Issuer>]) -> Vec<usize> {
    let mut seen = BTreeSet::from([start]);
    let mut left = Vec::new();
    // Each with how many of its issuers are still to be visited, the likeliest last.
    let mut open = vec![(start, issuers[start].len())];
    while let Some((at, rest)) = open.last_mut() {
        let at = *at;
        if *rest == 0 {
            open.pop();
            left.push(at);
            continue;
        }
        *rest -= 1;
        let next = issuers[at][*rest].position;
        if seen.len() < MOST_LONG && seen.insert(next) {
            open.push((next, issuers[next].len()));
        }
    }
    left.reverse();
    left
}

fn chain(order: &[usize], all: &[Known], issuers: &[Vec<Issuer>]) -> Chain {
    let links = order.iter().flat_map(|at| &issuers[*at]);
    let places = |which: &dyn Fn(usize) -> bool| {
        order.iter().filter(|at| which(**at)).map(|at| all[*at].place).collect()
    };
    Chain {
        certificates: places(&|_| true),
        roots: places(&|at| issuers::is_root(&all[at]) && issuers::may_issue(&all[at])),
        without_issuer: places(&|at| issuers[at].is_empty() && !issuers::is_root(&all[at])),
        by: links.map(|issuer| issuer.by).min(),
    }
}

impl Relations {
    /// Every certificate once, chain by chain, the leaf first (RFC 8446 §4.4.2). Roots, which every client must
    /// have already, only where they are asked for or nothing else is there.
    #[must_use]
    pub fn bundle(&self, with_roots: bool) -> Vec<Place> {
        let roots: BTreeSet<Place> =
            self.chains.iter().flat_map(|chain| chain.roots.iter().copied()).collect();
        let all = || self.chains.iter().flat_map(|chain| chain.certificates.iter().copied());
        let only_roots = all().all(|place| roots.contains(&place));
        let mut seen = BTreeSet::new();
        all()
            .filter(|place| with_roots || only_roots || !roots.contains(place))
            .filter(|place| seen.insert(*place))
            .collect()
    }
}
