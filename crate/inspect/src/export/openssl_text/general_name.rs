//! GeneralName in OpenSSL's two layouts: in a list (i2v_GENERAL_NAME) and alone (GENERAL_NAME_print).

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, Tlv, read_oid};

use super::{extensions, names};
use crate::general_name::characters_of;

const FIELD: &str = "GeneralName";

/// A text so far to the right.
pub(super) fn line(indent: usize, text: &str) -> String {
    format!("{:indent$}{text}", "")
}

/// The names of a SEQUENCE, none of them damaged.
pub(super) fn all<'a>(list: &Tlv<'a>) -> Option<Vec<Tlv<'a>>> {
    extensions::each(list)
}

/// With names as X509_NAME_oneline has them.
pub(super) fn in_list(name: &Tlv<'_>) -> Option<String> {
    match name.context_number()? {
        0 => other_name(name),
        4 => Some(format!("DirName:{}", one_line(name)?)),
        7 => {
            let length = name.value.len();
            let wrong = || format!("<invalid length={length}>");
            Some(format!("IP Address:{}", address(name.value).unwrap_or_else(wrong)))
        }
        _ => common(name),
    }
}

/// With names as XN_FLAG_ONELINE has them.
pub(super) fn alone(name: &Tlv<'_>) -> Option<String> {
    match name.context_number()? {
        0 => other_name(name),
        4 => {
            let read = pki::Name::read(&name.sole(FIELD).ok()?, FIELD).ok()?;
            Some(format!("DirName:{}", crate::name::openssl_text(&read)))
        }
        // OpenSSL puts a colon before each group, and ends the line.
        7 if name.value.len() == 16 => Some(format!("IP Address:{}\n", address(name.value)?)),
        7 => Some(format!("IP Address:{}", address(name.value).unwrap_or_else(invalid))),
        _ => common(name),
    }
}

/// In name constraints, where an address has a mask.
pub(super) fn subtree(name: &Tlv<'_>) -> Option<String> {
    if name.context_number()? != 7 {
        return alone(name);
    }
    let (base, mask) = name.value.split_at(name.value.len() / 2);
    Some(match name.value.len() {
        8 | 32 => format!("IP:{}/{}", address(base)?, address(mask)?),
        _ => "IP Address:<invalid>".to_owned(),
    })
}

fn common(name: &Tlv<'_>) -> Option<String> {
    let text = || super::extensions::text_of(name.value);
    Some(match name.context_number()? {
        1 => format!("email:{}", text()),
        2 => format!("DNS:{}", text()),
        3 => "X400Name:<unsupported>".to_owned(),
        5 => "EdiPartyName:<unsupported>".to_owned(),
        6 => format!("URI:{}", text()),
        8 => {
            let der = crate::encode::tlv(6, name.value);
            let oid = read_oid(&Cursor::new(&der).any(FIELD).ok()?, FIELD).ok()?;
            format!("Registered ID:{}", names::long(&oid))
        }
        _ => return None,
    })
}

/// Those that OpenSSL opens are text; of others it shows the number and the text.
fn other_name(name: &Tlv<'_>) -> Option<String> {
    let mut inside = name.inside();
    let oid = read_oid(&inside.any(FIELD).ok()?, FIELD).ok()?;
    let value = inside.any(FIELD).ok()?.sole(FIELD).ok()?;
    let text = characters_of(value.whole);
    let title = match oid.to_string().as_str() {
        "1.3.6.1.4.1.311.20.2.3" => "UPN:".to_owned(),
        "1.3.6.1.5.5.7.8.9" => "SmtpUTF8Mailbox:".to_owned(),
        "1.3.6.1.5.5.7.8.5" => "XmppAddr:".to_owned(),
        "1.3.6.1.5.5.7.8.7" => "SRVName:".to_owned(),
        "1.3.6.1.5.5.7.8.8" => "NAIRealm:".to_owned(),
        _ => format!("{}:", names::long(&oid)),
    };
    Some(match text {
        Some(text) => format!("othername: {title}:{text}"),
        None => format!("othername: {title}:<unsupported>"),
    })
}

fn address(octets: &[u8]) -> Option<String> {
    match octets.len() {
        4 => Some(octets.iter().map(u8::to_string).collect::<Vec<_>>().join(".")),
        16 => {
            let (groups, _) = octets.as_chunks::<2>();
            let group = |pair: &[u8; 2]| format!("{:X}", u16::from_be_bytes(*pair));
            Some(groups.iter().map(group).collect::<Vec<_>>().join(":"))
        }
        _ => None,
    }
}

fn invalid() -> String {
    "<invalid>".to_owned()
}

/// `/C=GB/O=North`: what is no printable ASCII is `\xC3` for each octet, and `/` and `+` are escaped.
fn one_line(name: &Tlv<'_>) -> Option<String> {
    let read = pki::Name::read(&name.sole(FIELD).ok()?, FIELD).ok()?;
    let mut out = String::new();
    for rdn in &read.rdns {
        for (at, attribute) in rdn.iter().enumerate() {
            out.push(if at == 0 { '/' } else { '+' });
            out += &crate::name::openssl_short(attribute);
            out.push('=');
            let value = Cursor::new(&attribute.der).any(FIELD).ok()?.value;
            for octet in value {
                match octet {
                    b'/' | b'+' => out += &format!("\\{}", char::from(*octet)),
                    b' '..=b'~' => out.push(char::from(*octet)),
                    _ => out += &format!("\\x{octet:02X}"),
                }
            }
        }
    }
    Some(out)
}
