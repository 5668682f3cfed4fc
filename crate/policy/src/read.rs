//! From bytes to a document: JSON in which every key is known and stands once.

use std::fmt;

use anchorlight_path::SignatureVerifier;
use serde::Deserializer;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde_json::error::Category;

use crate::document::Document;
use crate::problem::{DocumentFault, DocumentProblem, Reading, join};
use crate::signed::{Signed, SignedBy};
use crate::signers::{self, Signer};

/// The largest document that is read: ten thousand anchors of the largest kind in use take less.
pub const MOST_BYTES: usize = 64 << 20;

/// As many characters as the longest list of known keys takes, and some.
const LONGEST_REASON: usize = 600;

/// A document, and who signed it.
#[derive(Debug)]
pub struct Parsed {
    pub document: Document,
    /// Its JSON, as it was given or signed.
    pub json: String,
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
/// The first fault of its JSON, with the place it stands at; or whatever is wrong with its signers
/// and signatures. A signed document that does not verify is none.
pub fn parse(
    json: &[u8],
    verifier: &dyn SignatureVerifier,
) -> Result<Parsed, Vec<DocumentProblem>> {
    let written = Written::open(json).map_err(|problem| vec![problem])?;
    let mut reading = Reading::default();
    let (signers, signed) = written.signatures(&mut reading, verifier);
    if reading.problems.is_empty() {
        let json = String::from_utf8_lossy(written.json(json)).into_owned();
        Ok(Parsed { document: written.document, json, signers, signed })
    } else {
        Err(reading.problems)
    }
}

/// What a file holds, signed or not. Nothing is verified.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) document: Document,
    pub(crate) signed: Option<Signed>,
}

impl Written {
    pub(crate) fn open(file: &[u8]) -> Result<Self, DocumentProblem> {
        let signed = if is_signed(file) { Some(Signed::open(file)?) } else { None };
        let json = signed.as_ref().map_or(file, |signed| &signed.payload);
        Ok(Self { document: json_of(json, &LISTS)?, signed })
    }

    /// The document's JSON in the file.
    pub(crate) fn json<'a>(&'a self, file: &'a [u8]) -> &'a [u8] {
        unmarked(self.signed.as_ref().map_or(file, |signed| &signed.payload))
    }

    /// The document's signers.
    pub(crate) fn signers(
        &self,
        reading: &mut Reading,
        verifier: &dyn SignatureVerifier,
    ) -> Vec<Signer> {
        let named = self.document.signers.as_ref();
        named.map(|named| signers::read(reading, named, verifier)).unwrap_or_default()
    }

