//! The name a person asks for against the names a certificate holds (RFC 9525 §6).

use std::net::IpAddr;

use anchorlight_pki::{Certificate, GeneralName};
use serde::Serialize;

use crate::fault::Fault;

/// The name asked for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum ReferenceName {
    /// A DNS name in its ASCII form, lower case, without a final dot.
    Dns(String),
    /// An IP address.
    Ip(IpAddr),
}

/// Why a text is not a name that can be asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BadName {
    /// Offset of the first byte that does not belong.
    pub offset: usize,
    pub reason: &'static str,
}

impl ReferenceName {
    /// Reads a host as people type it: a DNS name, an IPv4 address, or an IPv6
    /// address with or without brackets.
    ///
    /// # Errors
    ///
    /// Where the text is neither an address nor a DNS name in ASCII (RFC 1123
    /// §2.1; underscores are allowed because internal hosts have them).
    pub fn parse(text: &str) -> Result<Self, BadName> {
        let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
        if let Ok(address) = bare.parse::<IpAddr>() {
            return Ok(Self::Ip(address));
        }
        let name = text.strip_suffix('.').unwrap_or(text);
        if name.is_empty() {
            return Err(BadName { offset: 0, reason: "it is empty" });
        }
        if name.len() > 253 {
            return Err(BadName { offset: 253, reason: "it is longer than 253 characters" });
        }
        let mut offset = 0;
        for label in name.split('.') {
            if label.is_empty() {
                return Err(BadName { offset, reason: "a label is empty" });
            }
            if label.len() > 63 {
                return Err(BadName { offset, reason: "a label is longer than 63 characters" });
            }
            let stray =
                label.bytes().position(|b| !(b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
            if let Some(at) = stray {
                let reason = "a character is neither letter, digit, hyphen nor underscore (write other scripts in their xn-- form)";
                return Err(BadName { offset: offset + at, reason });
            }
            if label.starts_with('-') || label.ends_with('-') {
                return Err(BadName { offset, reason: "a label begins or ends with a hyphen" });
            }
            offset += label.len() + 1;
        }
        Ok(Self::Dns(name.to_ascii_lowercase()))
    }

    /// Whether the certificate is for this name.
    pub(crate) fn check(&self, certificate: &Certificate) -> Option<Fault> {
        let Some(present) = &certificate.extensions.subject_alt_names else {
            return Some(Fault::NameNoSubjectAltName {
                asked: self.clone(),
                common_name: certificate.subject.common_name(),
            });
        };
        let matched = present.iter().any(|name| match (self, name) {
            (Self::Dns(asked), GeneralName::Dns(pattern)) => dns_matches(pattern, asked),
            (Self::Ip(asked), GeneralName::Ip(address)) => asked == address,
            _ => false,
        });
        (!matched).then(|| Fault::NameMismatch { asked: self.clone(), present: present.clone() })
    }
}

/// RFC 9525 §6.3: `*` stands for exactly one label, the leftmost, and alone in it.
fn dns_matches(pattern: &str, asked: &str) -> bool {
    let pattern = pattern.strip_suffix('.').unwrap_or(pattern);
    match pattern.strip_prefix("*.") {
        Some(rest) => asked
            .split_once('.')
            .is_some_and(|(_, parent)| rest.contains('.') && rest.eq_ignore_ascii_case(parent)),
        None => pattern.eq_ignore_ascii_case(asked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_as_people_type_them() {
        let dns = |text: &str| ReferenceName::Dns(text.to_owned());
        assert_eq!(ReferenceName::parse("Intra_1.Example.COM."), Ok(dns("intra_1.example.com")));
        assert_eq!(ReferenceName::parse("[::1]"), ReferenceName::parse("::1"));
        assert!(matches!(ReferenceName::parse("10.0.0.1"), Ok(ReferenceName::Ip(_))));
    }

    #[test]
    fn what_is_not_a_host_is_named_with_its_place() {
        let offset = |text: &str| ReferenceName::parse(text).unwrap_err().offset;
        assert_eq!(offset("a..b"), 2);
        assert_eq!(offset("exa mple"), 3);
        assert_eq!(offset("https://x"), 5);
        assert_eq!(offset("a.-b"), 2);
        assert_eq!(offset(""), 0);
    }

    #[test]
    fn a_wildcard_is_one_whole_label() {
        assert!(dns_matches("*.example.com", "a.example.com"));
        assert!(dns_matches("*.EXAMPLE.com", "a.example.com"));
        for asked in ["example.com", "a.b.example.com", "*.example.org"] {
            assert!(!dns_matches("*.example.com", asked), "{asked}");
        }
        assert!(!dns_matches("a*.example.com", "ab.example.com"));
        assert!(!dns_matches("*.com", "example.com"));
        assert!(!dns_matches("*", "localhost"));
    }
}
