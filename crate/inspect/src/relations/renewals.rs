//! Certificates of one subject: renewed, or cross-signed.

use serde::Serialize;

use super::{Known, Place, grouped};

/// A certificate, and the one that follows it.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Renewal {
    pub before: Place,
    pub after: Place,
    pub same_key: bool,
    pub same_issuer: bool,
}

/// One subject with one key, under several issuers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CrossSigned {
    /// The first of each issuer.
    pub certificates: Vec<Place>,
}

/// Of each subject, certificates that begin and end later than the one before.
pub(super) fn renewals(all: &[Known]) -> Vec<Renewal> {
    let of_subject = |one: &&Known| one.subject().map(|subject| (subject, one.read.is_ca()));
    let mut found = Vec::new();
    for mut group in grouped(all, of_subject) {
        group.sort_by_key(|one| (one.read.not_before, one.read.not_after));
        for pair in group.windows(2) {
            let [before, after] = pair else { continue };
            let same_key = before.key == after.key;
            let same_issuer = before.read.issuer == after.read.issuer;
            let is_later = before.read.not_before < after.read.not_before
                && before.read.not_after < after.read.not_after;
            // The same key under another issuer is cross-signed.
            if is_later && (same_issuer || !same_key) {
                let (before, after) = (before.place, after.place);
                found.push(Renewal { before, after, same_key, same_issuer });
            }
        }
    }
    found
}

pub(super) fn cross_signed(all: &[Known]) -> Vec<CrossSigned> {
    let of_subject = |one: &&Known| one.subject().map(|subject| (subject, one.key.clone()));
    let of_issuer = |one: &&Known| Some(one.read.issuer.comparable().to_vec());
    let groups = grouped(all, of_subject).into_iter().map(|group| grouped(group, of_issuer));
    let several = groups.filter(|issuers| issuers.len() > 1);
    let first = |issuer: &Vec<&Known>| issuer.first().map(|one| one.place);
    several
        .map(|issuers| CrossSigned { certificates: issuers.iter().filter_map(first).collect() })
        .collect()
}
