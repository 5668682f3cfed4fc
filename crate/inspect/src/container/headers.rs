//! HTTP header fields in which proxies hand on the certificate of a client: with their names, several pasted
//! together, or one value alone.
//!
//! Load balancers of AWS and nginx escape PEM as in addresses, Envoy does so inside X-Forwarded-Client-Cert,
//! Traefik and HAProxy send base64, and RFC 9440 has byte sequences of structured fields (RFC 9651 §3.3.5).

use percent_encoding::percent_decode_str;

use super::document::held::is_object;
use super::{Detail, Format, Member, Octets, Opened, Said};
use crate::inspection::text::decoded;
use crate::problem::{ContainerProblem, Problem};

/// Fields that say in words what stands in the certificate.
const TELLING: [&str; 2] = ["x-amzn-mtls-clientcert-", "cloudfront-viewer-cert-"];

/// A name of a field that somebody made up for base64 begins like this.
const OWN: [&str; 4] = ["x-", "ssl-", "ssl_", "client-"];

/// A chain of four in a hundred requests; more was not pasted by hand.
const MOST_ENTRIES: usize = 1_000;

/// `None`: no field of the text holds anything.
pub(super) fn open(text: &str) -> Option<Opened<'static>> {
    // PEM that is not escaped needs none of this.
    if text.contains("-----BEGIN ") {
        return None;
    }
    let mut opened = Opened::new(Format::Headers);
    for (offset, line) in lines(text) {
        if opened.members.len() + opened.container.details.len() >= MOST_ENTRIES {
            let kind = ContainerProblem::TooManyValues { limit: MOST_ENTRIES };
            opened.problem = Some(Problem::fatal(kind, offset));
            break;
        }
        let (name, value) = field(&line);
        read(name, value, offset, &mut opened);
    }
    opened.container.entries = opened.members.len();
    let is_empty = opened.members.is_empty() && opened.container.details.is_empty();
    (!is_empty).then_some(opened)
}

/// Lines with their offsets; one that begins with white space goes on with the one before (RFC 9112 §5.2).
fn lines(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let offset = text.len() - rest.len();
        let mut whole = next_line(&mut rest)?.trim().to_owned();
        while !whole.is_empty() && rest.starts_with([' ', '\t']) {
            whole += next_line(&mut rest)?.trim();
        }
        Some((offset, whole))
    })
}

fn next_line<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let line = rest.split_inclusive('\n').next()?;
    *rest = &rest[line.len()..];
    Some(line)
}

/// Name and value; the name is empty where the line is a value. curl marks lines with < and >, and what was
/// copied out of JSON or a program has quotation marks.
fn field(line: &str) -> (&str, &str) {
    let line = line.trim_start_matches(['<', '>', ' ', '\u{feff}']);
    let split = line.split_once(':').filter(|(name, _)| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_\"' ".contains(c);
        !name.is_empty() && name.chars().all(is_name)
    });
    let (name, value) = split.unwrap_or(("", line));
    let is_quote = |c| matches!(c, '"' | '\'' | ' ');
    let value = value.trim();
    let value = match value.strip_prefix(['"', '\'']) {
        Some(value) => value.trim_end_matches([',', ';', '"', '\'', ' ']),
        None => value,
    };
    (name.trim_matches(is_quote), value)
}

