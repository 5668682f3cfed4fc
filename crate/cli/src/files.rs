//! Files and folders as the engine's sources.

use std::io::Read;
use std::path::{Path, PathBuf};

use anchorlight::Source;

/// One file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Source, String> {
    let data = if path == Path::new("-") {
        let mut data = Vec::new();
        std::io::stdin().read_to_end(&mut data).map(|_| data)
    } else {
        std::fs::read(path)
    };
    let label = path.display().to_string();
    match data {
        Ok(data) => Ok(Source::data(Some(label), data)),
        Err(error) => Err(format!("cannot read {label:?}: {error}")),
    }
}

/// Each file; none is a folder.
pub(crate) fn read_each<'a>(
    paths: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<Vec<Source>, String> {
    paths.into_iter().map(|path| read(path)).collect()
}

/// Files, and every file of folders.
pub(crate) fn read_all(paths: &[PathBuf]) -> Result<Vec<Source>, String> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(read_file_or_folder(path)?);
    }
    Ok(files)
}

/// A file, or every file of a folder in the order of their names.
fn read_file_or_folder(path: &Path) -> Result<Vec<Source>, String> {
    if !path.is_dir() {
        return Ok(vec![read(path)?]);
    }
    let fail = |error: std::io::Error| format!("cannot read folder {:?}: {error}", path.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(fail)? {
        let file = entry.map_err(fail)?.path();
        if file.is_file() {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(format!("the folder {:?} holds no file", path.display()));
    }
    files.sort();
    read_each(&files)
}
