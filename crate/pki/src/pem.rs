//! PEM (RFC 7468), read the way people paste it: any number of blocks, text
//! around them, any line ending, headers inside.
//!
//! The published parsers stop at the first broken block and do not say where;
//! so the boundaries are found here, and `base64` decodes what is between.

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::memmem;
use zeroize::Zeroize;

use crate::problem::{Problem, ProblemKind};

/// One block between its BEGIN and END lines.
#[derive(Debug)]
pub struct Block {
    pub label: String,
    /// Offset of the BEGIN line.
    pub start: usize,
    /// Offset after the END line, or after its dashes where more follows on it; of a block without one, where the
    /// next block begins.
    pub end: usize,
    pub body: Result<Vec<u8>, Broken>,
}

/// A body that is no base64 from end to end, or has no end.
#[derive(Debug)]
pub struct Broken {
    pub problem: Problem,
    /// What stands before the fault. Of what an object is taken from no part is one.
    pub before: Vec<u8>,
}

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// Labels are a few words; a longer run of text is not one (RFC 7468 §2 sets no limit).
const LONGEST_LABEL: usize = 64;

/// Missing padding is forgiven: many tools cut it off and nothing is lost.
const FORGIVING: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, FORGIVING);

/// The other alphabet (RFC 4648 §5), which some libraries write without being asked to.
const BASE64URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, FORGIVING);

/// Whether the bytes hold at least one BEGIN line.
#[must_use]
pub fn is_pem(bytes: &[u8]) -> bool {
    find(bytes, BEGIN, 0).is_some()
}

/// Every block, in order. A block without an end is broken, and the search
/// goes on after its BEGIN line.
pub fn blocks(bytes: &[u8], mut each: impl FnMut(Block) -> bool) {
    let mut at = 0;
    while let Some(start) = find(bytes, BEGIN, at) {
        at = start + BEGIN.len();
        let Some((label, body_start)) = label(bytes, at) else { continue };
        at = body_start;
        // A second BEGIN before the END means that this one was never closed.
        let next_begin = find(bytes, BEGIN, body_start).unwrap_or(bytes.len());
        let end = find(&bytes[..next_begin], END, body_start);
        let before = |end| {
            let start = skip_headers(bytes, body_start, end);
            base64_before(&bytes[start..end]).0
        };
        let (end, body) = match end {
            Some(body_end) => {
                at = end_of_block(bytes, body_end);
                let body = decode(bytes, body_start, body_end, &label);
                let broken = |problem| Broken { problem, before: before(body_end) };
                (at, body.map_err(broken))
            }
            None => {
                let kind = ProblemKind::PemUnclosed { label: label.clone() };
                let problem = Problem::fatal(kind, start);
                (next_begin, Err(Broken { problem, before: before(next_begin) }))
            }
        };
        if !each(Block { label, start, end, body }) {
            return;
        }
    }
}

/// The label that starts at `at`, and the offset after its dashes.
fn label(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let window = &bytes[at..bytes.len().min(at + LONGEST_LABEL + DASHES.len())];
    let length = find(window, DASHES, 0)?;
    let text = std::str::from_utf8(&window[..length]).ok()?;
    let plain = text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    plain.then(|| (text.to_owned(), at + length + DASHES.len()))
}

fn decode(bytes: &[u8], start: usize, end: usize, label: &str) -> Result<Vec<u8>, Problem> {
    let start = skip_headers(bytes, start, end);
    let mut text = Vec::with_capacity(end - start);
    let mut offsets = Vec::with_capacity(if end - start < 64 { 0 } else { (end - start) / 64 });
    for (index, byte) in bytes[start..end].iter().enumerate() {
        if !byte.is_ascii_whitespace() {
            // Lines are 64 characters, so one remembered offset per 64 finds a character again fast.
            if text.len() % 64 == 0 {
                offsets.push(start + index);
            }
            text.push(*byte);
        }
    }
    let length = text.len();
    let decoded = BASE64.decode(&text);
    let decoded = decoded.or_else(|error| BASE64URL.decode(&text).map_err(|_| error));
    if label.contains("PRIVATE KEY") {
        text.zeroize();
    }
    decoded.map_err(|error| {
        use base64::DecodeError as E;
        let (at, reason) = match error {
            E::InvalidByte(at, byte) => {
                (at, format!("{} is not a base64 character", crate::hex::byte(byte)))
            }
            E::InvalidLastSymbol(at, _) => (at, "the last character carries stray bits".to_owned()),
            E::InvalidLength(at) => {
                (at, "the number of characters is not that of whole bytes".to_owned())
            }
            E::InvalidPadding => (length, "wrong padding".to_owned()),
        };
        Problem::fatal(
            ProblemKind::PemBase64 { label: label.to_owned(), reason },
            original_offset(bytes, &offsets, at, start, end),
        )
    })
}

/// What base64 of either alphabet stands for, as far as it goes, and where in the text it ends.
#[must_use]
pub fn base64_before(text: &[u8]) -> (Vec<u8>, usize) {
    const PART: GeneralPurposeConfig = FORGIVING.with_decode_allow_trailing_bits(true);
    let mut digits = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            byte if byte.is_ascii_whitespace() => {}
            // Dashes of an END line.
            b'-' if text[at..].starts_with(b"---") => break,
            b'-' => digits.push(b'+'),
            b'_' => digits.push(b'/'),
            b'+' | b'/' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => digits.push(*byte),
            _ => break,
        }
        at += 1;
    }
    // One character is no octet.
    if digits.len() % 4 == 1 {
        digits.pop();
    }
    let decoded = GeneralPurpose::new(&STANDARD, PART).decode(&digits).unwrap_or_default();
    digits.zeroize();
    (decoded, at)
}

