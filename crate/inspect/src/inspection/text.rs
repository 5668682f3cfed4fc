//! Text: in which encoding it is, and whether all of it is base64.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// The input as text, where it is nothing but text: UTF-8, or UTF-16 with the mark that Windows puts
/// before it. Offsets in the latter are those of the text in UTF-8.
pub(super) fn of(input: &[u8]) -> Option<String> {
    let text = match input {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => std::str::from_utf8(input).ok()?.to_owned(),
    };
    // Every object in DER has octets that are no characters.
    let is_text = |c: char| !c.is_control() || c.is_ascii_whitespace();
    text.chars().all(is_text).then_some(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units = units.iter().map(|pair| unit(*pair));
    rest.is_empty().then(|| char::decode_utf16(units).collect::<Result<String, _>>().ok())?
}

const FORGIVING: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, FORGIVING);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, FORGIVING);

/// What base64 of either alphabet (RFC 4648 §4, §5) stands for, where it begins as objects do.
pub(super) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let mark = "\u{feff}".as_bytes();
    let text = text.strip_prefix(mark).unwrap_or(text);
    let mut digits = Zeroizing::new(Vec::with_capacity(text.len()));
    digits.extend(text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()));
    let decoded = STANDARD.decode(&*digits).or_else(|_| URL_SAFE.decode(&*digits)).ok()?;
    (decoded.first() == Some(&0x30)).then_some(decoded)
}
