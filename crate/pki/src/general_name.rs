//! GeneralName (RFC 5280 §4.2.1.6).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use const_oid::ObjectIdentifier;
use der::Tag;
use serde::Serialize;

use crate::name::{Name, safe};
use crate::oid::Oid;
use crate::problem::Problem;
use crate::tlv::{Cursor, Tlv};
use crate::{algorithm::read_oid, hex};

/// One of the forms a name can take.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum GeneralName {
    Dns(String),
    Email(String),
    Uri(String),
    Ip(IpAddr),
    Directory(Box<Name>),
    RegisteredId(Oid),
    /// A mailbox with other letters than ASCII's before the @: an otherName (RFC 9598).
    SmtpUtf8Mailbox(String),
    /// otherName, x400Address and ediPartyName: the tag number and the contents in DER.
    Other {
        form: &'static str,
        value: Vec<u8>,
    },
}

impl GeneralName {
    /// Reads one.
    ///
    /// # Errors
    ///
    /// Where it is of no form, or not what its form asks for.
    pub fn read(tlv: &Tlv<'_>, field: &str) -> Result<Self, Problem> {
        let fault = |reason| Problem::malformed(field, reason, tlv.start);
        let text = || ia5_text(tlv, field);
        Ok(match tlv.context_number().ok_or_else(|| fault("not a GeneralName"))? {
            0 => other_name(tlv),
            1 => Self::Email(text()?),
            2 => Self::Dns(text()?),
            3 => Self::Other { form: "x400Address", value: tlv.value.to_vec() },
            4 => {
                let mut inside = tlv.inside();
                let name = Name::read(&inside.expect(Tag::Sequence, field)?, field)?;
                inside.finish(field)?;
                Self::Directory(Box::new(name))
            }
            5 => Self::Other { form: "ediPartyName", value: tlv.value.to_vec() },
            6 => Self::Uri(text()?),
            7 => Self::Ip(
                address(tlv.value).ok_or_else(|| fault("an address of neither 4 nor 16 bytes"))?,
            ),
            8 => Self::RegisteredId(read_oid(tlv, field)?),
            _ => return Err(fault("not a GeneralName")),
        })
    }

    /// The form's name in RFC 5280.
    #[must_use]
    pub fn form(&self) -> &'static str {
        match self {
            Self::Dns(_) => "dNSName",
            Self::Email(_) => "rfc822Name",
            Self::Uri(_) => "uniformResourceIdentifier",
            Self::Ip(_) => "iPAddress",
            Self::Directory(_) => "directoryName",
            Self::RegisteredId(_) => "registeredID",
            Self::SmtpUtf8Mailbox(_) => "SmtpUTF8Mailbox",
            Self::Other { form, .. } => form,
        }
    }

    /// The name as text that is safe to show.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Dns(text) | Self::Email(text) | Self::Uri(text) | Self::SmtpUtf8Mailbox(text) => {
                safe(text)
            }
            Self::Ip(address) => address.to_string(),
            Self::Directory(name) => name.to_string(),
            Self::RegisteredId(oid) => oid.to_string(),
            Self::Other { value, .. } => hex::encode(value),
        }
    }
}

/// Of the many kinds of otherName, the mailboxes of RFC 9598 are read.
fn other_name(tlv: &Tlv<'_>) -> GeneralName {
    let mut inside = tlv.inside();
    smtp_utf8_mailbox(&mut inside).filter(|_| inside.is_done()).map_or_else(
        || GeneralName::Other { form: "otherName", value: tlv.value.to_vec() },
        GeneralName::SmtpUtf8Mailbox,
    )
}

fn smtp_utf8_mailbox(inside: &mut Cursor<'_>) -> Option<String> {
    /// id-on-SmtpUTF8Mailbox.
    const SMTP_UTF8_MAILBOX: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.8.9");
    const FIELD: &str = "otherName";
    let id = read_oid(&inside.expect(Tag::ObjectIdentifier, FIELD).ok()?, FIELD).ok()?;
    let value = inside.any(FIELD).ok()?;
    if id != SMTP_UTF8_MAILBOX || value.context_number() != Some(0) {
        return None;
    }
    let mut value = value.inside();
    let mailbox = value.expect(Tag::Utf8String, FIELD).ok()?;
    let text = std::str::from_utf8(mailbox.value).ok()?;
    value.is_done().then(|| text.to_owned())
}

/// The characters of an IA5String.
fn ia5_text(tlv: &Tlv<'_>, field: &str) -> Result<String, Problem> {
    if tlv.value.is_ascii() {
        return Ok(tlv.value.iter().map(|byte| char::from(*byte)).collect());
    }
    Err(Problem::malformed(field, "an IA5String with a byte over 0x7f", tlv.start))
}

fn address(bytes: &[u8]) -> Option<IpAddr> {
    if let Ok(four) = <[u8; 4]>::try_from(bytes) {
        return Some(IpAddr::V4(Ipv4Addr::from(four)));
    }
    <[u8; 16]>::try_from(bytes).ok().map(|sixteen| IpAddr::V6(Ipv6Addr::from(sixteen)))
}

impl Serialize for GeneralName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("GeneralName", 2)?;
        fields.serialize_field("form", self.form())?;
        fields.serialize_field("text", &self.text())?;
        fields.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for GeneralName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "GeneralName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "A name in one of the forms of RFC 5280 §4.2.1.6.",
            "properties": {
                "form": {
                    "type": "string",
                    "enum": ["otherName", "rfc822Name", "dNSName", "x400Address", "directoryName",
                        "ediPartyName", "uniformResourceIdentifier", "iPAddress", "registeredID",
                        "SmtpUTF8Mailbox"]
                },
                "text": { "type": "string", "description": "Safe to show: control and bidirectional characters are escaped." }
            },
            "required": ["form", "text"],
            "additionalProperties": false
        })
    }
}
