//! Trust store documents that decide, on certificates that OpenSSL made (testdata/make.sh).

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use anchorlight::{Outcome, Report, Request, RequestError, Source, StoreRequest, check};
use serde_json::{Value, json};

const PERSON: &[u8] = include_bytes!("../testdata/person.pem");
const ROOT: &str = include_str!("../testdata/root.pem");

/// 2100-01-01T00:00:00Z
const NOW: i64 = 4_102_444_800;

fn ask(fields: Value, now: i64) -> Result<Report, RequestError> {
    let mut document = json!({
        "name": "Corp", "version": 1,
        "issued": "2026-01-01T00:00:00Z", "expires": "2100-01-02T00:00:00Z",
        "anchors": [{ "certificate": ROOT, "purposes": ["email"] }],
    });
    document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let request = json!({
        "certificates": [], "time": NOW, "purpose": "emailProtection",
        "name": { "kind": "dns", "value": "ann.corp.example" },
    });
    let mut request: Request = serde_json::from_value(request).unwrap();
    request.certificates.push(Source::data(None, PERSON.to_vec()));
    let document = Source::data(None, document.to_string().into_bytes());
    request.store = Some(StoreRequest { document, now: Some(now), ..StoreRequest::default() });
    check(&request)
}

/// The first finding: its id, the place in the document, and its values.
fn first(report: &Report) -> (&'static str, String, Value) {
    let finding = report.findings.first().unwrap();
    let place = finding.clause.as_ref().map(|clause| clause.pointer.clone());
    let values = serde_json::to_value(&finding.fault).unwrap();
    (finding.fault.id(), place.unwrap_or_default(), values)
}

#[test]
fn names_are_refused_by_the_trust_store() {
    let excluded = json!({ "excluded": { "dns": ["corp.example"] } });
    let anchor = json!({ "certificate": ROOT, "purposes": ["email"], "constraints": excluded });
    let report = ask(json!({ "anchors": [anchor] }), NOW).unwrap();
    let (id, place, values) = first(&report);
    assert_eq!(id, "name.excluded_subtree");
    assert_eq!(place, "/anchors/0/constraints/excluded/dns");
    assert_eq!(values["by"], "trust store Corp");
}

#[test]
fn a_document_counts_until_the_second_before_it_expires() {
    let expires = NOW + 86_400;
    let outcome =
        |now: i64, grace: u32| ask(json!({ "expiryGrace": grace }), now).unwrap().verdict.outcome;
    assert_eq!(outcome(expires - 1, 0), Outcome::Trusted);
    assert_eq!(outcome(expires, 0), Outcome::CannotSay);
    assert_eq!(outcome(expires + 9, 10), Outcome::Trusted);
    assert_eq!(outcome(expires + 10, 10), Outcome::CannotSay);
}

#[test]
fn of_equally_specific_profiles_the_strictest_counts_wherever_it_stands() {
    let entry = |action: &str| {
        let rules = json!({ "profile": { "action": action, "profile": "webpki" } });
        json!({ "hosts": ["ann.corp.example"], "rules": rules })
    };
    for (one, other, place) in [("warn", "deny", 1), ("deny", "warn", 0)] {
        let report = ask(json!({ "hosts": [entry(one), entry(other)] }), NOW).unwrap();
        assert_eq!(report.verdict.outcome, Outcome::NotTrusted);
        let (id, clause, _) = first(&report);
        assert_eq!((id, clause), ("profile.rule", format!("/hosts/{place}/rules/profile")));
    }
    let report = ask(json!({ "hosts": [entry("warn")] }), NOW).unwrap();
    assert_eq!(report.verdict.outcome, Outcome::TrustedWithWarnings);
}

#[test]
fn a_time_with_other_letters_is_a_problem_at_its_place() {
    let Err(RequestError::Store { problems }) = ask(json!({ "issued": "日日日日日日ab" }), NOW)
    else {
        panic!("it is no time")
    };
    assert_eq!(
        (problems[0].pointer.as_str(), problems[0].fault.id()),
        ("/issued", "document.time")
    );
}

#[test]
fn included_documents_are_named_in_whatever_order_they_are_given() {
    let included = |name: &str| {
        let text = json!({
            "name": name, "version": 1,
            "issued": "2026-01-01T00:00:00Z", "expires": "2100-01-02T00:00:00Z",
        });
        Source::data(Some(name.to_owned()), text.to_string().into_bytes())
    };
    let (one, other) = (included("one"), included("other, which is longer"));
    let digest = |source: &Source| {
        anchorlight::Sha256::of(source.data.as_deref().unwrap_or_default()).to_string()
    };
    let document = json!({
        "name": "Corp", "version": 1,
        "issued": "2026-01-01T00:00:00Z", "expires": "2100-01-02T00:00:00Z",
        "includes": [{ "document": digest(&one) }, { "document": digest(&other) }],
    });
    for included in [vec![one.clone(), other.clone()], vec![other.clone(), one.clone()]] {
        let document = Source::data(None, document.to_string().into_bytes());
        let store = StoreRequest { document, included, ..StoreRequest::default() };
        let told = anchorlight::Engine::default().describe_store(store).unwrap();
        let named: Vec<_> =
            told.inputs.iter().map(|input| (input.label.clone(), input.length)).collect();
        for (source, name) in [&one, &other].into_iter().zip(&named[1..]) {
            let length = source.data.as_ref().unwrap().len();
            assert_eq!(*name, (source.label.clone(), length));
        }
    }
}
