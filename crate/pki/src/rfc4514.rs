//! Distinguished names from RFC 4514 text, as the report shows them.

use crate::hex;
use crate::name::{Attribute, Name};
use crate::oid::Oid;
use crate::tlv::Cursor;
use crate::written::BadName;

impl Name {
    /// Reads RFC 4514 text, most specific first: `CN=Name+UID=7,O=Organisation`.
    /// Attribute types are the short names that the report shows, in either case,
    /// or dotted identifiers; spaces around them do not count.
    ///
    /// # Errors
    ///
    /// Where the text does not follow the grammar, or names a type that is not known.
    pub fn from_rfc4514(text: &str) -> Result<Self, BadName> {
        let mut rdns = vec![Vec::new()];
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let equals = rest.find('=').ok_or(BadName::new(at, "an attribute has no value"))?;
            let oid = attribute_type(&rest[..equals])
                .ok_or(BadName::new(at, "this attribute type is not known: write it as 2.5.4.3"))?;
            let (value, separator) = value(text, at + equals + 1)?;
            let attribute = attribute(oid, &text[at + equals + 1..separator], value)
                .ok_or(BadName::new(at + equals + 1, "this is no value in hexadecimal DER"))?;
            if let Some(rdn) = rdns.last_mut() {
                rdn.push(attribute);
            }
            if text[separator..].starts_with(',') {
                rdns.push(Vec::new());
            }
            if separator + 1 == text.len() {
                return Err(BadName::new(separator, "an attribute has to follow"));
            }
            at = separator + 1;
        }
        rdns.retain(|rdn| !rdn.is_empty());
        rdns.reverse();
        Ok(Self::of_rdns(rdns))
    }
}

fn attribute_type(text: &str) -> Option<Oid> {
    let text = text.trim();
    Oid::from_dotted(text).or_else(|| Oid::from_name(text))
}

/// The characters of the value that starts here, and the offset of what ends it. Spaces at its ends
/// belong to it only with a backslash (RFC 4514 §2.4).
fn value(text: &str, start: usize) -> Result<(String, usize), BadName> {
    let mut bytes = Vec::new();
    let mut end = 0;
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b',' | b'+' => break,
            b'"' | b';' | b'<' | b'>' | 0 => {
                return Err(BadName::new(at, "this character needs a backslash before it"));
            }
            b'\\' => {
                let (escaped, length) = escape(text, at + 1)?;
                bytes.push(escaped);
                end = bytes.len();
                at += 1 + length;
            }
            b' ' if bytes.is_empty() => at += 1,
            other => {
                bytes.push(*other);
                end = if *other == b' ' { end } else { bytes.len() };
                at += 1;
            }
        }
    }
    bytes.truncate(end);
    let text = String::from_utf8(bytes);
    text.map(|text| (text, at)).map_err(|_| BadName::new(start, "its escapes are not UTF-8"))
}

/// What a backslash stands for, and how many bytes follow it.
fn escape(text: &str, at: usize) -> Result<(u8, usize), BadName> {
    let special = text.as_bytes().get(at).filter(|byte| b"\"+,;<>\\#= ".contains(*byte));
    if let Some(byte) = special {
        return Ok((*byte, 1));
    }
    let pair = text.get(at..at + 2).and_then(hex::decode);
    match pair.as_deref() {
        Some([byte]) => Ok((*byte, 2)),
        _ => Err(BadName::new(
            at,
            "after a backslash: a special character or two hexadecimal digits",
        )),
    }
}

/// `#` and hexadecimal digits are a value in DER; anything else is text, for which the type of
/// string does not matter (RFC 5280 §7.1).
fn attribute(oid: Oid, written: &str, text: String) -> Option<Attribute> {
    let Some(digits) = written.trim().strip_prefix('#') else {
        return Some(Attribute::of_text(oid, text));
    };
    let der = hex::decode(digits)?;
    let mut cursor = Cursor::new(&der);
    let value = cursor.any("").ok()?;
    cursor.finish("").ok()?;
    Some(Attribute::of_value(oid, &value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Name {
        Name::from_rfc4514(text).unwrap()
    }

    #[test]
    fn what_the_report_shows_is_read_back() {
        for text in [
            "CN=Name,O=Corp",
            "CN=Name+UID=7,OU=A\\, B,C=SE",
            "2.999.1=x,DC=corp,DC=example",
            "CN=\\#a\\ ",
            "CN=#0500",
            "CN=Lu\\C2\\ADis,emailAddress=a@b.example",
            "",
        ] {
            assert_eq!(read(text).to_string(), text);
        }
    }

    #[test]
    fn spaces_around_a_value_do_not_belong_to_it() {
        assert_eq!(read(" cn = a b , o = \\ c\\  ").to_string(), "CN=a b,O=\\ c\\ ");
        assert_eq!(read("CN= ").to_string(), "CN=");
    }

    #[test]
    fn names_compare_as_rfc_5280_asks() {
        assert_eq!(read("cn = a  Name , o=CORP"), read("CN=A name,O=corp"));
        assert_eq!(read("CN=\\4e\\61me"), read("CN=name"));
        assert_eq!(read("CN=#0c046e616d65"), read("CN=Name"));
        assert_eq!(read("UID=7+CN=n"), read("CN=n+UID=7"));
        assert_ne!(read("CN=a,O=b"), read("O=b,CN=a"));
        assert_ne!(read("CN=a,O=b"), read("CN=a+O=b"));
        assert!(read("").is_empty());
    }

    #[test]
    fn the_first_wrong_byte_is_named() {
        for (text, offset) in [
            ("name", 0),
            ("CN=a,", 4),
            ("CN=a,x", 5),
            ("CN=a,what=b", 5),
            ("CN=a;O=b", 4),
            ("CN=\"a\"", 3),
            ("CN=\\g", 4),
            ("CN=\\ff", 3),
            ("CN=#05", 3),
            ("CN=#zz", 3),
            ("=a", 0),
        ] {
            assert_eq!(Name::from_rfc4514(text).unwrap_err().offset, offset, "{text}");
        }
    }
}
