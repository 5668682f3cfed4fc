//! Hexadecimal text without separators.

use std::fmt::Write;

/// The bytes as lower-case hexadecimal digits.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = vec![0; bytes.len() * 2];
    for (pair, byte) in digits.as_chunks_mut().0.iter_mut().zip(bytes) {
        *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    }
    // Digits are UTF-8; this takes a fraction of the time that a String takes to grow by characters.
    String::from_utf8(digits).unwrap_or_default()
}

/// The bytes that hexadecimal digits of either case stand for; `None` where there is anything else.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digit =
        |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = text.as_bytes().iter().map(digit).collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

/// One byte as `0x2e`, for messages.
#[must_use]
pub fn byte(byte: u8) -> String {
    let mut text = String::from("0x");
    // Writing to a String cannot fail.
    let _ = write!(text, "{byte:02x}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_back() {
        assert_eq!(decode(&encode(&[0, 0x2e, 0xff])), Some(vec![0, 0x2e, 0xff]));
        assert_eq!(decode("aAfF"), Some(vec![0xaa, 0xff]));
        for text in ["0", "0g", "+1", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
