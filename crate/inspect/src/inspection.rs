//! From a file to everything that is in it.

use anchorlight_pki as pki;
use anchorlight_pki::ProblemKind;
use anchorlight_pki::read::Cursor;
use serde::Serialize;

use crate::certificate::Certificate;
use crate::container::Container;
use crate::key::PublicKey;
use crate::list::RevocationList;
use crate::ocsp::OcspResponse;
use crate::ocsp_request::OcspRequest;
use crate::private_key::{Told, pkcs1};
use crate::problem::Problem;
use crate::request::CertificationRequest;
use crate::tree::Tree;
use crate::trust_settings::TrustSettings;

mod again;
mod kind;
mod nth;
mod opening;
mod private;
mod signed_data;
pub(crate) mod text;

use kind::Kind;
pub use nth::Nth;
use opening::Opening;
pub use signed_data::SignedData;

/// All that an input holds.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// In the order of the input; what a container holds follows it.
    pub objects: Vec<Object>,
    /// Of the input; those of an object are with it.
    pub problems: Vec<Problem>,
}

/// One object.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Object {
    #[serde(flatten)]
    pub origin: Origin,
    pub content: Content,
    /// Why it is not read further than its tree, or not opened, and where: an offset in its encoding, or, of
    /// an entry that was not opened, in its container.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
    /// Its encoding as it stood; of a private key, and of what has one in it, nothing is kept.
    #[serde(skip)]
    der: Vec<u8>,
}

/// Where an object stood.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Origin {
    /// Position of the container that it came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<usize>,
    /// Its name there: a path in an archive, an alias, a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Of the PEM block that it stood in; `base64` where all that was read was that and nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Of the PEM block or of the value's first octet, in what it was read from: the entry of its container,
    /// its container's encoding where entries have no names, or the input.
    pub offset: usize,
    pub length: usize,
    /// It is in BER: what it holds was taken out of the same in DER, and has its offsets there.
    #[serde(skip_serializing_if = "is_false")]
    pub ber: bool,
    /// Its number among those of its kind at the same place; nothing of what has its place to itself and is
    /// called by that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<Nth>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The form that serde asks for.
fn is_false(value: &bool) -> bool {
    !value
}

/// What an object is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "data", rename_all = "camelCase")]
#[non_exhaustive]
pub enum Content {
    Certificate(Box<Certificate>),
    RevocationList(Box<RevocationList>),
    CertificationRequest(Box<CertificationRequest>),
    PublicKey(Box<PublicKey>),
    OcspRequest(Box<OcspRequest>),
    OcspResponse(Box<OcspResponse>),
    /// Of the trusted certificate (OpenSSL's) before it.
    TrustSettings(Box<TrustSettings>),
    /// What it carries follows, as objects within it.
    SignedData(Box<SignedData>),
    /// What it carries follows, as objects within it.
    Container(Box<Container>),
    /// Named and matched, never kept.
    #[serde(rename_all = "camelCase")]
    PrivateKey {
        label: String,
        /// The public key that belongs to it, where that can be derived.
        #[serde(skip_serializing_if = "Option::is_none")]
        public_key: Option<Box<PublicKey>>,
        /// Whether a password protects it, also where one that was given opened it.
        encrypted: bool,
    },
    /// An entry of a container that was not opened, or not whole. Why, and where in the container, says the
    /// problem.
    Unopened,
    /// ASN.1 of a kind that is not read, or an object that is damaged: the tree has all of it.
    Other,
}

/// What the one who asks knows beside the input.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Tried on whatever is encrypted, in this order. Never kept, never in what is returned.
    pub passwords: &'a [&'a str],
    /// Whether to look for keys that somebody can break: arithmetic, where all else is reading.
    pub weak_keys: bool,
}

