//! SignedData that carries certificates and lists and is signed by nobody (RFC 5652 §5.1; RFC 2315 §9.1).

use crate::encode::{sequence, tlv};
use crate::inspection::{Content, Object};

/// signedData (RFC 5652 §5.1).
const SIGNED_DATA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];

/// data (§4).
const DATA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];

const VERSION_1: &[u8] = &[2, 1, 1];

const EMPTY_SET: &[u8] = &[0x31, 0];

/// `None`: there is neither a certificate nor a list among them. They stay in their order, as OpenSSL keeps them:
/// some programs take the first certificate for the leaf.
pub(super) fn certs_only(objects: &[&Object]) -> Option<Vec<u8>> {
    let all = |is_one: fn(&Content) -> bool| {
        let ones = objects.iter().filter(|object| is_one(&object.content));
        ones.flat_map(|object| object.der().iter().copied()).collect::<Vec<u8>>()
    };
    let certificates = all(|content| matches!(content, Content::Certificate(_)));
    let lists = all(|content| matches!(content, Content::RevocationList(_)));
    if certificates.is_empty() && lists.is_empty() {
        return None;
    }
    let field = |tag, contents: &[u8]| {
        if contents.is_empty() { Vec::new() } else { tlv(tag, contents) }
    };
    let signed = sequence(&[
        VERSION_1,
        EMPTY_SET,
        &sequence(&[DATA]),
        &field(0xa0, &certificates),
        &field(0xa1, &lists),
        EMPTY_SET,
    ]);
    Some(sequence(&[SIGNED_DATA, &tlv(0xa0, &signed)]))
}
