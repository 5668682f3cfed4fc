//! Objects as files for other programs. Of private keys there is nothing to write.

use std::borrow::Cow;

use crate::ber;
use crate::container::Room;
use crate::inspection::{Content, Object};
use crate::private_key::pkcs1;

mod openssl_text;
mod pem;
mod pkcs7;

/// What objects are written as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Form {
    /// A block for each (RFC 7468).
    Pem,
    /// The encoding of the only one; of what is of no kind, its octets as they stand.
    Der,
    /// Certificates and revocation lists in one SignedData that nobody signed (RFC 5652 §5.1), in DER.
    Pkcs7,
    /// The same in a PEM block.
    Pkcs7Pem,
    /// Certificates, lists, requests and public keys in the words of `openssl x509`, `crl`, `req` and `pkey -pubin`, each
    /// with `-text -noout`.
    OpensslText,
}

/// One object in a form. `None`: it has no such form.
#[must_use]
pub fn export(object: &Object, form: Form) -> Option<Vec<u8>> {
    export_all(&[object], form)
}

/// Objects in their order, those left out that have no such form. `None`: none has, or several have where
/// the form has place for one.
#[must_use]
pub fn export_all(objects: &[&Object], form: Form) -> Option<Vec<u8>> {
    let joined = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.concat().into_bytes());
    match form {
        Form::Pem => {
            let block = |object: &&Object| Some(pem::block(label(object)?, &der(object)?));
            joined(objects.iter().filter_map(block).collect())
        }
        Form::Der => {
            let mut read = objects.iter().filter_map(|object| der(object)).peekable();
            // What is of no kind is taken as it stands, where there is nothing else.
            if read.peek().is_some() {
                read.next().filter(|_| read.next().is_none()).map(Cow::into_owned)
            } else {
                let is_other = |object: &&&Object| matches!(object.content, Content::Other);
                let mut others = objects.iter().filter(is_other).map(|object| object.der());
                let sole = others.next().filter(|der| !der.is_empty() && others.next().is_none());
                sole.map(<[u8]>::to_vec)
            }
        }
        Form::Pkcs7 => pkcs7::certs_only(objects),
        Form::Pkcs7Pem => {
            let block = |der: Vec<u8>| pem::block("PKCS7", &der).into_bytes();
            pkcs7::certs_only(objects).map(block)
        }
        Form::OpensslText => {
            joined(objects.iter().filter_map(|object| openssl_text::text(object)).collect())
        }
    }
}

/// The encoding of an object that was read, in DER; a damaged one is written as what it is not.
fn der(object: &Object) -> Option<Cow<'_, [u8]>> {
    let der = label(object).and(Some(object.der())).filter(|der| !der.is_empty())?;
    let converted = ber::to_der(der, &mut Room::default()).filter(|_| object.origin.ber);
    Some(converted.map_or(Cow::Borrowed(der), |(der, _)| Cow::Owned(der)))
}

/// RFC 7468's label; those of OCSP are OpenSSL's (`PEM_STRING_OCSP_REQUEST`) and LibreSSL's.
fn label(object: &Object) -> Option<&'static str> {
    Some(match object.content {
        Content::Certificate(_) => "CERTIFICATE",
        Content::RevocationList(_) => "X509 CRL",
        Content::CertificationRequest(_) => "CERTIFICATE REQUEST",
        Content::PublicKey(_) if pkcs1::of_public(object.der()).is_some() => "RSA PUBLIC KEY",
        Content::PublicKey(_) => "PUBLIC KEY",
        Content::SignedData(_) => "PKCS7",
        Content::OcspRequest(_) => "OCSP REQUEST",
        Content::OcspResponse(_) => "OCSP RESPONSE",
        _ => return None,
    })
}
