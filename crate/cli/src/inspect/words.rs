//! Typed values as lines: what the JSON has, in the same order of nesting.

use serde_json::{Map, Value};

/// Where the second column begins.
const COLUMN: usize = 18;

/// Longer octets are cut: the JSON has all of them.
const LONGEST: usize = 96;

/// A field with one value.
pub(super) fn line(what: &str, text: &str) -> String {
    format!("  {what:COLUMN$}{text}\n")
}

/// A field with a value of any shape.
pub(super) fn lines(what: &str, of: &Value) -> String {
    match scalar(of) {
        Some(text) => line(what, &text),
        None => format!("  {what}\n{}", value(of, 2)),
    }
}

/// A value of any shape, so deep.
pub(super) fn value(of: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    if let Some(text) = scalar(of) {
        return if text.is_empty() { text } else { format!("{indent}{text}\n") };
    }
    match of {
        Value::Array(items) => items.iter().map(|item| value(item, depth)).collect(),
        Value::Object(fields) => {
            let mut out = String::new();
            for (key, field) in fields {
                let key = spaced(key);
                match scalar(field) {
                    Some(text) => out += &format!("{indent}{key}: {text}\n"),
                    None => out += &format!("{indent}{key}\n{}", value(field, depth + 1)),
                }
            }
            out
        }
        _ => String::new(),
    }
}

/// What fits on one line.
fn scalar(of: &Value) -> Option<String> {
    match of {
        Value::String(text) => Some(cut(text)),
        Value::Null => Some(String::new()),
        Value::Array(items) => {
            let all: Option<Vec<String>> =
                items.iter().map(|item| scalar(item).filter(|_| !item.is_array())).collect();
            all.map(|all| all.join(", ")).filter(|text| text.chars().count() <= LONGEST)
        }
        Value::Object(fields) => known(fields),
        other => Some(other.to_string()),
    }
}

/// Names and numbers that have more notations than one are shown in one.
fn known(fields: &Map<String, Value>) -> Option<String> {
    let text = |key: &str| fields.get(key).and_then(Value::as_str).map(cut);
    let only = |keys: &[&str]| fields.keys().all(|key| keys.contains(&key.as_str()));
    if let Some(name) = text("rfc4514") {
        return Some(name);
    }
    if fields.contains_key("colons") {
        return text("upper");
    }
    if only(&["oid", "name"]) {
        return Some(match text("name") {
            Some(name) => format!("{name} ({})", text("oid")?),
            None => text("oid")?,
        });
    }
    if only(&["kind"]) {
        return text("kind");
    }
    // A general name, with the type of one that is of another kind.
    (fields.contains_key("form") && only(&["form", "text", "type", "spiffe"])).then(|| {
        let form = fields.get("type").and_then(scalar).or_else(|| text("form"));
        format!("{}: {}", form.unwrap_or_default(), text("text").unwrap_or_default())
    })
}

pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()),
        None => text.to_owned(),
    }
}

/// `keyIdentifier` as `key identifier`.
pub(super) fn spaced(key: &str) -> String {
    let mut words = String::new();
    for character in key.chars() {
        if character.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(character.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_of_every_shape_are_lines() {
        let of = json!({
            "method": { "oid": "1.2", "name": "ocsp" },
            "location": { "form": "dNSName", "text": "a.example" },
            "pathLength": 3,
            "names": [{ "form": "dNSName", "text": "b" }, { "form": "dNSName", "text": "c" }],
            "deep": [{ "a": "x", "b": "y" }],
        });
        assert_eq!(
            value(&of, 1),
            "  deep\n    a: x\n    b: y\n  location: dNSName: a.example\n  method: ocsp (1.2)\n  \
             names: dNSName: b, dNSName: c\n  path length: 3\n"
        );
        assert!(cut(&"é".repeat(100)).ends_with("… (100 characters)"));
    }
}
