//! A file that is kept open answers as its bytes do.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use std::collections::BTreeSet;

use anchorlight::{Engine, InputRole, Outcome, Request, Source, check};
use serde_json::Value;

include!("../../../tests/golden/cases.rs");

fn golden(name: &str) -> &'static Golden {
    GOLDEN.iter().find(|case| case.0 == name).unwrap()
}

fn request(case: &Golden, chain: Vec<Source>, anchors: Vec<Source>) -> Request {
    let mut request: Value = serde_json::from_str(case.3).unwrap();
    request["certificates"] = Value::Array(Vec::new());
    request["anchors"] = Value::Array(Vec::new());
    let request: Request = serde_json::from_value(request).unwrap();
    Request { certificates: chain, anchors, ..request }
}

fn data(label: &str, data: &[u8]) -> Source {
    Source::data(Some(label.to_owned()), data.to_vec())
}

fn opened(engine: &mut Engine, label: &str, data: &[u8]) -> Source {
    Source::opened(Some(label.to_owned()), engine.open(data).digest)
}

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// The certificates of PEM text, each with its own BEGIN and END line.
fn blocks(pem: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(pem).unwrap();
    text.split_inclusive("-----END CERTIFICATE-----\n").map(str::to_owned).collect()
}

#[test]
fn open_files_give_the_golden_reports() {
    let mut engine = Engine::default();
    for case in GOLDEN {
        let chain = opened(&mut engine, "chain.pem", case.1);
        let store = opened(&mut engine, "store.pem", case.2);
        let report = engine.check(&request(case, vec![chain], vec![store])).unwrap();
        assert_eq!(json(&report), serde_json::from_str::<Value>(case.4).unwrap(), "{}", case.0);
    }
}

#[test]
fn bytes_and_open_files_mix() {
    let mut engine = Engine::default();
    let first = golden("trusted");
    let stores: Vec<&Golden> = GOLDEN.iter().collect();
    let by_bytes = stores.iter().map(|case| data(case.0, case.2)).collect();
    let by_bytes = request(first, vec![data("chain.pem", first.1)], by_bytes);
    let mixed = stores.iter().enumerate().map(|(index, case)| match index % 2 {
        0 => data(case.0, case.2),
        _ => opened(&mut engine, case.0, case.2),
    });
    let mixed = mixed.collect();
    let mixed = request(first, vec![data("chain.pem", first.1)], mixed);
    assert_eq!(json(&engine.check(&mixed).unwrap()), json(&check(&by_bytes).unwrap()));
}

#[test]
fn opening_tells_what_the_file_holds() {
    let mut engine = Engine::default();
    let malformed = golden("malformed");
    let report = check(&request(malformed, vec![data("", malformed.1)], vec![])).unwrap();
    let opened = engine.open(malformed.1);
    assert_eq!(opened.certificates, report.inputs[0].certificates);
    assert_eq!(opened.problems, report.inputs[0].problems);
    assert_eq!(opened.unreadable, report.inputs[0].unreadable);
    assert_eq!(engine.open(malformed.1).digest, opened.digest);
    assert_ne!(engine.open(golden("trusted").1).digest, opened.digest);
}

#[test]
fn a_file_that_is_not_open_is_a_typed_error() {
    let mut engine = Engine::default();
    let case = golden("trusted");
    let store = opened(&mut engine, "store.pem", case.2);
    let asked = request(case, vec![data("chain.pem", case.1)], vec![store.clone()]);
    assert_eq!(engine.check(&asked).unwrap().verdict.outcome, Outcome::Trusted);
    assert_eq!(check(&asked).unwrap_err().id(), "request.source");
    assert!(engine.close(store.opened.as_deref().unwrap()));
    assert!(!engine.close(store.opened.as_deref().unwrap()));
    let error = engine.check(&asked).unwrap_err();
    assert_eq!(error.id(), "request.source");
    assert!(error.to_string().contains(store.opened.as_deref().unwrap()), "{error}");
}

#[test]
fn a_source_is_bytes_or_a_digest() {
    let case = golden("trusted");
    let neither = Source::default();
    let both = Source { opened: Some(String::new()), ..data("store.pem", case.2) };
    for source in [neither, both] {
        let asked = request(case, vec![data("chain.pem", case.1)], vec![source]);
        assert_eq!(check(&asked).unwrap_err().id(), "request.source");
    }
}

#[test]
fn intermediates_are_found_and_listed_only_where_used() {
    let case = golden("trusted");
    let (leaf, rest) = case.1.split_at(blocks(case.1)[0].len());
    let mut asked = request(case, vec![data("leaf.pem", leaf)], vec![data("store.pem", case.2)]);
    assert_eq!(check(&asked).unwrap().verdict.outcome, Outcome::NotTrusted);
    let others = golden("cross-signed");
    asked.intermediates = vec![data("rest.pem", rest), data("others.pem", others.1)];
    let report = check(&asked).unwrap();
    assert_eq!(report.verdict.outcome, Outcome::Trusted);
    let used: BTreeSet<usize> =
        report.paths.iter().flat_map(|path| path.certificates.clone()).collect();
    assert_eq!(report.certificates.len(), used.len());
    assert!(used.len() < report.inputs.iter().map(|input| input.certificates).sum());
    let between = &report.certificates[report.paths[0].certificates[1]];
    assert!(!between.in_chain && !between.in_store);
    assert_eq!(report.inputs[between.input].role, InputRole::Intermediates);
    assert_eq!(report.inputs[between.input].label.as_deref(), Some("rest.pem"));
}

#[test]
fn an_intermediate_is_neither_the_end_entity_nor_trusted() {
    let case = golden("trusted");
    let mut asked = request(case, vec![], vec![data("store.pem", case.2)]);
    asked.intermediates = vec![data("chain.pem", case.1)];
    assert_eq!(check(&asked).unwrap().verdict.outcome, Outcome::CannotSay);
    let mut asked = request(case, vec![data("chain.pem", case.1)], vec![]);
    asked.intermediates = vec![data("store.pem", case.2)];
    assert_eq!(check(&asked).unwrap().verdict.outcome, Outcome::NotTrusted);
}

#[test]
fn a_certificate_in_several_files_counts_once() {
    let case = golden("trusted");
    let mut engine = Engine::default();
    let twice = [case.1, case.2, case.1, case.2].concat();
    let all = opened(&mut engine, "all.pem", &twice);
    let mut asked = request(case, vec![data("chain.pem", case.1)], vec![data("store.pem", case.2)]);
    let once = engine.check(&asked).unwrap();
    asked.intermediates = vec![all.clone(), all];
    let report = engine.check(&asked).unwrap();
    assert_eq!(json(&report.paths), json(&once.paths));
    assert_eq!(json(&report.certificates), json(&once.certificates));
    assert_eq!(json(&report.effort), json(&once.effort));
    assert_eq!(report.inputs[2].certificates, 2 * (blocks(case.1).len() + blocks(case.2).len()));
}
