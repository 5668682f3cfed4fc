//! A document on its way to its signatures: one signer after another.

use anchorlight_path::SignatureVerifier;
use anchorlight_pki::Time;

use crate::digest::Sha256;
use crate::document::Document;
use crate::problem::{DocumentProblem, Reading};
use crate::read::Written;
use crate::signed::{Signed, meets};
use crate::signers::{Signer, SigningAlgorithm};

/// A document with the signatures that it has until now, however few they are.
#[derive(Debug)]
pub struct Gathered {
    pub document: Document,
    /// Those who may sign it.
    pub signers: Vec<Signer>,
    /// Those of them who have.
    pub valid: Vec<Sha256>,
    signed: Signed,
    bare: bool,
}

impl Gathered {
    /// Opens a document, signed or not.
    ///
    /// # Errors
    ///
    /// What is wrong with its JSON or its signers, or the first signature that is wrong.
    pub fn open(
        file: &[u8],
        verifier: &dyn SignatureVerifier,
    ) -> Result<Self, Vec<DocumentProblem>> {
        let written = Written::open(file).map_err(|problem| vec![problem])?;
        let mut reading = Reading::default();
        let signers = written.signers(&mut reading, verifier);
        let bare = written.signed.is_none();
        let signed = written.signed.unwrap_or_else(|| Signed::of(file));
        let valid = signed.verify(&signers, verifier);
        let valid = valid.map_err(|problem| reading.problems.push(problem)).unwrap_or_default();
        if !reading.problems.is_empty() {
            return Err(reading.problems);
        }
        Ok(Self { document: written.document, signers, valid, signed, bare })
    }

    /// Whether it is a bare document, which nobody has signed yet.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.bare
    }

    /// The document's JSON, which is what everybody signs.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.signed.payload
    }

    /// Everybody who is said to have signed it.
    pub fn named(&self) -> impl Iterator<Item = Sha256> {
        self.signed.named()
    }

    /// Whether as many of its signers have signed it as it asks for.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let threshold = self.document.signers.as_ref().map(|signers| signers.threshold);
        threshold.is_some_and(|threshold| meets(self.valid.len(), threshold))
    }

    /// Whether it does not count any more at this time; `None` where what it says of that is no time.
    #[must_use]
    pub fn has_expired(&self, now: Time) -> Option<bool> {
        let expires = Time::from_rfc3339(&self.document.expires)?;
        Some(self.document.has_expired(expires, now))
    }

    /// Which of these signers signed it.
    ///
    /// # Errors
    ///
    /// The first signature by one of them that is wrong.
    pub fn verify(
        &self,
        signers: &[Signer],
        verifier: &dyn SignatureVerifier,
    ) -> Result<Vec<Sha256>, DocumentProblem> {
        self.signed.verify(signers, verifier)
    }

    /// What a signer has to sign: the header of the signature, and the bytes.
    #[must_use]
    pub fn to_sign(&self, signer: Sha256, algorithm: SigningAlgorithm) -> (String, Vec<u8>) {
        self.signed.to_sign(signer, algorithm)
    }

    /// The same with one more signature: `r` and `s` end to end, or the octets of Ed25519.
    ///
    /// # Errors
    ///
    /// The signature is wrong, or its signer has signed already.
    pub fn add(
        self,
        protected: String,
        signature: &[u8],
        verifier: &dyn SignatureVerifier,
    ) -> Result<Self, Vec<DocumentProblem>> {
        let file = self.signed.with(protected, signature);
        Self::open(file.as_bytes(), verifier)
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        self.signed.text()
    }
}
