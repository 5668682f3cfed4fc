//! Signed certificate timestamps (SCT_LIST_print; RFC 6962 §3.3).

use anchorlight_pki::Time;

use super::general_name::line;
use super::{colons, dates};

/// The contents of the OCTET STRING inside the extension.
pub(super) fn text(list: &[u8], indent: usize) -> Option<String> {
    let (mut rest, after) = vector(list)?;
    if !after.is_empty() {
        return None;
    }
    let mut all = Vec::new();
    while !rest.is_empty() {
        let (sct, others) = vector(rest)?;
        all.push(one(sct, indent)?);
        rest = others;
    }
    Some(all.join("\n"))
}

/// What stands after its length in two octets, and what follows it.
fn vector(octets: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = octets.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

fn one(sct: &[u8], indent: usize) -> Option<String> {
    let inside = indent + 4;
    let ([0], rest) = sct.split_first_chunk::<1>()? else { return None };
    let (log, rest) = rest.split_first_chunk::<32>()?;
    let (time, rest) = rest.split_first_chunk::<8>()?;
    let (extensions, rest) = vector(rest)?;
    let ([hash, kind], rest) = rest.split_first_chunk::<2>()?;
    let (signature, _) = vector(rest)?;
    let milliseconds = u64::from_be_bytes(*time);
    let seconds = Time(i64::try_from(milliseconds / 1000).ok()?);
    let date = dates::with_fraction(seconds, &format!(".{:03}", milliseconds % 1000));
    let algorithm = match (hash, kind) {
        (4, 3) => "ecdsa-with-SHA256".to_owned(),
        (4, 1) => "sha256WithRSAEncryption".to_owned(),
        _ => format!("{hash:02X}{kind:02X}"),
    };
    let extensions =
        if extensions.is_empty() { "none".to_owned() } else { wrapped(extensions, inside) };
    Some(
        [
            line(indent, "Signed Certificate Timestamp:"),
            line(inside, "Version   : v1 (0x0)"),
            line(inside, &format!("Log ID    : {}", wrapped(log, inside))),
            line(inside, &format!("Timestamp : {date}")),
            line(inside, &format!("Extensions: {extensions}")),
            line(inside, &format!("Signature : {algorithm}")),
            line(inside + 12, &wrapped(signature, inside)),
        ]
        .join("\n"),
    )
}

/// Sixteen octets a line, below one another.
fn wrapped(octets: &[u8], indent: usize) -> String {
    let lines: Vec<String> = octets.chunks(16).map(colons).collect();
    lines.join(&format!(":\n{:width$}", "", width = indent + 12))
}
