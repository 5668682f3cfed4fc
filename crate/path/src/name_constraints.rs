//! Names against the constraints of the CAs above them (RFC 5280 §4.2.1.10, §6.1.3 (b) and (c)).

use std::net::IpAddr;

use anchorlight_pki::{Certificate, GeneralName, NameConstraints, Subtree};

use crate::budget::{Effort, Limit};
use crate::build::Certificates;
use crate::fault::Fault;

const INITIAL_EXCLUDED: &str = "initial-excluded-subtrees";
const INITIAL_PERMITTED: &str = "initial-permitted-subtrees";

/// Every name of a certificate that constraints apply to.
pub(crate) fn names_of(certificate: &Certificate) -> Vec<GeneralName> {
    let mut names = Vec::new();
    if !certificate.subject.is_empty() {
        names.push(GeneralName::Directory(Box::new(certificate.subject.clone())));
    }
    let alternative = certificate.extensions.subject_alt_names.as_deref().unwrap_or_default();
    // Only where no mailbox is among the alternative names does the legacy attribute count.
    let is_mailbox =
        |name: &_| matches!(name, GeneralName::Email(_) | GeneralName::SmtpUtf8Mailbox(_));
    if !alternative.iter().any(is_mailbox) {
        names.extend(certificate.subject.emails().map(GeneralName::Email));
    }
    names.extend(alternative.iter().cloned());
    names
}

/// The names on a path that lie outside constraints which are stated for its anchor and stand in no
/// certificate: of each certificate the first, with its place in the path. Self-issued certificates
/// are exempt unless they are the last (RFC 5280 §6.1.3 (b)). `by` is who states them.
#[must_use]
pub fn names_outside(
    certificates: &dyn Certificates,
    path: &[usize],
    constraints: &NameConstraints,
    by: &str,
    effort: &mut Effort,
    most: usize,
) -> Vec<(usize, Fault)> {
    let mut found = Vec::new();
    let below = path.len().saturating_sub(1).max(1);
    for (place, position) in path.iter().take(below).enumerate() {
        let certificate = &certificates[*position];
        if place == 0 || !certificate.is_self_issued() {
            let fault = check(constraints, By::Name(by), &names_of(certificate), effort, most);
            found.extend(fault.map(|fault| (place, fault)));
        }
    }
    found
}

/// Whether every name of one subtree lies in another.
#[must_use]
pub fn within_subtree(inner: &Subtree, outer: &Subtree) -> bool {
    match (inner, outer) {
        (Subtree::Dns(inner), Subtree::Dns(outer)) => below_or_equal(inner, outer),
        (Subtree::Email(inner), Subtree::Email(outer)) => {
            inner == outer
                || email_within(inner, outer) == Some(true)
                || (!inner.contains('@') && host_subtree_within(inner, outer))
        }
        (Subtree::Uri(inner), Subtree::Uri(outer)) => host_subtree_within(inner, outer),
        (Subtree::Ip { address, prefix }, Subtree::Ip { address: base, prefix: wider }) => {
            wider <= prefix && ip_within(*address, *base, *wider)
        }
        (Subtree::Directory(inner), Subtree::Directory(outer)) => {
            inner.comparable().starts_with(outer.comparable())
        }
        _ => false,
    }
}

/// A host, or with a leading dot the hosts below a domain.
fn host_subtree_within(inner: &str, outer: &str) -> bool {
    outer.is_empty() || inner == outer || (outer.starts_with('.') && inner.ends_with(outer))
}