    /// The document's signers, and which of them signed it.
    pub(crate) fn signatures(
        &self,
        reading: &mut Reading,
        verifier: &dyn SignatureVerifier,
    ) -> (Vec<Signer>, Option<SignedBy>) {
        let signers = self.signers(reading, verifier);
        let by = match (&self.signed, &self.document.signers) {
            (None, _) => None,
            (Some(_), None) => {
                reading.problem(&["signers"], DocumentFault::Empty);
                None
            }
            (Some(signed), Some(named)) => {
                let by = signed.signed_by(named.threshold, &signers, verifier);
                by.map_err(|problem| reading.problems.push(problem)).ok()
            }
        };
        (signers, by)
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
                if matches!(key.as_str(), "payload" | "protected" | "signature" | "signatures") {
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
    let json = unmarked(file);
    let _ = serde_json::Deserializer::from_slice(json).deserialize_map(Members(&mut signed));
    signed
}

/// Reads JSON in which lists stand under these keys and nowhere else.
pub(crate) fn json_of<T: DeserializeOwned>(
    json: &[u8],
    lists: &[&str],
) -> Result<T, DocumentProblem> {
    if json.len() > MOST_BYTES {
        let fault = DocumentFault::TooLarge { limit: MOST_BYTES, length: json.len() };
        return Err(DocumentProblem { pointer: String::new(), document: None, fault });
    }
    let json = unmarked(json);
    let read = serde_json::from_slice(json).map_err(|error| problem(json, &error))?;
    match misplaced(json, lists) {
        None => Ok(read),
        Some((pointer, fault)) => Err(DocumentProblem { pointer, document: None, fault }),
    }
}

/// Without the byte order mark that editors on Windows put before UTF-8; readers may pass over it (RFC 8259 §8.1).
fn unmarked(json: &[u8]) -> &[u8] {
    json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json)
}

/// A document from JSON that was read before.
pub(crate) fn from_value(value: &serde_json::Value) -> Result<Document, DocumentProblem> {
    json_of(value.to_string().as_bytes(), &LISTS)
}

/// The keys of lists. The reader would take a list of values for an object with these values.
const LISTS: [&str; 23] = [
    "allOf",
    "allowed",
    "anchors",
    "certificates",
    "directory",
    "dns",
    "email",
    "endEntities",
    "extendedKeyUsages",
    "hints",
    "hosts",
    "ids",
    "includes",
    "ip",
    "keys",
    "oneOf",
    "policies",
    "portals",
    "purposes",
    "required",
    "serials",
    "sources",
    "uri",
];

/// Lists that constrain, where they are there. An empty one would read as if nothing were allowed,
/// and is taken for one that is left out.
const NOT_EMPTY: [&str; 9] =
    ["allowed", "directory", "dns", "email", "extendedKeyUsages", "ids", "ip", "policies", "uri"];

/// What the reader takes and the document may not have: a list for an object, null for what is left
/// out, and nothing in a list that constrains.
fn misplaced(json: &[u8], lists: &[&str]) -> Option<(String, DocumentFault)> {
    let mut scan = Scan { rest: json, levels: Vec::new() };
    loop {
        if scan.rest.starts_with(b"null") {
            return Some((scan.pointer(), DocumentFault::Null));
        }
        if scan.rest.first() == Some(&b'[') {
            match scan.levels.last() {
                Some(Level::Object(Some(key))) if lists.contains(&key.as_str()) => {
                    let is_empty = scan.rest[1..].trim_ascii_start().starts_with(b"]");
                    if is_empty && NOT_EMPTY.contains(&key.as_str()) {
                        return Some((scan.pointer(), DocumentFault::Empty));
                    }
                }
                _ => return Some((scan.pointer(), DocumentFault::ListForObject)),
            }
        }
        if !scan.step() {
            return None;
        }
    }
}

fn problem(json: &[u8], error: &serde_json::Error) -> DocumentProblem {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    // The place is said beside it. The document is quoted in it, however long.
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    let reason = reason.chars().take(LONGEST_REASON).collect();
    let fault = match error.classify() {
        Category::Data => DocumentFault::Shape { reason, line, column },
        // The reader calls it a fault of JSON when a number stands where a word should.
        _ if is_json(json) => DocumentFault::Shape { reason, line, column },
        _ => DocumentFault::Json { reason, line, column },
    };
    DocumentProblem { pointer: pointer_at(json, line, column), document: None, fault }
}

fn is_json(text: &[u8]) -> bool {
    let text = std::str::from_utf8(text);
    text.is_ok_and(|text| serde_json::from_str::<IgnoredAny>(text).is_ok())
}

/// What stands at a place in JSON, as a pointer (RFC 6901). The reader tells the place by line and
/// column; a path that it kept itself would be copied for every type that it reads.
fn pointer_at(json: &[u8], line: usize, column: usize) -> String {
    let before: usize =
        json.split(|byte| *byte == b'\n').take(line.saturating_sub(1)).map(|l| l.len() + 1).sum();
    let mut scan = Scan { rest: &json[..json.len().min(before + column)], levels: Vec::new() };
    while scan.step() {}
    scan.pointer()
}

/// Walks through JSON up to the place of a fault, and keeps where it stands.
struct Scan<'a> {
    rest: &'a [u8],
    levels: Vec<Level>,
}

enum Level {
    Array(usize),
    /// With the key that was read last, until its value has ended.
    Object(Option<String>),
}

