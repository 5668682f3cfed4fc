//! The name a person asks for against the names a certificate holds (RFC 9525 §6, RFC 5280 §7).

use anchorlight_pki::{Certificate, GeneralName, PublicSuffixes};

use crate::check::Citation;
use crate::fault::Fault;
use crate::name_constraints::has_labels;
use crate::reference_name::ReferenceName;

impl ReferenceName {
    /// Where the comparison is written, if not in RFC 9525.
    pub(crate) fn citation(&self) -> Option<Citation> {
        let section = match self {
            Self::Dns(_) | Self::Ip(_) => return None,
            Self::Directory(_) => "7.1",
            Self::Email(_) => "7.5",
            Self::Uri(_) => "7.4",
        };
        Some(Citation { source: "RFC 5280", section })
    }

    /// Whether the certificate is for this name.
    pub(crate) fn check(&self, certificate: &Certificate) -> Option<Fault> {
        let (subject, names) = (&certificate.subject, &certificate.extensions.subject_alt_names);
        let mut present = names.clone().unwrap_or_default();
        // A directory name is what the subject is; every other form has its place in the extension alone.
        let by_subject = matches!(self, Self::Directory(_));
        if by_subject && !subject.is_empty() {
            present.insert(0, GeneralName::Directory(Box::new(subject.clone())));
        }
        if present.iter().any(|name| self.matches(name)) {
            return None;
        }
        let asked = self.clone();
        Some(match self {
            Self::Email(email) if subject.emails().any(|known| email_matches(&known, email)) => {
                Fault::NameEmailOnlyInSubject { asked }
            }
            _ if names.is_none() && !by_subject => {
                Fault::NameNoSubjectAltName { asked, common_name: subject.common_name() }
            }
            _ => Fault::NameMismatch { asked, present },
        })
    }

