//! PKCS #12 (RFC 7292; PBMAC1, RFC 9579).

use std::borrow::Cow;

use anchorlight_pki::read::{Cursor, Tlv, not_a};
use anchorlight_pki::{Oid, Problem as Fault};
use const_oid::db::rfc5911::{ID_DATA, ID_ENCRYPTED_DATA};
use der::Tag;
use zeroize::Zeroizing;

use super::{Format, Integrity, Octets, Opened, Room};
use crate::ber;
use crate::encryption::{Password, Scheme, is_sequence};
use crate::names;
use crate::part::Part;
use crate::problem::{ContainerProblem, Problem, Reason};
use crate::tree::Header;

mod bag;
mod mac;

use mac::Mac;

/// Whether it begins as such a file: the version 3 (§4) and what is protected. What is cut off is one
/// as well, because there can be a key in it.
pub(crate) fn begins(input: &[u8]) -> bool {
    let inside = || {
        let header = Header::read(input).ok().filter(|_| input[0] == 0x30)?;
        input.get(header.octets()..)?.strip_prefix(&[2, 1, 3])
    };
    inside().is_some_and(|rest| rest.first().is_none_or(|tag| *tag == 0x30))
}

/// A value that begins as one, in DER, and how many octets it had as it stood; and whether all of it was read and nothing
/// in it is secret as it stands.
pub(crate) fn open(
    der: &[u8],
    octets: usize,
    passwords: &[&str],
    room: &mut Room,
) -> (Opened<'static>, bool) {
    let mut reader = Reader {
        passwords: Password::all(passwords),
        no_password: ContainerProblem::no_password(passwords),
        right: None,
        has_secrets: false,
        is_opaque: true,
        room,
        opened: Opened::new(Format::Pkcs12),
    };
    if let Err(fault) = reader.read(der) {
        reader.is_opaque = false;
        // What is cut off is damaged where it ends.
        let at = if is_cut_off(der) { octets } else { fault.offset };
        reader.problem(ContainerProblem::Damaged, at);
        if reader.opened.members.is_empty() {
            _ = reader.part(der);
        }
    }
    (reader.opened, reader.is_opaque)
}

fn is_cut_off(der: &[u8]) -> bool {
    let header = Header::read(der).ok();
    let end = header.and_then(|header| header.octets().checked_add(header.length?));
    end.is_some_and(|end| end > der.len())
}

struct Reader<'p, 'r> {
    passwords: Vec<Password<'p>>,
    /// What is said where none of them fits.
    no_password: ContainerProblem,
    /// The position of the one that fits, once that is known.
    right: Option<usize>,
    /// Whether anything in it was encrypted.
    has_secrets: bool,
    /// Whether all of it was read, and what is not encrypted are certificates, lists and encrypted keys.
    is_opaque: bool,
    room: &'r mut Room,
    opened: Opened<'static>,
}

impl Reader<'_, '_> {
    /// The first one is told; others follow from it.
    fn problem(&mut self, kind: ContainerProblem, at: usize) {
        self.opened.problem.get_or_insert(Problem::fatal(kind, at));
    }

    fn read(&mut self, der: &[u8]) -> Result<(), Fault> {
        let mut fields = Cursor::new(der).expect(Tag::Sequence, "PFX")?.inside();
        fields.expect(Tag::Integer, "version")?;
        let safe = fields.expect(Tag::Sequence, "authSafe")?;
        let (kind, contents) = content(&safe)?;
        if kind != ID_DATA {
            // Signed with a key instead of protected with a password: nobody ever made one.
            self.problem(unsupported(&kind), safe.start);
            return Ok(());
        }
        let contents = contents.inside().expect(Tag::OctetString, "content")?;
        let mac = fields.optional(Tag::Sequence, "macData")?;
        fields.finish("PFX")?;
        if let Some(mac) = &mac {
            self.verify(mac, contents.value);
        }
        self.safes(contents.value, contents.value_start())?;
        self.judge(mac.map(|mac| mac.start));
        Ok(())
    }

    /// Finds the password that the code holds with.
    fn verify(&mut self, data: &Tlv<'_>, contents: &[u8]) {
        self.opened.container.integrity = Some(Integrity::Unchecked);
        let found = Mac::read(data).and_then(|mac| {
            for (index, password) in self.passwords.iter().enumerate() {
                if mac.holds(password, contents, self.room)? {
                    return Ok(Some(index));
                }
            }
            Ok(None)
        });
        match found {
            Ok(Some(index)) => {
                self.right = Some(index);
                self.opened.container.integrity = Some(Integrity::Holds);
            }
            Ok(None) => {}
            Err(problem) => self.problem(problem, data.start),
        }
    }

