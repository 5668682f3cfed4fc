//! Extensions (X509V3_extensions_print), each in the words of OpenSSL's own printer.

use anchorlight_pki as pki;
use anchorlight_pki::Oid;
use anchorlight_pki::read::{Cursor, Tlv, distribution_points as points, extension, read_oid};
use der::Tag;

use super::general_name::{self, line};
use super::{colons, dates, distribution_points, names, policies, scts, upper};

const FIELD: &str = "extension";

/// Every extension, its name so far to the right.
pub(super) fn text(all: &[pki::Extension], indent: usize) -> String {
    let one = |extension: &pki::Extension| {
        let critical = if extension.critical { "critical" } else { "" };
        let name = names::long(&extension.oid);
        let inside = indent + 4;
        let body = printed(extension, inside)
            .unwrap_or_else(|| format!("{:inside$}{}", "", characters(&extension.value)));
        format!("{:indent$}{name}: {critical}\n{body}\n", "")
    };
    all.iter().map(one).collect()
}

/// Those of a list's entry, or of a list.
pub(super) fn all(list: &Tlv<'_>) -> Option<Vec<pki::Extension>> {
    let mut members = list.inside();
    let mut all = Vec::new();
    while !members.is_done() {
        let member = members.expect(Tag::Sequence, FIELD).ok()?;
        all.push(extension(&member).ok()?.0);
    }
    Some(all)
}

/// ASN1_STRING_print: what is not printable ASCII is a dot.
fn characters(octets: &[u8]) -> String {
    let shown = |octet: &u8| match octet {
        b'\n' | b'\r' | b' '..=b'~' => char::from(*octet),
        _ => '.',
    };
    octets.iter().map(shown).collect()
}

/// Text as it stands; OpenSSL ends it at a NUL.
pub(super) fn text_of(octets: &[u8]) -> String {
    let end = octets.iter().position(|octet| *octet == 0).unwrap_or(octets.len());
    String::from_utf8_lossy(&octets[..end]).into_owned()
}

/// `None`: OpenSSL shows it as characters.
fn printed(extension: &pki::Extension, indent: usize) -> Option<String> {
    let mut whole = Cursor::new(&extension.value);
    let dotted = extension.oid.to_string();
    // A list of SCTs is an OCTET STRING too.
    let value = whole.any(FIELD).ok()?;
    whole.finish(FIELD).ok()?;
    let plain = |text: String| Some(format!("{:indent$}{text}", ""));
    match dotted.as_str() {
        "2.5.29.14" => plain(colons(value.value)),
        "2.5.29.15" => plain(joined(bits(&value, &KEY_USAGES)?)?),
        "2.5.29.16" => plain(period(&value)?),
        "2.5.29.17" | "2.5.29.18" | "2.5.29.29" => {
            let all = general_name::all(&value)?;
            plain(joined(
                all.iter().map(|name| general_name::in_list(name)).collect::<Option<_>>()?,
            )?)
        }
        "2.5.29.19" => plain(basic_constraints(&value)?),
        "2.5.29.20" | "2.5.29.27" | "2.5.29.54" => plain(integer(&value)?),
        "2.5.29.21" => plain(reason(&value)?),
        "2.5.29.24" => plain(dates::date(pki::Time::read(&value, FIELD).ok()?)),
        "2.5.29.30" => constraints(&value, indent),
        "2.5.29.31" | "2.5.29.46" => {
            points(&value).ok()?;
            distribution_points::text(&value, indent)
        }
        "2.5.29.32" => policies::text(&value, indent),
        "2.5.29.33" => plain(joined(mappings(&value)?)?),
        "2.5.29.35" => authority_key_id(&value, indent),
        "2.5.29.36" => plain(joined(policy_constraints(&value)?)?),
        "2.5.29.37" => plain(joined(each(&value)?.iter().map(name).collect::<Option<_>>()?)?),
        "1.3.6.1.5.5.7.1.1" | "1.3.6.1.5.5.7.1.11" => access(&value, indent),
        "1.3.6.1.5.5.7.1.24" => plain(joined(features(&value)?)?),
        "1.3.6.1.5.5.7.48.1.5" => Some(String::new()),
        "1.3.6.1.4.1.11129.2.4.2" => scts::text(value.value, indent),
        "1.3.6.1.4.1.11129.2.4.3" => plain("NULL".to_owned()),
        "2.16.840.1.113730.1.1" => plain(joined(bits(&value, &NETSCAPE_TYPES)?)?),
        // Netscape's texts: comment, base URL and others.
        _ if dotted.starts_with("2.16.840.1.113730.1.") && value.tag == Some(Tag::Ia5String) => {
            plain(characters(value.value))
        }
        _ => None,
    }
}

