//! Text: in which encoding it is, and whether all of it is base64.

use std::borrow::Cow;

use anchorlight_pki as pki;
use anchorlight_pki::ProblemKind;
use anchorlight_pki::read::{Broken, Cursor};
use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::{memchr_iter, memmem};
use zeroize::Zeroizing;

use crate::container::held;

/// The input in UTF-8, or what it says in UTF-16, with the mark that Windows puts before it or without. Offsets in
/// the latter are those of the text in UTF-8.
pub(super) fn of(input: &[u8]) -> Option<Cow<'_, str>> {
    type Unit = fn([u8; 2]) -> u16;
    const ORDERS: [(&[u8], Unit); 2] =
        [(&[0xff, 0xfe], u16::from_le_bytes), (&[0xfe, 0xff], u16::from_be_bytes)];
    for (mark, unit) in ORDERS {
        if let Some(rest) = input.strip_prefix(mark) {
            return utf16(rest, unit).map(Cow::Owned);
        }
    }
    // No text has a NUL, and in UTF-16 every other octet of what matters here is one. An object has 0x30 before it.
    let is_wide = matches!(input, [0, _, ..] | [_, 0, ..]) && input[0] != 0x30;
    let order = ORDERS.into_iter().find(|(_, unit)| is_wide && is_ascii_in_utf16(input, *unit));
    match order {
        Some((_, unit)) => utf16(input, unit).map(Cow::Owned),
        None => std::str::from_utf8(input).ok().map(Cow::Borrowed),
    }
}

/// What is left without the octets of zero, where that has more blocks of PEM than the input: text in UTF-16 or
/// UTF-32 that has lost an octet, or that was written after something else.
pub(super) fn narrow(input: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let octets = |from: usize| input[from..].iter().copied().filter(|octet| *octet != 0);
    let begins = |at: &usize| octets(*at).take(BEGIN.len()).eq(BEGIN.iter().copied());
    let (first, _) = BEGIN.split_first()?;
    let all = memchr_iter(*first, input).filter(begins).count();
    let whole = memmem::find_iter(input, BEGIN).count();
    (all > whole).then(|| Zeroizing::new(octets(0).collect()))
}

const BEGIN: &[u8] = b"-----BEGIN";

/// Whether octets are nearly all characters, of whatever width, and not one string of ASN.1. They are never shown:
/// what is wrong with them may be all that keeps a key from being seen as one.
pub(super) fn is_mostly(input: &[u8]) -> bool {
    let is_character = |octet: &&u8| octet.is_ascii_graphic() || octet.is_ascii_whitespace();
    let octets = input.iter().filter(|octet| **octet != 0).count();
    let is_text = octets > 0 && input.iter().filter(is_character).count() >= octets / 4 * 3;
    let is_value = || Cursor::new(input).any("input").is_ok_and(|tlv| tlv.whole == input);
    is_text && input[0] != 0x30 && (input[0] == 0 || !is_value())
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

/// Of ASCII for the most part, also where some of it is damaged; anything else only where all of it is text.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units = units.iter().map(|pair| unit(*pair));
    if is_ascii_in_utf16(bytes, unit) {
        let lenient = |unit: Result<char, _>| unit.unwrap_or(char::REPLACEMENT_CHARACTER);
        return Some(char::decode_utf16(units).map(lenient).collect());
    }
    rest.is_empty().then(|| char::decode_utf16(units).collect::<Result<String, _>>().ok())?
}

/// Whether three of four units are characters of ASCII, as in PEM, base64 and JSON, and the first one is.
fn is_ascii_in_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let (units, _) = bytes.as_chunks::<2>();
    let is_ascii = |pair: &&[u8; 2]| {
        u8::try_from(unit(**pair))
            .is_ok_and(|octet| octet.is_ascii_graphic() || octet.is_ascii_whitespace())
    };
    units.first().as_ref().is_some_and(is_ascii)
        && units.iter().filter(is_ascii).count() >= units.len() / 4 * 3
}

const FORGIVING: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, FORGIVING);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, FORGIVING);

/// What base64 of either alphabet (RFC 4648 §4, §5) stands for, where it begins as objects do.
pub(crate) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    decoded(text).filter(|decoded| decoded.first() == Some(&0x30))
}

/// Of a text that begins as an object in base64 and goes on as something else, what stands before that.
pub(super) fn base64_before(text: &[u8]) -> Option<Broken> {
    const SHORTEST: usize = 40; // No object in use has less, and no word has as much.
    let (before, offset) = pki::read::base64_before(text);
    if offset < SHORTEST || !held::is_object(&before) {
        return None;
    }
    let reason = text.get(offset).map_or_else(
        || "the number of characters is not that of whole bytes".to_owned(),
        |byte| format!("{} is not a base64 character", pki::hex::byte(*byte)),
    );
    let kind = ProblemKind::PemBase64 { label: "base64".to_owned(), reason };
    Some(Broken { problem: pki::Problem::fatal(kind, offset), before })
}

/// What it stands for, whatever that is.
pub(crate) fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mark = "\u{feff}".as_bytes();
    let text = text.strip_prefix(mark).unwrap_or(text);
    let mut digits = Zeroizing::new(Vec::with_capacity(text.len()));
    digits.extend(text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()));
    STANDARD.decode(&*digits).or_else(|_| URL_SAFE.decode(&*digits)).ok()
}