/// Opens an input, told by its content: ASN.1, PEM with anything around it, base64, or a container of these.
/// Bytes that are nothing of the kind are shown as ASN.1, as far as they can be read.
#[must_use]
pub fn inspect(input: &[u8], options: Options<'_>) -> Inspection {
    let mut opening = Opening::new(options);
    if input.trim_ascii().is_empty() {
        opening.problem(pki::Problem::fatal(ProblemKind::InputEmpty, 0).into());
    } else {
        opening.open(input, &Origin::default(), 0);
    }
    let mut inspection = opening.inspection;
    nth::count(&mut inspection.objects);
    if options.weak_keys {
        let keys = inspection.objects.iter_mut().filter_map(|object| object.content.public_key());
        keys.for_each(PublicKey::look_for_weaknesses);
    }
    inspection
}

impl Content {
    /// The key that it is, or is about.
    fn public_key(&mut self) -> Option<&mut PublicKey> {
        match self {
            Self::Certificate(certificate) => Some(&mut certificate.public_key),
            Self::CertificationRequest(request) => Some(&mut request.public_key),
            Self::PublicKey(key) => Some(key),
            Self::PrivateKey { public_key, .. } => public_key.as_deref_mut(),
            _ => None,
        }
    }
}

impl Object {
    fn read(der: &[u8], origin: Origin) -> Self {
        let (content, problem) = match content(der, origin.label.as_deref()) {
            Ok(content) => (content, None),
            Err(problem) => (Content::Other, Some(problem.into())),
        };
        if matches!(content, Content::Other) && private::is_in(der) {
            // Where it was cut off; no more of it is shown.
            let problem = Cursor::new(der).any("PRIVATE KEY").err().map(Problem::from);
            let told = Told { problem, ..Told::default() };
            return Self::private("PRIVATE KEY".to_owned(), told, origin);
        }
        // What it carries follows: of the key itself no more than of any other is kept.
        let is_secret =
            matches!(content, Content::SignedData(_)) && signed_data::has_private_key(der);
        let der = if is_secret { Vec::new() } else { der.to_vec() };
        Self { origin, content, problem, der }
    }

    fn private(label: String, told: Told, origin: Origin) -> Self {
        let Told { public_key, encrypted, problem } = told;
        let content = Content::PrivateKey { label, public_key, encrypted };
        Self { origin, content, problem, der: Vec::new() }
    }

    fn unopened(problem: Problem, origin: Origin) -> Self {
        Self { origin, content: Content::Unopened, problem: Some(problem), der: Vec::new() }
    }

    fn container(container: Container, origin: Origin, problem: Option<Problem>) -> Self {
        Self { origin, content: Content::Container(Box::new(container)), problem, der: Vec::new() }
    }

    /// Its encoding as it stands. It is read when it is asked for: a store of trees is a hundred times
    /// larger than the store. A private key has none, nor has what has one in it, or a container that is not ASN.1.
    #[must_use]
    pub fn tree(&self) -> Option<Tree> {
        (!self.der.is_empty()).then(|| Tree::read(&self.der))
    }

    /// The octets that offsets of its problem and its tree count from; none of what has no tree.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}

fn content(der: &[u8], label: Option<&str>) -> Result<Content, pki::Problem> {
    Ok(match Kind::of(der, label) {
        Kind::Certificate => Content::Certificate(Box::new(Certificate::read(der)?)),
        Kind::RevocationList => Content::RevocationList(Box::new(RevocationList::read(der)?)),
        Kind::CertificationRequest => {
            Content::CertificationRequest(Box::new(CertificationRequest::read(der)?))
        }
        Kind::PublicKey => public_key(der)?,
        // Its own pin and identifiers are those of the same in SubjectPublicKeyInfo.
        Kind::RsaPublicKey => public_key(&pkcs1::of_public(der).unwrap_or_default())?,
        Kind::OcspRequest => Content::OcspRequest(Box::new(OcspRequest::read(der)?)),
        Kind::TrustSettings => Content::TrustSettings(Box::new(TrustSettings::read(der)?)),
        Kind::OcspResponse => Content::OcspResponse(Box::new(OcspResponse::read(der)?)),
        Kind::SignedData => Content::SignedData(Box::new(SignedData::read(der)?)),
        Kind::Other => Content::Other,
    })
}

fn public_key(spki: &[u8]) -> Result<Content, pki::Problem> {
    let key = pki::PublicKey::open(spki)?;
    Ok(Content::PublicKey(Box::new(PublicKey::of(&key))))
}
