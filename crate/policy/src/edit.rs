//! The next version of a document.

use std::collections::BTreeSet;

use anchorlight_pki::Time;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::digest::Sha256;
use crate::document::{
    Anchor, Constraints, Document, EndEntity, Enforce, Hint, HostRules, TrustedFor,
};
use crate::entries::{certificate, entries};
use crate::problem::{DocumentFault, DocumentProblem};
use crate::read::from_value;

/// When a version is issued, and from when it does not count any more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Term {
    pub issued: Time,
    /// As long after being issued as the version before where this is left out.
    pub expires: Option<Time>,
}

/// A certificate, and what it is to be in the document.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Choice {
    /// Base64 of its DER, or PEM.
    pub certificate: String,
    pub placement: Placement,
}

/// The list that a certificate is to stand in, with what is said of it there.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "as", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Placement {
    Anchor {
        purposes: Vec<TrustedFor>,
        #[serde(default)]
        enforce: Enforce,
        #[serde(default)]
        constraints: Box<Constraints>,
        #[serde(default)]
        note: Option<String>,
        #[serde(default)]
        owner: Option<String>,
    },
    EndEntity {
        purposes: Vec<TrustedFor>,
        hosts: Vec<String>,
        #[serde(default)]
        use_until: Option<String>,
        #[serde(default)]
        note: Option<String>,
        #[serde(default)]
        owner: Option<String>,
    },
    Hint {
        #[serde(default)]
        note: Option<String>,
    },
}

/// The next version of a document, with what was chosen. What the document lists already is left as it is.
///
/// # Errors
///
/// Where no version can follow.
pub fn apply(
    document: &Document,
    choices: &[Choice],
    term: Term,
) -> Result<Document, DocumentProblem> {
    let mut next = next(document, term)?;
    let mut there: Vec<Sha256> = entries(document).iter().map(|entry| entry.sha256()).collect();
    for Choice { certificate: text, placement } in choices {
        let read = certificate(text);
        let sha256 = Sha256::of(read.as_ref().map_or(text.as_bytes(), |read| &read.der));
        if there.contains(&sha256) {
            continue;
        }
        there.push(sha256);
        let certificate = text.clone();
        match placement.clone() {
            Placement::Anchor { purposes, enforce, constraints, note, owner } => {
                let constraints = *constraints;
                let anchor = Anchor { certificate, purposes, enforce, constraints, note, owner };
                next.anchors.push(anchor);
            }
            Placement::EndEntity { purposes, hosts, use_until, note, owner } => {
                let entry = EndEntity { certificate, hosts, purposes, use_until, note, owner };
                next.end_entities.push(entry);
            }
            Placement::Hint { note } => next.hints.push(Hint { certificate, note }),
        }
    }
    Ok(next)
}

/// What is to be taken out of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Selector {
    /// A certificate, from whichever list it stands in.
    Certificate(Sha256),
    /// What stands at a JSON pointer.
    Pointer(String),
}

/// The next version of a document, without what was selected. With no term it is the same version;
/// that is for asking what would be.
///
/// # Errors
///
/// Where nothing that can be taken out stands there, or no version can follow.
pub fn remove(
    document: &Document,
    selectors: &[Selector],
    term: Option<Term>,
) -> Result<Document, DocumentProblem> {
    let mut pointers = Vec::new();
    for selector in selectors {
        match selector {
            Selector::Pointer(pointer) => pointers.push(pointer.clone()),
            Selector::Certificate(sha256) => {
                let all = entries(document);
                let found: Vec<String> = all
                    .iter()
                    .filter(|entry| entry.sha256() == *sha256)
                    .map(|entry| entry.pointer.clone())
                    .collect();
                if found.is_empty() {
                    return Err(absent(sha256.to_string()));
                }
                pointers.extend(found);
            }
        }
    }
    let next = match term {
        None => document.clone(),
        Some(term) => next(document, term)?,
    };
    let mut value = serde_json::to_value(next).unwrap_or_default();
    // Emptied first and swept afterwards, so that no pointer moves another one's place.
    for pointer in &pointers {
        match value.pointer_mut(pointer).filter(|_| !pointer.is_empty()) {
            Some(place) => *place = Value::Null,
            None => return Err(absent(pointer.clone())),
        }
    }
    sweep(&mut value, 0);
    from_value(&value)
}

/// A document in which a rule is another one, or is not there: a rule for all, or for hosts as one
/// entry of the document names them. Its version is the same; it is for asking what would be.
///
/// # Errors
///
/// Where the rule's id is not known, or what it says does not belong to it.
pub fn with_rule(
    document: &Document,
    id: &str,
    hosts: &[String],
    rule: Option<Value>,
) -> Result<Document, DocumentProblem> {
    let mut value = serde_json::to_value(document).unwrap_or_default();
    let same = |entry: &HostRules| {
        let sorted = |hosts: &[String]| hosts.iter().cloned().collect::<BTreeSet<_>>();
        sorted(&entry.hosts) == sorted(hosts)
    };
    let place = if hosts.is_empty() {
        Some(&mut value)
    } else {
        let entries = &mut value["hosts"];
        match document.hosts.iter().position(same) {
            Some(index) => entries.get_mut(index),
            None => {
                if !entries.is_array() {
                    *entries = Value::Array(Vec::new());
                }
                let entries = entries.as_array_mut();
                entries.and_then(|entries| {
                    entries.push(json!({ "hosts": hosts, "rules": {} }));
                    entries.last_mut()
                })
            }
        }
    };
    if let Some(place) = place {
        place["rules"][id] = rule.unwrap_or_default();
    }
    sweep(&mut value, 0);
    from_value(&value)
}

fn absent(wanted: String) -> DocumentProblem {
    let fault = DocumentFault::Absent { wanted };
    DocumentProblem { pointer: String::new(), document: None, fault }
}

/// How deep a document is at most; serde_json refuses what is nested deeper than 128.
const DEEPEST: usize = 128;

/// A document holds no null of its own.
fn sweep(value: &mut Value, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(|item| sweep(item, depth + 1));
        }
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(|field| sweep(field, depth + 1));
        }
        _ => {}
    }
}

fn next(document: &Document, term: Term) -> Result<Document, DocumentProblem> {
    let mut next = document.clone();
    let Some(version) = document.version.checked_add(1) else {
        let (pointer, fault) = ("/version".to_owned(), DocumentFault::LastVersion);
        return Err(DocumentProblem { pointer, document: None, fault });
    };
    next.version = version;
    next.issued = term.issued.to_string();
    let [issued, expires] =
        [&document.issued, &document.expires].map(|text| Time::from_rfc3339(text));
    let lasts = issued.zip(expires).map(|(issued, expires)| expires.0.saturating_sub(issued.0));
    let expires = term
        .expires
        .or_else(|| Some(Time(term.issued.0.saturating_add(lasts.filter(|lasts| *lasts > 0)?))))
        .map(|expires| expires.min(Time::LAST));
    if let Some(expires) = expires {
        next.expires = expires.to_string();
    }
    Ok(next)
}
