//! ZIP (PKWARE's APPNOTE.TXT), read by its central directory. Names in it are text and nothing else.

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive, ZipVerification,
};

use super::{Format, Member, Opened, Room, unpack};
use crate::problem::{ContainerProblem, Problem};

mod local;

/// §4.3.7 and §4.3.16: the first entry, or the end of an archive without any.
const STARTS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

pub(super) fn open<'a>(input: &'a [u8], room: &mut Room) -> Option<Opened<'a>> {
    if !STARTS.iter().any(|start| input.starts_with(start)) {
        return None;
    }
    let mut opened = Opened::new(Format::Zip);
    let Ok(archive) = ZipArchive::from_slice(input) else {
        // The directory is at the end, so what is cut off has none.
        opened.damaged(input.len());
        local::entries(input, room, &mut opened);
        return Some(opened);
    };
    let mut entries = archive.entries();
    loop {
        match entries.next_entry() {
            Ok(None) => break,
            Ok(Some(record)) if record.is_dir() => {}
            Ok(Some(record)) => entry(input, &archive, &record, room, &mut opened),
            Err(_) => {
                opened.damaged(usize::try_from(archive.directory_offset()).unwrap_or(input.len()));
                break;
            }
        }
    }
    Some(opened)
}

fn entry<'a>(
    input: &'a [u8],
    archive: &ZipSliceArchive<&'a [u8]>,
    record: &ZipFileHeaderRecord<'_>,
    room: &mut Room,
    opened: &mut Opened<'a>,
) {
    opened.container.entries += 1;
    let path = record.file_path();
    let name = String::from_utf8_lossy(path.as_bytes()).into_owned();
    let (octets, problem) = match octets(input, archive, record, room) {
        Ok((octets, problem)) => (Some(octets), problem),
        Err(problem) => (None, Some(problem)),
    };
    if let Some(problem) = problem {
        let offset = usize::try_from(record.local_header_offset()).unwrap_or(input.len());
        let problem = Problem::fatal(problem, offset);
        opened.push(Member::unopened(name.clone(), problem));
    }
    if let Some(octets) = octets {
        opened.push(Member::file(name, octets));
    }
}

/// What an entry holds; where that is not all, or not what the directory says, with the reason.
fn octets<'a>(
    input: &'a [u8],
    archive: &ZipSliceArchive<&'a [u8]>,
    record: &ZipFileHeaderRecord<'_>,
    room: &mut Room,
) -> Result<(Cow<'a, [u8]>, Option<ContainerProblem>), ContainerProblem> {
    if record.flags().is_encrypted() {
        return Err(ContainerProblem::Encrypted);
    }
    let declared = record.uncompressed_size_hint();
    room.has(usize::try_from(declared).unwrap_or(usize::MAX))?;
    let damaged = ContainerProblem::Damaged;
    let entry = archive.get_entry(record.wayfinder()).map_err(|_| damaged.clone())?;
    let (start, end) = entry.compressed_data_range();
    let place = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    let packed = place.and_then(|(start, end)| input.get(start..end)).ok_or(damaged)?;
    let (octets, problem) = match record.compression_method() {
        // Entries may share octets, so those that are not packed are counted as well.
        CompressionMethod::STORE => {
            room.take(packed.len())?;
            (Cow::Borrowed(packed), None)
        }
        CompressionMethod::DEFLATE => {
            let most = DeflateDecoder::new(packed).take(declared.saturating_add(1));
            let (octets, problem) = unpack::all(most, room);
            (Cow::Owned(octets), problem)
        }
        other => {
            let method = format!("ZIP method {}", other.as_u16());
            return Err(ContainerProblem::MethodUnsupported { method });
        }
    };
    let crc = rawzip::crc32(&octets);
    let found = ZipVerification { crc, uncompressed_size: octets.len() as u64 };
    let differs = entry.claim_verifier().valid(found).is_err();
    Ok((octets, problem.or(differs.then_some(ContainerProblem::Damaged))))
}
