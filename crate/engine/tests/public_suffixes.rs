//! Wildcards above public suffixes, on a certificate that OpenSSL made (testdata/make.sh): it is for
//! `*.Shops.Example` and `www.corp.example`.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use anchorlight::{
    Engine, Finding, InputRole, Outcome, Profile, Report, Request, RequestError, Requirement,
    Source, check,
};
use serde_json::{Value, json};

const WILDCARD: &[u8] = include_bytes!("../testdata/wildcard.pem");

fn list(section: &str, rules: &str) -> Vec<u8> {
    format!("// ===BEGIN {section} DOMAINS===\n{rules}\n").into_bytes()
}

fn request(profile: Profile, lists: &[Vec<u8>]) -> Request {
    let source = |data: &[u8]| Source::data(Some("file".into()), data.to_vec());
    Request {
        certificates: vec![source(WILDCARD)],
        anchors: vec![source(WILDCARD)],
        host: Some("a.shops.example".into()),
        // 2100-01-01T00:00:00Z
        time: 4_102_444_800,
        profile,
        public_suffixes: lists.iter().map(|data| source(data)).collect(),
        ..Request::default()
    }
}

fn ask(profile: Profile, lists: &[Vec<u8>]) -> Report {
    check(&request(profile, lists)).unwrap()
}

/// Whether it was looked for, and what was found.
fn checked(report: &Report) -> Option<bool> {
    let mut checks = report.paths[0].checks.iter();
    let check = checks.find(|check| check.requirement == Requirement::PublicSuffixes)?;
    assert_eq!((check.citation.source, check.citation.section), ("CABF TLS BR", "3.2.2.6"));
    Some(check.passed)
}

fn json(finding: &Finding) -> Value {
    serde_json::to_value(&finding.fault).unwrap()
}

#[test]
fn a_wildcard_above_a_public_suffix_is_refused_and_the_list_says_where_it_stands() {
    for (section, rules, stands) in [
        ("PRIVATE", "shops.example", "privateDomains"),
        ("ICANN", "shops.example", "icannDomains"),
        ("ICANN", "example\n*.example", "icannDomains"),
        ("PRIVATE", "com\n*.example\n!corp.example", "privateDomains"),
    ] {
        let report = ask(Profile::Webpki, &[list(section, rules)]);
        assert_eq!(report.verdict.outcome, Outcome::NotTrusted, "{rules}");
        assert_eq!(checked(&report), Some(false));
        let expected = json!({
            "id": "name.public_suffix_wildcard",
            "name": { "form": "dNSName", "text": "*.Shops.Example" },
            "suffix": "shops.example",
            "section": stands,
        });
        assert_eq!(json(&report.findings[0]), expected);
    }
    // Any of several lists will do.
    let lists = [list("ICANN", "com"), list("PRIVATE", "shops.example")];
    assert_eq!(checked(&ask(Profile::Webpki, &lists)), Some(false));
}

#[test]
fn other_wildcards_pass() {
    for rules in
        ["example", "com", "a.shops.example", "*.shops.example", "*.example\n!shops.example"]
    {
        let report = ask(Profile::Webpki, &[list("ICANN", rules)]);
        assert_eq!(report.verdict.outcome, Outcome::Trusted, "{rules}");
        assert_eq!(checked(&report), Some(true), "{rules}");
        assert_eq!(report.inputs[2].role, InputRole::PublicSuffixes);
        assert_eq!(report.inputs[2].public_suffixes, Some(rules.lines().count()));
    }
}

#[test]
fn nothing_is_said_without_a_list_or_by_another_profile() {
    assert_eq!(checked(&ask(Profile::Webpki, &[])), None);
    for profile in [Profile::Private, Profile::Rfc5280, Profile::Rfc5280Algorithm] {
        assert_eq!(checked(&ask(profile, &[list("PRIVATE", "shops.example")])), None);
    }
    // A list among the files of the chain was not given for that.
    let mut request = request(Profile::Webpki, &[]);
    request.certificates.push(Source::data(None, list("PRIVATE", "shops.example")));
    let report = check(&request).unwrap();
    assert_eq!(report.verdict.outcome, Outcome::Trusted);
    assert_eq!(checked(&report), None);
}

#[test]
fn an_open_list_is_the_same_list() {
    let data = list("PRIVATE", "shops.example\n!odd");
    let mut engine = Engine::default();
    let opened = engine.open(data.clone());
    assert_eq!(opened.public_suffixes, Some(1));
    assert_eq!(opened.problems.len(), 1);
    let given = request(Profile::Webpki, &[data]);
    let mut named = given.clone();
    named.public_suffixes = vec![Source::opened(Some("file".into()), opened.digest)];
    let text = |report: Report| serde_json::to_string(&report).unwrap();
    let report = text(engine.check(&named).unwrap());
    assert!(report.contains("public_suffix.malformed") && report.contains("wildcard"));
    assert_eq!(report, text(check(&given).unwrap()));
}

#[test]
fn a_file_without_a_rule_is_refused() {
    for data in
        [list("ICANN", ""), list("ICANN", "!odd"), b"com\nnet\n".to_vec(), WILDCARD.to_vec()]
    {
        let error = check(&request(Profile::Webpki, &[data])).unwrap_err();
        assert_eq!(error, RequestError::PublicSuffixes { label: Some("file".into()) });
        assert_eq!(error.id(), "request.public_suffixes");
        assert_eq!(error.to_string(), "file \"file\" holds no list of public suffixes");
    }
}
