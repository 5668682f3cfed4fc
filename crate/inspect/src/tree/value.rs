//! The contents of primitive values in words, and what is wrong with them.

use anchorlight_pki::read::{Cursor, characters};
use anchorlight_pki::{Oid, Time, hex, safe_text};

use super::header::Header;
use super::{Class, Fault, MOST_DEPTH, Node};
use crate::{names, number};

/// Contents that are longer are shown by their first octets; the bytes themselves stand beside the tree.
const LONGEST: usize = 512;

/// Fills in text, name and faults; gives the offset of the value inside where there is one.
pub(super) fn read(node: &mut Node, contents: &[u8]) -> Option<usize> {
    if node.class != Class::Universal {
        node.text = Some(plain_text(contents).unwrap_or_else(|| octets(contents)));
        return None;
    }
    let fault = match node.number {
        1 => boolean(node, contents),
        2 | 10 => integer(node, contents),
        3 => return bit_string(node, contents),
        4 => {
            node.opened = is_value(contents);
            if node.opened {
                return Some(node.contents());
            }
            node.text = Some(octets(contents));
            None
        }
        5 => (!contents.is_empty()).then_some(Fault::Null),
        6 => oid(node, contents),
        23 | 24 => time(node, contents),
        12 | 18..=22 | 25..=30 => string(node, contents),
        _ => {
            node.text = Some(octets(contents));
            None
        }
    };
    node.faults.extend(fault);
    None
}

fn boolean(node: &mut Node, contents: &[u8]) -> Option<Fault> {
    let value = contents.first().map(|octet| if *octet == 0 { "FALSE" } else { "TRUE" });
    node.text = value.map(str::to_owned);
    (!matches!(contents, [0 | 0xff])).then_some(Fault::Boolean)
}

fn integer(node: &mut Node, contents: &[u8]) -> Option<Fault> {
    let padded = matches!(contents, [0, next, ..] if next & 0x80 == 0)
        || matches!(contents, [0xff, next, ..] if next & 0x80 != 0);
    node.text = Some(match contents {
        [] => String::new(),
        short if short.len() <= number::LONGEST => number::decimal(short),
        long => octets(long),
    });
    (padded || contents.is_empty()).then_some(Fault::Integer)
}

fn bit_string(node: &mut Node, contents: &[u8]) -> Option<usize> {
    let Some((unused @ 0..=7, bits)) = contents.split_first() else {
        node.faults.push(Fault::BitString);
        node.text = Some(octets(contents));
        return None;
    };
    let padding = (1_u8 << unused) - 1;
    match bits.last() {
        None if *unused > 0 => node.faults.push(Fault::BitString),
        Some(last) if last & padding != 0 => node.faults.push(Fault::BitPadding),
        _ => {}
    }
    node.opened = *unused == 0 && is_value(bits);
    if node.opened {
        return Some(node.contents() + 1);
    }
    // Few bits are flags, and are read as such.
    node.text = Some(if bits.len() <= 2 {
        let count = (bits.len() * 8).saturating_sub(usize::from(*unused));
        let bit = |at: usize| if bits[at / 8] & (0x80 >> (at % 8)) == 0 { '0' } else { '1' };
        (0..count).map(bit).collect()
    } else {
        octets(bits)
    });
    None
}

fn oid(node: &mut Node, contents: &[u8]) -> Option<Fault> {
    // An arc takes no more digits than its octets, so this bounds the text as well.
    match Oid::from_contents(contents).filter(|_| contents.len() <= LONGEST) {
        Some(oid) => {
            node.name = names::of(&oid);
            node.text = Some(oid.to_string());
            None
        }
        None => {
            node.text = Some(octets(contents));
            Some(Fault::Oid)
        }
    }
}

