//! `anchorlight store diff`.

use std::path::PathBuf;

use anchorlight::{DiffRequest, DocumentChange, Engine, RequestError};
use serde_json::Value;

use super::chains::{Chains, verdicts};
use super::document::{Included, refused};
use crate::say;
use crate::{files, now};

#[derive(clap::Args)]
pub(crate) struct Diff {
    /// The old document
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new document
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[command(flatten)]
    chains: Chains,
    #[command(flatten)]
    included: Included,
    /// The time to check the chains at [default: now]
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    time: Option<i64>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

impl Diff {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let chains = self.chains.read()?;
        let labels = self.chains.labels();
        let request = DiffRequest {
            old: self.included.request(files::read(&self.old)?)?,
            new: self.included.request(files::read(&self.new)?)?,
            chains,
            time: self.time.map_or_else(now, Ok)?,
        };
        let difference = Engine::default().diff(request).map_err(|error| match error {
            RequestError::Store { problems } => refused("one of the two", &problems),
            error => error.to_string(),
        })?;
        if self.json {
            say::json(&difference)?;
            return Ok(0);
        }
        let mut text: String = difference.changes.iter().map(line).collect();
        if difference.changes.is_empty() {
            text += "no difference\n";
        }
        if !labels.is_empty() {
            text += &verdicts(&difference.verdicts, &labels);
        }
        crate::print(&text)?;
        Ok(0)
    }
}

fn line(change: &DocumentChange) -> String {
    let effect = say::title(change.effect.id(), &());
    let about = say::title(change.about.id(), &change.about);
    let Some(field) = &change.field else { return format!("{effect}: {about}\n") };
    let value = |place: &Option<anchorlight::Place>| match place.as_ref().map(|p| &p.value) {
        None => "none".to_owned(),
        Some(Value::String(text)) => short(text),
        Some(Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(|item| short(&plain(item))).collect();
            match items.split_at_checked(MOST_LISTED) {
                Some((shown, rest)) if !rest.is_empty() => {
                    format!("{} and {} more", shown.join(", "), rest.len())
                }
                _ if items.is_empty() => "none".to_owned(),
                _ => items.join(", "),
            }
        }
        Some(other) => short(&other.to_string()),
    };
    let (before, after) = (value(&change.before), value(&change.after));
    format!("{effect}: {about}, {field}: {before} -> {after}\n")
}

/// As in the sentences.
const MOST_LISTED: usize = 10;

/// What a document says can be thousands of characters long; a terminal line cannot.
const LONGEST: usize = 100;

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn short(text: &str) -> String {
    let shown: String = text.chars().take(LONGEST).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("{}{more}", anchorlight::safe_text(&shown))
}
