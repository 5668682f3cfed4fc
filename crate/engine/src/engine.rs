//! Files that are kept open from one check to the next.

use std::sync::Arc;

use anchorlight_crypto::Known;
use anchorlight_pki::Time;
use anchorlight_policy::Sha256;

use crate::file::{File, digest};
use crate::intake::Intake;
use crate::report::{Opened, OpenedStore, Report, StoreReport};
use crate::request::{Request, RequestError, Source};
use crate::store::{BEFORE_EXPIRY, OpenStore, Parts, StoreRequest};
use crate::view;

/// Checks chains, and keeps files open: a file that is opened is read and indexed once, and a check
/// that names it by its digest costs no more for the certificates in it that no path needs.
#[derive(Debug, Default)]
pub struct Engine {
    /// With the SHA-256 of each file, hexadecimal, in the order of the digests.
    pub(crate) files: Vec<(String, Arc<File>)>,
    /// With the SHA-256 of each document, hexadecimal, in the order of the digests.
    pub(crate) stores: Vec<(String, Arc<OpenStore>)>,
    /// Signatures on lists of open files: to verify one takes as long as the list is.
    pub(crate) known: Known,
}

impl Engine {
    /// Reads a file and keeps it, until it is closed, under the digest that is returned.
    pub fn open(&mut self, data: impl Into<Vec<u8>>) -> Opened {
        let data = data.into();
        let sha256 = digest(&data);
        let digest = Sha256(sha256).to_string();
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

    /// Reads a trust store document with what it includes, and keeps it, until it is closed, under
    /// the digest that is returned.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read, each with its place in it.
    pub fn open_store(&mut self, request: StoreRequest) -> Result<OpenedStore, RequestError> {
        self.open_store_without(request, None)
    }

    /// The same of a store that passes over a certificate wherever it is listed.
    pub(crate) fn open_store_without(
        &mut self,
        request: StoreRequest,
        without: Option<Sha256>,
    ) -> Result<OpenedStore, RequestError> {
        let now = request.now;
        let store = self.read_store_without(request, without)?;
        let view = store.view(Time(now.unwrap_or(BEFORE_EXPIRY)));
        let digest = view.digest.clone();
        match position(&self.stores, &digest) {
            Ok(place) => self.stores[place].1 = store,
            Err(place) => self.stores.insert(place, (digest, store)),
        }
        Ok(OpenedStore { store: view })
    }

    /// Reads a trust store document, and tells all that is in it: the certificates of documents that
    /// it includes are only counted.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read, each with its place in it.
    pub fn describe_store(&mut self, request: StoreRequest) -> Result<StoreReport, RequestError> {
        let now = Time(request.now.unwrap_or(BEFORE_EXPIRY));
        let store = self.read_store(request)?;
        let intake = Intake::of_store(&store);
        let own = intake.files().next().map(|file| file.certificates.len()).unwrap_or_default();
        Ok(StoreReport {
            store: store.view(now),
            document: store.store.json.clone(),
            certificates: (0..own).map(|at| view::certificate(&intake.origin(at))).collect(),
            revocation_sources: intake.sources().map(view::source).collect(),
            inputs: intake.inputs,
        })
    }

    /// The store that a request names or brings.
    pub(crate) fn read_store(&self, request: StoreRequest) -> Result<Arc<OpenStore>, RequestError> {
        self.read_store_without(request, None)
    }

    fn read_store_without(
        &self,
        request: StoreRequest,
        without: Option<Sha256>,
    ) -> Result<Arc<OpenStore>, RequestError> {
        let StoreRequest { document, included, public_web_roots, .. } = request;
        if let (None, Some(digest)) = (&document.data, &document.opened) {
            let found =
                position(&self.stores, digest).ok().map(|at| Arc::clone(&self.stores[at].1));
            let Source { label, opened, .. } = document;
            return found.ok_or(RequestError::Source { label, opened });
        }
        let bytes = |source: Source| match source {
            Source { label, data: Some(data), opened: None } => Ok((label, data)),
            Source { label, opened, .. } => Err(RequestError::Source { label, opened }),
        };
        let roots = public_web_roots.map(|source| {
            let label = source.label.clone();
            self.read_source(source).map(|file| (label, file))
        });
        let parts = Parts {
            document: bytes(document)?,
            included: included.into_iter().map(bytes).collect::<Result<_, _>>()?,
            public_web_roots: roots.transpose()?,
            without,
        };
        let store = OpenStore::read(parts);
        store.map(Arc::new).map_err(|problems| RequestError::Store { problems })
    }

    /// The file that a request names or brings.
    pub(crate) fn read_source(&self, source: Source) -> Result<Arc<File>, RequestError> {
        let Source { label, data, opened } = source;
        let file = match (data, &opened) {
            (Some(data), None) => Some(Arc::new(File::read(data, None))),
            (None, Some(digest)) => self.file(digest),
            _ => None,
        };
        file.ok_or(RequestError::Source { label, opened })
    }

    /// Lets go of a file, or of a store; false where none with this digest is open.
    pub fn close(&mut self, digest: &str) -> bool {
        self.known.clear();
        let file = self.find(digest).map(|place| self.files.remove(place));
        let store = position(&self.stores, digest).map(|place| self.stores.remove(place));
        file.is_ok() || store.is_ok()
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
        position(&self.files, digest)
    }
}

fn position<T>(all: &[(String, T)], digest: &str) -> Result<usize, usize> {
    all.binary_search_by(|(known, _)| known.as_str().cmp(digest))
}
