//! A cursor over DER values that remembers where each of them stands.
//!
//! The `der` crate decodes typed values. This adds what an inspector needs
//! beside that: the exact bytes of every value (a signature covers them) and
//! the absolute offset of the first fault.

use der::{Decode, Header, Reader, SliceReader, Tag};

use crate::problem::{Problem, ProblemKind};

/// One tag-length-value with its place in the object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tlv<'a> {
    pub tag: Tag,
    /// Tag, length and value.
    pub whole: &'a [u8],
    /// The value alone.
    pub value: &'a [u8],
    /// Offset of the tag in the object.
    pub start: usize,
}

impl<'a> Tlv<'a> {
    /// Offset of the value in the object.
    pub fn value_start(&self) -> usize {
        self.start + self.whole.len() - self.value.len()
    }

    /// A cursor over the values inside this one.
    pub fn inside(&self) -> Cursor<'a> {
        Cursor { rest: self.value, at: self.value_start() }
    }

    /// Decodes the whole value as `T`; faults carry the absolute offset.
    pub fn decode<T>(&self, field: &str) -> Result<T, Problem>
    where
        T: Decode<'a, Error = der::Error>,
    {
        T::from_der(self.whole).map_err(|error| malformed(field, self.start, &error))
    }
}

/// Reads values one after another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, at: 0 }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next value, whatever its tag.
    pub fn any(&mut self, field: &str) -> Result<Tlv<'a>, Problem> {
        let fail = |error: der::Error| malformed(field, self.at, &error);
        let mut reader = SliceReader::new(self.rest).map_err(fail)?;
        let header = Header::decode(&mut reader).map_err(fail)?;
        let value = reader.read_slice(header.length()).map_err(fail)?;
        let length = self.rest.len() - usize::try_from(reader.remaining_len()).unwrap_or(0);
        let (whole, rest) = self.rest.split_at(length);
        let tlv = Tlv { tag: header.tag(), whole, value, start: self.at };
        self.rest = rest;
        self.at += length;
        Ok(tlv)
    }

    /// The next value, which must carry `tag`.
    pub fn expect(&mut self, tag: Tag, field: &str) -> Result<Tlv<'a>, Problem> {
        let start = self.at;
        let tlv = self.any(field)?;
        if tlv.tag == tag {
            Ok(tlv)
        } else {
            Err(Problem::fatal(
                ProblemKind::DerMalformed {
                    field: field.to_owned(),
                    reason: format!("expected {tag}, found {}", tlv.tag),
                },
                start,
            ))
        }
    }

    /// The next value if it carries `tag`; nothing is consumed otherwise.
    pub fn optional(&mut self, tag: Tag, field: &str) -> Result<Option<Tlv<'a>>, Problem> {
        if self.is_done() {
            return Ok(None);
        }
        let mut ahead = *self;
        let tlv = ahead.any(field)?;
        if tlv.tag != tag {
            return Ok(None);
        }
        *self = ahead;
        Ok(Some(tlv))
    }

    /// Nothing may follow.
    pub fn finish(&self, field: &str) -> Result<(), Problem> {
        if self.is_done() {
            return Ok(());
        }
        Err(Problem::fatal(
            ProblemKind::DerTrailing { field: field.to_owned(), length: self.rest.len() },
            self.at,
        ))
    }
}

/// A fault of the `der` crate, with its offset made absolute.
pub(crate) fn malformed(field: &str, start: usize, error: &der::Error) -> Problem {
    let inside = error.position().map_or(0, |at| usize::try_from(at).unwrap_or(0));
    Problem::fatal(
        ProblemKind::DerMalformed { field: field.to_owned(), reason: error.kind().to_string() },
        start + inside,
    )
}
