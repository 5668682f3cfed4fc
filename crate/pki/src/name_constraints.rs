//! NameConstraints (RFC 5280 §4.2.1.10).

use std::net::IpAddr;

use crate::extension::{members, not_a, sequence};
use crate::general_name::GeneralName;
use crate::hex;
use crate::name::{Name, safe};
use crate::problem::Problem;
use crate::tlv::Tlv;
use crate::written::NameKind;

/// Which names may and may not appear in the certificates below.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct NameConstraints {
    pub permitted: Vec<Subtree>,
    pub excluded: Vec<Subtree>,
}

/// The base of a GeneralSubtree. RFC 5280 has minimum 0 and no maximum, so the base is all there is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Subtree {
    /// A domain: itself and everything below it.
    Dns(String),
    /// A mailbox, a host, or with a leading dot every host below a domain.
    Email(String),
    /// A host, or with a leading dot every host below a domain.
    Uri(String),
    /// An address and its mask.
    Ip { address: IpAddr, prefix: u8 },
    /// Every name that begins with these RDNs.
    Directory(Box<Name>),
    /// A form for which no comparison is defined, or a base that is not of its form's syntax.
    Other { form: &'static str, value: Vec<u8> },
}

impl Subtree {
    /// The form's name in RFC 5280.
    #[must_use]
    pub fn form(&self) -> &'static str {
        match self {
            Self::Dns(_) => "dNSName",
            Self::Email(_) => "rfc822Name",
            Self::Uri(_) => "uniformResourceIdentifier",
            Self::Ip { .. } => "iPAddress",
            Self::Directory(_) => "directoryName",
            Self::Other { form, .. } => form,
        }
    }

    /// The base as text that is safe to show.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Dns(text) | Self::Email(text) | Self::Uri(text) => safe(text),
            Self::Ip { address, prefix } => format!("{address}/{prefix}"),
            Self::Directory(name) => name.to_string(),
            Self::Other { form, value } => match str::from_utf8(value) {
                Ok(text) if TEXTS.contains(form) => safe(text),
                _ => hex::encode(value),
            },
        }
    }
}

/// Forms that are strings (RFC 5280 §4.2.1.6), whatever is in them.
const TEXTS: [&str; 3] = ["dNSName", "rfc822Name", "uniformResourceIdentifier"];

impl Subtree {
    /// Reads a base as people write it: `example.com`, `.example.com` for mailboxes and URIs,
    /// `10.0.0.0/8`, `O=Corp,C=SE`. The empty base holds every name of its form.
    ///
    /// # Errors
    ///
    /// What it should have been.
    pub fn from_text(kind: NameKind, text: &str) -> Result<Self, &'static str> {
        match kind {
            NameKind::Dns => {
                host(text, false).map(Self::Dns).ok_or("it is no domain name in ASCII")
            }
            NameKind::Email => email(text)
                .map(Self::Email)
                .ok_or("it is no mailbox, no host, and no domain with a dot before it"),
            NameKind::Uri => host(text, true)
                .map(Self::Uri)
                .ok_or("it is no host in ASCII, and no domain with a dot before it"),
            NameKind::Ip => block(text).ok_or("it is no address and no block such as 10.0.0.0/8"),
            NameKind::Directory => Name::from_rfc4514(text)
                .map(|name| Self::Directory(Box::new(name)))
                .map_err(|bad| bad.reason),
        }
    }
}

impl NameConstraints {
    /// Whether nothing is constrained.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.permitted.is_empty() && self.excluded.is_empty()
    }

    pub(crate) fn read(tlv: &Tlv<'_>) -> Result<Self, Problem> {
        let mut inside = sequence(tlv, FIELD)?;
        let mut constraints = Self::default();
        let mut last = None;
        while !inside.is_done() {
            let list = inside.any(FIELD)?;
            let number = list.context_number();
            let subtrees = match number {
                Some(0) => &mut constraints.permitted,
                Some(1) => &mut constraints.excluded,
                _ => return Err(not_a(FIELD, "permittedSubtrees or excludedSubtrees", list.start)),
            };
            if last >= number {
                return Err(not_a(FIELD, "in order", list.start));
            }
            last = number;
            *subtrees = subtrees_of(&list)?;
        }
        if last.is_none() {
            return Err(not_a(FIELD, "a list of at least one", tlv.start));
        }
        Ok(constraints)
    }
}

const FIELD: &str = "nameConstraints";

