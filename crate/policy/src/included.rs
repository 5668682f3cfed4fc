//! Documents that a store includes, as far as more than their certificates is known.

use anchorlight_pki::Time;

use crate::document::{Document, Revocation};

/// What is known of a document that is included.
#[derive(Debug)]
pub(crate) struct IncludedDocument {
    /// Index in `includes`.
    pub(crate) include: usize,
    /// From when it does not count where it is a store of its own; its expiry is not looked at here.
    pub(crate) expires: Option<Time>,
    /// Its members that stay behind.
    pub(crate) left_behind: Vec<&'static str>,
}

impl IncludedDocument {
    pub(crate) fn of(include: usize, document: &Document) -> Self {
        let parts = [
            ("rules", document.rules.each().next().is_some()),
            ("hosts", !document.hosts.is_empty()),
            ("revocation", document.revocation != Revocation::default()),
        ];
        let there = parts.into_iter().filter(|(_, there)| *there);
        Self {
            include,
            expires: Time::from_rfc3339(&document.expires),
            left_behind: there.map(|(key, _)| key).collect(),
        }
    }
}
