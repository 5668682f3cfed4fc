//! EncryptedPrivateKeyInfo (RFC 5958 §3).

use anchorlight_pki::read::{Cursor, Tlv, private_key};
use der::Tag;
use zeroize::Zeroizing;

use crate::container::Room;
use crate::encryption::{Password, Scheme};
use crate::problem::ContainerProblem;

const FIELD: &str = "EncryptedPrivateKeyInfo";

/// The key in PKCS #8. That it begins as one tells the right password from a wrong one whose padding fits by chance.
pub(super) fn open(
    der: &[u8],
    passwords: &[&str],
    room: &mut Room,
) -> Result<Zeroizing<Vec<u8>>, ContainerProblem> {
    let (algorithm, encrypted) = fields(der).ok_or(ContainerProblem::Damaged)?;
    let scheme = Scheme::read(&algorithm)?;
    for password in Password::all(passwords) {
        match scheme.decrypt(&password, encrypted, room) {
            Ok(plain) if private_key(&plain) == Some("PRIVATE KEY") => return Ok(plain),
            Ok(_) | Err(ContainerProblem::PasswordWrong) => {}
            Err(problem) => return Err(problem),
        }
    }
    Err(ContainerProblem::no_password(passwords))
}

fn fields(der: &[u8]) -> Option<(Tlv<'_>, &[u8])> {
    let mut fields = Cursor::new(der).expect(Tag::Sequence, FIELD).ok()?.inside();
    let algorithm = fields.expect(Tag::Sequence, FIELD).ok()?;
    Some((algorithm, fields.expect(Tag::OctetString, FIELD).ok()?.value))
}