const KEY_USAGES: [&str; 9] = [
    "Digital Signature",
    "Non Repudiation",
    "Key Encipherment",
    "Data Encipherment",
    "Key Agreement",
    "Certificate Sign",
    "CRL Sign",
    "Encipher Only",
    "Decipher Only",
];

const NETSCAPE_TYPES: [&str; 8] = [
    "SSL Client",
    "SSL Server",
    "S/MIME",
    "Object Signing",
    "Unused",
    "SSL CA",
    "S/MIME CA",
    "Object Signing CA",
];

const CRL_REASONS: [&str; 11] = [
    "Unspecified",
    "Key Compromise",
    "CA Compromise",
    "Affiliation Changed",
    "Superseded",
    "Cessation Of Operation",
    "Certificate Hold",
    "",
    "Remove From CRL",
    "Privilege Withdrawn",
    "AA Compromise",
];

/// Values on one line; OpenSSL says of none that there is none.
fn joined(values: Vec<String>) -> Option<String> {
    Some(if values.is_empty() { "<EMPTY>\n".to_owned() } else { values.join(", ") })
}

/// The names of the bits that are set.
pub(super) fn bits(value: &Tlv<'_>, names: &[&str]) -> Option<Vec<String>> {
    let octets = value.value.get(1..)?;
    let is_set = |at: usize| octets.get(at / 8).is_some_and(|octet| octet & 0x80 >> (at % 8) != 0);
    let set = names.iter().enumerate().filter(|(at, _)| is_set(*at));
    Some(set.map(|(_, name)| (*name).to_owned()).collect())
}

pub(super) fn each<'a>(value: &Tlv<'a>) -> Option<Vec<Tlv<'a>>> {
    let mut inside = value.inside();
    let mut all = Vec::new();
    while !inside.is_done() {
        all.push(inside.any(FIELD).ok()?);
    }
    Some(all)
}

pub(super) fn name(tlv: &Tlv<'_>) -> Option<String> {
    read_oid(tlv, FIELD).ok().map(|oid: Oid| names::long(&oid))
}

/// i2s_ASN1_INTEGER: long numbers in hexadecimal.
fn integer(value: &Tlv<'_>) -> Option<String> {
    (value.tag == Some(Tag::Integer)).then(|| match value.value.len() {
        0..=15 => crate::number::decimal(value.value),
        _ => format!("0x{}", upper(value.value)),
    })
}

fn basic_constraints(value: &Tlv<'_>) -> Option<String> {
    let mut inside = value.inside();
    let ca = inside.optional(Tag::Boolean, FIELD).ok()?;
    let is_ca = ca.is_some_and(|flag| flag.value.first().is_some_and(|octet| *octet != 0));
    let length = inside.optional(Tag::Integer, FIELD).ok()?;
    let length = length.map(|tlv| format!(", pathlen:{}", crate::number::decimal(tlv.value)));
    Some(format!("CA:{}{}", if is_ca { "TRUE" } else { "FALSE" }, length.unwrap_or_default()))
}

