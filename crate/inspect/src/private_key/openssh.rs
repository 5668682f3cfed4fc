//! `BEGIN OPENSSH PRIVATE KEY` (OpenSSH's PROTOCOL.key): named, and whether it is encrypted.

/// After its mark stands the name of a cipher, with its length before it; `none` where there is none.
pub(super) fn is_encrypted(body: &[u8]) -> bool {
    let cipher = || {
        let (length, rest) = body.strip_prefix(b"openssh-key-v1\0")?.split_first_chunk()?;
        rest.get(..usize::try_from(u32::from_be_bytes(*length)).ok()?)
    };
    cipher().is_some_and(|cipher| cipher != b"none")
}
