//! Values written in DER.

/// One value: its tag, its length in the shortest form (X.690 §10.1) and its contents.
pub(crate) fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(contents.len() + 6);
    put(&mut bytes, tag, contents);
    bytes
}

/// The same, after what is there.
pub(crate) fn put(bytes: &mut Vec<u8>, tag: u8, contents: &[u8]) {
    bytes.push(tag);
    match u8::try_from(contents.len()) {
        Ok(length @ 0..=127) => bytes.push(length),
        _ => {
            let length = contents.len().to_be_bytes();
            let digits = crate::number::unsigned(&length);
            bytes.extend(u8::try_from(digits.len()).map(|count| 0x80 | count));
            bytes.extend(digits);
        }
    }
    bytes.extend(contents);
}

/// A SEQUENCE of values that are encoded already.
pub(crate) fn sequence(values: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, &values.concat())
}

/// A BIT STRING of whole octets.
pub(crate) fn bit_string(octets: &[u8]) -> Vec<u8> {
    tlv(0x03, &[&[0], octets].concat())
}

/// An INTEGER that is not negative, from its octets.
pub(crate) fn unsigned(octets: &[u8]) -> Vec<u8> {
    let number = crate::number::unsigned(octets);
    let is_high = number.first().is_none_or(|first| first & 0x80 != 0);
    let sign: &[u8] = if is_high { &[0] } else { &[] };
    tlv(0x02, &[sign, number].concat())
}
