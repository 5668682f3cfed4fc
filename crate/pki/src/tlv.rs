//! A cursor over DER values that remembers where each of them stands.
//!
//! The `der` crate decodes typed values. This adds what an inspector needs
//! beside that: the exact bytes of every value (a signature covers them) and
//! the absolute offset of the value that is at fault.

use der::{Decode, ErrorKind, Header, Length, Reader, SliceReader, Tag};

use crate::hex;
use crate::problem::{Problem, ProblemKind};

/// One tag-length-value with its place in the object.
#[derive(Clone, Copy, Debug)]
pub struct Tlv<'a> {
    /// `None` for the universal types that the `der` crate has no name for, such as UniversalString.
    pub tag: Option<Tag>,
    /// Tag, length and value.
    pub whole: &'a [u8],
    /// The value alone.
    pub value: &'a [u8],
    /// Offset of the tag in the object.
    pub start: usize,
}

impl<'a> Tlv<'a> {
    /// Offset of the value in the object.
    #[must_use]
    pub fn value_start(&self) -> usize {
        self.start + self.whole.len() - self.value.len()
    }

    /// The number of a context-specific tag.
    #[must_use]
    pub fn context_number(&self) -> Option<u32> {
        match self.tag {
            Some(Tag::ContextSpecific { number, .. }) => Some(number.value()),
            _ => None,
        }
    }

    /// A cursor over the values inside this one.
    #[must_use]
    pub fn inside(&self) -> Cursor<'a> {
        Cursor { rest: self.value, at: self.value_start() }
    }

    /// The one value inside this one.
    ///
    /// # Errors
    ///
    /// Where there is none, or something after it.
    pub fn sole(&self, field: &str) -> Result<Tlv<'a>, Problem> {
        let mut inside = self.inside();
        let tlv = inside.any(field)?;
        inside.finish(field)?;
        Ok(tlv)
    }

    /// What to call its type.
    #[must_use]
    pub fn type_name(&self) -> String {
        match self.tag {
            Some(tag) => tag.to_string(),
            None => format!("type {}", hex::byte(self.whole[0])),
        }
    }

    /// Decodes the whole value as `T`.
    ///
    /// # Errors
    ///
    /// What the `der` crate says of it, with the offset of the value.
    pub fn decode<T>(&self, field: &str) -> Result<T, Problem>
    where
        T: Decode<'a, Error = der::Error>,
    {
        T::from_der(self.whole).map_err(|error| malformed(field, self.start, &error))
    }
}

/// Reads values one after another.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    rest: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, at: 0 }
    }

    /// Over what stands at `at` and after it.
    #[must_use]
    pub fn new_at(bytes: &'a [u8], at: usize) -> Self {
        Self { rest: bytes.get(at..).unwrap_or_default(), at }
    }

    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next value, whatever its tag.
    ///
    /// # Errors
    ///
    /// Where no value stands.
    pub fn any(&mut self, field: &str) -> Result<Tlv<'a>, Problem> {
        let fail = |error: der::Error| malformed(field, self.at, &error);
        let mut reader = SliceReader::new(self.rest).map_err(fail)?;
        let (tag, value_length) = header(&mut reader).map_err(fail)?;
        let value = reader.read_slice(value_length).map_err(fail)?;
        let length = self.rest.len() - usize::try_from(reader.remaining_len()).unwrap_or(0);
        let (whole, rest) = self.rest.split_at(length);
        let tlv = Tlv { tag, whole, value, start: self.at };
        self.rest = rest;
        self.at += length;
        Ok(tlv)
    }

    /// The next value, which must carry `tag`.
    ///
    /// # Errors
    ///
    /// Where another value stands, or none.
    pub fn expect(&mut self, tag: Tag, field: &str) -> Result<Tlv<'a>, Problem> {
        let start = self.at;
        let tlv = self.any(field)?;
        if tlv.tag == Some(tag) {
            Ok(tlv)
        } else {
            let reason = format!("expected {tag}, found {}", tlv.type_name());
            Err(Problem::malformed(field, &reason, start))
        }
    }

    /// The next value if it carries `tag`; nothing is consumed otherwise.
    ///
    /// # Errors
    ///
    /// Where no value stands and the end is not reached.
    pub fn optional(&mut self, tag: Tag, field: &str) -> Result<Option<Tlv<'a>>, Problem> {
        if self.is_done() {
            return Ok(None);
        }
        let mut ahead = *self;
        let tlv = ahead.any(field)?;
        if tlv.tag != Some(tag) {
            return Ok(None);
        }
        *self = ahead;
        Ok(Some(tlv))
    }

    /// Nothing may follow.
    ///
    /// # Errors
    ///
    /// How much does.
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

/// Tag and length. The `der` crate refuses every tag it has no type for; a primitive one may
/// stand wherever any value may, and its length is read like any other.
fn header<'a>(reader: &mut SliceReader<'a>) -> Result<(Option<Tag>, Length), der::Error> {
    let mut ahead = reader.clone();
    match Header::decode(&mut ahead) {
        Ok(header) => {
            *reader = ahead;
            Ok((Some(header.tag()), header.length()))
        }
        Err(error) => match error.kind() {
            ErrorKind::TagUnknown { byte: 0x01..=0x1e } => {
                reader.read_byte()?;
                Ok((None, Length::decode(reader)?))
            }
            _ => Err(error),
        },
    }
}

/// A fault of the `der` crate. Its own position is that of its reader, which is sometimes before
/// and sometimes after what is wrong; the start of the value is the same for every fault.
fn malformed(field: &str, start: usize, error: &der::Error) -> Problem {
    Problem::malformed(field, &error.kind().to_string(), start)
}
