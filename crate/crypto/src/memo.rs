//! Remembers answers, so that each signature is computed once per check.

use std::collections::BTreeMap;
use std::sync::Mutex;

use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};
use sha2::{Digest, Sha256};

type Key = [u8; 32];
type Answer = Result<(), SignatureFault>;

/// A verifier that asks another one at most once for the same input.
#[derive(Debug, Default)]
pub struct Memo<V> {
    verifier: V,
    answers: Mutex<BTreeMap<Key, Answer>>,
}

impl<V> Memo<V> {
    /// Asks `verifier`.
    pub fn new(verifier: V) -> Self {
        Self { verifier, answers: Mutex::default() }
    }
}

impl<V: SignatureVerifier> SignatureVerifier for Memo<V> {
    fn verify(&self, input: &SignatureInput<'_>) -> Answer {
        let key = digest(input);
        let mut answers = match self.answers.lock() {
            Ok(answers) => answers,
            // The map is whole whatever thread died while it held it.
            Err(poisoned) => poisoned.into_inner(),
        };
        *answers.entry(key).or_insert_with(|| self.verifier.verify(input))
    }

    fn digest(&self, function: &[u8], message: &[u8]) -> Option<Vec<u8>> {
        self.verifier.digest(function, message)
    }
}

fn digest(input: &SignatureInput<'_>) -> Key {
    let mut hash = Sha256::new();
    for part in [input.key_algorithm, input.key, input.algorithm, input.message, input.signature] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
