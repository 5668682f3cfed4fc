//! Text: in which encoding it is, and whether all of it is base64.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// The input in UTF-8, or what it says in UTF-16 with the mark that Windows puts before it. Offsets in the
/// latter are those of the text in UTF-8.
pub(super) fn of(input: &[u8]) -> Option<Cow<'_, str>> {
    match input {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).map(Cow::Owned),
        _ => std::str::from_utf8(input).ok().map(Cow::Borrowed),
    }
}

/// Whether it is nothing but text: every object in DER has octets that are no characters.
pub(crate) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || c.is_ascii_whitespace())
}

/// Line ends that a program wrote as `\n`, as in files of environment variables. Offsets stay what they are.
pub(super) fn with_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains("-----\\n") || text.contains("-----\\r\\n") {
        text.replace("\\n", "\n ").replace("\\r", "  ").into()
    } else {
        text.into()
    }
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
pub(crate) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    decoded(text).filter(|decoded| decoded.first() == Some(&0x30))
}

/// What it stands for, whatever that is.
pub(crate) fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mark = "\u{feff}".as_bytes();
    let text = text.strip_prefix(mark).unwrap_or(text);
    let mut digits = Zeroizing::new(Vec::with_capacity(text.len()));
    digits.extend(text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()));
    STANDARD.decode(&*digits).or_else(|_| URL_SAFE.decode(&*digits)).ok()
}
