//! Distinguished names: read leniently, compared as RFC 5280 §7.1 asks, shown as RFC 4514 text.

use std::fmt::Write;

use der::Tag;

use crate::algorithm::read_oid;
use crate::hex;
use crate::oid::Oid;
use crate::problem::Problem;
use crate::string_prep::prepare;
use crate::table::sort_by;
use crate::tlv::Tlv;

/// A distinguished name.
#[derive(Clone, Debug)]
pub struct Name {
    /// Relative distinguished names, in the order of the encoding.
    pub rdns: Vec<Vec<Attribute>>,
    /// The DER encoding; empty for a name that somebody wrote.
    pub der: Vec<u8>,
    comparable: Vec<u8>,
}

/// One attribute of a name.
#[derive(Clone, Debug)]
pub struct Attribute {
    pub oid: Oid,
    /// The characters, where the value is one of the string types.
    pub text: Option<String>,
    /// The value in DER; empty for text that somebody wrote.
    pub der: Vec<u8>,
}

impl Name {
    /// Reads a Name.
    ///
    /// # Errors
    ///
    /// What does not belong there.
    pub fn read(tlv: &Tlv<'_>, field: &str) -> Result<Self, Problem> {
        let mut rdns = Vec::new();
        let mut sets = tlv.inside();
        while !sets.is_done() {
            let set = sets.expect(Tag::Set, field)?;
            let mut attributes = Vec::new();
            let mut members = set.inside();
            while !members.is_done() {
                attributes.push(Attribute::read(&members.expect(Tag::Sequence, field)?, field)?);
            }
            if attributes.is_empty() {
                let reason = "an empty relative distinguished name";
                return Err(Problem::malformed(field, reason, set.start));
            }
            rdns.push(attributes);
        }
        let comparable = comparable(&rdns);
        Ok(Self { rdns, der: tlv.whole.to_vec(), comparable })
    }

    /// A name that is in no certificate, and so has no encoding.
    pub(crate) fn of_rdns(rdns: Vec<Vec<Attribute>>) -> Self {
        let comparable = comparable(&rdns);
        Self { rdns, der: Vec::new(), comparable }
    }

    /// Equal for two names exactly when RFC 5280 §7.1 calls them the same.
    #[must_use]
    pub fn comparable(&self) -> &[u8] {
        &self.comparable
    }

    /// The comparable form of the name with one more RDN below this one.
    pub(crate) fn comparable_below(&self, rdn: &[Attribute]) -> Vec<u8> {
        let mut all = self.comparable.clone();
        push_rdn(&mut all, rdn);
        all
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rdns.is_empty()
    }

    /// One relative distinguished name as RFC 4514 text, escaped like the whole.
    #[must_use]
    pub fn rdn_text(rdn: &[Attribute]) -> String {
        Rdn(rdn).to_string()
    }

    /// The values of emailAddress attributes.
    pub fn emails(&self) -> impl Iterator<Item = String> {
        let attributes = self.rdns.iter().flatten();
        let emails = attributes.filter(|a| a.oid == const_oid::db::rfc3280::EMAIL_ADDRESS);
        emails.filter_map(|attribute| attribute.text.clone())
    }

    /// The last common name, which is the most specific, as text that is safe to show.
    #[must_use]
    pub fn common_name(&self) -> Option<String> {
        let mut attributes = self.rdns.iter().rev().flatten();
        let found = attributes.find(|a| a.oid == const_oid::db::rfc4519::COMMON_NAME);
        found.map(Attribute::safe_text)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.comparable == other.comparable
    }
}

impl Eq for Name {}

/// RFC 4514: most specific first; characters that could mislead the eye are escaped.
impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, rdn) in self.rdns.iter().rev().enumerate() {
            if index > 0 {
                f.write_char(',')?;
            }
            fmt_rdn(f, rdn)?;
        }
        Ok(())
    }
}

fn fmt_rdn(f: &mut std::fmt::Formatter<'_>, rdn: &[Attribute]) -> std::fmt::Result {
    for (index, attribute) in rdn.iter().enumerate() {
        if index > 0 {
            f.write_char('+')?;
        }
        attribute.fmt_rfc4514(f)?;
    }
    Ok(())
}

/// One relative distinguished name as RFC 4514 text.
struct Rdn<'a>(&'a [Attribute]);

impl std::fmt::Display for Rdn<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        fmt_rdn(f, self.0)
    }
}

impl Attribute {
    /// Reads an AttributeTypeAndValue.
    ///
    /// # Errors
    ///
    /// What does not belong there.
    pub fn read(tlv: &Tlv<'_>, field: &str) -> Result<Self, Problem> {
        let mut inside = tlv.inside();
        let oid = read_oid(&inside.expect(Tag::ObjectIdentifier, field)?, field)?;
        let value = inside.any(field)?;
        inside.finish(field)?;
        Ok(Self::of_value(oid, &value))
    }

    pub(crate) fn of_value(oid: Oid, value: &Tlv<'_>) -> Self {
        Self { oid, text: text_of(value), der: value.whole.to_vec() }
    }

    pub(crate) fn of_text(oid: Oid, text: String) -> Self {
        Self { oid, text: Some(text), der: Vec::new() }
    }

