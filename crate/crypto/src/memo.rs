//! Remembers answers, so that each signature is computed once per check, and that on a long list
//! that is kept open only once.

use std::sync::{Mutex, MutexGuard};

use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};
use anchorlight_pki::Table;
use sha2::{Digest, Sha256};

use crate::PureRust;

type Key = [u8; 32];
type Answer = Result<(), SignatureFault>;

/// Answers, by what they were given for.
#[derive(Debug, Default)]
pub struct Known(Mutex<Table<Key, Answer>>);

impl Known {
    /// More signers than any number of lists has; beyond it all is forgotten and computed again.
    const MOST: usize = 10_000;

    /// Forgets everything.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Table<Key, Answer>> {
        // The map is whole whatever thread died while it held it.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn get_or(&self, key: Key, verify: impl FnOnce() -> Answer) -> Answer {
        let mut answers = self.lock();
        if answers.len() >= Self::MOST {
            answers.clear();
        }
        *answers.get_or_insert_with(key, verify)
    }
}

/// Verifies at most once for the same input.
#[derive(Debug)]
pub struct Memo<'a> {
    verifier: PureRust,
    answers: Known,
    /// Of what has a digest: kept from check to check.
    kept: &'a Known,
}

impl<'a> Memo<'a> {
    /// Asks `verifier`, unless `kept` knows the answer.
    #[must_use]
    pub fn new(verifier: PureRust, kept: &'a Known) -> Self {
        Self { verifier, answers: Known::default(), kept }
    }
}

impl SignatureVerifier for Memo<'_> {
    fn verify(&self, input: &SignatureInput<'_>) -> Answer {
        let answers = if input.digest.is_some() { self.kept } else { &self.answers };
        answers.get_or(self.key(input), || self.verifier.verify(input))
    }

    fn digest(&self, function: &[u8], message: &[u8]) -> Option<Vec<u8>> {
        self.verifier.digest(function, message)
    }
}

impl Memo<'_> {
    fn key(&self, input: &SignatureInput<'_>) -> Key {
        let mut hash = Sha256::new();
        let mut add = |part: &[u8]| {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        };
        add(input.key_algorithm);
        add(input.key);
        match input.digest {
            Some(digest) => {
                // What is kept outlives the request that says what is allowed.
                let allowed = self.verifier.allowed;
                add(&[u8::from(allowed.sha1), u8::from(allowed.dsa)]);
                add(digest);
            }
            None => {
                for part in [input.algorithm, input.message, input.signature] {
                    add(part);
                }
            }
        }
        hash.finalize().into()
    }
}
