//! A document on disk: read, held against its faults, and written in one step.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anchorlight::{
    Document, DocumentFault, DocumentProblem, Engine, Gathered, PureRust, RequestError, Source,
    StoreRequest, Time,
};

use crate::refused::listed;
use crate::{files, now, public_web_roots};

/// A document with the file it was read from.
pub(crate) struct Stored {
    pub(crate) document: Document,
    pub(crate) bytes: Vec<u8>,
    label: String,
    signed: bool,
}

/// The files that a document may include.
#[derive(clap::Args)]
pub(crate) struct Included {
    /// A document that the store includes; repeatable
    #[arg(long, value_name = "FILE")]
    include: Vec<PathBuf>,
}

/// When a version is issued, and until when it counts.
#[derive(clap::Args)]
pub(crate) struct Dates {
    /// From when this version no longer counts [default: as long after being issued as the one before]
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    expires: Option<i64>,
    /// When this version is issued [default: now]
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    time: Option<i64>,
}

/// Where the next version goes.
#[derive(clap::Args)]
pub(crate) struct Target {
    /// Where to write the next version [default: over STORE, unless that is signed]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write it over a signed document too: it is not signed itself
    #[arg(long)]
    replace: bool,
}

impl Dates {
    pub(crate) fn issued(&self) -> Result<i64, String> {
        self.time.map_or_else(now, Ok)
    }

    pub(crate) fn expires(&self) -> Option<Time> {
        self.expires.map(Time)
    }

    pub(crate) fn term(&self) -> Result<anchorlight::Term, String> {
        Ok(anchorlight::Term { issued: Time(self.issued()?), expires: self.expires() })
    }
}

impl Stored {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let source = files::read(path)?;
        let bytes = source.data.unwrap_or_default();
        let label = source.label.unwrap_or_default();
        let parsed = anchorlight::parse_document(&bytes);
        let parsed = parsed.map_err(|problems| refused(&label, &problems))?;
        Ok(Self { signed: parsed.signed.is_some(), document: parsed.document, bytes, label })
    }

    /// The file again, for the engine.
    pub(crate) fn source(&self) -> Source {
        Source::data(Some(self.label.clone()), self.bytes.clone())
    }
}

impl Included {
    /// What asks the engine for a store.
    pub(crate) fn request(&self, document: Source) -> Result<StoreRequest, String> {
        let included = files::read_all(&self.include)?;
        let public_web_roots = Some(public_web_roots());
        Ok(StoreRequest { document, included, public_web_roots, now: None })
    }
}

/// The document as it is written: the keys in the order of the schema, so that versions can be compared line by line.
pub(crate) fn text(document: &Document) -> Result<String, String> {
    let text = serde_json::to_string_pretty(document).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}

/// Writes the next version, unless it could not be read afterwards.
pub(crate) fn write_next(
    store: &Path,
    to: &Target,
    before: &Stored,
    next: &Document,
) -> Result<(), String> {
    let path = to.out.as_deref().unwrap_or(store);
    if path == Path::new("-") {
        return Err("there is no file to write the new version to: name one with --out".into());
    }
    if !to.replace && is_signed(path) {
        return Err(format!(
            "{:?} is signed, and the next version is not yet: name another file with --out, or use --replace",
            path.display()
        ));
    }
    let text = text(next)?;
    let known = problems(before.source());
    let is_new = |problem: &DocumentProblem| {
        let same = known.iter().any(|known| known.fault == problem.fault);
        // What a document includes is looked at where it is at hand.
        !same && !matches!(problem.fault, DocumentFault::IncludeMissing { .. })
    };
    let written = Source::data(None, text.clone().into_bytes());
    let found: Vec<DocumentProblem> = problems(written).into_iter().filter(is_new).collect();
    if !found.is_empty() {
        let said = refused("the new version", &found);
        return Err(format!("{said}\n{} is left as it was", before.label.escape_debug()));
    }
    if to.out.is_some() {
        write(path, text.as_bytes())?;
    } else if !write_unless_changed(path, Some(&before.bytes), text.as_bytes())? {
        return Err(format!(
            "{:?} was changed meanwhile and is left as it is now: do it again",
            path.display()
        ));
    }
    if before.signed {
        eprintln!("the new version is not signed yet: `anchorlight store sign` signs it");
    }
    Ok(())
}

/// Whether a file is a document with signatures, as many as it asks for or fewer.
fn is_signed(path: &Path) -> bool {
    let file = fs::read(path).unwrap_or_default();
    Gathered::open(&file, &PureRust::default()).is_ok_and(|gathered| !gathered.is_bare())
}

/// Whatever keeps a document from being used.
pub(crate) fn problems(document: Source) -> Vec<DocumentProblem> {
    let request = Included { include: Vec::new() }.request(document);
    match request.map(|request| Engine::default().open_store(request)) {
        Ok(Err(RequestError::Store { problems })) => problems,
        _ => Vec::new(),
    }
}

/// Why a document cannot be used, in sentences.
pub(crate) fn refused(label: &str, problems: &[DocumentProblem]) -> String {
    format!(
        "{}: the trust store document cannot be used\n{}",
        label.escape_debug(),
        listed(problems).trim_end()
    )
}

/// Writes a file so that whoever reads it finds the old bytes or the new ones, whatever happens in between.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    put(path, bytes, |_| true).map(drop)
}

/// The same while the file still holds what was read of it, or still is not there; false where it does not.
pub(crate) fn write_unless_changed(
    path: &Path,
    before: Option<&[u8]>,
    bytes: &[u8],
) -> Result<bool, String> {
    put(path, bytes, |target| match fs::read(target) {
        Ok(now) => before == Some(&now),
        Err(error) => before.is_none() && error.kind() == ErrorKind::NotFound,
    })
}

fn put(path: &Path, bytes: &[u8], may: impl FnOnce(&Path) -> bool) -> Result<bool, String> {
    let fail = |error: std::io::Error| format!("cannot write {:?}: {error}", path.display());
    // A link stays a link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let aside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create_new(&aside).and_then(|mut file| {
        if let Ok(old) = fs::metadata(&target) {
            file.set_permissions(old.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    });
    // Between the last look and the new name nobody else writes. Not every system can open a folder, and not
    // every file system lock it; there the last look has to do.
    let folder = File::open(folder);
    let _ = folder.as_ref().map(File::lock);
    let put = written.and_then(|()| {
        let may = may(&target);
        if may { fs::rename(&aside, &target).map(|()| true) } else { Ok(false) }
    });
    if !matches!(put, Ok(true)) {
        let _ = fs::remove_file(&aside);
    }
    // The new name lasts once its folder is on disk.
    if let Ok(folder) = folder {
        let _ = folder.sync_all();
    }
    put.map_err(fail)
}