fn read(name: &str, value: &str, offset: usize, opened: &mut Opened<'_>) {
    let lower = name.to_ascii_lowercase();
    let mut entry = |name: String, octets: Vec<u8>| {
        let name = anchorlight_pki::safe_text(&name);
        opened.members.push(Member { offset, ..Member::named(name, Octets::Open(octets.into())) });
    };
    let der = |text: &str| decoded(text.as_bytes()).filter(|der| is_object(der));
    if lower == "x-forwarded-client-cert" || name.is_empty() && value.contains("Cert=") {
        return forwarded(name, value, offset, opened);
    }
    if is_escaped_pem(value) {
        return entry(name.to_owned(), unescaped(value));
    }
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| lower.starts_with(prefix));
    let is_telling = begins(&TELLING);
    if !name.is_empty() && !begins(&OWN) && !is_telling {
        return;
    }
    // Of a list (RFC 9440 §2.3, and Traefik's), each has its number.
    let items: Vec<&str> = value.split(',').take(MOST_ENTRIES).map(str::trim).collect();
    let mut is_held = false;
    for (index, item) in items.iter().enumerate() {
        let number = if items.len() > 1 { format!("[{index}]") } else { String::new() };
        // :base64:, with parameters after it.
        let sequence = item.strip_prefix(':').and_then(|item| Some(item.split_once(':')?.0));
        let octets = match sequence {
            Some(sequence) => der(sequence),
            None if name.is_empty() => None,
            None => der(&percent_decode_str(item).decode_utf8_lossy()),
        };
        if let Some(octets) = octets {
            entry(format!("{name}{number}"), octets);
            is_held = true;
        }
    }
    if is_telling && !is_held {
        opened.container.details.push(Detail::of(Said::Field, name.to_owned(), value));
    }
}

fn is_escaped_pem(value: &str) -> bool {
    ["-----BEGIN%20", "-----BEGIN+", "-----BEGIN%2520"].iter().any(|mark| value.contains(mark))
}

/// Base64 has + in it, which is never a space there; in the lines around it some write one so.
fn unescaped(value: &str) -> Vec<u8> {
    let text = percent_decode_str(value).decode_utf8_lossy();
    let text = text.replace("-----BEGIN+", "-----BEGIN ").replace("-----END+", "-----END ");
    text.into_bytes()
}

/// Envoy's field: elements with `,` between, in each pairs of key and value with `;` between.
fn forwarded(name: &str, value: &str, offset: usize, opened: &mut Opened<'_>) {
    let elements = outside_quotes(value, ',');
    for (index, element) in elements.iter().enumerate() {
        let number = if elements.len() > 1 { format!("[{index}]") } else { String::new() };
        for pair in outside_quotes(element, ';') {
            let Some((key, value)) = pair.trim().split_once('=') else { continue };
            if opened.members.len() + opened.container.details.len() >= MOST_ENTRIES {
                return;
            }
            let dot = if name.is_empty() && number.is_empty() { "" } else { "." };
            let entry = anchorlight_pki::safe_text(&format!("{name}{number}{dot}{key}"));
            let value = value.trim_matches('"');
            if is_escaped_pem(value) {
                let octets = Octets::Open(unescaped(value).into());
                opened.members.push(Member { offset, ..Member::named(entry, octets) });
            } else if ["By", "Hash", "Subject", "URI", "DNS"].contains(&key) {
                opened.container.details.push(Detail::of(Said::Field, entry, value));
            }
        }
    }
}

/// The parts between separators that stand in no quotation marks.
fn outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(|c| {
        let is_mark = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_quoted ^= is_mark;
        c == separator && !is_quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_names_quotes_marks_and_folded_lines() {
        let text = "> X-A: one\r\n  two\n\"x-b\": \"three\",\n:four:\nHost: h\n";
        let all: Vec<_> = lines(text).map(|(_, line)| field(&line).1.to_owned()).collect();
        assert_eq!(all, ["onetwo", "three", ":four:", "h"]);
        let (name, _) = field("\"x-b\": \"three\",");
        assert_eq!(name, "x-b");
    }

    #[test]
    fn separators_in_quotation_marks_separate_nothing() {
        let text = r#"By=a;Subject="CN=\"x\",O=y;z";Cert="q",By=b"#;
        let elements = outside_quotes(text, ',');
        assert_eq!(elements, [&text[..text.len() - 5], "By=b"]);
        assert_eq!(outside_quotes(elements[0], ';').len(), 3);
    }
}
