//! The report as text for people.

use std::fmt::Write;
use std::io::IsTerminal;

use anchorlight::{
    Certificate, Finding, Judgement, Outcome, PathReport, Report, RevocationSource,
    RevocationStatus, Severity,
};
use serde_json::Value;

use crate::sentences::Sentences;

pub(crate) fn text(report: &Report, verbose: bool) -> String {
    let sentences = Sentences::get();
    let writer = Writer { report, sentences, verbose, paint: Paint::new() };
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = writer.write(&mut text);
    text
}

struct Writer<'a> {
    report: &'a Report,
    sentences: &'static Sentences,
    verbose: bool,
    paint: Paint,
}

impl Writer<'_> {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        self.verdict(out)?;
        for finding in &self.report.findings {
            if finding.severity != Severity::Info || self.verbose {
                self.finding(out, finding)?;
            }
        }
        for (index, path) in self.report.paths.iter().enumerate() {
            self.path(out, index, path)?;
        }
        writeln!(out, "\nchecked at {}", self.report.time)?;
        self.store(out)
    }

    /// The trust store document that decided: whether anybody answers for it with a signature.
    fn store(&self, out: &mut String) -> std::fmt::Result {
        let Some(store) = &self.report.store else { return Ok(()) };
        let name = short(&anchorlight::safe_text(&store.name));
        let signed = match &store.signed {
            Some(_) => "signed".to_owned(),
            None => {
                let title = self.sentences.say("update.is_unsigned", "title", &Value::Null);
                self.paint.warn(&title.unwrap_or_default())
            }
        };
        writeln!(out, "trust store {name}, version {}, {signed}", store.version)
    }

    fn verdict(&self, out: &mut String) -> std::fmt::Result {
        let verdict = &self.report.verdict;
        let subject =
            |index: Option<usize>| index.and_then(|at| self.report.certificates.get(at)).map(name);
        let who = subject(verdict.end_entity).unwrap_or_default();
        match verdict.outcome {
            Outcome::Trusted => {
                let anchor = subject(verdict.anchor).unwrap_or_default();
                writeln!(out, "{}: {who}, by {anchor}", self.paint.good("trusted"))
            }
            Outcome::TrustedWithWarnings => {
                let anchor = subject(verdict.anchor).unwrap_or_default();
                let trusted = self.paint.warn("trusted with warnings");
                writeln!(out, "{trusted}: {who}, by {anchor}")
            }
            Outcome::NotTrusted => writeln!(out, "{}: {who}", self.paint.bad("not trusted")),
            Outcome::CannotSay => writeln!(out, "{}", self.paint.bad("cannot say")),
        }
    }

    fn finding(&self, out: &mut String, finding: &Finding) -> std::fmt::Result {
        let fault = serde_json::to_value(&finding.fault).unwrap_or_default();
        // What is wrong with a file or a certificate is told by its problem.
        let problem = fault.pointer("/problem/kind");
        let data = problem.unwrap_or(&fault);
        let id = data.get("id").and_then(Value::as_str).unwrap_or_default();
        let say = |part| self.sentences.say(id, part, data);
        let title = say("title").unwrap_or_else(|| id.to_owned());
        let mark = match finding.severity {
            Severity::Error => self.paint.bad("error"),
            Severity::Warning => self.paint.warn("warning"),
            Severity::Info => "note".to_owned(),
        };
        writeln!(out, "\n{mark}: {title} [{id}]")?;
        let certificate = finding.certificate.and_then(|at| self.report.certificates.get(at));
        let input = finding.input.and_then(|at| self.report.inputs.get(at));
        if let Some(certificate) = certificate {
            writeln!(out, "  on {}", name(certificate))?;
        } else if let Some(label) = input.and_then(|input| input.label.as_deref()) {
            writeln!(out, "  in {}", label.escape_debug())?;
        }
        if let Some(offset) = fault.pointer("/problem/offset") {
            writeln!(out, "  at byte offset {offset}")?;
        }
        for part in ["explain", "fix"] {
            if let Some(sentence) = say(part).filter(|sentence| !sentence.is_empty()) {
                writeln!(out, "  {sentence}")?;
            }
        }
        for unusable in fault.get("why").and_then(Value::as_array).into_iter().flatten() {
            writeln!(out, "  - {}", self.unusable(unusable))?;
        }
        if let Some(uncovered) = self.uncovered(&fault) {
            writeln!(out, "  {uncovered}")?;
        }
        if let Some(clause) = &finding.clause {
            let of = clause.document.as_deref().map(|sha256| format!(" of document {sha256}"));
            writeln!(
                out,
                "  trust store {}{}",
                clause.pointer.escape_debug(),
                of.unwrap_or_default()
            )?;
        }
        match finding.citation {
            Some(citation) => writeln!(out, "  {} section {}", citation.source, citation.section),
            None => Ok(()),
        }
    }

    /// A source that says nothing, with its name and the reason.
    fn unusable(&self, unusable: &Value) -> String {
        let source = unusable.get("source").and_then(Value::as_u64).unwrap_or_default();
        let id = unusable.get("id").and_then(Value::as_str).unwrap_or_default();
        let said = self.sentences.say(id, "explain", unusable).unwrap_or_default();
        format!("{}: {said} [{id}]", self.source(usize::try_from(source).unwrap_or(usize::MAX)))
    }

    /// The reasons of which no list says whether the certificate was revoked for them.
    fn uncovered(&self, unknown: &Value) -> Option<String> {
        let reasons = unknown.get("uncovered").and_then(Value::as_array)?;
        let titles = reasons.iter().filter_map(Value::as_str);
        let titles: Vec<String> =
            titles.filter_map(|id| self.sentences.say(id, "title", &Value::Null)).collect();
        Some(format!("covered by no list: {}", titles.join(", ")))
    }

    fn source(&self, index: usize) -> String {
        let (input, who) = match self.report.revocation_sources.get(index) {
            Some(RevocationSource::List { input, issuer, .. }) => (*input, issuer.text.as_str()),
            Some(RevocationSource::Response { input, responder, responder_key, .. }) => {
                let name = responder.as_ref().map(|name| &name.text).or(responder_key.as_ref());
                (*input, name.map(String::as_str).unwrap_or_default())
            }
            None => return String::new(),
        };
        let label = self.report.inputs.get(input).and_then(|input| input.label.as_deref());
        let label = label.unwrap_or("a file").escape_debug();
        if who.is_empty() { label.to_string() } else { format!("{label} of {}", short(who)) }
    }

    fn status(&self, status: &RevocationStatus) -> String {
        let title = |id: &str| self.sentences.say(id, "title", &Value::Null).unwrap_or_default();
        match status {
            RevocationStatus::Good { sources } => {
                let by: Vec<String> = sources.iter().map(|index| self.source(*index)).collect();
                format!("{}, by {}", self.paint.good(&title("good")), by.join(" and "))
            }
            RevocationStatus::Revoked(revoked) => {
                let by = self.source(revoked.source);
                let date = revoked.revocation_date;
                format!("{} on {date}, by {by}", self.paint.bad(&title("revoked")))
            }
            RevocationStatus::Unknown(unknown) => {
                let unknown = serde_json::to_value(unknown).unwrap_or_default();
                let why = unknown.get("why").and_then(Value::as_array).into_iter().flatten();
                let why = why.map(|one| self.unusable(one)).chain(self.uncovered(&unknown));
                let why: Vec<String> = why.collect();
                let colon = if why.is_empty() { "" } else { ": " };
                format!("{}{colon}{}", self.paint.warn(&title("unknown")), why.join("; "))
            }
        }
    }

    fn path(&self, out: &mut String, index: usize, path: &PathReport) -> std::fmt::Result {
        let state = match (path.trusted, path.anchored) {
            (true, _) => self.paint.good("holds"),
            (false, true) => self.paint.bad("refused"),
            (false, false) => self.paint.bad("leads nowhere"),
        };
        writeln!(out, "\npath {} of {}: {state}", index + 1, self.report.paths.len())?;
        for (depth, (place, at)) in path.certificates.iter().enumerate().rev().enumerate() {
            let Some(certificate) = self.report.certificates.get(*at) else { continue };
            let anchor = if path.anchored && depth == 0 { " (trust store)" } else { "" };
            writeln!(out, "  {}{}{anchor}", "  ".repeat(depth), name(certificate))?;
            let status = path.revocation.get(place);
            let told = self.verbose || !self.report.revocation_sources.is_empty();
            if let Some(status) = status.filter(|_| told) {
                let status = self.status(status);
                writeln!(out, "  {}  revocation: {}", "  ".repeat(depth), status.trim_end())?;
            }
            if self.verbose {
                policies(out, depth, certificate)?;
            }
            for check in path.checks.iter().filter(|check| check.certificate == *at) {
                if check.passed && !self.verbose {
                    continue;
                }
                let requirement = serde_json::to_value(check.requirement).unwrap_or_default();
                let id = requirement.as_str().unwrap_or_default();
                let label = self.sentences.say(id, "title", &Value::Null);
                let label = label.unwrap_or_else(|| id.to_owned());
                let mark = if check.passed { self.paint.good("ok") } else { self.paint.bad("x") };
                let (source, section) = (check.citation.source, check.citation.section);
                writeln!(out, "  {}  {mark} {label} ({source} {section})", "  ".repeat(depth))?;
            }
        }
        let Some(opinion) = &path.second_opinion else { return Ok(()) };
        let reason = serde_json::to_value(opinion.reason).unwrap_or_default();
        let reason = reason.as_str().and_then(|id| self.sentences.say(id, "title", &Value::Null));
        let reason = reason.or_else(|| opinion.error.clone()).unwrap_or_default();
        match opinion.judgement {
            Judgement::Agrees => writeln!(out, "  second opinion (rustls-webpki): agrees"),
            Judgement::Abstains => {
                writeln!(out, "  second opinion (rustls-webpki): abstains, {reason}")
            }
            Judgement::Vetoes => {
                writeln!(out, "  second opinion (rustls-webpki): vetoes, {reason}")
            }
        }
    }
}

fn policies(out: &mut String, depth: usize, certificate: &Certificate) -> std::fmt::Result {
    for policy in certificate.policies.iter().flatten() {
        let called = policy.name.map_or_else(|| policy.oid.to_string(), str::to_owned);
        write!(out, "  {}  policy {called}", "  ".repeat(depth))?;
        for words in policy.cps.iter().chain(&policy.notices) {
            write!(out, " {}", short(words))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// What certificates say can be thousands of characters long; a terminal line cannot.
const LONGEST: usize = 200;

fn name(certificate: &Certificate) -> String {
    match certificate.subject.text.as_str() {
        "" => "(empty subject)".to_owned(),
        text => short(text),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

/// Colour where a person looks on (https://no-color.org).
struct Paint(bool);

impl Paint {
    fn new() -> Self {
        Self(std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none())
    }

    fn good(&self, text: &str) -> String {
        self.with("32", text)
    }

    fn bad(&self, text: &str) -> String {
        self.with("31", text)
    }

    fn warn(&self, text: &str) -> String {
        self.with("33", text)
    }

    fn with(&self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[1;{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
