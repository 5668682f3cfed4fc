//! The key stores of Java: JKS (sun.security.provider.JavaKeyStore) and JCEKS
//! (com.sun.crypto.provider.JceKeyStore), which nobody specified but their source. Certificates stand in
//! them as they are; the password is needed for keys, and to see whether somebody altered the store.

use sha1::{Digest, Sha1};

use super::{Format, Integrity, Member, Opened, Room};
use crate::private_key::Told;
use crate::problem::{ContainerProblem, Problem};

mod input;
mod key;
mod serialized;

use input::Input;

const MAGIC: [(&[u8], Format); 2] =
    [(&[0xfe, 0xed, 0xfe, 0xed], Format::Jks), (&[0xce, 0xce, 0xce, 0xce], Format::Jceks)];

/// Octets of the SHA-1 digest that a store ends with.
const DIGEST: usize = 20;

pub(super) fn open<'a>(input: &'a [u8], passwords: &[&str], room: &mut Room) -> Option<Opened<'a>> {
    let (_, format) = MAGIC.into_iter().find(|(magic, _)| input.starts_with(magic))?;
    let mut opened = Opened::new(format);
    let mut rest = Input::new(input);
    let mut key = |value: &[u8]| key::told(value, passwords, room);
    if entries(&mut rest, &mut key, &mut opened).is_none() || rest.left() != DIGEST {
        opened.damaged(rest.at());
        return Some(opened);
    }
    verify(input, passwords, &mut opened);
    Some(opened)
}

/// `None`: it ends in the midst of them.
fn entries<'a>(
    input: &mut Input<'a>,
    key: &mut dyn FnMut(&[u8]) -> Told,
    opened: &mut Opened<'a>,
) -> Option<()> {
    input.octets(4)?;
    let version = input.number()?;
    let entries = input.number()?;
    opened.container.entries = entries;
    for _ in 0..entries {
        let kind = input.number()?;
        let alias = input.text()?;
        let _created = input.octets(8)?;
        match kind {
            1 => {
                let told = key(input.block()?);
                opened.push(Member::key(alias.clone(), "ENCRYPTED PRIVATE KEY", told));
                let certificates = input.number()?;
                for _ in 0..certificates {
                    certificate(input, version, alias.clone(), opened)?;
                }
            }
            2 => certificate(input, version, alias, opened)?,
            3 => {
                serialized::skip(input)?;
                opened.push(Member::private(alias, "SECRET KEY"));
            }
            _ => return None,
        }
    }
    Some(())
}

/// The first version knew no other kind than X.509.
fn certificate<'a>(
    input: &mut Input<'a>,
    version: usize,
    alias: String,
    opened: &mut Opened<'a>,
) -> Option<()> {
    if version != 1 {
        input.text()?;
    }
    opened.push(Member::file(alias, input.block()?));
    Some(())
}

/// The digest is over the password in UTF-16, two words that never change, and the store.
fn verify(input: &[u8], passwords: &[&str], opened: &mut Opened<'_>) {
    let (store, digest) = input.split_at(input.len() - DIGEST);
    let is_of = |password: &&str| {
        let mut hash = Sha1::new();
        for unit in password.encode_utf16() {
            hash.update(unit.to_be_bytes());
        }
        hash.update(b"Mighty Aphrodite");
        hash.update(store);
        hash.finalize().as_slice() == digest
    };
    opened.container.integrity = Some(match passwords {
        [] => Integrity::Unchecked,
        all if all.iter().any(is_of) => Integrity::Holds,
        // A wrong password and an altered store look the same.
        _ => {
            let at = store.len();
            opened.problem = Some(Problem::note(ContainerProblem::NotVerified, at));
            Integrity::Unchecked
        }
    });
}
