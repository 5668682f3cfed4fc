//! Distinguished names and GeneralNames.

use std::net::IpAddr;

use crate::der::{
    self, IA5_STRING, PRINTABLE_STRING, SET, UTF8_STRING, constructed, explicit, implicit,
    object_identifier, oid, sequence, tlv,
};
use crate::plan::{Directory, Name, Style, Subject};

/// The name of a CA by its number.
pub(crate) fn ca(number: usize, style: Style) -> Vec<u8> {
    let common_name = format!("Authority {number}");
    sequence(&[attribute("2.5.4.10", "Example", style), attribute("2.5.4.3", &common_name, style)])
}

pub(crate) fn leaf(subject: &Subject, style: Style) -> Vec<u8> {
    let mut attributes = subject.directory.map_or_else(Vec::new, |d| directory(d, style));
    if let Some(name) = subject.common_name {
        attributes.push(attribute("2.5.4.3", name, style));
    }
    if let Some(email) = subject.email {
        attributes.push(rdn("1.2.840.113549.1.9.1", tlv(IA5_STRING, email.as_bytes())));
    }
    sequence(&attributes)
}

fn directory(directory: Directory, style: Style) -> Vec<Vec<u8>> {
    let organisation = |name| attribute("2.5.4.10", name, style);
    match directory {
        Directory::Example => vec![organisation("Example")],
        Directory::Inside => vec![organisation("Example"), attribute("2.5.4.11", "Inside", style)],
        Directory::Other => vec![organisation("Other")],
    }
}

/// All of these are the same under RFC 5280 §7.1.
fn attribute(kind: &str, value: &str, style: Style) -> Vec<u8> {
    let value = match style {
        Style::Same => tlv(UTF8_STRING, value.as_bytes()),
        Style::Printable => tlv(PRINTABLE_STRING, value.as_bytes()),
        Style::UpperCase => tlv(UTF8_STRING, value.to_uppercase().as_bytes()),
        Style::MoreSpaces => tlv(UTF8_STRING, format!(" {} ", value.replace(' ', "  ")).as_bytes()),
    };
    rdn(kind, value)
}

fn rdn(kind: &str, value: Vec<u8>) -> Vec<u8> {
    constructed(SET, &[sequence(&[oid(&object_identifier(kind)), value])])
}

/// A name of the certificate itself.
pub(crate) fn general_name(name: &Name) -> Vec<u8> {
    match name {
        Name::Ip(address, _) => implicit(7, &octets(*address)),
        other => form(other),
    }
}

/// The base of a subtree: an address has its mask with it.
pub(crate) fn base(name: &Name) -> Vec<u8> {
    match name {
        Name::Ip(address, prefix) => {
            let address = octets(*address);
            let mask = (0..address.len() * 8).map(|bit| bit < usize::from(*prefix));
            let mask: Vec<bool> = mask.collect();
            let mask = mask.chunks(8).map(|byte| byte.iter().fold(0, |m, b| m << 1 | u8::from(*b)));
            implicit(7, &address.iter().copied().chain(mask).collect::<Vec<u8>>())
        }
        other => form(other),
    }
}

fn form(name: &Name) -> Vec<u8> {
    match name {
        Name::Email(text) => implicit(1, text.as_bytes()),
        Name::Dns(text) => implicit(2, text.as_bytes()),
        Name::Directory(d) => explicit(4, &sequence(&directory(*d, Style::Same))),
        Name::Uri(text) => implicit(6, text.as_bytes()),
        Name::Ip(address, _) => implicit(7, &octets(*address)),
        Name::Registered => implicit(8, object_identifier("1.3.6.1.4.1.99999.8").as_bytes()),
    }
}

fn octets(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    }
}

/// GeneralNames with one directoryName.
pub(crate) fn directory_names(name: &[u8]) -> Vec<u8> {
    der::explicit(4, name)
}
