//! What would be decided if: the same chains at another time, or by another document.

use anchorlight_path::Purpose;
use anchorlight_policy::{
    Clause, Document, DocumentChange, DocumentFault, DocumentProblem, Sha256, diff, with_rule,
};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::report::{FindingFault, Outcome, Report, Severity};
use crate::request::{Request, RequestError, RevocationRequest, Source, WrittenName};
use crate::store::{BEFORE_EXPIRY, StoreRequest};
use crate::update::parse_document;

/// Chains, a document, and what is to be supposed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SimulateRequest {
    /// The document, by its bytes.
    pub store: StoreRequest,
    pub chains: Vec<Chain>,
    /// The time to check at, in seconds since 1970-01-01T00:00:00Z.
    pub time: i64,
    pub scenarios: Vec<Scenario>,
}

/// Two documents, and the chains to hold against both.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DiffRequest {
    /// The document, by its bytes.
    pub old: StoreRequest,
    /// The document, by its bytes.
    pub new: StoreRequest,
    #[serde(default)]
    pub chains: Vec<Chain>,
    /// The time to check the chains at, in seconds since 1970-01-01T00:00:00Z.
    pub time: i64,
}

/// A chain, and what is asked of it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Chain {
    /// Files with the chain: end entity and intermediates, in any order.
    pub certificates: Vec<Source>,
    /// The host that is asked for: a DNS name in ASCII or an IP address.
    #[serde(default)]
    pub host: Option<String>,
    /// The name that is asked for instead of a host.
    #[serde(default)]
    pub name: Option<WrittenName>,
    /// What the certificate is to be used for.
    #[serde(default)]
    pub purpose: Purpose,
    /// Files with certificate revocation lists and OCSP responses.
    #[serde(default)]
    pub revocation: Vec<Source>,
}

/// One thing that is supposed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Scenario {
    /// It is another time, in seconds since 1970-01-01T00:00:00Z. The document is taken to be updated until then.
    At { time: i64 },
    /// A certificate, given by its SHA-256 in hexadecimal, is not listed: neither by the document nor by what it
    /// includes. All else keeps its place.
    Without { sha256: String },
    /// A rule is another one; with no rule it is not there.
    Rule {
        id: String,
        /// The hosts of an entry of `hosts`; none for the rules for all.
        #[serde(default)]
        hosts: Vec<String>,
        /// As the document writes it.
        #[serde(default)]
        rule: Option<serde_json::Value>,
    },
    /// Another document decides, by its bytes. Whether that has expired does not count.
    Against { store: Box<StoreRequest> },
}

/// What is decided, as things are and in each scenario.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Simulation {
    /// Of each chain as things are.
    pub before: Vec<Decision>,
    /// In the order of the request.
    pub scenarios: Vec<Simulated>,
}

/// What is decided in a scenario.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Simulated {
    /// What keeps the scenario's document from being read; then nothing is decided.
    pub problems: Vec<DocumentProblem>,
    /// Of each chain.
    pub after: Vec<Decision>,
    /// The chains of which the verdict is another.
    pub changes: Vec<VerdictChange>,
}

/// A chain of which the verdict is another.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct VerdictChange {
    /// Index into the chains of the request.
    pub chain: usize,
    pub before: Decision,
    pub after: Decision,
}

/// The verdict on a chain, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    pub outcome: Outcome,
    /// The subject of the end entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// SHA-256 of the anchor that it is trusted by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// What helps most, if anything keeps the chain from being trusted without a warning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<FindingFault>,
    /// The part of the document that decides that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Clause>,
}

/// What differs between two documents.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    pub changes: Vec<DocumentChange>,
    /// The chains of which the verdict is another; whether a document has expired does not count.
    pub verdicts: Vec<VerdictChange>,
}

impl Engine {
    /// Decides the same chains as things are and in every scenario.
    ///
    /// # Errors
    ///
    /// What a caller can mend in the request itself. A scenario whose document cannot be read says so in its place.
    pub fn simulate(&self, request: SimulateRequest) -> Result<Simulation, RequestError> {
        let SimulateRequest { store, chains, time, scenarios } = request;
        let now = store.now.unwrap_or(time);
        let document = document(&store)?;
        let mut desk = self.desk();
        let chains = desk.open_chains(chains);
        let before = desk.decide(&store, None, &chains, time, now)?;
        let mut simulated = Vec::new();
        for scenario in scenarios {
            let after = match scenario {
                Scenario::At { time } => desk.decide(&store, None, &chains, time, now),
                Scenario::Against { store } => {
                    desk.decide(&store, None, &chains, time, BEFORE_EXPIRY)
                }
                Scenario::Without { sha256 } => hash(&sha256)
                    .and_then(|without| desk.decide(&store, Some(without), &chains, time, now)),
                Scenario::Rule { id, hosts, rule } => {
                    with_rule(&document, &id, &hosts, rule).map_err(refused).and_then(|edited| {
                        let data = serde_json::to_vec(&edited).unwrap_or_default();
                        let document = Source::data(store.document.label.clone(), data);
                        let edited = StoreRequest { document, ..store.clone() };
                        desk.decide(&edited, None, &chains, time, now)
                    })
                }
            };
            simulated.push(match after {
                Ok(after) => {
                    let changes = verdict_changes(&before, &after);
                    Simulated { after, changes, problems: Vec::new() }
                }
                Err(RequestError::Store { problems }) => {
                    Simulated { problems, ..Simulated::default() }
                }
                Err(error) => return Err(error),
            });
        }
        Ok(Simulation { before, scenarios: simulated })
    }

