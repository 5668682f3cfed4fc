//! The native half of `scale.mjs`. Takes a JSON file with the cases, prints microseconds per check as JSON.
//!
//! Each file is opened once, before the clock starts. Cases are measured in turn, round by round,
//! so that what else the machine does falls on all of them alike.

#![allow(clippy::unwrap_used)] // A measurement that cannot go on should stop.

use std::hint::black_box;
use std::ops::Index;
use std::time::{Duration, Instant};

use anchorlight::{AnchorUse, Engine, Report, Request, Source};
use anchorlight_path::{
    Candidate, Certificates, Search, SignatureFault, SignatureInput, SignatureVerifier, search,
};
use anchorlight_pki::{Certificate, Time, open};
use serde::Deserialize;
use serde_json::json;

const ROUND: Duration = Duration::from_millis(50);

#[derive(Deserialize)]
struct Input {
    /// End entity, intermediate, anchor.
    path: [String; 3],
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    certificates: Vec<String>,
    anchors: Vec<String>,
    intermediates: Vec<String>,
    host: String,
    time: i64,
    /// The first finding, or null where the chain is to be trusted.
    finding: Option<String>,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let input = std::fs::read(arguments.next().unwrap()).unwrap();
    let rounds: usize = arguments.next().unwrap().parse().unwrap();
    let Input { path, cases } = serde_json::from_slice(&input).unwrap();
    let mut engine = Engine::default();
    let requests: Vec<Request> = cases.iter().map(|case| request(&mut engine, case)).collect();
    for (case, request) in cases.iter().zip(&requests) {
        judge(case, &engine.check(request).unwrap());
    }
    let path = ThreeCertificates::read(&path, cases[0].time);
    let mut times = vec![Vec::new(); cases.len() + 1];
    for _ in 0..rounds {
        for (times, request) in times.iter_mut().zip(&requests) {
            times.push(micros(|| _ = black_box(engine.check(black_box(request)))));
        }
        times[cases.len()].push(micros(|| path.validate()));
    }
    let names = cases.iter().map(|case| case.name.as_str()).chain(["path alone"]);
    let rows: Vec<_> = names.zip(&times).map(|(name, times)| json!([name, times])).collect();
    println!("{}", serde_json::to_string(&rows).unwrap());
}

/// A number means something only if the answer is right.
fn judge(case: &Case, report: &Report) {
    let first = report.findings.first().map(|finding| finding.fault.id());
    assert_eq!(first, case.finding.as_deref(), "{}", case.name);
    assert_eq!(report.paths[0].certificates.len(), 3, "{}", case.name);
}

fn request(engine: &mut Engine, case: &Case) -> Request {
    let mut sources = |paths: &[String]| -> Vec<Source> {
        let opened = |path| engine.open(std::fs::read(path).unwrap()).digest;
        paths.iter().map(opened).map(|digest| Source::opened(None, digest)).collect()
    };
    Request {
        certificates: sources(&case.certificates),
        anchors: sources(&case.anchors),
        intermediates: sources(&case.intermediates),
        host: Some(case.host.clone()),
        time: case.time,
        ..Request::default()
    }
}

/// The mean of one round.
fn micros(mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed() < ROUND {
        for _ in 0..10 {
            work();
        }
        count += 10;
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(count)
}

struct ThreeCertificates {
    certificates: Vec<Certificate>,
    time: Time,
}

impl ThreeCertificates {
    fn read(files: &[String; 3], time: i64) -> Self {
        let certificates = files
            .iter()
            .flat_map(|path| open(std::fs::read(path).unwrap()).items)
            .map(|item| Certificate::read(&item.der).unwrap())
            .collect();
        Self { certificates, time: Time(time) }
    }

    /// Builds and validates the path, every signature taken for good.
    fn validate(&self) {
        let (paths, _) = search(&Search::new(self, 0, self.time, &Accepts));
        assert!(paths[0].holds() && paths[0].certificates == [0, 1, 2]);
    }
}

impl Index<usize> for ThreeCertificates {
    type Output = Certificate;

    fn index(&self, position: usize) -> &Certificate {
        &self.certificates[position]
    }
}

impl Certificates for ThreeCertificates {
    fn with_subject(&self, subject: &[u8]) -> Vec<Candidate> {
        let all = self.certificates.iter().enumerate();
        let named = all.filter(|(_, certificate)| certificate.subject.comparable() == subject);
        named
            .map(|(index, _)| Candidate {
                certificate: index,
                anchor: (index == 2).then(AnchorUse::default),
            })
            .collect()
    }
}

struct Accepts;

impl SignatureVerifier for Accepts {
    fn verify(&self, _: &SignatureInput<'_>) -> Result<(), SignatureFault> {
        Ok(())
    }

    fn digest(&self, _: &[u8], _: &[u8]) -> Option<Vec<u8>> {
        None
    }
}