/// Who states constraints.
#[derive(Clone, Copy)]
pub(crate) enum By<'a> {
    Ca(&'a Certificate),
    /// The request; they are called what RFC 5280 §6.1.1 (h) and (i) call them.
    Request,
    Name(&'a str),
}

/// The first violation, if there is one.
pub(crate) fn check(
    constraints: &NameConstraints,
    by: By<'_>,
    names: &[GeneralName],
    effort: &mut Effort,
    most: usize,
) -> Option<Fault> {
    let by = |initial: &str| match by {
        By::Ca(ca) => ca.subject.to_string(),
        By::Request => initial.to_owned(),
        By::Name(name) => name.to_owned(),
    };
    for name in names {
        let of_form = |subtrees: &'_ [Subtree]| -> Vec<Subtree> {
            subtrees.iter().filter(|subtree| constrains(subtree, name)).cloned().collect()
        };
        let (excluded, permitted) =
            (of_form(&constraints.excluded), of_form(&constraints.permitted));
        let comparisons = excluded.len() + permitted.len();
        if effort.name_constraints + comparisons > most {
            effort.reached(Limit::NameConstraints);
            return Some(Fault::PathSearchStopped { limit: Limit::NameConstraints });
        }
        effort.name_constraints += comparisons;
        if excluded.iter().chain(&permitted).any(|s| matches!(s, Subtree::Other { .. })) {
            let by = by(INITIAL_PERMITTED);
            return Some(Fault::NameConstraintUnprocessable { name: name.clone(), by });
        }
        if let Some(subtree) = excluded.iter().find(|subtree| within(name, subtree, Side::Excluded))
        {
            let (subtree, by) = (subtree.text(), by(INITIAL_EXCLUDED));
            return Some(Fault::NameExcludedSubtree { name: name.clone(), subtree, by });
        }
        if !permitted.is_empty()
            && !permitted.iter().any(|subtree| within(name, subtree, Side::Permitted))
        {
            let permitted = permitted.iter().map(Subtree::text).collect();
            let by = by(INITIAL_PERMITTED);
            return Some(Fault::NameNotPermitted { name: name.clone(), permitted, by });
        }
    }
    None
}

/// A subtree constrains the names of its form; one of mailboxes also those with other letters than
/// ASCII's before the @, which are otherNames (RFC 9598 §6).
fn constrains(subtree: &Subtree, name: &GeneralName) -> bool {
    match name {
        GeneralName::SmtpUtf8Mailbox(_) => ["rfc822Name", "otherName"].contains(&subtree.form()),
        _ => subtree.form() == name.form(),
    }
}

/// What cannot be compared lies within every excluded subtree and no permitted one.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Side {
    Excluded,
    Permitted,
}

fn within(name: &GeneralName, subtree: &Subtree, side: Side) -> bool {
    match (name, subtree) {
        (GeneralName::Dns(name), Subtree::Dns(base)) => dns_within(name, base, side),
        (
            GeneralName::Email(mailbox) | GeneralName::SmtpUtf8Mailbox(mailbox),
            Subtree::Email(base),
        ) => email_within(mailbox, base).unwrap_or(side == Side::Excluded),
        (GeneralName::Uri(uri), Subtree::Uri(base)) => {
            host_of(uri).map_or(side == Side::Excluded, |host| host_within(host, base))
        }
        (GeneralName::Ip(address), Subtree::Ip { address: base, prefix }) => {
            ip_within(*address, *base, *prefix)
        }
        (GeneralName::Directory(name), Subtree::Directory(base)) => {
            name.comparable().starts_with(base.comparable())
        }
        _ => false,
    }
}

