//! What the engine tells, in sentences.

use serde::Serialize;
use serde_json::Value;

use crate::sentences::Sentences;

/// A title with its id, where it stands, and the sentences below.
pub(crate) fn told(mark: &str, fault: &impl Serialize, at: &[String]) -> String {
    let fault = serde_json::to_value(fault).unwrap_or_default();
    // What is wrong with a certificate is told by its problem.
    let data = fault.pointer("/problem/kind").unwrap_or(&fault);
    let id = data.get("id").and_then(Value::as_str).unwrap_or_default();
    let say = |part| Sentences::get().say(id, part, data);
    let title = say("title").unwrap_or_else(|| id.to_owned());
    let mut text = format!("{mark}: {title} [{id}]\n");
    for line in at.iter().filter(|line| !line.is_empty()) {
        text += &format!("  {line}\n");
    }
    for part in ["explain", "fix"] {
        if let Some(sentence) = say(part).filter(|sentence| !sentence.is_empty()) {
            text += &format!("  {sentence}\n");
        }
    }
    text
}

/// The title of an id of our own.
pub(crate) fn title(id: &str, data: &impl Serialize) -> String {
    part(id, "title", data)
}

/// One part of the sentence for an id; the id itself where there is none.
pub(crate) fn part(id: &str, part: &str, data: &impl Serialize) -> String {
    let data = serde_json::to_value(data).unwrap_or_default();
    Sentences::get().say(id, part, &data).unwrap_or_else(|| id.to_owned())
}

/// Prints a value as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    crate::print(&(text + "\n"))
}
