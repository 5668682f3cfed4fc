//! gzip (RFC 1952): one file, or several whose contents are one (§2.2).

use flate2::bufread::MultiGzDecoder;

use super::{Format, Member, Octets, Opened, Room, unpack};
use crate::problem::Problem;

/// §2.3.1: two octets that identify it, and the only compression method that there is.
const START: &[u8] = &[0x1f, 0x8b, 8];

pub(super) fn open<'a>(input: &'a [u8], room: &mut Room) -> Option<Opened<'a>> {
    if !input.starts_with(START) {
        return None;
    }
    let mut opened = Opened::new(Format::Gzip);
    let mut decoder = MultiGzDecoder::new(input);
    let (octets, problem) = unpack::all(&mut decoder, room);
    let name = decoder.header().and_then(|header| header.filename());
    let entry = name.map(|name| String::from_utf8_lossy(name).into_owned());
    let rest = decoder.into_inner().len();
    opened.problem = problem.map(|problem| Problem::fatal(problem, input.len() - rest));
    opened.container.entries = 1;
    if !octets.is_empty() {
        opened.push(Member { entry, offset: 0, octets: Octets::Open(octets.into()) });
    }
    Some(opened)
}
