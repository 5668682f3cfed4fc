//! The difference of two documents, and whether it trusts more or less.
//!
//! Entries are matched by what they are and never by where they stand: certificates by their hash,
//! rules by their id and their hosts, everything else by its natural key.

mod field;
mod item;
mod order;
mod set;

use std::collections::{BTreeMap, BTreeSet};

use anchorlight_pki::sort_by_key;
use serde::Serialize;
use serde_json::Value;

use crate::document::Document;
use crate::problem::join;
use field::order;
use item::{Item, items};

pub use item::About;

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DocumentChange {
    pub effect: Effect,
    pub about: About,
    /// The keys that lead to what changed within it, with a slash between; none where it came or went as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the old document says, if it says anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Place>,
    /// What the new document says, if it says anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Place>,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// A JSON pointer (RFC 6901).
    pub pointer: String,
    pub value: Value,
}

/// What a change does to what is trusted.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Effect {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// Nothing passes that did not pass before, and something may not pass any more.
    Tightened,
    /// Everything passes that passed before, and something more may.
    Loosened,
    /// Neither, or both.
    Changed,
}

impl Effect {
    /// A stable id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Tightened => "tightened",
            Self::Loosened => "loosened",
            Self::Changed => "changed",
        }
    }
}

/// Everything that differs, in the order of the schema.
#[must_use]
pub fn diff(old: &Document, new: &Document) -> Vec<DocumentChange> {
    let (old, new) = (items(old), items(new));
    let mut places: BTreeMap<(usize, &str, usize), usize> = BTreeMap::new();
    for (index, (item, ordinal)) in numbered(&new).enumerate() {
        places.insert((item.about.rank(), &item.key, ordinal), index);
    }
    let mut changes = Vec::new();
    let mut matched = BTreeSet::new();
    for (item, ordinal) in numbered(&old) {
        match places.get(&(item.about.rank(), item.key.as_str(), ordinal)) {
            Some(index) => {
                matched.insert(*index);
                changes.extend(fields(item, &new[*index]));
            }
            None if item.whole => changes.push(whole(item, Effect::Removed)),
            None => {}
        }
    }
    for (index, item) in new.iter().enumerate() {
        if item.whole && !matched.contains(&index) {
            changes.push(whole(item, Effect::Added));
        }
    }
    sort_by_key(&mut changes, |change| change.about.rank());
    changes
}

/// With each item how many of the same key came before it.
fn numbered(items: &[Item]) -> impl Iterator<Item = (&Item, usize)> {
    let mut seen: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    items.iter().map(move |item| {
        let count = seen.entry((item.about.rank(), &item.key)).or_default();
        *count += 1;
        (item, *count)
    })
}

fn whole(item: &Item, effect: Effect) -> DocumentChange {
    let place = Some(Place { pointer: item.pointer.clone(), value: item.value.clone() });
    let about = item.about.clone();
    let (before, after) = if effect == Effect::Removed { (place, None) } else { (None, place) };
    DocumentChange { effect, about, field: None, before, after }
}

/// The fields that differ between two items of the same key.
fn fields(old: &Item, new: &Item) -> Vec<DocumentChange> {
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    leaves(&old.value, "", &mut before);
    leaves(&new.value, "", &mut after);
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let place = |item: &Item, value: Option<&&Value>, field: &str| {
        let pointer = field.split('/').fold(item.pointer.clone(), |at, key| join(&at, key));
        value.map(|value| Place { pointer, value: (*value).clone() })
    };
    let off = [&old.value, &new.value].iter().all(|v| v.get("action") == Some(&"off".into()));
    let mut changes = Vec::new();
    for field in names {
        let values = [before.get(field), after.get(field)];
        let [was, is] = values.map(|value| value.map_or(&Value::Null, |value| *value));
        let Some(effect) = order(&new.about, field).effect(was, is) else { continue };
        changes.push(DocumentChange {
            // What is off asks nothing, whatever it would ask.
            effect: if off { Effect::Changed } else { effect },
            about: new.about.clone(),
            field: Some(field.clone()),
            before: place(old, values[0], field),
            after: place(new, values[1], field),
        });
    }
    changes
}

/// Every value that is no object, by the keys that lead to it. Nothing in a document lies deeper than its types do.
fn leaves<'a>(value: &'a Value, at: &str, found: &mut BTreeMap<String, &'a Value>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let at = if at.is_empty() { key.clone() } else { format!("{at}/{key}") };
        if value.is_object() {
            leaves(value, &at, found);
        } else if !value.is_null() {
            found.insert(at, value);
        }
    }
}