/// Where the `at`-th character that is not white space stands in the input.
fn original_offset(bytes: &[u8], offsets: &[usize], at: usize, start: usize, end: usize) -> usize {
    let from = offsets.get(at / 64).copied().unwrap_or(start);
    bytes[from..end]
        .iter()
        .enumerate()
        .filter(|(_, byte)| !byte.is_ascii_whitespace())
        .nth(at % 64)
        .map_or(end, |(index, _)| from + index)
}

/// RFC 1421 headers (`Proc-Type: …`) and the empty line after them.
fn skip_headers(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut at = end_of_line(bytes, start).min(end);
    let mut body = start;
    while at < end {
        let line_end = end_of_line(bytes, at).min(end);
        let line = &bytes[at..line_end];
        let continued =
            body != start && line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        let header = line.contains(&b':') || (continued && !line.trim_ascii().is_empty());
        if !header {
            break;
        }
        at = line_end;
        body = at;
    }
    body
}

/// The end of the block whose END line starts at `end`. Another block may follow on the same line:
/// line ends get lost on the way, and those of old Macs are not `\n`.
fn end_of_block(bytes: &[u8], end: usize) -> usize {
    let label = end + END.len();
    let window = &bytes[label..bytes.len().min(label + LONGEST_LABEL + DASHES.len())];
    let line = window.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or(window);
    let Some(dashes) = find(line, DASHES, 0) else { return end_of_line(bytes, end) };
    let after = label + dashes + DASHES.len();
    match &bytes[after..] {
        [b'\r', b'\n', ..] => after + 2,
        [b'\r' | b'\n', ..] => after + 1,
        _ => after,
    }
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| at + length + 1)
}

fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    Some(from + memmem::find(bytes.get(from..)?, needle)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Block> {
        let mut found = Vec::new();
        blocks(text.as_bytes(), |block| {
            found.push(block);
            true
        });
        found
    }

    fn bodies(text: &str) -> Vec<Vec<u8>> {
        all(text).into_iter().map(|block| block.body.unwrap()).collect()
    }

    #[test]
    fn text_around_crlf_and_headers_do_not_matter() {
        let text = "subject: x\r\n-----BEGIN A-----\r\nAQID\r\n-----END A-----\r\ntext\
            \n-----BEGIN B-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x\n\nBAUG\n-----END B-----";
        assert_eq!(bodies(text), [vec![1, 2, 3], vec![4, 5, 6]]);
    }

    #[test]
    fn one_line_and_missing_padding_are_read() {
        assert_eq!(bodies("-----BEGIN A-----AQI-----END A-----"), [vec![1, 2]]);
    }

    #[test]
    fn either_alphabet_is_read() {
        for body in ["+/++", "-_--"] {
            let text = format!("-----BEGIN A-----\n{body}\n-----END A-----");
            assert_eq!(bodies(&text), [vec![0xfb, 0xff, 0xbe]]);
        }
    }

    #[test]
    fn line_ends_that_were_lost_or_are_carriage_returns_do_not_hide_a_block() {
        for line_end in ["", " ", "\r"] {
            let text = ["-----BEGIN A-----", "AQID", "-----END A-----", ""].join(line_end);
            assert_eq!(bodies(&text.repeat(2)), [vec![1, 2, 3], vec![1, 2, 3]], "{line_end:?}");
        }
    }

    #[test]
    fn an_end_without_dashes_does_not_hide_the_next_block() {
        let text = "-----BEGIN A-----\nAQID\n-----END A\n-----BEGIN B-----\nBAUG\n-----END B-----";
        assert_eq!(bodies(text), [vec![1, 2, 3], vec![4, 5, 6]]);
    }

    #[test]
    fn the_offset_of_a_bad_character_is_that_of_the_input() {
        let text =
            format!("xx\n-----BEGIN A-----\n{}\n{}\n-----END A-----", "A".repeat(64), "AA!A");
        let broken = all(&text).remove(0).body.unwrap_err();
        assert_eq!(text.as_bytes()[broken.problem.offset], b'!');
        // 66 characters are 49 octets and a half.
        assert_eq!(broken.before, [0; 49]);
    }

    #[test]
    fn an_unclosed_block_does_not_swallow_the_next() {
        let found = all("-----BEGIN A-----\nAQID\n-----BEGIN B-----\nBAUG\n-----END B-----\n");
        assert_eq!(found.len(), 2);
        let broken = found[0].body.as_ref().unwrap_err();
        assert_eq!((broken.problem.offset, &broken.before[..]), (0, &[1, 2, 3][..]));
        assert!(found[1].body.is_ok());
    }

    #[test]
    fn base64_is_read_up_to_what_is_none() {
        for (text, before, at) in [
            ("AQ ID\n", &[1, 2, 3][..], 6),
            ("AQIDBAU=AQID", &[1, 2, 3, 4, 5], 7),
            ("-_--.", &[0xfb, 0xff, 0xbe], 4),
            ("AQIDB-----EN", &[1, 2, 3], 5),
            ("!", &[], 0),
        ] {
            assert_eq!(base64_before(text.as_bytes()), (before.to_vec(), at), "{text}");
        }
    }
}