    /// What differs between two documents, and which of the chains would change their verdict.
    ///
    /// # Errors
    ///
    /// What a caller can mend in the request itself.
    pub fn diff(&self, request: DiffRequest) -> Result<Difference, RequestError> {
        let DiffRequest { old, new, chains, time } = request;
        let changes = diff(&document(&old)?, &document(&new)?);
        // Without chains to decide, what the documents include need not be at hand.
        let verdicts = if chains.is_empty() {
            Vec::new()
        } else {
            let mut desk = self.desk();
            let chains = desk.open_chains(chains);
            let before = desk.decide(&old, None, &chains, time, BEFORE_EXPIRY)?;
            let after = desk.decide(&new, None, &chains, time, BEFORE_EXPIRY)?;
            verdict_changes(&before, &after)
        };
        Ok(Difference { changes, verdicts })
    }

    /// An engine that has the same files open, and whatever else is opened in it to itself.
    fn desk(&self) -> Self {
        Self { files: self.files.clone(), stores: self.stores.clone(), ..Self::default() }
    }

    /// Files are read once, however many scenarios there are.
    fn open_chains(&mut self, chains: Vec<Chain>) -> Vec<Chain> {
        let mut open = |sources: Vec<Source>| -> Vec<Source> {
            let open = |source| match source {
                Source { label, data: Some(data), opened: None } => {
                    Source::opened(label, self.open(data).digest)
                }
                other => other,
            };
            sources.into_iter().map(open).collect()
        };
        let open = |chain: Chain| Chain {
            certificates: open(chain.certificates),
            revocation: open(chain.revocation),
            ..chain
        };
        chains.into_iter().map(open).collect()
    }

    fn decide(
        &mut self,
        store: &StoreRequest,
        without: Option<Sha256>,
        chains: &[Chain],
        time: i64,
        now: i64,
    ) -> Result<Vec<Decision>, RequestError> {
        // What was opened by the same digest before, with or without a certificate, makes way.
        let digest = self.open_store_without(store.clone(), without)?.store.digest;
        let decide = |chain: &Chain| {
            let document = Source::opened(store.document.label.clone(), digest.clone());
            let report = self.check_owned(Request {
                certificates: chain.certificates.clone(),
                store: Some(StoreRequest { document, now: Some(now), ..StoreRequest::default() }),
                host: chain.host.clone(),
                name: chain.name.clone(),
                purpose: chain.purpose,
                time,
                revocation: RevocationRequest {
                    sources: chain.revocation.clone(),
                    ..RevocationRequest::default()
                },
                ..Request::default()
            });
            report.map(Decision::of)
        };
        chains.iter().map(decide).collect()
    }
}

impl Decision {
    fn of(report: Report) -> Self {
        let certificate = |index: Option<usize>| index.and_then(|at| report.certificates.get(at));
        let subject = certificate(report.verdict.end_entity).map(|c| c.subject.text.clone());
        let anchor = certificate(report.verdict.anchor).map(|c| c.sha256.clone());
        let mut findings = report.findings.into_iter();
        let first = findings.find(|finding| finding.severity != Severity::Info);
        let outcome = report.verdict.outcome;
        let (finding, clause) = match first {
            Some(first) if outcome != Outcome::Trusted => (Some(first.fault), first.clause),
            _ => (None, None),
        };
        Self { outcome, subject, anchor, finding, clause }
    }
}

fn verdict_changes(before: &[Decision], after: &[Decision]) -> Vec<VerdictChange> {
    let both = before.iter().zip(after).enumerate();
    both.filter(|(_, (before, after))| before.outcome != after.outcome)
        .map(|(chain, (before, after))| VerdictChange {
            chain,
            before: before.clone(),
            after: after.clone(),
        })
        .collect()
}

fn document(store: &StoreRequest) -> Result<Document, RequestError> {
    let Source { label, data, opened } = &store.document;
    let Some(data) = data else {
        return Err(RequestError::Source { label: label.clone(), opened: opened.clone() });
    };
    let parsed = parse_document(data).map_err(|problems| RequestError::Store { problems })?;
    Ok(parsed.document)
}

fn hash(sha256: &str) -> Result<Sha256, RequestError> {
    Sha256::read(sha256).ok_or_else(|| {
        let fault = DocumentFault::BadSha256 { value: sha256.to_owned() };
        refused(DocumentProblem { pointer: String::new(), document: None, fault })
    })
}

fn refused(problem: DocumentProblem) -> RequestError {
    RequestError::Store { problems: vec![problem] }
}
