//! Certificates with any names and extensions.

use std::time::Duration;

use der::Encode;
use ed25519_dalek::{Signature, SigningKey};
use x509_cert::TbsCertificate;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder, CertificateBuilder};
use x509_cert::ext::Extension;
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfo, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

/// 2026-06-01T00:00:00Z, within a year of the certificates' begin.
pub const TIME: i64 = 1_780_272_000;

/// A certificate's names and its extensions.
pub struct Parts {
    pub issuer: Name,
    pub subject: Name,
    pub extensions: Vec<Extension>,
}

impl BuilderProfile for Parts {
    fn get_issuer(&self, _: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        _: SubjectPublicKeyInfoRef<'_>,
        _: SubjectPublicKeyInfoRef<'_>,
        _: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        Ok(self.extensions.clone())
    }
}

/// The certificate of a key, in DER.
pub fn issue(parts: Parts, serial: u32, key: &SigningKey, signer: &SigningKey) -> Vec<u8> {
    let begin = Duration::from_secs(1_767_225_600);
    let year = Duration::from_secs(365 * 24 * 3600);
    let at = |since| Time::try_from(std::time::UNIX_EPOCH + since).unwrap();
    let validity = Validity::new(at(begin), at(begin + year));
    let key = SubjectPublicKeyInfo::from_key(&key.verifying_key()).unwrap();
    let builder =
        CertificateBuilder::new(parts, SerialNumber::from(serial), validity, key).unwrap();
    builder.build::<_, Signature>(signer).unwrap().to_der().unwrap()
}
