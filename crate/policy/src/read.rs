//! From bytes to a document: JSON in which every key is known and stands once.

use crate::document::Document;
use crate::problem::{DocumentFault, DocumentProblem, join};
use serde_json::error::Category;
use serde_path_to_error::Segment;

/// The largest document that is read: ten thousand anchors of the largest kind in use take less.
pub const MOST_BYTES: usize = 64 << 20;

/// Reads the JSON of a document; whether what it says makes sense is for [`crate::Store`] to tell.
///
/// # Errors
///
/// The first fault, with the place it stands at.
pub fn parse(json: &[u8]) -> Result<Document, DocumentProblem> {
    if json.len() > MOST_BYTES {
        let fault = DocumentFault::TooLarge { limit: MOST_BYTES, length: json.len() };
        return Err(DocumentProblem { pointer: String::new(), document: None, fault });
    }
    let mut reader = serde_json::Deserializer::from_slice(json);
    let document = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(error.path().iter());
        problem(pointer, error.inner())
    })?;
    reader.end().map_err(|error| problem(String::new(), &error))?;
    Ok(document)
}

/// The same from JSON that was read before.
pub(crate) fn from_value(value: serde_json::Value) -> Result<Document, DocumentProblem> {
    serde_path_to_error::deserialize(value)
        .map_err(|error| problem(pointer(error.path().iter()), error.inner()))
}

fn pointer<'a>(path: impl Iterator<Item = &'a Segment>) -> String {
    path.fold(String::new(), |at, segment| match segment {
        Segment::Seq { index } => join(&at, &index.to_string()),
        Segment::Map { key } => join(&at, key),
        _ => at,
    })
}

fn problem(pointer: String, error: &serde_json::Error) -> DocumentProblem {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    // The place is said beside it.
    let reason =
        text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned();
    let fault = match error.classify() {
        Category::Data => DocumentFault::Shape { reason, line, column },
        _ => DocumentFault::Json { reason, line, column },
    };
    DocumentProblem { pointer, document: None, fault }
}
