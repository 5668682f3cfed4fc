//! Twelve layers of CAs, each certified by every CA of the layer above, under a root that has only its
//! name in common with the store's: thousands of paths, and none that holds. The search ends within its
//! budget, and says what it gave up.

#![allow(clippy::panic, clippy::unwrap_used)] // A test that cannot go on should stop.

#[path = "common/made.rs"]
mod made;

use std::str::FromStr;

use anchorlight::{Fault, FindingFault, Limit, Outcome, Report, Request, Source};
use anchorlight_path::Budget;
use ed25519_dalek::SigningKey;
use made::{Parts, TIME, issue};
use x509_cert::ext::pkix::constraints::name::GeneralSubtree;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, NameConstraints, SubjectAltName};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;

const LAYERS: u8 = 12;

/// What the CAs of a layer are called.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Names {
    Distinct,
    Shared,
}

struct Mesh {
    keys: u8,
    names: Names,
    /// Subtrees that each CA permits, and names that the end entity has.
    constraints: usize,
}

impl Mesh {
    fn name(&self, layer: u8, number: u8) -> Name {
        let text = match self.names {
            Names::Distinct => format!("CN=CA {number} of layer {layer}"),
            Names::Shared => format!("CN=CA of layer {layer}"),
        };
        Name::from_str(&text).unwrap()
    }

    fn ca_extensions(&self) -> Vec<Extension> {
        let none = Name::default();
        let ca = BasicConstraints { ca: true, path_len_constraint: None };
        let mut extensions = vec![ca.to_extension(&none, &[]).unwrap()];
        if self.constraints > 0 {
            let base = |n| GeneralName::DnsName(dns(n).try_into().unwrap());
            let subtree = |n| GeneralSubtree { base: base(n), minimum: 0, maximum: None };
            let permitted_subtrees = Some((0..self.constraints).map(subtree).collect());
            let constraints = NameConstraints { permitted_subtrees, excluded_subtrees: None };
            extensions.push(constraints.to_extension(&none, &extensions).unwrap());
        }
        extensions
    }

    fn end_entity_extensions(&self) -> Vec<Extension> {
        let name = |n| GeneralName::DnsName(dns(n).try_into().unwrap());
        let names = SubjectAltName((0..self.constraints.max(1)).map(name).collect());
        vec![names.to_extension(&Name::default(), &[]).unwrap()]
    }

    /// Layer 0 is the end entity, and the layer above the last is the root that is not in the store.
    fn check(&self) -> Report {
        let root = Name::from_str("CN=Root").unwrap();
        let end_entity = Name::from_str("CN=End entity").unwrap();
        let mut certificates = Vec::new();
        for layer in 0..=LAYERS {
            let count = if layer == 0 { 1 } else { self.keys };
            let issuers = if layer == LAYERS { 1 } else { self.keys };
            for (number, by) in (0..count).flat_map(|n| (0..issuers).map(move |by| (n, by))) {
                // The end entity is issued once.
                if layer == 0 && by > 0 {
                    continue;
                }
                let parts = Parts {
                    issuer: if layer == LAYERS { root.clone() } else { self.name(layer + 1, by) },
                    subject: if layer == 0 { end_entity.clone() } else { self.name(layer, number) },
                    extensions: if layer == 0 {
                        self.end_entity_extensions()
                    } else {
                        self.ca_extensions()
                    },
                };
                let der = issue(parts, 1, &key(layer, number), &key(layer + 1, by));
                certificates.push(Source::data(None, der));
            }
        }
        // The same name as the root above the mesh, and another key.
        let other = key(255, 255);
        let parts = Parts { issuer: root.clone(), subject: root, extensions: self.ca_extensions() };
        let anchor = Source::data(None, issue(parts, 1, &other, &other));
        let request =
            Request { certificates, anchors: vec![anchor], time: TIME, ..Request::default() };
        anchorlight::check(&request).unwrap()
    }
}

fn dns(number: usize) -> String {
    format!("host-{number}.example")
}

fn key(layer: u8, number: u8) -> SigningKey {
    let mut seed = [0; 32];
    seed[..2].copy_from_slice(&[layer, number]);
    SigningKey::from_bytes(&seed)
}

/// Refused, with every measure within its bound; the bound that was reached is named.
fn assert_within_budget(report: &Report, reached: &[Limit]) {
    let (budget, effort) = (Budget::default(), &report.effort);
    assert_eq!(report.verdict.outcome, Outcome::NotTrusted);
    assert!(effort.signatures <= budget.signatures, "{effort:?}");
    assert!(effort.candidates <= budget.candidates, "{effort:?}");
    assert!(effort.name_constraints <= budget.name_constraints, "{effort:?}");
    assert!(report.paths.len() <= budget.paths, "{} paths", report.paths.len());
    for limit in reached {
        assert!(effort.limits_reached.contains(limit), "{effort:?}");
    }
}

fn first(report: &Report) -> &Fault {
    let FindingFault::Path(fault) = &report.findings[0].fault else { panic!("not about a path") };
    fault
}

#[test]
fn two_cas_a_layer_make_more_paths_than_are_reported() {
    let report = Mesh { keys: 2, names: Names::Distinct, constraints: 0 }.check();
    assert_within_budget(&report, &[Limit::Paths]);
    // All 4,096 paths end at an anchor with the root's name, whose key verifies none of them.
    assert!(matches!(first(&report), Fault::SignatureInvalid { .. }), "{:?}", first(&report));
    assert!(report.paths.iter().all(|path| path.certificates.len() == usize::from(LAYERS) + 2));
}

#[test]
fn four_cas_a_layer_spend_the_signatures() {
    let report = Mesh { keys: 4, names: Names::Distinct, constraints: 0 }.check();
    assert_within_budget(&report, &[Limit::Signatures]);
    assert_eq!(report.effort.signatures, Budget::default().signatures);
}

#[test]
fn cas_of_one_name_and_several_keys_spend_the_signatures() {
    let report = Mesh { keys: 3, names: Names::Shared, constraints: 0 }.check();
    assert_within_budget(&report, &[Limit::Signatures]);
    assert_eq!(report.effort.signatures, Budget::default().signatures);
}

#[test]
fn constraints_on_every_ca_spend_the_comparisons() {
    let report = Mesh { keys: 2, names: Names::Distinct, constraints: 50 }.check();
    assert_within_budget(&report, &[Limit::NameConstraints, Limit::Paths]);
}
