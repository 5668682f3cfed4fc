//! Trust store documents of Anchorlight, and signed ones: JWS in its general serialisation (RFC 7515 §7.2.1)
//! with such a document as payload.

use super::{Document, Known};
use crate::container::{Detail, Format, Said};

pub(super) fn known(document: &Document<'_>, root: usize) -> Option<Known> {
    if is_signed(document, root) {
        let format = Format::SignedTrustStore;
        return Some(Known { format, details: Vec::new(), expected: Vec::new() });
    }
    // Every document has all of these.
    let keys = ["name", "version", "issued", "expires"];
    let is_store = keys.iter().all(|key| document.member(root, key).is_some())
        && ["anchors", "includes", "hints", "endEntities"]
            .iter()
            .any(|key| document.member(root, key).is_some());
    let paths = ["anchors/*/certificate", "hints/*/certificate", "endEntities/*/certificate"];
    is_store.then(|| Known {
        format: Format::TrustStore,
        details: ["name", "issued", "expires"]
            .into_iter()
            .filter_map(|key| {
                let text = document.text_of(root, key)?;
                Some(Detail::of(Said::Field, format!("/{key}"), text))
            })
            .collect(),
        expected: paths.iter().flat_map(|path| document.at(root, path)).collect(),
    })
}

fn is_signed(document: &Document<'_>, root: usize) -> bool {
    document.text_of(root, "payload").is_some()
        && !document.at(root, "signatures/*/protected").is_empty()
}
