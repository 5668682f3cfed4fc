//! What belongs together among the objects of several inputs. Everything is told by names, key identifiers
//! and keys; no signature is verified here.

use std::collections::BTreeMap;

use anchorlight_pki as pki;
use serde::Serialize;

use crate::inspection::{Content, Inspection, Object};
use crate::weak::{Moduli, SharedFactor};

mod chains;
mod duplicates;
mod issuers;
mod keys;
mod renewals;

pub use chains::{By, Chain};
pub use keys::SharedKey;
pub use renewals::{CrossSigned, Renewal};

/// One object of several inputs.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Position of the input.
    pub input: usize,
    /// Position in its objects.
    pub object: usize,
}

/// What belongs together. Of objects with the same octets all but `duplicates` tell only the first.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Relations {
    /// Keys that more than one object has.
    pub keys: Vec<SharedKey>,
    /// Private keys that no certificate is of, where there are certificates.
    pub without_certificate: Vec<Place>,
    /// Objects with the same octets, in the order of the inputs.
    pub duplicates: Vec<Vec<Place>>,
    pub renewals: Vec<Renewal>,
    pub cross_signed: Vec<CrossSigned>,
    /// Every certificate, each after those that it issued; a chain for each that issued none.
    pub chains: Vec<Chain>,
    /// RSA keys that take one another apart.
    pub shared_factors: Vec<SharedFactor>,
    /// RSA keys that were not compared with the others: there are more than are, or they are longer.
    pub not_compared: usize,
}

/// A certificate, read once more for what its description leaves out.
struct Known {
    place: Place,
    read: pki::Certificate,
    /// Equal for the same key.
    key: Vec<u8>,
}

/// Looks for what belongs together.
#[must_use]
pub fn relations(inputs: &[&Inspection]) -> Relations {
    let all = objects(inputs);
    let duplicates = duplicates::of(&all);
    let again: std::collections::BTreeSet<Place> =
        duplicates.iter().flat_map(|same| same.iter().skip(1)).copied().collect();
    let distinct: Vec<(Place, &Object)> =
        all.into_iter().filter(|(place, _)| !again.contains(place)).collect();
    let certificates: Vec<Known> = distinct.iter().filter_map(known).collect();
    let keys = keys::of(&distinct);
    let mut moduli = Moduli::default();
    for (place, object) in &distinct {
        if let Some(key) = keys::public_key(&object.content) {
            moduli.add(&key.key, *place);
        }
    }
    Relations {
        shared_factors: moduli.shared(),
        not_compared: moduli.left_out,
        renewals: renewals::renewals(&certificates),
        cross_signed: renewals::cross_signed(&certificates),
        chains: chains::of(&certificates, &keys),
        without_certificate: if certificates.is_empty() {
            Vec::new()
        } else {
            keys::without_certificate(&distinct, &keys)
        },
        keys,
        duplicates,
    }
}

fn objects<'a>(inputs: &[&'a Inspection]) -> Vec<(Place, &'a Object)> {
    let of = |(input, inspection): (usize, &&'a Inspection)| {
        let objects = inspection.objects.iter().enumerate();
        let placed = move |(object, one)| (Place { input, object }, one);
        objects.map(placed).collect::<Vec<_>>()
    };
    inputs.iter().enumerate().flat_map(of).collect()
}

fn known((place, object): &(Place, &Object)) -> Option<Known> {
    let Content::Certificate(certificate) = &object.content else { return None };
    let read = pki::Certificate::read(object.der()).ok()?;
    Some(Known { place: *place, read, key: certificate.public_key.identity() })
}

impl Known {
    /// What certificates of one subject share: its name, or its alternative names where it has no name
    /// (RFC 5280 §4.1.2.6). `None`: it has neither.
    fn subject(&self) -> Option<Vec<u8>> {
        if !self.read.subject.is_empty() {
            return Some(self.read.subject.comparable().to_vec());
        }
        let san = const_oid::db::rfc5280::ID_CE_SUBJECT_ALT_NAME;
        let extension = self.read.extensions.all.iter().find(|one| one.oid == san)?;
        Some(extension.value.clone())
    }
}

/// Members with the same key, in the order of the first of each.
fn grouped<T, K: Ord>(
    all: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> Option<K>,
) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut positions = BTreeMap::new();
    for one in all {
        let Some(key) = key(&one) else { continue };
        let at = *positions.entry(key).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(one);
    }
    groups
}
