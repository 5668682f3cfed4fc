//! `anchorlight store simulate`.

use std::path::PathBuf;

use anchorlight::{Engine, RequestError, Scenario, SimulateRequest, Simulation, Time};

use super::chains::{Chains, verdicts};
use super::document::{Included, refused};
use crate::refused::listed;
use crate::say;
use crate::{files, now};

#[derive(clap::Args)]
pub(crate) struct Simulate {
    /// The trust store document
    #[arg(value_name = "STORE")]
    store: PathBuf,
    #[command(flatten)]
    chains: Chains,
    /// Suppose it is this time; repeatable, as every supposition is, and each one stands alone
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    at: Vec<i64>,
    /// Suppose neither the store lists this certificate nor what it includes
    #[arg(long, value_name = "SHA256")]
    without: Vec<String>,
    /// Suppose a rule is another: key.rsa_bits={"action":"deny","minimum":3072}, or null for no
    /// such rule; for the rules of hosts key.curve@a.example,b.example=JSON
    #[arg(long, value_name = "ID=JSON", value_parser = rule)]
    rule: Vec<Scenario>,
    /// Suppose another document decides
    #[arg(long, value_name = "FILE")]
    against: Vec<PathBuf>,
    #[command(flatten)]
    included: Included,
    /// The time to check at [default: now]
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    time: Option<i64>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

fn rule(text: &str) -> Result<Scenario, String> {
    let (named, json) = text.split_once('=').ok_or("write it as ID=JSON")?;
    let (id, hosts) = match named.split_once('@') {
        Some((id, hosts)) => (id, hosts.split(',').map(str::to_owned).collect()),
        None => (named, Vec::new()),
    };
    let rule = serde_json::from_str(json).map_err(|error| error.to_string())?;
    Ok(Scenario::Rule { id: id.to_owned(), hosts, rule })
}

impl Simulate {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let (scenarios, titles) = self.scenarios()?;
        if scenarios.is_empty() {
            return Err("nothing is supposed: use --at, --without, --rule or --against".into());
        }
        let request = SimulateRequest {
            store: self.included.request(files::read(&self.store)?)?,
            chains: self.chains.read()?,
            time: self.time.map_or_else(now, Ok)?,
            scenarios,
        };
        let label = self.store.display().to_string();
        let simulation = Engine::default().simulate(request).map_err(|error| match error {
            RequestError::Store { problems } => refused(&label, &problems),
            error => error.to_string(),
        })?;
        if self.json {
            say::json(&simulation)?;
        } else {
            crate::print(&text(&simulation, &titles, &self.chains.labels()))?;
        }
        let unread = simulation.scenarios.iter().any(|one| !one.problems.is_empty());
        Ok(u8::from(unread))
    }

    /// What is supposed, and what it is called.
    fn scenarios(&self) -> Result<(Vec<Scenario>, Vec<String>), String> {
        let (mut scenarios, mut titles) = (Vec::new(), Vec::new());
        for time in &self.at {
            scenarios.push(Scenario::At { time: *time });
            titles.push(format!("at {}", Time(*time)));
        }
        for sha256 in &self.without {
            scenarios.push(Scenario::Without { sha256: sha256.clone() });
            titles.push(format!("without {}", sha256.escape_debug()));
        }
        for rule in &self.rule {
            scenarios.push(rule.clone());
            if let Scenario::Rule { id, hosts, rule } = rule {
                let hosts = if hosts.is_empty() {
                    String::new()
                } else {
                    format!(" for {}", hosts.join(", "))
                };
                let rule = rule.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
                let title = format!("with the rule {id}{hosts}: {rule}");
                titles.push(anchorlight::safe_text(&title));
            }
        }
        for path in &self.against {
            let store = Box::new(self.included.request(files::read(path)?)?);
            scenarios.push(Scenario::Against { store });
            titles.push(format!("by {}", path.display().to_string().escape_debug()));
        }
        Ok((scenarios, titles))
    }
}

fn text(simulation: &Simulation, titles: &[String], labels: &[String]) -> String {
    let mut text = String::new();
    for (scenario, title) in simulation.scenarios.iter().zip(titles) {
        text += &format!("{title}\n");
        if scenario.problems.is_empty() {
            text += &verdicts(&scenario.changes, labels);
        } else {
            text += &listed(&scenario.problems);
        }
    }
    text
}
