//! What several extensions are made of.

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, Tlv, characters, not_a};
use anchorlight_pki::{Oid, Problem, hex, safe_text};
use der::Tag;

use crate::names;
use crate::number;

/// What `anchorlight-pki` makes of it: each extension is decoded in one place.
pub(super) fn decoded(oid: &Oid, value: &Tlv<'_>) -> Result<pki::Extensions, Problem> {
    let mut extensions = pki::Extensions::default();
    extensions.decode(oid, value)?;
    Ok(extensions)
}

/// It makes nothing of it.
pub(super) fn absent(value: &Tlv<'_>) -> Problem {
    not_a("extnValue", "of this extension", value.start)
}

/// The value, if it carries the tag.
pub(super) fn of_type<'a>(tlv: &Tlv<'a>, tag: Tag, field: &str) -> Result<Tlv<'a>, Problem> {
    if tlv.tag == Some(tag) { Ok(*tlv) } else { Err(not_a(field, &format!("a {tag}"), tlv.start)) }
}

/// The octets of an OCTET STRING.
pub(super) fn octets<'a>(tlv: &Tlv<'a>, field: &str) -> Result<&'a [u8], Problem> {
    of_type(tlv, Tag::OctetString, field).map(|tlv| tlv.value)
}

/// An INTEGER that is not negative and fits.
pub(super) fn small(tlv: &Tlv<'_>, field: &str) -> Result<u64, Problem> {
    let contents = of_type(tlv, Tag::Integer, field)?.value;
    let digits = number::unsigned(contents);
    let negative = contents.first().is_none_or(|first| first & 0x80 != 0);
    if negative || digits.len() > 8 {
        return Err(not_a(field, "a number from 0 to 2^64-1", tlv.start));
    }
    Ok(digits.iter().fold(0, |number, octet| number << 8 | u64::from(*octet)))
}

/// An INTEGER in decimal; a long one in hexadecimal.
pub(crate) fn integer(tlv: &Tlv<'_>, field: &str) -> Result<String, Problem> {
    let contents = of_type(tlv, Tag::Integer, field)?.value;
    Ok(if contents.len() > number::LONGEST {
        hex::encode(contents)
    } else {
        number::decimal(contents)
    })
}

/// Text whose type an IMPLICIT tag hides, safe to show.
pub(super) fn text(tlv: &Tlv<'_>) -> String {
    safe_text(&String::from_utf8_lossy(tlv.value))
}

/// A string of one of the string types, safe to show.
pub(super) fn string(tlv: &Tlv<'_>, field: &str) -> Result<String, Problem> {
    crate::general_name::string(tlv.whole).ok_or_else(|| not_a(field, "a string", tlv.start))
}

/// Any value in words: text, a number, a name; else its encoding in hexadecimal.
pub(super) fn any_text(tlv: &Tlv<'_>) -> String {
    let contents = tlv.value;
    let tag = tlv.whole.first().filter(|tag| *tag & 0xe0 == 0).map(|tag| u32::from(tag & 0x1f));
    let shown = match tag {
        Some(2 | 10) if contents.len() <= number::LONGEST => Some(number::decimal(contents)),
        Some(6) => Oid::from_contents(contents).map(|oid| names::named(&oid)),
        Some(23 | 24) => Some(text(tlv)),
        Some(number) => characters(number, contents).map(|text| safe_text(&text)),
        None => None,
    };
    shown.unwrap_or_else(|| hex::encode(tlv.whole))
}

/// A cursor over what an explicit tag holds, if it comes next.
pub(crate) fn explicit<'a>(
    inside: &mut Cursor<'a>,
    number: u32,
    field: &str,
) -> Result<Option<Tlv<'a>>, Problem> {
    tagged(inside, number, field)?.map(|tlv| tlv.sole(field)).transpose()
}

/// The value under a context-specific tag, if it comes next.
pub(super) fn tagged<'a>(
    inside: &mut Cursor<'a>,
    number: u32,
    field: &str,
) -> Result<Option<Tlv<'a>>, Problem> {
    let mut ahead = *inside;
    if inside.is_done() || ahead.any(field)?.context_number() != Some(number) {
        return Ok(None);
    }
    inside.any(field).map(Some)
}
