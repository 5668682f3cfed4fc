//! Whether one document may take the place of another.
//!
//! What protects a store after its first document: nobody who has neither the keys of its signers nor
//! the old file can roll it back, freeze it, or hand out another one (the attacks and their names:
//! The Update Framework, specification §1.5.2).

use std::collections::BTreeSet;

use anchorlight_path::SignatureVerifier;
use anchorlight_pki::Time;
use serde::Serialize;

use crate::digest::Sha256;
use crate::problem::DocumentProblem;
use crate::read::{Parsed, is_signed, parse};
use crate::signed::{Signed, meets};
use crate::signers::Signer;
use crate::store::{Store, StoreFiles};

/// What is asked.
#[derive(Debug)]
pub struct Update<'a> {
    /// The file of the store as it is; `None` where there is none yet.
    pub current: Option<&'a [u8]>,
    /// The file that is to take its place, with what it includes.
    pub candidate: &'a StoreFiles<'a>,
    /// What is known of the first document. It counts where there is no current one.
    pub first: Option<&'a FirstUse>,
    /// The time at which the candidate must not have expired.
    pub now: Time,
}

/// Why somebody trusts a first document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FirstUse {
    /// It is signed by those that are pinned.
    Pinned(Pin),
    /// Somebody looked at it and took it, by the SHA-256 of the file.
    Accepted(Sha256),
}

/// Keys that are known beforehand, and how many of them must have signed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pin {
    keys: BTreeSet<Sha256>,
    threshold: u32,
}

impl Pin {
    /// By the SHA-256 of each SubjectPublicKeyInfo; `None` where the threshold is zero, or no so many
    /// different keys are there.
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = Sha256>, threshold: u32) -> Option<Self> {
        let keys: BTreeSet<Sha256> = keys.into_iter().collect();
        (threshold > 0 && meets(keys.len(), threshold)).then_some(Self { keys, threshold })
    }
}

/// A candidate that may take the place of the current document.
#[derive(Debug)]
pub struct Accepted {
    pub change: Change,
    pub store: Store,
}

/// What an accepted candidate changes.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Change {
    /// It is the first one.
    First,
    /// It is the current one.
    Unchanged,
    /// It is newer.
    Updated {
        /// The version that it replaces.
        from: u32,
        /// Other keys may sign from now on, or more or fewer of them have to.
        signers_changed: bool,
        /// Nobody could tell who sent it: the current document names no signers.
        unprotected: bool,
    },
}

/// Why a candidate is refused. The current document stays.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "id", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Refusal {
    /// It cannot be read, or its own signers have not signed it.
    #[serde(rename = "update.unreadable")]
    Unreadable { problems: Vec<DocumentProblem> },
    /// The current document cannot be read, so that nobody can tell what may follow it.
    #[serde(rename = "update.current_unreadable")]
    CurrentUnreadable { problems: Vec<DocumentProblem> },
    /// It is the first document, and nothing is known of it.
    #[serde(rename = "update.first_use")]
    FirstUse { name: String, digest: String, threshold: u32, signers: Vec<String> },
    /// It is not the first document that somebody took.
    #[serde(rename = "update.digest")]
    Digest { expected: String, found: String },
    /// It is another store.
    #[serde(rename = "update.other_store")]
    OtherStore { expected: String, found: String },
    /// It is not signed, and must be.
    #[serde(rename = "update.unsigned")]
    Unsigned { threshold: u32, signers: Vec<String> },
    /// One of those who must sign has a signature in it that is wrong.
    #[serde(rename = "update.signature")]
    Signature { problem: DocumentProblem },
    /// Not enough of those who must sign have: the signers of the current document, or those pinned.
    #[serde(rename = "update.threshold")]
    Threshold { threshold: u32, signers: Vec<String>, valid: Vec<String> },
    /// It is older than the current document.
    #[serde(rename = "update.rollback")]
    Rollback { current: u32, found: u32 },
    /// It has the version of the current document and is not the same file.
    #[serde(rename = "update.same_version")]
    SameVersion { version: u32, expected: String, found: String },
    /// It has expired, the grace that it grants taken into account.
    #[serde(rename = "update.expired")]
    Expired { expires: Time, grace: u32, now: Time },
}

impl Refusal {
    /// A stable id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "update.unreadable",
            Self::CurrentUnreadable { .. } => "update.current_unreadable",
            Self::FirstUse { .. } => "update.first_use",
            Self::Digest { .. } => "update.digest",
            Self::OtherStore { .. } => "update.other_store",
            Self::Unsigned { .. } => "update.unsigned",
            Self::Signature { .. } => "update.signature",
            Self::Threshold { .. } => "update.threshold",
            Self::Rollback { .. } => "update.rollback",
            Self::SameVersion { .. } => "update.same_version",
            Self::Expired { .. } => "update.expired",
        }
    }
}