impl Scan<'_> {
    fn pointer(&self) -> String {
        self.levels.iter().fold(String::new(), |at, level| match level {
            Level::Array(index) => join(&at, &index.to_string()),
            Level::Object(Some(key)) => join(&at, key),
            Level::Object(None) => at,
        })
    }

    fn step(&mut self) -> bool {
        let Some((byte, rest)) = self.rest.split_first() else { return false };
        let before = std::mem::replace(&mut self.rest, rest);
        match (byte, self.levels.last_mut()) {
            (b'[', _) => self.levels.push(Level::Array(0)),
            (b'{', _) => self.levels.push(Level::Object(None)),
            // The fault may be that something is missing before this end.
            (b'}', _) if rest.is_empty() => {
                if let Some(Level::Object(key)) = self.levels.last_mut() {
                    *key = None;
                }
            }
            (b']' | b'}', _) => {
                self.levels.pop();
            }
            (b',', Some(Level::Array(index))) => *index += 1,
            (b',', Some(Level::Object(key))) => *key = None,
            (b'"', level) => {
                let length = string(before);
                self.rest = &before[length..];
                if let Some(Level::Object(key @ None)) = level {
                    *key = serde_json::from_slice(&before[..length]).ok();
                }
            }
            _ => {}
        }
        true
    }
}

/// The length of the string that these bytes begin with, its quotes counted.
fn string(bytes: &[u8]) -> usize {
    let mut escaped = false;
    let end = bytes.iter().skip(1).position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    });
    end.map_or(bytes.len(), |end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_with_its_place() {
        let around = |inner: &str| {
            let head = r#""name":"a","version":1,"issued":"","expires":"""#;
            format!("{{\n {head},\n{inner}\n}}")
        };
        for (json, pointer) in [
            ("".to_owned(), ""),
            ("[]".to_owned(), ""),
            (around(r#""distrusted": [[], [], []]"#), "/distrusted"),
            (around(r#""hints": [["x", null]]"#), "/hints/0"),
            ("{".to_owned(), ""),
            (around(r#""stray": 1"#), "/stray"),
            (around(r#""anchors": 1"#), "/anchors"),
            (around(r#""anchors": [ {"certificate": "x"} ]"#), "/anchors/0"),
            (
                around(r#""anchors": [ {"certificate": "x\"}", "purposes": ["server", 7]} ]"#),
                "/anchors/0/purposes/1",
            ),
            (
                around(
                    r#""anchors": [], "hints": [{"certificate":"a"}, {"certificate":"b","st~r/ay":1}]"#,
                ),
                "/hints/1/st~0r~1ay",
            ),
            (
                around(r#""rules": {"key.rsa_bits": {"action": "refuse"}}"#),
                "/rules/key.rsa_bits/action",
            ),
            (around(r#""name": "b""#), "/name"),
            (around(r#""version": -1"#), "/version"),
            (around(r#""portals": [{"id": "null", "note": null}]"#), "/portals/0/note"),
            (around(r#""hints": [}"#), "/hints/0"),
        ] {
            assert_eq!(Written::open(json.as_bytes()).unwrap_err().pointer, pointer, "{json}");
        }
    }

    #[test]
    fn what_is_json_is_not_called_otherwise() {
        let of = |json: &str| Written::open(json.as_bytes()).unwrap_err().fault.id();
        assert_eq!(of(r#"{"rules": {"profile": {"action": 7}}}"#), "document.shape");
        assert_eq!(of(r#"{"rules": {"profile": {"action": 7}}"#), "document.json");
    }

    #[test]
    fn what_is_quoted_of_a_document_is_cut() {
        let json = format!(r#"{{"{}": 1}}"#, "x".repeat(100_000));
        let DocumentFault::Shape { reason, .. } = Written::open(json.as_bytes()).unwrap_err().fault
        else {
            panic!("a key that is not known is a fault of shape")
        };
        assert_eq!(reason.chars().count(), LONGEST_REASON);
    }

    #[cfg(feature = "schema")]
    #[test]
    fn every_list_of_the_schema_is_known_and_no_other() {
        fn lists(value: &serde_json::Value, found: &mut std::collections::BTreeSet<String>) {
            let Some(object) = value.as_object() else { return };
            let properties = object.get("properties").and_then(|p| p.as_object());
            for (key, property) in properties.into_iter().flatten() {
                let types = property.get("type").map(ToString::to_string).unwrap_or_default();
                if types.contains("array") {
                    found.insert(key.clone());
                }
            }
            object.values().for_each(|value| lists(value, found));
        }
        let mut found = std::collections::BTreeSet::new();
        lists(schemars::schema_for!(Document).as_value(), &mut found);
        assert!(found.iter().eq(LISTS.iter()), "{found:?}");
    }
}
