//! One input on its way to objects: what is left of every limit, and what was found.

use std::borrow::Cow;

use anchorlight_pki::read::{Cursor, is_pem, pem_blocks};
use anchorlight_pki::{self as pki, ProblemKind};
use zeroize::{Zeroize, Zeroizing};

use super::kind::Kind;
use super::{Content, Inspection, Object, Options, Origin, signed_data, text};
use crate::ber;
use crate::container::{self, Member, Octets, Room, pkcs12};
use crate::private_key::{self, Told};
use crate::problem::{ContainerProblem, Problem};

/// As many objects as `anchorlight_pki::open` finds in one input.
const MOST_OBJECTS: usize = 100_000;

/// A ZIP in a ZIP with a PKCS #12 file with a PKCS #7 in it is four; what is deeper was made to be deep.
const MOST_CONTAINERS_DEEP: usize = 8;

pub(super) struct Opening<'a> {
    pub inspection: Inspection,
    options: Options<'a>,
    room: Room,
}

impl<'a> Opening<'a> {
    pub fn new(options: Options<'a>) -> Self {
        Self { inspection: Inspection::default(), options, room: Room::default() }
    }

    pub fn problem(&mut self, problem: Problem) {
        self.inspection.problems.push(problem);
    }

    /// Opens the input, or what a container holds under `from.entry`.
    pub fn open(&mut self, input: &[u8], from: &Origin, depth: usize) {
        let octets = container::open(input, self.options.passwords, &mut self.room);
        let text = text::of(input).filter(|_| octets.is_none() && !is_whole(input));
        let opened = octets.or_else(|| container::open_text(text.as_deref()?, &mut self.room));
        if let Some(opened) = opened {
            let origin = Origin { length: input.len(), ..from.clone() };
            let at = self.add(Object::container(opened.container, origin, opened.problem));
            self.members(opened.members, at, depth);
        } else {
            let plain = text.as_deref().filter(|text| text::is_plain(text));
            let plain = plain.map(text::with_line_ends);
            self.objects(input, plain.as_deref(), from, depth);
            wipe(plain);
        }
        wipe(text);
    }

    /// What is no container: PEM, base64, or ASN.1 as it is.
    fn objects(&mut self, input: &[u8], text: Option<&str>, from: &Origin, depth: usize) {
        let bytes = text.map_or(input, str::as_bytes);
        if is_pem(bytes) && !is_whole(bytes) {
            self.pem(bytes, from, depth);
        } else if text.is_none() {
            if bytes[0] == 0x30 || !self.is_in_archive(from) {
                self.values(bytes, from, None, depth);
            }
        } else if let Some(der) = text::base64(bytes).map(Zeroizing::new) {
            let block = Block { label: "base64", offset: 0, length: bytes.len() };
            self.values(&der, from, Some(&block), depth);
        } else {
            // Nothing of a text is shown: it can be a key in a form that nobody here knows.
            self.unrecognised(from);
        }
    }

    /// What a container holds, after it.
    fn members(&mut self, members: Vec<Member<'_>>, within: usize, depth: usize) {
        for member in members {
            if !self.has_room(0) {
                return;
            }
            let from = Origin {
                within: Some(within),
                entry: member.entry,
                offset: member.offset,
                ..Origin::default()
            };
            match member.octets {
                Octets::PrivateKey(label) => {
                    _ = self.add(Object::private(label, Told::default(), from));
                }
                Octets::Open(octets) if depth < MOST_CONTAINERS_DEEP => {
                    self.open(&octets, &from, depth + 1);
                    // A key can be among what was unpacked.
                    if let Cow::Owned(mut octets) = octets {
                        octets.zeroize();
                    }
                }
                Octets::Open(_) => {
                    let kind = ContainerProblem::TooDeep { limit: MOST_CONTAINERS_DEEP };
                    let problem = Problem::fatal(kind, from.offset);
                    _ = self.add(Object::unopened(problem, from));
                }
                Octets::Unopened(problem) => _ = self.add(Object::unopened(problem, from)),
            }
        }
    }

    /// Of an archive, most files may be something else: pictures and programs are not shown as ASN.1.
    fn is_in_archive(&self, from: &Origin) -> bool {
        let container = from.within.and_then(|outer| self.inspection.objects.get(outer));
        container.is_some_and(|object| matches!(object.content, Content::Container(_)))
    }

    /// Most texts of an archive may be something else as well.
    fn unrecognised(&mut self, from: &Origin) {
        if from.within.is_none() {
            self.problem(pki::Problem::fatal(ProblemKind::InputUnrecognised, 0).into());
        }
    }

    fn found(&self) -> usize {
        self.inspection.objects.len() + self.inspection.problems.len()
    }

