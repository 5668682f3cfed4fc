//! Firefox's policies.json, which names the files that its certificates are in.

use super::{Document, Known, MOST_NOTES};
use crate::container::{Detail, Format, Said};

pub(super) fn known(document: &Document<'_>, root: usize) -> Option<Known> {
    let certificates = *document.at(root, "policies/Certificates").first()?;
    let mut details = Vec::new();
    for one in document.at(certificates, "Install/*").into_iter().take(MOST_NOTES) {
        if let Some(text) = document.text(one).filter(|text| !text.contains("-----BEGIN ")) {
            details.push(Detail::of(Said::File, document.pointer(one), text));
        }
    }
    Some(Known { format: Format::FirefoxPolicies, details, expected: Vec::new() })
}
