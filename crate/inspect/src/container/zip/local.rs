//! A ZIP whose directory is lost: its entries by the headers that stand before each of them (APPNOTE 4.3.7).

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::DeflateDecoder;

use super::super::{Member, Opened, Room, unpack};
use crate::problem::{ContainerProblem, Problem};

const HEADER: &[u8] = b"PK\x03\x04";
const LENGTH: usize = 30;

/// Where the sizes stand after the data (§4.4.4, bit 3), and these four octets before them (§4.3.9).
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// What could be read of an entry, how many octets that took, and why it is not all.
type Found<'a> = (Cow<'a, [u8]>, usize, Option<ContainerProblem>);

pub(super) fn entries<'a>(input: &'a [u8], room: &mut Room, opened: &mut Opened<'a>) {
    let mut at = 0;
    while let Some(step) = find(&input[at..], HEADER) {
        at += step;
        let Some(header) = Header::read(&input[at..]) else { return };
        let name = input.get(at + LENGTH..).and_then(|rest| rest.get(..header.name));
        let (Some(name), Some(data)) =
            (name, input.get(at + LENGTH + header.name + header.extra..))
        else {
            return;
        };
        let from = at;
        at = input.len() - data.len();
        if name.ends_with(b"/") {
            continue;
        }
        opened.container.entries += 1;
        let name = String::from_utf8_lossy(name).into_owned();
        let problem = match header.octets(data, room) {
            Ok((octets, length, problem)) => {
                at += length;
                if let Some(problem) = problem {
                    let problem = Problem::fatal(problem, from);
                    opened.push(Member::unopened(name.clone(), problem));
                }
                opened.push(Member::file(name, octets));
                continue;
            }
            Err(problem) => problem,
        };
        opened.push(Member::unopened(name, Problem::fatal(problem, from)));
    }
}

fn find(octets: &[u8], mark: &[u8]) -> Option<usize> {
    octets.windows(mark.len()).position(|window| window == mark)
}

struct Header {
    flags: u16,
    method: u16,
    crc: u32,
    packed: usize,
    size: u32,
    name: usize,
    extra: usize,
}

impl Header {
    fn read(octets: &[u8]) -> Option<Self> {
        let octets: &[u8; LENGTH] = octets.first_chunk()?;
        let short = |at: usize| u16::from_le_bytes([octets[at], octets[at + 1]]);
        let long = |at: usize| u32::from(short(at)) | u32::from(short(at + 2)) << 16;
        Some(Self {
            flags: short(6),
            method: short(8),
            crc: long(14),
            packed: long(18) as usize,
            size: long(22),
            name: short(26).into(),
            extra: short(28).into(),
        })
    }

    fn octets<'a>(&self, data: &'a [u8], room: &mut Room) -> Result<Found<'a>, ContainerProblem> {
        if self.flags & 1 != 0 {
            return Err(ContainerProblem::Encrypted);
        }
        // A size that does not fit has all bits set, and stands elsewhere.
        let is_told = self.flags & 8 == 0 && self.size != u32::MAX;
        let packed = match is_told {
            true => &data[..self.packed.min(data.len())],
            false => data,
        };
        let (octets, length, problem) = match self.method {
            0 => {
                let end = || find(data, DESCRIPTOR).or_else(|| find(data, HEADER));
                let length = if is_told { packed.len() } else { end().unwrap_or(data.len()) };
                room.take(length)?;
                (Cow::Borrowed(&data[..length]), length, None)
            }
            8 => {
                let most = if is_told { u64::from(self.size) + 1 } else { u64::MAX };
                let mut decoder = DeflateDecoder::new(packed);
                let (octets, problem) = unpack::all((&mut decoder).take(most), room);
                let read = usize::try_from(decoder.total_in()).unwrap_or(packed.len());
                let length = if is_told { packed.len() } else { read.min(packed.len()) };
                (Cow::Owned(octets), length, problem)
            }
            other => {
                let method = format!("ZIP method {other}");
                return Err(ContainerProblem::MethodUnsupported { method });
            }
        };
        let is_whole =
            !is_told || (rawzip::crc32(&octets) == self.crc && octets.len() == self.size as usize);
        Ok((octets, length, problem.or((!is_whole).then_some(ContainerProblem::Damaged))))
    }
}
