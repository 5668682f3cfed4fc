//! Documents: values in objects and lists, whichever notation they are written in. Each string that holds
//! something to open is an entry, named by its JSON pointer (RFC 6901).

use std::borrow::Cow;
use std::collections::HashSet;

use anchorlight_pki::safe_text;

use super::{Format, Member, Opened, Room};
use crate::problem::{ContainerProblem, Problem};

mod aws;
mod browser;
mod firefox;
mod har;
pub(crate) mod held;
mod json;
mod jwk;
mod kubernetes;
mod rest;
mod store;
mod yaml;

/// One value. They stand in the order of the document, what an object or a list holds after it.
#[derive(Debug)]
struct Node<'a> {
    parent: Option<usize>,
    step: Step<'a>,
    value: Value<'a>,
    /// Position after all that it holds.
    end: usize,
}

/// How a value is reached from what it stands in.
#[derive(Debug)]
enum Step<'a> {
    /// The first of a text, or one of several.
    Root,
    Key(Cow<'a, str>),
    Index(usize),
}

#[derive(Debug)]
enum Value<'a> {
    Object,
    List,
    Text(Cow<'a, str>),
    /// A number, a truth value, nothing: none of them holds anything.
    Other,
}

/// All values of a text.
#[derive(Debug, Default)]
struct Document<'a> {
    nodes: Vec<Node<'a>>,
    /// A text can have several.
    roots: Vec<usize>,
    /// Where it ends before its end, what stands from there on, and faults that lose nothing.
    fatal: Option<Problem>,
    rest: Option<(usize, &'a str)>,
    notes: Vec<Problem>,
}

/// A recording of an hour of browsing (HAR) has a tenth of this; a value takes some eighty octets.
const MOST_VALUES: usize = 1_000_000;

/// One less than serde_json goes, lest it use up the stack.
const MOST_DEEP: usize = 126;

/// Object names, registry keys and paths are far shorter; what is longer is cut.
const LONGEST_POINTER: usize = 2_000;

/// No document with a name of its own has more at its root.
const MOST_KEYS: usize = 10_000;

/// Faults that are told of one document; who has more has seen enough.
const MOST_NOTES: usize = 100;

/// What a document is known as.
struct Known {
    format: Format,
    /// Details of it.
    details: Vec<super::Detail>,
    /// Values that have to hold something, by their positions.
    expected: Vec<usize>,
}

/// Told by keys that only they have.
const FORMATS: [fn(&Document<'_>, usize) -> Option<Known>; 7] = [
    jwk::known,
    store::known,
    har::known,
    kubernetes::known,
    browser::known,
    firefox::known,
    aws::known,
];

/// `None`: the text is no JSON, or holds nothing.
pub(super) fn json<'a>(text: &'a str, room: &mut Room) -> Option<Opened<'a>> {
    json::read(text)?.opened(room)
}

/// `None`: the text is no YAML of Kubernetes.
pub(super) fn yaml<'a>(text: &'a str, room: &mut Room) -> Option<Opened<'a>> {
    yaml::read(text).filter(Document::is_of_kubernetes)?.opened(room)
}

