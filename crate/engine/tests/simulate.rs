//! A thousand chains, as things are and as they might be: what is said to change is what changes when
//! each chain is decided twice.

#![allow(clippy::panic, clippy::unwrap_used)] // A test that cannot go on should stop.

#[path = "common/made.rs"]
mod made;

use std::str::FromStr;

use anchorlight::{
    Chain, Decision, DiffRequest, Engine, Outcome, Request, RequestError, Scenario, Sha256,
    SimulateRequest, Simulated, Simulation, Source, StoreRequest,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use made::{Parts, TIME, issue};
use serde_json::{Value, json};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, SubjectAltName};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;

const DAY: i64 = 86_400;
const HOST: &str = "host.example";

/// The one key that a name has.
fn key(name: &str) -> SigningKey {
    let mut seed = [0; 32];
    seed[..name.len()].copy_from_slice(name.as_bytes());
    SigningKey::from_bytes(&seed)
}

fn named(subject: &str, issuer: &str, serial: u32, extensions: Vec<Extension>) -> Vec<u8> {
    let name = |text: &str| Name::from_str(&format!("CN={text}")).unwrap();
    let parts = Parts { issuer: name(issuer), subject: name(subject), extensions };
    issue(parts, serial, &key(subject), &key(issuer))
}

fn ca(subject: &str, issuer: &str) -> Vec<u8> {
    let constraints = BasicConstraints { ca: true, path_len_constraint: None };
    named(subject, issuer, 1, vec![constraints.to_extension(&Name::default(), &[]).unwrap()])
}

fn leaf(issuer: &str, serial: u32) -> Vec<u8> {
    let names = SubjectAltName(vec![GeneralName::DnsName(HOST.to_owned().try_into().unwrap())]);
    named("leaf", issuer, serial, vec![names.to_extension(&Name::default(), &[]).unwrap()])
}

fn anchor(der: &[u8]) -> Value {
    json!({ "certificate": STANDARD.encode(der), "purposes": ["server"] })
}

fn document(anchors: &[&[u8]]) -> Value {
    json!({
        "name": "corp", "version": 7,
        "issued": "2026-05-01T00:00:00Z", "expires": "2026-07-01T00:00:00Z",
        "anchors": anchors.iter().map(|der| anchor(der)).collect::<Vec<_>>(),
    })
}

fn store(document: &Value) -> StoreRequest {
    let data = document.to_string().into_bytes();
    StoreRequest { document: Source::data(None, data), ..StoreRequest::default() }
}

fn chain(certificates: &[&[u8]], host: &str) -> Chain {
    let source = |der: &&[u8]| Source::data(None, der.to_vec());
    Chain {
        certificates: certificates.iter().map(source).collect(),
        host: Some(host.to_owned()),
        ..Chain::default()
    }
}

/// What `check` says of a chain.
fn check(document: &Value, chain: &Chain, time: i64, now: Option<i64>) -> Outcome {
    let request = Request {
        certificates: chain.certificates.clone(),
        store: Some(StoreRequest { now, ..store(document) }),
        host: chain.host.clone(),
        time,
        ..Request::default()
    };
    anchorlight::check(&request).unwrap().verdict.outcome
}

fn simulate(document: &Value, chains: Vec<Chain>, scenarios: Vec<Scenario>) -> Simulation {
    let request = SimulateRequest { store: store(document), chains, time: TIME, scenarios };
    Engine::default().simulate(request).unwrap()
}

/// Of one chain below the one anchor.
fn one(scenario: Scenario) -> (Decision, Simulated) {
    let root = ca("A", "A");
    let chains = vec![chain(&[&leaf("A", 1)], HOST)];
    let mut simulation = simulate(&document(&[&root]), chains, vec![scenario]);
    (simulation.before.remove(0), simulation.scenarios.remove(0))
}

#[test]
fn a_ca_less_changes_exactly_the_verdicts_that_it_decides() {
    let [a, b] = ["A", "B"].map(|name| ca(name, name));
    let cross = ["A", "B"].map(|issuer| ca("X", issuer));
    let chains: Vec<Chain> = (0..1000)
        .map(|serial| match serial % 5 {
            0 => chain(&[&leaf("A", serial)], HOST),
            1 => chain(&[&leaf("B", serial)], HOST),
            2 => chain(&[&leaf("X", serial), &cross[0], &cross[1]], HOST),
            3 => chain(&[&leaf("X", serial), &cross[0]], HOST),
            _ => chain(&[&leaf("A", serial)], "other.example"),
        })
        .collect();
    let (before, after) = (document(&[&a, &b]), document(&[&b]));
    let without = Scenario::Without { sha256: Sha256::of(&a).to_string() };
    let simulation = simulate(&before, chains.clone(), vec![without]);
    let told: Vec<(usize, Outcome, Outcome)> = simulation.scenarios[0]
        .changes
        .iter()
        .map(|change| (change.chain, change.before.outcome, change.after.outcome))
        .collect();
    let twice: Vec<(usize, Outcome, Outcome)> = chains
        .iter()
        .enumerate()
        .map(|(at, chain)| {
            (at, check(&before, chain, TIME, None), check(&after, chain, TIME, None))
        })
        .filter(|(_, before, after)| before != after)
        .collect();
    assert_eq!(told, twice);
    assert_eq!(told.len(), 400);
    assert!(told.iter().all(|(at, _, _)| at % 5 == 0 || at % 5 == 3));
    // The chain with both cross-certificates is trusted by the other anchor now.
    let other = Some(Sha256::of(&b).to_string());
    assert!(simulation.scenarios[0].after.iter().skip(2).step_by(5).all(|d| d.anchor == other));
}

