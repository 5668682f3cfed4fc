//! For tests: what a self-signed certificate asks of a verifier.

use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};
use der::asn1::{AnyRef, BitStringRef};
use der::{Decode, Encode, SliceReader};

use crate::{Allowed, PureRust};

/// Bytes of a certificate in testdata.
macro_rules! testdata {
    ($name:expr) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/", $name, ".der")).as_slice()
    };
}
pub(crate) use testdata;

pub(crate) const ALL: Allowed = Allowed { sha1: true, dsa: true };

/// The parts of a self-signed certificate, free to be changed.
#[derive(Clone)]
pub(crate) struct SelfSigned {
    pub(crate) key_algorithm: Vec<u8>,
    pub(crate) key: Vec<u8>,
    pub(crate) algorithm: Vec<u8>,
    pub(crate) message: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

impl SelfSigned {
    pub(crate) fn read(der: &[u8]) -> Self {
        let certificate = AnyRef::from_der(der).unwrap();
        let mut outer = SliceReader::new(certificate.value()).unwrap();
        let tbs = AnyRef::decode(&mut outer).unwrap();
        let algorithm = AnyRef::decode(&mut outer).unwrap();
        let signature = BitStringRef::decode(&mut outer).unwrap();
        let mut fields = SliceReader::new(tbs.value()).unwrap();
        // version, serialNumber, signature, issuer, validity, subject
        for _ in 0..6 {
            AnyRef::decode(&mut fields).unwrap();
        }
        let spki = AnyRef::decode(&mut fields).unwrap();
        let mut spki = SliceReader::new(spki.value()).unwrap();
        let key_algorithm = AnyRef::decode(&mut spki).unwrap();
        let key = BitStringRef::decode(&mut spki).unwrap();
        Self {
            key_algorithm: key_algorithm.value().to_vec(),
            key: key.raw_bytes().to_vec(),
            algorithm: algorithm.value().to_vec(),
            message: tbs.to_der().unwrap(),
            signature: signature.raw_bytes().to_vec(),
        }
    }

    pub(crate) fn verify(&self, allowed: Allowed) -> Result<(), SignatureFault> {
        PureRust { allowed }.verify(&SignatureInput {
            key_algorithm: &self.key_algorithm,
            key: &self.key,
            algorithm: &self.algorithm,
            message: &self.message,
            signature: &self.signature,
            digest: None,
        })
    }

    /// Asserts that it verifies, and that nothing changed does.
    pub(crate) fn assert_sound(&self, name: &str) {
        assert_eq!(self.verify(ALL), Ok(()), "{name}");
        let mut other = self.clone();
        other.message[10] ^= 1;
        assert_eq!(other.verify(ALL), Err(SignatureFault::Invalid), "{name}: another message");
        let mut other = self.clone();
        *other.signature.last_mut().unwrap() ^= 1;
        assert_eq!(other.verify(ALL), Err(SignatureFault::Invalid), "{name}: another signature");
        let mut other = self.clone();
        other.signature.push(0);
        assert_eq!(other.verify(ALL), Err(SignatureFault::Invalid), "{name}: a longer signature");
        let mut other = self.clone();
        other.signature.pop();
        assert_eq!(other.verify(ALL), Err(SignatureFault::Invalid), "{name}: a shorter signature");
        let mut other = self.clone();
        other.key.pop();
        assert_eq!(other.verify(ALL), Err(SignatureFault::KeyUnusable), "{name}: a shorter key");
        let mut other = self.clone();
        other.key_algorithm = vec![6, 3, 0x2b, 0x65, 0x71];
        assert_eq!(other.verify(ALL), Err(SignatureFault::KeyMismatch), "{name}: an Ed448 key");
    }
}
