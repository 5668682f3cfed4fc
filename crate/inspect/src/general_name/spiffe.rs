//! SPIFFE IDs (the SPIFFE ID standard, §2): URIs that name workloads.

use serde::Serialize;

/// A SPIFFE ID in its parts.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpiffeId {
    pub trust_domain: String,
    pub path: String,
}

/// §2.3: a conforming ID has no more octets; §2.1: nor has its trust domain.
const LONGEST: usize = 2048;
const LONGEST_DOMAIN: usize = 255;

impl SpiffeId {
    /// `None` where the URI is not one, or breaks the rules of §2.1 and §2.2.
    pub(super) fn read(uri: &str) -> Option<Self> {
        let rest = uri.strip_prefix("spiffe://").filter(|_| uri.len() <= LONGEST)?;
        let (domain, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let of_domain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b);
        let of_path = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
        let segment = |s: &str| !matches!(s, "" | "." | "..") && s.bytes().all(of_path);
        let is_domain =
            (1..=LONGEST_DOMAIN).contains(&domain.len()) && domain.bytes().all(of_domain);
        let is_path = path.is_empty() || path[1..].split('/').all(segment);
        (is_domain && is_path)
            .then(|| Self { trust_domain: domain.to_owned(), path: path.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_other_uris() {
        let id = SpiffeId::read("spiffe://prod.example/billing/payments").unwrap();
        assert_eq!(
            (id.trust_domain.as_str(), id.path.as_str()),
            ("prod.example", "/billing/payments")
        );
        assert_eq!(SpiffeId::read("spiffe://prod.example").unwrap().path, "");
        for uri in [
            "https://prod.example/",
            "spiffe://",
            "spiffe:///a",
            "spiffe://Prod.example/a",
            "spiffe://prod.example/",
            "spiffe://prod.example/a//b",
            "spiffe://prod.example/../a",
            "spiffe://prod.example:1/a",
            "spiffe://prod.example/a?b",
        ] {
            assert_eq!(SpiffeId::read(uri), None, "{uri}");
        }
    }
}
