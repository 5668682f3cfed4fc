//! From a file to the objects in it.

use std::borrow::Cow;

use der::Tag;

use crate::pem;
use crate::problem::{Problem, ProblemKind};
use crate::public_suffixes::{self, PublicSuffixes};
use crate::tlv::{Cursor, Tlv};

/// An object found in an input, not yet read.
#[derive(Clone, Debug)]
pub struct Item {
    pub kind: ItemKind,
    pub der: Vec<u8>,
    /// Offset in the input: of the BEGIN line, or of the first byte of the DER value.
    pub offset: usize,
    /// Length in the input.
    pub length: usize,
}

/// What an [`Item`] is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ItemKind {
    Certificate,
    Crl,
    OcspResponse,
}

/// Everything found in one input.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    pub items: Vec<Item>,
    /// Of the text of a public suffix list, which holds nothing else.
    pub public_suffixes: Option<PublicSuffixes>,
    pub problems: Vec<Problem>,
}

/// The largest store in our vocabulary holds 1,000 certificates (API Gateway);
/// ten times 10,000 is room for concatenated stores and still bounds the work.
const MOST_OBJECTS: usize = 100_000;

/// Finds the objects in an input, told apart by content: PEM blocks with
/// anything around them, one or more DER values end to end, or a public suffix list. An input that is one DER value and
/// nothing else is not copied where it is given for keeps: revocation lists are large.
#[must_use]
pub fn open<'a>(input: impl Into<Cow<'a, [u8]>>) -> Opened {
    open_input(input.into())
}

fn open_input(input: Cow<'_, [u8]>) -> Opened {
    let mut opened = Opened::default();
    let bytes: &[u8] = &input;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        opened.problems.push(Problem::fatal(ProblemKind::InputEmpty, 0));
    } else if is_one_value(bytes) {
        let length = bytes.len();
        opened.object(input.into_owned(), 0, length);
    } else if is_der(bytes) {
        der_values(bytes, &mut opened);
    } else if pem::is_pem(bytes) {
        pem_blocks(bytes, &mut opened);
    } else if bytes[0] == 0x30 {
        der_values(bytes, &mut opened);
    } else if public_suffixes::is_list(bytes) {
        let list = PublicSuffixes::read(bytes, MOST_OBJECTS, &mut opened.problems);
        opened.public_suffixes = Some(list);
    } else {
        opened.problems.push(Problem::fatal(ProblemKind::InputUnrecognised, 0));
    }
    opened
}

/// Whether a whole SEQUENCE stands at the start. Text may begin with the same octet, the digit 0,
/// and what follows it can then pass for a short length; so where there is PEM, only a long one counts.
fn is_der(bytes: &[u8]) -> bool {
    Cursor::new(bytes).expect(Tag::Sequence, "input").is_ok()
        && (bytes[1] >= 0x80 || !pem::is_pem(bytes))
}

/// Whether that is all there is. No PEM is one: line ends and dashes come last.
fn is_one_value(bytes: &[u8]) -> bool {
    let mut values = Cursor::new(bytes);
    is_der(bytes) && values.expect(Tag::Sequence, "input").is_ok() && values.is_done()
}

/// PEM labels of what is read; what stands between is told by its content, like bare DER.
/// TRUSTED CERTIFICATE is OpenSSL's and carries more than a certificate.
const READ: [&str; 4] = ["CERTIFICATE", "OCSP RESPONSE", "X509 CERTIFICATE", "X509 CRL"];

fn pem_blocks(bytes: &[u8], opened: &mut Opened) {
    pem::blocks(bytes, |block| {
        let is_key = name_private_key(&block.label, block.start, opened);
        let is_read = READ.contains(&block.label.as_str());
        match block.body {
            Ok(der) if is_read => opened.object(der, block.start, block.end - block.start),
            Err(broken) if is_read || is_unclosed(&broken) => opened.problems.push(broken.problem),
            _ if is_key => {}
            _ => {
                let kind = ProblemKind::PemLabelIgnored { label: block.label };
                opened.problems.push(Problem::note(kind, block.start));
            }
        }
        room(opened, block.end)
    });
}

fn is_unclosed(broken: &pem::Broken) -> bool {
    matches!(broken.problem.kind, ProblemKind::PemUnclosed { .. })
}

fn name_private_key(label: &str, offset: usize, opened: &mut Opened) -> bool {
    let is_key = label.contains("PRIVATE KEY");
    if is_key {
        let kind = ProblemKind::InputPrivateKey { label: label.to_owned() };
        opened.problems.push(Problem::note(kind, offset));
    }
    is_key
}

