//! `anchorlight inspect`: all that files say.

mod text;
mod tree;
mod way;
mod words;

use std::path::PathBuf;

use anchorlight_inspect::{Content, Inspection, Object, Options, Problem, Tree, inspect};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::files;
use crate::say::json;

#[derive(clap::Args)]
pub(crate) struct Inspect {
    /// Files with certificates, lists, requests, keys or responses, told by their content; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Passwords to try on what is encrypted, one a line
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
    /// Show every value of the encoding with its place as well
    #[arg(long)]
    tree: bool,
}

/// What one file holds.
#[derive(Serialize)]
struct Inspected<'a> {
    file: &'a str,
    objects: Vec<WithTree<'a>>,
    problems: &'a [Problem],
}

#[derive(Serialize)]
struct WithTree<'a> {
    #[serde(flatten)]
    object: &'a Object,
    #[serde(skip_serializing_if = "Option::is_none")]
    tree: Option<Tree>,
}

impl Inspect {
    /// Exit code 0 where every object was read, 1 where one was not.
    pub(crate) fn run(&self) -> Result<u8, String> {
        let passwords = self.passwords()?;
        let passwords: Vec<&str> = passwords.iter().map(|password| password.as_str()).collect();
        let options = Options { passwords: &passwords };
        let mut all = Vec::new();
        for source in files::read_each(&self.files)? {
            let file = source.label.unwrap_or_default();
            let data = Zeroizing::new(source.data.unwrap_or_default());
            all.push((file, inspect(&data, options)));
        }
        if self.json {
            let shown: Vec<_> = all.iter().map(|(file, one)| self.shown(file, one)).collect();
            json(&shown)?;
        } else {
            for (file, inspection) in &all {
                crate::print(&text::text(file, inspection, self.tree))?;
            }
        }
        Ok(u8::from(!all.iter().all(|(_, inspection)| is_read(inspection))))
    }

    /// The lines of the file: a password may begin or end with a space, and none is empty.
    fn passwords(&self) -> Result<Vec<Zeroizing<String>>, String> {
        let Some(path) = &self.password_file else { return Ok(Vec::new()) };
        let data = Zeroizing::new(files::read(path)?.data.unwrap_or_default());
        let text = std::str::from_utf8(&data).map_err(|_| "the passwords are not UTF-8")?;
        let lines = text.lines().filter(|line| !line.is_empty());
        Ok(lines.map(|line| Zeroizing::new(line.to_owned())).collect())
    }

    /// The tree is many times longer than what it shows: it is there for who asks, and where nothing else is.
    fn shown<'a>(&self, file: &'a str, inspection: &'a Inspection) -> Inspected<'a> {
        let objects = inspection.objects.iter().map(|object| {
            let is_asked = self.tree || matches!(object.content, Content::Other);
            WithTree { object, tree: if is_asked { object.tree() } else { None } }
        });
        Inspected { file, objects: objects.collect(), problems: &inspection.problems }
    }
}

fn is_read(inspection: &Inspection) -> bool {
    let is_object =
        |object: &Object| object.problem.is_none() && !matches!(object.content, Content::Other);
    inspection.problems.iter().all(|problem| !problem.fatal)
        && inspection.objects.iter().all(is_object)
}