impl<'a> Document<'a> {
    fn opened(mut self, room: &mut Room) -> Option<Opened<'a>> {
        let known: Vec<Known> = self
            .roots
            .iter()
            .filter(|root| self.members(**root).nth(MOST_KEYS).is_none())
            .filter_map(|root| FORMATS.iter().find_map(|format| format(&self, *root)))
            .collect();
        let mut keys = jwk::all(&self);
        let mut notes = std::mem::take(&mut self.notes);
        notes.append(&mut keys.notes);
        let mut members = keys.members;
        let expected: HashSet<usize> =
            known.iter().flat_map(|known| known.expected.clone()).collect();
        let mut fatal = self.fatal.take();
        for position in 0..self.nodes.len() {
            if keys.secrets.contains(&position) {
                continue;
            }
            let Value::Text(text) = &mut self.nodes[position].value else { continue };
            let held = held::of(std::mem::take(text), room);
            let is_told = expected.contains(&position) && notes.len() < MOST_NOTES;
            let entry = match held {
                Ok(None) if !is_told => continue,
                _ => self.pointer(position),
            };
            match held.and_then(|held| room.take(entry.len()).map(|()| held)) {
                Ok(Some(octets)) => members.push((position, Member::named(entry, octets))),
                Ok(None) => notes.push(Problem::note(ContainerProblem::EntryUnread { entry }, 0)),
                Err(problem) => {
                    fatal.get_or_insert(Problem::fatal(problem, 0));
                    break;
                }
            }
        }
        // Where nothing else is found in a text, its blocks of PEM are found without this.
        let is_one = !known.is_empty() || !members.is_empty();
        if let Some((at, rest)) =
            self.rest.filter(|(_, rest)| is_one || !rest.contains(rest::BEGIN))
        {
            let found = rest::members(rest, at, room).into_iter();
            members.extend(found.map(|member| (usize::MAX, member)));
        }
        let is_deep = fatal.as_ref().is_some_and(Problem::is_of_limit);
        if known.is_empty() && members.is_empty() && !is_deep {
            return None;
        }
        members.sort_by_key(|(position, _)| *position);
        let mut opened = Opened::new(known.first().map_or(Format::Json, |known| known.format));
        opened.container.entries = members.len();
        let details = known.into_iter().flat_map(|known| known.details);
        opened.container.details = details.take(MOST_NOTES).collect();
        opened.container.problems = notes;
        opened.members = members.into_iter().map(|(_, member)| member).collect();
        opened.problem = fatal;
        Some(opened)
    }

    fn is_of_kubernetes(&self) -> bool {
        self.roots.iter().any(|root| kubernetes::kind(self, *root).is_some())
    }

    /// Adds a value; false where there is no room for it.
    fn add(&mut self, parent: Option<usize>, step: Step<'a>, value: Value<'a>) -> bool {
        if self.nodes.len() >= MOST_VALUES {
            let kind = ContainerProblem::TooManyValues { limit: MOST_VALUES };
            self.fatal.get_or_insert(Problem::fatal(kind, 0));
            return false;
        }
        let position = self.nodes.len();
        if parent.is_none() {
            self.roots.push(position);
        }
        let is_scalar = matches!(value, Value::Text(_) | Value::Other);
        let end = if is_scalar { position + 1 } else { usize::MAX };
        self.nodes.push(Node { parent, step, value, end });
        true
    }

    fn close(&mut self, position: usize) {
        self.nodes[position].end = self.nodes.len();
    }

    /// A key that an object has twice: both are read, and who else reads it takes the one or the other
    /// (RFC 8259 §4; YAML 1.2.2 §3.2.1.1 forbids it).
    fn duplicate(&mut self, object: usize, key: &str) {
        if self.notes.len() < MOST_NOTES {
            let entry = format!("{}/{}", self.pointer(object), safe_text(&escaped(key)));
            self.notes.push(Problem::note(ContainerProblem::DuplicateKey { entry }, 0));
        }
    }

    /// Position after all that a value holds: of one that was cut off, the end.
    fn end(&self, position: usize) -> usize {
        self.nodes[position].end.min(self.nodes.len())
    }

    /// What an object or a list holds.
    fn members(&self, position: usize) -> impl Iterator<Item = usize> {
        let (mut next, end) = (position + 1, self.end(position));
        std::iter::from_fn(move || {
            let one = next;
            (one < end).then(|| {
                next = self.end(one);
                one
            })
        })
    }

    fn key(&self, position: usize) -> Option<&str> {
        match &self.nodes[position].step {
            Step::Key(key) => Some(key),
            _ => None,
        }
    }

    /// The member of an object with this key.
    fn member(&self, position: usize, key: &str) -> Option<usize> {
        self.members(position).find(|one| self.key(*one) == Some(key))
    }

    fn text(&self, position: usize) -> Option<&str> {
        match &self.nodes[position].value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a member.
    fn text_of(&self, position: usize, key: &str) -> Option<&str> {
        self.text(self.member(position, key)?)
    }

    /// Every value at a path from a root: keys with `/` between, `*` for every item of a list.
    fn at(&self, root: usize, path: &str) -> Vec<usize> {
        let mut found = vec![root];
        for step in path.split('/') {
            found = found
                .into_iter()
                .flat_map(|one| {
                    let all = self.members(one);
                    all.filter(move |member| match &self.nodes[*member].step {
                        Step::Key(key) => key == step,
                        Step::Index(_) => step == "*",
                        Step::Root => false,
                    })
                })
                .collect();
        }
        found
    }

    /// JSON pointer (RFC 6901 §3), safe to show; where a text has several documents, after the number of
    /// the document.
    fn pointer(&self, position: usize) -> String {
        let mut steps = Vec::new();
        let mut at = position;
        while let Some(parent) = self.nodes[at].parent {
            steps.push(&self.nodes[at].step);
            at = parent;
        }
        let mut pointer = match self.roots.binary_search(&at) {
            Ok(number) if self.roots.len() > 1 => format!("{}#", number + 1),
            _ => String::new(),
        };
        for step in steps.into_iter().rev() {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer += &escaped(key),
                Step::Index(index) => pointer += &index.to_string(),
                Step::Root => {}
            }
            if let Some((end, _)) = pointer.char_indices().nth(LONGEST_POINTER) {
                pointer.truncate(end);
                pointer.push('…');
                break;
            }
        }
        safe_text(&pointer)
    }
}

/// As much of a key as is shown.
fn escaped(key: &str) -> String {
    let key: String = key.chars().take(LONGEST_POINTER).collect();
    key.replace('~', "~0").replace('/', "~1")
}
