//! Which certificates name which others as their issuer (RFC 5280 §4.1.2.4, §4.2.1.1).

use std::collections::BTreeMap;

use super::Known;
use super::chains::By;

/// A certificate that another one names, by its position.
#[derive(Clone, Copy)]
pub(super) struct Issuer {
    pub position: usize,
    pub by: By,
}

/// Certificates of one name that are looked at. Hierarchies have a handful; a file with more was made to have them.
const MOST_OF_ONE_NAME: usize = 256;

/// The issuers of each, the likeliest first.
pub(super) fn of(all: &[Known]) -> Vec<Vec<Issuer>> {
    let mut by_subject: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (position, one) in all.iter().enumerate() {
        by_subject.entry(one.read.subject.comparable()).or_default().push(position);
    }
    let none = Vec::new();
    let named = |position: usize| {
        let one = &all[position];
        if is_root(one) {
            return Vec::new();
        }
        let candidates = by_subject.get(one.read.issuer.comparable()).unwrap_or(&none);
        let may_be = candidates.iter().take(MOST_OF_ONE_NAME).filter(|other| **other != position);
        let mut issuers: Vec<(Match, Issuer)> = may_be
            .filter(|other| may_issue(&all[**other]))
            .map(|other| {
                let how = matching(one, &all[*other]);
                let by = if how == Match::KeyId { By::NameAndKeyId } else { By::Name };
                (how, Issuer { position: *other, by })
            })
            .collect();
        // One whose identifier is another one has another key, if there is any whose identifier fits.
        let best = issuers.iter().map(|(how, _)| *how).min();
        issuers.retain(|(how, _)| *how != Match::Other || best == Some(Match::Other));
        issuers.sort_by_key(|(how, issuer)| {
            let issuer = &all[issuer.position];
            (*how, is_root(issuer), std::cmp::Reverse(issuer.read.not_after), issuer.place)
        });
        issuers.into_iter().map(|(_, issuer)| issuer).collect()
    };
    (0..all.len()).map(named).collect()
}

#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Match {
    KeyId,
    NoKeyId,
    Other,
}

fn matching(one: &Known, issuer: &Known) -> Match {
    match (authority_key_id(one), &issuer.read.extensions.subject_key_id) {
        (Some(wanted), Some(there)) if wanted == there => Match::KeyId,
        (Some(_), Some(_)) => Match::Other,
        _ => Match::NoKeyId,
    }
}

fn authority_key_id(one: &Known) -> Option<&Vec<u8>> {
    one.read.extensions.authority_key_id.as_ref()?.key_id.as_ref()
}

/// Issued by itself, as far as names and key identifiers tell.
pub(super) fn is_root(one: &Known) -> bool {
    one.read.is_self_issued() && matching(one, one) != Match::Other
}

/// Version 1 does not say who is a CA.
pub(super) fn may_issue(one: &Known) -> bool {
    one.read.is_ca() || one.read.version < 3
}
