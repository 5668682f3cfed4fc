//! The certificates of files, seen from a document: each with the way to it.

use std::path::PathBuf;

use anchorlight::{Engine, Found, PreviewRequest, Source};
use serde::Serialize;
use serde_json::json;

use crate::files;
use crate::opened::{Held, Passwords, Told};

/// What was found in files.
#[derive(Serialize)]
pub(super) struct Preview {
    /// Each once, in the order of the files.
    pub(super) certificates: Vec<Placed>,
    /// What could not be read, and what was passed over.
    pub(super) problems: Vec<FileProblem>,
}

/// A certificate, and where it was.
#[derive(Serialize)]
pub(super) struct Placed {
    /// Its file, the containers that it came in, and its name there.
    pub(super) way: String,
    #[serde(flatten)]
    pub(super) found: Found,
}

#[derive(Serialize)]
pub(super) struct FileProblem {
    /// The file, counted from zero.
    file: usize,
    #[serde(flatten)]
    pub(super) told: Told,
}

impl Preview {
    pub(super) fn read(
        paths: &[PathBuf],
        passwords: &Passwords,
        document: Source,
        time: i64,
    ) -> Result<Self, String> {
        let (mut held, mut problems) = (Vec::new(), Vec::new());
        for (file, source) in files::read_each(paths)?.into_iter().enumerate() {
            let opened = passwords.open(source);
            held.extend(opened.certificates.into_iter().map(|held| (file, held)));
            problems.extend(opened.told.into_iter().map(|told| FileProblem { file, told }));
        }
        let source = |(_, held): &(usize, Held)| Source::data(None, held.der.clone());
        let files = held.iter().map(source).collect();
        let asked = PreviewRequest { document: Some(document), files, time };
        let seen = Engine::default().preview(asked).map_err(|error| error.to_string())?;
        for problem in seen.problems {
            if let Some((file, held)) = held.get(problem.file) {
                let told = Told { way: held.way.clone(), problem: json!(problem.problem) };
                problems.push(FileProblem { file: *file, told });
            }
        }
        let placed = |mut found: Found| {
            let (file, held) = held.get(found.file)?;
            (found.file, found.start) = (*file, held.start);
            Some(Placed { way: held.way.clone(), found })
        };
        let certificates = seen.certificates.into_iter().filter_map(placed).collect();
        Ok(Self { certificates, problems })
    }
}
