//! What files hold that the engine does not open itself: containers, in one another as well. The inspector opens
//! them; the engine gets what is in them.

use std::path::PathBuf;

use anchorlight::{Engine, Source, safe_text};
use anchorlight_inspect::{
    ContainerProblem, Content, Inspection, Object, Options, Problem, Reason, inspect,
};
use serde::Serialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::files;
use crate::inspect::{names, ways};
use crate::{prompt, say};

#[derive(clap::Args)]
pub(crate) struct PasswordFile {
    /// Passwords to try on what is encrypted, one a line
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// Passwords, wiped when they are no longer needed.
pub(crate) struct Passwords(Vec<Zeroizing<String>>);

/// What a file holds.
#[derive(Default)]
pub(crate) struct Opened {
    pub(crate) certificates: Vec<Held>,
    /// Revocation lists and OCSP responses.
    pub(crate) sources: Vec<Held>,
    /// What was passed over, and why.
    pub(crate) told: Vec<Told>,
    /// Whether it holds something that holds others.
    has_container: bool,
}

/// An object, and where it was.
pub(crate) struct Held {
    /// Its file, the containers that it came in, and its name there.
    pub(crate) way: String,
    /// Where it begins in what it was read from.
    pub(crate) start: usize,
    pub(crate) der: Vec<u8>,
}

/// What was passed over.
#[derive(Serialize)]
pub(crate) struct Told {
    pub(crate) way: String,
    pub(crate) problem: Value,
}

impl PasswordFile {
    pub(crate) fn is_given(&self) -> bool {
        self.password_file.is_some()
    }

    /// The lines of the file: a password may begin or end with a space, and none is empty.
    pub(crate) fn read(&self) -> Result<Passwords, String> {
        let Some(path) = &self.password_file else { return Ok(Passwords(Vec::new())) };
        let data = Zeroizing::new(files::read(path)?.data.unwrap_or_default());
        let text = std::str::from_utf8(&data).map_err(|_| "the passwords are not UTF-8")?;
        // Windows puts a mark before UTF-8.
        let lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.is_empty());
        Ok(Passwords(lines.map(|line| Zeroizing::new(line.to_owned())).collect()))
    }
}

impl Passwords {
    /// One more password for a file, from whoever sits at the terminal.
    pub(crate) fn ask(&mut self, file: &str) -> bool {
        let asked = prompt::password(file);
        let is_there = asked.is_some();
        self.0.extend(asked);
        is_there
    }

    pub(crate) fn inspect(&self, data: &[u8], weak_keys: bool) -> Inspection {
        let passwords: Vec<&str> = self.0.iter().map(|password| password.as_str()).collect();
        inspect(data, Options { passwords: &passwords, weak_keys })
    }

    /// What a file holds. Private keys are named.
    pub(crate) fn open(&self, file: Source) -> Opened {
        let data = Zeroizing::new(file.data.unwrap_or_default());
        let inspection = self.inspect(&data, false);
        let file = safe_text(&file.label.unwrap_or_default());
        let mut opened = Opened::default();
        for problem in &inspection.problems {
            opened.told.push(Told { way: file.clone(), problem: json!(problem) });
        }
        let ways = ways(&inspection).into_iter().zip(names(&inspection));
        for (object, (way, name)) in inspection.objects.iter().zip(ways) {
            let held = || Held {
                way: format!("{file}{way}"),
                start: object.origin.offset,
                der: object.der().to_vec(),
            };
            match &object.content {
                Content::Certificate(_) => opened.certificates.push(held()),
                Content::RevocationList(_) | Content::OcspResponse(_) => {
                    opened.sources.push(held());
                }
                Content::SignedData(_) | Content::Container(_) => opened.has_container = true,
                _ => {}
            }
            let way = format!("{file}{name}");
            let problems = problems(object).into_iter();
            opened.told.extend(problems.map(|problem| Told { way: way.clone(), problem }));
        }
        opened
    }