    /// The value as text that is safe to show; what is no text is hexadecimal DER.
    #[must_use]
    pub fn safe_text(&self) -> String {
        let Some(text) = &self.text else { return format!("#{}", hex::encode(&self.der)) };
        safe(text)
    }

    fn fmt_rfc4514(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.oid.name() {
            Some(name) => f.write_str(name)?,
            None => write!(f, "{}", self.oid)?,
        }
        f.write_char('=')?;
        let Some(text) = &self.text else {
            return write!(f, "#{}", hex::encode(&self.der));
        };
        if is_plain(text) {
            return f.write_str(text);
        }
        let last = text.chars().count().saturating_sub(1);
        for (index, character) in text.chars().enumerate() {
            let special = matches!(character, '"' | '+' | ',' | ';' | '<' | '>' | '\\')
                || (index == 0 && character == '#')
                || ((index == 0 || index == last) && character == ' ');
            if special {
                f.write_char('\\')?;
                f.write_char(character)?;
            } else {
                write_safe(f, character)?;
            }
        }
        Ok(())
    }
}

/// Whether it is ASCII of which RFC 4514 escapes nothing, wherever it stands. Most text is.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b' ' | b'-'..=b':' | b'A'..=b'Z' | b'a'..=b'z');
    text.bytes().all(is_plain) && !text.starts_with(' ') && !text.ends_with(' ')
}

/// The text with every misleading character escaped.
#[must_use]
pub fn safe(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        // Writing to a String cannot fail.
        let _ = write_safe(&mut safe, character);
    }
    safe
}

/// Writes a character as it is, or where it misleads as the hexadecimal of its
/// UTF-8 octets (RFC 4514 §2.4).
fn write_safe(f: &mut impl Write, character: char) -> std::fmt::Result {
    if !is_misleading(character) {
        return f.write_char(character);
    }
    let mut buffer = [0; 4];
    for byte in character.encode_utf8(&mut buffer).bytes() {
        write!(f, "\\{byte:02X}")?;
    }
    Ok(())
}

/// Whether a character is invisible or changes the order of what is read.
#[must_use]
pub fn is_misleading(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The characters of the string types of X.520 DirectoryString and IA5String.
pub(crate) fn text_of(tlv: &Tlv<'_>) -> Option<String> {
    match tlv.whole.first()? {
        number @ (12 | 18..=20 | 22 | 28 | 30) => characters((*number).into(), tlv.value),
        _ => None,
    }
}

/// The characters of a string type, by the number of its universal tag.
#[must_use]
pub fn characters(number: u32, value: &[u8]) -> Option<String> {
    match number {
        // UTF8String, NumericString, PrintableString, IA5String, VisibleString.
        12 | 18 | 19 | 22 | 26 => std::str::from_utf8(value).ok().map(str::to_owned),
        // In practice TeletexString holds ISO 8859-1 (RFC 5280 Appendix B).
        20 => Some(value.iter().map(|byte| char::from(*byte)).collect()),
        // BMPString.
        30 => {
            let (units, rest) = value.as_chunks::<2>();
            let units = units.iter().map(|pair| u16::from_be_bytes(*pair));
            rest.is_empty()
                .then(|| char::decode_utf16(units).collect::<Result<String, _>>().ok())
                .flatten()
        }
        // UniversalString.
        28 => {
            let (units, rest) = value.as_chunks::<4>();
            let characters = units.iter().map(|unit| char::from_u32(u32::from_be_bytes(*unit)));
            rest.is_empty().then(|| characters.collect::<Option<String>>()).flatten()
        }
        _ => None,
    }
}

/// RFC 5280 §7.1: strings are prepared, and their type does not count; attributes of one RDN are a set.
fn comparable(rdns: &[Vec<Attribute>]) -> Vec<u8> {
    let mut all = Vec::new();
    for rdn in rdns {
        push_rdn(&mut all, rdn);
    }
    all
}

fn push_rdn(all: &mut Vec<u8>, rdn: &[Attribute]) {
    if let [attribute] = rdn {
        return push(all, &comparable_attribute(attribute));
    }
    let mut members: Vec<Vec<u8>> = rdn.iter().map(comparable_attribute).collect();
    sort_by(&mut members, Ord::cmp);
    push(all, &members.concat());
}

fn comparable_attribute(attribute: &Attribute) -> Vec<u8> {
    // Two lengths, an identifier, a letter, and a value that is seldom longer than in DER.
    let mut bytes = Vec::with_capacity(32 + attribute.der.len());
    push(&mut bytes, attribute.oid.contents());
    match &attribute.text {
        Some(text) => {
            let prepared = prepare(text);
            // What cannot be prepared is the same only as it stands.
            bytes.push(if prepared.is_some() { b's' } else { b'u' });
            push(&mut bytes, prepared.as_ref().unwrap_or(text).as_bytes());
        }
        None => {
            bytes.push(b'd');
            push(&mut bytes, &attribute.der);
        }
    }
    bytes
}

/// Length first, so that no two lists of fields run together to the same bytes.
fn push(bytes: &mut Vec<u8>, field: &[u8]) {
    bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
    bytes.extend_from_slice(field);
}
