//! Puts a case to the engine, and writes down question and answer where that is asked for.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anchorlight::{Engine, Request, Source};
use anyhow::{Context, Result};
use serde_json::json;

use crate::outcome::CaseResult;

/// Asks, and keeps the record.
#[derive(Default)]
pub(crate) struct Judge {
    engine: Engine,
    record: Option<BufWriter<File>>,
}

impl Judge {
    /// With a file, one line of JSON is written to it for each case: its id, the request, and the
    /// report, or the error of a request that cannot be answered; before it, one for each file that
    /// requests name by its digest.
    pub(crate) fn new(record: Option<&Path>) -> Result<Self> {
        let open =
            |path: &Path| File::create(path).with_context(|| format!("writing {}", path.display()));
        let record = record.map(open).transpose()?.map(BufWriter::new);
        Ok(Self { engine: Engine::default(), record })
    }

    /// A file that many requests name.
    pub(crate) fn open(&mut self, data: Vec<u8>) -> Result<Source> {
        let digest = self.engine.open(data.clone()).digest;
        if let Some(record) = &mut self.record {
            writeln!(record, "{}", json!({ "opened": digest, "data": data }))?;
        }
        Ok(Source::opened(None, digest))
    }

    /// What the engine says to a request that a suite has an expectation for.
    pub(crate) fn ask(
        &mut self,
        id: String,
        expected: bool,
        request: &Request,
    ) -> Result<CaseResult> {
        let answer = self.engine.check(request);
        if let Some(record) = &mut self.record {
            // The report as a string, so that it can be compared byte for byte.
            let line = match &answer {
                Ok(report) => {
                    json!({ "id": id, "request": request, "report": serde_json::to_string(report)? })
                }
                Err(error) => json!({ "id": id, "request": request, "error": error.id() }),
            };
            writeln!(record, "{line}")?;
        }
        Ok(match answer {
            Ok(report) => CaseResult::of(id, expected, &report)?,
            Err(error) => {
                let findings = vec![error.id().to_owned()];
                CaseResult { id, expected, actual: Some(false), findings, ..CaseResult::default() }
            }
        })
    }

    /// Whatever was written is on disk.
    pub(crate) fn finish(self) -> Result<()> {
        self.record.map_or(Ok(()), |mut record| Ok(record.flush()?))
    }
}
