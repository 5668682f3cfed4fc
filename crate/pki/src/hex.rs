//! Hexadecimal text, lower case and without separators.

use std::fmt::Write;

/// The bytes as lower-case hexadecimal digits.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// One byte as `0x2e`, for messages.
#[must_use]
pub fn byte(byte: u8) -> String {
    let mut text = String::from("0x");
    // Writing to a String cannot fail.
    let _ = write!(text, "{byte:02x}");
    text
}
