//! DER by hand: a certificate that is wrong in one place must come out with exactly that wrong.

use der::asn1::ObjectIdentifier;

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const UTF8_STRING: u8 = 0x0c;
pub(crate) const PRINTABLE_STRING: u8 = 0x13;
pub(crate) const IA5_STRING: u8 = 0x16;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// Tag, length, value.
pub(crate) fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = value.len().to_be_bytes();
    let significant: Vec<u8> = length.iter().copied().skip_while(|byte| *byte == 0).collect();
    match significant.as_slice() {
        [] => out.push(0),
        [short] if *short < 0x80 => out.push(*short),
        long => {
            out.push(0x80 | long.len() as u8);
            out.extend_from_slice(long);
        }
    }
    out.extend_from_slice(value);
    out
}

pub(crate) fn constructed(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    tlv(tag, &parts.concat())
}

pub(crate) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    constructed(SEQUENCE, parts)
}

/// A context-specific tag, primitive.
pub(crate) fn implicit(number: u8, value: &[u8]) -> Vec<u8> {
    tlv(0x80 | number, value)
}

/// A context-specific tag, constructed.
pub(crate) fn explicit(number: u8, value: &[u8]) -> Vec<u8> {
    tlv(0xa0 | number, value)
}

pub(crate) fn oid(identifier: &ObjectIdentifier) -> Vec<u8> {
    tlv(0x06, identifier.as_bytes())
}

/// An identifier that is written in this crate, so that it can be read.
pub(crate) const fn object_identifier(dotted: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(dotted)
}

pub(crate) fn small_integer(value: u8) -> Vec<u8> {
    let contents: &[u8] = if value < 0x80 { &[value] } else { &[0, value] };
    tlv(INTEGER, contents)
}

pub(crate) fn boolean(value: bool) -> Vec<u8> {
    tlv(BOOLEAN, &[if value { 0xff } else { 0 }])
}

/// A BIT STRING of whole bytes.
pub(crate) fn bits(bytes: &[u8]) -> Vec<u8> {
    let mut contents = vec![0];
    contents.extend_from_slice(bytes);
    tlv(BIT_STRING, &contents)
}

/// A named bit list: without its trailing zeros, as DER wants it.
pub(crate) fn named_bits(set: u16) -> Vec<u8> {
    let bytes = set.reverse_bits().to_be_bytes();
    let used = 16 - set.leading_zeros();
    let length = used.div_ceil(8) as usize;
    let mut contents = vec![(length as u32 * 8 - used) as u8];
    contents.extend_from_slice(&bytes[..length]);
    tlv(BIT_STRING, &contents)
}
