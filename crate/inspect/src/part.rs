//! Values that are cut off, as far as they go.

use anchorlight_pki::read::{Cursor, Tlv};

use crate::ber;
use crate::tree::Header;

/// What is left of the contents of a value, some of which may be missing at its end.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    rest: &'a [u8],
    /// Where that begins in the input.
    at: usize,
}

impl<'a> Part<'a> {
    pub fn new(input: &'a [u8]) -> Self {
        Self { rest: input, at: 0 }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// What there is inside the next value.
    pub fn enter(&self) -> Option<Self> {
        let header = Header::read(self.rest).ok()?;
        let contents = self.rest.get(header.octets()..)?;
        let length = header.length.unwrap_or(contents.len()).min(contents.len());
        Some(Self { rest: &contents[..length], at: self.at + header.octets() })
    }

    /// Goes past the next value, if there is all of it.
    pub fn skip(&mut self) -> Option<()> {
        self.past(ber::length(self.rest)?)
    }

    /// The next value and where it begins, if there is all of it.
    pub fn whole(&mut self) -> Option<(usize, Tlv<'a>)> {
        let (at, tlv) = (self.at, Cursor::new(self.rest).any("value").ok()?);
        self.past(tlv.whole.len())?;
        Some((at, tlv))
    }

    fn past(&mut self, length: usize) -> Option<()> {
        self.rest = self.rest.get(length..)?;
        self.at += length;
        Some(())
    }
}
