//! pyca/cryptography, one Python process for all questions.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::issue::{Hierarchy, TIME};
use crate::judge::Answer;
use crate::plan::{Host, Purpose, Question};

pub(crate) struct Pyca {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

#[derive(Deserialize)]
struct Reply {
    accepted: bool,
    #[serde(default)]
    error: String,
}

impl Pyca {
    pub(crate) fn start(python: &Path) -> Result<Self> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/judge.py");
        let mut child = Command::new(python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| python.display().to_string())?;
        let questions = child.stdin.take().context("no standard input")?;
        let answers = BufReader::new(child.stdout.take().context("no standard output")?);
        Ok(Self { child, questions, answers })
    }

    pub(crate) fn ask(
        &mut self,
        hierarchy: &Hierarchy,
        question: &Question,
        defaults: bool,
    ) -> Result<Answer> {
        writeln!(self.questions, "{}", line(hierarchy, question, defaults))?;
        self.questions.flush()?;
        let mut text = String::new();
        self.answers.read_line(&mut text)?;
        let reply: Reply = serde_json::from_str(&text).context("pyca gave no answer")?;
        Ok(if reply.accepted { Answer::Accepted } else { Answer::Refused(vec![reply.error]) })
    }
}

impl Drop for Pyca {
    fn drop(&mut self) {
        // It ends by itself once its input is closed; should it hang, it must not outlive the run.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One question as the script reads it.
pub(crate) fn line(hierarchy: &Hierarchy, question: &Question, defaults: bool) -> Value {
    let encode = |certificates: &[Vec<u8>]| -> Vec<String> {
        certificates.iter().map(|der| BASE64_STANDARD.encode(der)).collect()
    };
    let host = match question.host {
        Some(Host::Dns(name)) => json!({ "dns": name }),
        Some(Host::Ip(address)) => json!({ "ip": address.to_string() }),
        None => Value::Null,
    };
    json!({
        "leaf": BASE64_STANDARD.encode(&hierarchy.chain[0]),
        "chain": encode(&hierarchy.chain[1..]),
        "store": encode(&hierarchy.anchors),
        "time": TIME,
        "server": question.purpose == Purpose::ServerAuth,
        "host": host,
        "defaults": defaults,
    })
}