fn reason(value: &Tlv<'_>) -> Option<String> {
    let [code] = value.value else { return None };
    let known = CRL_REASONS.get(usize::from(*code)).filter(|name| !name.is_empty());
    Some(known.map_or_else(|| code.to_string(), |name| (*name).to_owned()))
}

/// notBefore [0] and notAfter [1], IMPLICIT GeneralizedTime.
fn period(value: &Tlv<'_>) -> Option<String> {
    let mut out = Vec::new();
    for field in each(value)? {
        let what = if field.context_number()? == 0 { "Not Before" } else { "Not After" };
        let der = crate::encode::tlv(0x18, field.value);
        let time = pki::Time::read(&Cursor::new(&der).any(FIELD).ok()?, FIELD).ok()?;
        out.push(format!("{what}: {}", dates::date(time)));
    }
    Some(out.join(", "))
}

fn authority_key_id(value: &Tlv<'_>, indent: usize) -> Option<String> {
    let mut lines = Vec::new();
    let fields = each(value)?;
    let alone = fields.len() == 1;
    for field in &fields {
        match field.context_number()? {
            0 if alone => lines.push(colons(field.value)),
            0 => lines.push(format!("keyid:{}", colons(field.value))),
            1 => {
                for name in general_name::all(field)? {
                    lines.push(general_name::in_list(&name)?);
                }
            }
            _ => {
                let serial = crate::number::unsigned(field.value);
                lines.push(format!(
                    "serial:{}",
                    colons(if serial.is_empty() { &[0] } else { serial })
                ));
            }
        }
    }
    Some(lines.iter().map(|text| line(indent, text)).collect::<Vec<_>>().join("\n"))
}

fn access(value: &Tlv<'_>, indent: usize) -> Option<String> {
    let mut lines = Vec::new();
    for description in each(value)? {
        let mut inside = description.inside();
        let method = name(&inside.any(FIELD).ok()?)?;
        let location = general_name::in_list(&inside.any(FIELD).ok()?)?;
        lines.push(line(indent, &format!("{method} - {location}")));
    }
    Some(lines.join("\n"))
}

/// TLS feature (RFC 7633): two have names.
fn features(value: &Tlv<'_>) -> Option<Vec<String>> {
    let feature = |tlv: &Tlv<'_>| match tlv.value {
        [5] => "status_request".to_owned(),
        [17] => "status_request_v2".to_owned(),
        other => crate::number::decimal(other),
    };
    Some(each(value)?.iter().map(feature).collect())
}

fn mappings(value: &Tlv<'_>) -> Option<Vec<String>> {
    let mapping = |tlv: &Tlv<'_>| {
        let mut inside = tlv.inside();
        let (issuer, subject) = (inside.any(FIELD).ok()?, inside.any(FIELD).ok()?);
        Some(format!("{}:{}", name(&issuer)?, name(&subject)?))
    };
    each(value)?.iter().map(mapping).collect()
}

fn policy_constraints(value: &Tlv<'_>) -> Option<Vec<String>> {
    let constraint = |tlv: &Tlv<'_>| {
        let what = match tlv.context_number()? {
            0 => "Require Explicit Policy",
            _ => "Inhibit Policy Mapping",
        };
        Some(format!("{what}:{}", crate::number::decimal(tlv.value)))
    };
    each(value)?.iter().map(constraint).collect()
}

fn constraints(value: &Tlv<'_>, indent: usize) -> Option<String> {
    let mut parts = Vec::new();
    for field in each(value)? {
        let title = if field.context_number()? == 0 { "Permitted" } else { "Excluded" };
        let mut lines = vec![line(indent, &format!("{title}:"))];
        for subtree in each(&field)? {
            let base = subtree.inside().any(FIELD).ok()?;
            lines.push(line(indent + 2, &general_name::subtree(&base)?));
        }
        parts.push(lines.join("\n"));
    }
    Some(parts.join("\n"))
}
