//! Inspection for JavaScript: octets in, JSON out. Nothing is kept between two calls.

use std::io::{self, Write};
use std::str::{self, Utf8Error};

use anchorlight_inspect::{Content, Form, Inspection, Object, Options, Tree};
use js_sys::{Array, Error, Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// Engines have strings of up to 2^29 characters (V8: String::kMaxLength); half of that can be read again.
const MOST_TEXT: usize = 1 << 28;

/// Makes a panic, which is a fault of ours, readable in the console before the trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Inspects files. Gives for each an array: of its `Inspection` (see the JSON Schema) each object as JSON text, and
/// the problems, then what is public of its objects one after another, and the length of each. That is an object's
/// encoding, and of a private key the `SubjectPublicKeyInfo` that belongs to it. Last comes whether nothing of it can
/// be a secret.
///
/// # Errors
///
/// An `Error` with the `id` `request.too_large` where the texts of a file would be longer than a string can be.
#[wasm_bindgen]
pub fn inspect(
    files: Vec<Uint8Array>,
    passwords: Vec<String>,
    weak_keys: bool,
) -> Result<Array, Error> {
    let passwords: Vec<_> = passwords.into_iter().map(Zeroizing::new).collect();
    let passwords: Vec<&str> = passwords.iter().map(|password| password.as_str()).collect();
    let options = Options { passwords: &passwords, weak_keys };
    let answer = Array::new();
    for data in files {
        // A file can be a secret as much as a password.
        let data = Zeroizing::new(data.to_vec());
        answer.push(&file(&anchorlight_inspect::inspect(&data, options))?.into());
    }
    Ok(answer)
}

fn file(inspection: &Inspection) -> Result<Array, Error> {
    let all: Vec<&[u8]> = inspection.objects.iter().map(Object::public).collect();
    // Octets are counted in 32 bits here, so no length is longer.
    let lengths: Vec<u32> =
        all.iter().map(|octets| u32::try_from(octets.len()).unwrap_or(u32::MAX)).collect();
    let mut json = Json::default();
    // Engines have room for short texts at hand; for a long one they ask the system each time.
    let objects = Array::new();
    for object in &inspection.objects {
        objects.push(&json.text(object)?.into());
    }
    Ok(Array::of5(
        &objects.into(),
        &json.text(&inspection.problems)?.into(),
        &Uint8Array::from(all.concat().as_slice()),
        &Uint32Array::from(lengths.as_slice()),
        &is_public(inspection).into(),
    ))
}

/// Whether all of it was read, and all of it is what anybody is given.
fn is_public(inspection: &Inspection) -> bool {
    let is_public = |object: &Object| {
        matches!(
            object.content,
            Content::Certificate(_)
                | Content::RevocationList(_)
                | Content::CertificationRequest(_)
                | Content::PublicKey(_)
                | Content::OcspRequest(_)
                | Content::OcspResponse(_)
        )
    };
    inspection.problems.is_empty() && inspection.objects.iter().all(is_public)
}

/// What belongs together among objects of files that were inspected before: of each file the kinds of its objects,
/// what is public of them one after another, and the length of each. Gives `Relations` as JSON text.
///
/// # Errors
///
/// As those of `inspect`.
#[wasm_bindgen]
pub fn relate(
    kinds: Vec<Array>,
    octets: Vec<Uint8Array>,
    lengths: Vec<Uint32Array>,
) -> Result<String, Error> {
    let files = kinds.iter().zip(&octets).zip(&lengths);
    let all: Vec<Inspection> =
        files.map(|((kinds, octets), lengths)| again(kinds, octets, lengths)).collect();
    let relations = anchorlight_inspect::relations(&all.iter().collect::<Vec<_>>());
    Json::default().text(&relations).map(str::to_owned)
}

fn again(kinds: &Array, octets: &Uint8Array, lengths: &Uint32Array) -> Inspection {
    let octets = octets.to_vec();
    let mut left = octets.as_slice();
    let objects = kinds.iter().zip(lengths.to_vec()).map(|(kind, length)| {
        let (public, rest) = left.split_at(left.len().min(length as usize));
        left = rest;
        Object::again(&kind.as_string().unwrap_or_default(), public)
    });
    Inspection { objects: objects.collect(), problems: Vec::new() }
}

/// The objects of encodings, in their order, as one file for other programs; nothing where they have no such form.
///
/// # Errors
///
/// An `Error` with the `id` `request.shape` where there is no such form.
#[wasm_bindgen]
pub fn export_objects(encodings: Vec<Uint8Array>, form: &str) -> Result<Option<Vec<u8>>, Error> {
    let form = match form {
        "pem" => Form::Pem,
        "der" => Form::Der,
        "pkcs7" => Form::Pkcs7,
        "pkcs7Pem" => Form::Pkcs7Pem,
        "opensslText" => Form::OpensslText,
        _ => return Err(typed("request.shape", &format!("unknown form {form:?}"))),
    };
    let objects: Vec<Object> = encodings
        .iter()
        .filter_map(|der| {
            let inspection = anchorlight_inspect::inspect(&der.to_vec(), Options::default());
            inspection.objects.into_iter().next()
        })
        .collect();
    Ok(anchorlight_inspect::export_all(&objects.iter().collect::<Vec<_>>(), form))
}

/// An encoding as ASN.1. Gives a `Tree` as JSON text.
///
/// # Errors
///
/// As those of `inspect`.
#[wasm_bindgen]
pub fn tree(der: &[u8]) -> Result<String, Error> {
    Json::default().text(&Tree::read(der)).map(str::to_owned)
}

/// Texts one after another that together end where strings do.
#[derive(Default)]
struct Json {
    text: Vec<u8>,
    /// How long the texts before this one are.
    before: usize,
}

impl Json {
    /// In ASCII alone: engines keep such a text in half the memory, and read it in half the time.
    fn text(&mut self, value: &impl Serialize) -> Result<&str, Error> {
        self.before += self.text.len();
        self.text.clear();
        serde_json::to_writer(&mut *self, value).map_err(|_| too_large())?;
        if !self.text.is_ascii() {
            let text = std::mem::take(&mut self.text);
            let text = str::from_utf8(&text).map_err(unserialisable)?;
            escape(text, self).map_err(|_| too_large())?;
        }
        str::from_utf8(&self.text).map_err(unserialisable)
    }
}

impl Write for Json {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.write_all(octets).map(|()| octets.len())
    }

    fn write_all(&mut self, octets: &[u8]) -> io::Result<()> {
        if self.before + self.text.len() + octets.len() > MOST_TEXT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.text.extend_from_slice(octets);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Only strings of JSON have characters that are not ASCII, and each of these can be escaped (RFC 8259 §7).
fn escape(json: &str, into: &mut impl Write) -> io::Result<()> {
    let mut rest = json;
    while let Some(at) = rest.bytes().position(|octet| !octet.is_ascii()) {
        let (ascii, others) = rest.split_at(at);
        let end = others.bytes().position(|octet| octet.is_ascii()).unwrap_or(others.len());
        into.write_all(ascii.as_bytes())?;
        for unit in others[..end].encode_utf16() {
            write!(into, "\\u{unit:04x}")?;
        }
        rest = &others[end..];
    }
    into.write_all(rest.as_bytes())
}

fn too_large() -> Error {
    let message = format!("the answer would be longer than {MOST_TEXT} characters");
    typed("request.too_large", &message)
}

fn unserialisable(error: Utf8Error) -> Error {
    typed("report.unserialisable", &error.to_string())
}

fn typed(id: &str, message: &str) -> Error {
    let error = Error::new(message);
    // A new Error is an ordinary object; setting a property on it cannot fail.
    let _ = Reflect::set(&error, &"id".into(), &id.into());
    error
}
