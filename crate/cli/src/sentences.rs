//! Sentences for ids: one file serves this door and the page.

use std::sync::OnceLock;

use serde_json::Value;

/// All sentences, by id.
pub(crate) struct Sentences(Value);

impl Sentences {
    /// Read once: a difference can have thousands of lines.
    pub(crate) fn get() -> &'static Self {
        static READ: OnceLock<Sentences> = OnceLock::new();
        let text = include_str!("../../../web/ui/sentences/en.json");
        // A test holds that it is JSON.
        READ.get_or_init(|| Self(serde_json::from_str(text).unwrap_or_default()))
    }

    /// One part (`title`, `explain`, `fix`) of the sentence for an id, filled in from `data`.
    pub(crate) fn say(&self, id: &str, part: &str, data: &Value) -> Option<String> {
        let template = self.0.get(id)?.get(part)?.as_str()?;
        Some(fill(template, |field| self.value(field, data)))
    }

    /// The value of a field; of one whose values are ids of our own, its title.
    fn value(&self, field: &str, data: &Value) -> String {
        let value = field.split('.').try_fold(data, |value, key| value.get(key));
        let named = value.filter(|_| NAMED.contains(&field)).and_then(Value::as_str);
        let title = named.and_then(|id| self.0.get(id)?.get("title")?.as_str());
        title.map_or_else(|| value.map(words).unwrap_or_default(), str::to_owned)
    }
}

/// Fields whose values are ids of our own, with a title each.
const NAMED: &[&str] =
    &["kind", "limit", "profile", "reason", "rule", "scope.kind", "section", "status", "trusted"];

/// Puts values where the template names them: `{notAfter}`, `{asked.value}`.
fn fill(template: &str, value: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((field, tail)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        text.push_str(&value(field));
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// Longer lists are cut: a certificate can hold thousands of names.
const MOST_LISTED: usize = 10;

fn words(value: &Value) -> String {
    match value {
        // Documents and certificates hold what anybody wrote.
        Value::String(text) => anchorlight::safe_text(text),
        Value::Array(items) => {
            let shown: Vec<String> = items.iter().take(MOST_LISTED).map(words).collect();
            let more = items.len().saturating_sub(MOST_LISTED);
            let shown = if shown.is_empty() { "none".to_owned() } else { shown.join(", ") };
            if more == 0 { shown } else { format!("{shown} and {more} more") }
        }
        Value::Object(fields) => {
            fields.get("text").or_else(|| fields.get("value")).map(words).unwrap_or_default()
        }
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_sentences_are_there() {
        let title = Sentences::get().say("trusted", "title", &Value::Null);
        assert_eq!(title.unwrap(), "Trusted");
    }

    #[test]
    fn placeholders_are_filled() {
        let data = json!({
            "asked": { "kind": "dns", "value": "a.example" },
            "present": [{ "form": "dNSName", "text": "b.example" }, { "text": "c.example" }],
            "found": 3,
        });
        let sentences = Sentences(
            json!({ "a": { "title": "{asked.value} is not in {present} ({found}){gone}." } }),
        );
        assert_eq!(
            sentences.say("a", "title", &data).unwrap(),
            "a.example is not in b.example, c.example (3)."
        );
        assert_eq!(fill("a { b", |_| String::new()), "a { b");
    }

    #[test]
    fn our_own_ids_are_shown_by_their_titles() {
        let sentences = Sentences(json!({
            "profile.rule": { "title": "{rule}" },
            "serialNumber": { "title": "The serial number is too long" },
        }));
        let said = sentences.say("profile.rule", "title", &json!({ "rule": "serialNumber" }));
        assert_eq!(said.unwrap(), "The serial number is too long");
    }
}