fn subtrees_of(list: &Tlv<'_>) -> Result<Vec<Subtree>, Problem> {
    members(list.inside(), FIELD, list.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        let base = subtree(&inside.any(FIELD)?)?;
        if !inside.is_done() {
            let distance = inside.any(FIELD)?;
            // Minimum 0 is the default and must not be encoded, but changes nothing where it is.
            if distance.context_number() != Some(0) || distance.value != [0] {
                return Err(not_a(FIELD, "a subtree without minimum and maximum", distance.start));
            }
        }
        inside.finish(FIELD)?;
        Ok(base)
    })
}

fn subtree(tlv: &Tlv<'_>) -> Result<Subtree, Problem> {
    if tlv.context_number() == Some(7) {
        return network(tlv.value).ok_or_else(|| not_a(FIELD, "an address with a mask", tlv.start));
    }
    let name = GeneralName::read(tlv, FIELD)?;
    let subtree = match &name {
        GeneralName::Dns(name) => host(name, false).map(Subtree::Dns),
        GeneralName::Email(name) => email(name).map(Subtree::Email),
        GeneralName::Uri(name) => host(name, true).map(Subtree::Uri),
        GeneralName::Directory(name) => Some(Subtree::Directory(name.clone())),
        _ => None,
    };
    // A base that is not of its form's syntax matters only where a name of that form stands below.
    Ok(subtree.unwrap_or(Subtree::Other { form: name.form(), value: tlv.value.to_vec() }))
}

/// A domain name; the empty one stands for all of them. A leading dot has a
/// meaning for hosts of URIs and mailboxes only.
fn host(text: &str, leading_dot: bool) -> Option<String> {
    let bare = if leading_dot { text.strip_prefix('.').unwrap_or(text) } else { text };
    let plain = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    (text.is_empty() || bare.split('.').all(plain)).then(|| text.to_ascii_lowercase())
}

fn email(text: &str) -> Option<String> {
    match text.rsplit_once('@') {
        // The local part keeps its case (RFC 5280 §7.5). Nothing here reads quotes, in which it could hold an @.
        Some((local, domain)) if ![local, domain].contains(&"") && !local.contains('@') => {
            Some(format!("{local}@{}", host(domain, false)?))
        }
        Some(_) => None,
        None => host(text, true),
    }
}

/// CIDR notation (RFC 4632 §3.1), or one address.
fn block(text: &str) -> Option<Subtree> {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix.parse::<u8>().ok()?)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    let prefix = prefix.unwrap_or(most);
    (prefix <= most).then_some(Subtree::Ip { address, prefix })
}

/// RFC 4632: the mask is ones followed by zeros.
fn network(bytes: &[u8]) -> Option<Subtree> {
    let (address, mask) = match bytes.len() {
        8 => {
            let (address, mask) = bytes.split_at(4);
            (IpAddr::from(<[u8; 4]>::try_from(address).ok()?), mask)
        }
        32 => {
            let (address, mask) = bytes.split_at(16);
            (IpAddr::from(<[u8; 16]>::try_from(address).ok()?), mask)
        }
        _ => return None,
    };
    let ones: u32 = mask.iter().map(|byte| byte.leading_ones()).take_while(|n| *n == 8).sum();
    let partial = mask.get(usize::try_from(ones / 8).ok()?).map_or(0, |byte| byte.leading_ones());
    let prefix = ones + partial;
    let set: u32 = mask.iter().map(|byte| byte.count_ones()).sum();
    (set == prefix).then_some(Subtree::Ip { address, prefix: u8::try_from(prefix).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_are_read_as_people_write_them() {
        use NameKind::{Directory, Dns, Email, Ip, Uri};
        for (kind, text, shown) in [
            (Dns, "Example.COM", "example.com"),
            (Dns, "", ""),
            (Email, "Ann@Example.com", "Ann@example.com"),
            (Email, ".example.com", ".example.com"),
            (Uri, ".example.com", ".example.com"),
            (Ip, "10.0.0.0/8", "10.0.0.0/8"),
            (Ip, "::1", "::1/128"),
            (Directory, "O=Corp,C=SE", "O=Corp,C=SE"),
        ] {
            assert_eq!(Subtree::from_text(kind, text).unwrap().text(), shown, "{text}");
        }
        for (kind, text) in [
            (Dns, ".example.com"),
            (Dns, "a b"),
            (Email, "@example.com"),
            (Email, "ann@"),
            (Email, "a@b@example.com"),
            (Uri, "https://example.com"),
            (Ip, "10.0.0.0/33"),
            (Ip, "10.0.0/8"),
            (Directory, "Corp"),
        ] {
            assert!(Subtree::from_text(kind, text).is_err(), "{text}");
        }
    }
}
