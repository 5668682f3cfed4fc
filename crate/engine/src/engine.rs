//! Files that are kept open from one check to the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use anchorlight_pki::hex;
use sha2::{Digest, Sha256};

use crate::file::File;
use crate::report::{Opened, Report};
use crate::request::{Request, RequestError};

/// Checks chains, and keeps files open: a file that is opened is read and indexed once, and a check
/// that names it by its digest costs no more for the certificates in it that no path needs.
#[derive(Debug, Default)]
pub struct Engine {
    /// By the SHA-256 of the file, hexadecimal.
    files: BTreeMap<String, Arc<File>>,
}

impl Engine {
    /// Reads a file and keeps it, until it is closed, under the digest that is returned.
    pub fn open(&mut self, data: &[u8]) -> Opened {
        let digest = hex::encode(&Sha256::digest(data));
        let read = || Arc::new(File::read(data));
        let file = self.files.entry(digest.clone()).or_insert_with(read);
        Opened {
            digest,
            certificates: file.count,
            revocation_sources: file.lists.len(),
            problems: file.problems.clone(),
            unreadable: file.unreadable.clone(),
        }
    }

    /// Lets go of a file; false where none with this digest is open.
    pub fn close(&mut self, digest: &str) -> bool {
        self.files.remove(digest).is_some()
    }

    /// Checks a chain.
    ///
    /// # Errors
    ///
    /// Only what a caller can mend in the request itself. Whatever is wrong with
    /// the certificates is in the report.
    pub fn check(&self, request: &Request) -> Result<Report, RequestError> {
        crate::check_with(self, request)
    }

    pub(crate) fn file(&self, digest: &str) -> Option<Arc<File>> {
        self.files.get(digest).cloned()
    }
}