#[test]
fn a_certificate_is_passed_over_wherever_it_is_listed() {
    let [a, b, r] = ["A", "B", "R"].map(|name| ca(name, name));
    let included = document(&[&b]).to_string().into_bytes();
    let mut main = document(&[&a, &b]);
    main["includes"] = json!([
        { "document": Sha256::of(&included).to_string() },
        { "publicWebRoots": true },
    ]);
    let request = |scenarios: Vec<Scenario>| SimulateRequest {
        store: StoreRequest {
            included: vec![Source::data(None, included.clone())],
            public_web_roots: Some(Source::data(None, [r.clone(), a.clone()].concat())),
            ..store(&main)
        },
        chains: ["A", "B", "R"].map(|name| chain(&[&leaf(name, 1)], HOST)).into(),
        time: TIME,
        scenarios,
    };
    let without = |der: &[u8]| Scenario::Without { sha256: Sha256::of(der).to_string() };
    let asked = [&a, &b, &r].map(|der| without(der)).into();
    let simulation = Engine::default().simulate(request(asked)).unwrap();
    assert!(simulation.before.iter().all(|decision| decision.outcome == Outcome::Trusted));
    // The document lists A and so do the roots, B the document and one that it includes, R the roots alone.
    for (at, scenario) in simulation.scenarios.iter().enumerate() {
        let changed: Vec<usize> = scenario.changes.iter().map(|change| change.chain).collect();
        assert_eq!((changed, scenario.problems.len()), (vec![at], 0));
        assert_eq!(scenario.changes[0].after.outcome, Outcome::NotTrusted);
    }
    // What nobody lists is absent, whatever else there is.
    let elsewhere = without(&ca("C", "C"));
    let simulation = Engine::default().simulate(request(vec![elsewhere])).unwrap();
    assert_eq!(simulation.scenarios[0].problems[0].fault.id(), "document.absent");
}

#[test]
fn without_a_certificate_all_else_keeps_its_place() {
    let [a, b, c] = ["A", "B", "C"].map(|name| ca(name, name));
    let mut main = document(&[&a, &b, &c]);
    main["anchors"][2]["constraints"] = json!({ "permitted": { "dns": ["other.example"] } });
    main["hints"] = json!([
        { "certificate": STANDARD.encode(ca("X", "A")) },
        { "certificate": STANDARD.encode(ca("Y", "B")) },
    ]);
    let chains = ["C", "X", "Y"].map(|name| chain(&[&leaf(name, 1)], HOST));
    let without = [a, ca("X", "A")].map(|der| Sha256::of(&der).to_string());
    let scenarios = without.map(|sha256| Scenario::Without { sha256 });
    let simulation = simulate(&main, chains.into(), scenarios.into());
    let outcomes = |decisions: &[Decision]| -> Vec<Outcome> {
        decisions.iter().map(|decision| decision.outcome).collect()
    };
    let (trusted, not) = (Outcome::Trusted, Outcome::NotTrusted);
    assert_eq!(outcomes(&simulation.before), [not, trusted, trusted]);
    for Simulated { after, .. } in &simulation.scenarios {
        // An anchor or a hint less, and the paths below it.
        assert_eq!(outcomes(after), [not, not, trusted]);
        let clause = after[0].clause.as_ref().unwrap();
        assert_eq!(clause.pointer, "/anchors/2/constraints/permitted/dns");
    }
}

#[test]
fn another_time_leaves_the_document_in_force() {
    // The document expires in July, the certificates in the next year.
    for (days, outcome) in [(60, Outcome::Trusted), (300, Outcome::NotTrusted)] {
        let (before, after) = one(Scenario::At { time: TIME + days * DAY });
        assert_eq!((before.outcome, after.after[0].outcome), (Outcome::Trusted, outcome));
        assert_eq!(after.changes.len(), usize::from(outcome != Outcome::Trusted));
    }
    let root = ca("A", "A");
    let chain = chain(&[&leaf("A", 1)], HOST);
    assert_eq!(check(&document(&[&root]), &chain, TIME + 60 * DAY, None), Outcome::CannotSay);
}

