//! Names asked for in every form, on certificates that OpenSSL made (testdata/make.sh).

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use anchorlight::{AbstainReason, Outcome, Report, Request, RequestError, Source, check};
use serde_json::{Value, json};

const PERSON: &[u8] = include_bytes!("../testdata/person.pem");
const OLD_PERSON: &[u8] = include_bytes!("../testdata/old-person.pem");
const ROOT: &[u8] = include_bytes!("../testdata/root.pem");

fn ask(chain: &[u8], fields: Value) -> Result<Report, RequestError> {
    // 2100-01-01T00:00:00Z
    let mut request = json!({ "certificates": [], "anchors": [], "time": 4_102_444_800_i64 });
    request["purpose"] = json!("emailProtection");
    request.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let mut request: Request = serde_json::from_value(request).unwrap();
    request.certificates.push(Source::data(None, chain.to_vec()));
    request.anchors.push(Source::data(None, ROOT.to_vec()));
    check(&request)
}

fn named(kind: &str, value: &str) -> Value {
    json!({ "name": { "kind": kind, "value": value } })
}

fn first(report: &Report) -> &'static str {
    report.findings.first().map_or("", |finding| finding.fault.id())
}

#[test]
fn a_person_is_found_under_every_name() {
    for (kind, value) in [
        ("email", "Ann@corp.example"),
        ("email", "Ann@CORP.example"),
        ("email", "é@corp.example"),
        ("uri", "spiffe://corp.example/ns/a"),
        ("uri", "https://www.corp.example"),
        ("uri", "https://WWW.corp.example/people/ann"),
        ("dns", "ann.corp.example"),
        ("directory", "CN=Ann,O=Corp,C=SE"),
        ("directory", "cn=ann at  corp, o=corp, c=se"),
    ] {
        let report = ask(PERSON, named(kind, value)).unwrap();
        assert_eq!(report.verdict.outcome, Outcome::Trusted, "{value}: {}", first(&report));
        let opinion = report.paths[0].second_opinion.as_ref().unwrap();
        let abstains = (kind != "dns").then_some(AbstainReason::NameForm);
        assert_eq!(opinion.reason, abstains, "{value}");
    }
}

#[test]
fn other_names_are_refused_and_where_the_rule_is_written() {
    for (kind, value, section) in [
        ("email", "ann@corp.example", "7.5"),
        ("email", "Ann@example.com", "7.5"),
        ("uri", "spiffe://corp.example", "7.4"),
        ("uri", "spiffe://corp.example/ns/A", "7.4"),
        ("uri", "http://www.corp.example", "7.4"),
        ("directory", "CN=Ann,O=Corp", "7.1"),
        ("ip", "10.0.0.1", "6"),
        ("dns", "corp.example", "6"),
    ] {
        let report = ask(PERSON, named(kind, value)).unwrap();
        assert_eq!(report.verdict.outcome, Outcome::NotTrusted, "{value}");
        assert_eq!(first(&report), "name.mismatch", "{value}");
        assert_eq!(report.findings[0].citation.unwrap().section, section, "{value}");
        let fault = serde_json::to_value(&report.findings[0].fault).unwrap();
        assert_eq!(fault["asked"]["kind"], kind);
        let shown: Vec<&Value> = fault["present"].as_array().unwrap().iter().collect();
        assert!(shown.contains(&&json!({ "form": "SmtpUTF8Mailbox", "text": "é@corp.example" })));
        let subject = json!({ "form": "directoryName", "text": "CN=Ann,O=Corp,C=SE" });
        assert_eq!(shown.contains(&&subject), kind == "directory", "{value}");
    }
}

#[test]
fn an_address_in_the_subject_does_not_count_and_is_told() {
    let report = ask(OLD_PERSON, named("email", "Old@corp.example")).unwrap();
    assert_eq!(first(&report), "name.email_only_in_subject");
    let report = ask(OLD_PERSON, named("email", "old@corp.example")).unwrap();
    assert_eq!(first(&report), "name.no_subject_alt_name");
    let subject = "emailAddress=OLD@corp.example,CN=Old,O=Corp";
    let report = ask(OLD_PERSON, named("directory", subject)).unwrap();
    assert_eq!(report.verdict.outcome, Outcome::Trusted);
}

/// RFC 9598 §6: constraints on mailboxes bind those of otherName too.
#[test]
fn constraints_on_mailboxes_bind_every_mailbox() {
    for (value, trusted) in [("corp.example", true), ("é@corp.example", false)] {
        let excluded = json!([{ "kind": "email", "value": "é@corp.example" }]);
        let permitted = json!([{ "kind": "email", "value": value }]);
        let report = ask(PERSON, json!({ "subtrees": { "permitted": permitted } })).unwrap();
        assert_eq!(report.verdict.outcome == Outcome::Trusted, trusted, "{value}");
        let report = ask(PERSON, json!({ "subtrees": { "excluded": excluded } })).unwrap();
        assert_eq!(first(&report), "name.excluded_subtree");
    }
}

#[test]
fn what_cannot_be_asked_for_is_told() {
    let error = ask(PERSON, named("email", "ann")).unwrap_err();
    assert_eq!(error.id(), "request.name");
    assert!(error.to_string().starts_with("email address \"ann\" cannot be asked for"), "{error}");
    let mut both = named("dns", "a.example");
    both["host"] = json!("a.example");
    assert_eq!(ask(PERSON, both).unwrap_err(), RequestError::NameTwice);
}

#[test]
fn policies_are_shown_with_what_they_say_to_people() {
    let report = ask(PERSON, json!({})).unwrap();
    let policies = serde_json::to_value(&report.certificates[0].policies).unwrap();
    assert_eq!(
        policies,
        json!([
            { "oid": "2.5.29.32.0", "name": "anyPolicy", "cps": [], "notices": [] },
            {
                "oid": "2.999.1",
                "cps": ["https://corp.example/cps", "https://corp.example/cps-2"],
                "notices": ["For people of Corp."],
            },
        ])
    );
    assert!(serde_json::to_value(&report.certificates[1]).unwrap().get("policies").is_none());
}
