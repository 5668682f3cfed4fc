//! Hosts as a document names them, and which of several names a host best.

use anchorlight_path::{ReferenceName, ip_within};
use anchorlight_pki::{NameKind, Subtree};

/// Hosts.
#[derive(Clone, Debug)]
pub(crate) enum HostPattern {
    Any,
    /// This name.
    Name(String),
    /// Every name below this domain.
    Below(String),
    /// Every address of a block; of a single address its own.
    Block(std::net::IpAddr, u8),
}

/// How well a pattern names a host: of two that match, the higher one is the more specific.
pub(crate) type Specificity = usize;

impl HostPattern {
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::Any);
        }
        if let Ok(Subtree::Ip { address, prefix }) = Subtree::from_text(NameKind::Ip, text) {
            return Some(Self::Block(address, prefix));
        }
        let (domain, below) = match text.strip_prefix("*.") {
            Some(domain) => (domain, true),
            None => (text, false),
        };
        match ReferenceName::host(domain).ok()? {
            ReferenceName::Dns(name) if below => Some(Self::Below(name)),
            ReferenceName::Dns(name) => Some(Self::Name(name)),
            _ => None,
        }
    }

    /// Whether every host that it matches is matched by another pattern.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Any) => true,
            (Self::Any, _) => false,
            (Self::Name(name), other) => other.matches(&ReferenceName::Dns(name.clone())).is_some(),
            (Self::Below(inner), Self::Below(outer)) => {
                let host = ReferenceName::Dns(inner.clone());
                inner == outer || other.matches(&host).is_some()
            }
            (Self::Block(base, prefix), Self::Block(wider, bits)) => {
                bits <= prefix && ip_within(*base, *wider, *bits)
            }
            _ => false,
        }
    }

    pub(crate) fn block(&self) -> Option<(std::net::IpAddr, u8)> {
        match self {
            Self::Block(address, prefix) => Some((*address, *prefix)),
            _ => None,
        }
    }

    /// `None` where it does not match. A name beats every domain, a longer domain a shorter one; an
    /// address or a narrower block a wider one; and everything beats `*`.
    pub(crate) fn matches(&self, host: &ReferenceName) -> Option<Specificity> {
        match (self, host) {
            (Self::Any, ReferenceName::Dns(_) | ReferenceName::Ip(_)) => Some(0),
            (Self::Name(name), ReferenceName::Dns(host)) => (name == host).then_some(usize::MAX),
            (Self::Below(domain), ReferenceName::Dns(host)) => host
                .strip_suffix(domain.as_str())
                .is_some_and(|left| left.len() > 1 && left.ends_with('.'))
                .then_some(domain.len()),
            (Self::Block(base, prefix), ReferenceName::Ip(host)) => {
                ip_within(*host, *base, *prefix).then_some(usize::from(*prefix) + 1)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_specific_pattern_wins() {
        let host = |text: &str| ReferenceName::host(text).unwrap();
        let score =
            |pattern: &str, name: &str| HostPattern::read(pattern).unwrap().matches(&host(name));
        let rising = ["*", "*.example", "*.corp.example", "a.corp.example"];
        let scores = rising.map(|pattern| score(pattern, "a.corp.example").unwrap());
        assert!(scores.is_sorted_by(|one, other| one < other));
        assert!(score("10.0.0.0/8", "10.1.2.3") < score("10.1.2.3", "10.1.2.3"));
        assert!(score("0.0.0.0/0", "10.1.2.3") > score("*", "10.1.2.3"));
        for (pattern, name) in [
            ("*.example", "example"),
            ("*.example", "badexample"),
            ("a.example", "b.example"),
            ("10.0.0.0/8", "11.0.0.1"),
            ("::/0", "10.0.0.1"),
        ] {
            assert_eq!(score(pattern, name), None, "{pattern} {name}");
        }
        for pattern in ["", "a..b", "*.*", "*.10.0.0.1", "10.0.0.0/33", "a b", "https://a", "a.*"] {
            assert!(HostPattern::read(pattern).is_none(), "{pattern}");
        }
    }
}
