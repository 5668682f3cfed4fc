//! `anchorlight store calendar`.

use std::path::PathBuf;

use anchorlight::{Appointment, CalendarEvent, Thresholds, Time};

use super::document::Stored;
use crate::say;
use crate::{files, now};

#[derive(clap::Args)]
pub(crate) struct Calendar {
    /// The trust store document
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// A file with a chain, whose certificates are listed too; repeatable
    #[arg(long, value_name = "FILE")]
    chain: Vec<PathBuf>,
    /// How many days before something goes out of date it is due, soon and urgent
    #[arg(long, value_name = "DUE,SOON,URGENT", default_value = "45,14,3", value_parser = thresholds)]
    days: Thresholds,
    /// The time to look at it from [default: now]
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    time: Option<i64>,
    /// Write a calendar file (RFC 5545) with an alarm at each threshold
    #[arg(long, conflicts_with = "json")]
    ics: bool,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

fn thresholds(text: &str) -> Result<Thresholds, String> {
    let days: Option<Vec<u32>> = text.split(',').map(|days| days.trim().parse().ok()).collect();
    match days.as_deref() {
        Some([due, soon, urgent]) if due > soon && soon > urgent => {
            Ok(Thresholds { due: *due, soon: *soon, urgent: *urgent })
        }
        _ => Err("write three falling numbers of days, such as 45,14,3".into()),
    }
}

impl Calendar {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let now = self.time.map_or_else(now, Ok)?;
        let stored = Stored::read(&self.store)?;
        let sources =
            self.chain.iter().map(|path| files::read(path)).collect::<Result<Vec<_>, _>>()?;
        let chains: Vec<&[u8]> =
            sources.iter().map(|source| source.data.as_deref().unwrap_or_default()).collect();
        let document = &stored.document;
        let events = anchorlight::calendar(document, &chains, Time(now), self.days);
        if self.json {
            say::json(&events)?;
        } else if self.ics {
            let appointments: Vec<Appointment> = events.iter().map(appointment).collect();
            let name = &document.name;
            crate::print(&anchorlight::ics(name, &appointments, Time(now), self.days))?;
        } else {
            crate::print(&events.iter().map(line).collect::<String>())?;
        }
        Ok(0)
    }
}

fn appointment(event: &CalendarEvent) -> Appointment {
    let say = |part| say::part(event.what.id(), part, &event.what);
    let pointer = event.pointer.as_ref().map(|pointer| format!("\n{pointer}"));
    Appointment {
        uid: event.uid.clone(),
        at: event.at.to_string(),
        summary: say("title"),
        description: format!("{}\n{}{}", say("explain"), say("fix"), pointer.unwrap_or_default()),
    }
}

fn line(event: &CalendarEvent) -> String {
    let (at, days) = (event.at, event.days);
    let state = say::title(event.state.id(), &());
    let what = say::title(event.what.id(), &event.what);
    let pointer = event.pointer.as_deref().unwrap_or_default();
    format!("{at}  {days:>6} days  {state:<7}  {what}  {pointer}\n").replace("  \n", "\n")
}
