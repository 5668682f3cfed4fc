//! `anchorlight inspect`: all that files say.

mod container;
mod text;
mod together;
mod tree;
mod way;
mod words;
mod written;

use std::path::PathBuf;

use anchorlight_inspect::{Content, Inspection, Object, Problem, Relations, Tree, relations};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::files;
use crate::opened::{PasswordFile, is_locked};
use together::Inputs;
pub(crate) use way::{names, ways};
use written::As;

#[derive(clap::Args)]
pub(crate) struct Inspect {
    /// Files with certificates, lists, requests, keys or responses, told by their content; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print it as JSON, as --as json does
    #[arg(long, conflicts_with = "form")]
    json: bool,
    /// What the objects are written as
    #[arg(long = "as", value_name = "FORM", value_enum, default_value_t = As::Text)]
    form: As,
    /// Write into a file what is otherwise printed
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    password_file: PasswordFile,
    /// Write the certificates in order, leaf first and each once, as PEM
    #[arg(long, value_name = "FILE")]
    bundle: Option<PathBuf>,
    /// Put the roots into the bundle as well
    #[arg(long, requires = "bundle")]
    with_roots: bool,
    /// Show every value of the encoding with its place as well
    #[arg(long)]
    tree: bool,
}

/// All that is printed as JSON.
#[derive(Serialize)]
struct Shown<'a> {
    inputs: Vec<Inspected<'a>>,
    relations: &'a Relations,
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
        let mut passwords = self.password_file.read()?;
        // Whoever gives files for the passwords or the input is not there to be asked.
        let may_ask = !self.password_file.is_given() && !self.files.contains(&PathBuf::from("-"));
        let mut all = Vec::new();
        for source in files::read_each(&self.files)? {
            let file = source.label.unwrap_or_default();
            let data = Zeroizing::new(source.data.unwrap_or_default());
            let mut inspection = passwords.inspect(&data, true);
            while may_ask && is_locked(&inspection) && passwords.ask(&file) {
                inspection = passwords.inspect(&data, true);
            }
            all.push((file, inspection));
        }
        let inspections: Vec<&Inspection> = all.iter().map(|(_, inspection)| inspection).collect();
        let relations = relations(&inspections);
        if let Some(path) = &self.bundle {
            let bundle = written::bundle(&inspections, &relations, self.with_roots)?;
            written::to_file(&bundle, path)?;
        }
        let form = if self.json { As::Json } else { self.form };
        let written = match form.of_objects() {
            Some(form) => written::objects(&inspections, form)?,
            None if matches!(form, As::Json) => self.as_json(&all, &relations)?.into_bytes(),
            None => self.as_text(&all, &relations).into_bytes(),
        };
        written::write(&written, self.out.as_ref())?;
        Ok(u8::from(!all.iter().all(|(_, inspection)| is_read(inspection))))
    }

    fn as_json(&self, all: &Inputs, relations: &Relations) -> Result<String, String> {
        let inputs = all.iter().map(|(file, one)| self.shown(file, one)).collect();
        let text = serde_json::to_string_pretty(&Shown { inputs, relations });
        text.map(|text| text + "\n").map_err(|error| error.to_string())
    }

    fn as_text(&self, all: &Inputs, relations: &Relations) -> String {
        let each = all.iter().map(|(file, one)| text::text(file, one, self.tree));
        each.collect::<String>() + &together::text(all, relations)
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
    // An archive may hold anything else as well, and a key may be of a kind that nobody matches.
    let is_none = |problem: &Problem| !problem.fatal;
    let is_object = |object: &Object| match object.content {
        Content::Other => false,
        Content::Unopened | Content::PrivateKey { .. } => {
            object.problem.as_ref().is_none_or(is_none)
        }
        _ => object.problem.is_none(),
    };
    inspection.problems.iter().all(|problem| !problem.fatal)
        && inspection.objects.iter().all(is_object)
}