    fn pem(&mut self, input: &[u8], from: &Origin, depth: usize) {
        let before = self.found();
        pem_blocks(input, |block| {
            match block {
                Err(problem) => self.problem(problem.into()),
                Ok(block) => {
                    let (offset, length) = (block.start, block.end - block.start);
                    let place = Block { label: &block.label, offset, length };
                    match block.body {
                        body if private_key::is_named(&block.label) => {
                            let origin = Origin { label: None, ..place.within(from) };
                            let text = &input[block.start..block.end];
                            // An offset in the block, as those of other objects are in theirs.
                            let body = body.map_err(|problem| {
                                let offset = problem.offset.saturating_sub(offset);
                                Problem::from(pki::Problem { offset, ..problem })
                            });
                            let (label, passwords) = (&block.label, self.options.passwords);
                            let room = &mut self.room;
                            let told = private_key::read_block(label, text, body, passwords, room);
                            self.add(Object::private(block.label, told, origin));
                        }
                        // A key can stand under any label.
                        Ok(der) => {
                            self.values(&Zeroizing::new(der), from, Some(&place), depth);
                        }
                        Err(problem) => self.problem(problem.into()),
                    }
                }
            }
            self.has_room(input.len())
        });
        // A line that only begins as the first of a block does.
        if self.found() == before {
            self.unrecognised(from);
        }
    }

    /// Values end to end; in a block, all of them have the place of the block.
    fn values(&mut self, der: &[u8], from: &Origin, block: Option<&Block<'_>>, depth: usize) {
        let mut at = 0;
        while at < der.len() {
            let rest = &der[at..];
            let converted = self.container_in_ber(rest);
            let (value, length) = match &converted {
                Some((der, length)) => (der.as_slice(), *length),
                None => {
                    // What does not end here, or does not begin as objects do, takes all that is left.
                    let first = Cursor::new(rest).any("input").ok();
                    let object = first.filter(|_| rest[0] == 0x30);
                    let length = object.map_or(rest.len(), |tlv| tlv.whole.len());
                    (&rest[..length], length)
                }
            };
            let origin = match block {
                Some(block) => block.within(from),
                None => Origin { offset: from.offset + at, length, ..from.clone() },
            };
            self.value(value, Origin { ber: converted.is_some(), ..origin }, depth);
            at += length;
            if !self.has_room(at) {
                return;
            }
        }
    }

    /// A PKCS #12 or PKCS #7 file that is in BER, in DER, and how long it was. Anything else is shown as it stands.
    fn container_in_ber(&mut self, input: &[u8]) -> Option<(Zeroizing<Vec<u8>>, usize)> {
        if !pkcs12::begins(input) && !Kind::may_be_signed_data(input) {
            return None;
        }
        let (der, length) = ber::to_der(input, &mut self.room)?;
        Some((Zeroizing::new(der), length))
    }

    fn value(&mut self, value: &[u8], origin: Origin, depth: usize) {
        if pkcs12::begins(value) {
            let origin = Origin { label: None, ..origin };
            let opened = pkcs12::open(value, self.options.passwords, &mut self.room);
            let at = self.add(Object::container(opened.container, origin, opened.problem));
            self.members(opened.members, at, depth);
        } else if let Some(kind) = private_key::kind(value) {
            let told = private_key::read(value, self.options.passwords, &mut self.room);
            let origin = Origin { label: None, ..origin };
            self.add(Object::private(kind.to_owned(), told, origin));
        } else {
            self.object(value, origin, depth);
        }
    }

    /// An object, and after it those that came in it.
    fn object(&mut self, der: &[u8], origin: Origin, depth: usize) {
        let object = Object::read(der, origin);
        let members = match &object.content {
            Content::SignedData(_) => signed_data::members(der),
            _ => Vec::new(),
        };
        let within = self.add(object);
        self.members(members, within, depth);
    }

    fn add(&mut self, object: Object) -> usize {
        self.inspection.objects.push(object);
        self.inspection.objects.len() - 1
    }

    /// Says so where there is none.
    fn has_room(&mut self, at: usize) -> bool {
        let room = self.found() < MOST_OBJECTS;
        if !room {
            let kind = ProblemKind::InputTooManyObjects { limit: MOST_OBJECTS };
            self.problem(pki::Problem::fatal(kind, at).into());
        }
        room
    }
}

/// What objects stood in, where that is a text.
struct Block<'a> {
    label: &'a str,
    offset: usize,
    length: usize,
}

impl Block<'_> {
    fn within(&self, from: &Origin) -> Origin {
        let (offset, length) = (self.offset, self.length);
        Origin { label: Some(self.label.to_owned()), offset, length, ..from.clone() }
    }
}

/// Certificates can hold text with PEM in it; what is ASN.1 from end to end is no text.
fn is_whole(input: &[u8]) -> bool {
    input.first() == Some(&0x30)
        && Cursor::new(input).any("input").is_ok_and(|tlv| tlv.whole == input)
}

/// A key can be in a text that was written anew.
fn wipe(text: Option<Cow<'_, str>>) {
    if let Some(Cow::Owned(mut text)) = text {
        text.zeroize();
    }
}
