//! What stands in a document after the fault that its reader stopped at: blocks of PEM, and base64 of objects.

use std::borrow::Cow;

use super::held;
use crate::container::{Member, Octets, Room};

pub(super) const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// Each with its place in the document, in which `rest` begins at `from`.
pub(super) fn members<'a>(rest: &'a str, from: usize, room: &mut Room) -> Vec<Member<'a>> {
    let mut members = Vec::new();
    let mut at = 0;
    while at < rest.len() {
        let begin = rest[at..].find(BEGIN).map_or(rest.len(), |step| at + step);
        for (start, run) in runs(&rest[at..begin]) {
            // A run that is too large to be opened is what stands there as well.
            if let Ok(Some(octets)) = held::of(Cow::Borrowed(run), room) {
                members.push(Member { entry: None, offset: from + at + start, octets });
            }
        }
        at = end_of_block(rest, begin);
        if begin < at {
            let octets = Octets::Open(rest.as_bytes()[begin..at].into());
            members.push(Member { entry: None, offset: from + begin, octets });
        }
    }
    members
}

/// After its END line; of a block without one, where the next block begins.
fn end_of_block(text: &str, begin: usize) -> usize {
    let after = |from: usize, mark: &str| text.get(from..)?.find(mark).map(|step| from + step);
    let next = after(begin + BEGIN.len(), BEGIN).unwrap_or(text.len());
    let end = after(begin, END).filter(|end| *end < next);
    let dashes = end.and_then(|end| after(end + END.len(), DASHES));
    dashes.map_or(next, |dashes| dashes + DASHES.len())
}

/// Characters of base64 without any other between them, and where they begin.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_other =
        |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_'));
    let mut at = 0;
    text.split(is_other).filter_map(move |run| {
        let start = at;
        // What split it is one character, of one octet where it is ASCII.
        at += run.len() + text[at + run.len()..].chars().next().map_or(0, char::len_utf8);
        (!run.is_empty()).then_some((start, run))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_blocks_have_their_places() {
        assert_eq!(runs("ab,\u{e4}c\"d=").collect::<Vec<_>>(), [(0, "ab"), (5, "c"), (7, "d=")]);
        let text = "x -----BEGIN A-----\nAQID\n-----END A----- -----BEGIN B-----\nAQ";
        let found = members(text, 10, &mut Room::default());
        let places: Vec<_> = found.iter().map(|member| member.offset - 10).collect();
        assert_eq!(places, [2, text.rfind(BEGIN).unwrap()]);
    }
}