    fn matches(&self, name: &GeneralName) -> bool {
        match (self, name) {
            (Self::Dns(asked), GeneralName::Dns(pattern)) => dns_matches(pattern, asked),
            (
                Self::Email(asked),
                GeneralName::Email(mailbox) | GeneralName::SmtpUtf8Mailbox(mailbox),
            ) => email_matches(mailbox, asked),
            (Self::Uri(asked), GeneralName::Uri(uri)) => uri_matches(uri, asked),
            (Self::Ip(asked), GeneralName::Ip(address)) => asked == address,
            (Self::Directory(asked), GeneralName::Directory(name)) => asked == name,
            _ => false,
        }
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

/// The first wildcard of a certificate that stands directly above a public suffix.
pub(crate) fn public_suffix_wildcard(
    certificate: &Certificate,
    lists: &[&PublicSuffixes],
) -> Option<Fault> {
    let names = certificate.extensions.subject_alt_names.as_deref().unwrap_or_default();
    names.iter().find_map(|name| {
        let GeneralName::Dns(pattern) = name else { return None };
        let pattern = pattern.strip_suffix('.').unwrap_or(pattern);
        let base = pattern.strip_prefix("*.").filter(|base| has_labels(base))?;
        let section = lists.iter().find_map(|list| {
            let (suffix, section) = list.suffix_of(base);
            (suffix == base).then_some(section)
        })?;
        Some(Fault::NamePublicSuffixWildcard {
            name: name.clone(),
            suffix: base.to_ascii_lowercase(),
            section,
        })
    })
}

/// RFC 5280 §7.5, RFC 9598 §5: the local part as it is, the domain in any case.
fn email_matches(mailbox: &str, asked: &str) -> bool {
    let (Some((local, domain)), Some((wanted, host))) =
        (mailbox.rsplit_once('@'), asked.rsplit_once('@'))
    else {
        return false;
    };
    local == wanted && domain.eq_ignore_ascii_case(host)
}

/// RFC 5280 §7.4: scheme and host in any case, all else as it is. Where scheme and host are all
/// that was asked, they are all that counts (RFC 9525 §6.3); but for SPIFFE, where the bare trust
/// domain is an identity of its own (SPIFFE ID §2).
fn uri_matches(uri: &str, asked: &str) -> bool {
    let (Some(uri), Some(asked)) = (Uri::split(uri), Uri::split(asked)) else { return false };
    let bare = asked.user.is_empty()
        && matches!(asked.rest, "" | "/")
        && !asked.host.is_empty()
        && !asked.scheme.eq_ignore_ascii_case("spiffe");
    uri.scheme.eq_ignore_ascii_case(asked.scheme)
        && uri.host.eq_ignore_ascii_case(asked.host)
        && (bare || (uri.user == asked.user && uri.rest == asked.rest))
}

struct Uri<'a> {
    scheme: &'a str,
    /// With the slashes before it.
    user: &'a str,
    /// Empty where the scheme has none, as in a URN.
    host: &'a str,
    /// From the port on.
    rest: &'a str,
}

impl<'a> Uri<'a> {
    fn split(uri: &'a str) -> Option<Self> {
        let (scheme, after) = uri.split_once(':')?;
        let (start, ends): (usize, &[char]) = if after.starts_with("//") {
            (2, &['/', '?', '#'])
        } else if ["sip", "sips"].iter().any(|sip| scheme.eq_ignore_ascii_case(sip)) {
            (0, &[';', '?'])
        } else {
            return Some(Self { scheme, user: "", host: "", rest: after });
        };
        let end = after[start..].find(ends).map_or(after.len(), |at| start + at);
        let host = after[..end].rfind('@').map_or(start, |at| at + 1);
        // The colons of an address in brackets are no port.
        let bracket = after[host..end].find(']').map_or(host, |at| host + at);
        let port = after[bracket..end].find(':').map_or(end, |at| bracket + at);
        let user = after[..host].trim_start_matches('/');
        Some(Self { scheme, user, host: &after[host..port], rest: &after[port..] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn the_local_part_keeps_its_case() {
        assert!(email_matches("Ann@Example.com", "Ann@example.com"));
        assert!(email_matches("é@example.com", "é@example.com"));
        for mailbox in ["ann@example.com", "Ann@example.org", "example.com", "*@example.com"] {
            assert!(!email_matches(mailbox, "Ann@example.com"), "{mailbox}");
        }
    }

    #[test]
    fn a_uri_is_the_same_but_for_the_case_of_scheme_and_host() {
        for (uri, asked) in [
            ("HTTPS://Example.com/a?b#c", "https://example.com/a?b#c"),
            ("https://example.com/a", "https://example.com"),
            ("https://example.com:8443/a", "https://example.com/"),
            ("https://[2001:db8::1]:1/a", "https://[2001:DB8::1]"),
            ("sip:voice.example.com", "SIP:Voice.Example.Com"),
            ("sip:voice.example.com;transport=tls", "sip:voice.example.com"),
            ("spiffe://Example.org/ns/a", "spiffe://example.org/ns/a"),
            ("urn:uuid:1-2", "URN:uuid:1-2"),
        ] {
            assert!(uri_matches(uri, asked), "{uri} {asked}");
        }
        for (uri, asked) in [
            ("https://example.com/A", "https://example.com/a"),
            ("https://example.com/", "https://example.com/a"),
            ("http://example.com/", "https://example.com/"),
            ("https://*.example.com/", "https://a.example.com/"),
            ("https://example.com@evil.example/", "https://example.com"),
            ("https://example.com:1/", "https://example.com:2/"),
            ("https://ann@example.com/a", "https://example.com/a"),
            ("sip:example.com", "sip:ann@example.com"),
            ("spiffe://example.org/ns/a", "spiffe://example.org"),
            ("urn:uuid:1-2", "urn:uuid:1"),
            ("urn:uuid:a", "urn:uuid:A"),
            ("example.com", "https://example.com"),
        ] {
            assert!(!uri_matches(uri, asked), "{uri} {asked}");
        }
    }
}
