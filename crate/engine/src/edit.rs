//! The next version of a document, for doors that hold a document as a file.

use anchorlight_pki::Time;
use anchorlight_policy::{Choice, Document, Selector, Sha256, Term, apply, remove};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::request::{RequestError, Source};
use crate::update::{bytes, parse_document};

/// What is to be different in the next version.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditRequest {
    /// The document: its next version is unsigned.
    pub document: Source,
    /// What is added. What the document lists already is left as it is.
    #[serde(default)]
    pub add: Vec<Choice>,
    /// What is taken out: certificates by SHA-256 in hexadecimal, anything else by its JSON pointer.
    #[serde(default)]
    pub remove: Vec<String>,
    /// When the next version is issued, in seconds since 1970-01-01T00:00:00Z.
    pub issued: i64,
    /// From when it does not count; as long after being issued as the version before where it is left out.
    #[serde(default)]
    pub expires: Option<i64>,
}

/// The next version of a document.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Edited {
    /// As JSON.
    pub document: String,
}

impl Engine {
    /// Writes the next version of a document.
    ///
    /// # Errors
    ///
    /// Whatever keeps the document from being read, and what is to be taken out and is not there.
    pub fn edit(&self, request: EditRequest) -> Result<Edited, RequestError> {
        let EditRequest { document: file, add, remove: out, issued, expires } = request;
        let before = document(file)?;
        let term = Term { issued: Time(issued), expires: expires.map(Time) };
        let selector = |text: String| match Sha256::read(&text) {
            Some(sha256) => Selector::Certificate(sha256),
            None => Selector::Pointer(text),
        };
        let refused = |problem| RequestError::Store { problems: vec![problem] };
        let mut next = apply(&before, &add, term).map_err(refused)?;
        if !out.is_empty() {
            let out: Vec<Selector> = out.into_iter().map(selector).collect();
            // What is added and what is taken out make one version.
            next = remove(&next, &out, None).map_err(refused)?;
        }
        // Strings, numbers and lists can always be written.
        let document = serde_json::to_string_pretty(&next).unwrap_or_default() + "\n";
        Ok(Edited { document })
    }
}

pub(crate) fn document(file: Source) -> Result<Document, RequestError> {
    let parsed = parse_document(&bytes(file)?);
    Ok(parsed.map_err(|problems| RequestError::Store { problems })?.document)
}
