//! JSON (RFC 8259), one text or several after each other (JSON lines). What stands before a fault is read.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Document, MOST_DEEP, Step, Value};
use crate::problem::{ContainerProblem, Problem};

/// `None`: it does not begin as JSON does.
pub(super) fn read(text: &str) -> Option<Document<'_>> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let rest = &text[mark..];
    if !matches!(rest.trim_start().as_bytes().first()?, b'{' | b'[' | b'"') {
        return None;
    }
    let mut document = Document::default();
    let mut reader = serde_json::Deserializer::from_str(rest);
    loop {
        let seed = Seed { document: &mut document, parent: None, step: Step::Root, deep: 0 };
        let error = match seed.deserialize(&mut reader) {
            Ok(()) if reader.end().is_ok() => return Some(document),
            Ok(()) => continue,
            Err(error) => error,
        };
        let at = mark + offset(rest, &error);
        document.fatal.get_or_insert(Problem::fatal(ContainerProblem::Json, at)).offset = at;
        let start = start_of_string(text, at);
        document.rest = Some((start, &text[start..]));
        return Some(document);
    }
}

/// Where the string begins that the fault is in, or the fault where it is in none.
fn start_of_string(text: &str, fault: usize) -> usize {
    let (mut start, mut is_escaped) = (None, false);
    for (at, octet) in text.bytes().enumerate().take(fault) {
        match octet {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = start.is_some(),
            b'"' if start.is_some() => start = None,
            b'"' => start = Some(at),
            _ => {}
        }
    }
    start.unwrap_or_else(|| (0..=fault).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0))
}

/// Lines and columns count from one, columns in octets.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let before: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column().saturating_sub(1)).min(text.len())
}

/// One value on its way into the document.
struct Seed<'d, 'a> {
    document: &'d mut Document<'a>,
    parent: Option<usize>,
    step: Step<'a>,
    deep: usize,
}

impl<'a> Seed<'_, 'a> {
    fn add<E: Error>(self, value: Value<'a>) -> Result<(), E> {
        // What it says is nobody's: the problem is with the document.
        let is_added = self.document.add(self.parent, self.step, value);
        if is_added { Ok(()) } else { Err(E::custom("too many values")) }
    }

    /// The value that holds others, now added; its position.
    fn open<E: Error>(&mut self, value: Value<'a>) -> Result<usize, E> {
        if self.deep >= MOST_DEEP {
            let kind = ContainerProblem::TooDeep { limit: MOST_DEEP };
            self.document.fatal.get_or_insert(Problem::fatal(kind, 0));
            return Err(E::custom("too deep"));
        }
        let position = self.document.nodes.len();
        let step = std::mem::replace(&mut self.step, Step::Root);
        let seed = Seed { document: self.document, parent: self.parent, step, deep: self.deep };
        seed.add(value).map(|()| position)
    }

    fn within(&mut self, parent: usize, step: Step<'a>) -> Seed<'_, 'a> {
        Seed { document: self.document, parent: Some(parent), step, deep: self.deep + 1 }
    }
}

impl<'a> DeserializeSeed<'a> for Seed<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Seed<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        let position = self.open(Value::Object)?;
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key_seed(Key)? {
            if !keys.insert(key.clone()) {
                self.document.duplicate(position, &key);
            }
            map.next_value_seed(self.within(position, Step::Key(key)))?;
        }
        self.document.close(position);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut items: A) -> Result<(), A::Error> {
        let position = self.open(Value::List)?;
        let mut index = 0;
        while items.next_element_seed(self.within(position, Step::Index(index)))?.is_some() {
            index += 1;
        }
        self.document.close(position);
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<(), E> {
        self.add(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.add(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.add(Value::Other)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.add(Value::Other)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.add(Value::Other)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.add(Value::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.add(Value::Other)
    }
}

/// A key, not copied where it stands in the text as it is.
struct Key;

impl<'a> DeserializeSeed<'a> for Key {
    type Value = Cow<'a, str>;

    fn deserialize<D: Deserializer<'a>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_str(self)
    }
}

impl<'a> Visitor<'a> for Key {
    type Value = Cow<'a, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(document: &Document<'_>) -> Vec<(String, String)> {
        let all = (0..document.nodes.len())
            .filter_map(|at| document.text(at).map(|text| (document.pointer(at), text.to_owned())));
        all.collect()
    }

    #[test]
    fn strings_have_their_pointers_and_faults_leave_what_stands_before_them() {
        // The examples of RFC 6901 §5 that hold strings.
        let document = read(r#"{"foo":["bar","baz"],"":"a","a/b":"b","m~n":"c"}"#).unwrap();
        let pointers: Vec<String> = texts(&document).into_iter().map(|(at, _)| at).collect();
        assert_eq!(pointers, ["/foo/0", "/foo/1", "/", "/a~1b", "/m~0n"]);
        let cut = "{\"a\": \"x\",\n \"b\": [\"y\", ,]}";
        let document = read(cut).unwrap();
        assert_eq!(texts(&document).len(), 2);
        assert_eq!(document.fatal.unwrap().offset, cut.find(",]").unwrap());
    }

    #[test]
    fn several_documents_and_keys_that_stand_twice_are_all_read() {
        let lines = read("\u{feff}{\"a\":\"x\"}\n{\"a\":\"y\",\"a\":\"z\"}\n").unwrap();
        let all = [("1#/a", "x"), ("2#/a", "y"), ("2#/a", "z")];
        assert_eq!(texts(&lines), all.map(|(at, text)| (at.to_owned(), text.to_owned())));
        assert_eq!(lines.notes.len(), 1);
        assert!(lines.fatal.is_none());
    }

    #[test]
    fn depth_and_number_have_their_ends() {
        for open in ["[", "{\"a\":"] {
            let document = read(&open.repeat(5_000)).map(|document| document.fatal);
            let kind = ContainerProblem::TooDeep { limit: MOST_DEEP };
            assert_eq!(document.unwrap().unwrap().kind, crate::Reason::Container(kind));
        }
        let deep = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&deep(MOST_DEEP)).unwrap().fatal.is_none());
        assert!(read(&deep(MOST_DEEP + 1)).unwrap().fatal.unwrap().is_of_limit());
        let many = format!("[{}0]", "0,".repeat(super::super::MOST_VALUES));
        assert!(read(&many).unwrap().fatal.unwrap().is_of_limit());
        assert!(read("no JSON").is_none() && read("{").unwrap().fatal.is_some());
    }
}
