//! INTEGERs of any length in decimal.

use std::fmt::Write;

/// More octets than this are shown in hexadecimal: dividing a longer number takes longer than its digits are worth.
pub(crate) const LONGEST: usize = 64;

/// The contents octets of an INTEGER (X.690 §8.3.3: two's complement) in decimal.
pub(crate) fn decimal(contents: &[u8]) -> String {
    let negative = contents.first().is_some_and(|first| first & 0x80 != 0);
    let mut magnitude = contents.to_vec();
    if negative {
        negate(&mut magnitude);
    }
    // Nine digits at a time.
    let mut groups = Vec::new();
    while magnitude.iter().any(|octet| *octet != 0) {
        let mut rest: u64 = 0;
        for octet in &mut magnitude {
            let value = rest << 8 | u64::from(*octet);
            *octet = u8::try_from(value / 1_000_000_000).unwrap_or(u8::MAX);
            rest = value % 1_000_000_000;
        }
        groups.push(rest);
    }
    let mut text = String::from(if negative { "-" } else { "" });
    let mut groups = groups.into_iter().rev();
    // Writing to a String cannot fail.
    let _ = write!(text, "{}", groups.next().unwrap_or(0));
    for group in groups {
        let _ = write!(text, "{group:09}");
    }
    text
}

/// Two's complement.
pub(crate) fn negate(octets: &mut [u8]) {
    let mut carry = true;
    for octet in octets.iter_mut().rev() {
        let (value, over) = (!*octet).overflowing_add(u8::from(carry));
        *octet = value;
        carry = over;
    }
}

/// The octets of a number that is not negative, without zeros before it.
pub(crate) fn unsigned(contents: &[u8]) -> &[u8] {
    let zeros = contents.iter().take_while(|octet| **octet == 0).count();
    &contents[zeros..]
}

/// How many bits a number that is not negative has.
pub(crate) fn bits(contents: &[u8]) -> usize {
    let number = unsigned(contents);
    number.first().map_or(0, |first| number.len() * 8 - first.leading_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_wide_as_they_are() {
        for (octets, text) in [
            (&[0][..], "0"),
            (&[0x7f], "127"),
            (&[0x80], "-128"),
            (&[0xff], "-1"),
            (&[0, 0x80], "128"),
            (&[0x3b, 0x9a, 0xca, 0x00], "1000000000"),
            (&[0x80, 0, 0, 0, 0, 0, 0, 0], "-9223372036854775808"),
            (
                &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                "340282366920938463463374607431768211456",
            ),
        ] {
            assert_eq!(decimal(octets), text);
        }
    }

    #[test]
    fn bits_are_counted_from_the_first_one() {
        assert_eq!(bits(&[]), 0);
        assert_eq!(bits(&[0, 0]), 0);
        assert_eq!(bits(&[0, 0x80, 0]), 16);
        assert_eq!(bits(&[1, 0]), 9);
    }
}
