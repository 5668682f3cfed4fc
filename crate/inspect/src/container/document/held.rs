//! What a string of a document holds: PEM, base64 of something that opens, a document of its own, or nothing.

use std::borrow::Cow;

use crate::container::{Octets, Room};
use crate::inspection::text::{self, decoded};
use crate::private_key;
use crate::problem::ContainerProblem;

/// The base64 of the shortest object in use, an Ed25519 key, has 60 characters.
const SHORTEST: usize = 40;

/// So many characters tell what the others are.
const FIRST: usize = 64;

/// What stands in a document within a string, where it holds anything: PEM, base64 of DER or of PEM, a key.
const MARKS: [&str; 4] = ["-----BEGIN ", "\"MI", "\"LS0t", "\"kty"];

/// `None`: nothing.
pub(super) fn of<'a>(
    text: Cow<'a, str>,
    room: &mut Room,
) -> Result<Option<Octets<'a>>, ContainerProblem> {
    if text.len() < SHORTEST {
        return Ok(None);
    }
    let is_document = text.trim_start().starts_with(['{', '[']);
    // As such, and escaped as in addresses.
    let is_pem = text.contains("-----BEGIN ") || text.contains("-----BEGIN%20");
    if is_pem || is_document && MARKS.iter().any(|mark| text.contains(mark)) {
        return Ok(Some(open(text)));
    }
    let text = byte_sequence(text);
    let first: String = text.chars().filter(|c| !c.is_ascii_whitespace()).take(FIRST).collect();
    let Some(first) = decoded(first.as_bytes()) else { return Ok(None) };
    Ok(match kind(&first) {
        Kind::Asn1 => {
            text::base64(text.as_bytes()).filter(|der| is_object(der)).map(|_| open(text))
        }
        Kind::Packed => {
            room.take(text.len() / 4 * 3)?;
            decoded(text.as_bytes()).map(|octets| Octets::Open(octets.into()))
        }
        Kind::Other => None,
    })
}

/// What a text that is base64 and nothing else stands for, where that is to be opened once more: PEM, a key store.
pub(crate) fn packed(text: &str, room: &mut Room) -> Option<Vec<u8>> {
    match of(Cow::Borrowed(text), room) {
        Ok(Some(Octets::Open(Cow::Owned(octets)))) => Some(octets),
        _ => None,
    }
}

/// Base64 between colons is how fields of HTTP have octets (RFC 8941 §3.3.5), as `Client-Cert` does.
fn byte_sequence(text: Cow<'_, str>) -> Cow<'_, str> {
    let inside = |text: &str| Some(text.trim().strip_prefix(':')?.strip_suffix(':')?.len());
    let Some(length) = inside(&text) else { return text };
    let start = text.find(':').map_or(0, |colon| colon + 1);
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[start..start + length]),
        Cow::Owned(text) => Cow::Owned(text[start..start + length].to_owned()),
    }
}

fn open(text: Cow<'_, str>) -> Octets<'_> {
    Octets::Open(match text {
        Cow::Borrowed(text) => text.as_bytes().into(),
        Cow::Owned(text) => text.into_bytes().into(),
    })
}

enum Kind {
    Asn1,
    /// To be opened once more.
    Packed,
    Other,
}

fn kind(first: &[u8]) -> Kind {
    match first.trim_ascii_start() {
        [0x30, ..] => Kind::Asn1,
        // JKS and JCEKS, ZIP.
        [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..] | [b'P', b'K', 3, 4, ..] => {
            Kind::Packed
        }
        key if private_key::kind(key).is_some() => Kind::Packed,
        [b'M', b'A'..=b'P', ..] | [b'-' | b'{' | b'[' | b'#', ..] if is_text(first) => Kind::Packed,
        _ => Kind::Other,
    }
}

/// Digits of a hash are base64 as well, of octets that begin by chance as a text does. The last character may be cut.
fn is_text(first: &[u8]) -> bool {
    std::str::from_utf8(first).err().is_none_or(|fault| fault.error_len().is_none())
}

/// Whether it begins as objects do: with a length that fits, or nearly so, around a value. Octets by chance,
/// such as keys of other kinds, seldom do.
pub(crate) fn is_object(der: &[u8]) -> bool {
    let (declared, header) = match der {
        [0x30, 0x81, length, ..] => (usize::from(*length), 3),
        [0x30, 0x82, high, low, ..] => (usize::from(u16::from_be_bytes([*high, *low])), 4),
        [0x30, 0x83, a, b, c, ..] => (u32::from_be_bytes([0, *a, *b, *c]) as usize, 5),
        [0x30, 0x80, ..] => (der.len() - 2, 2),
        [0x30, length, ..] => (usize::from(*length), 2),
        _ => return false,
    };
    let is_value =
        der.get(header).is_some_and(|tag| matches!(tag, 0x02 | 0x06 | 0x0a | 0x30 | 0xa0));
    // Of one that was cut off, half is there.
    is_value && declared > 0 && declared / 2 <= der.len() && der.len() <= 2 * (declared + header)
}