/// Tells whether a candidate may take the place of the current document. Nothing is written anywhere.
///
/// # Errors
///
/// Why it may not.
pub fn update(
    update: &Update<'_>,
    verifier: &dyn SignatureVerifier,
) -> Result<Accepted, Box<Refusal>> {
    let file = update.candidate.document;
    let (store, _) = Store::read(update.candidate, verifier)
        .map_err(|problems| Refusal::Unreadable { problems })?;
    let change = match update.current {
        None => {
            first(&store, file, update.first, verifier)?;
            Change::First
        }
        Some(current) => {
            let before = parse(current, verifier)
                .map_err(|problems| Refusal::CurrentUnreadable { problems })?;
            if current == file {
                return Ok(Accepted { change: Change::Unchanged, store });
            }
            next(&before, Sha256::of(current), &store, file, verifier)?
        }
    };
    if store.has_expired(update.now) {
        let (expires, grace) = (store.expires, store.document.expiry_grace);
        return Err(Box::new(Refusal::Expired { expires, grace, now: update.now }));
    }
    Ok(Accepted { change, store })
}

fn first(
    store: &Store,
    file: &[u8],
    first: Option<&FirstUse>,
    verifier: &dyn SignatureVerifier,
) -> Result<(), Refusal> {
    match first {
        None => Err(Refusal::FirstUse {
            name: store.document.name.clone(),
            digest: store.digest.to_string(),
            threshold: store.document.signers.as_ref().map_or(0, |signers| signers.threshold),
            signers: ids(&store.signers),
        }),
        Some(FirstUse::Accepted(digest)) if *digest == store.digest => Ok(()),
        Some(FirstUse::Accepted(digest)) => {
            let (expected, found) = (digest.to_string(), store.digest.to_string());
            Err(Refusal::Digest { expected, found })
        }
        Some(FirstUse::Pinned(pin)) => {
            // A pinned key that the document does not name cannot be told from any other.
            let known = store.signers.iter().filter(|signer| pin.keys.contains(&signer.id));
            let known: Vec<Signer> = known.cloned().collect();
            let signers = pin.keys.iter().map(Sha256::to_string).collect();
            signed(file, &known, pin.threshold, signers, verifier)
        }
    }
}

fn next(
    before: &Parsed,
    digest: Sha256,
    store: &Store,
    file: &[u8],
    verifier: &dyn SignatureVerifier,
) -> Result<Change, Refusal> {
    let (old, new) = (&before.document, &store.document);
    if old.name != new.name {
        let (expected, found) = (old.name.clone(), new.name.clone());
        return Err(Refusal::OtherStore { expected, found });
    }
    // Who may sign updates is said by the document that stands, whether it is signed itself or was
    // accepted by hand. That the candidate's own signers signed it was seen when it was read.
    if let Some(signers) = &old.signers {
        signed(file, &before.signers, signers.threshold, ids(&before.signers), verifier)?;
    }
    if new.version < old.version {
        return Err(Refusal::Rollback { current: old.version, found: new.version });
    }
    if new.version == old.version {
        let (expected, found) = (digest.to_string(), store.digest.to_string());
        return Err(Refusal::SameVersion { version: new.version, expected, found });
    }
    let who = |signers: &[Signer]| signers.iter().map(|signer| signer.id).collect::<BTreeSet<_>>();
    let threshold =
        |signers: &Option<_>| signers.as_ref().map(|s: &crate::document::Signers| s.threshold);
    Ok(Change::Updated {
        from: old.version,
        signers_changed: who(&before.signers) != who(&store.signers)
            || threshold(&old.signers) != threshold(&new.signers),
        unprotected: old.signers.is_none(),
    })
}

/// Whether enough of these signers signed a file. `all` names them, and those whose keys nobody has.
fn signed(
    file: &[u8],
    signers: &[Signer],
    threshold: u32,
    all: Vec<String>,
    verifier: &dyn SignatureVerifier,
) -> Result<(), Refusal> {
    if !is_signed(file) {
        return Err(Refusal::Unsigned { threshold, signers: all });
    }
    let valid = Signed::open(file)
        .and_then(|signed| signed.verify(signers, verifier))
        .map_err(|problem| Refusal::Signature { problem })?;
    if meets(valid.len(), threshold) {
        return Ok(());
    }
    let valid = valid.iter().map(Sha256::to_string).collect();
    Err(Refusal::Threshold { threshold, signers: all, valid })
}

fn ids(signers: &[Signer]) -> Vec<String> {
    signers.iter().map(|signer| signer.id.to_string()).collect()
}
