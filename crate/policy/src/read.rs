//! From bytes to a document: JSON in which every key is known and stands once.

use serde_json::error::Category;

use crate::document::Document;
use crate::problem::{DocumentFault, DocumentProblem, join};

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
    let document = serde_json::from_slice(json).map_err(|error| problem(json, &error))?;
    match misplaced_list(json) {
        None => Ok(document),
        Some(pointer) => {
            let fault = DocumentFault::ListForObject;
            Err(DocumentProblem { pointer, document: None, fault })
        }
    }
}

/// The same from JSON that was read before.
pub(crate) fn from_value(value: &serde_json::Value) -> Result<Document, DocumentProblem> {
    parse(value.to_string().as_bytes())
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

fn misplaced_list(json: &[u8]) -> Option<String> {
    let mut scan = Scan { rest: json, levels: Vec::new() };
    loop {
        if scan.rest.first() == Some(&b'[') {
            match scan.levels.last() {
                Some(Level::Object(Some(key))) if LISTS.contains(&key.as_str()) => {}
                _ => return Some(scan.pointer()),
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
    // The place is said beside it.
    let reason =
        text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned();
    let fault = match error.classify() {
        Category::Data => DocumentFault::Shape { reason, line, column },
        _ => DocumentFault::Json { reason, line, column },
    };
    DocumentProblem { pointer: pointer_at(json, line, column), document: None, fault }
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
            (around(r#""hints": [}"#), "/hints/0"),
        ] {
            assert_eq!(parse(json.as_bytes()).unwrap_err().pointer, pointer, "{json}");
        }
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
