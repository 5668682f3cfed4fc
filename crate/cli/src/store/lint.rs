//! `anchorlight store lint`.

use std::path::PathBuf;

use anchorlight::{Advice, AdviseRequest, DocumentProblem, Engine, RequestError};
use serde::Serialize;

use super::document::{Included, Stored};
use crate::refused::listed;
use crate::say;
use crate::{files, now};

#[derive(clap::Args)]
pub(crate) struct Lint {
    /// The trust store document
    #[arg(value_name = "STORE")]
    store: PathBuf,
    #[command(flatten)]
    included: Included,
    /// The document of another store, which must name none of the same portals; repeatable
    #[arg(long, value_name = "FILE")]
    beside: Vec<PathBuf>,
    /// The time to look at it from [default: now]
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    time: Option<i64>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Default, Serialize)]
struct Linted {
    problems: Vec<DocumentProblem>,
    advice: Vec<Advice>,
}

impl Lint {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let time = self.time.map_or_else(now, Ok)?;
        let source = files::read(&self.store)?;
        let request = self.included.request(source)?;
        let beside = self.beside.iter().map(|path| Ok(Stored::read(path)?.source()));
        let beside = beside.collect::<Result<_, String>>()?;
        let request = AdviseRequest { store: request, beside, time };
        let linted = match Engine::default().advise(request) {
            Ok(advice) => Linted { advice, ..Linted::default() },
            Err(RequestError::Store { problems }) => Linted { problems, ..Linted::default() },
            Err(error) => return Err(error.to_string()),
        };
        if self.json {
            say::json(&linted)?;
        } else {
            crate::print(&linted.text())?;
        }
        Ok(u8::from(!linted.problems.is_empty()))
    }
}

impl Linted {
    fn text(&self) -> String {
        let mut text = listed(&self.problems);
        for advice in &self.advice {
            let subject = advice.subject.clone().map(|subject| format!("on {subject}"));
            let at = match advice.pointer.as_str() {
                "" => String::new(),
                pointer => format!("at {}", pointer.escape_debug()),
            };
            text += &say::told("advice", &advice.fault, &[subject.unwrap_or_default(), at]);
        }
        let count = |count: usize, one: &str, many: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        };
        let problems = count(self.problems.len(), "problem", "problems");
        let advice = count(self.advice.len(), "piece of advice", "pieces of advice");
        text + &format!("{problems}, {advice}\n")
    }
}
