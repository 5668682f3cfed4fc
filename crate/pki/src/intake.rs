//! From a file to the objects in it.

use der::Tag;

use crate::pem;
use crate::problem::{Problem, ProblemKind};
use crate::tlv::Cursor;

/// An object found in an input, not yet read.
#[derive(Clone, Debug)]
pub struct Item {
    pub kind: ItemKind,
    pub der: Vec<u8>,
    /// Offset in the input: of the BEGIN line, or of the first byte of the DER value.
    pub offset: usize,
    /// Length in the input.
    pub length: usize,
}

/// What an [`Item`] is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ItemKind {
    Certificate,
}

/// Everything found in one input.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    pub items: Vec<Item>,
    pub problems: Vec<Problem>,
}

/// The largest store in our vocabulary holds 1,000 certificates (API Gateway);
/// ten times 10,000 is room for concatenated stores and still bounds the work.
const MOST_OBJECTS: usize = 100_000;

/// Finds the objects in an input, told apart by content: PEM blocks with
/// anything around them, or one or more DER values end to end.
#[must_use]
pub fn open(bytes: &[u8]) -> Opened {
    let mut opened = Opened::default();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        opened.problems.push(Problem::fatal(ProblemKind::InputEmpty, 0));
    } else if bytes[0] == 0x30 && Cursor::new(bytes).expect(Tag::Sequence, "input").is_ok() {
        der_values(bytes, &mut opened);
    } else if pem::is_pem(bytes) {
        pem_blocks(bytes, &mut opened);
    } else if bytes[0] == 0x30 {
        der_values(bytes, &mut opened);
    } else {
        opened.problems.push(Problem::fatal(ProblemKind::InputUnrecognised, 0));
    }
    opened
}

fn pem_blocks(bytes: &[u8], opened: &mut Opened) {
    pem::blocks(bytes, |block| {
        match block {
            Err(problem) => opened.problems.push(problem),
            Ok(block) => {
                // TRUSTED CERTIFICATE is OpenSSL's and carries more than a certificate.
                match block.label.as_str() {
                    "CERTIFICATE" | "X509 CERTIFICATE" => match block.body {
                        Ok(der) => opened.items.push(Item {
                            kind: ItemKind::Certificate,
                            der,
                            offset: block.start,
                            length: block.end - block.start,
                        }),
                        Err(problem) => opened.problems.push(problem),
                    },
                    label => {
                        let label = label.to_owned();
                        let kind = if label.contains("PRIVATE KEY") {
                            ProblemKind::InputPrivateKey { label }
                        } else {
                            ProblemKind::PemLabelIgnored { label }
                        };
                        opened.problems.push(Problem::note(kind, block.start));
                    }
                }
            }
        }
        room(opened, bytes.len())
    });
}

fn der_values(bytes: &[u8], opened: &mut Opened) {
    let mut values = Cursor::new(bytes);
    while !values.is_done() {
        let start = values.at();
        match values.expect(Tag::Sequence, "input") {
            Ok(value) => opened.items.push(Item {
                kind: ItemKind::Certificate,
                der: value.whole.to_vec(),
                offset: start,
                length: value.whole.len(),
            }),
            Err(problem) => {
                let kind = if start == 0 {
                    problem.kind
                } else {
                    ProblemKind::DerTrailing { field: "input".into(), length: bytes.len() - start }
                };
                opened.problems.push(Problem::fatal(kind, problem.offset));
                return;
            }
        }
        if !room(opened, values.at()) {
            return;
        }
    }
}

fn room(opened: &mut Opened, at: usize) -> bool {
    let room = opened.items.len() + opened.problems.len() < MOST_OBJECTS;
    if !room {
        opened
            .problems
            .push(Problem::fatal(ProblemKind::InputTooManyObjects { limit: MOST_OBJECTS }, at));
    }
    room
}
