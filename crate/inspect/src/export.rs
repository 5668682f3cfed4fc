//! Objects as files for other programs.

use crate::inspection::{Content, Object};

mod pem;

/// What an object is written as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Form {
    /// RFC 7468.
    Pem,
    Der,
}

/// The object in that form. `None`: it has none; nothing is kept of a private key, and a container that is no
/// ASN.1 is what the input was.
#[must_use]
pub fn export(object: &Object, form: Form) -> Option<Vec<u8>> {
    let der = Some(object.der()).filter(|der| !der.is_empty());
    match form {
        Form::Pem => Some(pem::block(label(&object.content)?, der?).into_bytes()),
        Form::Der => der.map(<[u8]>::to_vec),
    }
}

/// RFC 7468's label; `None`: there is none for it.
fn label(content: &Content) -> Option<&'static str> {
    Some(match content {
        Content::Certificate(_) => "CERTIFICATE",
        Content::RevocationList(_) => "X509 CRL",
        Content::CertificationRequest(_) => "CERTIFICATE REQUEST",
        Content::PublicKey(_) => "PUBLIC KEY",
        Content::SignedData(_) => "PKCS7",
        Content::OcspResponse(_) => "OCSP RESPONSE",
        _ => return None,
    })
}