/// Whether it consists of labels as host names have them, underscores allowed and a wildcard in front.
pub(crate) fn has_labels(name: &str) -> bool {
    let rest = name.strip_prefix("*.").unwrap_or(name);
    rest.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

/// The base itself, and any number of labels to its left.
fn dns_within(name: &str, base: &str, side: Side) -> bool {
    if !has_labels(name) {
        return side == Side::Excluded;
    }
    let name = name.to_ascii_lowercase();
    if below_or_equal(&name, base) {
        return true;
    }
    // A wildcard stands for every label: for one excluded below its parent as well.
    side == Side::Excluded
        && name.strip_prefix("*.").is_some_and(|parent| {
            base.strip_suffix(parent)
                .and_then(|left| left.strip_suffix('.'))
                .is_some_and(|label| !label.contains('.'))
        })
}

fn below_or_equal(name: &str, base: &str) -> bool {
    base.is_empty()
        || name == base
        || name.strip_suffix(base).is_some_and(|left| left.ends_with('.'))
}

/// A host as it is, or with a leading dot every host below the domain (RFC 5280 §4.2.1.10).
fn host_within(host: &str, base: &str) -> bool {
    let host = host.to_ascii_lowercase();
    match base.strip_prefix('.') {
        Some(_) => host.len() > base.len() && host.ends_with(base),
        None => base.is_empty() || host == base,
    }
}

/// `None` where it is no mailbox.
fn email_within(mailbox: &str, base: &str) -> Option<bool> {
    let (local, host) = mailbox.rsplit_once('@')?;
    // A quoted local part may hold another @; nothing here reads quotes, so it counts as no mailbox.
    if local.is_empty() || host.is_empty() || local.contains('@') {
        return None;
    }
    Some(match base.rsplit_once('@') {
        Some((wanted, domain)) => local == wanted && host.eq_ignore_ascii_case(domain),
        None => host_within(host, base),
    })
}

/// The host of a URI with an authority; `None` where there is none or it is an address.
fn host_of(uri: &str) -> Option<&str> {
    let (_, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split(':').next()?;
    let is_address = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    (!host.is_empty() && !is_address).then_some(host)
}

/// Whether an address lies in a block.
#[must_use]
pub fn ip_within(address: IpAddr, base: IpAddr, prefix: u8) -> bool {
    let same = |a: u128, b: u128, width: u32| {
        let shift = width.saturating_sub(u32::from(prefix));
        prefix == 0 || a >> shift == b >> shift
    };
    match (address, base) {
        (IpAddr::V4(a), IpAddr::V4(b)) => same(u32::from(a).into(), u32::from(b).into(), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => same(a.into(), b.into(), 128),
        // The other family: no subtree of this one names it.
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_hold_what_is_below_them() {
        for (name, base, permitted, excluded) in [
            ("a.example.com", "example.com", true, true),
            ("EXAMPLE.com", "example.com", true, true),
            ("badexample.com", "example.com", false, false),
            ("*.example.com", "a.example.com", false, true),
            ("*.example.com", "a.b.example.com", false, false),
            ("anything", "", true, true),
            // What is no host name lies nowhere, and so within what is excluded.
            (".example.com", "example.com", false, true),
            ("a..example.com", "example.com", false, true),
            ("a.example.com.", "example.com", false, true),
            ("-a.example.com", "example.com", false, true),
            ("", "", false, true),
            ("foo.*.example.com", "example.com", false, true),
        ] {
            assert_eq!(dns_within(name, base, Side::Permitted), permitted, "{name} {base}");
            assert_eq!(dns_within(name, base, Side::Excluded), excluded, "{name} {base}");
        }
    }

    #[test]
    fn mailboxes_and_hosts_follow_the_leading_dot() {
        assert_eq!(email_within("a@Example.com", "example.com"), Some(true));
        assert_eq!(email_within("a@b.example.com", "example.com"), Some(false));
        assert_eq!(email_within("a@b.example.com", ".example.com"), Some(true));
        assert_eq!(email_within("A@example.com", "a@example.com"), Some(false));
        assert_eq!(email_within("nobody", "example.com"), None);
        assert_eq!(host_of("https://user@www.example.com:8443/x"), Some("www.example.com"));
        assert_eq!(host_of("https://10.0.0.1/"), None);
        assert_eq!(host_of("urn:x"), None);
        assert!(!host_within("example.com", ".example.com"));
    }

    #[test]
    fn networks_compare_as_many_bits_as_their_prefix() {
        let ip = |text: &str| text.parse().unwrap();
        assert!(ip_within(ip("10.1.2.3"), ip("10.1.0.0"), 16));
        assert!(!ip_within(ip("10.2.2.3"), ip("10.1.0.0"), 16));
        assert!(ip_within(ip("::1"), ip("ffff::"), 0));
        assert!(!ip_within(ip("::1"), ip("0.0.0.0"), 0));
    }
}
