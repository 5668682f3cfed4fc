//! `anchorlight inspect`: all that files say.

mod text;
mod tree;
mod words;

use std::path::PathBuf;

use anchorlight_inspect::{Inspection, inspect};
use serde::Serialize;

use crate::files;
use crate::say::json;

#[derive(clap::Args)]
pub(crate) struct Inspect {
    /// Files with certificates, lists, requests, keys or responses, told by their content; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
    /// Show every value of the encoding with its place as well
    #[arg(long)]
    tree: bool,
}

/// What one file holds.
#[derive(Serialize)]
struct Inspected {
    file: String,
    #[serde(flatten)]
    inspection: Inspection,
}

impl Inspect {
    /// Exit code 0 where every object was read, 1 where one was not.
    pub(crate) fn run(&self) -> Result<u8, String> {
        let mut all = Vec::new();
        for source in files::read_each(&self.files)? {
            let file = source.label.unwrap_or_default();
            let inspection = inspect(source.data.as_deref().unwrap_or_default());
            all.push(Inspected { file, inspection });
        }
        let is_whole = |one: &Inspected| {
            let inspection = &one.inspection;
            inspection.problems.iter().all(|problem| !problem.fatal)
                && inspection.objects.iter().all(|object| object.problem.is_none())
        };
        let code = u8::from(!all.iter().all(is_whole));
        if self.json {
            // The tree is many times longer than what it shows: it is there for who asks.
            if !self.tree {
                let objects = all.iter_mut().flat_map(|one| &mut one.inspection.objects);
                objects.for_each(|object| object.tree = None);
            }
            json(&all)?;
        } else {
            for one in &all {
                crate::print(&text::text(&one.file, &one.inspection, self.tree))?;
            }
        }
        Ok(code)
    }
}