#[test]
fn a_rule_is_added_changed_and_taken_away() {
    let rule = |rule: Value| Scenario::Rule {
        id: "name.common_name".to_owned(),
        hosts: Vec::new(),
        rule: Some(rule),
    };
    let (_, added) = one(rule(json!({ "action": "deny" })));
    let decision = &added.changes[0].after;
    assert_eq!(decision.outcome, Outcome::NotTrusted);
    assert_eq!(decision.finding.as_ref().unwrap().id(), "name.common_name");
    assert_eq!(decision.clause.as_ref().unwrap().pointer, "/rules/name.common_name");
    let (before, warned) = one(rule(json!({ "action": "warn" })));
    assert_eq!(before.finding, None);
    assert_eq!(warned.changes[0].after.outcome, Outcome::TrustedWithWarnings);

    let mut ruled = document(&[&ca("A", "A")]);
    ruled["rules"] = json!({ "name.common_name": { "action": "deny" } });
    let gone = Scenario::Rule { id: "name.common_name".to_owned(), hosts: Vec::new(), rule: None };
    let for_host = |host: &str| Scenario::Rule {
        id: "name.common_name".to_owned(),
        hosts: vec![host.to_owned()],
        rule: Some(json!({ "action": "off" })),
    };
    let scenarios = vec![gone, for_host(HOST), for_host("other.example")];
    let chains = vec![chain(&[&leaf("A", 1)], HOST)];
    let simulation = simulate(&ruled, chains, scenarios);
    let outcomes: Vec<Outcome> = simulation.scenarios.iter().map(|s| s.after[0].outcome).collect();
    assert_eq!(simulation.before[0].outcome, Outcome::NotTrusted);
    assert_eq!(outcomes, [Outcome::Trusted, Outcome::Trusted, Outcome::NotTrusted]);
}

#[test]
fn another_document_decides_even_if_it_has_expired() {
    let mut old = document(&[&ca("A", "A")]);
    old["issued"] = json!("2025-01-01T00:00:00Z");
    old["expires"] = json!("2025-02-01T00:00:00Z");
    let against = |document: &Value| Scenario::Against { store: Box::new(store(document)) };
    assert_eq!(one(against(&old)).1.changes, []);
    let (_, changed) = one(against(&document(&[&ca("B", "B")])));
    assert_eq!(changed.changes[0].after.outcome, Outcome::NotTrusted);

    let request = DiffRequest {
        old: store(&old),
        new: store(&document(&[&ca("B", "B")])),
        chains: vec![chain(&[&leaf("A", 1)], HOST)],
        time: TIME,
    };
    let difference = Engine::default().diff(request).unwrap();
    assert_eq!(difference.verdicts.len(), 1);
    assert!(difference.changes.len() > 3);
}

#[test]
fn what_cannot_be_supposed_is_said_in_its_place() {
    let rule = |id: &str, rule: Value| Scenario::Rule {
        id: id.to_owned(),
        hosts: Vec::new(),
        rule: Some(rule),
    };
    for (scenario, id, pointer) in [
        (rule("no.such", json!({})), "document.shape", "/rules/no.such"),
        (rule("key.rsa_bits", json!({})), "document.shape", "/rules/key.rsa_bits"),
        (Scenario::Without { sha256: "00".repeat(32) }, "document.absent", ""),
        (Scenario::Without { sha256: "00".to_owned() }, "document.sha256", ""),
        (
            rule("key.curve", json!({ "action": "deny", "allowed": ["P-1"] })),
            "document.unknown_value",
            "/rules/key.curve/allowed/0",
        ),
    ] {
        let (_, simulated) = one(scenario);
        let problem = &simulated.problems[0];
        assert_eq!((problem.fault.id(), problem.pointer.as_str()), (id, pointer));
        assert!(simulated.after.is_empty());
    }
    let opened =
        StoreRequest { document: Source::opened(None, "00".repeat(32)), ..StoreRequest::default() };
    let request = SimulateRequest { store: opened, ..SimulateRequest::default() };
    let answer = Engine::default().simulate(request);
    assert!(matches!(answer, Err(RequestError::Source { .. })), "{answer:?}");
}

#[test]
fn files_that_are_open_already_are_found() {
    let mut engine = Engine::default();
    let digest = engine.open(leaf("A", 1)).digest;
    let mut chain = chain(&[], HOST);
    chain.certificates = vec![Source::opened(None, digest)];
    let request = SimulateRequest {
        store: store(&document(&[&ca("A", "A")])),
        chains: vec![chain],
        time: TIME,
        scenarios: Vec::new(),
    };
    let simulation = engine.simulate(request).unwrap();
    assert_eq!(simulation.before[0].outcome, Outcome::Trusted);
    assert!(simulation.scenarios.is_empty());
}
