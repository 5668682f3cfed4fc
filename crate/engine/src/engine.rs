//! Files that are kept open from one check to the next.

use std::sync::Arc;

use anchorlight_crypto::Known;
use anchorlight_pki::hex;

use crate::file::{File, digest};
use crate::report::{Opened, Report};
use crate::request::{Request, RequestError};

/// Checks chains, and keeps files open: a file that is opened is read and indexed once, and a check
/// that names it by its digest costs no more for the certificates in it that no path needs.
#[derive(Debug, Default)]
pub struct Engine {
    /// With the SHA-256 of each file, hexadecimal, in the order of the digests.
    files: Vec<(String, Arc<File>)>,
    /// Signatures on lists of open files: to verify one takes as long as the list is.
    pub(crate) known: Known,
}

impl Engine {
    /// Reads a file and keeps it, until it is closed, under the digest that is returned.
    pub fn open(&mut self, data: impl Into<Vec<u8>>) -> Opened {
        let data = data.into();
        let sha256 = digest(&data);
        let digest = hex::encode(&sha256);
        let read = || Arc::new(File::read(data, Some(sha256)));
        let file = self.file(&digest).unwrap_or_else(read);
        if let Err(place) = self.find(&digest) {
            self.files.insert(place, (digest.clone(), Arc::clone(&file)));
        }
        Opened {
            digest,
            certificates: file.count,
            revocation_sources: file.sources.len(),
            public_suffixes: file.rules(),
            problems: file.problems.clone(),
            unreadable: file.unreadable.clone(),
        }
    }

    /// Lets go of a file; false where none with this digest is open.
    pub fn close(&mut self, digest: &str) -> bool {
        self.known.clear();
        let found = self.find(digest).map(|place| self.files.remove(place));
        found.is_ok()
    }

    /// Checks a chain.
    ///
    /// # Errors
    ///
    /// Only what a caller can mend in the request itself. Whatever is wrong with
    /// the certificates is in the report.
    pub fn check(&self, request: &Request) -> Result<Report, RequestError> {
        self.check_owned(request.clone())
    }

    /// The same for a request that nobody needs any more: its files are not copied.
    ///
    /// # Errors
    ///
    /// As for `check`.
    pub fn check_owned(&self, request: Request) -> Result<Report, RequestError> {
        crate::check_with(self, request)
    }

    pub(crate) fn file(&self, digest: &str) -> Option<Arc<File>> {
        self.find(digest).ok().map(|place| Arc::clone(&self.files[place].1))
    }

    fn find(&self, digest: &str) -> Result<usize, usize> {
        self.files.binary_search_by(|(known, _)| known.as_str().cmp(digest))
    }
}
