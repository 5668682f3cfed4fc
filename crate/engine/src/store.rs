//! A trust store document, read once, and the files that its certificates come from.

use std::sync::Arc;

use anchorlight_crypto::PureRust;
use anchorlight_path::{AnchorUse, ReferenceName};
use anchorlight_pki::Time;
use anchorlight_policy::{DocumentProblem, Sha256, Store, StoreFiles};
use serde::{Deserialize, Serialize};

use crate::file::File;
use crate::report::StoreView;
use crate::request::{Request, Source};

/// So early that no document has expired.
pub(crate) const BEFORE_EXPIRY: i64 = i64::MIN;

/// A trust store document, in place of `anchors` and whatever else it decides.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StoreRequest {
    /// The document: by its bytes, or by the digest under which the engine keeps the store open.
    pub document: Source,
    /// Documents that it includes.
    #[serde(default)]
    pub included: Vec<Source>,
    /// The public web's roots, where it includes them.
    #[serde(default)]
    pub public_web_roots: Option<Source>,
    /// The time at which the document must not have expired, in seconds since
    /// 1970-01-01T00:00:00Z; the time of the check where it is left out.
    #[serde(default)]
    pub now: Option<i64>,
}

/// A store that can be asked.
#[derive(Debug)]
pub(crate) struct OpenStore {
    pub(crate) store: Store,
    /// The document's own certificates with its lists and responses, then those of each document
    /// that it includes, then the public web's roots.
    pub(crate) files: Vec<(Option<String>, Arc<File>)>,
}

/// The bytes that a store is read from.
pub(crate) struct Parts {
    pub(crate) document: (Option<String>, Vec<u8>),
    pub(crate) included: Vec<(Option<String>, Vec<u8>)>,
    pub(crate) public_web_roots: Option<(Option<String>, Arc<File>)>,
    /// A certificate that is passed over wherever it is listed.
    pub(crate) without: Option<Sha256>,
}

/// Lets the store decide what is for it to say.
pub(crate) fn settle(store: &Store, request: &mut Request, name: Option<&ReferenceName>) {
    let revocation = &store.document.revocation;
    request.profile = store.profile(name);
    request.revocation.mode = revocation.mode.unwrap_or_default();
    request.revocation.scope = revocation.scope;
    request.revocation.grace = revocation.grace.unwrap_or_default();
}

impl OpenStore {
    pub(crate) fn read(parts: Parts) -> Result<Self, Vec<DocumentProblem>> {
        let Parts { document: (label, document), included, public_web_roots, without } = parts;
        let roots = public_web_roots.as_ref().map(|(_, file)| file.digests().collect());
        let files = StoreFiles {
            document: &document,
            included: included.iter().map(|(_, bytes)| bytes.as_slice()).collect(),
            public_web_roots: roots,
            without,
        };
        let (store, lists) = Store::read(&files, &PureRust::default())?;
        let mut files = Vec::new();
        let mut sources = Some(&store.revocation_sources[..]);
        // In the order of the document's includes, whatever order they were given in.
        let wanted = store.document.includes.iter().filter_map(|one| one.document.as_deref());
        let of = |digest| included.iter().find(|(_, bytes)| Some(Sha256::of(bytes)) == digest);
        let named = std::iter::once((label, document.len())).chain(
            wanted
                .filter_map(|text| of(Sha256::read(text)))
                .map(|(label, bytes)| (label.clone(), bytes.len())),
        );
        for ((label, length), listed) in named.zip(lists) {
            let file = File::of_document(length, listed, sources.take().unwrap_or_default());
            files.push((label, Arc::new(file)));
        }
        let includes_roots = store.document.includes.iter().any(|one| one.public_web_roots);
        files.extend(public_web_roots.filter(|_| includes_roots));
        Ok(Self { store, files })
    }

    pub(crate) fn anchor_use(&self, sha256: &[u8; 32]) -> Option<AnchorUse> {
        self.store.anchor_use(&Sha256(*sha256))
    }

    /// What a report says of it.
    pub(crate) fn view(&self, now: Time) -> StoreView {
        view(&self.store, now)
    }
}

pub(crate) fn view(store: &Store, now: Time) -> StoreView {
    StoreView {
        name: store.document.name.clone(),
        version: store.document.version,
        digest: store.digest.to_string(),
        issued: store.issued,
        expires: store.expires,
        expired: store.has_expired(now),
        signed: store.signed.clone(),
    }
}
