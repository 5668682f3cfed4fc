//! tar (POSIX pax, ustar, GNU's and the old one). Names in it are text and nothing else.

use std::io::Cursor;

use tar::{Archive, Entry, EntryType, Header};

use super::{Format, Member, Opened};
use crate::problem::{ContainerProblem, Problem};

const BLOCK: usize = 512;

/// Told by the checksum of its first header; the old form has no mark.
pub(super) fn open(input: &[u8]) -> Option<Opened<'_>> {
    let mut first = Header::new_old();
    first.as_mut_bytes().copy_from_slice(input.get(..BLOCK)?);
    let declared = first.cksum().ok()?;
    first.set_cksum();
    if first.cksum().ok()? != declared {
        return None;
    }
    let mut opened = Opened::new(Format::Tar);
    let mut archive = Archive::new(Cursor::new(input));
    // Where the last entry began that could be read.
    let mut at = 0;
    let Ok(entries) = archive.entries_with_seek() else { return Some(opened) };
    for entry in entries {
        let Ok(entry) = entry else {
            opened.damaged(at);
            break;
        };
        at = usize::try_from(entry.raw_header_position()).unwrap_or(input.len());
        if matches!(entry.header().entry_type(), EntryType::Regular | EntryType::Continuous) {
            file(input, &entry, at, &mut opened);
        }
    }
    if !input.len().is_multiple_of(BLOCK) && opened.problem.is_none() {
        opened.damaged(input.len());
    }
    Some(opened)
}

fn file<'a>(input: &'a [u8], entry: &Entry<'_, Cursor<&[u8]>>, at: usize, opened: &mut Opened<'a>) {
    opened.container.entries += 1;
    let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    let start = usize::try_from(entry.raw_file_position()).unwrap_or(input.len());
    let rest = input.get(start..).unwrap_or_default();
    let length = usize::try_from(entry.size()).unwrap_or(usize::MAX);
    if rest.len() < length {
        let problem = Problem::fatal(ContainerProblem::Damaged, at);
        opened.push(Member::unopened(name.clone(), problem));
    }
    let there = &rest[..rest.len().min(length)];
    if !there.is_empty() {
        opened.push(Member::file(name, there));
    }
}
