//! x400Address: ORAddress (RFC 5280 appendix A.1, X.411), its standard attributes with their letters in X.402.

use anchorlight_pki::read::{Cursor, Tlv};
use anchorlight_pki::safe_text;

/// `C=GB; A=a; P=p; O=o; S=s; G=g`; `None` where it has other attributes as well, or is damaged.
pub(super) fn read(contents: &[u8]) -> Option<String> {
    let mut address = Cursor::new(contents);
    let mut fields = address.any(FIELD).ok()?.inside();
    let mut parts = Vec::new();
    while !fields.is_done() {
        let field = fields.any(FIELD).ok()?;
        match field.whole.first()? {
            // Country and administration: [APPLICATION 1] and [APPLICATION 2] around a string.
            0x61 => parts.push(named("C", &field.sole(FIELD).ok()?)),
            0x62 => parts.push(named("A", &field.sole(FIELD).ok()?)),
            0x80 => parts.push(named("X.121", &field)),
            0x81 => parts.push(named("T-ID", &field)),
            0xa2 => parts.push(named("P", &field.sole(FIELD).ok()?)),
            0x83 => parts.push(named("O", &field)),
            0x84 => parts.push(named("N-ID", &field)),
            0xa5 => person(&field, &mut parts)?,
            0xa6 => units(&field, &mut parts)?,
            _ => return None,
        }
    }
    (address.is_done() && !parts.is_empty()).then(|| parts.join("; "))
}

const FIELD: &str = "x400Address";

/// Surname, given name, initials and generation.
fn person(name: &Tlv<'_>, parts: &mut Vec<String>) -> Option<()> {
    let mut fields = name.inside();
    while !fields.is_done() {
        let field = fields.any(FIELD).ok()?;
        let letter = ["S", "G", "I", "Q"].get(usize::try_from(field.context_number()?).ok()?)?;
        parts.push(named(letter, &field));
    }
    Some(())
}

fn units(list: &Tlv<'_>, parts: &mut Vec<String>) -> Option<()> {
    let mut fields = list.inside();
    let mut number = 0;
    while !fields.is_done() {
        number += 1;
        parts.push(named(&format!("OU{number}"), &fields.any(FIELD).ok()?));
    }
    Some(())
}

/// Printable and numeric strings are ASCII.
fn named(letter: &str, field: &Tlv<'_>) -> String {
    format!("{letter}={}", safe_text(&String::from_utf8_lossy(field.value)))
}
