//! A PEM block (RFC 7468 §3).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Characters of each line (RFC 7468 §2).
const WIDTH: usize = 64;

pub(super) fn block(label: &str, der: &[u8]) -> String {
    let mut text = format!("-----BEGIN {label}-----\n");
    // 48 octets are 64 characters.
    for line in der.chunks(WIDTH / 4 * 3) {
        STANDARD.encode_string(line, &mut text);
        text.push('\n');
    }
    text + &format!("-----END {label}-----\n")
}
