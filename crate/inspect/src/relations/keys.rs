//! Which objects have the same key.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Place, grouped};
use crate::inspection::{Content, Object};
use crate::key::{Pin, PublicKey};

/// A key, and everything that has it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SharedKey {
    /// Of the first; the same key can be encoded in more than one way.
    pub pin: Pin,
    pub private_keys: Vec<Place>,
    pub certificates: Vec<Place>,
    pub certification_requests: Vec<Place>,
    pub public_keys: Vec<Place>,
}

pub(super) fn of(all: &[(Place, &Object)]) -> Vec<SharedKey> {
    let keyed = all.iter().filter_map(|(place, object)| {
        public_key(&object.content).map(|key| (*place, &object.content, key))
    });
    let groups = grouped(keyed, |(_, _, key)| Some(key.identity()));
    groups.into_iter().filter(|group| group.len() > 1).filter_map(|group| shared(&group)).collect()
}

fn shared(group: &[(Place, &Content, &PublicKey)]) -> Option<SharedKey> {
    let (_, _, first) = group.first()?;
    let of = |wanted: fn(&Content) -> bool| {
        let kind = group.iter().filter(|(_, content, _)| wanted(content));
        kind.map(|(place, _, _)| *place).collect()
    };
    Some(SharedKey {
        pin: first.pin.clone(),
        private_keys: of(|content| matches!(content, Content::PrivateKey { .. })),
        certificates: of(|content| matches!(content, Content::Certificate(_))),
        certification_requests: of(|content| matches!(content, Content::CertificationRequest(_))),
        public_keys: of(|content| matches!(content, Content::PublicKey(_))),
    })
}

/// Private keys that no certificate is of; of those whose public key is not known nobody can tell.
pub(super) fn without_certificate(all: &[(Place, &Object)], keys: &[SharedKey]) -> Vec<Place> {
    let with = keys.iter().filter(|key| !key.certificates.is_empty());
    let with: BTreeSet<Place> = with.flat_map(|key| key.private_keys.iter().copied()).collect();
    let is_known =
        |object: &Object| matches!(object.content, Content::PrivateKey { public_key: Some(_), .. });
    let without = all.iter().filter(|(place, object)| is_known(object) && !with.contains(place));
    without.map(|(place, _)| *place).collect()
}

/// The key that an object is about.
pub(super) fn public_key(content: &Content) -> Option<&PublicKey> {
    match content {
        Content::Certificate(certificate) => Some(&certificate.public_key),
        Content::CertificationRequest(request) => Some(&request.public_key),
        Content::PublicKey(key) => Some(key),
        Content::PrivateKey { public_key, .. } => public_key.as_deref(),
        _ => None,
    }
}
