//! The certificates of a document, whichever list they stand in, and whatever else is wrong with it.

use anchorlight_pki::{Certificate, ItemKind};

use crate::digest::Sha256;
use crate::document::{Anchor, Document, EndEntity, Hint};
use crate::problem::Reading;
use crate::store::one_object;

/// One entry of a list of certificates.
pub(crate) struct Entry<'a> {
    /// Where it stands: a JSON pointer.
    pub(crate) pointer: String,
    pub(crate) of: Listing<'a>,
    /// `None` where it cannot be read.
    pub(crate) certificate: Option<Certificate>,
}

/// The entry as the document writes it.
#[derive(Clone, Copy)]
pub(crate) enum Listing<'a> {
    Anchor(&'a Anchor),
    EndEntity(&'a EndEntity),
    Hint(&'a Hint),
}

impl Listing<'_> {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Anchor(anchor) => &anchor.certificate,
            Self::EndEntity(end_entity) => &end_entity.certificate,
            Self::Hint(hint) => &hint.certificate,
        }
    }
}

impl Entry<'_> {
    /// What the certificate is called by; of one that cannot be read its text.
    pub(crate) fn sha256(&self) -> Sha256 {
        match &self.certificate {
            Some(certificate) => Sha256::of(&certificate.der),
            None => Sha256::of(self.of.text().as_bytes()),
        }
    }

    pub(crate) fn subject(&self) -> String {
        self.certificate.as_ref().map(|c| c.subject.to_string()).unwrap_or_default()
    }
}

/// Every entry, in the order of the document.
pub(crate) fn entries(document: &Document) -> Vec<Entry<'_>> {
    let anchors = document.anchors.iter().map(Listing::Anchor).enumerate();
    let end_entities = document.end_entities.iter().map(Listing::EndEntity).enumerate();
    let hints = document.hints.iter().map(Listing::Hint).enumerate();
    anchors
        .chain(end_entities)
        .chain(hints)
        .map(|(index, of)| {
            let list = match of {
                Listing::Anchor(_) => "anchors",
                Listing::EndEntity(_) => "endEntities",
                Listing::Hint(_) => "hints",
            };
            Entry { pointer: format!("/{list}/{index}"), of, certificate: certificate(of.text()) }
        })
        .collect()
}

/// The one certificate that a string holds, if it can be read.
pub(crate) fn certificate(text: &str) -> Option<Certificate> {
    let mut unread = Reading::default();
    let der = one_object(&mut unread, "", text, &[ItemKind::Certificate])?;
    Certificate::read(&der).ok()
}
