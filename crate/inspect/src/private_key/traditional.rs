//! OpenSSL's encryption before PKCS #8: headers of PEM (RFC 1421 §4.6.1.1).

/// Whether the headers of a block say so.
pub(super) fn is_encrypted(block: &[u8]) -> bool {
    let mut lines = block.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.any(|line| line.starts_with(b"Proc-Type:") && line.ends_with(b"ENCRYPTED"))
}
