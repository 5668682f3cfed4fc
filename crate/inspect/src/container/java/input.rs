//! What java.io.DataOutput writes.

/// Reads one thing after another; `None` where the input ends before it.
pub(super) struct Input<'a> {
    all: &'a [u8],
    at: usize,
}

impl<'a> Input<'a> {
    pub fn new(all: &'a [u8]) -> Self {
        Self { all, at: 0 }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn left(&self) -> usize {
        self.all.len() - self.at
    }

    pub fn octets(&mut self, count: usize) -> Option<&'a [u8]> {
        let octets = self.all.get(self.at..)?.get(..count)?;
        self.at += count;
        Some(octets)
    }

    pub fn octet(&mut self) -> Option<u8> {
        self.octets(1).map(|octets| octets[0])
    }

    /// Two octets, the higher one first.
    pub fn short(&mut self) -> Option<usize> {
        self.octets(2).map(|octets| usize::from(octets[0]) << 8 | usize::from(octets[1]))
    }

    /// Four octets; none of those that are read here is negative.
    pub fn number(&mut self) -> Option<usize> {
        let octets = self.octets(4)?.try_into().ok()?;
        usize::try_from(i32::from_be_bytes(octets)).ok()
    }

    /// So many octets as the number before them says.
    pub fn block(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.octets(length)
    }

    /// Java's own UTF-8, which differs where hardly any text does: in NUL and beyond U+FFFF.
    pub fn text(&mut self) -> Option<String> {
        let length = self.short()?;
        self.octets(length).map(|octets| String::from_utf8_lossy(octets).into_owned())
    }
}
