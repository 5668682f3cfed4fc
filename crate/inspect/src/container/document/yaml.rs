//! YAML 1.2.2: what Kubernetes writes, one document or several. What stands before a fault is read.
//!
//! An alias stands for what its anchor holds, which is shown where it stands: nothing is copied, so nothing
//! grows (the "billion laughs").

use std::borrow::Cow;
use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScanError};

use super::{Document, MOST_DEEP, Step, Value};
use crate::problem::{ContainerProblem, Problem};

/// `None`: no line of it begins as those of Kubernetes do. Any text is YAML, and most of it is something else.
pub(super) fn read(text: &str) -> Option<Document<'_>> {
    let has = |key: &str| {
        text.lines().any(|line| {
            let line = line.trim_start_matches(['\u{feff}', '"', '\'']);
            line.strip_prefix(key).is_some_and(|rest| rest.starts_with([':', '"', '\'']))
        })
    };
    if !has("apiVersion") || !has("kind") {
        return None;
    }
    let mut document = Document::default();
    let mut frames = Vec::new();
    // After the last value that was read, in characters.
    let mut last = 0;
    for event in Parser::new_from_str(text) {
        let fatal = match event {
            Ok((event, span)) => {
                let is_added = step(&mut document, &mut frames, event);
                if is_added {
                    last = span.end.index();
                    continue;
                }
                let at = offset(text, span.start.index());
                Problem::fatal(ContainerProblem::TooDeep { limit: MOST_DEEP }, at)
            }
            Err(error) => fault(text, &error),
        };
        document.fatal.get_or_insert(fatal);
        let start = offset(text, last);
        document.rest = Some((start, &text[start..]));
        break;
    }
    Some(document)
}

/// The parser looks ahead in what has brackets, and has an end of its own there.
fn fault(text: &str, error: &ScanError) -> Problem {
    let kind = match error.info() {
        "recursion limit exceeded" => ContainerProblem::TooDeep { limit: MOST_DEEP },
        _ => ContainerProblem::Yaml,
    };
    Problem::fatal(kind, offset(text, error.marker().index()))
}

/// The parser counts characters.
fn offset(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

/// A mapping or a sequence that is not at its end.
struct Frame<'a> {
    /// `None`: it is a key, or in one.
    position: Option<usize>,
    next: Next<'a>,
    keys: HashSet<Cow<'a, str>>,
}

/// Where in it the next value belongs.
enum Next<'a> {
    Key,
    Value(Cow<'a, str>),
    Item(usize),
}

/// What the next value is.
enum Place<'a> {
    Key,
    Value(Option<usize>, Step<'a>),
    /// In a key.
    Nowhere,
}

/// False where there is no room for more.
fn step<'a>(document: &mut Document<'a>, frames: &mut Vec<Frame<'a>>, event: Event<'a>) -> bool {
    match event {
        Event::Scalar(text, ..) => scalar(document, frames, Some(text)),
        Event::Alias(_) => scalar(document, frames, None),
        Event::MappingStart(..) => open(document, frames, Value::Object, Next::Key),
        Event::SequenceStart(..) => open(document, frames, Value::List, Next::Item(0)),
        Event::MappingEnd | Event::SequenceEnd => {
            if let Some(position) = frames.pop().and_then(|frame| frame.position) {
                document.close(position);
            }
            true
        }
        _ => true,
    }
}

fn scalar<'a>(
    document: &mut Document<'a>,
    frames: &mut [Frame<'a>],
    text: Option<Cow<'a, str>>,
) -> bool {
    match place(document, frames, text.clone()) {
        Place::Value(parent, step) => {
            document.add(parent, step, text.map_or(Value::Other, Value::Text))
        }
        Place::Key | Place::Nowhere => true,
    }
}

fn open<'a>(
    document: &mut Document<'a>,
    frames: &mut Vec<Frame<'a>>,
    value: Value<'a>,
    next: Next<'a>,
) -> bool {
    if frames.len() >= MOST_DEEP {
        return false;
    }
    let mut position = None;
    if let Place::Value(parent, step) = place(document, frames, None) {
        position = Some(document.nodes.len());
        if !document.add(parent, step, value) {
            return false;
        }
    }
    frames.push(Frame { position, next, keys: HashSet::new() });
    true
}

/// Where a value belongs; afterwards, the next one belongs behind it.
fn place<'a>(
    document: &mut Document<'a>,
    frames: &mut [Frame<'a>],
    text: Option<Cow<'a, str>>,
) -> Place<'a> {
    let Some(frame) = frames.last_mut() else { return Place::Value(None, Step::Root) };
    let place = |step| match frame.position {
        Some(position) => Place::Value(Some(position), step),
        None => Place::Nowhere,
    };
    match std::mem::replace(&mut frame.next, Next::Key) {
        Next::Key => {
            // A key that is no scalar has no name in a pointer.
            let key = text.unwrap_or_default();
            if let Some(position) = frame.position.filter(|_| !frame.keys.insert(key.clone())) {
                document.duplicate(position, &key);
            }
            frame.next = Next::Value(key);
            Place::Key
        }
        Next::Value(key) => place(Step::Key(key)),
        Next::Item(index) => {
            frame.next = Next::Item(index + 1);
            place(Step::Index(index))
        }
    }
}
