//! Policies of Chrome, Edge and other Chromium: a policy file, and what their policy pages export.

use super::{Document, Known, MOST_NOTES};
use crate::container::{Detail, Format, Said};

const CONSTRAINED: &str = "CACertificatesWithConstraints";

/// Lists of base64 of DER.
const LISTS: [&str; 3] = ["CACertificates", "CADistrustedCertificates", "CAHintCertificates"];

/// Others that tell such a file.
const OTHERS: [&str; 2] = ["CAPlatformIntegrationEnabled", "CACertificateManagementAllowed"];

/// Where the policies of a document are: at its root in a file, else where the policy page puts them.
const PLACES: [&str; 7] = [
    "chromePolicies",
    "policyGroups/chrome/policies",
    "policyGroups/edge/policies",
    "policyValues/chrome/policies",
    "policyValues/edge/policies",
    "policies/chrome",
    "edgePolicies",
];

pub(super) fn known(document: &Document<'_>, root: usize) -> Option<Known> {
    let places = PLACES.iter().flat_map(|place| document.at(root, place));
    let is_export = document.member(root, "chromePolicies").is_some();
    let mut is_known = is_export;
    let (mut expected, mut details) = (Vec::new(), Vec::new());
    for place in std::iter::once(root).chain(places) {
        is_known |= OTHERS.iter().any(|name| document.member(place, name).is_some());
        for name in LISTS.iter().chain([&CONSTRAINED]) {
            let Some(policy) = document.member(place, name) else { continue };
            is_known = true;
            // The page writes the list as the policy's value.
            let list = document.member(policy, "value").unwrap_or(policy);
            for item in document.members(list) {
                if *name == CONSTRAINED {
                    expected.extend(document.member(item, "certificate"));
                    constraints(document, item, &mut details);
                } else {
                    expected.push(item);
                }
            }
        }
    }
    is_known.then_some(Known { format: Format::ChromePolicies, details, expected })
}

fn constraints(document: &Document<'_>, item: usize, details: &mut Vec<Detail>) {
    for (said, path) in [
        (Said::PermittedDnsNames, "constraints/permitted_dns_names/*"),
        (Said::PermittedCidrs, "constraints/permitted_cidrs/*"),
    ] {
        let at = document.at(item, path);
        let names: Vec<&str> = at.into_iter().filter_map(|one| document.text(one)).collect();
        if !names.is_empty() && details.len() < MOST_NOTES {
            details.push(Detail::of(said, document.pointer(item), &names.join(", ")));
        }
    }
}
