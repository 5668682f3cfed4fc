//! BER to DER, as far as reading needs it: indefinite lengths become definite, and strings in parts become
//! strings in one piece (X.690 §8.1.3.6, §8.21). Windows, NSS and older Java write containers like that.
//! A value that has neither is kept to the octet, because signatures cover it.

use crate::container::Room;
use crate::tree::{Fault, Header};

/// Where OpenSSL's decoder stops (ASN1_MAX_CONSTRUCTED_NEST).
const MOST_DEEP: usize = 30;

/// The first value of the input in DER, and how many octets it takes in BER. `None`: it cannot be read, or it has
/// definite lengths and no string in parts.
pub(crate) fn to_der(input: &[u8], room: &mut Room) -> Option<(Vec<u8>, usize)> {
    let mut reader = Reader { input, at: 0 };
    // Before anything is copied: most values are DER.
    if !reader.skip(input.len(), 0)? {
        return None;
    }
    room.take(reader.at).ok()?;
    reader.at = 0;
    let read = reader.read(input.len(), 0)?;
    Some((read.der, reader.at))
}

/// The same of a value that is cut off, or may be: in DER it is cut off in the same place. `None`: there is no value even
/// as far as it goes, or nothing of it to change.
pub(crate) fn part_to_der(input: &[u8], room: &mut Room) -> Option<Vec<u8>> {
    let mut reader = Reader { input, at: 0 };
    if reader.skip(input.len(), 0) == Some(false) {
        return None;
    }
    room.take(input.len()).ok()?;
    reader.at = 0;
    reader.read(input.len(), 0).filter(|read| read.is_ber).map(|read| read.der)
}

/// How many octets the first value of the input takes; `None`: not all of it is there.
pub(crate) fn length(input: &[u8]) -> Option<usize> {
    let mut reader = Reader { input, at: 0 };
    reader.skip(input.len(), 0)?;
    Some(reader.at)
}

/// The numbers of the string types: BIT STRING, OCTET STRING and those of characters.
const BIT_STRING: u32 = 3;
const OCTET_STRING: u32 = 4;

fn is_in_parts(header: &Header) -> bool {
    let is_string = matches!(header.number, BIT_STRING | OCTET_STRING | 12 | 18..=30);
    header.class == 0 && header.constructed && is_string
}

struct Reader<'a> {
    input: &'a [u8],
    at: usize,
}

/// One value after its header has been read.
struct Value {
    header: Header,
    /// Where its header begins.
    start: usize,
    /// Where its contents end at the latest; behind the input, where that is cut off.
    end: usize,
}

/// One value in DER, as far as it goes.
#[derive(Default)]
struct Read {
    der: Vec<u8>,
    is_whole: bool,
    /// Whether there was anything in it to change.
    is_ber: bool,
}

