//! Whether a trust store document may take the place of another: [`crate::update`].

use anchorlight_crypto::PureRust;
use anchorlight_pki::Time;
use anchorlight_policy::{
    self as policy, Change, DocumentProblem, Parsed, Pin, Refusal, Sha256, StoreFiles,
};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::report::StoreView;
use crate::request::{RequestError, Source};
use crate::store::view;

/// A document that is to take the place of another.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateRequest {
    /// The document as it is; left out where there is none yet.
    #[serde(default)]
    pub current: Option<Source>,
    /// The document that is to take its place.
    pub candidate: Source,
    /// Documents that it includes.
    #[serde(default)]
    pub included: Vec<Source>,
    /// The public web's roots, where it includes them.
    #[serde(default)]
    pub public_web_roots: Option<Source>,
    /// What is known of the first document. It counts where there is no current one.
    #[serde(default)]
    pub first: Option<FirstUse>,
    /// The time at which the candidate must not have expired, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
}

/// Why somebody trusts a first document.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum FirstUse {
    /// So many of these keys must have signed it, each by the SHA-256 of its SubjectPublicKeyInfo in hexadecimal.
    Pinned { signers: Vec<String>, threshold: u32 },
    /// Somebody looked at it and took it, by the SHA-256 of the file in hexadecimal.
    Accepted { digest: String },
}

/// What becomes of an update.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "outcome", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum UpdateReport {
    /// The candidate may take the place of the current document.
    Accepted { change: Change, store: Box<StoreView> },
    /// The current document stays.
    Refused { refusal: Box<Refusal> },
}

impl Engine {
    /// Tells whether a document may take the place of another.
    ///
    /// # Errors
    ///
    /// Only what a caller can mend in the request itself. Why a document may not is in the answer.
    pub fn update(&self, request: UpdateRequest) -> Result<UpdateReport, RequestError> {
        let UpdateRequest { current, candidate, included, public_web_roots, first, now } = request;
        let first = first.map(first_use).transpose()?;
        let current = current.map(bytes).transpose()?;
        let candidate = bytes(candidate)?;
        let included = included.into_iter().map(bytes).collect::<Result<Vec<_>, _>>()?;
        let roots = public_web_roots.map(|source| self.read_source(source)).transpose()?;
        let files = StoreFiles {
            document: &candidate,
            included: included.iter().map(Vec::as_slice).collect(),
            public_web_roots: roots.as_ref().map(|file| file.digests().collect()),
            without: None,
        };
        let asked = policy::Update {
            current: current.as_deref(),
            candidate: &files,
            first: first.as_ref(),
            now: Time(now),
        };
        Ok(match policy::update(&asked, &PureRust::default()) {
            Ok(accepted) => UpdateReport::Accepted {
                change: accepted.change,
                store: Box::new(view(&accepted.store, Time(now))),
            },
            Err(refusal) => UpdateReport::Refused { refusal },
        })
    }
}

/// Tells whether a document may take the place of another.
///
/// # Errors
///
/// As for [`Engine::update`].
pub fn update(request: UpdateRequest) -> Result<UpdateReport, RequestError> {
    Engine::default().update(request)
}

/// Reads a document, signed or not, without judging what it lists.
///
/// # Errors
///
/// What is wrong with its JSON, its signers or its signatures.
pub fn parse_document(file: &[u8]) -> Result<Parsed, Vec<DocumentProblem>> {
    policy::parse(file, &PureRust::default())
}

fn first_use(first: FirstUse) -> Result<policy::FirstUse, RequestError> {
    let hash = |text: &str| {
        Sha256::read(text).ok_or_else(|| RequestError::FirstUse { digest: Some(text.to_owned()) })
    };
    match first {
        FirstUse::Accepted { digest } => Ok(policy::FirstUse::Accepted(hash(&digest)?)),
        FirstUse::Pinned { signers, threshold } => {
            let keys = signers.iter().map(|text| hash(text)).collect::<Result<Vec<_>, _>>()?;
            let pin = Pin::new(keys, threshold).ok_or(RequestError::FirstUse { digest: None })?;
            Ok(policy::FirstUse::Pinned(pin))
        }
    }
}

pub(crate) fn bytes(source: Source) -> Result<Vec<u8>, RequestError> {
    match source {
        Source { data: Some(data), opened: None, .. } => Ok(data),
        Source { label, opened, .. } => Err(RequestError::Source { label, opened }),
    }
}
