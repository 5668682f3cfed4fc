//! The name a person asks for, as people write it.

use std::net::IpAddr;

use anchorlight_pki::{BadName, Name, NameKind, is_misleading};
use serde::{Serialize, Serializer};

/// The name asked for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum ReferenceName {
    /// A DNS name in its ASCII form, lower case, without a final dot.
    Dns(String),
    /// A mailbox; its domain in ASCII and lower case.
    Email(String),
    /// A URI in ASCII.
    Uri(String),
    /// An IP address.
    Ip(IpAddr),
    /// A distinguished name, RFC 4514.
    Directory(
        #[serde(serialize_with = "text")]
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        Box<Name>,
    ),
}

fn text<S: Serializer>(name: &Name, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(name)
}

impl ReferenceName {
    /// Reads a host as people type it: a DNS name, an IPv4 address, or an IPv6
    /// address with or without brackets.
    ///
    /// # Errors
    ///
    /// Where the text is neither an address nor a DNS name in ASCII.
    pub fn host(text: &str) -> Result<Self, BadName> {
        match address(text) {
            Some(address) => Ok(Self::Ip(address)),
            None => dns_name(text).map(Self::Dns),
        }
    }

    /// Reads a name of this kind.
    ///
    /// # Errors
    ///
    /// Where the text is none.
    pub fn parse(kind: NameKind, text: &str) -> Result<Self, BadName> {
        let unseen = |c: &(usize, char)| is_misleading(c.1) || c.1.is_whitespace();
        let stray = text.char_indices().find(unseen).map(|(offset, _)| offset);
        match (kind, stray) {
            (NameKind::Directory, _) => {
                let name = Name::from_rfc4514(text)?;
                if name.is_empty() {
                    return Err(BadName::new(0, "it is empty"));
                }
                Ok(Self::Directory(Box::new(name)))
            }
            (_, Some(offset)) => {
                Err(BadName::new(offset, "a character is a space or cannot be seen"))
            }
            (NameKind::Dns, _) => dns_name(text).map(Self::Dns),
            (NameKind::Email, _) => mailbox(text).map(Self::Email),
            (NameKind::Ip, _) => {
                address(text).map(Self::Ip).ok_or(BadName::new(0, "it is no IP address"))
            }
            (NameKind::Uri, _) => uri(text).map(Self::Uri),
        }
    }
}

fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok()
}

/// RFC 1123 §2.1; underscores are allowed because internal hosts have them.
fn dns_name(text: &str) -> Result<String, BadName> {
    let name = text.strip_suffix('.').unwrap_or(text);
    if name.is_empty() {
        return Err(BadName::new(0, "it is empty"));
    }
    if name.len() > 253 {
        return Err(BadName::new(253, "it is longer than 253 characters"));
    }
    let mut offset = 0;
    for label in name.split('.') {
        if label.is_empty() {
            return Err(BadName::new(offset, "a label is empty"));
        }
        if label.len() > 63 {
            return Err(BadName::new(offset, "a label is longer than 63 characters"));
        }
        let stray =
            label.bytes().position(|b| !(b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        if let Some(at) = stray {
            let reason = "a character is neither letter, digit, hyphen nor underscore (write other scripts in their xn-- form)";
            return Err(BadName::new(offset + at, reason));
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err(BadName::new(offset, "a label begins or ends with a hyphen"));
        }
        offset += label.len() + 1;
    }
    Ok(name.to_ascii_lowercase())
}

/// RFC 5321 §4.1.2, without quoted local parts and addresses as domains.
fn mailbox(text: &str) -> Result<String, BadName> {
    let (local, domain) = text.split_once('@').ok_or(BadName::new(0, "it has no @"))?;
    if local.is_empty() {
        return Err(BadName::new(0, "nothing stands before its @"));
    }
    if let Some(at) = local.find('"') {
        return Err(BadName::new(at, "quoted local parts are not supported"));
    }
    let before = local.len() + 1;
    let domain = dns_name(domain).map_err(|bad| BadName::new(before + bad.offset, bad.reason))?;
    Ok(format!("{local}@{domain}"))
}

/// RFC 3986 §3: a scheme, a colon and something.
fn uri(text: &str) -> Result<String, BadName> {
    let (scheme, rest) = text.split_once(':').ok_or(BadName::new(0, "it has no scheme"))?;
    let in_scheme = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.bytes().all(in_scheme) {
        return Err(BadName::new(0, "it has no scheme"));
    }
    if rest.is_empty() {
        return Err(BadName::new(text.len(), "nothing follows its scheme"));
    }
    match text.bytes().position(|b| !b.is_ascii()) {
        Some(at) => Err(BadName::new(at, "a character is not ASCII: write it in its %-form")),
        None => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_as_people_type_them() {
        let dns = |text: &str| ReferenceName::Dns(text.to_owned());
        assert_eq!(ReferenceName::host("Intra_1.Example.COM."), Ok(dns("intra_1.example.com")));
        assert_eq!(ReferenceName::host("[::1]"), ReferenceName::host("::1"));
        assert!(matches!(ReferenceName::host("10.0.0.1"), Ok(ReferenceName::Ip(_))));
    }

    #[test]
    fn what_is_not_a_host_is_named_with_its_place() {
        let offset = |text: &str| ReferenceName::host(text).unwrap_err().offset;
        assert_eq!(offset("a..b"), 2);
        assert_eq!(offset("exa mple"), 3);
        assert_eq!(offset("https://x"), 5);
        assert_eq!(offset("a.-b"), 2);
        assert_eq!(offset(""), 0);
    }

    #[test]
    fn what_is_none_of_its_kind_is_named_with_its_place() {
        for (kind, text, offset) in [
            (NameKind::Dns, "a b", 1),
            (NameKind::Email, "ann", 0),
            (NameKind::Email, "@example.com", 0),
            (NameKind::Email, "ann@", 4),
            (NameKind::Email, "ann@exa mple", 7),
            (NameKind::Email, "ann@b@example.com", 5),
            (NameKind::Email, "\"a\"@example.com", 0),
            (NameKind::Email, "a\u{202e}b@example.com", 1),
            (NameKind::Email, "ann@münchen.example", 5),
            (NameKind::Uri, "example.com", 0),
            (NameKind::Uri, "1x:y", 0),
            (NameKind::Uri, "x:", 2),
            (NameKind::Uri, "https://münchen.example/", 9),
            (NameKind::Ip, "example.com", 0),
            (NameKind::Directory, "", 0),
            (NameKind::Directory, "Corp", 0),
        ] {
            assert_eq!(ReferenceName::parse(kind, text).unwrap_err().offset, offset, "{text}");
        }
        let ann = ReferenceName::Email("Ann.é@example.com".to_owned());
        assert_eq!(ReferenceName::parse(NameKind::Email, "Ann.é@Example.COM"), Ok(ann));
    }
}
