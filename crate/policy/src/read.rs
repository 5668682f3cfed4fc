//! From bytes to a document: JSON in which every key is known and stands once.

use std::fmt;
use std::marker::PhantomData;

use anchorlight_path::SignatureVerifier;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::error::Category;
use serde_path_to_error::Segment;

use crate::document::Document;
use crate::problem::{DocumentFault, DocumentProblem, Reading, join};
use crate::signed::{Signed, SignedBy};
use crate::signers::{self, Signer};

/// The largest document that is read: ten thousand anchors of the largest kind in use take less.
pub const MOST_BYTES: usize = 64 << 20;

/// A document, and who signed it.
#[derive(Debug)]
pub struct Parsed {
    pub document: Document,
    /// Those who may sign its updates.
    pub signers: Vec<Signer>,
    /// Whose signatures it has; `None` where it is not signed.
    pub signed: Option<SignedBy>,
}

/// Reads a document, signed or not, without what it lists: whether the rest of what it says makes
/// sense is for [`crate::Store`] to tell.
///
/// # Errors
///
/// The first fault of its JSON, or whatever is wrong with its signers and signatures. A signed
/// document that does not verify is none.
pub fn parse(
    json: &[u8],
    verifier: &dyn SignatureVerifier,
) -> Result<Parsed, Vec<DocumentProblem>> {
    let (document, signed) = written(json).map_err(|problem| vec![problem])?;
    let mut reading = Reading::default();
    let (signers, signed) = signatures(&mut reading, &document, signed.as_ref(), verifier);
    if reading.problems.is_empty() {
        Ok(Parsed { document, signers, signed })
    } else {
        Err(reading.problems)
    }
}

/// The document that a file holds, bare or signed. Nothing is verified.
pub(crate) fn written(file: &[u8]) -> Result<(Document, Option<Signed>), DocumentProblem> {
    if !is_signed(file) {
        let Object(document) = json(file)?;
        return Ok((document, None));
    }
    let signed = Signed::open(file)?;
    let Object(document) = json(&signed.payload)?;
    Ok((document, Some(signed)))
}

/// A document's signers, and which of them signed it.
pub(crate) fn signatures(
    reading: &mut Reading,
    document: &Document,
    signed: Option<&Signed>,
    verifier: &dyn SignatureVerifier,
) -> (Vec<Signer>, Option<SignedBy>) {
    let named = document.signers.as_ref();
    let signers = named.map(|named| signers::read(reading, named, verifier)).unwrap_or_default();
    let Some(signed) = signed else { return (signers, None) };
    let Some(named) = named else {
        reading.problem(&["signers"], DocumentFault::Empty);
        return (signers, None);
    };
    match signed.signed_by(named.threshold, &signers, verifier) {
        Ok(by) => (signers, Some(by)),
        Err(problem) => {
            reading.problems.push(problem);
            (signers, None)
        }
    }
}

/// Whether a file is a JWS, whole or not, and no bare document, which has none of its members.
pub(crate) fn is_signed(file: &[u8]) -> bool {
    struct Members<'a>(&'a mut bool);
    impl<'de> Visitor<'de> for Members<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
            while let Some(key) = members.next_key::<String>()? {
                if matches!(key.as_str(), "payload" | "signatures" | "signature" | "protected") {
                    *self.0 = true;
                    break;
                }
                members.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }
    }
    let mut signed = false;
    // What is wrong with the JSON is told by whoever reads it next.
    let _ = serde_json::Deserializer::from_slice(file).deserialize_map(Members(&mut signed));
    signed
}

/// Reads JSON and nothing after it.
pub(crate) fn json<T: DeserializeOwned>(json: &[u8]) -> Result<T, DocumentProblem> {
    if json.len() > MOST_BYTES {
        let fault = DocumentFault::TooLarge { limit: MOST_BYTES, length: json.len() };
        return Err(DocumentProblem { pointer: String::new(), document: None, fault });
    }
    let mut reader = serde_json::Deserializer::from_slice(json);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(error.path().iter());
        problem(pointer, error.inner())
    })?;
    reader.end().map_err(|error| problem(String::new(), &error))?;
    Ok(read)
}

/// What is written as an object: serde would take an array of its values as well.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
                T::deserialize(serde::de::value::MapAccessDeserializer::new(members))
            }
        }
        from.deserialize_map(Members(PhantomData)).map(Self)
    }
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