impl Reader<'_> {
    fn open(&mut self, end: usize) -> Option<Value> {
        let start = self.at;
        let header = Header::read(self.input.get(start..end)?).ok()?;
        self.at += header.octets();
        let end = match header.length {
            Some(length) => self.at.checked_add(length).filter(|inner| *inner <= end)?,
            None => end,
        };
        Some(Value { header, start, end })
    }

    /// Whether there is nothing more in the value; goes past the end of an indefinite length.
    fn is_done(&mut self, value: &Value) -> bool {
        if value.header.length.is_some() {
            return self.at == value.end;
        }
        let is_end = self.input[self.at..self.end_of(value)].starts_with(&[0, 0]);
        self.at += if is_end { 2 } else { 0 };
        is_end
    }

    /// Goes past one value; whether there is anything in it to change.
    fn skip(&mut self, end: usize, depth: usize) -> Option<bool> {
        let value = self.open(end)?;
        if !value.header.constructed {
            self.at = value.end;
            return Some(false);
        }
        if depth > MOST_DEEP {
            return None;
        }
        let mut is_ber = value.header.length.is_none() || is_in_parts(&value.header);
        while !self.is_done(&value) {
            is_ber |= self.skip(value.end, depth + 1)?;
        }
        Some(is_ber)
    }

    /// The header of a value that may be cut off; within: `None` where not even that is whole.
    fn open_part(&mut self, end: usize) -> Option<Option<Value>> {
        let may_be_cut = end == self.input.len();
        let start = self.at;
        let header = match Header::read(self.input.get(start..end)?) {
            Ok(header) => header,
            Err(Fault::HeaderCut) if may_be_cut => {
                self.at = end;
                return Some(None);
            }
            Err(_) => return None,
        };
        self.at += header.octets();
        let end = match header.length {
            Some(length) => {
                let inner = self.at.checked_add(length)?;
                Some(inner).filter(|inner| *inner <= end || may_be_cut)?
            }
            None => end,
        };
        Some(Some(Value { header, start, end }))
    }

    /// Where the contents of a value end that are there.
    fn end_of(&self, value: &Value) -> usize {
        value.end.min(self.input.len())
    }

    /// One value in DER. Of one that is cut off, the length says that one more octet should follow.
    fn read(&mut self, end: usize, depth: usize) -> Option<Read> {
        let Some(value) = self.open_part(end)? else { return Some(Read::default()) };
        let mut read = Read { is_whole: true, ..Read::default() };
        let is_in_parts = is_in_parts(&value.header);
        read.is_ber = value.header.length.is_none() || is_in_parts;
        let mut contents = Vec::new();
        if is_in_parts {
            let mut unused = 0;
            read.is_whole = self.parts(&value, depth, &mut contents, &mut unused)?;
            if value.header.number == BIT_STRING {
                contents.insert(0, unused);
            }
        } else if value.header.constructed {
            if depth > MOST_DEEP {
                return None;
            }
            while read.is_whole && !self.is_done(&value) {
                let inner = self.read(self.end_of(&value), depth + 1)?;
                contents.extend(inner.der);
                read.is_whole = inner.is_whole;
                read.is_ber |= inner.is_ber;
            }
        } else {
            self.at = self.end_of(&value);
            read.is_whole = self.at == value.end;
        }
        if !read.is_ber {
            read.der = self.input[value.start..self.at].to_vec();
            return Some(read);
        }
        let mut tag = self.input[value.start..value.start + value.header.tag_octets].to_vec();
        if is_in_parts {
            // In one piece it is primitive.
            tag[0] &= !0x20;
        }
        push_length(&mut tag, contents.len() + usize::from(!read.is_whole));
        read.der = [tag, contents].concat();
        Some(read)
    }

    /// The contents of the parts of a string, which may have parts themselves; whether all of them are there. Each part of
    /// a BIT STRING says how many of its bits are unused; but for the last one, none are.
    fn parts(
        &mut self,
        of: &Value,
        depth: usize,
        contents: &mut Vec<u8>,
        unused: &mut u8,
    ) -> Option<bool> {
        if depth > MOST_DEEP {
            return None;
        }
        while !self.is_done(of) {
            let Some(part) = self.open_part(self.end_of(of))? else { return Some(false) };
            let number = part.header.number;
            // §8.23: strings of characters have parts that are OCTET STRINGs, and nobody minds their own type.
            if part.header.class != 0 || (number != of.header.number && number != OCTET_STRING) {
                return None;
            }
            if part.header.constructed {
                if !self.parts(&part, depth + 1, contents, unused)? {
                    return Some(false);
                }
                continue;
            }
            let octets = &self.input[self.at..self.end_of(&part)];
            self.at = self.end_of(&part);
            if of.header.number != BIT_STRING {
                contents.extend(octets);
            } else if let Some((first, bits)) = octets.split_first() {
                *unused = *first;
                contents.extend(bits);
            } else if self.at == part.end {
                return None;
            }
            if self.at < part.end {
                return Some(false);
            }
        }
        Some(true)
    }
}