    /// Where the code does not hold, another thing that the password opens tells why.
    fn judge(&mut self, mac: Option<usize>) {
        let Some(at) = mac else { return };
        if self.opened.container.integrity == Some(Integrity::Holds) {
            return;
        }
        let damage = Reason::Container(ContainerProblem::Damaged);
        let damaged = self.opened.problem.take_if(|problem| problem.kind == damage);
        if self.opened.problem.is_some() {
            return;
        }
        if self.right.is_none() {
            self.try_key();
        }
        let is_given = self.no_password == ContainerProblem::PasswordWrong;
        if self.right.is_some() {
            // What is damaged was altered, on purpose or not.
            self.opened.container.integrity = Some(Integrity::Broken);
            self.problem(ContainerProblem::MacWrong, at);
        } else if damaged.is_some() {
            self.opened.problem = damaged;
        } else if is_given && self.has_secrets {
            self.problem(ContainerProblem::PasswordWrong, at);
        } else if is_given {
            self.opened.problem = Some(Problem::note(ContainerProblem::NotVerified, at));
        }
    }

    /// Where only keys are encrypted, one of them tells which password fits.
    fn try_key(&mut self) {
        let encrypted = self.opened.members.iter().find_map(|member| match &member.octets {
            Octets::Open(octets) => encrypted_key(octets),
            _ => None,
        });
        if let Some((scheme, encrypted)) = encrypted {
            // What comes out is not wanted here.
            _ = self.decrypt(&scheme, &encrypted);
        }
    }

    /// The AuthenticatedSafe (§4.1): parts that are plain or encrypted, each for itself.
    fn safes(&mut self, contents: &[u8], start: usize) -> Result<(), Fault> {
        let der = ber::to_der(contents, self.room).map(|(der, _)| der);
        let contents = der.as_deref().unwrap_or(contents);
        let moved = |mut fault: Fault| {
            fault.offset += start;
            fault
        };
        let mut safes = Cursor::new(contents)
            .expect(Tag::Sequence, "AuthenticatedSafe")
            .map_err(moved)?
            .inside();
        while !safes.is_done() {
            let safe = safes.expect(Tag::Sequence, "ContentInfo").map_err(moved)?;
            let at = start + safe.start;
            match self.safe(&safe) {
                Ok(plain) => self.bags(&plain, at),
                // Whatever is in it cannot be told.
                Err(
                    problem @ (ContainerProblem::PasswordNeeded | ContainerProblem::PasswordWrong),
                ) => {
                    self.problem(problem, at);
                }
                Err(problem) => {
                    self.is_opaque = false;
                    self.problem(problem, at);
                }
            }
        }
        Ok(())
    }

    /// Of one that is cut off, the parts and the bags before the cut. `None`: it ends before them.
    fn part(&mut self, der: &[u8]) -> Option<()> {
        let mut fields = Part::new(der).enter()?;
        fields.skip()?;
        let mut safe = fields.enter()?;
        safe.skip()?;
        let contents = safe.enter()?.enter()?;
        let converted = ber::part_to_der(contents.rest(), self.room);
        let mut safes = converted.as_deref().map_or(contents, Part::new).enter()?;
        while let Some((at, safe)) = safes.whole() {
            if let Ok(plain) = self.safe(&safe) {
                self.bags(&plain, at);
            }
        }
        let mut last = safes.enter()?;
        let (_, kind) = last.whole()?;
        if Oid::from_contents(kind.value)? == ID_DATA {
            let contents = last.enter()?.enter()?;
            let converted = ber::part_to_der(contents.rest(), self.room).map(Zeroizing::new);
            let contents = converted.as_ref().map_or(contents, |der| Part::new(der));
            self.each(Cursor::new(contents.enter()?.rest())).ok()?;
        }
        Some(())
    }

