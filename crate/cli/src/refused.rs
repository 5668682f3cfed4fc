//! What keeps a question from being answered, for people and as JSON.

use std::fmt::Write;

use anchorlight::{DocumentProblem, RequestError};
use serde_json::{Value, json};

use crate::sentences::Sentences;

/// More help nobody at once; the JSON has them all.
const MOST_TOLD: usize = 50;
/// Of what the document says, in characters.
const LONGEST_QUOTE: usize = 300;

pub(crate) fn json(error: &RequestError) -> Result<String, String> {
    let error = match error {
        RequestError::Store { problems } => json!({ "id": error.id(), "problems": problems }),
        _ => json!({ "id": error.id(), "message": error.to_string() }),
    };
    let text = serde_json::to_string_pretty(&json!({ "error": error }));
    text.map(|text| text + "\n").map_err(|error| error.to_string())
}

pub(crate) fn text(error: &RequestError) -> Result<String, String> {
    let RequestError::Store { problems } = error else { return Ok(error.to_string()) };
    let sentences = Sentences::load()?;
    let mut text = sentences.say(error.id(), "title", &Value::Null).unwrap_or_default();
    for problem in problems.iter().take(MOST_TOLD) {
        text.push('\n');
        text.push_str(&line(&sentences, problem));
    }
    if let Some(more) = problems.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        // Writing to a String cannot fail.
        let _ = write!(text, "\nand {more} more");
    }
    Ok(text)
}

/// One problem: where it stands, and what it is. An empty pointer is the document as a whole.
fn line(sentences: &Sentences, problem: &DocumentProblem) -> String {
    let fault = quoted(serde_json::to_value(&problem.fault).unwrap_or_default());
    let id = problem.fault.id();
    let say = |part| sentences.say(id, part, &fault).unwrap_or_default();
    let document = problem.document.as_deref().map(|sha256| format!("{sha256}#"));
    let mut line = document.unwrap_or_default();
    line.push_str(&shown(&problem.pointer));
    for part in [format!(": {} [{id}]", say("title")), say("explain"), inner(sentences, &fault)] {
        if !part.is_empty() {
            let indent = if part.starts_with(':') { "" } else { "\n    " };
            line.push_str(indent);
            line.push_str(&part);
        }
    }
    line + "\n    " + &say("fix")
}

/// What is wrong with an object that does not decode.
fn inner(sentences: &Sentences, fault: &Value) -> String {
    let Some(kind) = fault.pointer("/problem/kind") else { return String::new() };
    let id = kind.get("id").and_then(Value::as_str).unwrap_or_default();
    sentences.say(id, "explain", kind).unwrap_or_default()
}

/// Every string short enough for a line and without control characters.
fn quoted(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(shown(&text)),
        Value::Array(items) => items.into_iter().map(quoted).collect(),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (key, quoted(value))).collect())
        }
        other => other,
    }
}

fn shown(text: &str) -> String {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(LONGEST_QUOTE).flat_map(escaped).collect();
    if chars.next().is_some() { format!("{start}… ({} bytes)", text.len()) } else { start }
}

/// Quotation marks need no escape here, letters of other scripts neither.
fn escaped(character: char) -> impl Iterator<Item = char> {
    let plain = ['"', '\'', '\\'].contains(&character);
    let escaped = (!plain).then(|| character.escape_debug());
    escaped.into_iter().flatten().chain(plain.then_some(character))
}
