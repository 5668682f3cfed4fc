//! Tag and length of one value (X.690 §8.1.2 and §8.1.3), in BER's widest sense.

use super::fault::Fault;

/// What stands before the contents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    /// The class bits, 0 to 3.
    pub class: u8,
    pub constructed: bool,
    pub number: u32,
    pub tag_octets: usize,
    pub length_octets: usize,
    /// `None`: indefinite, the contents end with two zero octets.
    pub length: Option<usize>,
}

impl Header {
    /// Reads what stands at the start of the bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let first = *bytes.first().ok_or(Fault::HeaderCut)?;
        let (class, constructed) = (first >> 6, first & 0x20 != 0);
        let (number, tag_octets) = match first & 0x1f {
            0x1f => high_tag(&bytes[1..])?,
            low => (u32::from(low), 1),
        };
        let (length, length_octets) = length(&bytes[tag_octets..])?;
        if length.is_none() && !constructed {
            return Err(Fault::IndefinitePrimitive);
        }
        Ok(Self { class, constructed, number, tag_octets, length_octets, length })
    }

    pub fn octets(&self) -> usize {
        self.tag_octets + self.length_octets
    }

    /// X.690 §8.1.2.4: more octets than the number needs.
    pub fn has_long_tag(&self) -> bool {
        let needed = match self.number {
            0..=30 => 1,
            number => 1 + (32 - number.leading_zeros()).div_ceil(7) as usize,
        };
        self.tag_octets > needed
    }

    /// X.690 §10.1: more octets than the length needs.
    pub fn has_long_length(&self) -> bool {
        let Some(length) = self.length else { return false };
        let needed = match length {
            0..=127 => 1,
            _ => 1 + (usize::BITS - length.leading_zeros()).div_ceil(8) as usize,
        };
        self.length_octets > needed
    }
}

/// A number over 32 bits stands for nothing that anybody defined.
fn high_tag(bytes: &[u8]) -> Result<(u32, usize), Fault> {
    let mut number: u32 = 0;
    for (index, byte) in bytes.iter().enumerate() {
        if number.leading_zeros() < 7 {
            return Err(Fault::TagTooLarge);
        }
        number = number << 7 | u32::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Ok((number, index + 2));
        }
    }
    Err(Fault::HeaderCut)
}

/// A length that no address reaches cannot be that of anything here.
fn length(bytes: &[u8]) -> Result<(Option<usize>, usize), Fault> {
    let (first, rest) = bytes.split_first().ok_or(Fault::HeaderCut)?;
    match first {
        0..=0x7f => Ok((Some(usize::from(*first)), 1)),
        0x80 => Ok((None, 1)),
        // X.690 §8.1.3.5 (c) keeps this one for later.
        0xff => Err(Fault::LengthTooLarge),
        _ => {
            let octets = usize::from(first & 0x7f);
            let digits = rest.get(..octets).ok_or(Fault::HeaderCut)?;
            let mut length: usize = 0;
            for digit in digits {
                // 32-bit machines (the module is one) and all others stop at the same length.
                if length >> 23 != 0 {
                    return Err(Fault::LengthTooLarge);
                }
                length = length << 8 | usize::from(*digit);
            }
            Ok((Some(length), octets + 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (u32, usize, Option<usize>, bool, bool) {
        let header = Header::read(bytes).unwrap();
        let long = (header.has_long_tag(), header.has_long_length());
        (header.number, header.octets(), header.length, long.0, long.1)
    }

    #[test]
    fn every_form_is_read() {
        assert_eq!(read(&[0x30, 5]), (16, 2, Some(5), false, false));
        assert_eq!(read(&[0x30, 0x80]), (16, 2, None, false, false));
        assert_eq!(read(&[0x30, 0x81, 0x80]), (16, 3, Some(128), false, false));
        assert_eq!(read(&[0x30, 0x81, 0x7f]), (16, 3, Some(127), false, true));
        assert_eq!(read(&[0x30, 0x82, 0, 0x80]), (16, 4, Some(128), false, true));
        assert_eq!(read(&[0x1f, 31, 0]), (31, 3, Some(0), false, false));
        assert_eq!(read(&[0x1f, 30, 0]), (30, 3, Some(0), true, false));
        assert_eq!(read(&[0x1f, 0x80, 31, 0]), (31, 4, Some(0), true, false));
        assert_eq!(read(&[0x9f, 0x81, 0x00, 0]), (128, 4, Some(0), false, false));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let fault = |bytes: &[u8]| Header::read(bytes).unwrap_err();
        for cut in [&[][..], &[0x30], &[0x1f], &[0x1f, 0x81], &[0x30, 0x82, 1]] {
            assert_eq!(fault(cut), Fault::HeaderCut, "{cut:x?}");
        }
        assert_eq!(fault(&[0x04, 0x80]), Fault::IndefinitePrimitive);
        assert_eq!(fault(&[0x30, 0xff]), Fault::LengthTooLarge);
        assert_eq!(fault(&[0x30, 0x85, 1, 0, 0, 0, 0]), Fault::LengthTooLarge);
        assert_eq!(fault(&[0x1f, 0x90, 0x80, 0x80, 0x80, 0, 0]), Fault::TagTooLarge);
    }
}