    /// The bags of one part, decrypted where it was encrypted.
    fn safe(&mut self, safe: &Tlv<'_>) -> Result<Zeroizing<Vec<u8>>, ContainerProblem> {
        let damaged = |_| ContainerProblem::Damaged;
        let (kind, contents) = content(safe).map_err(damaged)?;
        let contents = contents.sole("content").map_err(damaged)?;
        if kind == ID_DATA {
            return Ok(Zeroizing::new(contents.value.to_vec()));
        }
        if kind != ID_ENCRYPTED_DATA {
            return Err(unsupported(&kind));
        }
        let mut fields = contents.inside();
        fields.expect(Tag::Integer, "version").map_err(damaged)?;
        let info = fields.expect(Tag::Sequence, "encryptedContentInfo").map_err(damaged)?;
        let mut info = info.inside();
        info.expect(Tag::ObjectIdentifier, "contentType").map_err(damaged)?;
        let algorithm =
            info.expect(Tag::Sequence, "contentEncryptionAlgorithm").map_err(damaged)?;
        let encrypted = info.any("encryptedContent").map_err(damaged)?;
        let encrypted = in_one_piece(&encrypted).ok_or(ContainerProblem::Damaged)?;
        self.decrypt(&Scheme::read(&algorithm)?, &encrypted)
    }

    /// With the password that fits; where none is known to, with the first one that does.
    fn decrypt(
        &mut self,
        scheme: &Scheme,
        encrypted: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, ContainerProblem> {
        self.has_secrets = true;
        let first = self.right.into_iter();
        for index in
            first.chain((0..self.passwords.len()).filter(|index| Some(*index) != self.right))
        {
            match scheme.decrypt(&self.passwords[index], encrypted, self.room) {
                Ok(plain) if is_sequence(&plain) => {
                    self.right.get_or_insert(index);
                    return Ok(plain);
                }
                Ok(_) | Err(ContainerProblem::PasswordWrong) => {}
                Err(problem) => return Err(problem),
            }
        }
        Err(self.no_password.clone())
    }

    fn bags(&mut self, contents: &[u8], at: usize) {
        let der = ber::to_der(contents, self.room).map(|(der, _)| Zeroizing::new(der));
        let contents = der.as_ref().map_or(contents, |der| der.as_slice());
        let bags = Cursor::new(contents).expect(Tag::Sequence, "SafeContents");
        if bags.and_then(|bags| self.each(bags.inside())).is_err() {
            self.is_opaque = false;
            self.problem(ContainerProblem::Damaged, at);
        }
    }

    fn each(&mut self, bags: Cursor<'_>) -> Result<(), Fault> {
        let Self { opened, is_opaque, .. } = self;
        bag::each(bags, 0, &mut |member| {
            *is_opaque &= bag::is_public(&member);
            opened.container.entries += 1;
            opened.push(member);
        })
    }
}

/// The type of a ContentInfo, and the value around its contents.
fn content<'a>(info: &Tlv<'a>) -> Result<(Oid, Tlv<'a>), Fault> {
    let mut fields = info.inside();
    let kind = fields.expect(Tag::ObjectIdentifier, "contentType")?;
    let oid = Oid::from_contents(kind.value)
        .ok_or_else(|| Fault::malformed("contentType", "not an identifier", kind.start))?;
    let around = fields.any("content")?;
    fields.finish("ContentInfo")?;
    match around.context_number() {
        Some(0) => Ok((oid, around)),
        _ => Err(not_a("content", "[0]", around.start)),
    }
}

fn unsupported(kind: &Oid) -> ContainerProblem {
    ContainerProblem::MethodUnsupported { method: names::named(kind) }
}

/// An implicitly tagged OCTET STRING, whose tag does not tell BER's reader that it is one.
fn in_one_piece<'a>(string: &Tlv<'a>) -> Option<Cow<'a, [u8]>> {
    if string.whole.first()? & 0x20 == 0 {
        return Some(string.value.into());
    }
    let mut parts = string.inside();
    let mut octets = Vec::new();
    while !parts.is_done() {
        octets.extend(parts.expect(Tag::OctetString, "encryptedContent").ok()?.value);
    }
    Some(octets.into())
}

fn encrypted_key(octets: &[u8]) -> Option<(Scheme, Vec<u8>)> {
    let mut fields = Cursor::new(octets).expect(Tag::Sequence, "bag").ok()?.inside();
    let scheme = Scheme::read(&fields.expect(Tag::Sequence, "bag").ok()?).ok()?;
    Some((scheme, fields.expect(Tag::OctetString, "bag").ok()?.value.to_vec()))
}
