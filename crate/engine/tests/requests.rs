//! What a request can ask for besides files, host and time.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should stop.

use anchorlight::{Outcome, Report, Request, RequestError, Source, check};
use serde_json::{Value, json};

const CHAIN: &[u8] = include_bytes!("../../../tests/golden/trusted/chain.pem");
const STORE: &[u8] = include_bytes!("../../../tests/golden/trusted/store.pem");

/// The golden chain that is trusted, with these fields of a request.
fn ask(fields: Value) -> Result<Report, RequestError> {
    let mut request = json!({ "certificates": [], "anchors": [], "time": 1_780_315_200 });
    request.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let mut request: Request = serde_json::from_value(request).unwrap();
    request.certificates.push(Source::data(None, CHAIN.to_vec()));
    request.anchors.push(Source::data(None, STORE.to_vec()));
    check(&request)
}

fn first_fault(report: &Report) -> Value {
    serde_json::to_value(&report.findings[0].fault).unwrap()
}

fn cited(report: &Report) -> (&'static str, &'static str) {
    let citation = report.findings[0].citation.unwrap();
    (citation.source, citation.section)
}

#[test]
fn a_distrusted_certificate_or_key_refuses_the_path_wherever_it_stands() {
    let trusted = ask(json!({})).unwrap();
    assert_eq!(trusted.verdict.outcome, Outcome::Trusted);
    assert_eq!(trusted.certificates.len(), 3);
    for (index, certificate) in trusted.certificates.iter().enumerate() {
        let colons: Vec<_> = certificate.sha256.as_bytes().chunks(2).map(str::from_utf8).collect();
        let colons = colons.into_iter().collect::<Result<Vec<_>, _>>().unwrap().join(":");
        for (distrusted, by) in [
            (json!({ "certificates": [certificate.sha256] }), "certificate"),
            (json!({ "certificates": [colons.to_uppercase()] }), "certificate"),
            (json!({ "keys": [certificate.spki_sha256] }), "key"),
        ] {
            let report = ask(json!({ "distrusted": distrusted })).unwrap();
            assert_eq!(report.verdict.outcome, Outcome::NotTrusted);
            assert_eq!(report.findings[0].certificate, Some(index));
            assert_eq!(first_fault(&report), json!({ "id": "path.distrusted", "by": by }));
            assert_eq!(cited(&report), ("RFC 5280", "6.2"));
        }
    }
}

#[test]
fn distrusting_something_else_changes_nothing() {
    let stranger = "00".repeat(32);
    let report = ask(json!({ "distrusted": { "certificates": [stranger], "keys": [stranger] } }));
    assert_eq!(report.unwrap().verdict.outcome, Outcome::Trusted);
}

#[test]
fn what_is_no_hash_is_told() {
    for hash in ["", "0", "zz", &"00".repeat(31), &"00".repeat(33)] {
        for list in ["certificates", "keys"] {
            let error = ask(json!({ "distrusted": { list: [hash] } })).unwrap_err();
            assert_eq!(error, RequestError::Distrusted { hash: hash.to_owned() });
            assert_eq!(error.id(), "request.distrusted");
        }
    }
}

/// The chain's names: intranet.corp.example and 10.1.2.3 in the leaf, O=Corp in every subject.
#[test]
fn the_request_constrains_names_like_an_anchor() {
    let base = |kind: &str, value: &str| json!([{ "kind": kind, "value": value }]);
    for (kind, holds, other) in [
        ("dns", "corp.example", "example.com"),
        ("ip", "10.0.0.0/8", "192.168.0.0/16"),
        ("directory", "o=CORP", "O=Other"),
    ] {
        for (list, value, trusted) in [
            ("permitted", holds, true),
            ("permitted", other, false),
            ("excluded", holds, false),
            ("excluded", other, true),
        ] {
            let report = ask(json!({ "subtrees": { list: base(kind, value) } })).unwrap();
            let outcome = if trusted { Outcome::Trusted } else { Outcome::NotTrusted };
            assert_eq!(report.verdict.outcome, outcome, "{list} {value}");
            if !trusted {
                let fault = first_fault(&report);
                assert_eq!(fault["by"], format!("initial-{list}-subtrees"));
                assert_eq!(cited(&report), ("RFC 5280", "6.1.1 (h), (i)"));
            }
        }
    }
    // No certificate has a mailbox, so constraints on mailboxes refuse none.
    let report = ask(json!({ "subtrees": { "permitted": base("email", "example.com") } }));
    assert_eq!(report.unwrap().verdict.outcome, Outcome::Trusted);
}

#[test]
fn a_subtree_that_is_none_of_its_kind_is_told() {
    for (kind, value) in [("dns", "a b"), ("ip", "10.0.0.0/40"), ("directory", "Corp")] {
        let base = json!({ "kind": kind, "value": value });
        for list in ["permitted", "excluded"] {
            let error = ask(json!({ "subtrees": { list: [base] } })).unwrap_err();
            assert_eq!(error.id(), "request.subtree");
            assert!(error.to_string().contains(value), "{error}");
        }
    }
}