    /// Files for the engine. What it reads itself stays as it is and is opened there; of a container it gets what is
    /// in it, each object as a file of its own that is called by the way to it.
    pub(crate) fn sources(&self, engine: &mut Engine, files: Vec<Source>) -> Vec<Source> {
        files.into_iter().flat_map(|source| self.source(engine, source)).collect()
    }

    fn source(&self, engine: &mut Engine, mut source: Source) -> Vec<Source> {
        let data = source.data.take().unwrap_or_default();
        let label = source.label.clone();
        // Lists are large, and not worth a copy in case that they are something else.
        source.data = (!is_certificate_or_list(&data)).then(|| data.clone());
        let read = engine.open(data);
        if read.certificates + read.revocation_sources == 0 && source.data.is_some() {
            let opened = self.open(source);
            for told in opened.told.iter().filter(|_| opened.has_container) {
                eprint!("{}", told.text());
            }
            let held = opened.certificates.into_iter().chain(opened.sources);
            let held: Vec<Source> =
                held.map(|held| Source::data(Some(held.way), held.der)).collect();
            // Of one that stays shut there is nothing for the engine to say.
            if opened.has_container && !(held.is_empty() && opened.told.is_empty()) {
                return held;
            }
        }
        vec![Source::opened(label, read.digest)]
    }
}

/// Both are a SEQUENCE that begins with another one (RFC 5280 §4.1, §5.1), as no container in DER does.
fn is_certificate_or_list(data: &[u8]) -> bool {
    const SEQUENCE: u8 = 0x30;
    let contents = match data {
        [SEQUENCE, length, ..] if *length >= 0x80 => 2 + usize::from(length & 0x7f),
        [SEQUENCE, ..] => 2,
        _ => return false,
    };
    data.get(contents) == Some(&SEQUENCE)
}

impl Told {
    pub(crate) fn text(&self) -> String {
        let kind = self.problem.get("kind").unwrap_or(&Value::Null);
        say::told("note", kind, &[format!("in {}", self.way)])
    }
}

/// What an archive holds beside certificates, and what is not shown, is nothing to whoever takes certificates out.
fn is_of_interest(problem: &Problem) -> bool {
    use ContainerProblem::{EntryUnrecognised, TreeWithheld};
    !matches!(problem.kind, Reason::Container(EntryUnrecognised { .. } | TreeWithheld))
}

/// Whether something is encrypted that none of the passwords opens.
pub(crate) fn is_locked(inspection: &Inspection) -> bool {
    let all = inspection.objects.iter().flat_map(|object| {
        let within = match &object.content {
            Content::Container(container) => container.problems.as_slice(),
            _ => &[],
        };
        within.iter().chain(&object.problem)
    });
    let id = |problem| json!(problem)["kind"]["id"].as_str().unwrap_or_default().to_owned();
    all.map(id).any(|id| ["container.password_needed", "container.password_wrong"].contains(&&*id))
}

/// Why of an object not all is taken.
fn problems(object: &Object) -> Vec<Value> {
    let passed_over =
        |kind: Value| vec![json!({ "kind": kind, "offset": object.origin.offset, "fatal": false })];
    match (&object.content, &object.problem) {
        // Whether it could be read is no matter: nobody is to have it.
        (Content::PrivateKey { label, .. }, _) => {
            passed_over(json!({ "id": "input.private_key", "label": label }))
        }
        (Content::Container(container), problem) => {
            let all = container.problems.iter().chain(problem);
            all.filter(|problem| is_of_interest(problem)).map(|problem| json!(problem)).collect()
        }
        (Content::Unopened, Some(problem)) if !is_of_interest(problem) => Vec::new(),
        (_, Some(problem)) => vec![json!(problem)],
        (Content::Other, None) => passed_over(json!({ "id": "input.unrecognised" })),
        _ => Vec::new(),
    }
}
