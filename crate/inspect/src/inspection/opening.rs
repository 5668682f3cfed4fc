//! One input on its way to objects: what is left of every limit, and what was found.

use std::borrow::Cow;

use anchorlight_pki::read::{Broken, Cursor, is_pem, pem_blocks};
use anchorlight_pki::{self as pki, ProblemKind};
use zeroize::{Zeroize, Zeroizing};

use super::kind::Kind;
use super::{Content, Inspection, Object, Options, Origin, private, signed_data, text};
use crate::ber;
use crate::container::{self, Container, Format, Member, Octets, Room, held, pkcs12};
use crate::private_key;
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
            wipe_text(plain);
        }
        wipe_text(text);
    }

    /// What is no container: PEM, base64, or ASN.1 as it is.
    fn objects(&mut self, input: &[u8], text: Option<&str>, from: &Origin, depth: usize) {
        let bytes = text.map_or(input, str::as_bytes);
        let narrow = if is_whole(bytes) { None } else { text::narrow(bytes) };
        let bytes = narrow.as_ref().map_or(bytes, |narrow| narrow.as_slice());
        if is_pem(bytes) && !is_whole(bytes) {
            self.pem(bytes, from, depth);
        } else if text.is_none() && !text::is_mostly(bytes) {
            let is_key = private_key::kind(bytes).is_some();
            if bytes[0] == 0x30 || is_key || !self.is_in_archive(from) {
                self.values(bytes, from, None, depth);
            } else {
                self.unrecognised(from, input.len());
            }
        } else if let Some(der) = text::base64(bytes).map(Zeroizing::new) {
            let block = Block { label: "base64", offset: 0, length: bytes.len() };
            self.values(&der, from, Some(&block), depth);
        } else if let Some(broken) = text::base64_before(bytes) {
            let block = Block { label: "base64", offset: 0, length: bytes.len() };
            self.broken(broken, from, &block, depth);
        } else if let Some(octets) = text.and_then(|text| held::packed(text, &mut self.room)) {
            let octets = Zeroizing::new(octets);
            let from = Origin { label: Some("base64".to_owned()), ..from.clone() };
            if depth < MOST_CONTAINERS_DEEP {
                self.open(&octets, &from, depth + 1);
            } else {
                self.too_deep(from);
            }
        } else {
            // Nothing of a text is shown: it can be a key in a form that nobody here knows.
            self.unrecognised(from, input.len());
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
                Octets::PrivateKey(label, told) => {
                    _ = self.add(Object::private(label, told, from));
                }
                Octets::Open(octets) if depth < MOST_CONTAINERS_DEEP => {
                    self.open(&octets, &from, depth + 1);
                    // A key can be among what was unpacked.
                    if let Cow::Owned(mut octets) = octets {
                        octets.zeroize();
                    }
                }
                Octets::Open(_) => self.too_deep(from),
                Octets::Unopened(problem) => _ = self.add(Object::unopened(problem, from)),
            }
        }
    }

    fn too_deep(&mut self, from: Origin) {
        let kind = ContainerProblem::TooDeep { limit: MOST_CONTAINERS_DEEP };
        let problem = Problem::fatal(kind, from.offset);
        _ = self.add(Object::unopened(problem, from));
    }

    /// Of an archive, most files may be something else: pictures and programs are not shown as ASN.1.
    fn is_in_archive(&self, from: &Origin) -> bool {
        matches!(self.container(from), Some(Content::Container(_)))
    }

    fn container(&self, from: &Origin) -> Option<&Content> {
        Some(&self.inspection.objects.get(from.within?)?.content)
    }

    /// What is of no kind that is opened: of a file in an archive, its name and its size.
    fn unrecognised(&mut self, from: &Origin, size: usize) {
        let is_file = |container: &Container| {
            matches!(container.format, Format::Zip | Format::Tar | Format::Gzip)
        };
        match self.container(from) {
            None => self.problem(pki::Problem::fatal(ProblemKind::InputUnrecognised, 0).into()),
            Some(Content::Container(container)) if is_file(container) && !self.is_told(from) => {
                let problem = Problem::note(ContainerProblem::EntryUnrecognised { size }, 0);
                let origin = Origin { length: size, ..from.clone() };
                self.add(Object::unopened(problem, origin));
            }
            // A text in a document.
            Some(_) => {}
        }
    }

    /// Whether it was said of the same entry that there is not all of it.
    fn is_told(&self, from: &Origin) -> bool {
        self.inspection.objects.last().is_some_and(|last| {
            let is_same = last.origin.within == from.within && last.origin.entry == from.entry;
            is_same && matches!(last.content, Content::Unopened)
        })
    }

    fn found(&self) -> usize {
        self.inspection.objects.len() + self.inspection.problems.len()
    }

    fn pem(&mut self, input: &[u8], from: &Origin, depth: usize) {
        let before = self.found();
        pem_blocks(input, |block| {
            let (offset, length) = (block.start, block.end - block.start);
            let place = Block { label: &block.label, offset, length };
            match block.body {
                body if private_key::is_named(&block.label) => {
                    let origin = Origin { label: None, ..place.within(from) };
                    let text = &input[block.start..block.end];
                    let body = body.map_err(|Broken { problem, before }| {
                        wipe(before);
                        // An offset in the block, as those of other objects are in theirs.
                        let offset = problem.offset.saturating_sub(offset);
                        Problem::from(pki::Problem { offset, ..problem })
                    });
                    let (label, passwords) = (&block.label, self.options.passwords);
                    let room = &mut self.room;
                    let told = private_key::read_block(label, text, body, passwords, room);
                    self.add(Object::private(block.label, told, origin));
                }
                // A key can stand under any label.
                Ok(der) => self.values(&Zeroizing::new(der), from, Some(&place), depth),
                Err(broken) => self.broken(broken, from, &place, depth),
            }
            self.has_room(input.len())
        });
        // A line that only begins as the first of a block does.
        if self.found() == before {
            self.unrecognised(from, input.len());
        }
    }

    /// What stands before the fault of a text: an object, or as much of one as there is. What comes after it may be
    /// anything.
    fn broken(&mut self, broken: Broken, from: &Origin, place: &Block<'_>, depth: usize) {
        let Broken { problem, before } = broken;
        let offset = from.offset + problem.offset;
        self.problem(pki::Problem { offset, ..problem }.into());
        let before = Zeroizing::new(before);
        let first = Cursor::new(&before).any("input").map_or(before.as_slice(), |tlv| tlv.whole);
        self.values(first, from, Some(place), depth);
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
            let origin = Origin { ber: converted.is_some(), ..origin };
            self.value(value, &rest[..length], origin, depth);
            at += length;
            if !self.has_room(at) {
                return;
            }
        }
    }

    /// A PKCS #12 or PKCS #7 file that is in BER, in DER, and how long it was. Anything else is read as it stands.
    fn container_in_ber(&mut self, input: &[u8]) -> Option<(Zeroizing<Vec<u8>>, usize)> {
        if !pkcs12::begins(input) && !Kind::may_be_signed_data(input) {
            return None;
        }
        let whole = ber::to_der(input, &mut self.room);
        // What is cut off takes all that is left. Of PKCS #7, the part is read as it stands.
        let (der, length) = match whole {
            None if pkcs12::begins(input) => {
                (ber::part_to_der(input, &mut self.room)?, input.len())
            }
            whole => whole?,
        };
        Some((Zeroizing::new(der), length))
    }

    /// A value in DER, and as it stood.
    fn value(&mut self, value: &[u8], as_is: &[u8], origin: Origin, depth: usize) {
        if pkcs12::begins(value) {
            let origin = Origin { label: None, ..origin };
            let (mut opened, is_opaque) =
                pkcs12::open(value, as_is.len(), self.options.passwords, &mut self.room);
            let is_shown = is_opaque && !private::is_in(value);
            if !is_shown {
                let problem = Problem::note(ContainerProblem::TreeWithheld, 0);
                opened.container.problems.push(problem);
            }
            let mut object = Object::container(opened.container, origin, opened.problem);
            if is_shown {
                object.der = as_is.to_vec();
            }
            let at = self.add(object);
            self.members(opened.members, at, depth);
        } else if let Some(kind) = private_key::kind(value) {
            let told = private_key::read(value, self.options.passwords, &mut self.room);
            let origin = Origin { label: None, ..origin };
            self.add(Object::private(kind.to_owned(), told, origin));
        } else if let Some(keys) = private_key::package(value) {
            for key in keys {
                self.value(key.whole, key.whole, origin.clone(), depth);
            }
        } else {
            self.object(value, as_is, origin, depth);
        }
    }

    /// An object, and after it those that came in it.
    fn object(&mut self, der: &[u8], as_is: &[u8], origin: Origin, depth: usize) {
        let is_converted = origin.ber;
        let mut object = Object::read(der, origin);
        if matches!(object.content, Content::Other) && is_converted {
            // Its problem has its place in what is shown.
            object = Object::read(as_is, Origin { ber: false, ..object.origin });
        } else if is_converted && !object.der.is_empty() {
            object.der = as_is.to_vec();
        }
        let members = match &object.content {
            Content::SignedData(_) => signed_data::members(der),
            Content::Other if Kind::may_be_signed_data(as_is) => {
                signed_data::members_of_part(as_is)
            }
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
        let (offset, length) = (from.offset + self.offset, self.length);
        Origin { label: Some(self.label.to_owned()), offset, length, ..from.clone() }
    }
}

/// Objects can hold text with PEM in it; what is ASN.1 from end to end is no text, nor is what begins as no text does.
fn is_whole(input: &[u8]) -> bool {
    let is_value = || Cursor::new(input).any("input").is_ok_and(|tlv| tlv.whole == input);
    input.first() == Some(&0x30)
        && (is_value() || Kind::may_be_signed_data(input) || pkcs12::begins(input))
}

fn wipe(mut octets: Vec<u8>) {
    octets.zeroize();
}

/// A key can be in a text that was written anew.
fn wipe_text(text: Option<Cow<'_, str>>) {
    if let Some(Cow::Owned(mut text)) = text {
        text.zeroize();
    }
}