fn der_values(bytes: &[u8], opened: &mut Opened) {
    let mut values = Cursor::new(bytes);
    while !values.is_done() {
        let start = values.at();
        match values.expect(Tag::Sequence, "input") {
            Ok(value) => opened.object(value.whole.to_vec(), start, value.whole.len()),
            Err(problem) => {
                let kind = if start == 0 {
                    problem.kind
                } else {
                    ProblemKind::DerTrailing { field: "input".into(), length: bytes.len() - start }
                };
                opened.problems.push(Problem::fatal(kind, problem.offset));
                return;
            }
        }
        if !room(opened, values.at()) {
            return;
        }
    }
}

impl Opened {
    /// Keeps an object, unless it is a private key.
    fn object(&mut self, der: Vec<u8>, offset: usize, length: usize) {
        match private_key(&der) {
            Some(label) => _ = name_private_key(label, offset, self),
            None => self.items.push(Item { kind: kind(&der), der, offset, length }),
        }
    }
}

/// Told by what only one kind has; whatever has neither should be a certificate.
fn kind(der: &[u8]) -> ItemKind {
    match (is_ocsp_response(der), is_crl(der)) {
        (Some(true), _) => ItemKind::OcspResponse,
        (_, Some(true)) => ItemKind::Crl,
        _ => ItemKind::Certificate,
    }
}

/// RFC 6960 §4.2.1: an ENUMERATED comes first.
fn is_ocsp_response(der: &[u8]) -> Option<bool> {
    let mut members = Cursor::new(der).expect(Tag::Sequence, "input").ok()?.inside();
    Some(members.any("input").ok()?.tag == Some(Tag::Enumerated))
}

/// RFC 5280 §5.1: where a certificate has its validity period, a list has one time. What is signed
/// begins with an optional version, an algorithm and a name in both.
fn is_crl(der: &[u8]) -> Option<bool> {
    let mut members = Cursor::new(der).expect(Tag::Sequence, "input").ok()?.inside();
    let mut fields = members.expect(Tag::Sequence, "input").ok()?.inside();
    fields.optional(Tag::Integer, "input").ok()?;
    fields.expect(Tag::Sequence, "input").ok()?;
    fields.expect(Tag::Sequence, "input").ok()?;
    let time = fields.any("input").ok()?;
    Some(matches!(time.tag, Some(Tag::UtcTime | Tag::GeneralizedTime)))
}

/// The PEM label of the private key that this value is, if it is one, told by its first members:
/// RFC 5958 (and its encrypted form), RFC 8017 A.1.2, RFC 5915, and OpenSSL's DSA keys.
#[must_use]
pub fn private_key(der: &[u8]) -> Option<&'static str> {
    let mut members = Cursor::new(der).expect(Tag::Sequence, "input").ok()?.inside();
    let first = members.any("input").ok()?;
    let second = members.any("input").ok()?;
    // The version of a key is 0 or 1; that of a PKCS #12 file, which begins alike, is 3.
    let version = first.tag == Some(Tag::Integer) && matches!(first.value, [0 | 1]);
    match second.tag? {
        Tag::Sequence if version && is_message_imprint(&second, members) => None,
        Tag::Sequence if version => Some("PRIVATE KEY"),
        Tag::OctetString if version => Some("EC PRIVATE KEY"),
        Tag::Integer if version && is_dsa(members) => Some("DSA PRIVATE KEY"),
        Tag::Integer if version => Some("RSA PRIVATE KEY"),
        Tag::OctetString if first.tag == Some(Tag::Sequence) => Some("ENCRYPTED PRIVATE KEY"),
        _ => None,
    }
}

/// After the version, a time-stamp query (RFC 3161 §2.4.1) has an algorithm and a hash in one SEQUENCE, and what
/// follows is no OCTET STRING.
fn is_message_imprint(second: &Tlv<'_>, mut rest: Cursor<'_>) -> bool {
    let first = second.inside().any("input").ok().and_then(|tlv| tlv.tag);
    let next = rest.any("input").ok().and_then(|tlv| tlv.tag);
    first == Some(Tag::Sequence)
        && matches!(next, Some(Tag::ObjectIdentifier | Tag::Integer | Tag::Boolean))
}

/// After the version and p there are q, g, y and x; RSA has two numbers more than that, and those of its primes.
fn is_dsa(mut rest: Cursor<'_>) -> bool {
    (0..4).all(|_| rest.expect(Tag::Integer, "input").is_ok()) && rest.is_done()
}

fn room(opened: &mut Opened, at: usize) -> bool {
    let room = opened.items.len() + opened.problems.len() < MOST_OBJECTS;
    if !room {
        opened
            .problems
            .push(Problem::fatal(ProblemKind::InputTooManyObjects { limit: MOST_OBJECTS }, at));
    }
    room
}