/// X.690 §11.7 and §11.8. RFC 5280 allows less (no fractions), which is for readers of certificates to say.
fn time(node: &mut Node, contents: &[u8]) -> Option<Fault> {
    let year = if node.number == 23 { 2 } else { 4 };
    node.text = Some(plain_text(contents).unwrap_or_else(|| octets(contents)));
    let whole = match contents.split_at_checked(year + 10) {
        Some((whole, b"Z")) => whole,
        Some((whole, [b'.', fraction @ .., b'Z'])) if year == 4 => {
            let digits = fraction.iter().all(u8::is_ascii_digit);
            let ends_well = fraction.last().is_some_and(|last| *last != b'0');
            if !digits || !ends_well {
                return Some(Fault::Time);
            }
            whole
        }
        _ => return Some(Fault::Time),
    };
    let tag = if year == 2 { 0x17 } else { 0x18 };
    let seconds = [&[tag, u8::try_from(whole.len() + 1).ok()?], whole, b"Z"].concat();
    let tlv = Cursor::new(&seconds).any("time").ok()?;
    match Time::read(&tlv, "time") {
        Ok(time) if contents.len() == whole.len() + 1 => {
            node.text = Some(time.to_string());
            None
        }
        Ok(_) => None,
        Err(_) => Some(Fault::Time),
    }
}

fn string(node: &mut Node, contents: &[u8]) -> Option<Fault> {
    let shown = &contents[..contents.len().min(LONGEST)];
    let text = characters(node.number, contents);
    node.text = Some(match &text {
        Some(text) => shortened(text),
        None => octets(shown),
    });
    let printable = |byte: &u8| byte.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(byte);
    let fits = match node.number {
        18 => contents.iter().all(|byte| byte.is_ascii_digit() || *byte == b' '),
        19 => contents.iter().all(printable),
        22 => contents.is_ascii(),
        26 => contents.iter().all(|byte| (0x20..0x7f).contains(byte)),
        12 | 28 | 30 => text.is_some(),
        _ => true,
    };
    (!fits).then_some(Fault::Characters)
}

/// Text in a value whose type its definition alone knows: every character of it can be seen.
fn plain_text(contents: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(contents).ok().filter(|text| !text.is_empty())?;
    let seen = text.chars().all(|c| !anchorlight_pki::is_misleading(c));
    seen.then(|| shortened(text))
}

fn shortened(text: &str) -> String {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    let more = if end < text.len() { "…" } else { "" };
    safe_text(&text[..end]) + more
}

fn octets(bytes: &[u8]) -> String {
    let end = bytes.len().min(LONGEST);
    let more = if end < bytes.len() { "…" } else { "" };
    hex::encode(&bytes[..end]) + more
}

/// Whether octets are one value of a universal type, and everything inside it fits to the last octet.
/// Random octets do so once in tens of thousands of times; nobody can tell those apart.
fn is_value(bytes: &[u8]) -> bool {
    // Ends of what is open, the outermost first.
    let mut ends = vec![bytes.len()];
    let mut at = 0;
    while let Some(end) = ends.last().copied() {
        if at == end {
            ends.pop();
            continue;
        }
        let Ok(header) = Header::read(&bytes[at..end]) else { return false };
        let Some(length) = header.length else { return false };
        let start = at + header.octets();
        if length > end - start || header.has_long_tag() || header.has_long_length() {
            return false;
        }
        let outermost = at == 0;
        if outermost && (length != end - start || !is_plain(&header, &bytes[start..])) {
            return false;
        }
        if header.constructed {
            if ends.len() > MOST_DEPTH {
                return false;
            }
            ends.push(start + length);
            at = start;
        } else {
            at = start + length;
        }
    }
    at > 0
}

/// A type that is put into strings, in its right form.
fn is_plain(header: &Header, contents: &[u8]) -> bool {
    header.class == 0
        && match header.number {
            1 => !header.constructed && matches!(contents, [0 | 0xff]),
            5 => !header.constructed && contents.is_empty(),
            6 => !header.constructed && Oid::from_contents(contents).is_some(),
            2 | 3 | 4 | 10 => !header.constructed && !contents.is_empty(),
            12 | 19 | 22 | 26 => !header.constructed && contents.is_ascii() && !contents.is_empty(),
            23 | 24 => !header.constructed && contents.ends_with(b"Z"),
            16 | 17 => header.constructed,
            30 => !header.constructed && contents.len().is_multiple_of(2) && !contents.is_empty(),
            _ => false,
        }
}