/// X.690 §10.1.
fn push_length(header: &mut Vec<u8>, length: usize) {
    let digits = length.to_be_bytes();
    let digits = &digits[(length.leading_zeros() / 8) as usize..];
    match length {
        0..=0x7f => header.push(length as u8),
        _ => {
            header.push(0x80 | digits.len() as u8);
            header.extend(digits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::{prop_assert_eq, proptest};
    use proptest::sample::select;

    fn der(ber: &[u8]) -> Option<(Vec<u8>, usize)> {
        to_der(ber, &mut Room::default())
    }

    #[test]
    fn indefinite_lengths_and_strings_in_parts_become_der() {
        // SEQUENCE { OCTET STRING { 01, { 02 } }, [0] { BOOLEAN }, BIT STRING { ff, fe (1 unused) } }, and more after it.
        let ber = [
            &[0x30, 0x80][..],
            &[0x24, 0x80, 4, 1, 1, 0x24, 3, 4, 1, 2, 0, 0],
            &[0xa0, 0x80, 1, 1, 0xff, 0, 0],
            &[0x23, 0x80, 3, 2, 0, 0xff, 3, 2, 1, 0xfe, 0, 0],
            &[0, 0],
        ]
        .concat();
        let expected = [0x30, 14, 4, 2, 1, 2, 0xa0, 3, 1, 1, 0xff, 3, 3, 1, 0xff, 0xfe].to_vec();
        let more = [&ber[..], &[5, 0]].concat();
        assert_eq!(der(&more), Some((expected, ber.len())));
        for cut in 0..ber.len() {
            assert_eq!(der(&ber[..cut]), None, "{cut}");
        }
    }

    #[test]
    fn what_is_cut_off_is_cut_off_in_der() {
        let part = |ber: &[u8]| part_to_der(ber, &mut Room::default());
        // SEQUENCE { BOOLEAN, [0] { OCTET STRING { 01 02, 03 04 } } }.
        let ber = [
            &[0x30, 0x80, 1, 1, 0xff, 0xa0, 0x80][..],
            &[0x24, 0x80, 4, 2, 1, 2, 4, 2, 3, 4, 0, 0, 0, 0, 0, 0],
        ]
        .concat();
        let whole = [0x30, 11, 1, 1, 0xff, 0xa0, 6, 4, 4, 1, 2, 3, 4];
        assert_eq!(part(&ber).unwrap(), whole);
        let expected: [(usize, &[u8]); 7] = [
            (4, &[0x30, 3, 1, 1]),
            // A tag alone is no value.
            (6, &[0x30, 4, 1, 1, 0xff]),
            (7, &[0x30, 6, 1, 1, 0xff, 0xa0, 1]),
            (12, &[0x30, 9, 1, 1, 0xff, 0xa0, 4, 4, 2, 1]),
            (16, &[0x30, 11, 1, 1, 0xff, 0xa0, 6, 4, 4, 1, 2, 3]),
            (18, &[0x30, 12, 1, 1, 0xff, 0xa0, 7, 4, 5, 1, 2, 3, 4]),
            (19, &[0x30, 12, 1, 1, 0xff, 0xa0, 7, 4, 4, 1, 2, 3, 4]),
        ];
        for (cut, expected) in expected {
            assert_eq!(part(&ber[..cut]).unwrap(), expected, "{cut}");
        }
        // Every one has less than it says.
        for cut in 2..ber.len() {
            let der = part(&ber[..cut]).unwrap();
            assert!(der.len() < 2 + usize::from(der[1]), "{cut}");
        }
        // A value that ends behind the one that it is in is none, wherever the input ends.
        assert_eq!(part(&[0x30, 0x80, 0x30, 3, 4, 9, 1, 5, 0]), None);
        assert_eq!(part(&[0x30, 9, 1, 1]), None);
    }

    proptest! {
        #[test]
        fn whatever_it_is_there_is_less_of_it_than_it_says_or_all(
            ber in vec(select(&[0, 1, 2, 3, 4, 5, 0x23, 0x24, 0x30, 0x80, 0x81, 0xa0, 0xff][..]), 0..40)
        ) {
            let part = part_to_der(&ber, &mut Room::default());
            if let Some((whole, _)) = der(&ber) {
                prop_assert_eq!(part, Some(whole));
            } else if let Some(part) = part {
                prop_assert_eq!(length(&part), None);
                prop_assert_eq!(part_to_der(&part, &mut Room::default()), None);
            }
        }
    }

    #[test]
    fn what_is_definite_is_kept() {
        assert_eq!(der(&[0x30, 3, 1, 1, 1]), None);
        // A BOOLEAN that DER does not allow, and a length in too many octets, beside what changes.
        let ber = [0x30, 0x80, 0x30, 0x81, 3, 1, 1, 1, 0x30, 0x80, 0, 0, 0, 0];
        let expected = [0x30, 8, 0x30, 0x81, 3, 1, 1, 1, 0x30, 0].to_vec();
        assert_eq!(der(&ber), Some((expected, ber.len())));
        let long = [&[0x24, 0x80, 4, 0x81, 200][..], &[7; 200], &[0, 0]].concat();
        assert_eq!(der(&long).unwrap().0, [&[4, 0x81, 200][..], &[7; 200]].concat());
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |levels: usize| [[0x30, 0x80].repeat(levels), vec![0; 2 * levels]].concat();
        assert!(der(&nested(MOST_DEEP)).is_some());
        assert_eq!(der(&nested(5_000)), None);
        let parts = |levels: usize| [[0x24, 0x80].repeat(levels), vec![0; 2 * levels]].concat();
        assert_eq!(der(&parts(5_000)), None);
    }
}
