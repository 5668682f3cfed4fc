//! The seam to cryptography.

/// One signature to verify.
#[derive(Clone, Copy, Debug)]
pub struct SignatureInput<'a> {
    /// Contents octets of the AlgorithmIdentifier in the issuer's SubjectPublicKeyInfo.
    pub key_algorithm: &'a [u8],
    /// The issuer's subjectPublicKey.
    pub key: &'a [u8],
    /// Contents octets of the signature's AlgorithmIdentifier.
    pub algorithm: &'a [u8],
    /// The signed bytes.
    pub message: &'a [u8],
    pub signature: &'a [u8],
    /// SHA-256 of something that holds the signed bytes, the signature and its algorithm, where it
    /// is known: it stands for all three.
    pub digest: Option<&'a [u8; 32]>,
}

/// Why a signature was not accepted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignatureFault {
    /// The algorithm is known and not accepted unless it is asked for: broken or retired.
    AlgorithmRefused,
    /// The algorithm, or its parameters, are not known.
    AlgorithmUnsupported,
    /// The signature does not match.
    Invalid,
    /// The key is not of the kind that the algorithm needs.
    KeyMismatch,
    /// The key does not decode, or is of a size or on a curve that is not supported.
    KeyUnusable,
}

/// Verifies signatures, and computes hashes. Answers must depend on the input alone.
pub trait SignatureVerifier {
    /// Verifies one signature.
    ///
    /// # Errors
    ///
    /// Why it was not accepted.
    fn verify(&self, input: &SignatureInput<'_>) -> Result<(), SignatureFault>;

    /// The hash of `message`, where the function is known; by the contents octets of its identifier.
    /// A hash is no signature: SHA-1 is as good as any for telling certificates apart.
    fn digest(&self, function: &[u8], message: &[u8]) -> Option<Vec<u8>>;
}
