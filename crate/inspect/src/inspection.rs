//! From a file to everything that is in it.

use anchorlight_pki as pki;
use anchorlight_pki::read::{is_pem, pem_blocks, private_key};
use anchorlight_pki::{Problem, ProblemKind};
use serde::Serialize;

use crate::certificate::Certificate;
use crate::key::PublicKey;
use crate::list::RevocationList;
use crate::ocsp::OcspResponse;
use crate::request::CertificationRequest;
use crate::tree::Tree;

mod kind;
mod private;
mod signed_data;
mod text;

use kind::Kind;
pub use signed_data::SignedData;

/// All that an input holds.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// In the order of the input.
    pub objects: Vec<Object>,
    /// Of the input; those of an object are with it.
    pub problems: Vec<Problem>,
}

/// One object.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Object {
    /// Of the PEM block that it stood in; `base64` where the whole input was that and nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Position of the object that this one came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<usize>,
    /// Of the PEM block or of the value's first octet in the input; of one that came in another, in that
    /// one's encoding.
    pub offset: usize,
    pub length: usize,
    pub content: Content,
    /// Why it is not read further than its tree, and where: an offset in its encoding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
    /// Its encoding; of a private key nothing is kept.
    #[serde(skip)]
    der: Vec<u8>,
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
    OcspResponse(Box<OcspResponse>),
    /// What it carries follows, as objects within it.
    SignedData(Box<SignedData>),
    /// Named, never kept.
    PrivateKey {
        label: String,
    },
    /// ASN.1 of a kind that is not read, or an object that is damaged: the tree has all of it.
    Other,
}

/// As many objects as `anchorlight_pki::open` finds in one input.
const MOST_OBJECTS: usize = 100_000;

/// Opens an input, told by its content: ASN.1, PEM with anything around it, or base64. Bytes that are neither
/// ASN.1 nor text are shown as far as they can be read.
#[must_use]
pub fn inspect(input: &[u8]) -> Inspection {
    let mut inspection = Inspection::default();
    let text = text::of(input);
    let bytes = text.as_deref().map_or(input, str::as_bytes);
    if bytes.trim_ascii().is_empty() {
        inspection.problems.push(Problem::fatal(ProblemKind::InputEmpty, 0));
    } else if is_pem(bytes) && !is_whole(bytes) {
        inspection.pem(bytes);
    } else if text.is_none() {
        inspection.values(bytes, None, (0, bytes.len()));
    } else if let Some(der) = text::base64(bytes) {
        inspection.values(&der, Some("base64"), (0, bytes.len()));
    } else {
        // Nothing of a text is shown: it can be a key in a form that nobody here knows.
        inspection.problems.push(Problem::fatal(ProblemKind::InputUnrecognised, 0));
    }
    inspection
}

/// Certificates can hold text with PEM in it; what is ASN.1 from end to end is no text.
fn is_whole(input: &[u8]) -> bool {
    input[0] == 0x30
        && pki::read::Cursor::new(input).any("input").is_ok_and(|tlv| tlv.whole == input)
}

impl Inspection {
    fn pem(&mut self, input: &[u8]) {
        pem_blocks(input, |block| {
            match block {
                Err(problem) => self.problems.push(problem),
                Ok(block) => {
                    let place = (block.start, block.end - block.start);
                    let is_private = block.label.contains("PRIVATE KEY");
                    match block.body {
                        // Encrypted ones in the old way decode to nothing that their content tells.
                        _ if is_private => self.private(block.label, place),
                        Ok(der) => self.values(&der, Some(&block.label), place),
                        Err(problem) => self.problems.push(problem),
                    }
                }
            }
            let room = self.objects.len() + self.problems.len() < MOST_OBJECTS;
            if !room {
                let kind = ProblemKind::InputTooManyObjects { limit: MOST_OBJECTS };
                self.problems.push(Problem::fatal(kind, input.len()));
            }
            room
        });
    }

    fn private(&mut self, label: String, (offset, length): (usize, usize)) {
        let content = Content::PrivateKey { label };
        self.objects.push(Object {
            label: None,
            within: None,
            offset,
            length,
            content,
            problem: None,
            der: Vec::new(),
        });
    }

    /// Values end to end; in a PEM block, all of them have the place of the block.
    fn values(&mut self, der: &[u8], label: Option<&str>, place: (usize, usize)) {
        let mut at = 0;
        while at < der.len() {
            let rest = &der[at..];
            // What does not end here, or does not begin as objects do, takes all that is left.
            let first = pki::read::Cursor::new(rest).any("input").ok();
            let object = first.filter(|_| rest[0] == 0x30);
            let length = object.map_or(rest.len(), |tlv| tlv.whole.len());
            let value = &rest[..length];
            let place = if label.is_some() { place } else { (place.0 + at, length) };
            match private_key(value) {
                Some(kind) => self.private(kind.to_owned(), place),
                None => self.object(value, label, place),
            }
            at += length;
            if self.objects.len() >= MOST_OBJECTS {
                let kind = ProblemKind::InputTooManyObjects { limit: MOST_OBJECTS };
                self.problems.push(Problem::fatal(kind, at));
                return;
            }
        }
    }
}

impl Inspection {
    /// An object, and after it those that came in it.
    fn object(&mut self, der: &[u8], label: Option<&str>, place: (usize, usize)) {
        let index = self.objects.len();
        let object = Object::read(der, label, place);
        let members = match &object.content {
            Content::SignedData(_) => signed_data::members(der),
            _ => Vec::new(),
        };
        self.objects.push(object);
        for (offset, member) in members.into_iter().take(MOST_OBJECTS) {
            let one = Object::read(member, None, (offset, member.len()));
            self.objects.push(Object { within: Some(index), ..one });
        }
    }
}

impl Object {
    fn read(der: &[u8], label: Option<&str>, (offset, length): (usize, usize)) -> Self {
        let (content, problem) = match content(der, label) {
            Ok(content) => (content, None),
            Err(problem) => (Content::Other, Some(problem)),
        };
        let label = label.map(str::to_owned);
        if matches!(content, Content::Other) && private::is_in(&Tree::read(der)) {
            let content = Content::PrivateKey { label: "PRIVATE KEY".to_owned() };
            let (problem, der) = (None, Vec::new());
            return Self { label, within: None, offset, length, content, problem, der };
        }
        Self { label, within: None, offset, length, content, problem, der: der.to_vec() }
    }

    /// Its encoding as it stands. It is read when it is asked for: a store of trees is a hundred times
    /// larger than the store. A private key has none.
    #[must_use]
    pub fn tree(&self) -> Option<Tree> {
        (!matches!(self.content, Content::PrivateKey { .. })).then(|| Tree::read(&self.der))
    }

    /// The octets that offsets of its problem and its tree count from; none of a private key.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}

fn content(der: &[u8], label: Option<&str>) -> Result<Content, Problem> {
    Ok(match Kind::of(der, label) {
        Kind::Certificate => Content::Certificate(Box::new(Certificate::read(der)?)),
        Kind::RevocationList => Content::RevocationList(Box::new(RevocationList::read(der)?)),
        Kind::CertificationRequest => {
            Content::CertificationRequest(Box::new(CertificationRequest::read(der)?))
        }
        Kind::PublicKey => {
            let key = pki::PublicKey::open(der)?;
            Content::PublicKey(Box::new(PublicKey::of(&key)))
        }
        Kind::OcspResponse => Content::OcspResponse(Box::new(OcspResponse::read(der)?)),
        Kind::SignedData => Content::SignedData(Box::new(SignedData::read(der)?)),
        Kind::Other => Content::Other,
    })
}
