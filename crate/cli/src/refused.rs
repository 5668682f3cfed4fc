//! What keeps a question from being answered, for people and as JSON.

use anchorlight::{DocumentProblem, RequestError, safe_text};
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

pub(crate) fn text(error: &RequestError) -> String {
    let RequestError::Store { problems } = error else { return error.to_string() };
    let title = Sentences::get().say(error.id(), "title", &Value::Null).unwrap_or_default();
    title + "\n" + listed(problems).trim_end()
}

/// Each problem with its place, as many as help.
pub(crate) fn listed(problems: &[DocumentProblem]) -> String {
    let mut text: String = problems.iter().take(MOST_TOLD).map(problem).collect();
    if let Some(more) = problems.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        text += &format!("and {more} more\n");
    }
    text
}

/// Where it stands, and what it is.
pub(crate) fn problem(problem: &DocumentProblem) -> String {
    let sentences = Sentences::get();
    let fault = cut(serde_json::to_value(&problem.fault).unwrap_or_default());
    let id = problem.fault.id();
    let say = |part| sentences.say(id, part, &fault).unwrap_or_default();
    let pointer = safe_text(&short(&problem.pointer));
    let place = match &problem.document {
        Some(sha256) => format!("{sha256}#{pointer}"),
        None if pointer.is_empty() => "the document as a whole".to_owned(),
        None => pointer,
    };
    let mut text = format!("{place}: {} [{id}]\n", say("title"));
    for part in [say("explain"), inner(sentences, &fault), say("fix")] {
        if !part.is_empty() {
            text += &format!("    {part}\n");
        }
    }
    text
}

/// What is wrong with an object that does not decode.
fn inner(sentences: &Sentences, fault: &Value) -> String {
    let Some(kind) = fault.pointer("/problem/kind") else { return String::new() };
    let id = kind.get("id").and_then(Value::as_str).unwrap_or_default();
    sentences.say(id, "explain", kind).unwrap_or_default()
}

/// With every string short enough for a line; sentences make them safe to show.
fn cut(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(short(&text)),
        Value::Array(items) => items.into_iter().map(cut).collect(),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (key, cut(value))).collect())
        }
        other => other,
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}
